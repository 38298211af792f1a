"""What was sent to the unit, and the sender's board: answers, days, reminders, the workbook."""

from __future__ import annotations

import io
import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.actions.plan import draft_plan
from documents.actions.dispatch import acknowledge, remind, send_paper
from documents.actions.step import issue, sign, take_step
from documents.models import Dispatch, Document, Reminder
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, User
from tests.cast import CONTENT, SINCE, Cast, make_user
from tests.clients import client_of
from tests.deadlines import due_so_late
from tests.world import YEAR, World, build

TODAY = timezone.localdate()


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast.city, cast.clerk, cast.leader)


@pytest.fixture
def sent(cast: Cast, world: World) -> Dispatch:
    """The issued plan at Giáo dục ten days ago, one working day late."""
    [one] = send_paper(document=world.paper, units=[cast.education], by=cast.clerk, asks_answer=True)
    Dispatch.objects.filter(pk=one.pk).update(due_on=due_so_late(1, TODAY), sent_at=timezone.now() - timedelta(days=10))
    one.refresh_from_db()
    return one


def answer(world: World, by: User) -> Document:
    plan = draft_plan(
        issuer=by.assignments()[0].unit, year=YEAR, content=CONTENT, by=by, creation_key=uuid.uuid4(),
        parent=world.issued,
    )  # fmt: skip
    return plan.document


def publish(document: Document, head: User) -> Document:
    take_step(document=document, action="submit", by=head)
    return issue(document=sign(document=document, by=head), by=head)


def board(user: User, world: World, query: str = ""):
    return client_of(user).get(f"/van-ban/{world.paper.pk}/noi-nhan/{query}")


def row(user: User, world: World, unit: Unit):
    [found] = [row for row in board(user, world).context["rows"] if row.dispatch.unit == unit]
    return found


def test_the_answer_goes_from_nothing_to_issued(cast: Cast, world: World, sent: Dispatch) -> None:
    def state() -> tuple[str, int, int, bool]:
        found = row(cast.clerk, world, cast.education)
        name = found.answer.document.state if found.answer else ""
        return name, found.days_since_sent, found.days_late, found.must_answer

    assert state() == ("", 10, 1, True)
    document = answer(world, cast.education_officer)
    assert state() == ("draft", 10, 1, True)
    publish(document, make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD))
    assert state() == ("issued", 10, 0, False)


def test_a_recalled_answer_is_none(cast: Cast, world: World, sent: Dispatch) -> None:
    head = make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    document = publish(answer(world, cast.education_officer), head)
    take_step(document=document, action="recall", by=head, reason="Sai")
    assert row(cast.clerk, world, cast.education).must_answer


def test_the_issued_plan_counts_though_a_new_draft_was_begun(cast: Cast, world: World, sent: Dispatch) -> None:
    head = make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    document = publish(answer(world, cast.education_officer), head)
    answer(world, cast.education_officer)
    assert row(cast.clerk, world, cast.education).answer.document == document


def test_another_units_plan_is_no_answer(cast: Cast, world: World, sent: Dispatch) -> None:
    publish(answer(world, cast.justice_officer), cast.justice_head)
    assert row(cast.clerk, world, cast.education).answer is None


def test_late_ones_stand_first_and_filters_count(cast: Cast, world: World, sent: Dispatch) -> None:
    context = board(cast.clerk, world).context
    assert [row.dispatch.unit for row in context["rows"]] == [cast.education, cast.justice]
    assert [(code, number) for code, _, number in context["tabs"]] == [
        ("", 2), ("chua-xem", 1), ("chua-tiep-nhan", 2), ("chua-ban-hanh", 1), ("tre", 1), ("da-ban-hanh", 0),
    ]  # fmt: skip
    assert context["totals"] == [("Đã xem", 1, 2), ("Đã tiếp nhận", 0, 2), ("Đã ban hành văn bản thực hiện", 0, 1)]
    assert [row.dispatch.unit for row in board(cast.clerk, world, "?loc=tre").context["rows"]] == [cast.education]
    assert [row.dispatch.unit for row in board(cast.clerk, world, "?tim=tu+phap").context["rows"]] == [cast.justice]


def test_who_got_a_paper_does_not_see_who_else_did(cast: Cast, world: World, sent: Dispatch) -> None:
    assert [board(user, world).status_code for user in (cast.justice_officer, cast.outsider)] == [404, 404]
    assert client_of(cast.education_officer).get(f"/van-ban/nhan/{world.dispatch.pk}/").status_code == 404


