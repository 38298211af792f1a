"""What a check found, as it is kept with the batch: its pages show it and check nothing again."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from operator import attrgetter
from typing import Any

from organizations.imports.cells import Finding, Severity, Sheet
from organizations.imports.check_people import Choice, Doubt
from organizations.imports.checking import Checked
from organizations.imports.kinds import Outcome

# ``dataclasses.astuple`` copies every text deeply: seconds for twenty thousand findings.
_finding, _choice = (attrgetter(*(each.name for each in fields(model))) for model in (Finding, Choice))
_doubt = attrgetter("sheet", "row", "key", "full_name", "position", "decided")


@dataclass
class Report:
    """Findings and doubts whole; of what a commit would make, how much. ``rows`` counts by table."""

    findings: list[Finding] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    units: int = 0
    positions: int = 0
    new_positions: int = 0
    new_people: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    same: int = 0

    @cached_property
    def errors(self) -> list[Finding]:
        """What keeps it from being committed."""
        return [finding for finding in self.findings if finding.severity == Severity.ERROR]

    @cached_property
    def open_doubts(self) -> list[Doubt]:
        """What nobody decided yet."""
        return [doubt for doubt in self.doubts if not doubt.decided]

    @property
    def is_ready(self) -> bool:
        """Whether it can be committed."""
        return not self.errors and not self.open_doubts and self.writes_anything

    @property
    def writes_anything(self) -> bool:
        """Whether a commit would make something."""
        return bool(self.units or self.new_positions) or any(self.counts.values())

    @classmethod
    def of(cls, checked: Outcome, sheets: list[Sheet]) -> Report:
        """What is kept of a check of these sheets."""
        if not isinstance(checked, Checked):
            names, rows = [sheet.name for sheet in sheets], dict(checked.rows)
            return cls(checked.findings, checked.doubts, names, rows, counts=checked.counts, same=checked.same)
        return cls(
            findings=checked.findings,
            doubts=checked.doubts,
            sheets=[sheet.name for sheet in sheets],
            rows=dict(checked.rows),
            units=len(checked.units),
            positions=len(checked.positions),
            new_positions=len(checked.new_positions),
            new_people=checked.new_people,
        )

    def as_json(self) -> dict[str, Any]:
        """What is stored."""
        counts = {name: getattr(self, name) for name in ("units", "positions", "new_positions", "new_people")}
        return {
            "findings": [_finding(finding) for finding in self.findings],
            "doubts": [[*_doubt(doubt), [_choice(choice) for choice in doubt.choices]] for doubt in self.doubts],
            "sheets": self.sheets,
            "rows": self.rows,
            "counts": self.counts,
            "same": self.same,
            **counts,
        }

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Report:
        """What was stored."""
        findings = [
            Finding(sheet, row, column, Severity(severity), *texts)
            for sheet, row, column, severity, *texts in data["findings"]
        ]
        doubts = [
            Doubt(sheet, row, key, name, position, tuple(Choice(*choice) for choice in choices), decided)
            for sheet, row, key, name, position, decided, choices in data["doubts"]
        ]
        return cls(**{**data, "findings": findings, "doubts": doubts})
