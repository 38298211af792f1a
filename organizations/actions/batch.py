"""A batch on its way in: read, its columns chosen, its cells corrected, its doubts decided; or thrown away.

Each change is followed by a check, whose result stays with the batch: at once, or for a large batch by a worker
(``batch_job.py``). What the commit writes, and how it is taken back, stands in ``batch_commit.py``.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from organizations.actions.batch_open import log, open_batch, refuse_unless_keeper
from organizations.imports.cells import MAX_CELL, Sheet
from organizations.imports.columns import Mapping, guess, to_remember
from organizations.imports.kinds import kind_of
from organizations.imports.pasted import read_pasted
from organizations.imports.tables import KIND
from organizations.imports.workbook import Unreadable, read_workbook, refuse_other_kinds
from organizations.models import ImportBatch, ImportJob, Unit, User
from organizations.normalize import clean_line
from organizations.queries.imports import Seen, is_clear, remembered, report_now, report_of, sheets_of
from organizations.queue import enqueue
from workflow.engine import Refused

PASTED = "Bảng dán từ Excel"
# Action and label of the log.
READ, PASTE, REPLACE = (
    ("read", "Đọc tệp Excel"), ("read", "Đọc bảng dán"), ("replace", "Thay bằng tệp đã sửa"),
)  # fmt: skip
# Bytes of a workbook that a request may read: several thousand rows.
SMALL_FILE = 256 * 1024


def read_batch(
    *, unit: Unit, by: User, file_name: str = "", data: bytes = b"", text: str = "", kind: str = KIND
) -> ImportBatch:
    """Reads a workbook (or a pasted table) into a new batch of the unit and checks it; a large one is left to a worker.

    Raises:
        Refused: the file cannot be read, or ``by`` does not keep the unit's people.
    """
    refuse_unless_keeper(by, unit, kind)
    name = clean_line(file_name)[:255]
    batch = ImportBatch(unit=unit, kind=kind, file_name=name or PASTED, created_by=by)
    sheets = _read(file_name, data, text)
    with transaction.atomic():
        if sheets is None:
            batch.save()
            enqueue(batch, ImportJob.Kind.READ, by, file_name=name, content=data)
            return batch
        put_sheets(batch, sheets)
        batch.save()
        log(batch, *(READ if data else PASTE), by)
        if batch.is_small or is_clear(batch):  # else a person says first which column is which
            _check_again(batch, by)
    return batch


def replace_workbook(
    *, batch: ImportBatch, by: User, file_name: str = "", data: bytes = b"", text: str = ""
) -> ImportBatch:
    """Puts a corrected workbook in the place of the first one; what was decided about duplicates stays.

    Raises:
        Refused: the file cannot be read, the batch was committed, or ``by`` does not keep the unit's people.
    """
    sheets = _read(file_name, data, text)
    name = clean_line(file_name)[:255]
    with transaction.atomic():
        batch = open_batch(batch, by)
        if sheets is None:
            enqueue(batch, ImportJob.Kind.READ, by, file_name=name, content=data)
            return batch
        put_sheets(batch, sheets)
        batch.file_name = name or PASTED
        batch.save()
        log(batch, *REPLACE, by)
        _check_again(batch, by)
    return batch


def choose_columns(*, batch: ImportBatch, mappings: list[Mapping], by: User) -> ImportBatch:
    """Says which sheet is what and which column is which; the unit's next import begins with it.

    Raises:
        Refused: the batch was committed, or ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = open_batch(batch, by)
        _map(batch, sheets_of(batch), mappings)
        batch.save(update_fields=["mapping"])
        _check_again(batch, by)
    return batch


