"""What is filled into the template is read back as it was typed; the marked copy keeps every address."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from organizations.imports.checking import check
from organizations.imports.columns import guess, headings
from organizations.imports.marked import marked
from organizations.imports.tables import PEOPLE, TABLES, UNITS
from organizations.imports.template import LISTS, template
from organizations.imports.workbook import read_workbook
from organizations.normalize import clean_line
from tests.organizations.imports.test_faults import KNOWN

EMPTY = template(KNOWN)
# What a keyboard gives, and what it should not give.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=30)
ROWS = st.lists(st.lists(TEXTS, min_size=len(PEOPLE.fields), max_size=len(PEOPLE.fields)), min_size=1, max_size=4)


def filled(rows: list[list[str]]) -> bytes:
    """The template with rows of people."""
    book = load_workbook(io.BytesIO(EMPTY))
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            cell = book[PEOPLE.title].cell(number, column, text)
            cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_what_is_typed_into_the_template_is_read_back(rows):
    sheets = {sheet.name: sheet for sheet in read_workbook("mau.xlsx", filled(rows))}
    sheet = sheets[PEOPLE.title]
    mapping = guess(sheet, TABLES, {})
    assert (mapping.table, mapping.columns) == ("people", {each.code: at for at, each in enumerate(PEOPLE.fields)})
    read = dict(sheet.rows)
    width = len(PEOPLE.fields)
    for number, row in enumerate(rows, start=2):
        cells = read.get(number, [])
        assert [*cells, *[""] * (width - len(cells))] == [clean_line(" ".join(text.splitlines())) for text in row]


def test_the_template_is_recognised_whole_and_has_nothing_to_import():
    sheets = read_workbook("mau.xlsx", EMPTY)
    mappings = [guess(sheet, TABLES, {}) for sheet in sheets]
    assert [(sheet.name, mapping.table) for sheet, mapping in zip(sheets, mappings, strict=True)] == [
        ("Đơn vị", "units"), ("Con người", "people"), (LISTS, ""),
    ]  # fmt: skip
    assert headings(sheets[0], mappings[0]) == [f"{f.title} (*)" if f.required else f.title for f in UNITS.fields]
    result = check(sheets, mappings, KNOWN, {})
    assert (result.findings, result.is_ready) == ([], False)


def test_the_lists_hold_codes_and_units_in_the_words_that_are_read():
    book = load_workbook(io.BytesIO(EMPTY))
    columns = [[cell.value for cell in column if cell.value] for column in book[LISTS].iter_cols()]
    assert columns[0] == ["Cấp", *KNOWN.levels.values()]
    # A unit that ended is not offered; of two called alike the unit above is told.
    assert columns[2] == ["Đơn vị đã có", "UBND thành phố", "Phòng Tư pháp", "Tổ một cửa thuộc UBND thành phố",
                          "Tổ một cửa thuộc Phòng Tư pháp"]  # fmt: skip
    offers = {
        str(rule.sqref): rule.formula1 for rule in book["Đơn vị"].data_validations.dataValidation if rule.formula1
    }
    assert offers["C2:C5000"] == "'Danh mục'!$A$2:$A$5"
    assert offers["E2:E5000"] == "'Danh mục'!$C$2:$C$5"


def test_the_marked_copy_is_read_back_with_the_same_faults_in_the_same_cells():
    rows = [
        ["Trần Văn Nam", "Phòng Lạ", "Kế toán", "hôm qua", ""],
        ["=HYPERLINK(1)", "Phòng Tư pháp", "", "01/02/2020", ""],
    ]
    sheets = read_workbook("a.xlsx", filled(rows))
    mappings = [guess(sheet, TABLES, {}) for sheet in sheets]
    first = check(sheets, mappings, KNOWN, {})
    copy = marked(sheets, mappings, first.findings)
    again = read_workbook("b.xlsx", copy)
    second = check(again, [guess(sheet, TABLES, {}) for sheet in again], KNOWN, {})
    assert [(error.cell, error.code) for error in second.errors] == [(error.cell, error.code) for error in first.errors]
    assert [error.cell for error in first.errors] == ["B2", "D2", "A3", "C3"]
    page = load_workbook(io.BytesIO(copy))["Con người"]
    assert (page["F1"].value, page["F2"].value) == (
        "Lỗi",
        "B2: Không có đơn vị “Phòng Lạ” trong phạm vi nhập.; D2: “Giữ chức vụ từ ngày” không phải ngày: hôm qua.",
    )
    assert page["B2"].fill.fgColor.rgb == "00F8CBAD"
    assert page["A3"].data_type == "s"
