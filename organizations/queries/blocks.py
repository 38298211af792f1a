"""Blocks of a day: the list, and what a block's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Prefetch, Value, When

from organizations.models import Block, BlockMember
from organizations.models.block import BlockQuerySet
from organizations.models.period import PeriodQuerySet
from workflow.models import LogEntry

# Head first, then deputies, then the others in protocol order.
_BY_DUTY = Case(
    When(duty=BlockMember.Duty.HEAD, then=Value(0)), When(duty=BlockMember.Duty.DEPUTY, then=Value(1)), default=Value(2)
)


def by_duty(members: PeriodQuerySet) -> PeriodQuerySet:
    """Members with their units, in the order in which lists name them."""
    return members.select_related("unit").order_by(_BY_DUTY, "unit__protocol_order", "unit__official_name", "pk")


def for_list(blocks: BlockQuerySet, on: date) -> BlockQuerySet:
    """Blocks that stand on the day, by host and order, each with its members of that day as ``present``."""
    members = by_duty(BlockMember.objects.as_of(on))
    ordered = blocks.as_of(on).select_related("host").order_by("host__protocol_order", "protocol_order", "name", "pk")
    return ordered.prefetch_related(Prefetch("members", queryset=members, to_attr="present"))


@dataclass(frozen=True, slots=True)
class BlockPage:
    """What the page of a block shows."""

    present: list[BlockMember]
    history: list[BlockMember]
    log: list[LogEntry]


def page_of(block: Block, on: date, *, with_log: bool) -> BlockPage:
    """Members of the day, all places over time, newest first, and the log."""
    rows = list(by_duty(block.members.all()))
    return BlockPage(
        present=[row for row in rows if row.holds_on(on)],
        history=sorted(rows, key=lambda row: (row.valid_from, row.pk), reverse=True),
        log=list(LogEntry.objects.about(block).order_by("-pk")) if with_log else [],
    )
