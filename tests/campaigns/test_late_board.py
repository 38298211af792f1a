"""Việc chậm: rows, filters, totals, sheet, print, reminding; who sees what; how many questions it asks."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.http import QueryDict
from openpyxl import load_workbook
from time_machine import TimeMachineFixture

from campaigns.forms.late import LateFilter
from documents.actions.dispatch import remind, send_paper
from documents.models import Dispatch, Reminder
from organizations.actions.succession import end_unit
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, User
from tests.campaigns.chain import issued_plan
from tests.campaigns.clock_world import DUE, ClockWorld, clock_world, told
from tests.cast import SINCE, Cast, make_user
from tests.clients import client_of

LATE = date(2024, 4, 19)  # three working days after the deadline


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> ClockWorld:
    made = clock_world(cast, time_machine)
    made.go_to(LATE)
    return made


def page(user: User, query: str = ""):
    return client_of(user).get(f"/ke-hoach/cham/{query}")


def shown(user: User, query: str = "") -> list[tuple[str, int, bool, bool]]:
    """Unit, working days late, to acknowledge, to answer."""
    rows = page(user, query).context["page"].object_list
    return [(row.unit.symbol, row.days_late, row.to_acknowledge, row.to_answer) for row in rows]


def unacknowledge(dispatch: Dispatch) -> None:
    Dispatch.objects.filter(pk=dispatch.pk).update(acknowledged_at=None, acknowledged_by=None)


def test_days_late_are_working_days(world: ClockWorld) -> None:
    # 18 April was Giỗ Tổ, so that Friday the 19th is the third day.
    assert shown(world.cast.clerk) == [("PTP", 3, False, True), ("PGDĐT", 3, False, True)]


def test_the_latest_stand_first_and_what_has_no_deadline_last(world: ClockWorld) -> None:
    Dispatch.objects.filter(pk=world.justice.pk).update(due_on=None)
    Dispatch.objects.filter(pk=world.education.pk).update(due_on=date(2024, 5, 20))
    unacknowledge(world.education)
    # Sent on 1 April, to be acknowledged by the 2nd: twelve working days ago.
    [late, _] = page(world.cast.clerk).context["page"].object_list
    assert late.due_on == date(2024, 4, 2)
    assert shown(world.cast.clerk) == [("PGDĐT", 12, True, True), ("PTP", 0, False, True)]


def test_who_answered_leaves_the_board(world: ClockWorld) -> None:
    world.answer(world.cast.justice, world.cast.justice_head)
    assert [row[0] for row in shown(world.cast.clerk)] == ["PGDĐT"]


def test_what_an_ended_unit_owed_stands_under_the_one_that_took_over(world: ClockWorld) -> None:
    cast = world.cast
    end_unit(unit=cast.justice, on=LATE, successors=[(cast.education, "sap_nhap")])
    answer = page(cast.clerk)
    note = "của Phòng Tư pháp, đã sáp nhập từ 19/04/2024"
    assert [(row.unit.symbol, row.note) for row in answer.context["page"]] == [("PGDĐT", note), ("PGDĐT", "")]
    assert note in answer.content.decode()
    # Its people are gone: there is nobody to remind.
    own = [row.dispatch_id for row in answer.context["page"] if not row.former]
    assert (answer.context["remindable"], answer.context["all_remindable"]) == (set(own), 1)
    assert [total.rows for total in page(cast.clerk, "?xem=don-vi").context["page"]] != []
    assert page(cast.outsider).context["all"] == 0
    assert note in lines(client_of(cast.clerk).get("/ke-hoach/cham/excel/"))[0][1]


def test_an_ended_unit_owes_nothing_once_its_successor_has_issued(world: ClockWorld) -> None:
    cast = world.cast
    end_unit(unit=cast.justice, on=LATE, successors=[(cast.education, "sap_nhap")])
    world.answer(cast.education, make_user("gdt", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD))
    assert shown(cast.clerk) == []


def test_a_dissolved_unit_stays_by_its_own_name(world: ClockWorld) -> None:
    end_unit(unit=world.cast.justice, on=LATE, successors=[])
    notes = [(row.unit.symbol, row.note) for row in page(world.cast.clerk).context["page"]]
    assert ("PTP", "đã giải thể từ 19/04/2024, chưa có đơn vị kế tục") in notes


def test_units_see_themselves_and_those_below(world: ClockWorld) -> None:
    cast = world.cast
    province = make_user("tinh", "Trần Văn Tỉnh", cast.province, Role.STANDING_OFFICER)
    seen = {user: [row[0] for row in shown(user)] for user in (cast.clerk, province, cast.justice_officer)}
    assert seen == {cast.clerk: ["PTP", "PGDĐT"], province: ["PTP", "PGDĐT"], cast.justice_officer: ["PTP"]}
    answer = page(cast.outsider)
    assert (answer.status_code, answer.context["all"]) == (200, 0)
    assert "Không có việc nào còn nợ" in answer.content.decode()


@pytest.mark.parametrize("address", ["", "in/", "excel/"])
def test_nothing_of_another_unit_is_let_out(world: ClockWorld, address: str) -> None:
    mine = client_of(world.cast.justice_officer).get(f"/ke-hoach/cham/{address}")
    theirs = client_of(world.cast.outsider).get(f"/ke-hoach/cham/{address}")
    if address != "excel/":
        assert world.cast.education.official_name not in mine.content.decode()
        assert world.paper.summary not in theirs.content.decode()
    else:
        assert [len(lines(answer)) for answer in (mine, theirs)] == [1, 0]


def test_filters_narrow_the_board(world: ClockWorld) -> None:
    cast = world.cast
    unacknowledge(world.education)
    Dispatch.objects.filter(pk=world.justice.pk).update(due_on=date(2024, 5, 20))

    def symbols(query: str) -> list[str]:
        return [row[0] for row in shown(cast.clerk, query)]

    assert symbols("?tre=1") == ["PGDĐT"]
    assert symbols("?viec=chua-tiep-nhan") == ["PGDĐT"]
    assert symbols("?viec=chua-ban-hanh") == ["PGDĐT", "PTP"]
    assert symbols(f"?don_vi={cast.justice.pk}") == ["PTP"]
    assert symbols(f"?van_ban={world.paper.pk}&nam=2024") == ["PGDĐT", "PTP"]
    assert symbols("?tim=tu+phap") == ["PTP"]
    assert [symbols(f"?{wrong}") for wrong in ("nam=2023", "don_vi=x", "van_ban=999999999999999999999")] == [[]] * 3
    assert symbols("?viec=khong-co") == ["PGDĐT", "PTP"]
    answer = page(cast.clerk, "?tre=1")
    assert [(code, number) for code, _, number in answer.context["tabs"]] == [
        ("", 1), ("chua-tiep-nhan", 1), ("chua-ban-hanh", 1), ("chua-bao-cao", 0), ("kien-nghi", 0),
    ]  # fmt: skip
    assert "Bỏ lọc" in page(cast.clerk, "?nam=1999").content.decode()


def test_totals_of_each_unit(world: ClockWorld) -> None:
    unacknowledge(world.justice)
    totals = page(world.cast.clerk, "?xem=don-vi").context["page"].object_list
    found = [(one.unit.symbol, len(one.rows), one.late, one.to_acknowledge, one.to_answer, one.days_late)
             for one in totals]  # fmt: skip
    assert found == [("PTP", 1, 1, 1, 1, 3), ("PGDĐT", 1, 1, 0, 1, 3)]


def test_last_reminders_by_hand_and_by_the_clock_are_shown(world: ClockWorld) -> None:
    world.tick(LATE)
    remind(dispatches=[world.justice], text="Khẩn trương", by=world.cast.clerk)
    text = page(world.cast.clerk).content.decode()
    assert text.count("đã nhắc tự động ngày 19/04/2024") == 2
    assert text.count("đã nhắc 19/04/2024") == 1


def test_the_paper_s_board_shows_what_the_clock_did(world: ClockWorld) -> None:
    world.tick(LATE)
    text = client_of(world.cast.clerk).get(f"/van-ban/{world.paper.pk}/noi-nhan/").content.decode()
    assert text.count("nhắc tự động ngày 19/04/2024") == 2
    text = client_of(world.cast.justice_officer).get(f"/van-ban/nhan/{world.justice.pk}/").content.decode()
    assert "Nhắc tự động ngày 19/04/2024" in text


def test_days_that_are_not_certain_are_said(world: ClockWorld) -> None:
    assert page(world.cast.clerk).context["doubts"] == []
    world.go_to(date(2024, 9, 4))
    assert len(page(world.cast.clerk).context["doubts"]) == 1


# -- workbook and print


def lines(answer) -> list[list[object]]:
    """The table's rows of a workbook."""
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    return [row for row in rows if isinstance(row[0], int)]


