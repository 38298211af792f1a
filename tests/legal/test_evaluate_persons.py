"""What the law asks of persons: LĐTT and the three Chiến sĩ thi đua (Luật 06/2022/QH15, Điều 21–24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.scenario import Award
from tests.legal.scenarios import (
    NEW,
    OLD,
    awards,
    finding,
    initiative,
    person,
    ratings,
    research,
    result,
    verdict,
)

REACH = {"initiatives": (initiative("tinh"),)}
CHAIN = awards("CSTDCS", 2022, 2023, 2024)


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        (ratings("HTXSNV", 2024), "eligible"),
        (ratings("HTTNV", 2024), "eligible"),
        (ratings("HTNV", 2024), "not_eligible"),
        (ratings("KHTNV", 2024), "not_eligible"),
        (ratings("HTXSNV", 2023), "not_eligible"),
        ((), "not_eligible"),
        (None, "unknown"),
    ],
)
def test_ldtt_asks_for_a_good_year(rated, expected):
    assert verdict("LDTT", person(ratings=rated), OLD) == expected


def test_ldtt_outside_public_service_is_judged_by_people_as_far_as_nobody_rates():
    worker = person(outside_public_service=True)
    found = result("LDTT", worker, OLD)
    assert (found.verdict, finding(found, "hoan_thanh_tot").judged_by) == ("eligible", "hoi_dong")
    assert verdict("LDTT", replace(worker, ratings=ratings("HTNV", 2024)), OLD) == "not_eligible"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"ratings": ratings("HTXSNV", 2024)}, "eligible"),
        ({"ratings": ratings("HTTNV", 2024)}, "not_eligible"),
        ({"ratings": ratings("HTTNV", 2024), "initiatives": (initiative(),)}, "eligible"),
        ({"ratings": ratings("HTTNV", 2024), "initiatives": (initiative("toan_quoc"),)}, "eligible"),
        ({"ratings": ratings("HTTNV", 2024), "research": (research(),)}, "eligible"),
        ({"ratings": ratings("HTTNV", 2024), "combat_resourcefulness": True}, "eligible"),
        ({"ratings": ratings("HTTNV", 2024), "combat_resourcefulness": None}, "unknown"),
        ({"ratings": ratings("HTTNV", 2024), "initiatives": None}, "unknown"),
        ({"ratings": ratings("HTTNV", 2024), "research": None}, "unknown"),
        ({"ratings": ratings("HTTNV", 2024), "initiatives": (initiative(),), "research": None}, "eligible"),
        ({"ratings": ratings("HTNV", 2024), "initiatives": (initiative("tinh"),)}, "not_eligible"),
        ({"ratings": ratings("KHTNV", 2024), "initiatives": None, "awards": None}, "not_eligible"),
        ({"ratings": None, "awards": awards("LDTT", 2024), "initiatives": (initiative(),)}, "eligible"),
        ({"ratings": (), "awards": awards("LDTT", 2024), "initiatives": (initiative(),)}, "eligible"),
        ({"ratings": (), "awards": awards("LDTT", 2023), "initiatives": (initiative(),)}, "not_eligible"),
        ({"ratings": (), "awards": None, "initiatives": (initiative(),)}, "unknown"),
        ({"ratings": None, "awards": (), "initiatives": (initiative(),)}, "unknown"),
        ({"ratings": ratings("HTXSNV", 2024), "awards": awards("LDTT", 2024, revoked=(2024,))}, "not_eligible"),
        (
            {
                "ratings": ratings("HTXSNV", 2024),
                "awards": awards("LDTT", 2024, revoked=(2024,)) + awards("LDTT", 2024),
            },
            "eligible",
        ),
        ({"outside_public_service": True, "initiatives": (initiative(),)}, "eligible"),
    ],
)
def test_cstdcs_meets_ldtt_and_one_of_four(changes, expected):
    assert verdict("CSTDCS", person(**changes), OLD) == expected


def test_the_ways_of_cstdcs_stand_in_one_finding_that_names_the_way_that_was_met():
    found = result("CSTDCS", person(ratings=ratings("HTTNV", 2024), initiatives=(initiative(),)), OLD)
    ways = finding(found, "xuat_sac_hoac_sang_kien")
    assert [(way.rule, way.ok) for way in ways.any_of] == [
        ("hoan_thanh_xuat_sac", False),
        ("sang_kien_co_so", True),
        ("de_tai_co_so", False),
        ("muu_tri", False),
    ]
    assert ways.text == (
        "Một trong: hoàn thành xuất sắc nhiệm vụ, có sáng kiến, có đề tài nghiệm thu, mưu trí trong chiến đấu: "
        "đạt (Có sáng kiến được cơ sở công nhận)."
    )
    assert ways.evidence == [
        {"rule": "sang_kien_co_so", "evidence": [{"scope": "co_so", "on": "2024-05-05", "used_for": None}]}
    ]


def test_what_is_missing_says_what_would_help():
    found = result("CSTDCS", person(ratings=ratings("HTTNV", 2024)), OLD)
    assert finding(found, "xuat_sac_hoac_sang_kien").needs == (
        "Kết quả xếp loại năm 2024: hoàn thành xuất sắc nhiệm vụ hoặc Giấy chứng nhận sáng kiến, phạm vi cơ sở hoặc "
        "Giấy chứng nhận đề tài, đề án, phạm vi cơ sở"
    )


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (CHAIN, "eligible"),
        (awards("CSTDCS", 2019, 2022, 2023, 2024), "eligible"),
        (awards("CSTDCS", 2023, 2024), "not_eligible"),
        (awards("CSTDCS", 2021, 2022, 2024), "not_eligible"),
        (awards("CSTDCS", 2021, 2022, 2023), "not_eligible"),
        (awards("CSTDCS", 2022, 2023, 2024, revoked=(2022,)), "not_eligible"),
        (awards("CSTDCS", 2022, 2023, 2024, revoked=(2023,)), "not_eligible"),
        ((*awards("CSTDCS", 2022, 2023, 2024, revoked=(2023,)), *awards("CSTDCS", 2023)), "eligible"),
        ((*awards("CSTDCS", 2022, 2023), Award("CSTDCS", 2024)), "eligible"),
        ((*awards("CSTDCS", 2022, 2023), Award("CSTDCS", 2024, decided=False)), "not_eligible"),
        (awards("LDTT", 2022, 2023, 2024), "not_eligible"),
        ((), "not_eligible"),
        (None, "unknown"),
    ],
)
def test_cstdt_asks_for_three_years_of_cstdcs_up_to_the_year(held, expected):
    assert verdict("CSTDT", person(awards=held, **REACH), OLD) == expected


@pytest.mark.parametrize(
    ("held", "text"),
    [
        (awards("CSTDCS", 2023, 2024), "cần 3 năm liên tục (2022–2024), đang có 2"),
        (
            awards("CSTDCS", 2022, 2023, 2024, revoked=(2023,)),
            "cần 3 năm liên tục (2022–2024), đang có 1; năm 2023 đã bị hủy bỏ quyết định",
        ),
        (
            (*awards("CSTDCS", 2022, 2023), Award("CSTDCS", 2024, date(2024, 12, 20))),
            "cần 3 năm liên tục (2022–2024), đang có 0; năm 2024 chưa có quyết định vào ngày xét",
        ),
        (None, "cần 3 năm liên tục (2022–2024), chưa có thông tin về khen thưởng các năm"),
    ],
)
def test_a_chain_says_how_far_it_is(held, text):
    chain = finding(result("CSTDT", person(awards=held), OLD), "ba_lan_cstdcs")
    assert chain.text == f"Có 03 lần liên tục được tặng Chiến sĩ thi đua cơ sở: {text}."


def test_a_chain_names_the_missing_years_and_the_evidence():
    chain = finding(result("CSTDT", person(awards=awards("CSTDCS", 2024, 2022)), OLD), "ba_lan_cstdcs")
    assert chain.needs == "Quyết định tặng CSTĐ cơ sở năm 2023"
    assert chain.evidence == [
        {"code": "CSTDCS", "year": 2022, "decided_on": "2022-12-01", "revoked": False},
        {"code": "CSTDCS", "year": 2024, "decided_on": "2024-12-01", "revoked": False},
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"initiatives": (initiative("tinh"),)}, "eligible"),
        ({"initiatives": (initiative("toan_quoc"),)}, "eligible"),
        ({"initiatives": (initiative("co_so"),)}, "not_eligible"),
        ({"research": (research("tinh"),)}, "eligible"),
        ({"research": (research("co_so"),)}, "not_eligible"),
        ({"research": (research("co_so"),), "initiatives": None}, "unknown"),
        ({}, "not_eligible"),
    ],
)
def test_cstdt_asks_for_influence_in_the_province(changes, expected):
    assert verdict("CSTDT", person(awards=CHAIN, **changes), OLD) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (awards("CSTDT", 2024, 2025), "eligible"),
        (awards("CSTDT", 2023, 2024), "not_eligible"),
        (awards("CSTDT", 2023, 2025), "not_eligible"),
        (awards("CSTDT", 2022, 2025), "unknown"),
        (awards("CSTDT", 2022, 2025, revoked=(2022,)), "not_eligible"),
        (awards("CSTDT", 2022, 2023, 2025), "not_eligible"),
        (awards("CSTDT", 2025), "not_eligible"),
    ],
)
def test_cstdtq_asks_for_two_of_cstdt_in_a_row(held, expected):
    assert verdict("CSTDTQ", person(awards=held, initiatives=(initiative("toan_quoc"),))) == expected


def test_cstdtq_asks_for_nationwide_influence():
    held = awards("CSTDT", 2024, 2025)
    assert verdict("CSTDTQ", person(awards=held, initiatives=(initiative("tinh"),))) == "not_eligible"
    assert verdict("CSTDTQ", person(awards=held, research=(research("toan_quoc"),))) == "eligible"


def test_maternity_leave_keeps_nobody_out():
    assert verdict("LDTT", person(ratings=ratings("HTTNV", 2025), maternity_years=(2025,))) == "eligible"


@pytest.mark.parametrize("on", [OLD, NEW])
def test_a_year_of_maternity_leave_without_rating_or_title_is_not_held_against_a_woman(on):
    leave = person(maternity_years=(on.year,))
    assert verdict("LDTT", leave, on) == "unknown"
    held = awards("CSTDCS", on.year - 3, on.year - 2, on.year)
    mother = person(awards=held, maternity_years=(on.year - 1,), **REACH)
    chain = finding(result("CSTDT", mother, on), "ba_lan_cstdcs")
    assert (chain.ok, verdict("CSTDT", mother, on)) == (None, "unknown")
    rule = finding(result("CSTDT", mother, on), "thai_san")
    assert (rule.warning, rule.citation.verified) == (True, on == NEW)
    assert chain.text.endswith(
        f"đang có 1; năm {on.year - 1} nghỉ thai sản, được tính là thời gian công tác nhưng chưa có danh hiệu."
    )


def test_a_revoked_title_breaks_the_chain_also_in_a_year_of_maternity_leave():
    held = awards("CSTDCS", 2023, 2024, 2025, revoked=(2024,))
    assert verdict("CSTDT", person(awards=held, maternity_years=(2024,), **REACH)) == "not_eligible"


def test_a_bad_rating_counts_also_in_a_year_of_maternity_leave():
    assert verdict("LDTT", person(ratings=ratings("HTNV", 2025), maternity_years=(2025,))) == "not_eligible"


def test_awards_for_sudden_achievements_do_not_count_towards_a_chain():
    held = (*awards("CSTDCS", 2024, 2025), Award("CSTDCS", 2023, date(2023, 12, 1), merit="dot_xuat"))
    found = result("CSTDT", person(awards=held, **REACH))
    assert found.verdict == "not_eligible"
    assert finding(found, "ba_lan_cstdcs").text.endswith(
        "đang có 2; năm 2023 khen đột xuất hoặc chuyên đề, không tính vào công trạng."
    )


def test_an_award_of_unknown_merit_leaves_the_chain_open():
    held = (*awards("CSTDCS", 2024, 2025), Award("CSTDCS", 2023, date(2023, 12, 1), merit=None))
    found = result("CSTDT", person(awards=held, **REACH))
    assert found.verdict == "unknown"
    assert finding(found, "ba_lan_cstdcs").text.endswith(
        "đang có 2; năm 2023 chưa rõ khen công trạng hay khen đột xuất, chuyên đề."
    )


def test_before_july_2025_nobody_read_whether_sudden_achievements_count():
    held = (*awards("CSTDCS", 2023, 2024), Award("CSTDCS", 2022, date(2022, 12, 1), merit="chuyen_de"))
    assert verdict("CSTDT", person(awards=held, **REACH), OLD) == "unknown"


def test_people_judge_the_spirit_and_that_leaves_the_verdict_open():
    found = result("LDTT", person(ratings=ratings("HTTNV", 2024)), OLD)
    spirit = finding(found, "tinh_than_thi_dua")
    assert (spirit.ok, spirit.judged_by, found.verdict) == (None, "hoi_dong", "eligible")
