"""What the records say, in the words of the law's scenarios."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from awards.queries.evidence import evidence_of
from organizations.actions.person import add_person
from organizations.actions.succession import rename_unit
from organizations.models import Person, Role
from tests.awards.facts import award, discipline, household, initiative, rating, review, statement
from tests.cast import SINCE, Cast, make_user

REVOKED = {"revoked_on": date(2025, 1, 2), "revoked_number": "9/QĐ", "revoked_reason": "Khai man"}


@pytest.fixture
def person(cast: Cast) -> Person:
    return add_person(full_name="Lê Văn An", unit=cast.justice, title="Cán bộ", since=SINCE)


def test_what_nobody_recorded_is_absent(cast: Cast, person: Person) -> None:
    assert evidence_of(person, 2024) == {"type": "person"}
    assert evidence_of(household(cast.city), 2024) == {"type": "household"}
    assert evidence_of(cast.province, 2024) == {"type": "collective"}


def test_what_somebody_answers_for_is_an_empty_list(cast: Cast, person: Person) -> None:
    for topic in ("awards", "ratings", "initiatives", "research", "discipline", "under_review"):
        statement(person, cast.clerk, topic, 2024)
    statement(person, cast.clerk, "combat", 2024, value=False)
    statement(person, cast.clerk, "maternity", 2024, value=False)
    expected = {
        "type": "person", "awards": [], "ratings": [], "initiatives": [], "research": [], "discipline": [],
        "under_review": False, "combat_resourcefulness": False, "maternity_years": [],
    }  # fmt: skip
    assert evidence_of(person, 2024) == expected
    assert evidence_of(person, 2023)["awards"] == []
    # Said of 2024, it says nothing about the year after.
    assert evidence_of(person, 2025) == {"type": "person", "maternity_years": []}


def test_everything_that_is_recorded_of_a_person(cast: Cast, person: Person) -> None:
    award(person, cast.clerk, "LDTT", 2023, decided_on=date(2023, 12, 1), merit="cong_trang")
    award(person, cast.clerk, "CSTDCS", 2023, decided_on=date(2023, 1, 1), precision="year", **REVOKED)
    award(person, cast.clerk, "GK", 2025)
    rating(person, cast.clerk, "HTXSNV", 2023)
    rating(person, cast.clerk, "HTNV", 2024, **REVOKED)
    rating(person, cast.clerk, "HTTNV", 2024)
    initiative(person, cast.clerk, "tinh", 2024, decided_on=date(2024, 6, 5), used_for="CSTDCS")
    initiative(person, cast.clerk, "co_so", 2023, kind="de_tai")
    initiative(person, cast.clerk, "toan_quoc", 2023, **REVOKED)
    discipline(person, cast.clerk, "canh_cao", since=date(2023, 2, 1), until=date(2024, 1, 31))
    discipline(person, cast.clerk, since=date(2025, 2, 1))
    discipline(person, cast.clerk, since=date(2024, 2, 1), **REVOKED)
    review(person, cast.clerk)
    statement(person, cast.clerk, "maternity", 2023)
    statement(person, cast.clerk, "maternity", 2022, value=False)
    assert evidence_of(person, 2024) == {
        "type": "person",
        "awards": [
            {"code": "LDTT", "year": 2023, "revoked": False, "decided_on": "2023-12-01", "merit": "cong_trang"},
            {"code": "CSTDCS", "year": 2023, "revoked": True},
        ],
        "ratings": [{"year": 2023, "rating": "HTXSNV"}, {"year": 2024, "rating": "HTTNV"}],
        "initiatives": [{"scope": "tinh", "recognized_on": "2024-06-05", "used_for": "CSTDCS"}],
        "research": [{"scope": "co_so", "accepted_on": None, "used_for": None}],
        "discipline": [{"kind": "canh_cao", "from": "2023-02-01", "until": "2024-01-31"}],
        "under_review": True,
        "maternity_years": [2023],
    }


def test_a_review_that_has_ended_does_not_tell_that_there_is_none(cast: Cast, person: Person) -> None:
    review(person, cast.clerk, until=date(2024, 5, 1))
    assert evidence_of(person, 2024) == {"type": "person"}


def test_a_chain_survives_a_change_of_unit(cast: Cast, person: Person) -> None:
    award(person, cast.clerk, "CSTDCS", 2023)
    award(person, cast.clerk, "CSTDCS", 2024, unit=cast.other_city)
    assert [row["year"] for row in evidence_of(person, 2024)["awards"]] == [2023, 2024]


def test_a_renamed_unit_is_the_same_collective_and_another_is_not(cast: Cast) -> None:
    keeper = make_user("quantri", "Bùi Thị Quản", cast.city, Role.ADMINISTRATOR)
    award(cast.justice, cast.clerk, "TTLDTT", 2023)
    rating(cast.justice, cast.clerk, "HTNV", 2023)
    award(cast.education, cast.clerk, "TTLDXS", 2023)
    initiative(cast.justice, cast.clerk, "co_so", 2023)
    new = rename_unit(
        unit=cast.justice, on=timezone.localdate(), by=keeper, official_name="Phòng Mới", short_name="Phòng Mới"
    )
    rating(new, cast.clerk, "HTTNV", 2023)
    found = evidence_of(new, 2024)
    assert (found["awards"], found["ratings"], len(found["initiatives"])) == (
        [{"code": "TTLDTT", "year": 2023, "revoked": False}], [{"year": 2023, "rating": "HTTNV"}], 1,
    )  # fmt: skip


def test_a_collective_counts_its_members(cast: Cast, person: Person) -> None:
    officer, head = cast.justice_officer.person, cast.justice_head.person
    assert evidence_of(cast.justice, 2024) == {"type": "collective", "members": 3}
    award(officer, cast.clerk, "LDTT")
    award(officer, cast.clerk, "CSTDCS")
    award(head, cast.clerk, "CSTDCS")  # whoever is CSTĐ cơ sở is LĐTT too
    award(person, cast.clerk, "LDTT", **REVOKED)
    rating(officer, cast.clerk, "HTXSNV")
    rating(head, cast.clerk, "HTNV")
    discipline(person, cast.clerk, "canh_cao")
    counts = {"type": "collective", "members": 3, "members_ldtt": 2, "members_cstdcs": 2,
              "discipline": [{"kind": "canh_cao", "from": "2024-03-01", "until": None}]}  # fmt: skip
    assert evidence_of(cast.justice, 2024) == counts  # one has no rating: how many completed is not known
    rating(person, cast.clerk, "KHTNV")
    assert evidence_of(cast.justice, 2024) == counts | {"members_completed": 2}


def test_who_was_disciplined_there_and_left_counts_for_the_collective(cast: Cast, person: Person) -> None:
    discipline(person, cast.clerk, "buoc_thoi_viec", since=date(2024, 6, 1), unit=cast.justice)
    person.positions.update(valid_to=date(2024, 6, 1))
    found = evidence_of(cast.justice, 2024)
    assert [row["kind"] for row in found["discipline"]] == ["buoc_thoi_viec"]
    # A dismissal has no end; it does not follow the collective into the years after.
    assert "discipline" not in evidence_of(cast.justice, 2025)
    assert "discipline" not in evidence_of(cast.education, 2024)


def test_the_merit_of_a_form_that_nobody_wrote_down_is_not_known(cast: Cast, person: Person) -> None:
    award(person, cast.clerk, "BKT", 2022, merit="chuyen_de")
    award(person, cast.clerk, "BKT", 2023)
    award(person, cast.clerk, "LDTT", 2023)
    facts = evidence_of(person, 2024)["awards"]
    assert [row.get("merit", "absent") for row in facts] == ["chuyen_de", None, "absent"]
