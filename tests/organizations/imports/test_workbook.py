"""Workbooks of strangers: what is read, and what is turned away before it costs memory."""

from __future__ import annotations

import io
import resource
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from organizations.imports.columns import guess, samples
from organizations.imports.pasted import read_pasted
from organizations.imports.tables import TABLES
from organizations.imports.workbook import MAX_BYTES, MAX_UNPACKED, Unreadable, read_workbook
from tests.organizations.imports.books import office, saved, workbook


def book_of(*rows: list[object], name: str = "Trang") -> Workbook:
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return book


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The archive with some parts put in place of others; double underscores in names are slashes."""
    changed = {name.replace("__", "/"): text for name, text in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, changed.pop(entry.filename, None) or old.read(entry))
        for name, text in changed.items():
            new.writestr(name, text)
    return target.getvalue()


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_workbook(name, data)
    return str(refused.value)


def sheet_xml(cells: str) -> bytes:
    """A sheet of cells written by hand."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


PLAIN = saved(book_of(["Họ và tên", "Đơn vị"], ["An", "Bình"]))
SHEET = "xl/worksheets/sheet1.xml"


def test_values_become_the_text_that_people_see():
    book = book_of(
        ["a"], [12.0, 12.5, date(2024, 1, 5), datetime(2024, 1, 5, 8), True, "  Hoà\u00a0\u200b Bình \n x", "=A1"]
    )
    [sheet] = read_workbook("a.xlsx", saved(book))
    assert sheet.rows[1] == (2, ["12", "12,5", "05/01/2024", "05/01/2024", "có", "Hoà Bình x"])
    assert sheet.marks == {"G2": "cong_thuc"}


def test_text_of_another_unicode_form_is_brought_to_one():
    [sheet] = read_workbook("a.xlsx", saved(book_of(["Nguye\u0302\u0303n Va\u0306n"])))
    assert sheet.rows == [(1, ["Nguyễn Văn"])]


def test_merged_rows_are_titles_and_names_merged_down_are_filled():
    book = book_of(["Họ tên", "Đơn vị"], ["I. Khối phòng ban"], ["An", "Phòng A"], ["Bình", None])
    book.active.merge_cells("A2:B2")
    book.active.merge_cells("B3:B4")
    [sheet] = read_workbook("a.xlsx", saved(book))
    assert sheet.titles == [2]
    assert sheet.rows[2:] == [(3, ["An", "Phòng A"]), (4, ["Bình", "Phòng A"])]


def test_errors_of_excel_are_marked():
    book = book_of(["a", "b"])
    book.active["B1"] = "#REF!"
    book.active["B1"].data_type = "e"
    [sheet] = read_workbook("a.xlsx", saved(book))
    assert sheet.marks == {"B1": "loi_excel"}


def test_headings_are_found_below_a_title_under_other_names():
    rows = [["ỦY BAN NHÂN DÂN"], [], ["DANH SÁCH CÁN BỘ"],
            ["STT", "HỌ TÊN (*)", "Chức danh", "Nơi công tác", "Ngày bổ nhiệm"],
            [1, "Trần An", "Kế toán", "Phòng Tư pháp", "2020"]]  # fmt: skip
    [sheet] = read_workbook("a.xlsx", saved(book_of(*rows)))
    mapping = guess(sheet, TABLES, {})
    assert (mapping.table, mapping.header) == ("people", 4)
    assert mapping.columns == {"full_name": 1, "title": 2, "unit": 3, "since": 4}
    assert samples(sheet, mapping, 2) == ["Kế toán"]


def test_a_heading_chosen_before_is_known_again():
    [sheet] = read_workbook("a.xlsx", saved(book_of(["Quý danh", "Đơn vị", "Việc"], ["Trần An", "PTP", "Kế toán"])))
    mapping = guess(sheet, TABLES, {"people": {"quy danh": "full_name", "viec": "title"}})
    assert mapping.columns == {"full_name": 0, "unit": 1, "title": 2}


def lying_offset(data: bytes) -> bytes:
    """The directory is said to begin later than it does: parts then begin before the file."""
    end = data.rindex(b"PK\5\6")
    begins = int.from_bytes(data[end + 16 : end + 20], "little") + 50_000
    return data[: end + 16] + begins.to_bytes(4, "little") + data[end + 20 :]


