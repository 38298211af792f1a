"""Units of a day: the tree, the list, what a unit's page shows, and what would happen to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from organizations.models import Block, BlockMember, Position, RoleAssignment, Unit, UnitParent, UnitSuccession, User
from organizations.models.unit import UnitQuerySet
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


def tree_of(user: User, on: date, top: Unit | None = None) -> list[Branch]:
    """The tree of that day as far as the user sees it, from ``top`` or from the highest units.

    At most ``TREE_LEVELS`` levels and ``TREE_UNITS`` units are drawn, whole levels as long as they fit, so that it
    takes the same few queries for ten units and for ten thousand; of what is not drawn the numbers are told.
    """
    visible = Unit.objects.visible_to(user).as_of(on)
    roots = [Branch(unit) for unit in _tops(visible, on, top)[:TREE_UNITS]]
    level, room = roots, TREE_UNITS - len(roots)
    for _ in range(TREE_LEVELS - 1):
        below = _links_below(level, visible, on, room + 1) if level else []
        too_wide = len(below) > room
        if too_wide:
            _count_children(level, visible, on)
        if too_wide and level is not roots:
            return roots
        level = _hang(level, below[:room], counted=too_wide)
        room -= len(level)
        if too_wide:
            break
    _count_children(level, visible, on)
    return roots


def _tops(visible: UnitQuerySet, on: date, top: Unit | None) -> UnitQuerySet:
    if top is not None:
        return visible.filter(pk=top.pk)
    above = UnitParent.objects.as_of(on).filter(child=OuterRef("pk"), parent__in=visible.values("pk"))
    return visible.filter(~Exists(above)).in_protocol_order()


def _count_children(level: list[Branch], visible: UnitQuerySet, on: date) -> None:
    links = UnitParent.objects.as_of(on).filter(parent__in=[branch.unit.pk for branch in level])
    counted = links.filter(child__in=visible.values("pk")).values_list("parent").annotate(Count("pk")).order_by()
    by_parent = dict(counted)
    for branch in level:
        branch.count = by_parent.get(branch.unit.pk, 0)


def _links_below(level: list[Branch], visible: UnitQuerySet, on: date, most: int) -> list[UnitParent]:
    parents = [branch.unit.pk for branch in level]
    links = UnitParent.objects.as_of(on).filter(parent__in=parents, child__in=visible.values("pk"))
    ordered = links.select_related("child").order_by("child__protocol_order", "child__official_name", "child")
    return list(ordered[:most])


def _hang(level: list[Branch], links: list[UnitParent], *, counted: bool) -> list[Branch]:
    """Hangs the level below under its parents; ``counted``: they know already how many there are in all."""
    by_id = {branch.unit.pk: branch for branch in level}
    grown = []
    for link in links:
        parent = by_id[link.parent_id]
        grown.append(Branch(link.child))
        parent.children.append(grown[-1])
        parent.count += 0 if counted else 1
    return grown


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


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit shows beside its own facts; what concerns people only to those inside."""

    links: list[UnitParent]
    before: list[UnitSuccession]
    after: list[UnitSuccession]
    below: list[Unit]
    below_count: int
    memberships: list[BlockMember]
    positions: list[Position]
    roles: list[RoleAssignment]
    log: list[LogEntry]
    seen: set[int]  # ids of the units named above whose pages the user may open


MOST_ROWS = 50


def page_of(unit: Unit, user: User, on: date) -> UnitPage:
    """Reads the page: the same number of queries for any number of rows."""
    inside = sees_inside(user, unit)
    below = under(Unit.objects.visible_to(user).as_of(on), unit, on).in_protocol_order()
    shown = list(below[: MOST_ROWS + 1])
    blocks = Block.objects.visible_to(user)
    memberships = BlockMember.objects.filter(unit=unit, block__in=blocks.values("pk")).select_related("block")
    positions = unit.positions.as_of(on).select_related("person").order_by("person__sort_name", "pk")
    roles = unit.role_assignments.as_of(on).filter(user__is_active=True).select_related("user__person")
    links = list(unit.parent_links.select_related("parent").order_by("-valid_from"))
    before = list(unit.origins.select_related("predecessor").order_by("-on", "pk"))
    after = list(unit.successions.select_related("successor").order_by("on", "pk"))
    named = {row.parent_id for row in links} | {row.predecessor_id for row in before}
    named |= {row.successor_id for row in after}
    return UnitPage(
        links=links,
        before=before,
        after=after,
        below=shown[:MOST_ROWS],
        below_count=below.count() if len(shown) > MOST_ROWS else len(shown),
        memberships=list(memberships.order_by("-valid_from", "pk")),
        positions=list(positions[:MOST_ROWS]) if inside else [],
        roles=list(roles.order_by("role", "user__person__sort_name", "pk")[:MOST_ROWS]) if inside else [],
        log=list(LogEntry.objects.about(unit).order_by("-pk")[:MOST_ROWS]) if inside else [],
        seen=set(Unit.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)),
    )


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
