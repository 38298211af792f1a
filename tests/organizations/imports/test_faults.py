"""Each fault is found in exactly its cell, by a check that needs no database."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.imports.cells import Severity, Sheet, address, letters, place
from organizations.imports.check_people import NEW, ROW
from organizations.imports.checking import Checked, check
from organizations.imports.columns import guess
from organizations.imports.known import Known, KnownPerson, KnownPosition, KnownUnit
from organizations.imports.tables import TABLES
from organizations.imports.workbook import read_workbook
from tests.organizations.imports.books import FAULTS, PERSON_HEADS, UNIT_HEADS, office, planted, workbook

TODAY = date(2024, 6, 1)
CITY = KnownUnit(1, "Ủy ban nhân dân thành phố", "UBND thành phố", None, date(2010, 1, 1), None, "huyen", "UBND")
JUSTICE = KnownUnit(2, "Phòng Tư pháp", "Phòng Tư pháp", 1, date(2015, 1, 1), None, "huyen", "PTP")
OLD = KnownUnit(3, "Phòng Y tế", "Phòng Y tế", 1, date(2010, 1, 1), date(2020, 12, 31), "huyen", "PYT")
ALIKE = KnownUnit(4, "Tổ một cửa", "Tổ một cửa", 1, date(2010, 1, 1), None, "huyen")
ALIKE_BELOW = KnownUnit(5, "Tổ một cửa", "Tổ một cửa", 2, date(2015, 1, 1), None, "huyen")
HOA = KnownPerson(9, "Lê Thị Hòa", (KnownPosition(2, "Chuyên viên", date(2020, 1, 1), None),))
KNOWN = Known(
    today=TODAY,
    root=1,
    units=(CITY, JUSTICE, OLD, ALIKE, ALIKE_BELOW),
    levels={"trung_uong": "Trung ương", "tinh": "Cấp tỉnh", "huyen": "Cấp huyện", "xa": "Cấp xã"},
    kinds={"ubnd": "Ủy ban nhân dân", "chuyen_mon": "Cơ quan chuyên môn", "truong": "Trường học", "khac": "Khác"},
    people=(HOA,),
)
UNIT = ["Phòng Nội vụ", "Phòng Nội vụ", "Cấp huyện", "Cơ quan chuyên môn", "", "PNV", "", "01/02/2020", "", ""]
PERSON = ["Trần Văn Nam", "Phòng Tư pháp", "Chuyên viên", "01/02/2020", ""]


def checked(units: list[list[str]], people: list[list[str]], decisions: dict[str, str] | None = None) -> Checked:
    """Rows under the template's headings; the first row is row 2."""
    sheets = [
        Sheet("Đơn vị", [(number, row) for number, row in enumerate([UNIT_HEADS, *units], start=1)]),
        Sheet("Con người", [(number, row) for number, row in enumerate([PERSON_HEADS, *people], start=1)]),
    ]
    return check(sheets, [guess(sheet, TABLES, {}) for sheet in sheets], KNOWN, decisions or {})


def changed(row: list[str], **cells: str) -> list[str]:
    """The row with other texts in some columns: ``A="…"``."""
    return [cells.get(chr(65 + column), text) for column, text in enumerate(row)]


def found(result: Checked) -> list[tuple[str, str, str]]:
    """Address, severity and code of all findings."""
    return [(finding.cell, finding.severity.value, finding.code) for finding in result.findings]


def test_an_office_without_fault_is_found_clean():
    result = checked([UNIT], [PERSON, changed(PERSON, A="Lý Thị Bé", B="Phòng Nội vụ")])
    assert found(result) == []
    assert (len(result.units), result.new_people, len(result.new_positions)) == (1, 2, 2)
    assert result.is_ready


