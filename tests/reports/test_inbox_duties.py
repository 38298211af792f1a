"""Việc của tôi beyond the steps: what was sent to the unit, what was passed on, what is late, what I wait for."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from campaigns.actions.plan import draft_plan
from documents.actions.dispatch import acknowledge, finish, forward, send_paper
from documents.actions.step import issue, sign, take_step
from documents.models import Dispatch, Forwarding
from organizations.actions.person import grant_role
from organizations.models import Notice, Role, RoleRequest, Unit, User
from organizations.notifications import notify
from reports.queries import counts_for, menu_counts
from tests.cast import CONTENT, SINCE, Cast, make_user
from tests.clients import client_of
from tests.deadlines import due_so_late
from tests.world import YEAR, World, build

TODAY = timezone.localdate()


@pytest.fixture
def world(cast: Cast) -> World:
    """Its issued plan stands at Tư pháp, where the head passed it on to the officer."""
    return build(cast.city, cast.clerk, cast.leader)


@pytest.fixture
def sent(cast: Cast, world: World) -> Dispatch:
    """The same plan at Giáo dục, to be answered."""
    [one] = send_paper(document=world.paper, units=[cast.education], by=cast.clerk, asks_answer=True)
    return one


def again(user: User) -> User:
    """The user as the next request loads him."""
    return User.objects.get(pk=user.pk)


def groups(user: User, query: str = "") -> list[tuple[str, list[int]]]:
    context = client_of(again(user)).get(f"/{query}").context
    return [(title, [duty.dispatch.pk for duty in duties]) for title, duties in context["groups"]]


def late(sent: Dispatch, days: int) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(due_on=due_so_late(days, TODAY))


def test_a_sent_paper_waits_to_be_acknowledged_then_answered_then_no_more(
    cast: Cast, world: World, sent: Dispatch
) -> None:
    officer = cast.education_officer
    assert groups(officer) == [("Chờ tiếp nhận", [sent.pk])]
    acknowledge(dispatch=sent, by=officer)
    assert groups(officer) == [("Chờ ban hành văn bản thực hiện", [sent.pk])]
    plan = draft_plan(
        issuer=cast.education, year=YEAR, content=CONTENT, by=officer, creation_key=uuid.uuid4(), parent=world.issued
    )
    duty = client_of(officer).get("/").context["groups"][0][1][0]
    assert (duty.answer_id, duty.answer_state) == (plan.pk, "đang soạn thảo")
    head = make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    document = take_step(document=plan.document, action="submit", by=officer)
    issue(document=sign(document=document, by=head), by=head)
    assert groups(officer) == []


def test_a_paper_without_a_duty_is_done_when_it_is_acknowledged(cast: Cast, world: World) -> None:
    acknowledge(dispatch=world.dispatch, by=cast.justice_head)
    assert groups(cast.justice_head) == []


def test_a_recalled_paper_obliges_nobody(cast: Cast, world: World, sent: Dispatch) -> None:
    acknowledge(dispatch=sent, by=cast.education_officer)
    take_step(document=world.paper, action="recall", by=cast.leader, reason="Sai")
    assert groups(cast.education_officer) == []
    assert counts_for(again(cast.education_officer)).to_answer == 0


def test_what_was_passed_on_waits_for_that_person_alone(cast: Cast, world: World) -> None:
    acknowledge(dispatch=world.dispatch, by=cast.justice_head)
    assert groups(cast.justice_officer) == [("Chuyển bạn xử lý", [world.dispatch.pk])]
    assert groups(cast.justice_head) == []
    finish(forwarding=world.forwarding, by=cast.justice_officer)
    assert groups(cast.justice_officer) == []


def test_late_ones_stand_first_with_their_days(cast: Cast, world: World, sent: Dispatch) -> None:
    acknowledge(dispatch=sent, by=cast.education_officer)
    head = make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    forward(dispatch=sent, to=cast.education_officer, by=head)
    Forwarding.objects.filter(dispatch=sent).update(due_on=due_so_late(2, TODAY))
    late(sent, 5)
    context = client_of(cast.education_officer).get("/?loc=tre").context
    assert context["late"] == 2
    assert [(title, [duty.days_late for duty in duties]) for title, duties in context["groups"]] == [
        ("Chuyển bạn xử lý", [2]),
        ("Chờ ban hành văn bản thực hiện", [5]),
    ]
    late(sent, -1)
    assert [title for title, _ in groups(cast.education_officer, "?loc=tre")] == ["Chuyển bạn xử lý"]


def test_the_sender_waits_for_units(cast: Cast, world: World, sent: Dispatch) -> None:
    def mine() -> list[tuple[str, int, int, int, int]]:
        found = client_of(again(cast.clerk)).get("/").context["sent"]
        return [(str(one.document), one.sent, one.unacknowledged, one.owed, one.late) for one in found]

    name = str(world.paper)
    late(sent, 1)
    assert mine() == [(name, 2, 2, 1, 1)]
    acknowledge(dispatch=world.dispatch, by=cast.justice_officer)
    assert mine() == [(name, 2, 1, 1, 1)]
    acknowledge(dispatch=sent, by=cast.education_officer)
    Dispatch.objects.filter(pk=sent.pk).update(asks_answer=False)
    assert mine() == []


def test_somebody_who_only_looks_has_no_duty(cast: Cast, world: World, sent: Dispatch) -> None:
    inspector = make_user("kt", "Lý Thị Kiểm", cast.education, Role.INSPECTOR)
    assert groups(inspector) == []
    assert groups(cast.outsider) == []


def test_a_unit_narrows_the_page(cast: Cast, world: World, sent: Dispatch) -> None:
    grant_role(user=cast.education_officer, unit=cast.justice, role=Role.UNIT_OFFICER, valid_from=SINCE)
    assert groups(cast.education_officer) == [("Chờ tiếp nhận", [sent.pk, world.dispatch.pk])]
    assert groups(cast.education_officer, f"?don-vi={cast.justice.pk}") == [("Chờ tiếp nhận", [world.dispatch.pk])]
    assert groups(cast.education_officer, f"?don-vi={cast.city.pk}") == groups(cast.education_officer)


def test_the_menu_counts_what_the_page_shows(cast: Cast, world: World, sent: Dispatch) -> None:
    for user in (cast.clerk, cast.leader, cast.education_officer, cast.justice_officer, cast.justice_head):
        context = client_of(again(user)).get("/").context
        assert counts_for(again(user)).waiting == context["count"]
    assert menu_counts(again(cast.justice_officer)) == {
        "inbox": 3, "received_list": 1, "role_request_list": 0, "notice_list": 4,
    }  # fmt: skip
    assert menu_counts(again(cast.outsider)) == {
        "inbox": 0, "received_list": 0, "role_request_list": 0, "notice_list": 0,
    }  # fmt: skip


def test_a_role_request_waits_for_the_second_person(cast: Cast) -> None:
    RoleRequest.objects.create(
        user=cast.justice_officer, unit=cast.city, role=Role.SIGNING_LEADER, valid_from=TODAY, asked_by=cast.clerk
    )
    assert menu_counts(again(cast.leader))["role_request_list"] == 1
    assert menu_counts(again(cast.clerk))["role_request_list"] == 0
    page = client_of(again(cast.leader)).get("/")
    assert "1 đề nghị chờ người thứ hai xác nhận là bạn." in page.content.decode()


def test_the_menu_costs_one_query(cast: Cast, world: World, django_assert_num_queries) -> None:
    user = again(cast.justice_head)
    user.assignments()
    with django_assert_num_queries(1):
        menu_counts(user)
        menu_counts(user)


def test_new_is_what_was_not_read(cast: Cast) -> None:
    for key in "abcdefgh":
        notify(users=[cast.outsider], kind=Notice.Kind.REMINDER, text=f"Tin {key}", key=key)
    Notice.objects.filter(key="h").update(read_at=timezone.now())
    context = client_of(cast.outsider).get("/").context
    assert [notice.text for notice in context["news"]] == [f"Tin {key}" for key in "gfedcb"]
    assert context["counts"].unread == 7


def many(cast: Cast, world: World, number: int) -> None:
    """For the head of Tư pháp: papers at each step, sent to the unit, passed on, sent by him, notices."""
    head, officer = cast.justice_head, cast.justice_officer
    below = Unit.objects.get(pk=cast.justice.pk)
    for at in range(number):
        draft_plan(issuer=below, year=YEAR, content=CONTENT, by=officer, creation_key=uuid.uuid4())
        take_step(document=cast.draft(by=head), action="submit", by=head)
        document = take_step(document=cast.draft(by=officer), action="submit", by=officer)
        document = sign(document=document, by=head)
        if at % 2:
            document = issue(document=document, by=head)
            send_paper(document=document, units=[cast.city], by=head)
        paper = cast.draft()
        paper = issue(
            document=sign(document=take_step(document=paper, action="submit", by=cast.clerk), by=cast.leader),
            by=cast.leader,
        )
        [one] = send_paper(document=paper, units=[cast.justice], by=cast.clerk)
        forward(dispatch=one, to=head, by=officer)


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_page_asks_the_same_for_any_number(
    cast: Cast, world: World, number: int, django_assert_max_num_queries
) -> None:
    many(cast, world, number)
    client = client_of(again(cast.justice_head))
    client.get("/")  # what the first request of a session settles is not the page's
    with django_assert_max_num_queries(12):
        page = client.get("/")
    assert page.context["count"] >= 4 * number
