"""The tables of records: what the database itself refuses, and who sees what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from awards.models import Award, Discipline, Household, Initiative, Rating, Review, Statement
from awards.text.titles import TITLES, code_of, title_choices, title_name
from organizations.actions.batch import read_batch
from organizations.actions.batch_commit import commit_batch, what_hangs_on
from organizations.actions.person import add_person, merge_people
from organizations.actions.succession import rename_unit
from organizations.actions.unit_undo import undo_change
from organizations.models import Person, Position, Role, User
from organizations.queries.unit_changes import latest_change
from tests.awards.facts import award, discipline, household, initiative, rating, review, statement
from tests.cast import SINCE, Cast, make_user


@pytest.fixture
def records(cast: Cast) -> dict[str, object]:
    """One of each kind about an officer of a department, and awards of the department and of a household."""
    person, by = cast.justice_officer.person, cast.clerk
    return {
        "award": award(person, by),
        "unit": award(cast.justice, by, "TTLDTT"),
        "household": award(household(cast.justice), by, "GDVH"),
        "rating": rating(person, by),
        "initiative": initiative(person, by),
        "discipline": discipline(person, by),
        "review": review(cast.justice, by),
        "statement": statement(person, by, "discipline"),
    }


def seen(user: User) -> dict[str, int]:
    models = (Award, Household, Rating, Initiative, Discipline, Review, Statement)
    return {model.__name__: model.objects.visible_to(user).count() for model in models}


ALL = {"Award": 3, "Household": 1, "Rating": 1, "Initiative": 1, "Discipline": 1, "Review": 1, "Statement": 1}
OPEN = ALL | {"Discipline": 0, "Review": 0, "Statement": 0}
NOTHING = dict.fromkeys(ALL, 0)


def test_who_sees_which_records(cast: Cast, records: dict[str, object]) -> None:
    users = {
        "the standing office above": (cast.clerk, ALL),
        "who signs above": (cast.leader, OPEN),
        "an officer of the unit": (cast.justice_officer, ALL),
        "its head": (cast.justice_head, ALL),
        "an inspector above": (make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR), OPEN),
        "an administrator above": (make_user("quantri", "Bùi Thị Quản", cast.city, Role.ADMINISTRATOR), OPEN),
        "the sister department": (cast.education_officer, NOTHING),
        "the other city": (cast.outsider, NOTHING),
    }
    assert {who: seen(user) for who, (user, _) in users.items()} == {who: sees for who, (_, sees) in users.items()}


def test_nobody_inactive_sees_anything(cast: Cast, records: dict[str, object]) -> None:
    cast.clerk.is_active = False
    assert seen(cast.clerk) == NOTHING


def test_a_history_goes_with_the_person_and_stays_where_it_was_earned(cast: Cast) -> None:
    person = cast.justice_officer.person
    here = award(person, cast.clerk)
    Position.objects.filter(person=person).update(valid_to=timezone.localdate() - timedelta(days=1))
    Position.objects.create(person=person, unit=cast.other_city, title="Cán bộ", valid_from=timezone.localdate())
    there = award(person, cast.clerk, year=2025, unit=cast.other_city)
    assert list(Award.objects.visible_to(cast.outsider).order_by("pk")) == [here, there]
    assert list(Award.objects.visible_to(cast.justice_head)) == [here]
    measure = discipline(person, cast.clerk)
    assert list(Discipline.objects.visible_to(cast.outsider)) == [measure]


def test_a_renamed_unit_still_sees_what_it_earned(cast: Cast) -> None:
    keeper = make_user("quantri", "Bùi Thị Quản", cast.city, Role.ADMINISTRATOR)
    earned = award(cast.justice, cast.clerk, "TTLDTT")
    rename_unit(
        unit=cast.justice, on=timezone.localdate(), by=keeper, official_name="Phòng Mới", short_name="Phòng Mới"
    )
    officer = User.objects.get(pk=cast.justice_officer.pk)
    assert [held.unit.short_name for held in officer.assignments()] == ["Phòng Mới"]
    assert list(Award.objects.visible_to(officer)) == [earned]


def test_oneself_sees_the_own_records_but_not_in_confidence(cast: Cast) -> None:
    person = cast.leader.person
    Position.objects.filter(person=person).update(unit=cast.other_city)
    award(person, cast.outsider, unit=cast.other_city)
    initiative(person, cast.outsider, unit=cast.other_city)
    discipline(person, cast.outsider, unit=cast.other_city)
    assert seen(cast.leader) == NOTHING | {"Award": 1, "Initiative": 1}


WRONG = {
    "two subjects": lambda cast: award(cast.justice, cast.clerk, person=cast.justice_officer.person),
    "no subject": lambda cast: Award.objects.create(code="GK", year=2024, unit=cast.justice, created_by=cast.clerk),
    "a collective of another unit": lambda cast: award(cast.justice, cast.clerk, unit=cast.education),
    "no year": lambda cast: award(cast.justice, cast.clerk, year=24),
    "revoked without ground": lambda cast: award(cast.justice, cast.clerk, revoked_on=date(2024, 5, 1)),
    "ground without day": lambda cast: award(cast.justice, cast.clerk, revoked_reason="Khai man"),
    "revoked before it was given": lambda cast: award(
        cast.justice, cast.clerk, decided_on=date(2024, 5, 2), revoked_on=date(2024, 5, 1), revoked_number="1",
        revoked_reason="Khai man",
    ),
    "two ratings of a year": lambda cast: [rating(cast.justice, cast.clerk, grade) for grade in ("HTTNV", "HTNV")],
    "a rating of a household": lambda cast: rating(household(cast.justice), cast.clerk),
    "a measure that ends before it begins": lambda cast: discipline(
        cast.justice_officer.person, cast.clerk, until=date(2024, 2, 1)
    ),
    "a measure on a unit": lambda cast: discipline(cast.justice, cast.clerk),
    "a year of use without use": lambda cast: initiative(cast.justice, cast.clerk, used_year=2024),
    "more than everything": lambda cast: initiative(cast.justice, cast.clerk).authors.update(share=101),
}  # fmt: skip


@pytest.mark.both_databases
@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses(cast: Cast, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WRONG[what](cast)


def test_a_revoked_rating_makes_room_for_another(cast: Cast) -> None:
    wrong = rating(cast.justice, cast.clerk, "HTNV")
    Rating.objects.filter(pk=wrong.pk).update(revoked_on=date(2025, 2, 1), revoked_number="5", revoked_reason="Nhầm")
    right = rating(cast.justice, cast.clerk, "HTTNV")
    assert list(Rating.objects.valid()) == [right]


def test_search_takes_words_of_the_person_and_of_the_decision_without_marks(cast: Cast) -> None:
    found = award(cast.justice_officer.person, cast.clerk, search_text="12/qd-ubnd phong tu phap")
    award(cast.education, cast.clerk, "TTLDTT", search_text="13/qd-ubnd")
    assert list(Award.objects.matching("lê thị HOA 12")) == [found]
    assert list(Award.objects.matching("hoa 13")) == []


def test_initiatives_are_found_by_author_and_name(cast: Cast) -> None:
    found = initiative(cast.justice_officer.person, cast.clerk, search_text="hen gio")
    initiative(cast.education, cast.clerk, search_text="lop hoc")
    assert list(Initiative.objects.matching("hoa hẹn")) == [found]
    assert list(Initiative.objects.about(household(cast.city))) == []


def test_names_of_titles_lead_to_their_codes() -> None:
    assert {code_of(title.name) for title in TITLES.values()} == set(TITLES)
    texts = ("cstdcs", "CSTĐ cơ sở", "Chiến sỹ", "CSTĐ-CS", "Bằng khen UBND tỉnh", "Huân chương Lao động hạng 3")
    assert [code_of(text) for text in texts] == ["CSTDCS", "CSTDCS", None, "CSTDCS", "BKT", "HCLD3"]
    assert title_name("CU") == "CU"
    assert [code for code, _ in title_choices("household")][0] == "GDVH"


def test_records_are_named_by_what_and_whose(cast: Cast) -> None:
    person = cast.justice_officer.person
    assert [
        str(award(person, cast.clerk)), str(rating(person, cast.clerk)), str(initiative(person, cast.clerk)),
        str(discipline(person, cast.clerk)), str(review(person, cast.clerk)),
        str(statement(person, cast.clerk, "maternity")), str(household(cast.city)),
        str(initiative(person, cast.clerk).authors.get()),
    ] == [
        "Lao động tiên tiến 2024: Lê Thị Hoa", "HTTNV 2024: Lê Thị Hoa", "Hẹn giờ", "Khiển trách: Lê Thị Hoa",
        "Đang xem xét kỷ luật: Lê Thị Hoa", "Nghỉ thai sản trong năm 2024: Lê Thị Hoa", "Hộ Nguyễn Văn Hộ",
        "Lê Thị Hoa",
    ]  # fmt: skip


def test_what_hangs_on_people_and_units_does_not_tell_of_discipline(cast: Cast) -> None:
    """Whoever takes an import back, merges people or undoes a renaming may not know of measures and reviews."""
    boss = make_user("quantri", "Lý Văn Quản", cast.city, Role.ADMINISTRATOR)
    text = "Họ tên\tChức vụ\tĐơn vị\tTừ ngày\nLê Văn Một\tCán bộ\tPhòng Tư pháp\t01/02/2022"
    batch = commit_batch(batch=read_batch(unit=cast.city, by=boss, text=text), by=boss)
    person = Person.objects.get(full_name="Lê Văn Một")
    discipline(person, cast.clerk)
    review(person, cast.clerk)
    assert what_hangs_on(batch) == ["2 hồ sơ thi đua, khen thưởng gắn với người của đợt này"]
    other = add_person(full_name="Lê Văn Một", unit=cast.justice, title="Phó", since=SINCE)
    for each in (person, other):
        statement(each, cast.clerk, "discipline")
    with pytest.raises(ValidationError) as error:
        merge_people(keep=person, other=other, by=boss)
    assert error.value.messages == [
        "Hai hồ sơ có hồ sơ thi đua, khen thưởng trùng nhau nên chưa gộp được. Hãy bỏ bớt một bên."
    ]
    new = rename_unit(unit=cast.justice, official_name="Phòng TP", short_name="Phòng TP", on=date(2025, 1, 1), by=boss)
    review(new, cast.clerk)
    with pytest.raises(ValidationError, match="1 hồ sơ thi đua, khen thưởng gắn với Phòng TP"):
        undo_change(change=latest_change(new), by=boss)
