"""The calendar under a secret address: its form, its events, and who reads it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from documents.actions.dispatch import forward
from documents.models import Dispatch
from organizations.actions.calendar_feed import renew_address, revoke_address
from organizations.models import CalendarFeed, User
from reports.text.ics import Event, calendar, escaped, folded
from tests.campaigns.clock_world import DUE, ClockWorld, clock_world
from tests.cast import Cast
from tests.clients import client_of
from workflow.models import LogEntry

EVENT = Event(
    "a@b", date(2024, 12, 31), datetime(2024, 4, 1, 1, 2, 3, tzinfo=UTC), "Hạn; một, hai", "Một\nhai\\ba", "https://x/"
)


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> ClockWorld:
    return clock_world(cast, time_machine)


def read(user: User) -> list[dict[str, str]]:
    """The events of the user's calendar, each as its properties."""
    answer = Client().get(f"/lich/{renew_address(by=user)}.ics")
    assert answer.status_code == 200
    text = answer.content.decode().replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in part.split("\r\n") if ":" in line)
        for part in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    ]


def test_an_event_is_written_by_the_book() -> None:
    assert calendar("Lịch", [EVENT]) == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Thi dua Khen thuong//Lich//VI",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:Lịch",
            "BEGIN:VEVENT",
            "UID:a@b",
            "DTSTAMP:20240401T010203Z",
            "DTSTART;VALUE=DATE:20241231",
            "DTEND;VALUE=DATE:20250101",
            "SUMMARY:Hạn\\; một\\, hai",
            "DESCRIPTION:Một\\nhai\\\\ba",
            "URL:https://x/",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


@given(st.text(max_size=400))
def test_lines_are_short_and_come_back_whole(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    lines = folded(line).split("\r\n")
    assert max(len(part.encode("utf-8", "surrogatepass")) for part in lines) <= 75
    assert all(part.startswith(" ") for part in lines[1:])
    assert "".join([lines[0], *(part[1:] for part in lines[1:])]) == line


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\\;,"), max_size=200))
def test_a_text_comes_back_from_its_value(text: str) -> None:
    unescaped = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], escaped(text))
    assert unescaped == text


def test_nobody_s_text_makes_a_line_of_its_own() -> None:
    assert "\r" not in escaped("a\r\nBEGIN:VEVENT\rb\x00\x0b")
    assert escaped("a\r\nBEGIN:VEVENT\rb\x00") == "a\\nBEGIN:VEVENT\\nb"


def test_a_unit_reads_what_it_owes(world: ClockWorld) -> None:
    [event] = read(world.cast.justice_officer)
    assert event == {
        "UID": f"phai-tra-loi-{world.justice.pk}@127.0.0.1",
        "DTSTAMP": "20240401T010000Z",
        "DTSTART;VALUE=DATE": "20240415",
        "DTEND;VALUE=DATE": "20240416",
        "SUMMARY": f"Hạn: Phòng Tư pháp ban hành văn bản thực hiện {world.paper}",
        "DESCRIPTION": f"{world.paper}\\, {world.paper.summary}\\nUBND thành phố Tây Ninh gửi.",
        "URL": f"http://127.0.0.1:8000/van-ban/nhan/{world.justice.pk}/",
        "TRANSP": "TRANSPARENT",
    }


def test_who_sent_reads_what_is_awaited(world: ClockWorld) -> None:
    Dispatch.objects.filter(pk=world.education.pk).update(due_on=date(2024, 4, 22))
    events = read(world.cast.clerk)
    assert [(event["UID"], event["SUMMARY"], event["DTSTART;VALUE=DATE"]) for event in events] == [
        (f"dang-cho-{world.paper.pk}-{day}@127.0.0.1", f"Hạn trả lời {world.paper}: còn 1 đơn vị", day)
        for day in ("20240415", "20240422")
    ]


def test_what_was_passed_on_has_its_own_deadline(world: ClockWorld) -> None:
    cast = world.cast
    forward(dispatch=world.justice, to=cast.justice_officer, by=cast.justice_head, due_on=date(2024, 4, 10))
    events = read(cast.justice_officer)
    assert [event["SUMMARY"] for event in events] == [
        f"Hạn xử lý {world.paper}",
        f"Hạn: Phòng Tư pháp ban hành văn bản thực hiện {world.paper}",
    ]
    assert [event["UID"].partition("-")[0] for event in read(cast.justice_head)] == ["phai"]


def test_what_is_done_leaves_the_calendar(world: ClockWorld) -> None:
    world.answer(world.cast.justice, world.cast.justice_head)
    assert read(world.cast.justice_officer) == []
    [event] = read(world.cast.clerk)
    assert event["SUMMARY"].endswith("còn 1 đơn vị")