def fix_cells(
    *, batch: ImportBatch, cells: dict[tuple[int, int, int], str], rows: set[tuple[int, int]], by: User
) -> int:
    """Writes corrected texts into cells and leaves rows out; returns how much changed.

    Args:
        cells: (sheet, row, column) → text; ``rows``: (sheet, row) of the rows to leave out.

    Raises:
        Refused: the batch was committed, or ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = open_batch(batch, by)
        sheets = sheets_of(batch)
        changed = []
        for (index, row, column), text in cells.items():
            text = clean_line(text)[:MAX_CELL]
            if index < len(sheets) and (index, row) not in rows and _differs(sheets[index], row, column, text):
                sheets[index].put(row, column, text)
                changed.append(row)
        for index, row in rows:
            if index < len(sheets) and any(number == row for number, _ in sheets[index].rows):
                sheets[index].drop(row)
                changed.append(row)
        if changed:
            batch.sheets = {"sheets": [sheet.as_json() for sheet in sheets]}
            batch.save(update_fields=["sheets"])
            log(batch, "fix", "Sửa ô, bỏ dòng", by, f"{len(changed)} chỗ")
            _check_again(batch, by)
    return len(changed)


def decide(*, batch: ImportBatch, choices: dict[str, str], by: User) -> int:
    """Keeps what a person decided about possible duplicates; returns how many answers are new or other ones.

    Args:
        choices: key of a doubt → value of one of its choices; others are passed over.

    Raises:
        Refused: the batch was committed, or ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = open_batch(batch, by)
        decided = {}
        report = report_of(batch)
        for doubt in report.doubts if report is not None else ():
            value = choices.get(doubt.key, "")
            if value != doubt.decided and value in {choice.value for choice in doubt.choices}:
                decided[doubt.key] = value
        if decided:
            batch.decisions = {**batch.decisions, **decided}
            batch.save(update_fields=["decisions"])
            log(batch, "decide", "Quyết định về người trùng tên", by, f"{len(decided)} dòng")
            _check_again(batch, by)
    return len(decided)


def discard_batch(*, batch: ImportBatch, by: User) -> None:
    """Throws a batch away that was not committed; its log stays.

    Raises:
        Refused: the batch was committed, or ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = open_batch(batch, by)
        log(batch, "discard", "Bỏ đợt nhập", by)
        batch.delete()


def put_sheets(batch: ImportBatch, sheets: list[Sheet]) -> None:
    """Gives the batch other cells, and guesses which column is which; saves nothing."""
    known = {**remembered(batch.unit)}
    for table, headings in batch.mapping.get("remember", {}).items():
        known[table] = {**known.get(table, {}), **headings}
    batch.sheets = {"sheets": [sheet.as_json() for sheet in sheets]}
    batch.size = sum(len(sheet.rows) for sheet in sheets)
    _map(batch, sheets, [guess(sheet, kind_of(batch.kind).tables, known) for sheet in sheets])


def store_report(batch: ImportBatch, seen: Seen | None) -> None:
    """Keeps what a check found; None: the batch is not checked as it stands."""
    batch.report = seen.report.as_json() if seen else None
    batch.checked_at, batch.checked_log = (timezone.now(), seen.log) if seen else (None, 0)
    batch.save(update_fields=["report", "checked_at", "checked_log"])


def _check_again(batch: ImportBatch, by: User) -> None:
    """After a change: at once, or by a worker."""
    store_report(batch, report_now(batch) if batch.is_small else None)
    if not batch.is_small:
        enqueue(batch, ImportJob.Kind.CHECK, by)


def _read(file_name: str, data: bytes, text: str) -> list[Sheet] | None:
    """The sheets; None of a workbook that a worker has to read."""
    try:
        if not data and not file_name:
            return read_pasted(text)
        if len(data) > SMALL_FILE:
            refuse_other_kinds(file_name, data)
            return None
        return read_workbook(file_name, data)
    except Unreadable as error:
        raise Refused(str(error)) from error


def _map(batch: ImportBatch, sheets: list[Sheet], mappings: list[Mapping]) -> None:
    headings: dict[str, dict[str, str]] = {}
    for sheet, mapping in zip(sheets, mappings, strict=True):
        if mapping.table:
            headings.setdefault(mapping.table, {}).update(to_remember(sheet, mapping))
    batch.mapping = {"sheets": [mapping.as_json() for mapping in mappings], "remember": headings}


def _differs(sheet: Sheet, row: int, column: int, text: str) -> bool:
    cells = next((cells for number, cells in sheet.rows if number == row), None)
    return cells is not None and text != (cells[column] if column < len(cells) else "")
