"""Roles: who may ask, who may confirm; substitutes act inside their days alone, and the log says for whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from documents.actions.step import take_step
from documents.models import Document
from organizations.actions.role import (
    Term,
    confirm_request,
    end_role,
    end_substitution,
    give_role,
    name_substitute,
    refuse_request,
)
from organizations.models import CONFIRMED_ROLES, Notice, Role, RoleAssignment, RoleRequest, User
from tests.cast import Cast, make_user
from workflow.engine import Refused
from workflow.models import LogEntry

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-03-10 03:00", tick=False):
        yield


@pytest.fixture
def people(cast: Cast) -> dict[str, User]:
    """Who may have a hand in the city's roles, and who must not."""
    return {
        "admin": make_user("quantri", "Vương Nhật Huy", cast.city, Role.ADMINISTRATOR),
        "admin2": make_user("quantri2", "Lưu Thị Hai", cast.city, Role.ADMINISTRATOR),
        "admin above": make_user("quantri.tinh", "Lý Văn Tỉnh", cast.province, Role.ADMINISTRATOR),
        "admin below": make_user("quantri.tp", "Bùi Thị Dưới", cast.justice, Role.ADMINISTRATOR),
        "admin elsewhere": make_user("quantri.khac", "Ngô Văn Khác", cast.other_city, Role.ADMINISTRATOR),
        "leader": cast.leader,
        "head below": cast.justice_head,
        "clerk": cast.clerk,
        "inspector": make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR),
        "gets it": make_user("duocgiao", "Mai Văn Nhận", cast.city, Role.UNIT_OFFICER),
    }


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def outcome(act) -> str:
    try:
        with transaction.atomic():
            made = act()
    except (Refused, ValidationError):
        return "refused"
    return "asked" if isinstance(made, RoleRequest) else "done"


@pytest.mark.parametrize("role", Role.values)
def test_each_role_is_asked_for_and_confirmed_by_the_right_people(cast: Cast, people, role: str) -> None:
    gets = people["gets it"]
    term = Term(role, cast.city, TODAY)
    if role == Role.UNIT_OFFICER:
        gets.role_assignments.all().delete()  # held already; the position ties the user to the city
    asked = {}
    for name, by in people.items():
        with transaction.atomic():
            asked[name] = outcome(lambda by=by: give_role(user=gets, term=term, by=by))
            transaction.set_rollback(True)
    granted = "asked" if role in CONFIRMED_ROLES else "done"
    may = {"admin", "admin2", "admin above"}
    assert asked == {name: granted if name in may else "refused" for name in people}
    if role not in CONFIRMED_ROLES:
        return
    request = give_role(user=gets, term=term, by=people["admin"])
    assert (role, cast.city.pk) not in fresh(gets).roles_held()
    confirmed = {}
    for name, by in people.items():
        with transaction.atomic():
            confirmed[name] = outcome(lambda by=by: confirm_request(request=request, by=by))
            transaction.set_rollback(True)
    may = {"admin2", "admin above", "leader"}
    assert confirmed == {name: "done" if name in may else "refused" for name in people}


def test_a_confirmed_role_counts_and_both_are_told(cast: Cast, people) -> None:
    gets, admin = people["gets it"], people["admin"]
    request = give_role(user=gets, term=Term(Role.SIGNING_LEADER, cast.city, TODAY), by=admin)
    told = set(Notice.objects.filter(key=f"role-request:{request.pk}:asked").values_list("user__username", flat=True))
    assert told == {"quantri2", "quantri.tinh", "lanhdao"}
    confirm_request(request=request, by=cast.leader)
    assert fresh(gets).holds([Role.SIGNING_LEADER], cast.city.pk)
    request.refresh_from_db()
    assert (request.state, request.decided_by) == (RoleRequest.State.CONFIRMED, cast.leader)
    told = Notice.objects.filter(key=f"role-request:{request.pk}:decided").values_list("user__username", flat=True)
    assert set(told) == {"quantri", "duocgiao"}
    assert Notice.objects.filter(key=f"role-request:{request.pk}:asked", read_at=None).count() == 0
    assert outcome(lambda: confirm_request(request=request, by=people["admin2"])) == "refused"


def test_refusing_needs_a_reason_and_gives_nothing(cast: Cast, people) -> None:
    gets = people["gets it"]
    request = give_role(user=gets, term=Term(Role.COUNCIL_MEMBER, cast.city, TODAY), by=people["admin"])
    assert outcome(lambda: refuse_request(request=request, reason="  ", by=cast.leader)) == "refused"
    refuse_request(request=request, reason="Chưa có quyết định", by=cast.leader)
    request.refresh_from_db()
    assert (request.state, request.reason) == (RoleRequest.State.REFUSED, "Chưa có quyết định")
    assert not fresh(gets).holds([Role.COUNCIL_MEMBER], cast.city.pk)


