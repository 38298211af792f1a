"""What an issued plan asks of whom: an item with a task and a target that is divided; and its board as a file."""

from __future__ import annotations

from decimal import Decimal

from campaigns import queue
from campaigns.actions.judging import save_obligation, save_target
from campaigns.actions.targets import share_target
from campaigns.models import Plan, PlanItem
from documents.rendering.board import Board
from organizations.models import Unit, User


def add_cascade_things(plan: Plan, below: Unit, clerk: User, marker: str) -> None:
    """An item, a task, a target and its share for a unit below; every text holds ``marker``."""
    item = PlanItem.objects.create(plan=plan, address="II.9", place="II.9", order=900, text=f"Trồng cây {marker}.")
    save_obligation(
        item=item, by=clerk, unit_printed=f"Phòng {marker}", units=[below], groups=[], what=f"Trồng cây {marker}."
    )
    target = save_target(
        item=item, by=clerk, measure=f"Số cây {marker}", value=Decimal(100), unit="cây", direction="it_nhat"
    )
    share_target(target=target, sharing="chia", values={below.pk: Decimal(100)}, by=clerk)
    board = Board("UBND", f"Bảng phủ {marker}")
    job = queue.boards.claim(queue.enqueue(plan=plan, board=board, own_units=[], query="", by=clerk).pk, "worker")
    assert job is not None
    queue.publish(job, "worker", b"%PDF-1.7")
