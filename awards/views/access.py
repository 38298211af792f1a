"""Loading the subject or record that a view is about; others answer as absent ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from awards.forms.record import (
    AwardForm,
    DisciplineForm,
    InitiativeForm,
    RatingForm,
    RecordForm,
    ReviewForm,
)
from awards.models import Award, Discipline, Household, Initiative, Rating, Review
from awards.models.subject import Subject, field_of
from organizations.models import Person, Unit, User
from organizations.queries.units import sees_inside

PERSON, UNIT, HOUSEHOLD = "person", "unit", "household"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its model, its form, what it is called, and whose it can be."""

    model: Any
    form: type[RecordForm]
    name: str
    subjects: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "award": Kind(Award, AwardForm, "khen thưởng", (PERSON, UNIT, HOUSEHOLD)),
    "rating": Kind(Rating, RatingForm, "xếp loại", (PERSON, UNIT)),
    "initiative": Kind(Initiative, InitiativeForm, "sáng kiến, đề tài", (PERSON, UNIT)),
    "discipline": Kind(Discipline, DisciplineForm, "kỷ luật", (PERSON,)),
    "review": Kind(Review, ReviewForm, "việc đang xem xét", (PERSON, UNIT, HOUSEHOLD)),
}


def visible_subject(user: User, kind: str, pk: int) -> Any:
    """The person, unit or household whose records the user may look at; of units above only names are seen.

    Raises:
        Http404: it does not exist, or it is not the user's to see.
    """
    if kind == PERSON:
        return get_object_or_404(Person.objects.visible_to(user), pk=pk)
    if kind == HOUSEHOLD:
        return get_object_or_404(Household.objects.visible_to(user).select_related("unit"), pk=pk)
    unit: Unit = get_object_or_404(Unit.objects.visible_to(user), pk=pk)
    if not sees_inside(user, unit):
        raise Http404
    return unit


def visible_record(user: User, what: str, pk: int) -> Any:
    """The record if the user may see it.

    Raises:
        Http404: it does not exist, or it is not the user's to see.
    """
    model = KINDS[what].model
    related = ("unit",) if model is Initiative else ("person", "collective", "household__unit", "unit")
    return get_object_or_404(model.objects.visible_to(user).select_related(*related, "created_by__person"), pk=pk)


def subject_of(thing: Any) -> Any:
    """Whose record it is; of an initiative the first author."""
    if isinstance(thing, Subject):
        return thing.subject
    first = thing.authors.select_related("person", "collective").first()
    return (first.person or first.collective) if first else thing.unit


def records_address(subject: Any) -> str:
    """The page of the subject's records."""
    name = {"person": "person_records", "collective": "unit_records", "household": "household_records"}
    return reverse(name[field_of(subject)], args=[subject.pk])
