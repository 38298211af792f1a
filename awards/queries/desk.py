"""Rà soát dữ liệu: what in the records looks wrong, as far as the records themselves can tell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from awards.models import Award
from awards.models.award import AwardQuerySet
from awards.models.subject import Precision
from awards.text.titles import TITLES
from organizations.models import Person, Position, User

NAMESAKES, UNDATED, EARLY, TWICE, GAPS = "trung-ten", "thieu", "truoc", "hai-lan", "khuyet"
CHECKS = {
    UNDATED: "Thiếu số, ngày quyết định",
    TWICE: "Ghi hai lần",
    EARLY: "Trước chức vụ đầu tiên",
    GAPS: "Khuyết số thứ tự",
    NAMESAKES: "Người trùng tên",
}
_TITLES_ONLY = [code for code, title in TITLES.items() if not title.is_form]


def found_by(check: str, user: User) -> QuerySet[Any]:
    """What one check finds among what the user sees, in a fixed order.

    Awards of ``UNDATED``, ``EARLY`` and ``TWICE``; dicts of ``GAPS`` (number, year, last, there) and ``NAMESAKES``
    (search_name, there).
    """
    awards: AwardQuerySet = Award.objects.visible_to(user).valid()
    if check == NAMESAKES:
        people = Person.objects.visible_to(user).order_by().values("search_name").annotate(there=Count("pk"))
        return people.filter(there__gt=1).order_by("search_name")
    if check == GAPS:
        lists = awards.exclude(number="").filter(ordinal__isnull=False).order_by().values("number", "year")
        counted = lists.annotate(last=Max("ordinal"), there=Count("ordinal", distinct=True))
        return counted.filter(last__gt=F("there")).order_by("-year", "number")
    if check == TWICE:
        awards = awards.filter(Exists(_copies()))
    elif check == EARLY:
        awards = awards.filter(person__isnull=False).annotate(first=_first_position())
        awards = awards.filter(first__isnull=False, year__lt=ExtractYear("first"))
    else:
        awards = awards.filter(Q(number="") | Q(decided_on__isnull=True) | ~Q(precision=Precision.DAY))
    return awards.for_list().order_by("-year", "-pk")


def counts(user: User) -> dict[str, int]:
    """How much each check finds; one query for each."""
    return {check: found_by(check, user).count() for check in CHECKS}


def _copies() -> QuerySet[Award]:
    """Earlier rows of the same subject, title and year; of hình thức only those of the same decision or of none."""
    same: Q = Q(pk__in=[])
    for name in ("person", "collective", "household"):
        same |= Q(**{name: OuterRef(name)})
    found = Award.objects.filter(same, revoked_on__isnull=True, code=OuterRef("code"), year=OuterRef("year"))
    one_decision = Q(number=OuterRef("number")) | Q(number="") | Q(code__in=_TITLES_ONLY)
    return found.filter(one_decision, pk__lt=OuterRef("pk"))


def _first_position() -> Subquery:
    positions = Position.objects.filter(person=OuterRef("person")).order_by().values("person")
    return Subquery(positions.annotate(first=Min("valid_from")).values("first"))


@dataclass(frozen=True, slots=True)
class Fill:
    """What other rows of the same decision say that this one lacks."""

    decided_on: date
    authority: str


def fills_for(awards: list[Award]) -> dict[int, Fill]:
    """Per award without an exact day the day that all other rows of its decision (number and year) agree on; one
    query."""
    lacking = [award for award in awards if award.number and award.exact_day is None]
    known: dict[tuple[str, int], set[tuple[date, str]]] = defaultdict(set)
    rows = Award.objects.valid().filter(number__in={award.number for award in lacking}, precision=Precision.DAY)
    for number, year, unit_path, day, authority in rows.filter(decided_on__isnull=False).values_list(
        "number", "year", "unit__path", "decided_on", "authority"
    ):
        known[f"{_root(unit_path)} {number}", year].add((day, authority))
    fills = {}
    for award in lacking:
        said = known.get((f"{_root(award.unit.path)} {award.number}", award.year), set())
        if len({day for day, _ in said}) == 1 and (not award.authority or award.authority in {who for _, who in said}):
            day, authority = min(said)
            fills[award.pk] = Fill(day, award.authority or (authority if len(said) == 1 else ""))
    return fills


def _root(path: str) -> str:
    """The top two units of a path: the same number of another city is another decision."""
    return "/".join(path.split("/")[:3])


_COMPARED = ("code", "year", "number", "decided_on", "precision", "authority", "level", "merit", "ordinal", "position",
             "unit_id", "person_id", "collective_id", "household_id")  # fmt: skip


def copy_of(award: Award) -> Award | None:
    """An earlier row that says exactly the same, which makes this one needless; None when there is none."""
    fields = {name: getattr(award, name) for name in _COMPARED}
    return Award.objects.valid().filter(pk__lt=award.pk, **_where(fields)).order_by("pk").first()


def exact_copies(awards: list[Award]) -> set[int]:
    """Ids of the rows that have one; one query."""
    keys = {award.pk: tuple(getattr(award, name) for name in _COMPARED) for award in awards}
    years, codes = {award.year for award in awards}, {award.code for award in awards}
    first: dict[tuple[Any, ...], int] = {}
    rows = Award.objects.valid().filter(year__in=years, code__in=codes).order_by("pk")
    whose = Q(pk__in=[])
    for name in ("person_id", "collective_id", "household_id"):
        whose |= Q(**{f"{name}__in": {getattr(award, name) for award in awards} - {None}})
    for pk, *values in rows.filter(whose).values_list("pk", *_COMPARED):
        first.setdefault(tuple(values), pk)
    return {pk for pk, key in keys.items() if first.get(key, pk) < pk}


def _where(fields: dict[str, Any]) -> dict[str, Any]:
    return {(f"{name}__isnull" if value is None else name): (True if value is None else value)
            for name, value in fields.items()}  # fmt: skip
