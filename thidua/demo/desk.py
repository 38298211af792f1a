"""What the demo office sent and to whom, who took note of it, who was reminded; and its khối thi đua."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns.models import Plan
from documents.actions.dispatch import acknowledge, mark_seen, remind, send_paper
from documents.models import Dispatch, Document
from organizations.actions.block import join_block, lay_down_block
from organizations.models import Block, BlockMember
from thidua.demo.clock import Clock
from thidua.demo.data import rows
from thidua.demo.office import Office

BLOCKS_SINCE = date(2024, 1, 15)


class Desk:
    """Runs the ordinary actions on their days, as the chain does."""

    def __init__(self, office: Office, plans: dict[str, Plan], clock: Clock) -> None:
        self.office = office
        self.plans = plans
        self.clock = clock

    def build(self) -> None:
        """The blocks, then what was sent."""
        self.clock.go_to(BLOCKS_SINCE)
        for order, row in enumerate(rows("desk", "block"), start=1):
            self.block(order, row)
        for row in rows("desk", "dispatch"):
            self.dispatch(row)

    def block(self, order: int, row: dict[str, Any]) -> None:
        """A block with its members; the first leads it."""
        keeper = self.office.users["chuyenvien"]
        block = lay_down_block(
            host=self.office.units["tp"],
            name=row["name"],
            kind=Block.Kind.BLOCK,
            valid_from=BLOCKS_SINCE,
            by=keeper,
            basis=row["basis"],
            protocol_order=order * 10,
        )
        duties = {row["members"][0]: BlockMember.Duty.HEAD, row["deputy"]: BlockMember.Duty.DEPUTY}
        for key in row["members"]:
            duty = duties.get(key, BlockMember.Duty.MEMBER)
            join_block(block=block, unit=self.office.units[key], on=BLOCKS_SINCE, by=keeper, duty=duty)

    def dispatch(self, row: dict[str, Any]) -> None:
        """One paper on its way: sent, seen, acknowledged, reminded of."""
        document = self.plans[row["plan"]].document
        sender = self.office.users[row["by"]]
        self.clock.go_to(row["on"])
        send_paper(
            document=document,
            units=[self.office.units[key] for key in row["units"]],
            by=sender,
            asks_answer=True,
            due_on=row.get("due_on"),
            note=row["note"],
        )
        for key, day in row["acknowledged"]:
            self.clock.go_to(day)
            acknowledge(dispatch=self.sent_to(document, key), by=self.office.users[key])
        for key, day in row.get("seen", []):
            self.clock.go_to(day)
            mark_seen(dispatch=self.sent_to(document, key), by=self.office.users[key])
        if "reminded" in row:
            self.clock.go_to(row["reminded_on"])
            late = [self.sent_to(document, key) for key in row["reminded"]]
            remind(dispatches=late, text=row["reminder"], by=sender)

    def sent_to(self, document: Document, key: str) -> Dispatch:
        """The sending to one unit."""
        return Dispatch.objects.get(document=document, unit=self.office.units[key])
