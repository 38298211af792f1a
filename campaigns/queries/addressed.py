"""Whom a plan means: "Phòng Nội vụ", "các trường", "UBND các xã, phường" as units below its issuer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from campaigns.models import Obligation, Plan
from campaigns.models.obligation import EVERYBODY
from organizations.models import Unit
from organizations.models.period import in_force
from organizations.models.unit import UnitQuerySet
from organizations.names import search_key

# Compared in folded words ("cac truong"); each may stand beside others in one name.
_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (EVERYBODY, re.compile(
        r"\bcac (?:co quan,? (?:va )?don vi|don vi(?!.{0,30}(?:su nghiep|lien quan))|dia phuong)\b"
        r"|\bcac co quan(?! (?:chuyen mon|dang|lien quan|bao chi|truyen thong|thong tin))"
        r"|\b(?:moi|tung|tat ca) (?:cac )?(?:co quan|don vi|tap the)")),
    # Offices of a committee ("Văn phòng HĐND và UBND phường", "… thuộc UBND phường") are not the committees.
    (Unit.Kind.COMMITTEE, re.compile(
        r"(?<!hdnd va )(?<!hdnd-)(?<!hdnd - )(?<!thuoc )\b(?:ubnd|chu tich(?: ubnd)?) (?:cac |cap )*"
        r"(?:xa|phuong|thi tran|quan|huyen)(?=,|;| va\b| cap\b|$| \()"
        r"|(?<!thuoc )\bcac (?:xa|phuong|thi tran)\b|\b\d+ (?:xa|phuong),? (?:va )?(?:xa|phuong)\b")),
    (Unit.Kind.SCHOOL, re.compile(r"\bcac (?:truong|co so giao duc|nha truong)\b|\btruong hoc\b|, cac truong")),
    (Unit.Kind.OFFICE, re.compile(r"\bcac (?:phong|ban(?! (?:xay dung )?dang)|so|phong ban|co quan chuyen mon)\b")),
    (Unit.Kind.UNION, re.compile(
        r"\bcac (?:doan the|to chuc (?:chinh tri|hoi|doan the|xa hoi)|hoi,? doan the)|\bmat tran\b.*\bdoan the"
        r"|\bcac [a-z, ]{0,40}, (?:hoi, )?doan the\b")),
    (Unit.Kind.SERVICE, re.compile(
        r"\bcac don vi su nghiep\b|\bdon vi su nghiep\b"
        r"|\bcac (?:[a-z ]{0,20}, ?)?trung tam(?=,|;| va\b| thuoc\b| truc thuoc\b|$)")),
    (Unit.Kind.COMPANY, re.compile(r"\bcac (?:doanh nghiep|cong ty|hop tac xa)\b")),
    (Unit.Kind.PARTY, re.compile(r"\bcac (?:co quan dang|chi bo|dang bo|ban (?:xay dung )?dang)\b")),
    (Unit.Kind.FORCE, re.compile(r"\bluc luong vu trang\b")),
)  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)")
# The first word of a unit's name.
_UNIT = (
    r"(?:phong|ban|so|van phong|trung tam|ubnd|uy ban|cong an|thanh tra|benh vien|tram y te|hoi|thanh doan|huyen doan|"
    r"doan|lien doan|truong|don|bch|doi|dai)\b"
)
_TOGETHER = r"[,;]|\b(?:chu tri|phoi hop)(?: voi)?\b"
# A name may itself hold "và", commas and dashes: it is looked for whole, and by its parts, parted in each way.
_PARTS = tuple(
    re.compile(f"{_TOGETHER}{also}") for also in ("", rf"|\bva\b(?= {_UNIT})", "| - ", r"|\bva\b", r"|\bva\b| - ")
)
# "Các phòng: Nội vụ, Tư pháp", "UBND các phường 1, Ninh Sơn": one word for all that are named.
_LISTED = re.compile(r"\b((?:ubnd )?)cac (phong|so|phuong|xa|truong|hoi|ban)\b:? (?=[^,;:])([^;]+)")
# Those who speak for a unit: "Thủ trưởng …", "Lãnh đạo …", "đồng chí Trưởng phòng …".
_HEADS = re.compile(
    r"^(?:(?:thu truong|lanh dao|hieu truong|tram truong|chi huy truong|truong|pho|giam doc|chanh|chu tich|bi thu|"
    rf"dong chi|de nghi|giao|yeu cau|phan cong|ban thuong truc|thuong truc)\s)+(?={_UNIT})"
)
# Whole words, the longer first; what is written out and what is shortened come to be the same.
_SAME = (
    ("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("mat tran to quoc", "mttq"),
    ("ubmttqvn", "uy ban mttq viet nam"), ("ubmttq vn", "uy ban mttq viet nam"), ("ubmttq", "uy ban mttq"),
    ("mttqvn", "mttq viet nam"), ("mttq vn", "mttq viet nam"),
    ("phong tc kh", "phong tai chinh ke hoach"), ("gd dt", "giao duc dao tao"), ("gddt", "giao duc dao tao"),
    ("ld tb xh", "lao dong thuong binh xa hoi"), ("ldtbxh", "lao dong thuong binh xa hoi"),
    ("ld tbxh", "lao dong thuong binh xa hoi"), ("tbxh", "thuong binh xa hoi"), ("tb xh", "thuong binh xa hoi"),
    ("phong vh tt", "phong van hoa thong tin"), ("phong vhtt", "phong van hoa thong tin"),
    ("vh xh", "van hoa xa hoi"), ("vhxh", "van hoa xa hoi"), ("tn mt", "tai nguyen moi truong"),
    ("tnmt", "tai nguyen moi truong"), ("nn mt", "nong nghiep moi truong"), ("nnmt", "nong nghiep moi truong"),
    ("qlda", "quan ly du an"), ("ban chqs", "ban chi huy quan su"), ("bch", "ban chi huy"),
    ("hoi lhpn", "hoi lien hiep phu nu"), ("hoi ccb", "hoi cuu chien binh"), ("ldld", "lien doan lao dong"),
    ("thcs", "trung hoc co so"), ("thpt", "trung hoc pho thong"), ("truong th", "truong tieu hoc"),
    ("truong mn", "truong mam non"),
)  # fmt: skip
_SIGNS = re.compile(r"[-–—&,.:/]| va ")
_LEVELS = ("tinh", "thanh pho", "huyen", "thi xa", "xa", "phuong", "thi tran", "dac khu")


@dataclass(frozen=True, slots=True)
class Addressees:
    """Keys of the units that a printed name means, and the kinds that it means as a whole."""

    units: tuple[int, ...]
    groups: tuple[str, ...]


def addressees_of(plan: Plan, names: Collection[str]) -> dict[str, Addressees]:
    """For printed names in a plan, whom they mean among the units below its issuer on the plan's day."""
    if not names:
        return {}
    below = [(unit.pk, unit.official_name, unit.short_name) for unit in units_below(plan)]
    return whom(names, below, plan.document.place)


