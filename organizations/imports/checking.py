"""The whole workbook against the snapshot: everything that is wrong, at once, and what would be made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from organizations.imports.cells import Finding, Severity, Sheet
from organizations.imports.check_people import PlannedPosition, check_people
from organizations.imports.check_units import PlannedUnit, check_units, periods_of
from organizations.imports.columns import Mapping, missing
from organizations.imports.kinds import Outcome
from organizations.imports.known import Known
from organizations.imports.places import Places
from organizations.imports.rows import Row, rows_of
from organizations.imports.tables import PEOPLE, TABLES, UNITS


@dataclass(slots=True)
class Checked(Outcome):
    """What a check of units and people found and what a commit would make."""

    units: list[PlannedUnit] = field(default_factory=list)
    positions: list[PlannedPosition] = field(default_factory=list)

    @property
    def writes_anything(self) -> bool:
        """Whether a commit would make something."""
        return bool(self.units or self.new_positions)

    @property
    def new_positions(self) -> list[PlannedPosition]:
        """Positions that would be made."""
        return [position for position in self.positions if not position.is_there]

    @property
    def new_people(self) -> int:
        """How many people would be made."""
        return len({position.first_row for position in self.new_positions if not position.person})


def check(sheets: list[Sheet], mappings: list[Mapping], known: Known, decisions: dict[str, str]) -> Checked:
    """Checks all sheets together: people may stand in units of the same workbook.

    Args:
        mappings: what each sheet is, in the order of ``sheets``; ``decisions``: doubt key → chosen value.
    """
    checked = Checked()
    rows: dict[str, list[Row]] = {table.code: [] for table in TABLES}
    for index, (sheet, mapping) in enumerate(zip(sheets, mappings, strict=True)):
        table = next((each for each in TABLES if each.code == mapping.table), None)
        if table is None:
            continue
        for each in missing(mapping, table):
            sentence = f"Trang “{sheet.name}” không có cột “{each.title}”."
            advice = "Hãy mở “Xem lại các cột” và chọn cột ấy, hoặc thêm cột vào tệp."
            checked.findings.append(Finding(index, mapping.header, -1, Severity.ERROR, "no_column", sentence, advice))
        if not missing(mapping, table):
            rows[table.code] += rows_of(index, sheet, mapping, table, checked.findings)
    places = Places(known)
    checked.units = check_units(rows[UNITS.code], known, places)
    periods = periods_of(known, checked.units)
    checked.positions, checked.doubts = check_people(rows[PEOPLE.code], known, places, periods, decisions)
    checked.rows = Counter({code: len(found) for code, found in rows.items()})
    checked.findings.sort(key=lambda found: (found.sheet, found.row, found.column))
    return checked