def test_nothing_of_another_unit_is_let_out(world: ClockWorld) -> None:
    assert read(world.cast.outsider) == []
    assert all(world.cast.education.official_name not in event["SUMMARY"] for event in read(world.cast.justice_officer))


def test_deadlines_of_other_years_are_left_out(world: ClockWorld) -> None:
    for due in (date(2023, 9, 1), date(2026, 1, 1)):
        Dispatch.objects.update(due_on=due)
        assert read(world.cast.justice_officer) == []


def test_the_answer_is_a_calendar_that_nobody_keeps(world: ClockWorld) -> None:
    answer = Client().get(f"/lich/{renew_address(by=world.cast.clerk)}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert b"\n" not in answer.content.replace(b"\r\n", b"")


def test_a_wrong_address_is_absent_whoever_asks(world: ClockWorld) -> None:
    renew_address(by=world.cast.clerk)
    kept = CalendarFeed.objects.get().token_hash
    for token in ("x", kept, "A" * 43, "_" * 300):
        for client in (Client(), client_of(world.cast.clerk)):
            assert client.get(f"/lich/{token}.ics").status_code == 404
    assert Client().post(f"/lich/{renew_address(by=world.cast.clerk)}.ics").status_code == 405


def test_a_renewed_or_revoked_address_leads_nowhere(world: ClockWorld) -> None:
    clerk = world.cast.clerk
    first = renew_address(by=clerk)
    second = renew_address(by=clerk)
    assert [Client().get(f"/lich/{token}.ics").status_code for token in (first, second)] == [404, 200]
    assert (revoke_address(by=clerk), revoke_address(by=clerk)) == (True, False)
    assert Client().get(f"/lich/{second}.ics").status_code == 404
    assert [entry.label for entry in LogEntry.objects.about(clerk)] == [
        "Tạo địa chỉ lịch", "Tạo địa chỉ lịch", "Thu hồi địa chỉ lịch",
    ]  # fmt: skip


def test_a_disabled_user_has_no_calendar(world: ClockWorld) -> None:
    token = renew_address(by=world.cast.clerk)
    User.objects.filter(pk=world.cast.clerk.pk).update(is_active=False)
    assert Client().get(f"/lich/{token}.ics").status_code == 404


def test_who_holds_no_role_any_more_reads_an_empty_calendar(world: ClockWorld) -> None:
    world.cast.justice_officer.role_assignments.update(valid_to=date(2024, 3, 1))
    assert read(User.objects.get(pk=world.cast.justice_officer.pk)) == []


@pytest.mark.parametrize("number", [0, 30])
def test_reading_is_cheap(world: ClockWorld, number: int, django_assert_max_num_queries) -> None:
    for at in range(number):
        paper = world.cast.draft()
        type(paper).objects.filter(pk=paper.pk).update(state="received", number=str(at))
        type(world.plan).objects.create(document=paper, year=2024, path=f"/{paper.pk}/")
        Dispatch.objects.create(
            document=paper, unit=world.cast.justice, asks_answer=True, due_on=DUE, sent_by=world.cast.clerk
        )
    token = renew_address(by=world.cast.justice_officer)
    with django_assert_max_num_queries(7):
        answer = Client().get(f"/lich/{token}.ics")
    assert answer.content.count(b"BEGIN:VEVENT") == number + 1


# -- the page


def test_the_address_is_shown_once_and_kept_as_a_hash(cast: Cast) -> None:
    client = client_of(cast.clerk)
    assert "Chưa có địa chỉ lịch" in client.get("/tai-khoan/lich/").content.decode()
    page = client.post("/tai-khoan/lich/tao/", follow=True)
    address = page.context["address"]
    token = re.fullmatch(r"http://127\.0\.0\.1:8000/lich/([\w-]{43})\.ics", address)
    assert token is not None
    assert address in page.content.decode()
    assert token[1] not in CalendarFeed.objects.get().token_hash
    again = client.get("/tai-khoan/lich/")
    assert (again.context["address"], token[1] in again.content.decode()) == ("", False)
    assert Client().get(f"/lich/{token[1]}.ics").status_code == 200


def test_the_page_takes_the_address_back(cast: Cast) -> None:
    client = client_of(cast.clerk)
    renew_address(by=cast.clerk)
    other = renew_address(by=cast.outsider)
    page = client.post("/tai-khoan/lich/thu-hoi/", follow=True)
    assert "Đã thu hồi địa chỉ lịch" in page.content.decode()
    assert "Bạn chưa có địa chỉ lịch nào" in client.post("/tai-khoan/lich/thu-hoi/", follow=True).content.decode()
    assert Client().get(f"/lich/{other}.ics").status_code == 200