UNIT_FAULTS = [
    ({"A": ""}, "A2", "loi", "missing"),
    ({"C": ""}, "C2", "loi", "missing"),
    ({"H": ""}, "H2", "loi", "missing"),
    ({"E": "Phòng Lạ"}, "E2", "loi", "unknown_parent"),
    ({"E": "Tổ một cửa"}, "E2", "loi", "several_parents"),
    ({"E": "Phòng Nội vụ"}, "E2", "loi", "circle"),
    ({"E": "Phòng Y tế"}, "I2", "loi", "after_parent"),
    ({"E": "Phòng Tư pháp", "H": "01/01/2012"}, "H2", "loi", "before_parent"),
    ({"A": "PHÒNG TƯ PHÁP"}, "A2", "loi", "exists"),
    ({"B": "Phòng tư pháp"}, "B2", "loi", "same_short"),
    ({"C": "Cấp thôn"}, "C2", "loi", "unknown_level"),
    ({"D": "Xưởng"}, "D2", "loi", "unknown_kind"),
    ({"H": "31/02/2020"}, "H2", "loi", "bad_day"),
    ({"H": "1/2/20"}, "H2", "loi", "bad_day"),
    ({"H": "44197"}, "H2", "loi", "serial"),
    ({"H": "01/01/1920"}, "H2", "loi", "implausible"),
    ({"H": "02/06/2024"}, "H2", "loi", "future"),
    ({"H": "2020"}, "H2", "canh_bao", "day_assumed"),
    ({"H": "3/2020"}, "H2", "canh_bao", "day_assumed"),
    ({"I": "31/01/2020"}, "I2", "loi", "end_before_start"),
    ({"A": "Phòng Nội vụ\u0430"}, "A2", "loi", "odd_characters"),
    ({"A": "12"}, "A2", "loi", "no_letters"),
    ({"B": "x" * 81}, "B2", "loi", "too_long"),
    ({"A": "x" * 81, "B": ""}, "B2", "loi", "missing"),
    ({"F": "PTP"}, "F2", "canh_bao", "same_symbol"),
    ({"J": "một"}, "J2", "loi", "bad_number"),
    ({"C": "Cấp tỉnh"}, "C2", "canh_bao", "level_above_parent"),
]


@pytest.mark.parametrize(("cells", "cell", "severity", "code"), UNIT_FAULTS)
def test_a_fault_of_a_unit_is_found_in_its_cell(cells, cell, severity, code):
    result = checked([changed(UNIT, **cells)], [])
    assert found(result) == [(cell, severity, code)]
    assert result.is_ready is (severity != "loi")
    assert all(finding.advice for finding in result.findings)


PERSON_FAULTS = [
    ({"A": ""}, "A2", "loi", "missing"),
    ({"C": ""}, "C2", "loi", "missing"),
    ({"B": "Phòng Lạ"}, "B2", "loi", "unknown_unit"),
    ({"B": "Tổ một cửa"}, "B2", "loi", "several_units"),
    ({"A": "Trần Văn Nam 2"}, "A2", "loi", "digit_in_name"),
    ({"A": "Trần Văn N\u0430m"}, "A2", "loi", "odd_characters"),
    ({"A": "Trần Văn Nam (TS)"}, "A2", "loi", "odd_characters"),
    ({"A": "Nam"}, "A2", "canh_bao", "one_word"),
    ({"A": "Trần " * 21}, "A2", "loi", "too_long"),
    ({"C": "3"}, "C2", "loi", "no_letters"),
    ({"D": "hôm qua"}, "D2", "loi", "bad_day"),
    ({"D": "02/06/2024"}, "D2", "loi", "future"),
    ({"D": "2020"}, "D2", "canh_bao", "day_assumed"),
    ({"E": "01/01/2019"}, "E2", "loi", "end_before_start"),
    ({"D": "01/02/2012"}, "D2", "loi", "before_unit"),
    ({"B": "Phòng Y tế", "D": "01/02/2012"}, "E2", "loi", "after_unit"),
    ({"B": "Phòng Y tế", "D": "01/02/2022"}, "D2", "loi", "after_unit"),
]


@pytest.mark.parametrize(("cells", "cell", "severity", "code"), PERSON_FAULTS)
def test_a_fault_of_a_person_is_found_in_its_cell(cells, cell, severity, code):
    assert found(checked([], [changed(PERSON, **cells)])) == [(cell, severity, code)]


def test_a_position_may_end_in_the_future_and_a_unit_be_told_by_the_one_above():
    people = [changed(PERSON, E="31/12/2029"), changed(PERSON, A="Lý Thị Bé", B="Tổ một cửa thuộc Phòng Tư pháp")]
    result = checked([], people)
    assert found(result) == []
    assert [position.unit.pk for position in result.positions] == [2, 5]