def bad_name(data: bytes) -> bytes:
    """A part's name says it is UTF-8, and is not."""
    at = data.index(b"PK\1\2")
    flags = (0x800 | int.from_bytes(data[at + 8 : at + 10], "little")).to_bytes(2, "little")
    return data[: at + 8] + flags + data[at + 10 : at + 46] + b"\x8d" + data[at + 47 :]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "Excel đời cũ (.xls)"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "Excel đời cũ hoặc có đặt mật khẩu"),
        ("a.csv", b"a;b", "dễ mất dấu tiếng Việt"),
        ("a.ods", PLAIN, "LibreOffice"),
        ("a.xlsm", PLAIN, "có thể chứa macro"),
        ("a.pdf", b"%PDF-1.7", "Chỉ nhận tệp Excel có đuôi .xlsx"),
        ("a.xlsx", b"PK\x03\x04 nonsense", "bị hỏng"),
        ("a.xlsx", PLAIN[:-200], "bị hỏng"),
        ("a.xlsx", lying_offset(PLAIN), "bị hỏng"),
        ("a.xlsx", bad_name(PLAIN), "bị hỏng"),
        ("a.xlsx", PLAIN[:300] + b"\0" * 50 + PLAIN[350:], "bị hỏng"),
        ("a.xlsx", b"", "Chỉ nhận tệp Excel"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * MAX_BYTES, "lớn hơn 10 MB"),
        ("a.xlsx", saved(Workbook()), "không có dữ liệu"),
        ("a.xlsx", repacked(PLAIN, xl__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macro"),
        ("a.xlsx", repacked(PLAIN, **{SHEET: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + sheet_xml("")}), "bị hỏng"),
        ("a.xlsx", repacked(PLAIN, **{SHEET: b"<worksheet"}), "bị hỏng"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(name, data, words):
    assert words in refusal(name, data)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFD1" t="inlineStr"><is><t></t></is></c></row>',
        '<row r="20001"><c r="A20001"><f>A1</f></c></row>',
    ],
)
def test_a_cell_in_the_last_corner_takes_no_memory(cells):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = refusal("a.xlsx", repacked(PLAIN, **{SHEET: sheet_xml(cells)}))
    assert "chỉ nhận" in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KiB


def test_a_declared_size_alone_is_no_reason_to_refuse():
    data = repacked(PLAIN, **{SHEET: sheet_xml('<row r="1"><c r="A1"><v>7</v></c><c r="XFD1" s="0"/></row>')})
    assert [sheet.rows for sheet in read_workbook("a.xlsx", data)] == [[(1, ["7"])]]


def test_a_zip_bomb_is_refused_before_it_is_unzipped():
    data = repacked(PLAIN, xl__media__image=b"\0" * (MAX_UNPACKED + 1))
    assert len(data) < 1_000_000
    assert "quá lớn" in refusal("a.xlsx", data)


def test_a_size_that_lies_is_found_out():
    bomb = repacked(PLAIN, **{SHEET: sheet_xml("") + b" " * 5_000_000})
    real = (len(sheet_xml("")) + 5_000_000).to_bytes(4, "little")
    assert bomb.count(real) == 2
    assert "bị hỏng" in refusal("a.xlsx", bomb.replace(real, (500).to_bytes(4, "little")))


def test_a_workbook_of_10_000_parts_is_refused():
    assert "quá lớn" in refusal("a.xlsx", repacked(PLAIN, **{f"xl__x{number}.xml": b"<a/>" for number in range(600)}))


def test_a_pasted_table_is_read_like_a_sheet():
    [sheet] = read_pasted('Họ tên\tĐơn vị\r\n"Trần\nAn"\t Phòng  A \r\n\r\nLý Bé\tPhòng B\n')
    assert sheet.rows == [(1, ["Họ tên", "Đơn vị"]), (2, ["Trần An", "Phòng A"]), (4, ["Lý Bé", "Phòng B"])]


@pytest.mark.parametrize("text", ["", "một dòng chữ", "\t\t\n\t"])
def test_what_is_no_table_is_refused_with_a_sentence(text):
    with pytest.raises(Unreadable, match=r"Bảng dán không có|không phải bảng"):
        read_pasted(text)


def test_hidden_sheets_are_left_alone():
    book = book_of(["a", "b"])
    book.create_sheet("Ẩn").append(["c"])
    book["Ẩn"].sheet_state = "hidden"
    assert [sheet.name for sheet in read_workbook("a.xlsx", saved(book))] == ["Trang"]


def test_the_office_is_read_whole():
    units, people = office()
    first, second = read_workbook("a.xlsx", workbook(units, people))
    assert (first.name, len(first.rows), second.name, len(second.rows)) == ("Đơn vị", 201, "Con người", 3001)
