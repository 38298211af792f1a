"""Who holds what and sees whom: rights come only from roles held today; seeing reaches down, acting does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations.actions.person import add_person, grant_role
from organizations.actions.succession import end_unit
from organizations.models import ROLE_NAMES, Person, Role, RoleAssignment, Unit, User
from tests.cast import SINCE, Cast

TODAY = timezone.localdate
EVERYBODY = ["clerk", "leader", "justice_officer", "justice_head", "education_officer", "outsider"]
UNITS = ["province", "city", "justice", "education", "other_city"]


def again(user: User) -> User:
    """The user as the next request reads it."""
    return User.objects.get(pk=user.pk)


# Roles in time


@pytest.mark.parametrize(
    ("days_from", "days_to", "held"),
    [(-10, None, True), (-10, 0, True), (0, 0, True), (-10, -1, False), (1, None, False)],
)
def test_a_role_counts_on_the_days_of_its_period(cast, days_from, days_to, held):
    first = TODAY() + timedelta(days=days_from)
    last = None if days_to is None else TODAY() + timedelta(days=days_to)
    grant_role(user=cast.outsider, unit=cast.justice, role=Role.INSPECTOR, valid_from=first, valid_to=last)
    assert again(cast.outsider).holds([Role.INSPECTOR], cast.justice.pk) is held


def test_rights_of_another_day_may_be_asked(cast):
    cast.clerk.role_assignments.update(valid_to=date(2023, 12, 31))
    assert cast.clerk.holds([Role.STANDING_OFFICER], cast.city.pk, on=date(2023, 12, 31))
    assert not cast.clerk.holds([Role.STANDING_OFFICER], cast.city.pk, on=date(2024, 1, 1))


def test_acting_reaches_neither_down_nor_up_nor_sideways(cast):
    units = [getattr(cast, name) for name in UNITS]
    assert [unit for unit in units if cast.clerk.holds([Role.STANDING_OFFICER], unit.pk)] == [cast.city]
    assert [unit for unit in units if cast.justice_officer.holds([Role.UNIT_OFFICER], unit.pk)] == [cast.justice]


def test_one_of_several_roles_is_enough_and_another_is_not(cast):
    assert cast.clerk.holds([Role.SIGNING_LEADER, Role.STANDING_OFFICER], cast.city.pk)
    assert not cast.clerk.holds([Role.SIGNING_LEADER], cast.city.pk)
    assert not cast.clerk.holds([Role.STANDING_OFFICER], None)


def test_an_inactive_user_holds_nothing(cast):
    User.objects.update(is_active=False)
    assert again(cast.clerk).roles_held() == []


def test_in_a_unit_that_has_ended_nobody_acts(cast):
    end_unit(unit=cast.justice, on=TODAY() + timedelta(days=1), successors=[])
    assert again(cast.justice_officer).holds([Role.UNIT_OFFICER], cast.justice.pk)
    Unit.objects.filter(pk=cast.justice.pk).update(valid_to=TODAY() - timedelta(days=1))
    assert again(cast.justice_officer).roles_held() == []
    assert list(Unit.objects.visible_to(again(cast.justice_officer))) == []


def test_rights_are_read_once_a_request(cast, django_assert_num_queries):
    clerk = again(cast.clerk)
    with django_assert_num_queries(1):
        assert clerk.holds([Role.STANDING_OFFICER], cast.city.pk)
        assert clerk.unit_paths() == [cast.city.path]
        assert [str(role) for role in clerk.assignments()] == ["Chuyên viên thường trực – UBND thành phố Tây Ninh"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": "king"}, "king"),
        ({"valid_to": SINCE - timedelta(days=1)}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"role": Role.STANDING_OFFICER}, "Người dùng đang giữ vai trò này tại đơn vị."),
        ({"valid_from": SINCE - timedelta(days=1)}, "không hoạt động vào ngày 31/12/2019"),
    ],
)
def test_a_wrong_role_is_refused(cast, fields, sentence):
    values = {"user": cast.clerk, "unit": cast.city, "role": Role.INSPECTOR, "valid_from": SINCE}
    with pytest.raises(ValidationError, match=sentence):
        grant_role(**(values | fields))


@pytest.mark.both_databases
def test_the_database_refuses_a_role_held_twice(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(
            user=cast.clerk, unit=cast.city, role=Role.STANDING_OFFICER, valid_from=date(2024, 1, 1)
        )


def test_a_role_that_ended_may_be_given_again(cast):
    cast.clerk.role_assignments.update(valid_to=date(2023, 12, 31))
    grant_role(user=cast.clerk, unit=cast.city, role=Role.STANDING_OFFICER, valid_from=date(2024, 1, 1))
    assert again(cast.clerk).holds([Role.STANDING_OFFICER], cast.city.pk)


def test_every_role_has_a_name():
    assert set(ROLE_NAMES) == {role.value for role in Role}


# Who sees which units


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("clerk", ["province", "city", "justice", "education"]),
        ("leader", ["province", "city", "justice", "education"]),
        ("justice_officer", ["province", "city", "justice"]),
        ("education_officer", ["province", "city", "education"]),
        ("outsider", ["province", "other_city"]),
    ],
)
def test_units_seen(cast, who, units):
    seen = set(Unit.objects.visible_to(getattr(cast, who)))
    assert [name for name in UNITS if getattr(cast, name) in seen] == units


@pytest.mark.parametrize("how", ["inactive", "role ended", "no role"])
def test_without_a_right_nothing_is_seen(cast, how):
    if how == "inactive":
        User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    elif how == "role ended":
        cast.clerk.role_assignments.update(valid_to=TODAY() - timedelta(days=1))
    else:
        cast.clerk.role_assignments.all().delete()
    assert list(Unit.objects.visible_to(again(cast.clerk))) == []


# Who sees which people


def seen_people(cast: Cast, who: str) -> list[str]:
    people = set(Person.objects.visible_to(again(getattr(cast, who))))
    return [name for name in EVERYBODY if getattr(cast, name).person in people]


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("clerk", EVERYBODY[:5]),
        ("justice_officer", ["justice_officer", "justice_head"]),
        ("outsider", ["outsider"]),
    ],
)
def test_people_seen(cast, who, people):
    assert seen_people(cast, who) == people


def test_who_left_is_still_seen_and_nobody_twice(cast):
    person = cast.justice_officer.person
    person.positions.update(valid_to=date(2021, 1, 1))
    person.positions.create(unit=cast.city, title="Phó phòng", valid_from=date(2021, 1, 2))
    assert seen_people(cast, "clerk") == EVERYBODY[:5]
    assert Person.objects.visible_to(cast.clerk).filter(pk=person.pk).count() == 1


def test_without_roles_one_sees_oneself_and_inactive_not_even_that(cast):
    cast.clerk.role_assignments.all().delete()
    assert seen_people(cast, "clerk") == ["clerk"]
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert seen_people(cast, "clerk") == []


def test_people_without_a_position_are_seen_by_nobody(cast):
    person = add_person(full_name="Lê Hoa")
    assert person not in Person.objects.visible_to(cast.clerk)
