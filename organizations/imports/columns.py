"""Which column is which: the row of headings, and a field for each heading by its name and its other names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from organizations.imports.cells import Sheet
from organizations.names import search_key

SEARCHED_ROWS = 20
# Sheets of a template that hold no rows: lists to choose from, instructions.
ASIDE = ("danh muc", "huong dan")


@dataclass(frozen=True, slots=True)
class Field:
    """One column that a table may have. ``others`` are folded headings that offices give it; ``longest`` in letters.

    ``parts``: what the columns are called, each with its folded headings, that some offices have in its stead and that
    make up the text when they are joined.
    """

    code: str
    title: str
    required: bool = False
    others: tuple[str, ...] = ()
    longest: int = 200
    hint: str = ""
    width: float = 18.0
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def part_codes(self) -> list[str]:
        """Codes under which a mapping names the columns of the parts: "full_name+1", "full_name+2"."""
        return [f"{self.code}+{number}" for number in range(1, len(self.parts) + 1)]

    def columns_in(self, columns: dict[str, int]) -> list[int]:
        """The column of the field, or those of its parts in their order; none when it is not there."""
        if self.code in columns:
            return [columns[self.code]]
        return [columns[code] for code in self.part_codes() if code in columns]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of list; ``names`` are folded names of sheets that hold it."""

    code: str
    title: str
    fields: tuple[Field, ...]
    names: tuple[str, ...] = ()

    def field(self, code: str) -> Field:
        """The field of that code, or of which the code names a part."""
        return next(each for each in self.fields if each.code == code.partition("+")[0])

    def title_of(self, code: str) -> str:
        """What the column of that code is called: the field, or "field: part"."""
        field, _, number = code.partition("+")
        found = self.field(field)
        return f"{found.title}: {found.parts[int(number) - 1][0]}" if number else found.title


@dataclass(slots=True)
class Mapping:
    """What one sheet is: the code of its table ("" is left out), its row of headings, and field code → column."""

    table: str = ""
    header: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What is stored."""
        return {"table": self.table, "header": self.header, "columns": self.columns}

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Mapping:
        """What was stored."""
        return cls(data["table"], data["header"], dict(data["columns"]))


def heading_key(text: str) -> str:
    """A heading without case, marks, brackets and stars: "Họ và tên (*)" and "HO VA TEN" are one."""
    return search_key("".join(char if char.isalnum() else " " for char in text.partition("(")[0]))


def guess(sheet: Sheet, tables: tuple[Table, ...], remembered: dict[str, dict[str, str]]) -> Mapping:
    """The likeliest reading of a sheet.

    Args:
        remembered: per table, folded heading → field code, as the unit chose before.

    Returns:
        The mapping with the most fields recognised; a sheet of which fewer than two are recognised is left out,
        with its first row as headings.
    """
    best, most = Mapping(header=sheet.rows[0][0] if sheet.rows else 0), 1
    if is_aside(sheet):
        return best
    for table in tables:
        named = int(search_key(sheet.name) in table.names)
        known = _known(table) | remembered.get(table.code, {})
        for number, cells in sheet.rows[:SEARCHED_ROWS]:
            columns = _whole_or_all_parts(_recognised(cells, known), table)
            needed = sum(1 for each in table.fields if each.required and each.columns_in(columns))
            score = 2 * len(columns) + needed + named
            if len(columns) > 1 and score > most:
                best, most = Mapping(table.code, number, columns), score
    return best


def is_aside(sheet: Sheet) -> bool:
    """Whether the sheet belongs to a template and holds no rows to import."""
    return search_key(sheet.name) in ASIDE


def missing(mapping: Mapping, table: Table) -> list[Field]:
    """Fields that the table needs and no column is, nor all their parts."""
    return [
        each
        for each in table.fields
        if each.required and each.code not in mapping.columns and not _has_all_parts(each, mapping.columns)
    ]


def headings(sheet: Sheet, mapping: Mapping) -> list[str]:
    """The texts of the row of headings, one for each column of the sheet."""
    found = next((cells for number, cells in sheet.rows if number == mapping.header), [])
    return [*found, *[""] * (sheet.width - len(found))]


def to_remember(sheet: Sheet, mapping: Mapping) -> dict[str, str]:
    """Folded heading → field code of a sheet whose columns a person has looked at."""
    texts = headings(sheet, mapping)
    pairs = ((heading_key(texts[column]), code) for code, column in mapping.columns.items() if column < len(texts))
    return {key: code for key, code in pairs if key}


def samples(sheet: Sheet, mapping: Mapping, column: int, count: int = 3) -> list[str]:
    """The first different texts under a heading."""
    texts = (cells[column] for number, cells in sheet.rows if number > mapping.header and column < len(cells))
    found: dict[str, None] = {}
    for text in texts:
        if text:
            found[text] = None
        if len(found) == count:
            break
    return list(found)


def _known(table: Table) -> dict[str, str]:
    known = {}
    for each in table.fields:
        for name in (heading_key(each.title), *each.others):
            known[name] = each.code
        for code, (title, others) in zip(each.part_codes(), each.parts, strict=True):
            known |= dict.fromkeys((heading_key(title), *others), code)
    return known


def _has_all_parts(field: Field, columns: dict[str, int]) -> bool:
    return bool(field.parts) and all(code in columns for code in field.part_codes())


def _whole_or_all_parts(columns: dict[str, int], table: Table) -> dict[str, int]:
    """Beside a column of the whole text, or alone, a part says nothing: "Họ và tên" beside "Tên"."""
    for each in table.fields:
        if each.code in columns or not _has_all_parts(each, columns):
            columns = {code: column for code, column in columns.items() if code not in each.part_codes()}
    return columns


def _recognised(cells: list[str], known: dict[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in enumerate(cells):
        code = known.get(heading_key(text)) if text else None
        if code is not None and code not in columns:
            columns[code] = column
    return columns
