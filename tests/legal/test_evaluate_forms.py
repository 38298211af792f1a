"""What the law asks for giấy khen, bằng khen and huân chương (Luật 06/2022/QH15, Điều 42–44, 73–75)."""

from __future__ import annotations

from datetime import date

import pytest

from legal.scenario import Award
from tests.legal.scenarios import (
    COLLECTIVE,
    HOUSEHOLD,
    PERSON,
    awards,
    collective,
    finding,
    initiative,
    measure,
    person,
    ratings,
    research,
    result,
    verdict,
)

TWO = (initiative(on=date(2024, 5, 5)), initiative(on=date(2025, 5, 5)))
FIVE_GOOD = ratings("HTTNV", 2021, 2022, 2023, 2024, 2025)
FIVE_ONE_BEST = (*ratings("HTTNV", 2021, 2022, 2023, 2024), *ratings("HTXSNV", 2025))


@pytest.mark.parametrize("subject", [PERSON, COLLECTIVE, HOUSEHOLD])
def test_people_judge_a_giay_khen(subject):
    found = result("GK", subject)
    judged = [one.rule for one in found.findings if one.judged_by]
    assert (found.verdict, len(judged)) == ("eligible", 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"awards": awards("CSTDCS", 2024, 2025)}, "eligible"),
        ({"awards": awards("CSTDCS", 2023, 2025)}, "unknown"),
        ({"awards": awards("CSTDCS", 2024, 2025, revoked=(2024,))}, "unknown"),
        ({"ratings": ratings("HTXSNV", 2024, 2025), "initiatives": TWO}, "eligible"),
        ({"ratings": ratings("HTXSNV", 2024, 2025), "research": (research(), research())}, "eligible"),
        ({"ratings": ratings("HTXSNV", 2024, 2025), "initiatives": TWO[:1], "research": (research(),)}, "unknown"),
        ({"ratings": ratings("HTXSNV", 2023, 2025), "initiatives": TWO}, "unknown"),
        ({"ratings": ratings("HTTNV", 2024, 2025), "initiatives": TWO}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_bang_khen_of_the_province_has_two_ways_that_are_measured(changes, expected):
    assert verdict("BKT", person(**changes)) == expected


def test_other_ways_to_a_bang_khen_are_judged_so_that_nobody_is_refused_by_a_short_chain():
    found = finding(result("BKT", PERSON), "thanh_tich_bang_khen")
    assert (found.ok, found.judged_by) == (None, None)
    assert [(way.rule, way.ok, way.judged_by) for way in found.any_of] == [
        ("hai_lan_cstdcs", False, None),
        ("hai_nam_xuat_sac", False, None),
        ("ket_qua_phong_trao", None, "hoi_dong"),
        ("nhieu_hoac_dot_xuat", None, "hoi_dong"),
        ("dong_gop", None, "hoi_dong"),
        ("cong_nhan_nong_dan", None, "hoi_dong"),
    ]


@pytest.mark.parametrize(
    ("changes", "ok"),
    [
        ({"awards": awards("TTLDXS", 2024, 2025)}, True),
        ({"ratings": ratings("HTXSNV", 2024, 2025)}, True),
        ({"ratings": ratings("HTXSNV", 2024), "awards": awards("TTLDXS", 2025)}, True),
        ({"ratings": ratings("HTXSNV", 2024), "awards": awards("TTLDXS", 2025, revoked=(2025,))}, False),
        ({"awards": awards("TTLDXS", 2025)}, False),
        ({"ratings": None, "awards": awards("TTLDXS", 2025)}, None),
        ({"ratings": ratings("HTXSNV", 2025), "awards": None}, None),
        ({"ratings": None, "awards": awards("TTLDXS", 2024, 2025)}, True),
    ],
)
def test_a_collective_needs_two_excellent_years(changes, ok):
    found = result("BKT", collective(**changes))
    assert finding(found, "hai_nam_xuat_sac").ok is ok
    assert found.verdict == ("eligible" if ok else "unknown")


def test_a_run_says_how_far_it_is():
    found = finding(result("BKT", collective(ratings=ratings("HTXSNV", 2025))), "hai_nam_xuat_sac")
    assert found.text == (
        "02 năm liên tục hoàn thành xuất sắc nhiệm vụ hoặc đạt Tập thể lao động xuất sắc: "
        "cần 2 năm liên tục (2024–2025), đang có 1."
    )
    assert found.needs == "Kết quả xếp loại hoàn thành xuất sắc nhiệm vụ của năm 2024"
    unknown = finding(result("BKT", collective(ratings=None)), "hai_nam_xuat_sac")
    assert unknown.text.endswith("cần 2 năm liên tục (2024–2025), chưa có thông tin về xếp loại các năm.")


@pytest.mark.parametrize(
    ("held", "rated", "ok"),
    [
        (awards("BKT", 2020) + awards("CSTDCS", 2021, 2023, 2025), FIVE_GOOD, True),
        (awards("BKT", 2018) + awards("CSTDCS", 2019, 2020, 2021), ratings("HTTNV", *range(2019, 2026)), True),
        (awards("BKT", 2021) + awards("CSTDCS", 2022, 2023, 2025), FIVE_GOOD, False),
        (awards("BKT", 2020) + awards("CSTDCS", 2020, 2023, 2025), FIVE_GOOD, False),
        (awards("BKT", 2020, revoked=(2020,)) + awards("CSTDCS", 2021, 2023, 2025), FIVE_GOOD, False),
        (awards("BKT", 2020) + awards("CSTDCS", 2021, 2023, 2025), FIVE_GOOD[1:], False),
        (awards("BKT", 2020) + awards("CSTDCS", 2021, 2023, 2025), ratings("HTNV", 2023) + FIVE_GOOD[3:], False),
        (awards("BKT", 2025) + awards("CSTDCS", 2021, 2023, 2025), FIVE_GOOD, False),
        (awards("CSTDCS", 2021, 2023, 2025), FIVE_GOOD, False),
        (None, FIVE_GOOD, None),
        (awards("BKT", 2020) + awards("CSTDCS", 2021, 2023, 2025), None, None),
    ],
)
def test_bkttg_comes_five_good_years_after_a_bang_khen(held, rated, ok):
    found = result("BKTTG", person(awards=held, ratings=rated))
    assert finding(found, "sau_bang_khen_tinh").ok is ok
    assert found.verdict == ("eligible" if ok else "unknown")


def test_years_of_maternity_leave_leave_the_run_open():
    held = awards("BKT", 2020) + awards("CSTDCS", 2021, 2023, 2025)
    mother = person(awards=held, ratings=ratings("HTTNV", 2021, 2022, 2023, 2025), maternity_years=(2024,))
    assert finding(result("BKTTG", mother), "sau_bang_khen_tinh").ok is None


def test_a_bang_khen_of_doubtful_worth_leaves_the_way_open():
    sudden = Award("BKT", 2019, date(2019, 12, 1), merit="dot_xuat")
    subject = person(awards=(sudden,), ratings=ratings("HTTNV", *range(2020, 2025)))
    assert finding(result("BKTTG", subject, date(2024, 12, 10)), "sau_bang_khen_tinh").ok is None
    assert finding(result("BKTTG", subject), "sau_bang_khen_tinh").ok is False


def test_a_bang_khen_of_unknown_merit_decides_nothing():
    unknown = Award("BKT", 2019, date(2019, 12, 1), merit=None)
    rated = ratings("HTTNV", *range(2020, 2025)) + ratings("HTTNV", 2025)
    assert finding(result("BKTTG", person(awards=(unknown,), ratings=rated)), "sau_bang_khen_tinh").ok is None


def test_other_ways_that_nobody_read_keep_everybody_from_being_refused():
    found = finding(result("BKTTG", PERSON), "cach_khac")
    assert (found.ok, found.citation.verified, found.needs) == (
        None,
        False,
        "Đối chiếu các trường hợp khác tại Điều 73",
    )


@pytest.mark.parametrize(
    ("rated", "ok"),
    [(FIVE_ONE_BEST, True), (FIVE_GOOD, False)],
)
def test_hcld3_asks_for_an_excellent_year_too(rated, ok):
    held = awards("BKTTG", 2020) + awards("CSTDCS", 2021, 2023, 2025)
    found = finding(result("HCLD3", person(awards=held, ratings=rated)), "sau_bang_khen_thu_tuong")
    assert (found.ok, found.citation.article) == (ok, "Điều 44 khoản 1 điểm e")
    best = 1 if ok else 0
    assert found.text == (
        "Đã có Bằng khen của Thủ tướng và 05 năm liên tục tiếp theo hoàn thành tốt nhiệm vụ trở lên, trong đó có ít "
        "nhất 01 năm hoàn thành xuất sắc và 03 lần CSTĐ cơ sở: cần Bằng khen của Thủ tướng, sau đó 5 năm liên tục "
        "hoàn thành tốt nhiệm vụ; từ sau năm 2020 đang có 5 năm, trong đó 3 năm CSTĐ cơ sở (cần 3), "
        f"{best} năm hoàn thành xuất sắc nhiệm vụ (cần 1)."
    )


@pytest.mark.parametrize("code", ["HCLD2", "HCLD1"])
@pytest.mark.parametrize("subject", [PERSON, COLLECTIVE])
def test_the_higher_orders_were_not_read(code, subject):
    assert verdict(code, subject) == "unknown"


@pytest.mark.parametrize("code", ["BKTTG", "HCLD3"])
def test_the_ways_of_collectives_were_not_read(code):
    assert verdict(code, COLLECTIVE) == "unknown"


def test_a_household_may_get_a_form_that_the_data_do_not_know_of():
    found = result("HCLD3", HOUSEHOLD)
    assert (found.verdict, len(found.findings), found.findings[0].ok) == ("unknown", 1, None)


def test_an_award_held_outlives_discipline_and_the_run_starts_after_it():
    subject = person(
        awards=awards("BKT", 2015) + awards("CSTDCS", 2021, 2023, 2025),
        ratings=ratings("HTTNV", *range(2016, 2026)),
        discipline=(measure("khien_trach", date(2019, 1, 1), date(2020, 6, 30)),),
    )
    assert verdict("BKTTG", subject) == "eligible"


def test_achievements_before_the_end_of_discipline_do_not_count_towards_a_run():
    held = awards("BKT", 2019) + awards("CSTDCS", 2021, 2023, 2025)
    subject = person(
        awards=held,
        ratings=ratings("HTTNV", *range(2020, 2026)),
        discipline=(measure("khien_trach", date(2021, 1, 1), date(2021, 6, 30)),),
    )
    found = finding(result("BKTTG", subject), "sau_bang_khen_tinh")
    assert found.ok is False