def whom(names: Collection[str], units: Iterable[tuple[int, str, str]], place: str) -> dict[str, Addressees]:
    """The same among units given by key, official and short name; ``place`` is that of the paper ("Tây Ninh")."""
    keys = [(pk, {_name_key(official), _name_key(short)}) for pk, official, short in units]
    endings = _endings(_name_key(place), [key for _, both in keys for key in both])
    bare = [(pk, {_bare(key, endings) for key in both}) for pk, both in keys]
    return {name: _addressees(name, bare, endings) for name in names}


def units_below(plan: Plan, on: date | None = None) -> UnitQuerySet:
    """Units below the plan's issuer that exist on that day (default: the plan's day, else today).

    Of a received paper whose issuer is no unit here: the unit that received it and those below it.
    """
    document = plan.document
    top = document.issuer or document.owner
    units = Unit.objects.below(top).filter(in_force(on or document.date or timezone.localdate()))
    return (units.exclude(pk=top.pk) if document.issuer else units).in_protocol_order()


def units_of(obligations: Iterable[Obligation], below: Iterable[Unit]) -> dict[int, set[int]]:
    """By key of the obligation the keys of the units that it is laid on; one query for any number of them.

    ``below``: the units below the issuer on the day that is asked for (``units_below``). An obligation whose name
    means none of them has an empty set.
    """
    obligations = list(obligations)
    units = list(below)
    by_kind: dict[str, set[int]] = defaultdict(set)
    for unit in units:
        by_kind[unit.kind].add(unit.pk)
        by_kind[EVERYBODY].add(unit.pk)
    through = Obligation.units.through.objects
    named: dict[int, set[int]] = defaultdict(set)
    for key, unit_id in through.filter(obligation__in=obligations).values_list("obligation_id", "unit_id"):
        named[key].add(unit_id)
    return {one.pk: named[one.pk].union(*(by_kind[group] for group in one.groups)) for one in obligations}