def test_the_workbook_holds_the_filtered_rows(world: ClockWorld) -> None:
    world.tick(LATE)
    answer = client_of(world.cast.clerk).get(f"/ke-hoach/cham/excel/?don_vi={world.cast.justice.pk}")
    [line] = lines(answer)
    assert line[:5] == [1, "Phòng Tư pháp", str(world.paper), world.paper.summary, "Chưa ban hành"]
    assert [cell.date() if hasattr(cell, "date") else cell for cell in line[5:]] == [
        date(2024, 4, 1), DUE, 3, None, LATE,
    ]  # fmt: skip


def test_the_print_says_which_part_it_is(world: ClockWorld) -> None:
    answer = client_of(world.cast.clerk).get(f"/ke-hoach/cham/in/?don_vi={world.cast.justice.pk}&tre=1&nam=2024")
    assert answer.context["conditions"] == ["Năm thi đua 2024", "Chỉ việc trễ hạn", "Đơn vị: Phòng Tư pháp"]
    assert [row[1] for row in answer.context["rows"]] == [("Phòng Tư pháp", "")]


# -- reminding


def post(user: User, **data: object):
    return client_of(user).post("/ke-hoach/cham/nhac/", data)


def test_everybody_is_listed_before_anything_is_sent(world: ClockWorld) -> None:
    answer = post(world.cast.clerk, ai="tat-ca", loc="tre=1")
    [(document, rows)] = answer.context["groups"]
    assert (document, [row.unit.symbol for row in rows]) == (world.paper, ["PTP", "PGDĐT"])
    assert Reminder.objects.count() == 0
    answer = post(world.cast.clerk, chon=answer.context["ids"], buoc="gui", text="Khẩn trương")
    assert answer.headers["Location"] == "/ke-hoach/cham/"
    assert sorted(Reminder.objects.values_list("dispatch", "text")) == sorted(
        [(world.justice.pk, "Khẩn trương"), (world.education.pk, "Khẩn trương")]
    )
    assert [username for username, _ in told()] == ["giaoduc", "truongphong", "tuphap"]


