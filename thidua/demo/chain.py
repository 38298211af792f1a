"""The chain of the demo: directives, movements, plans and how far each has come."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from campaigns.actions.campaign import Peak, launch_campaign
from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import Campaign, Plan
from documents.actions.document import Content, content_of
from documents.actions.finding import fix_finding
from documents.actions.receive import register_received
from documents.actions.step import take_step
from documents.models import Document, NumberSeries
from documents.queries.findings import errors_in
from documents.text.findings import fingerprint
from organizations.models import User
from thidua.demo import texts
from thidua.demo.clock import Clock
from thidua.demo.data import rows
from thidua.demo.log_ins import HEAD_SUFFIX
from thidua.demo.office import Office

STEPS = ("submit", "sign", "issue")


class Chain:
    """Builds the papers of all years through the actions, each step on its day by the unit's own people."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self.office = office
        self.clock = clock
        self.plans: dict[str, Plan] = {}
        self.campaigns: dict[str, Campaign] = {}

    def build(self) -> None:
        """Directives first, then what they launch, then the plans in the order of the files."""
        for row in rows("chain", "directive"):
            self.directive(row)
        for row in rows("chain", "campaign"):
            self.campaign(row)
        for row in rows("chain", "plan"):
            self.plan(row)
        for row in rows("answers", "answer"):
            self.answer(row)

    def directive(self, row: dict[str, Any]) -> None:
        """A directive of the province, registered by the unit that received it."""
        clerk = self.office.users["chuyenvien" if row["owner"] == "tp" else row["owner"]]
        self.clock.go_to(row["received"])
        document = register_received(
            owner=self.office.units[row["owner"]],
            issuer=self.office.units["tinh"],
            issuer_printed=row["issuer"],
            kind="CT",
            number=row["number"],
            symbol="CT-UBND",
            on=row["on"],
            place="Tây Ninh",
            content=Content(summary=row["summary"]),
            by=clerk,
            creation_key=key_of(row["key"]),
        )
        self.plans[row["key"]] = place_in_chain(
            document=document, year=row["year"], parent=None, campaign=None, by=clerk
        )

    def campaign(self, row: dict[str, Any]) -> None:
        """A movement with its peak periods."""
        self.clock.go_to(row["starts_on"])
        self.campaigns[row["key"]] = launch_campaign(
            host=self.office.units[row["host"]],
            name=row["name"],
            theme=row.get("theme", ""),
            year=row["year"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            launched_by=self.plans[row["launched_by"]].document,
            by=self.office.users[row["by"]],
            peaks=[
                Peak(name=name, starts_on=starts_on, ends_on=ends_on)
                for name, starts_on, ends_on in row.get("peaks", [])
            ],
        )

    def plan(self, row: dict[str, Any]) -> None:
        """A plan whose text stands in a file, taken as far as it has days."""
        issuer = self.office.units[row["issuer"]]
        if "next_number" in row:
            NumberSeries.objects.create(
                issuer=issuer, series="KH", year=row["year"], last_number=row["next_number"] - 1
            )
        self.clock.go_to(row["drafted"])
        plan = draft_plan(
            issuer=issuer,
            year=row["year"],
            content=texts.read_plan(row["file"]),
            by=self.office.users[row["drafter"]],
            creation_key=key_of(row["key"]),
            parent=self.plans[row["parent"]],
            campaign=self.campaigns[row["campaign"]],
        )
        self.repair(plan.document, by=self.office.users[row["drafter"]])
        days = [row[name] for name in ("submitted", "signed", "issued") if name in row]
        self.walk(
            plan.document, days, drafter=self.office.users[row["drafter"]], signer=self.office.users[row["signer"]]
        )
        self.plans[row["key"]] = plan

    def answer(self, row: dict[str, Any]) -> None:
        """A unit's plan for 2024 under the city's plan, or under that of the office above the unit."""
        key = row["unit"]
        drafter, signer = self.office.users[key], self.office.users[key + HEAD_SUFFIX]
        above = self.plans[row.get("parent", "kh2024")]
        earlier = self.plans[key].document if row.get("replaces") else None
        self.clock.go_to(row["days"][0])
        plan = draft_plan(
            issuer=self.office.units[key],
            year=2024,
            content=texts.answer(row, self.office.units[key], above.document, self.office.signatures[key], str(signer)),
            by=drafter,
            creation_key=key_of(f"{key} {row['days'][0]}"),
            parent=above,
            replaces=earlier,
        )
        self.plans[key] = plan
        if row["state"] == "returned":
            self.walk(plan.document, row["days"][1:2], drafter=drafter, signer=signer)
            self.clock.go_to(row["days"][2])
            take_step(document=plan.document, action="return", by=signer, reason=row["reason"])
        else:
            self.walk(plan.document, row["days"][1:], drafter=drafter, signer=signer)
        plan.document.refresh_from_db()

    def repair(self, document: Document, *, by: User) -> None:
        """Real plans hold errors of form: the clerk repairs them one by one, as the editor offers."""
        while errors := [finding for finding in errors_in(document) if finding.fix is not None]:
            fix_finding(
                document=document,
                version=document.version,
                content=content_of(document),
                key=fingerprint(errors[0]),
                by=by,
            )
            document.refresh_from_db()

    def walk(self, document: Document, days: list[date], *, drafter: User, signer: User) -> None:
        """Takes as many of the steps trình, ký, ban hành as there are days."""
        for action, day in zip(STEPS, days, strict=False):
            self.clock.go_to(day)
            take_step(document=document, action=action, by=drafter if action == "submit" else signer)
        document.refresh_from_db()


def key_of(name: str) -> uuid.UUID:
    """The same creation key for the same row in every database."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"thidua/demo/{name}")
