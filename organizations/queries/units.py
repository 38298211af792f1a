"""Units of a day: the tree, the list, what a unit's page shows, and what would happen to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils import timezone

from organizations.models import Block, BlockMember, Position, RoleAssignment, Unit, UnitParent, UnitSuccession, User
from organizations.models.period import PeriodQuerySet, in_force
from organizations.models.unit import UnitQuerySet, ids_on, seen_by
from workflow.models import LogEntry
from workflow.table import registered

TREE_LEVELS = 4
TREE_UNITS = 300


@dataclass(slots=True)
class Branch:
    """One unit in the tree of a day; ``count`` units stand right under it, of which ``children`` are drawn."""

    unit: Unit
    count: int = 0
    children: list[Branch] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        """How many units under it are not drawn."""
        return self.count - len(self.children)


@dataclass(frozen=True, slots=True)
class Tree:
    """The highest units of a day with what stands under them; ``drawn`` units in all."""

    tops: list[Branch]
    drawn: int
    whole: bool


def tree_of(user: User, on: date, top: Unit | None = None) -> Tree:
    """The tree of that day as far as the user sees it, from ``top`` or from the highest units.

    At most ``TREE_LEVELS`` levels and ``TREE_UNITS`` units are drawn, whole levels as long as they fit, one query for
    each; how many stand under what is drawn is asked once for all. Each query joins two tables on plain conditions:
    it is quick whatever the planner knows of them.
    """
    links = UnitParent.objects.as_of(on).filter(in_force(on, "child__") & seen_by(user, "child__"))
    tops = [Branch(unit) for unit in _tops(user, on, top)[:TREE_UNITS]]
    level, drawn = tops, {branch.unit.pk: branch for branch in tops}
    for _ in range(TREE_LEVELS - 1):
        room = TREE_UNITS - len(drawn)
        found = _below(level, links)[: room + 1]
        if not found or (len(found) > room and level is not tops):
            break
        level = [Branch(link.child) for link in found[:room]]
        for link, branch in zip(found, level, strict=False):
            drawn[link.parent_id].children.append(branch)
        drawn |= {branch.unit.pk: branch for branch in level}
    _count(drawn, links)
    return Tree(tops, len(drawn), whole=not any(_is_cut(branch) for branch in tops))


def _tops(user: User, on: date, top: Unit | None) -> UnitQuerySet:
    visible = Unit.objects.visible_to(user).as_of(on)
    if top is not None:
        return visible.filter(pk=top.pk)
    above = UnitParent.objects.as_of(on).filter(in_force(on, "parent__") & seen_by(user, "parent__"))
    return visible.exclude(pk__in=above.values("child")).in_protocol_order()


def _below(level: list[Branch], links: PeriodQuerySet) -> PeriodQuerySet:
    """The links to those right under the level, in protocol order."""
    found = links.filter(parent__in=[branch.unit.pk for branch in level]).select_related("child")
    return found.order_by("child__protocol_order", "child__official_name", "child")


def _count(drawn: dict[int, Branch], links: PeriodQuerySet) -> None:
    """Tells every drawn branch how many stand right under it."""
    counts = links.filter(parent__in=list(drawn)).order_by().values_list("parent").annotate(count=Count("pk"))
    for parent, count in counts:
        drawn[parent].count = count


def _is_cut(branch: Branch) -> bool:
    return bool(branch.hidden) or any(_is_cut(child) for child in branch.children)


def parents_on(units: Iterable[Unit], on: date) -> dict[int, Unit]:
    """Per unit the unit above it on that day, in one query."""
    links = UnitParent.objects.as_of(on).filter(child__in=list(units)).select_related("parent")
    return {link.child_id: link.parent for link in links}


def parent_names_on(units: UnitQuerySet, on: date) -> dict[int, str]:
    """The same for thousands: only names."""
    links = UnitParent.objects.as_of(on).filter(child__in=units.order_by().values("pk"))
    return dict(links.values_list("child_id", "parent__short_name"))


def under(units: UnitQuerySet, top: Unit, on: date) -> UnitQuerySet:
    """Those of ``units`` that stood right under ``top`` on that day."""
    return units.filter(pk__in=UnitParent.objects.as_of(on).filter(parent=top).values("child"))


def unfinished_in(unit: Unit) -> list[tuple[str, int]]:
    """Per workflow its name and how many things wait in the unit for a step that only its own people may take."""
    waiting = []
    for workflow in registered():
        states = {state for row in workflow.transitions if row.waits for state in row.source}
        things = workflow.model._default_manager.filter(**{"state__in": sorted(states), workflow.unit: unit})
        if count := things.count():
            waiting.append((workflow.name, count))
    return waiting


MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit shows beside its own facts; what concerns people only to those inside."""

    links: list[UnitParent]
    before: list[UnitSuccession]
    after: list[UnitSuccession]
    below: list[Unit]
    more_below: bool
    memberships: list[BlockMember]
    positions: list[Position]
    roles: list[RoleAssignment]
    log: list[LogEntry]
    seen: set[int]  # ids of the units named above whose pages the user may open


