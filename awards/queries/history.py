"""The history of one person, unit or household: what stands in the records, year by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from awards.models import Award, Discipline, Household, Initiative, Rating, Review, Statement
from awards.models.subject import field_of
from awards.queries.evidence import names_of_unit
from organizations.models import Person, Unit, User


@dataclass(slots=True)
class Year:
    """What stands in one year; ``discipline`` and ``reviews`` by the year in which they began."""

    year: int
    awards: list[Award] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    discipline: list[Discipline] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class History:
    """The years, latest first; statements; how many records of each kind count."""

    years: list[Year]
    statements: list[Statement]
    counts: dict[str, int]


def history_of(subject: Person | Unit | Household, user: User) -> History:
    """What the user sees of it; of a renamed unit also what it earned under its earlier names. Six queries, or seven
    with the authors of initiatives, whatever the number of rows."""
    whose = _whose(subject)
    years: dict[int, Year] = defaultdict(lambda: Year(0))
    counts: dict[str, int] = {}
    models: tuple[tuple[str, Any], ...] = (("awards", Award), ("ratings", Rating), ("discipline", Discipline),
                                           ("reviews", Review))  # fmt: skip
    for name, model in models:
        rows = model.objects.visible_to(user).filter(whose).select_related("unit").order_by("pk")
        _sort_in(years, name, counts, rows)
    if not isinstance(subject, Household):
        found = Initiative.objects.visible_to(user).for_list()
        found = found.filter(pk__in=_written_by(subject)).order_by("pk")
        _sort_in(years, "initiatives", counts, found)
    for number, year in years.items():
        year.year = number
    statements = list(Statement.objects.visible_to(user).filter(whose).for_list().order_by("-year", "topic", "pk"))
    return History(sorted(years.values(), key=lambda year: -year.year), statements, counts)


def _sort_in(years: dict[int, Year], name: str, counts: dict[str, int], rows: Any) -> None:
    counts[name] = 0
    for row in rows:
        at = row.year if hasattr(row, "year") else row.since.year
        getattr(years[at], name).append(row)
        counts[name] += not row.is_revoked


def _whose(subject: Person | Unit | Household) -> Q:
    ids = names_of_unit(subject) if isinstance(subject, Unit) else [subject.pk]
    return Q(**{f"{field_of(subject)}__in": ids})


def _written_by(subject: Person | Unit) -> Any:
    if isinstance(subject, Unit):
        return Initiative.objects.filter(authors__collective__in=names_of_unit(subject)).order_by().values("pk")
    return Initiative.objects.about(subject).order_by().values("pk")