def test_a_circle_over_several_rows_is_told_in_each():
    rows = [changed(UNIT, A=f"Tổ {name}", B=f"Tổ {name}", E=f"Tổ {above}") for name, above in ("ab", "bc", "ca")]
    rows.append(changed(UNIT, A="Tổ ngoài", B="Tổ ngoài", E="Tổ a"))
    result = checked(rows, [])
    errors = [(finding.cell, finding.code) for finding in result.errors]
    assert errors == [("E2", "circle"), ("E3", "circle"), ("E4", "circle")]


def test_the_same_row_twice_is_told_once_and_its_people_are_not_told_off():
    result = checked([UNIT, changed(UNIT, B="PNV")], [PERSON, PERSON, changed(PERSON, A="Lý Thị Bé", B="PNV")])
    assert found(result) == [("A3", "loi", "twice_in_file"), ("A3", "loi", "twice_in_file")]
    assert [finding.sentence for finding in result.errors] == [
        "Đơn vị đã có ở dòng 2 của bảng này.",
        "Trần Văn Nam, Chuyên viên đã có ở dòng 2 của bảng này.",
    ]


def test_names_are_compared_without_case_form_and_place_of_the_tone_mark():
    result = checked(
        [], [changed(PERSON, A="LÊ THỊ HOÀ"), changed(PERSON, A="Lê Thị Hoa"), changed(PERSON, A="Le Thi Hoa")]
    )
    # Hòa and Hoa are two names; a name without any mark may be either.
    assert [doubt.row for doubt in result.doubts] == [2, 4]
    assert [choice.value for choice in result.doubts[0].choices] == ["9", NEW]
    assert not result.is_ready


def test_who_is_the_same_keeps_the_record_and_a_position_that_is_there_is_not_written_twice():
    rows = [changed(PERSON, A="Lê Thị Hòa"), changed(PERSON, A="Lê Thị Hòa", C="Phó trưởng phòng")]
    first = checked([], rows)
    keys = [doubt.key for doubt in first.doubts]
    assert [[choice.value for choice in doubt.choices] for doubt in first.doubts] == [["9", NEW], ["9", ROW, NEW]]
    same = checked([], rows, {keys[0]: "9", keys[1]: "9"})
    assert found(same) == [("A2", "ghi_chu", "is_there")]
    assert (same.new_people, [position.person for position in same.new_positions]) == (0, [9])
    other = checked([], rows, {keys[0]: NEW, keys[1]: ROW})
    assert (other.new_people, len(other.new_positions), other.is_ready) == (1, 2, True)


def test_a_decision_that_fits_no_more_is_asked_again():
    rows = [changed(PERSON, A="Lê Thị Hòa")]
    key = checked([], rows).doubts[0].key
    assert [doubt.decided for doubt in checked([], rows, {key: "777"}).doubts] == [""]


def test_all_25_planted_faults_are_told_at_once_each_in_its_cell():
    known = Known(TODAY, 1, (CITY,), KNOWN.levels, {**KNOWN.kinds})
    sheets = read_workbook("a.xlsx", planted())
    result = check(sheets, [guess(sheet, TABLES, {}) for sheet in sheets], known, {})
    assert len(FAULTS) == 25
    assert [(error.sheet, error.cell, error.code) for error in result.errors] == sorted(
        ((sheet, cell, code) for sheet, cell, _, code in FAULTS),
        key=lambda fault: (fault[0], place(fault[1])),
    )


def test_the_office_without_the_faults_is_ready():
    known = Known(TODAY, 1, (CITY,), KNOWN.levels, {**KNOWN.kinds})
    sheets = read_workbook("a.xlsx", workbook(*office()))
    result = check(sheets, [guess(sheet, TABLES, {}) for sheet in sheets], known, {})
    assert [finding for finding in result.findings if finding.severity != Severity.NOTE] == []
    assert (len(result.units), result.new_people, result.is_ready) == (200, 3000, True)


@pytest.mark.parametrize(("column", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_addresses_are_those_of_excel(column, text):
    assert letters(column) == text
    assert place(address(17, column)) == (17, column)
