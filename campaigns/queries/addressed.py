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
    (Unit.Kind.COMMITTEE, re.compile(
        r"\b(?:ubnd|uy ban nhan dan|chu tich(?: ubnd| uy ban nhan dan)?) (?:cac )?(?:xa|phuong|thi tran|quan|huyen)"
        r"(?=,|;| va\b| cap\b|$| \()|\bcac (?:xa|phuong|thi tran)\b")),
    (Unit.Kind.SCHOOL, re.compile(r"\bcac (?:truong|co so giao duc|nha truong)\b|\btruong hoc\b|, cac truong")),
    (Unit.Kind.OFFICE, re.compile(r"\bcac (?:phong|ban|so|phong ban|co quan chuyen mon)\b")),
    (Unit.Kind.UNION, re.compile(
        r"\bcac (?:doan the|to chuc (?:chinh tri|hoi|doan the|xa hoi)|hoi,? doan the)|\bmat tran\b.*\bdoan the")),
    (Unit.Kind.SERVICE, re.compile(r"\bcac don vi su nghiep\b|\bdon vi su nghiep\b")),
    (Unit.Kind.COMPANY, re.compile(r"\bcac (?:doanh nghiep|cong ty|hop tac xa)\b")),
    (Unit.Kind.PARTY, re.compile(r"\bcac (?:co quan dang|chi bo|dang bo|ban dang)\b")),
    (Unit.Kind.FORCE, re.compile(r"\bluc luong vu trang\b")),
)  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = (re.compile(r"[,;]|\bphoi hop (?:voi )?| - "), re.compile(r"[,;]|\bva\b|\bphoi hop (?:voi )?| - "))
# Those who speak for a unit: "Thủ trưởng …", "Lãnh đạo …", "đồng chí Trưởng phòng …".
_HEADS = re.compile(
    r"^(?:thu truong|lanh dao|truong|giam doc|chanh|dong chi|de nghi|giao|yeu cau|thuong truc)\s(?=phong|ban|so|van"
    r"|trung tam|ubnd|uy ban|cong an|doi|dai|hoi)"
)
_SAME = (("uy ban nhan dan", "ubnd"), ("mat tran to quoc", "mttq"), ("giao duc va dao tao", "giao duc dao tao"),
         (" - ", " "), ("–", " "), (" va ", " "), (" & ", " "))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Addressees:
    """Keys of the units that a printed name means, and the kinds that it means as a whole."""

    units: tuple[int, ...]
    groups: tuple[str, ...]


def addressees_of(plan: Plan, names: Collection[str]) -> dict[str, Addressees]:
    """For printed names in a plan, whom they mean among the units below its issuer on the plan's day."""
    if not names:
        return {}
    below = list(units_below(plan))
    keys = [(unit.pk, {_name_key(unit.official_name), _name_key(unit.short_name)}) for unit in below]
    return {name: _addressees(name, keys, plan) for name in names}


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


def _addressees(name: str, units: list[tuple[int, set[str]]], plan: Plan) -> Addressees:
    folded = search_key(name)
    groups = tuple(code for code, pattern in _GROUPS if pattern.search(folded))
    if EVERYBODY in groups:
        groups = (EVERYBODY,)
    place = _name_key(plan.document.place)
    bare = _BRACKETS.sub(" ", folded)
    # A name may itself hold "và" and commas: it is looked for whole, and by its parts.
    parts = {part for pattern in _PARTS for part in pattern.split(bare)}
    wanted = {_bare(_name_key(part), place) for part in (bare, *parts)}
    found = tuple(pk for pk, names in units if {_bare(one, place) for one in names} & (wanted - {""}))
    return Addressees(found, groups)


def _bare(name: str, place: str) -> str:
    """A name without who speaks for it and without the place that all have in common."""
    name = _HEADS.sub("", name)
    for ending in (f" thanh pho {place}", f" huyen {place}", f" thi xa {place}", " thanh pho", " huyen", " thi xa"):
        if place and name.endswith(ending):
            name = name.removesuffix(ending)
    return name.strip()


def _name_key(name: str) -> str:
    key = f" {search_key(name)} "
    for long, short in _SAME:
        key = key.replace(long, short)
    return " ".join(key.replace(",", " ").split())
