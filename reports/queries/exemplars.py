"""Exemplars and results of adopted models that wait for a step of the user's."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from campaigns.models import Exemplar, ModelAdoption
from organizations.models import Unit, User
from workflow.engine import waiting_for

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that waits: where it is, what it is called, whose it is, what came back with it."""

    address: str
    title: str
    unit: Unit
    state: str


@dataclass(frozen=True, slots=True)
class Group:
    """What waits at one step; ``is_cut`` when there are more than are shown."""

    label: str
    things: list[Named]
    is_cut: bool = False


def exemplars_waiting(user: User) -> QuerySet[Exemplar]:
    """Exemplars at a step of the user's; what the user proposed waits for somebody else."""
    found: QuerySet[Exemplar] = Exemplar.objects.none()
    for waiting in waiting_for(user):
        if waiting.workflow.model is Exemplar:
            things = waiting.things
            if waiting.transition.action == "approve":
                things = things.exclude(proposed_by=user)
            found = things if found.query.is_empty() else found | things
    return found


def adoptions_waiting(user: User) -> QuerySet[ModelAdoption]:
    """Results that the user is to confirm."""
    for waiting in waiting_for(user):
        if waiting.workflow.model is ModelAdoption:
            return waiting.things.exclude(reported_by=user)
    return ModelAdoption.objects.none()


def exemplar_groups(user: User, unit_id: int | None = None) -> list[Group]:
    """What waits, by step, the latest first; two queries. Args: ``unit_id``: what lies in this unit alone."""
    exemplars, adoptions = exemplars_waiting(user), adoptions_waiting(user)
    if unit_id is not None:
        exemplars, adoptions = exemplars.filter(desk=unit_id), adoptions.filter(desk=unit_id)
    rows = list(exemplars.select_related("unit").defer("story", "search_text").order_by("-pk")[: 2 * SHOWN + 1])
    proposed = [_exemplar(row) for row in rows if not row.is_editable]
    drafts = [_exemplar(row) for row in rows if row.is_editable]
    results = [
        Named(reverse("adoption_detail", args=[row.pk]), str(row), row.unit, row.get_state_display())
        for row in adoptions.select_related("unit", "exemplar").order_by("-pk")[: SHOWN + 1]
    ]
    is_cut = len(rows) > 2 * SHOWN
    groups = [
        Group("Điển hình chờ duyệt", proposed[:SHOWN], is_cut or len(proposed) > SHOWN),
        Group("Kết quả áp dụng mô hình chờ xác nhận", results[:SHOWN], len(results) > SHOWN),
        Group("Điển hình đang viết", drafts[:SHOWN], is_cut or len(drafts) > SHOWN),
    ]
    return [group for group in groups if group.things]


def _exemplar(row: Exemplar) -> Named:
    return Named(row.get_absolute_url(), row.name, row.unit, row.get_state_display())
