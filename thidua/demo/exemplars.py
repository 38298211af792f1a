"""Điển hình tiên tiến of the demo, and which units adopted which model."""

from __future__ import annotations

from typing import Any

from campaigns.actions.adoption import adopt_model, report_result, take_adoption_step
from campaigns.actions.exemplar import (
    ExemplarContent,
    create_exemplar,
    publish_exemplar,
    take_exemplar_step,
)
from campaigns.actions.exemplar_photo import add_photo
from campaigns.models import Campaign, Exemplar
from thidua.demo.chain import key_of
from thidua.demo.clock import Clock
from thidua.demo.data import rows
from thidua.demo.drawing import picture
from thidua.demo.office import Office


class Exemplars:
    """Runs the ordinary actions on their days: units write and propose, the clerk of the city decides."""

    def __init__(self, office: Office, campaigns: dict[str, Campaign], clock: Clock) -> None:
        self.office = office
        self.campaigns = campaigns
        self.clock = clock
        self.made: dict[str, Exemplar] = {}

    def build(self) -> None:
        """Exemplars, then adoptions, in the order of the file."""
        for row in rows("exemplars", "exemplar"):
            self.made[row["key"]] = self.exemplar(row)
        for row in rows("exemplars", "adoption"):
            self.adoption(row)

    def exemplar(self, row: dict[str, Any]) -> Exemplar:
        """One exemplar, as far as it came."""
        writer, office = self.office.users[row["unit"]], self.office.users["chuyenvien"]
        self.clock.go_to(row["days"][0])
        made = create_exemplar(
            unit=self.office.units[row["unit"]],
            content=ExemplarContent(
                kind=row["kind"],
                name=row["name"],
                year=row["year"],
                field=row["field"],
                campaign=self.campaigns[row["campaign"]] if "campaign" in row else None,
                movement=row.get("movement", ""),
                summary=row["summary"],
                story=row.get("story", "").strip(),
                figures=row.get("figures", "").strip(),
            ),
            by=writer,
            creation_key=key_of(f"exemplar-{row['key']}"),
        )
        for scene, alt in row.get("pictures", []):
            add_photo(exemplar=made, data=picture(scene), alt=alt, by=writer)
        made.refresh_from_db()
        if "consent" in row:
            publish_exemplar(exemplar=made, version=made.version, agreed=True, note=row["consent"], by=writer)
        if row["state"] == "draft":
            return made
        self.clock.go_to(row["days"][1])
        made = take_exemplar_step(exemplar=made, action="submit", by=writer)
        if row["state"] == "proposed":
            return made
        self.clock.go_to(row["days"][2])
        if row["state"] == "returned":
            return take_exemplar_step(exemplar=made, action="return", by=office, reason=row["reason"])
        made = take_exemplar_step(exemplar=made, action="approve", by=office)
        if row["state"] == "retired":
            self.clock.go_to(row["retired_on"])
            made = take_exemplar_step(exemplar=made, action="retire", by=office, reason=row["reason"])
        return made

    def adoption(self, row: dict[str, Any]) -> None:
        """One adoption, as far as it came."""
        unit, writer = self.office.units[row["unit"]], self.office.users[row["unit"]]
        days = [*row["days"], None, None]
        self.clock.go_to(days[0])
        made = adopt_model(exemplar=self.made[row["model"]], unit=unit, since=row["since"], how=row["how"], by=writer)
        if days[1]:
            self.clock.go_to(days[1])
            made = report_result(
                adoption=made,
                result=row["result"],
                quantity=row["quantity"],
                quantity_unit=row["quantity_unit"],
                by=writer,
            )
        if days[2]:
            self.clock.go_to(days[2])
            take_adoption_step(adoption=made, action="confirm", by=self.office.users["chuyenvien"])
