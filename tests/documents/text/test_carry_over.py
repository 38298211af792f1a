"""What of an old paper has to be looked at before it is used again."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.carry_over import apply, find_dated, quotation
from tests.pace import pace


def found(line, field="body", year=2024, new_year=2025):
    return [(one.kind, one.text, one.proposed) for one in find_dated({field: line}, year=year, new_year=new_year)]


def test_years_of_the_paper_and_next_to_it_move_others_stay():
    assert found("Năm 2024 tiếp tục kết quả năm 2023, như năm 1948.") == [
        ("year", "2024", "2025"),
        ("year", "2023", "2024"),
        ("year", "1948", "1948"),
    ]
    assert found("thi đua năm 2023", year=2023, new_year=2026) == [("year", "2023", "2026")]


def test_dates_in_all_their_forms():
    assert found("Trước ngày 15/11/2024; ngày 05 tháng 01 năm 2024; tháng 9/2024; quý IV/2024; ngày 30/4.") == [
        ("date", "ngày 15/11/2024", "ngày 15/11/2025"),
        ("date", "ngày 05 tháng 01 năm 2024", "ngày 05 tháng 01 năm 2025"),
        ("date", "tháng 9/2024", "tháng 9/2025"),
        ("date", "quý IV/2024", "quý IV/2025"),
        ("date", "ngày 30/4", "ngày 30/4"),
    ]


def test_a_day_that_the_new_year_does_not_have_is_not_proposed():
    assert found("ngày 29/02/2024") == [("date", "ngày 29/02/2024", "ngày 29/02/2024")]


def test_anniversaries_and_ordinals_grow_congresses_do_not():
    assert found("kỷ niệm 78 năm Ngày Quốc khánh") == [("anniversary", "kỷ niệm 78 năm", "kỷ niệm 79 năm")]
    assert found("Hội thi lần thứ IX; hội thao lần thứ 12; giải lần thứ hai") == [
        ("ordinal", "lần thứ IX", "lần thứ X"),
        ("ordinal", "lần thứ 12", "lần thứ 13"),
        ("ordinal", "lần thứ hai", "lần thứ ba"),
    ]
    assert found("Nghị quyết Đại hội Đảng bộ lần thứ XII") == [("ordinal", "lần thứ XII", "lần thứ XII")]


def test_periods_stay_and_school_years_move():
    assert found("giai đoạn 2021 - 2025, năm học 2023-2024") == [
        ("period", "2021 - 2025", "2021 - 2025"),
        ("period", "2023-2024", "2024-2025"),
    ]


def test_sums_are_shown():
    assert found("kinh phí 1.500.000 đồng và 2,5 tỷ đồng") == [
        ("money", "1.500.000 đồng", "1.500.000 đồng"),
        ("money", "2,5 tỷ đồng", "2,5 tỷ đồng"),
    ]


def test_a_cited_paper_is_one_thing_and_never_shifted():
    line = "Thực hiện Chỉ thị số 01/CT-UBND ngày 03 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh về phong trào năm 2024;"
    [one] = find_dated({"body": line}, year=2024, new_year=2025)
    assert (one.kind, one.proposed) == ("citation", one.text)
    assert one.text.startswith("Chỉ thị số 01/CT-UBND ngày 03 tháng 01 năm 2024")
    assert found("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", field="bases") == [
        ("citation", *["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"] * 2)
    ]


def test_each_place_comes_with_its_sentence():
    [first, second] = find_dated(
        {"body": "Mở đầu. Phát động năm 2024 sôi nổi. Kết thúc năm 2024."}, year=2024, new_year=2025
    )
    assert (first.before, first.text, first.after) == ("Phát động năm ", "2024", " sôi nổi.")
    assert second.before == "Kết thúc năm "


def test_what_is_decided_is_applied_and_what_is_not_keeps_its_words():
    texts = {"summary": "Thi đua năm 2024", "body": "Năm 2024.\nSơ kết tháng 6/2024. Tổng kết năm 2024."}
    places = find_dated(texts, year=2024, new_year=2025)
    decided = [(places[0], "2025"), (places[1], "hai nghìn không trăm hai mươi lăm"), (places[3], "2025")]
    assert apply(texts, decided) == {
        "summary": "Thi đua năm 2025",
        "body": "Năm hai nghìn không trăm hai mươi lăm.\nSơ kết tháng 6/2024. Tổng kết năm 2025.",
    }
    assert quotation(texts, decided, places[2]) == "Sơ kết tháng 6/2024."


PIECES = st.sampled_from(
    ["năm 2024", "ngày 05/01/2024", "lần thứ IV", "12 triệu đồng", "53/KH-UBND", "2021-2025", "a. ", " ", "\n", "**"]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_places_do_not_overlap_and_say_what_stands_there(text):
    places = find_dated({"body": text}, year=2024, new_year=2025)
    assert all(text[one.start : one.end] == one.text for one in places)
    assert all(one.end <= other.start for one, other in zip(places, places[1:], strict=False))
    assert apply({"body": text}, [(one, one.text) for one in places]) == {"body": text}


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    places = find_dated({"body": text}, year=2024, new_year=2025)
    assert apply({"body": text}, [(one, one.text) for one in places]) == {"body": text}


@pytest.mark.parametrize("piece", ["1", "1.000.", "2024 ", "Kế hoạch số 12/KH-UBND ", "1.000.000 đồng ", "2021-2025 "])
def test_one_endless_line_is_read_in_four_seconds_of_the_processor(piece):
    began = time.process_time()
    find_dated({"body": (piece * 400_000)[:400_000]}, year=2024, new_year=2025)
    assert time.process_time() - began < 4 * pace()
