"""Records for the tests, written with few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from awards.models import Award, Discipline, Household, Initiative, InitiativeAuthor, Rating, Review, Statement
from awards.models.subject import field_of
from organizations.models import Person, Position, Unit, User
from organizations.names import search_key


def unit_of(subject: Person | Unit | Household) -> Unit:
    """The unit itself, the household's, or that of the person's first position."""
    if isinstance(subject, Unit):
        return subject
    if isinstance(subject, Household):
        return subject.unit
    return Position.objects.filter(person=subject).order_by("pk").select_related("unit").first().unit


def household(unit: Unit, head: str = "Nguyễn Văn Hộ") -> Household:
    """A household of the unit."""
    return Household.objects.create(unit=unit, head_name=head, address="Tổ 1", search_name=search_key(f"{head} Tổ 1"))


def _whose(subject: Any, by: User, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        field_of(subject): subject,
        "unit": fields.pop("unit", None) or unit_of(subject),
        "created_by": by,
        **fields,
    }


def award(subject: Any, by: User, code: str = "LDTT", year: int = 2024, **fields: Any) -> Award:
    """An award."""
    return Award.objects.create(code=code, year=year, **_whose(subject, by, fields))


def rating(subject: Any, by: User, grade: str = "HTTNV", year: int = 2024, **fields: Any) -> Rating:
    """A rating."""
    return Rating.objects.create(rating=grade, year=year, **_whose(subject, by, fields))


def initiative(author: Any, by: User, scope: str = "co_so", year: int = 2024, **fields: Any) -> Initiative:
    """A recognised initiative with one author."""
    made = Initiative.objects.create(
        name=fields.pop("name", "Hẹn giờ"), scope=scope, year=year, unit=fields.pop("unit", None) or unit_of(author),
        created_by=by, **fields,
    )  # fmt: skip
    InitiativeAuthor.objects.create(initiative=made, **{field_of(author): author})
    return made


def discipline(subject: Any, by: User, kind: str = "khien_trach", **fields: Any) -> Discipline:
    """A measure of 2024."""
    fields = {"since": date(2024, 3, 1), **fields}
    return Discipline.objects.create(kind=kind, **_whose(subject, by, fields))


def review(subject: Any, by: User, **fields: Any) -> Review:
    """Something that is looked into."""
    fields = {"since": date(2024, 3, 1), "cause": "ky_luat", **fields}
    return Review.objects.create(**_whose(subject, by, fields))


def statement(subject: Any, by: User, topic: str, year: int = 2024, **fields: Any) -> Statement:
    """What somebody says."""
    return Statement.objects.create(topic=topic, year=year, **_whose(subject, by, fields))