def test_all_means_all_that_are_filtered(world: ClockWorld) -> None:
    [(_, rows)] = post(world.cast.clerk, ai="tat-ca", loc=f"don_vi={world.cast.justice.pk}").context["groups"]
    assert [row.unit.symbol for row in rows] == ["PTP"]
    [(_, rows)] = post(world.cast.clerk, ai=str(world.education.pk)).context["groups"]
    assert [row.unit.symbol for row in rows] == ["PGDĐT"]
    [(_, rows)] = post(world.cast.clerk, chon=[world.education.pk, world.justice.pk]).context["groups"]
    assert [row.unit.symbol for row in rows] == ["PTP", "PGDĐT"]


def test_several_papers_are_reminded_of_in_one_step(world: ClockWorld) -> None:
    other = issue_another(world)
    [second] = send_paper(document=other, units=[world.cast.justice], by=world.cast.clerk)
    answer = post(world.cast.clerk, ai="tat-ca")
    assert len(answer.context["groups"]) == 2
    post(world.cast.clerk, chon=answer.context["ids"], buoc="gui", text="Khẩn trương")
    assert set(Reminder.objects.values_list("dispatch", flat=True)) == {
        world.justice.pk, world.education.pk, second.pk,
    }  # fmt: skip


def issue_another(world: ClockWorld):
    return issued_plan(world.cast, world.plan.parent).document


