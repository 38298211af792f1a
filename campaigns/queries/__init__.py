"""What the pages of the chain read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from campaigns.models import Campaign, ClockReminder, Plan
from campaigns.models.plan import IN_FORCE, PlanQuerySet
from documents.models import Dispatch, Reminder
from documents.models.document import State
from documents.queries import units_where
from documents.workflow import DRAFTERS
from legal.workdays import working_days_late
from organizations.models import Unit, User
from organizations.models.unit import ids_on

#: Working days since a deadline, for every board and list; thousands of rows have a few dozen deadlines.
days_late = lru_cache(maxsize=4096)(working_days_late)


@dataclass(slots=True)
class Node:
    """One plan in the tree, with those that carry it out; ``lost_basis``: it stands, the paper above does not."""

    plan: Plan
    days_open: int | None
    children: list[Node] = field(default_factory=list)
    lost_basis: bool = False


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
        node.lost_basis = above is not None and _is_gone(above.plan) and not _is_gone(plan)
        (above.children if above else roots).append(node)
    return roots


def _is_gone(plan: Plan) -> bool:
    return plan.document.state in (State.REPLACED, State.RECALLED)


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


@dataclass(slots=True)
class Delivery:
    """A paper sent to one unit, with the plan by which the unit answers and the last reminder."""

    dispatch: Dispatch
    answer: Plan | None
    today: date
    reminder: Reminder | None = None
    clock: ClockReminder | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the unit's own plan is in force."""
        return self.answer is not None and self.answer.document.state in IN_FORCE

    @property
    def must_answer(self) -> bool:
        """Whether the unit still owes a plan."""
        return self.dispatch.asks_answer and self.dispatch.document.state in IN_FORCE and not self.is_answered

    @property
    def days_since_sent(self) -> int:
        """Calendar days since the paper was sent, in Vietnam."""
        return max((self.today - timezone.localdate(self.dispatch.sent_at)).days, 0)

    @property
    def days_late(self) -> int:
        """Working days since the deadline of a plan that is still owed; 0 when nothing is late."""
        due = self.dispatch.due_on
        return days_late(due, self.today) if self.must_answer and due else 0

    @property
    def is_open(self) -> bool:
        """Whether there is something to remind of."""
        return self.must_answer or self.dispatch.acknowledged_at is None


def deliveries(dispatches: Iterable[Dispatch], today: date) -> list[Delivery]:
    """Dispatches with their answers, in one query for any number of them."""
    dispatches = list(dispatches)
    answers = answers_to(dispatches)
    return [Delivery(one, answers.get((one.document_id, one.unit_id)), today) for one in dispatches]


def add_reminders(rows: list[Delivery]) -> None:
    """Gives each row its last reminder by hand and by the clock, in two queries."""
    dispatches = [row.dispatch.pk for row in rows]
    by_hand = {one.dispatch_id: one for one in Reminder.objects.filter(dispatch__in=dispatches).order_by("pk")}
    by_clock = {one.dispatch_id: one for one in ClockReminder.objects.filter(dispatch__in=dispatches).order_by("pk")}
    for row in rows:
        row.reminder, row.clock = by_hand.get(row.dispatch.pk), by_clock.get(row.dispatch.pk)


def answers_to(dispatches: Iterable[Dispatch]) -> dict[tuple[int, int], Plan]:
    """By paper and unit the unit's plan under that paper: the one in force, else the one that is furthest."""
    wanted = {(one.document_id, one.unit_id) for one in dispatches}
    plans = (
        Plan.objects.filter(
            parent__document__in={document for document, _ in wanted}, document__owner__in={unit for _, unit in wanted}
        )
        .exclude(document__state__in=[State.DISCARDED, State.RECALLED, State.REPLACED])
        .select_related("document", "parent")
        .defer("document__bases", "document__body", "document__recipients", "document__snapshot")
        .order_by("pk")
    )
    best: dict[tuple[int, int], Plan] = {}
    for plan in plans:
        key = (plan.parent.document_id, plan.document.owner_id)  # type: ignore[union-attr]
        if key in wanted and (key not in best or _rank(plan) >= _rank(best[key])):
            best[key] = plan
    return best


def owes_answer() -> Q:
    """Condition on a dispatch: a plan is asked for, the paper is in force, and no plan of the unit carries it out."""
    answers = _plans_under().filter(document__state__in=IN_FORCE)
    return Q(asks_answer=True, document__state__in=IN_FORCE) & Q(~Exists(answers))


def _plans_under() -> PlanQuerySet:
    """Plans of the dispatch's unit right under the dispatched paper.

    The sum keeps the database from the index of the unit's papers, of which there may be ten thousand, and leads it
    to the few plans under one paper (25 s against 0.1 s).
    """
    plans = Plan.objects.annotate(of_unit=F("document__owner") + 0)
    return plans.filter(parent=OuterRef("document__plan"), of_unit=OuterRef("unit"))


def _rank(plan: Plan) -> int:
    order = (State.DRAFT, State.SUBMITTED, State.SIGNED, *IN_FORCE)
    return order.index(State(plan.document.state))
