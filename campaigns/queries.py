"""What the pages of the chain read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from campaigns.models import Campaign, Plan
from campaigns.models.plan import PlanQuerySet
from documents.models.document import State
from documents.queries import units_where
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from organizations.models.unit import ids_on

IN_FORCE = (State.ISSUED, State.RECEIVED)


@dataclass(slots=True)
class Node:
    """One plan in the tree, with those that carry it out."""

    plan: Plan
    days_open: int | None
    children: list[Node] = field(default_factory=list)


def years_with_plans(user: User) -> list[int]:
    """Emulation years in which the user sees a plan, latest first."""
    years = Plan.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct()
    return list(years)


def chain_of_year(user: User, year: int, today: date) -> list[Node]:
    """The year's trees as far as the user sees them, in protocol order; one query for any number of plans.

    A plan whose parent the user does not see stands at the top. Discarded drafts are left out.
    """
    plans = Plan.objects.visible_to(user).filter(year=year).exclude(document__state=State.DISCARDED).for_tree()
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for plan in plans:
        above = nodes.get(plan.parent_id) if plan.parent_id else None
        node = nodes[plan.pk] = Node(plan, days_open(plan, above.plan if above else None, today))
        (above.children if above else roots).append(node)
    return roots


def days_open(plan: Plan, parent: Plan | None, today: date) -> int | None:
    """For how many days a plan has not been issued: since the paper above was, else since it was begun.

    None when it is issued, received, recalled or replaced.
    """
    if plan.document.is_published:
        return None
    since = parent.document.date if parent and parent.document.date else timezone.localdate(plan.document.created_at)
    return max((today - since).days, 0)


def children_of(plan: Plan, user: User) -> PlanQuerySet:
    """Plans that carry this one out, as far as the user sees them."""
    return Plan.objects.visible_to(user).filter(parent=plan).exclude(document__state=State.DISCARDED).for_tree()


def drafting_units(user: User) -> list[Unit]:
    """Units for which the user may draft and register papers."""
    return list(Unit.objects.filter(pk__in=units_where(user, DRAFTERS)).in_protocol_order())


def possible_parents(user: User) -> PlanQuerySet:
    """Papers in force that a plan of the user's units can carry out: of these units and of those above."""
    above = {pk for unit in drafting_units(user) for pk in ids_on(unit.path)}
    return (
        Plan.objects.visible_to(user)
        .filter(document__owner__in=sorted(above), document__state__in=IN_FORCE)
        .for_tree()
        .order_by("-year", "depth", "document__owner__protocol_order", "-pk")
    )


def replaceable(user: User) -> PlanQuerySet:
    """Issued plans of the user's units: each may be replaced by a new one."""
    return (
        Plan.objects.visible_to(user)
        .filter(document__owner__in=units_where(user, DRAFTERS), document__state=State.ISSUED)
        .select_related("document")
    )


def campaign_for(parent: Plan | None) -> Campaign | None:
    """The movement that a plan under ``parent`` belongs to unless another one is chosen."""
    if parent is None:
        return None
    return parent.campaign or parent.document.launches.order_by("pk").first()