def test_who_was_reminded_today_is_named_and_left_out(world: ClockWorld) -> None:
    remind(dispatches=[world.justice], text="Một", by=world.cast.clerk)
    both = {"chon": [world.justice.pk, world.education.pk]}
    answer = post(world.cast.clerk, **both)
    assert [row.unit.symbol for row, _ in answer.context["lately"]] == ["PTP"]
    assert answer.context["fresh"] == 1
    assert post(world.cast.clerk, chon=[world.justice.pk], buoc="gui", text="Hai").status_code == 409
    post(world.cast.clerk, buoc="gui", text="Hai", **both)
    assert list(Reminder.objects.order_by("pk").values_list("text", "dispatch")) == [
        ("Một", world.justice.pk), ("Hai", world.education.pk),
    ]  # fmt: skip
    post(world.cast.clerk, buoc="gui", text="Ba", chon=[world.justice.pk], **{"nhac-lai": [world.justice.pk]})
    assert Reminder.objects.filter(text="Ba").count() == 1


def test_an_empty_text_is_refused_on_the_same_page(world: ClockWorld) -> None:
    answer = post(world.cast.clerk, chon=[world.justice.pk], buoc="gui", text=" ")
    assert (answer.status_code, answer.context["form"].errors) == (422, {"text": ["Hãy ghi lời nhắc."]})


@pytest.mark.parametrize("who", ["justice_officer", "outsider"])
def test_who_does_not_issue_for_the_sender_reminds_nobody(world: ClockWorld, who: str) -> None:
    user = getattr(world.cast, who)
    answer = post(user, chon=[world.justice.pk], buoc="gui", text="Khẩn trương")
    assert (answer.status_code, Reminder.objects.count()) == (302, 0)
    assert "Nhắc việc đã đánh dấu" not in page(user).content.decode()


# -- size


def many(world: ClockWorld, number: int) -> None:
    """That many further schools that owe an answer."""
    units = [
        found_unit(
            official_name=f"Trường {at}", short_name=f"Trường {at}", level=world.cast.city.level,
            kind=Unit.Kind.SCHOOL, symbol="T", valid_from=SINCE, parent=world.cast.city,
        )
        for at in range(number)
    ]  # fmt: skip
    sent = [
        Dispatch(document=world.paper, unit=unit, asks_answer=True, due_on=DUE, sent_by=world.cast.clerk)
        for unit in units
    ]
    Dispatch.objects.bulk_create(sent)


@pytest.mark.parametrize("query", ["", "?xem=don-vi"])
@pytest.mark.parametrize("number", [1, 3, 150])
def test_the_board_asks_the_same_for_any_number(
    world: ClockWorld, number: int, query: str, django_assert_max_num_queries
) -> None:
    many(world, number)
    client = client_of(world.cast.clerk)
    client.get(f"/ke-hoach/cham/{query}")  # what the first request of a session settles is not the board's
    with django_assert_max_num_queries(9):
        answer = client.get(f"/ke-hoach/cham/{query}")
    assert answer.context["numbers"] == (number + 2, number + 2, number + 2)
    assert len(answer.context["page"].object_list) == min(number + 2, 100)


def test_a_filter_reads_what_an_address_holds() -> None:
    assert LateFilter.read(QueryDict("")).is_empty
    assert LateFilter.read(QueryDict("tre=2&viec=x")).is_empty
    assert LateFilter.read(QueryDict("tre=1&viec=chua-ban-hanh&nam=20244&tim=a")) == LateFilter(
        year="2024", kind="chua-ban-hanh", words="a", only_late=True
    )
