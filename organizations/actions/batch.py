"""A batch on its way in: read, its columns chosen, its cells corrected, its doubts decided; or thrown away.

What the commit writes, and how it is taken back, stands in ``batch_commit.py``.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from organizations.guards import may_keep_people
from organizations.imports.cells import MAX_CELL, Sheet
from organizations.imports.columns import Mapping, guess, to_remember
from organizations.imports.pasted import read_pasted
from organizations.imports.tables import TABLES
from organizations.imports.workbook import Unreadable, read_workbook
from organizations.models import ImportBatch, Unit, User
from organizations.normalize import clean_line
from organizations.queries.imports import check_batch, remembered, sheets_of
from workflow.engine import Refused, record

KIND = "don_vi_nguoi"
PASTED = "Bảng dán từ Excel"


def read_batch(*, unit: Unit, by: User, file_name: str = "", data: bytes = b"", text: str = "") -> ImportBatch:
    """Reads a workbook (or a pasted table) into a new batch of the unit.

    Raises:
        Refused: the file cannot be read, or ``by`` does not keep the unit's people.
    """
    refuse_unless_keeper(by, unit)
    sheets = _read(file_name, data, text)
    known = remembered(unit)
    with transaction.atomic():
        batch = ImportBatch(unit=unit, kind=KIND, file_name=clean_line(file_name)[:255] or PASTED, created_by=by)
        _store(batch, sheets, [guess(sheet, TABLES, known) for sheet in sheets])
        batch.save()
        log(batch, "read", "Đọc tệp Excel" if data else "Đọc bảng dán", by)
    return batch


def replace_workbook(
    *, batch: ImportBatch, by: User, file_name: str = "", data: bytes = b"", text: str = ""
) -> ImportBatch:
    """Puts a corrected workbook in the place of the first one; what was decided about duplicates stays.

    Raises:
        Refused: the file cannot be read, the batch was committed, or ``by`` does not keep the unit's people.
    """
    sheets = _read(file_name, data, text)
    with transaction.atomic():
        batch = open_batch(batch, by)
        known = {**remembered(batch.unit)}
        for table, headings in batch.mapping.get("remember", {}).items():
            known[table] = {**known.get(table, {}), **headings}
        _store(batch, sheets, [guess(sheet, TABLES, known) for sheet in sheets])
        batch.file_name = clean_line(file_name)[:255] or PASTED
        batch.save()
        log(batch, "replace", "Thay bằng tệp đã sửa", by)
    return batch


def choose_columns(*, batch: ImportBatch, mappings: list[Mapping], by: User) -> ImportBatch:
    """Says which sheet is what and which column is which; the unit's next import begins with it.

    Raises:
        Refused: the batch was committed, or ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = open_batch(batch, by)
        _store(batch, sheets_of(batch), mappings)
        batch.save(update_fields=["mapping", "sheets"])
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
        for doubt in check_batch(batch).doubts:
            value = choices.get(doubt.key, "")
            if value != doubt.decided and value in {choice.value for choice in doubt.choices}:
                decided[doubt.key] = value
        if decided:
            batch.decisions = {**batch.decisions, **decided}
            batch.save(update_fields=["decisions"])
            log(batch, "decide", "Quyết định về người trùng tên", by, f"{len(decided)} dòng")
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


def open_batch(batch: ImportBatch, by: User) -> ImportBatch:
    """The batch as it is now, locked, if it can still be changed.

    Raises:
        Refused: it is gone, was committed or undone, or ``by`` does not keep the unit's people.
    """
    found = locked(batch)
    refuse_unless_keeper(by, found.unit)
    if found.state != ImportBatch.State.READ:
        raise Refused(
            f"Đợt nhập này {found.get_state_display().lower()} nên không sửa được nữa. Hãy tải tệp lên thành đợt mới."
        )
    return found


def locked(batch: ImportBatch) -> ImportBatch:
    """The batch as it is now, locked.

    Raises:
        Refused: it is gone.
    """
    found = ImportBatch.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=batch.pk).first()
    if found is None:
        raise Refused("Đợt nhập này không còn nữa, có thể vừa được bỏ. Hãy tải lại danh sách.")
    return found


def refuse_unless_keeper(by: User, unit: Unit) -> None:
    """Raises Refused when ``by`` does not keep the unit's people."""
    if not may_keep_people(by, unit):
        raise Refused(
            f"Bạn không có quyền nhập dữ liệu vào {unit}. "
            "Việc này thuộc quản trị hoặc chuyên viên thường trực của đơn vị hay cấp trên."
        )


def log(batch: ImportBatch, action: str, label: str, by: User, *lines: str, **data: Any) -> int:
    """Writes what happened to the batch; returns the number of the entry."""
    entry = record(
        thing=batch, action=action, label=label, by=by, unit_id=batch.unit_id, data={"lines": list(lines), **data}
    )
    return entry.pk


def _read(file_name: str, data: bytes, text: str) -> list[Sheet]:
    try:
        return read_workbook(file_name, data) if data or file_name else read_pasted(text)
    except Unreadable as error:
        raise Refused(str(error)) from error


def _store(batch: ImportBatch, sheets: list[Sheet], mappings: list[Mapping]) -> None:
    headings: dict[str, dict[str, str]] = {}
    for sheet, mapping in zip(sheets, mappings, strict=True):
        if mapping.table:
            headings.setdefault(mapping.table, {}).update(to_remember(sheet, mapping))
    batch.sheets = {"sheets": [sheet.as_json() for sheet in sheets]}
    batch.mapping = {"sheets": [mapping.as_json() for mapping in mappings], "remember": headings}


def _differs(sheet: Sheet, row: int, column: int, text: str) -> bool:
    cells = next((cells for number, cells in sheet.rows if number == row), None)
    return cells is not None and text != (cells[column] if column < len(cells) else "")
