"""Votes: the share of all members, in whole people (NĐ 98/2023/NĐ-CP, Điều 30 khoản 7)."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import NotCovered
from legal.tally import required

OLD, NEW = date(2024, 12, 10), date(2025, 7, 1)
EIGHTY = {7: 6, 8: 7, 9: 8, 10: 8, 11: 9, 12: 10, 13: 11, 14: 12, 15: 12}
NINETY = {7: 7, 8: 8, 9: 9, 10: 9, 11: 10, 12: 11, 13: 12, 14: 13, 15: 14}


@pytest.mark.parametrize(("members", "needed"), EIGHTY.items())
@pytest.mark.parametrize("code", ["CSTDCS", "CTDT", "CTDCP"])
def test_eighty_percent_of_all_members(code, members, needed):
    found = required(code, OLD, members)
    assert (found.required, found.threshold_percent, found.citation.verified) == (needed, 80, True)
    assert (found.passed(needed), found.passed(needed - 1)) == (True, False)


@pytest.mark.parametrize(("members", "needed"), NINETY.items())
@pytest.mark.parametrize("code", ["CSTDT", "CSTDTQ"])
def test_ninety_percent_of_all_members(code, members, needed):
    found = required(code, OLD, members)
    assert (found.required, found.threshold_percent) == (needed, 90)
    assert (found.passed(needed), found.passed(needed - 1)) == (True, False)


@pytest.mark.parametrize("members", range(1, 40))
def test_the_number_is_the_least_that_is_enough(members):
    for code, percent in (("CSTDCS", 80), ("CSTDT", 90)):
        needed = required(code, OLD, members).required
        assert needed is not None
        assert 100 * needed >= percent * members > 100 * (needed - 1)


@pytest.mark.parametrize("code", ["LDTT", "TTLDTT", "TTLDXS", "BKT", "GK", "GDVH", "HCLD3"])
def test_where_no_share_is_fixed_it_says_so(code):
    found = required(code, OLD, 9)
    assert (found.required, found.threshold_percent, found.passed(9)) == (None, None, None)
    assert found.text.startswith("Không có tỷ lệ phiếu cố định cho ")


def test_since_july_2025_the_numbers_live_on_unverified():
    found = required("CSTDCS", NEW, 11)
    assert (found.required, found.citation.document, found.citation.verified) == (9, "152/2025/NĐ-CP", False)


def test_it_says_what_is_needed():
    assert required("CSTDCS", OLD, 11).text == (
        "Cần ít nhất 9 trên tổng số 11 thành viên đồng ý (80%), kể cả người vắng mặt."
    )


@pytest.mark.parametrize("agree", [-1, 12])
def test_more_votes_than_members_are_refused(agree):
    with pytest.raises(ValueError) as refused:
        required("CSTDCS", OLD, 11).passed(agree)
    assert str(refused.value) == f"Số phiếu đồng ý ({agree}) phải từ 0 đến tổng số thành viên (11)."


def test_a_council_has_members():
    with pytest.raises(ValueError) as refused:
        required("CSTDCS", OLD, 0)
    assert str(refused.value) == "Tổng số thành viên Hội đồng (0) phải lớn hơn 0."


@pytest.mark.parametrize(("code", "on"), [("CSTDCS", date(2023, 12, 31)), ("CSTD", OLD)])
def test_what_the_data_do_not_hold_is_an_error(code, on):
    with pytest.raises(NotCovered):
        required(code, on, 11)


def test_a_title_is_called_by_its_name_of_that_day():
    names = [required("XPTB", on, 9).text for on in (date(2025, 6, 30), NEW)]
    assert names == [
        f"Không có tỷ lệ phiếu cố định cho {name}; theo quy chế của Hội đồng."
        for name in ("Xã, phường, thị trấn tiêu biểu", "Xã, phường, đặc khu tiêu biểu")
    ]