def test_the_same_is_not_asked_for_twice(cast: Cast, people) -> None:
    term = Term(Role.COUNCIL_MEMBER, cast.city, TODAY)
    give_role(user=people["gets it"], term=term, by=people["admin"])
    assert outcome(lambda: give_role(user=people["gets it"], term=term, by=people["admin2"])) == "refused"


def test_the_database_too_wants_two_people(cast: Cast, people) -> None:
    request = give_role(user=people["gets it"], term=Term(Role.ADMINISTRATOR, cast.city, TODAY), by=people["admin"])
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.filter(pk=request.pk).update(decided_by=people["admin"])


def test_ending_a_signing_role_waits_for_the_second_person(cast: Cast, people) -> None:
    held = cast.leader.role_assignments.get()
    request = end_role(held=held, last_day=TODAY, by=people["admin"])
    assert fresh(cast.leader).holds([Role.SIGNING_LEADER], cast.city.pk)
    assert outcome(lambda: confirm_request(request=request, by=cast.leader)) == "refused"
    confirm_request(request=request, by=people["admin2"])
    held.refresh_from_db()
    assert held.valid_to == TODAY
    with time_machine.travel("2026-03-11 03:00"):
        assert fresh(cast.leader).roles_held() == []


def test_a_role_ends_no_earlier_than_it_was_agreed_to(cast: Cast, people) -> None:
    held = cast.leader.role_assignments.get()
    request = end_role(held=held, last_day=TODAY, by=people["admin"])
    with time_machine.travel("2026-03-15 03:00"):
        confirm_request(request=request, by=people["admin2"])
    held.refresh_from_db()
    assert held.valid_to == date(2026, 3, 15)


def test_nothing_is_asked_for_where_nobody_could_confirm_it(cast: Cast) -> None:
    alone = make_user("motminh", "Lâm Một Mình", cast.education, Role.ADMINISTRATOR)
    term = Term(Role.UNIT_HEAD, cast.education, TODAY)
    with pytest.raises(ValidationError) as caught:
        give_role(user=cast.education_officer, term=term, by=alone)
    assert caught.value.messages[0].startswith("Chưa có ai là người thứ hai: cần một quản trị khác")
    assert RoleRequest.objects.count() == 0


def test_other_roles_end_at_once(cast: Cast, people) -> None:
    held = cast.clerk.role_assignments.get()
    end_role(held=held, last_day=TODAY - timedelta(1), by=people["admin"])
    held.refresh_from_db()
    assert held.valid_to == date(2026, 3, 9)
    assert fresh(cast.clerk).roles_held() == []


def test_a_role_taken_back_on_its_first_day_stands_in_the_log_alone(cast: Cast, people) -> None:
    held = give_role(user=people["gets it"], term=Term(Role.INSPECTOR, cast.city, TODAY), by=people["admin"])
    end_role(held=held, last_day=TODAY - timedelta(1), by=people["admin"])
    assert not RoleAssignment.objects.filter(pk=held.pk).exists()
    entry = LogEntry.objects.about(people["gets it"]).last()
    assert entry.data["lines"] == ["Kiểm tra – UBND thành phố Tây Ninh, từ 10/03/2026, ngày cuối 09/03/2026"]


def substitution(cast: Cast, **changes: object) -> Term:
    facts = {
        "role": Role.SIGNING_LEADER, "unit": cast.city, "valid_from": date(2026, 3, 12), "valid_to": date(2026, 3, 14),
        "on_behalf_of": cast.leader, "mark": "KT.", "basis": "TB số 5/TB-UBND",
    }  # fmt: skip
    return Term(**{**facts, **changes})


@pytest.mark.parametrize(("on", "acts"), [("11", False), ("12", True), ("14", True), ("15", False)])
def test_a_substitute_acts_inside_the_days_alone(cast: Cast, people, on: str, acts: bool) -> None:
    request = name_substitute(user=people["gets it"], term=substitution(cast), by=cast.leader)
    confirm_request(request=request, by=people["admin"])
    with time_machine.travel(f"2026-03-{on} 03:00"):
        assert fresh(people["gets it"]).holds([Role.SIGNING_LEADER], cast.city.pk) is acts


def test_the_holder_counts_as_one_of_the_two(cast: Cast, people) -> None:
    request = name_substitute(user=people["gets it"], term=substitution(cast), by=cast.leader)
    by_himself = outcome(lambda: confirm_request(request=request, by=cast.leader))
    by_the_substitute = outcome(lambda: confirm_request(request=request, by=people["gets it"]))
    assert (by_himself, by_the_substitute) == ("refused", "refused")
    assert outcome(lambda: confirm_request(request=request, by=people["admin2"])) == "done"


