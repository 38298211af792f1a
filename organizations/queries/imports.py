"""Imports from Excel: the snapshot that rows are held against, and a stored batch checked against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from organizations.imports.cells import Sheet
from organizations.imports.checking import Checked, check
from organizations.imports.columns import Mapping, is_aside, missing
from organizations.imports.kinds import kind_of
from organizations.imports.known import Known, KnownPerson, KnownPosition, KnownUnit
from organizations.imports.report import Report
from organizations.imports.rows import joined
from organizations.imports.tables import PEOPLE
from organizations.models import ImportBatch, Position, Unit
from organizations.models.unit import ids_on
from organizations.names import search_key
from workflow.models import LogEntry

CHUNK = 900
_REMEMBERED_BATCHES = 5


def chunks(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    """Parts small enough for one query's parameters."""
    return (values[start : start + size] for start in range(0, len(values), size))


def snapshot(unit: Unit, names: Sequence[str] = ()) -> Known:
    """What is known in the unit and below it; of people only those called like one of ``names``."""
    columns = ("pk", "official_name", "short_name", "path", "valid_from", "valid_to", "level", "symbol")
    found = Unit.objects.below(unit).in_protocol_order().values_list(*columns)
    units = tuple(
        KnownUnit(pk, official, short, _above(path, unit), since, until, level, symbol)
        for pk, official, short, path, since, until, level, symbol in found
    )
    return Known(
        today=timezone.localdate(),
        root=unit.pk,
        units=units,
        levels={str(code): str(label) for code, label in Unit.Level.choices},
        kinds={str(code): str(label) for code, label in Unit.Kind.choices},
        people=_people(unit, names),
    )


def _above(path: str, root: Unit) -> int | None:
    ids = ids_on(path)
    return ids[-2] if len(ids) > 1 and ids[-1] != root.pk else None


def _people(unit: Unit, names: Sequence[str]) -> tuple[KnownPerson, ...]:
    keys = sorted({search_key(name) for name in names} - {""})
    called: dict[int, str] = {}
    held: dict[int, list[KnownPosition]] = defaultdict(list)
    for part in chunks(keys):
        rows = Position.objects.filter(person__search_name__in=part, unit__path__startswith=unit.path)
        ordered = rows.order_by("person", "-valid_from", "pk")
        for pk, name, at, title, since, until in ordered.values_list(
            "person", "person__full_name", "unit", "title", "valid_from", "valid_to"
        ):
            called[pk] = name
            held[pk].append(KnownPosition(at, title, since, until))
    return tuple(KnownPerson(pk, name, tuple(held[pk])) for pk, name in called.items())


def sheets_of(batch: ImportBatch) -> list[Sheet]:
    """The cells of a batch."""
    return [Sheet.of_json(each) for each in batch.sheets.get("sheets", [])]


def mappings_of(batch: ImportBatch) -> list[Mapping]:
    """What each sheet of a batch is."""
    return [Mapping.of_json(each) for each in batch.mapping.get("sheets", [])]


def check_batch(batch: ImportBatch) -> Checked:
    """A batch of units and people against what is known now."""
    sheets, mappings = sheets_of(batch), mappings_of(batch)
    return check(sheets, mappings, snapshot(batch.unit, _names(sheets, mappings)), batch.decisions)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check found, and how far the log had come when it began."""

    report: Report
    log: int


def report_now(batch: ImportBatch) -> Seen:
    """Checks the batch as it is in memory against what is known now."""
    log = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Seen(Report.of(kind_of(batch.kind).check(batch), sheets_of(batch)), log)


def report_of(batch: ImportBatch) -> Report | None:
    """What the last check found; of a small batch what is found now, when that one is out of date.

    None: a batch that was not read yet, or a large one that was not checked as it stands.
    """
    if batch.size and batch.is_small and is_out_of_date(batch):
        return report_now(batch).report
    return Report.of_json(batch.report) if batch.report is not None else None


def is_out_of_date(batch: ImportBatch) -> bool:
    """Whether the last check is none, is of another day, or units or people changed since."""
    if batch.report is None or batch.checked_at is None:
        return True
    if timezone.localdate(batch.checked_at) != timezone.localdate():
        return True
    watched = kind_of(batch.kind).watched
    return LogEntry.objects.filter(pk__gt=batch.checked_log, target_type__in=watched).exists()


def is_clear(batch: ImportBatch) -> bool:
    """Whether every sheet was recognised whole: there is nothing to choose on the page of columns."""
    mappings = mappings_of(batch)
    tables = {table.code: table for table in kind_of(batch.kind).tables}
    return any(each.table for each in mappings) and all(
        not missing(each, tables[each.table]) if each.table else is_aside(sheet)
        for each, sheet in zip(mappings, sheets_of(batch), strict=True)
    )


def _names(sheets: list[Sheet], mappings: list[Mapping]) -> list[str]:
    names, field = [], PEOPLE.field("full_name")
    for sheet, mapping in zip(sheets, mappings, strict=True):
        if mapping.table == PEOPLE.code:
            texts = (joined(field, mapping.columns, cells) for number, cells in sheet.rows if number > mapping.header)
            names += [text for text in texts if text]
    return names


def remembered(unit: Unit) -> dict[str, dict[str, str]]:
    """Per table which heading is which field, as chosen in the unit's last imports."""
    found: dict[str, dict[str, str]] = {}
    batches = ImportBatch.objects.of_lists().filter(unit=unit).order_by("-created_at")[:_REMEMBERED_BATCHES]
    for mapping in reversed(list(batches.values_list("mapping", flat=True))):
        for table, headings in mapping.get("remember", {}).items():
            found.setdefault(table, {}).update(headings)
    return found