def _addressees(name: str, units: list[tuple[int, set[str]]], endings: tuple[str, ...]) -> Addressees:
    folded = search_key(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    without = _BRACKETS.sub(" ", folded)
    listed = _known(_listed(without), units, endings)
    if listed:  # some are named: the kind does not stand for all of them
        folded = _LISTED.sub(" ", folded)
    groups = tuple(code for code, pattern in _GROUPS if pattern.search(folded))
    if EVERYBODY in groups:
        groups = (EVERYBODY,)
    itself = re.fullmatch(r"(?:chu tich )?ubnd( [a-z ]+)", without.strip())
    if itself and itself[1] in endings:  # "UBND phường" in a ward's paper
        groups = ()
    parts = {part.strip() for pattern in _PARTS for part in pattern.split(without)}
    if "ubnd" in without:  # "UBND phường 1, phường Ninh Sơn"
        parts |= {f"ubnd {part}" for part in parts if part.startswith(("phuong ", "xa "))}
    found = listed | _known({without, *parts}, units, endings)
    return Addressees(tuple(pk for pk, _ in units if pk in found), groups)


def _known(names: Iterable[str], units: list[tuple[int, set[str]]], endings: tuple[str, ...]) -> set[int]:
    wanted = {_bare(_name_key(name), endings) for name in names} - {""}
    return {pk for pk, keys in units if keys & wanted}


def _listed(folded: str) -> set[str]:
    """Full names out of a list with one word for all: "phong noi vu", "phong tu phap"."""
    found: set[str] = set()
    for match in _LISTED.finditer(folded):
        committee = "ubnd " if match[1] or match[2] in ("phuong", "xa") else ""
        for between in (",", r",|\bva\b"):
            found.update(f"{committee}{match[2]} {part.strip()}" for part in re.split(between, match[3]))
    return found


def _endings(place: str, names: list[str]) -> tuple[str, ...]:
    """What all units of the place have at the end of their names: " phuong tan ninh", " phuong". Longest first.

    Which level the place has is told by the units: "Công an phường" is no unit of a city.
    """
    if not place:
        return ()
    used = [level for level in _LEVELS if any(name.endswith(f" {level} {place}") for name in names)]
    levels = used or ["thanh pho", "huyen", "thi xa"]
    return (*(f" {level} {place}" for level in levels), *(f" {level}" for level in levels))


def _bare(name: str, endings: tuple[str, ...]) -> str:
    """A name without who speaks for it and without the place that all have in common."""
    name = _HEADS.sub("", name)
    for ending in endings:
        if name.endswith(ending):
            return name.removesuffix(ending).strip()
    return name.strip()


def _name_key(name: str) -> str:
    key = f" {search_key(name)} "
    for _ in range(2):  # " va " may follow another one at once
        key = _SIGNS.sub(" ", key)
    key = f" {' '.join(key.split())} "
    for long, short in _SAME:
        key = key.replace(f" {long} ", f" {short} ")
    return key.strip()