def test_the_workbook_holds_the_filtered_rows(cast: Cast, world: World, sent: Dispatch) -> None:
    data = board(cast.clerk, world, "?loc=tre&xuat=excel").content
    sheet = load_workbook(io.BytesIO(data)).active
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    [line] = [line for line in rows if line[0] == 1]
    assert line[1] == cast.education.official_name
    assert line[5:8] == [
        "chưa ban hành 10 ngày (chưa soạn)",
        due_so_late(1, TODAY).strftime("%d/%m/%Y") if isinstance(line[6], str) else line[6],
        1,
    ]
    assert line[6].date() == due_so_late(1, TODAY)
    assert rows[-1][0] == (f"Tổng số: 1 đơn vị (trễ hạn). Ngày trễ là ngày làm việc, tính đến {TODAY:%d/%m/%Y}.")


def remind_post(cast: Cast, world: World, **data: object):
    return client_of(cast.clerk).post(f"/van-ban/{world.paper.pk}/nhac/", data)


def test_reminding_shows_the_list_first(cast: Cast, world: World, sent: Dispatch) -> None:
    page = remind_post(cast, world, ai="tre")
    assert [row.dispatch.unit for row in page.context["fresh"]] == [cast.education]
    assert page.context["form"].initial["text"] == (
        f"Đề nghị quý đơn vị khẩn trương ban hành văn bản thực hiện {world.paper}."
    )
    assert Reminder.objects.count() == 0
    page = remind_post(cast, world, buoc="gui", chon=[sent.pk], text="Khẩn trương")
    assert page.headers["Location"] == f"/van-ban/{world.paper.pk}/noi-nhan/"
    assert list(Reminder.objects.values_list("dispatch", "text", "by")) == [(sent.pk, "Khẩn trương", cast.clerk.pk)]
    assert row(cast.clerk, world, cast.education).reminder.text == "Khẩn trương"


def test_one_row_or_those_that_are_ticked_are_reminded(cast: Cast, world: World, sent: Dispatch) -> None:
    units = [row.dispatch.unit for row in remind_post(cast, world, ai=str(world.dispatch.pk)).context["fresh"]]
    assert units == [cast.justice]
    both = remind_post(cast, world, chon=[sent.pk, world.dispatch.pk]).context["fresh"]
    assert {row.dispatch.unit for row in both} == {cast.education, cast.justice}


def test_who_was_reminded_today_is_named_and_left_out(cast: Cast, world: World, sent: Dispatch) -> None:
    remind(dispatches=[sent], text="Một", by=cast.clerk)
    page = remind_post(cast, world, chon=[sent.pk, world.dispatch.pk])
    assert [row.dispatch.unit for row in page.context["fresh"]] == [cast.justice]
    assert [row.dispatch.unit for row, _ in page.context["lately"]] == [cast.education]
    page = remind_post(cast, world, buoc="gui", chon=[sent.pk], text="Hai")
    assert page.status_code == 409
    remind_post(cast, world, buoc="gui", chon=[sent.pk], text="Hai", **{"nhac-lai": [sent.pk]})
    assert list(Reminder.objects.order_by("pk").values_list("text", flat=True)) == ["Một", "Hai"]


def test_an_empty_reminder_is_refused_on_the_same_page(cast: Cast, world: World, sent: Dispatch) -> None:
    page = remind_post(cast, world, buoc="gui", chon=[sent.pk], text=" ")
    assert (page.status_code, page.context["form"].errors) == (422, {"text": ["Hãy ghi lời nhắc."]})


def test_what_is_done_is_not_reminded_of(cast: Cast, world: World) -> None:
    acknowledge(dispatch=world.dispatch, by=cast.justice_officer)
    page = client_of(cast.clerk).post(f"/van-ban/{world.paper.pk}/nhac/", {"chon": [world.dispatch.pk]}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "Hãy đánh dấu ít nhất một đơn vị cần nhắc rồi bấm lại."
    ]


# -- the unit's own list


def listed(user: User, query: str = "") -> list[int]:
    return [found.dispatch.pk for found in client_of(user).get(f"/van-ban/nhan/{query}").context["rows"]]


def test_the_list_is_of_ones_own_units(cast: Cast, world: World, sent: Dispatch) -> None:
    assert listed(cast.education_officer) == [sent.pk]
    assert listed(cast.justice_officer) == [world.dispatch.pk]
    assert listed(cast.clerk) == listed(cast.outsider) == []