def page_of(unit: Unit, user: User, on: date) -> UnitPage:
    """Reads the page: the same number of queries for any number of rows."""
    inside = sees_inside(user, unit)
    links, below = _links_of(unit, user, on)
    passed = UnitSuccession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    successions = list(passed.select_related("predecessor", "successor").order_by("on", "pk"))
    blocks = Block.objects.visible_to(user)
    memberships = BlockMember.objects.filter(unit=unit, block__in=blocks.values("pk")).select_related("block")
    positions = unit.positions.as_of(on).select_related("person").order_by("person__sort_name", "pk")
    roles = unit.role_assignments.as_of(on).filter(user__is_active=True).select_related("user__person")
    named = [other for row in successions for other in (row.predecessor, row.successor)]
    named += [link.parent for link in links]
    return UnitPage(
        links=links,
        before=[row for row in reversed(successions) if row.successor_id == unit.pk],
        after=[row for row in successions if row.predecessor_id == unit.pk],
        below=below[:MOST_ROWS],
        more_below=len(below) > MOST_ROWS,
        memberships=list(memberships.order_by("-valid_from", "pk")),
        positions=list(positions[:MOST_ROWS]) if inside else [],
        roles=list(roles.order_by("role", "user__person__sort_name", "pk")[:MOST_ROWS]) if inside else [],
        log=list(LogEntry.objects.about(unit).order_by("-pk")[:MOST_ROWS]) if inside else [],
        seen={other.pk for other in named if sees(user, other)},
    )


def _links_of(unit: Unit, user: User, on: date) -> tuple[list[UnitParent], list[Unit]]:
    """Under whom it stood, latest first, and who stands under it on that day (one more than the page shows)."""
    runs = in_force(on)
    links = UnitParent.objects.filter(Q(child=unit) | (runs & Q(parent=unit) & seen_by(user, "child__")))
    own_last = ExpressionWrapper(Q(parent=unit), output_field=BooleanField())
    order = (own_last, "child__protocol_order", "child__official_name", "-valid_from", "pk")
    rows = list(links.select_related("parent", "child").order_by(*order)[: MOST_ROWS * 2])
    above = [row for row in rows if row.child_id == unit.pk]
    below = [row.child for row in rows if row.parent_id == unit.pk]
    return above, below[: MOST_ROWS + 1]


def sees(user: User, unit: Unit) -> bool:
    """Whether the unit is the user's to see, as ``visible_to`` has it; without a query."""
    return any(unit.path.startswith(path) or unit.pk in ids_on(path) for path in user.unit_paths())


def sees_inside(user: User, unit: Unit) -> bool:
    """Whether the unit is the user's or stands below: of those above only the names are seen."""
    return any(unit.path.startswith(path) for path in user.unit_paths())


@dataclass(frozen=True, slots=True)
class Belongings:
    """How much goes over or ends with a unit."""

    below: int
    positions: int
    roles: int
    blocks: int


def belongings_of(unit: Unit, on: date) -> Belongings:
    """Counts of what runs in the unit on that day or later."""
    runs = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Belongings(
        below=UnitParent.objects.filter(runs, parent=unit).count(),
        positions=Position.objects.filter(runs, unit=unit).count(),
        roles=RoleAssignment.objects.filter(runs, unit=unit).count(),
        blocks=BlockMember.objects.filter(runs, unit=unit).count(),
    )


def administered_today(user: User) -> UnitQuerySet:
    """Units that stand today and that the user administers."""
    condition = Q(pk__in=[])
    for held in user.assignments():
        if held.role == "administrator":
            condition |= Q(path__startswith=held.unit.path)
    return Unit.objects.as_of(timezone.localdate()).filter(condition)
