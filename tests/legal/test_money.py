"""Prize money: the amounts of NĐ 152/2025/NĐ-CP, Điều 49–54, at each base salary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from legal.dated import NotCovered
from legal.money import Prize, amount, payable, stacking

# Coefficient, then the amounts at 2 340 000 and at 2 530 000.
TABLE = [
    ("CSTDTQ", "person", "4.5", 10_530_000, 11_390_000),
    ("CSTDT", "person", "3.0", 7_020_000, 7_590_000),
    ("CSTDCS", "person", "1.0", 2_340_000, 2_530_000),
    ("LDTT", "person", "0.3", 710_000, 760_000),
    ("TTLDXS", "collective", "1.5", 3_510_000, 3_800_000),
    ("TTLDTT", "collective", "0.8", 1_880_000, 2_030_000),
    ("XPTB", "collective", "2.0", 4_680_000, 5_060_000),
    ("TDPVH", "collective", "1.5", 3_510_000, 3_800_000),
    ("CTDCP", "collective", "12.0", 28_080_000, 30_360_000),
    ("CTDT", "collective", "8.0", 18_720_000, 20_240_000),
    ("BKTTG", "collective", "7.0", 16_380_000, 17_710_000),
    ("BKTTG", "person", "3.5", 8_190_000, 8_860_000),
    ("BKT", "collective", "3.0", 7_020_000, 7_590_000),
    ("BKT", "person", "1.5", 3_510_000, 3_800_000),
    ("GK", "collective", "0.6", 1_410_000, 1_520_000),
    ("GK", "person", "0.3", 710_000, 760_000),
    ("HCLD1", "collective", "18.0", 42_120_000, 45_540_000),
    ("HCLD2", "collective", "15.0", 35_100_000, 37_950_000),
    ("HCLD3", "collective", "9.0", 21_060_000, 22_770_000),
]


@pytest.mark.parametrize(("code", "subject", "coefficient", "before", "since"), TABLE)
def test_amounts_are_rounded_up_to_ten_thousand(code, subject, coefficient, before, since):
    old, new = amount(code, date(2026, 6, 30), subject), amount(code, date(2026, 7, 1), subject)
    assert (old.amount, old.base, str(old.coefficient)) == (before, 2_340_000, coefficient)
    assert (new.amount, new.base, str(new.coefficient)) == (since, 2_530_000, coefficient)


@pytest.mark.parametrize(
    ("on", "base", "base_verified"),
    [
        (date(2024, 1, 1), 1_800_000, False),
        (date(2024, 6, 30), 1_800_000, False),
        (date(2024, 7, 1), 2_340_000, True),
        (date(2026, 6, 30), 2_340_000, True),
        (date(2026, 7, 1), 2_530_000, True),
    ],
)
def test_the_base_is_that_of_the_day_of_the_decision(on, base, base_verified):
    found = amount("CSTDCS", on)
    assert (found.amount, found.base, found.base_citation.verified) == (base, base, base_verified)


@pytest.mark.parametrize(
    ("code", "subject", "on", "verified"),
    [
        ("CSTDCS", "person", date(2025, 7, 1), True),
        ("CSTDCS", "person", date(2025, 6, 30), False),
        ("BKT", "collective", date(2025, 7, 1), True),
        ("BKT", "person", date(2025, 7, 1), False),
        ("BKT", "household", date(2025, 7, 1), False),
        ("CSTDCS", "person", date(2027, 3, 2), False),
    ],
)
def test_an_amount_says_whether_every_number_in_it_was_read(code, subject, on, verified):
    assert amount(code, on, subject).verified is verified


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [("BKT", 5_270_000, 5_700_000), ("GK", 1_070_000, 1_140_000)],
)
def test_a_household_gets_one_and_a_half_times_the_amount_of_a_person(code, before, since):
    found = amount(code, date(2025, 12, 1), "household")
    assert (found.amount, found.multiplier) == (before, Decimal("1.5"))
    assert amount(code, date(2026, 8, 1), "household").amount == since


def test_the_subject_may_be_left_out_where_there_is_one():
    assert amount("CSTDCS", date(2026, 8, 1)) == amount("CSTDCS", date(2026, 8, 1), "person")
    with pytest.raises(ValueError) as refused:
        amount("BKT", date(2026, 8, 1))
    assert str(refused.value) == (
        "Bằng khen của bộ, ban, ngành, tỉnh có mức tiền khác nhau; hãy cho biết đối tượng: cá nhân, tập thể hay hộ."
    )


@pytest.mark.parametrize(
    ("code", "on", "subject", "sentence"),
    [
        (
            "CSTDCS",
            date(2026, 8, 1),
            "collective",
            "Dữ liệu pháp luật không có mức tiền thưởng Chiến sĩ thi đua cơ sở cho tập thể ngày 01/08/2026.",
        ),
        (
            "XPTB",
            date(2024, 8, 1),
            "person",
            "Dữ liệu pháp luật không có mức tiền thưởng Xã, phường, thị trấn tiêu biểu cho cá nhân ngày 01/08/2024.",
        ),
        (
            "LDTT",
            date(2026, 8, 1),
            "household",
            "Dữ liệu pháp luật không có mức tiền thưởng Lao động tiên tiến cho hộ gia đình ngày 01/08/2026.",
        ),
        (
            "GDVH",
            date(2026, 8, 1),
            None,
            "Dữ liệu pháp luật chưa có mức tiền thưởng của “Gia đình văn hóa” (GDVH) cho ngày 01/08/2026: chưa đọc "
            "thấy mức tiền thưởng của danh hiệu này trong nghị định; hãy đối chiếu văn bản.",
        ),
        ("HCLD3", date(2026, 8, 1), "household", None),
        ("XPTB", date(1999, 1, 1), None, None),
        ("CSTDCS", date(2023, 12, 31), None, None),
        ("KNC", date(2026, 8, 1), None, None),
    ],
)
def test_what_the_data_do_not_hold_is_an_error(code, on, subject, sentence):
    with pytest.raises(NotCovered) as refused:
        amount(code, on, subject)
    if sentence:
        assert str(refused.value) == sentence


LDTT = Prize("LDTT", 760_000, period="2025")
CSTDCS = Prize("CSTDCS", 2_530_000, period="2025")
CSTDT = Prize("CSTDT", 7_590_000, period="2023–2025")
GK = Prize("GK", 760_000, achievement="chuyển đổi số")
BKT = Prize("BKT", 3_800_000, achievement="phòng dịch")


def test_of_several_titles_of_one_period_only_the_highest_is_paid():
    assert payable([LDTT, CSTDCS]) == [(LDTT, "lower_of_same_period"), (CSTDCS, "paid")]


def test_titles_of_other_periods_and_forms_beside_them_are_all_paid():
    prizes = [CSTDCS, CSTDT, GK, BKT]
    assert payable(prizes) == [(prize, "paid") for prize in prizes]


def test_one_achievement_is_paid_once():
    lower = Prize("GK", 760_000, achievement="phòng dịch")
    assert payable([BKT, lower]) == [(BKT, "paid"), (lower, "lower_of_same_achievement")]
    assert payable([]) == []


def test_prizes_of_unknown_period_or_achievement_are_compared_with_none():
    unknown = [Prize("LDTT", 760_000), Prize("CSTDCS", 2_530_000), Prize("GK", 760_000), Prize("BKT", 3_800_000)]
    assert payable(unknown) == [(prize, "paid") for prize in unknown]


def test_the_rule_for_several_awards_was_read_in_the_newer_decree():
    assert [stacking(day).citation.verified for day in (date(2025, 6, 30), date(2025, 7, 1), date(2027, 3, 2))] == [
        False,
        True,
        False,
    ]
