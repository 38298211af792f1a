"""What the law asks of collectives and households (Luật 06/2022/QH15, Điều 25–31)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.legal.scenarios import (
    COLLECTIVE,
    HOUSEHOLD,
    NEW,
    OLD,
    collective,
    finding,
    measure,
    ratings,
    result,
    verdict,
)

GOOD = {"ratings": ratings("HTTNV", 2024)}
BEST = {"ratings": ratings("HTXSNV", 2024)}


@pytest.mark.parametrize(
    ("members", "ldtt", "expected"),
    [
        (20, 14, "eligible"),
        (20, 13, "not_eligible"),
        (20, 20, "eligible"),
        (19, 14, "eligible"),
        (19, 13, "not_eligible"),
        (10, 7, "eligible"),
        (3, 2, "not_eligible"),
        (1, 1, "eligible"),
        (20, None, "unknown"),
        (None, 14, "unknown"),
    ],
)
def test_ttldtt_asks_for_seventy_percent_of_all_members(members, ldtt, expected):
    assert verdict("TTLDTT", collective(members=members, members_ldtt=ldtt, **GOOD), OLD) == expected


def test_a_share_is_said_in_whole_people():
    share = finding(result("TTLDTT", collective(members_ldtt=12, **GOOD), OLD), "ti_le_ldtt")
    assert share.text == (
        "Ít nhất 70% cá nhân trong tập thể đạt Lao động tiên tiến: cần 70% số thành viên đạt LĐTT, "
        "tức 14 trên 20 người, đang có 12."
    )
    assert (share.needs, share.evidence) == ("Thêm 2 người đạt LĐTT", {"members": 20, "members_ldtt": 12})


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        (ratings("HTTNV", 2024), "eligible"),
        (ratings("HTXSNV", 2024), "eligible"),
        (ratings("HTNV", 2024), "not_eligible"),
        ((), "not_eligible"),
        (None, "unknown"),
    ],
)
def test_ttldtt_asks_for_a_good_year(rated, expected):
    assert verdict("TTLDTT", collective(ratings=rated), OLD) == expected


@pytest.mark.parametrize(
    ("kind", "since", "until", "expected"),
    [
        ("khien_trach", date(2024, 3, 1), date(2025, 3, 1), "eligible"),
        ("canh_cao", date(2024, 3, 1), date(2025, 3, 1), "not_eligible"),
        ("cach_chuc", date(2024, 3, 1), None, "not_eligible"),
        ("canh_cao", date(2023, 3, 1), date(2024, 1, 1), "not_eligible"),
        ("canh_cao", date(2022, 3, 1), date(2023, 12, 31), "eligible"),
        ("canh_cao", date(2024, 12, 11), None, "eligible"),
        ("keo_dai_nang_luong", date(2024, 3, 1), None, "unknown"),
    ],
)
def test_a_member_disciplined_from_canh_cao_up_blocks_ttldtt(kind, since, until, expected):
    assert verdict("TTLDTT", collective(discipline=(measure(kind, since, until),), **GOOD), OLD) == expected


def test_discipline_after_the_year_does_not_touch_it():
    later = measure("canh_cao", date(2025, 2, 1))
    assert verdict("TTLDTT", collective(discipline=(later,), **GOOD), date(2025, 3, 1), 2024) == "eligible"


def test_discipline_that_is_not_known_leaves_ttldtt_open():
    assert verdict("TTLDTT", collective(discipline=None, **GOOD), OLD) == "unknown"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "eligible"),
        ({"ratings": ratings("HTTNV", 2024)}, "not_eligible"),
        ({"members_completed": 19}, "not_eligible"),
        ({"members_completed": None}, "unknown"),
        ({"members_ldtt": 13}, "not_eligible"),
        ({"members_cstdcs": 0}, "not_eligible"),
        ({"members_cstdcs": 5}, "eligible"),
        ({"members_cstdcs": None}, "unknown"),
        ({"members_cstdcs": None, "members_completed": 19}, "not_eligible"),
        ({"discipline": (measure("canh_cao", date(2024, 3, 1)),)}, "eligible"),
    ],
)
def test_ttldxs_asks_for_more(changes, expected):
    assert verdict("TTLDXS", collective(**BEST | changes), OLD) == expected


@pytest.mark.parametrize(
    ("exceeds", "leads", "themed", "expected"),
    [
        (True, True, None, "eligible"),
        (True, None, None, "unknown"),
        (None, None, True, "eligible"),
        (False, None, None, "unknown"),
        (False, None, False, "not_eligible"),
        (True, False, False, "not_eligible"),
        (None, None, None, "unknown"),
    ],
)
def test_the_flag_of_the_province_goes_to_who_leads(exceeds, leads, themed, expected):
    flagged = collective(exceeds_targets=exceeds, leads_block=leads, leads_themed_movement=themed)
    assert verdict("CTDT", flagged) == expected


@pytest.mark.parametrize("code", ["CTDCP", "TDPVH", "XPTB"])
def test_what_nobody_read_is_not_known(code):
    found = result(code, COLLECTIVE)
    assert found.verdict == "unknown"
    assert [one.citation.verified for one in found.findings if one.ok is None] == [False]


def test_the_standards_of_a_household_are_the_provinces():
    found = result("GDVH", HOUSEHOLD)
    assert (found.verdict, finding(found, "tieu_chuan_cua_tinh").needs) == (
        "unknown",
        "Quy định của tỉnh về tiêu chuẩn cụ thể",
    )


def test_unread_criteria_do_not_hide_a_failure_on_read_law():
    assert verdict("CTDCP", collective(under_review=True), NEW) == "not_eligible"


def test_bac_ninh_shows_its_own_articles_from_its_own_day():
    before, since = (
        finding(
            result("TTLDTT", collective(ratings=ratings("HTTNV", 2025)), day, 2025, jurisdiction="vn-bac-ninh"),
            "ti_le_ldtt",
        ).citation
        for day in (date(2025, 12, 2), date(2025, 12, 3))
    )
    assert (before.document, before.article) == ("06/2022/QH15", "Điều 28")
    assert (since.document, since.article) == ("86/2025/QĐ-UBND", "Điều 4 khoản 2")