def test_its_tabs_follow_what_the_unit_does(cast: Cast, world: World, sent: Dispatch) -> None:
    def tabs() -> dict[str, int]:
        found = client_of(cast.education_officer).get("/van-ban/nhan/").context["tabs"]
        return {code: number for code, _, number in found}

    all_open = {"": 1, "chua-xem": 1, "chua-tiep-nhan": 1, "phai-tra-loi": 1, "tre": 1}
    assert tabs() == all_open
    acknowledge(dispatch=sent, by=cast.education_officer)
    assert tabs() == all_open | {"chua-xem": 0, "chua-tiep-nhan": 0}
    publish(answer(world, cast.education_officer), make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD))
    assert tabs() == {"": 1, "chua-xem": 0, "chua-tiep-nhan": 0, "phai-tra-loi": 0, "tre": 0}
    assert listed(cast.education_officer, "?loc=tre") == []


def test_words_and_unit_narrow_the_list(cast: Cast, world: World, sent: Dispatch) -> None:
    assert listed(cast.education_officer, "?tim=KE+hoach+phat+dong") == [sent.pk]
    assert listed(cast.education_officer, "?tim=khac") == []
    assert listed(cast.education_officer, f"?don-vi={cast.justice.pk}") == []
    assert listed(cast.education_officer, f"?don-vi={cast.education.pk}") == [sent.pk]


def test_the_way_to_the_answer_knows_parent_and_unit(cast: Cast, world: World, sent: Dispatch) -> None:
    address = f"/ke-hoach/soan/?cap-tren={world.issued.pk}&amp;don-vi={cast.education.pk}"
    client = client_of(cast.education_officer)
    assert address in client.get(f"/van-ban/nhan/{sent.pk}/").content.decode()
    assert client.get(address.replace("&amp;", "&")).context["parent"] == world.issued
    document = answer(world, cast.education_officer)
    page = client.get(f"/van-ban/nhan/{sent.pk}/").content.decode()
    assert (address in page, f'href="{document.plan.get_absolute_url()}"' in page) == (False, True)


def test_passing_on_keeps_what_was_typed(cast: Cast, world: World, sent: Dispatch) -> None:
    make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    client = client_of(cast.education_officer)
    page = client.post(f"/van-ban/nhan/{sent.pk}/chuyen/", {"note": "Soạn ngay", "to": cast.justice_officer.pk})
    assert page.status_code == 422
    assert page.context["form"].errors == {"to": ["Hãy chọn người trong danh sách."]}
    assert 'value="Soạn ngay"' in page.content.decode()


def many(cast: Cast, world: World, number: int) -> None:
    units = [
        found_unit(
            official_name=f"Trường {at}", short_name=f"Trường {at}", level=cast.city.level, kind=Unit.Kind.SCHOOL,
            symbol="T", place_name="TP. Tây Ninh", valid_from=SINCE, parent=cast.city,
        )
        for at in range(number)
    ]  # fmt: skip
    send_paper(document=world.paper, units=units, by=cast.clerk, asks_answer=True)
    Dispatch.objects.update(seen_at=timezone.now(), seen_by=cast.clerk, acknowledged_by=cast.leader)


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_board_asks_the_same_for_any_number(
    cast: Cast, world: World, number: int, django_assert_max_num_queries
) -> None:
    many(cast, world, number)
    client = client_of(cast.clerk)
    with django_assert_max_num_queries(12):
        page = client.get(f"/van-ban/{world.paper.pk}/noi-nhan/")
    assert len(page.context["rows"]) == number + 1
    with django_assert_max_num_queries(16):  # a form, with khối and lists to choose from
        client.get(f"/van-ban/{world.paper.pk}/gui/")


@pytest.mark.parametrize("number", [1, 3, 120])
def test_the_list_asks_the_same_for_any_number(
    cast: Cast, world: World, number: int, django_assert_max_num_queries
) -> None:
    papers = [
        Document(
            owner=cast.city, issuer_printed="UBND", kind="CV", state="issued", number=str(at), symbol="UBND",
            date=date(2024, 1, 1), summary="Việc", created_by=cast.clerk,
        )
        for at in range(number)
    ]  # fmt: skip
    for paper in Document.objects.bulk_create(papers):
        Dispatch.objects.create(document=paper, unit=cast.education, sent_by=cast.clerk)
    client = client_of(cast.education_officer)
    with django_assert_max_num_queries(12):
        page = client.get("/van-ban/nhan/")
    assert len(page.context["rows"]) == min(number, 50)