def test_a_step_of_a_substitute_says_for_whom(cast: Cast, people) -> None:
    request = name_substitute(user=people["gets it"], term=substitution(cast, valid_from=TODAY), by=cast.leader)
    confirm_request(request=request, by=people["admin"])
    draft = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    take_step(document=draft, action="return", by=fresh(people["gets it"]), reason="Thiếu căn cứ")
    entries = LogEntry.objects.about(Document.objects.get(pk=draft.pk))
    said = [
        (entry.action, entry.data.get("stands_in_for")) for entry in entries if entry.action in ("submit", "return")
    ]
    assert said == [("submit", None), ("return", "KT. Trần Văn Hùng")]


def test_what_is_held_instead_of_somebody_is_not_passed_on(cast: Cast, people) -> None:
    long = substitution(cast, valid_from=TODAY, mark="TUQ.", valid_to=date(2026, 6, 1))
    confirm_request(request=name_substitute(user=people["gets it"], term=long, by=cast.leader), by=people["admin"])
    onward = substitution(cast, on_behalf_of=people["gets it"], mark="TUQ.")
    with pytest.raises(ValidationError) as caught:
        name_substitute(user=cast.clerk, term=onward, by=fresh(people["gets it"]))
    assert caught.value.messages == [
        "Mai Văn Nhận giữ vai trò này do được cử thay, nên không cử người khác thay tiếp được (thừa ủy quyền không "
        "được ủy quyền lại)."
    ]


@pytest.mark.parametrize(
    "changes",
    [{"valid_to": None}, {"mark": ""}, {"basis": " "}, {"on_behalf_of": None}, {"role": Role.UNIT_HEAD}],
)
def test_a_substitution_needs_all_of_it(cast: Cast, people, changes) -> None:
    assert (
        outcome(lambda: name_substitute(user=people["gets it"], term=substitution(cast, **changes), by=cast.leader))
        == "refused"
    )


def test_who_is_neither_holder_nor_administrator_names_nobody(cast: Cast, people) -> None:
    others = [people[name] for name in ("clerk", "admin below", "admin elsewhere", "inspector", "gets it")]
    term = substitution(cast)
    found = {
        by.username: outcome(lambda by=by: name_substitute(user=people["admin2"], term=term, by=by)) for by in others
    }
    assert set(found.values()) == {"refused"}


def test_a_substitution_ends_at_once(cast: Cast, people) -> None:
    term = substitution(cast, role=Role.STANDING_OFFICER, on_behalf_of=cast.clerk, valid_from=TODAY)
    held = name_substitute(user=people["gets it"], term=term, by=cast.clerk)
    assert fresh(people["gets it"]).holds([Role.STANDING_OFFICER], cast.city.pk)
    assert outcome(lambda: end_substitution(held=held, by=cast.outsider)) == "refused"
    end_substitution(held=held, by=cast.clerk)
    assert not fresh(people["gets it"]).holds([Role.STANDING_OFFICER], cast.city.pk)


def test_nothing_is_confirmed_for_an_asker_who_lost_the_right_to_ask(cast: Cast, people) -> None:
    term = Term(Role.SIGNING_LEADER, cast.city, TODAY)
    asked = give_role(user=people["gets it"], term=term, by=people["admin"])
    RoleAssignment.objects.filter(user=people["admin"]).update(valid_to=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="không còn quyền đề nghị"):
        confirm_request(request=asked, by=people["admin2"])
    RoleAssignment.objects.filter(user=people["admin"]).update(valid_to=None)
    User.objects.filter(pk=people["admin"].pk).update(is_active=False)
    with pytest.raises(Refused, match="không còn quyền đề nghị"):
        confirm_request(request=asked, by=people["admin2"])
    assert not fresh(people["gets it"]).holds((Role.SIGNING_LEADER,), cast.city.pk)
    refuse_request(request=asked, reason="Người đề nghị đã nghỉ", by=people["admin2"])


def test_the_last_administrator_of_a_unit_stays(cast: Cast, people) -> None:
    for name in ("admin above", "admin"):
        RoleAssignment.objects.filter(user=people[name]).delete()
    held = people["admin2"].role_assignments.get()
    other = make_user("quantri3", "Hồ Văn Ba", cast.city, Role.ADMINISTRATOR)
    first = end_role(held=held, last_day=TODAY, by=other)
    second = end_role(held=other.role_assignments.get(), last_day=TODAY, by=people["admin2"])
    confirm_request(request=first, by=people["leader"])
    with pytest.raises(ValidationError, match="quản trị cuối cùng"):
        confirm_request(request=second, by=people["leader"])
    assert other.role_assignments.get().valid_to is None
