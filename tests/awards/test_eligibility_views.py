"""Điều kiện xét of a person, a unit, a household, for those who may read discipline."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Person, User
from tests.awards.facts import award, discipline, household, rating
from tests.cast import Cast
from tests.clients import client_of

ASKED = "?nam=2024&ngay=20/12/2024&noi=vn"


@pytest.fixture
def person(cast: Cast) -> Person:
    return cast.justice_officer.person


def opened(user: User, person: Person, query: str = ASKED) -> str:
    answer = client_of(user).get(reverse("person_eligibility", args=[person.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_titles_then_one_with_every_criterion(cast: Cast, person: Person) -> None:
    rating(person, cast.clerk, "HTXSNV", 2024)
    html = opened(cast.clerk, person)
    assert "Năm 2024, theo luật của ngày 20/12/2024 (Cả nước)" in html
    assert "nếu mỗi năm tới đạt Chiến sĩ thi đua cơ sở" in html
    html = opened(cast.clerk, person, f"{ASKED}&danh_hieu=CSTDCS")
    assert "Điều 23, 06/2022/QH15" in html
    assert "Hội đồng xét" in html


def test_a_measure_shows_in_the_verdict(cast: Cast, person: Person) -> None:
    discipline(person, cast.clerk, "canh_cao", since=date(2024, 1, 1))
    html = opened(cast.justice_head, person, f"{ASKED}&danh_hieu=LDTT")
    assert "kỷ luật" in html


def test_who_may_not_read_discipline_is_refused_and_sees_no_link(cast: Cast, person: Person) -> None:
    address = reverse("person_eligibility", args=[person.pk])
    assert client_of(cast.leader).get(address).status_code == 403
    records = reverse("person_records", args=[person.pk])
    assert address not in client_of(cast.leader).get(records).content.decode()
    assert address in client_of(cast.clerk).get(records).content.decode()
    assert client_of(cast.outsider).get(address).status_code == 404


def test_units_and_households(cast: Cast) -> None:
    award(cast.justice, cast.clerk, "TTLDTT", 2024)
    unit = client_of(cast.clerk).get(reverse("unit_eligibility", args=[cast.justice.pk]) + ASKED)
    assert "nếu mỗi năm tới đạt Tập thể lao động xuất sắc" in unit.content.decode()
    house = household(cast.city)
    answer = client_of(cast.clerk).get(reverse("household_eligibility", args=[house.pk]))
    assert answer.status_code == 200
    assert "forecast" not in answer.context


def test_a_year_that_has_not_come_is_refused_beside_the_field(cast: Cast, person: Person) -> None:
    answer = client_of(cast.clerk).get(reverse("person_eligibility", args=[person.pk]) + "?nam=2025&ngay=20/12/2024")
    assert answer.status_code == 422
    assert "Năm thi đua 2025 chưa đến vào ngày 20/12/2024" in answer.content.decode()


def test_the_page_asks_the_same_for_any_number_of_records(cast: Cast, person: Person) -> None:
    taken = []
    for year in (2020, 2021, 2022, 2023):
        award(person, cast.clerk, "CSTDCS", year)
        client = client_of(cast.clerk)
        client.get("/tra-cuu/")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("person_eligibility", args=[person.pk]) + ASKED)
        taken.append(len(asked))
    assert len(set(taken)) == 1
    assert taken[0] <= 14


@pytest.mark.parametrize(
    ("year", "day"), [(1945, "20/12/2024"), (1945, "01/01/1946"), (2010, "20/12/2010"), (2100, "31/12/2100")]
)
@pytest.mark.parametrize("code", ["", "LDTT"])
def test_a_year_that_the_law_does_not_cover_is_told(cast: Cast, person: Person, year: int, day: str, code: str) -> None:
    rating(person, cast.clerk, "HTXSNV", 1950)
    html = opened(cast.clerk, person, f"?nam={year}&ngay={day}&noi=vn&danh_hieu={code}")
    assert ("Không có dữ liệu" in html) == (year < 2023)
