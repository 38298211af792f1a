"""A concluded visit is opened again with a reason; what is signed and what the unit answered stays as it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from time_machine import TimeMachineFixture

from campaigns.actions.inspection import take_visit_step
from campaigns.actions.inspection_answer import answer_finding
from campaigns.actions.inspection_clock import remind_of_findings
from campaigns.actions.inspection_finding import add_finding, change_finding, remove_finding
from campaigns.actions.inspection_papers import draft_minutes
from campaigns.models import FindingReminder, InspectionFinding
from documents.models import Document
from organizations.models import Notice, User
from tests.campaigns.inspection_world import ASKED, DUE, SECRET, InspectionWorld, inspection_world
from tests.cast import Cast
from tests.clients import client_of
from workflow.engine import Refused
from workflow.models import LogEntry

WHY = "Bổ sung kiến nghị của thành viên đoàn"


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> InspectionWorld:
    return inspection_world(cast, time_machine)


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user, read_at__isnull=True).order_by("pk").values_list("text", flat=True))


def reopen(world: InspectionWorld, by: User, reason: str = WHY):
    return take_visit_step(visit=world.fresh(world.justice), action="reopen", by=by, reason=reason)


def test_it_is_reopened_by_the_office_with_a_reason(world: InspectionWorld) -> None:
    cast = world.cast
    with pytest.raises(Refused):
        reopen(world, cast.clerk)  # it is only planned
    world.concluded(world.justice)
    with pytest.raises(Refused, match="ghi lý do"):
        reopen(world, cast.clerk, " ")
    for other in (cast.justice_head, cast.education_officer, cast.outsider):
        with pytest.raises(Refused, match="không có quyền"):
            reopen(world, other)
    done = reopen(world, cast.clerk)
    assert (done.state, done.concluded_at) == ("da_kiem_tra", None)
    last = LogEntry.objects.about(done).last()
    assert (last.action, last.reason) == ("reopen", WHY)
    assert told(cast.justice_officer) == [
        f"UBND thành phố Tây Ninh mở lại cuộc kiểm tra Phòng Tư pháp để bổ sung. Lý do: {WHY}"
    ]
    page = client_of(cast.justice_officer).get(reverse("visit_detail", args=[done.pk])).content.decode()
    assert (WHY in page, ASKED in page, SECRET in page) == (True, False, False)


def test_what_is_added_is_told_when_it_is_concluded_again(world: InspectionWorld) -> None:
    cast = world.cast
    world.concluded(world.justice)
    visit = reopen(world, cast.clerk)
    add_finding(visit=visit, kind="kien_nghi", text="Lập quỹ khen thưởng", by=cast.clerk, due_on=DUE)
    Notice.objects.all().delete()
    take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    assert told(cast.justice_officer) == [
        "UBND thành phố Tây Ninh đã kết luận kiểm tra Phòng Tư pháp: 2 kiến nghị cần trả lời"
    ]


def test_nobody_is_reminded_of_what_is_reopened(world: InspectionWorld) -> None:
    world.concluded(world.justice)
    reopen(world, world.cast.clerk)
    world.go_to(date(2024, 9, 24))
    remind_of_findings()
    assert FindingReminder.objects.count() == 0
    take_visit_step(visit=world.fresh(world.justice), action="conclude", by=world.cast.clerk)
    world.go_to(DUE)
    remind_of_findings()
    assert FindingReminder.objects.count() == 1


def test_an_answered_line_is_neither_rewritten_nor_taken_out(world: InspectionWorld) -> None:
    cast, finding = world.cast, world.concluded(world.justice)
    answer_finding(finding=finding, text="Đã phân công", by=cast.justice_officer)
    visit = reopen(world, cast.clerk)
    for act in (
        lambda: change_finding(
            finding=finding, version=finding.version, kind="kien_nghi", text="Khác", by=cast.clerk, due_on=DUE
        ),
        lambda: remove_finding(finding=finding, by=cast.clerk),
    ):
        with pytest.raises(Refused, match="đã trả lời kiến nghị này"):
            act()
    assert InspectionFinding.objects.get(pk=finding.pk).text == ASKED
    page = client_of(cast.clerk).get(reverse("visit_detail", args=[visit.pk])).content.decode()
    assert reverse("visit_finding_edit", args=[finding.pk]) not in page
    other = InspectionFinding.objects.get(visit=visit, kind="ton_tai")
    assert reverse("visit_finding_edit", args=[other.pk]) in page


def test_minutes_that_were_drafted_keep_their_text_and_state(world: InspectionWorld) -> None:
    cast = world.cast
    world.concluded(world.justice)
    minutes = draft_minutes(visit=world.fresh(world.justice), by=cast.clerk).document
    Document.objects.filter(pk=minutes.pk).update(state="signed")
    before = Document.objects.values().get(pk=minutes.pk)
    visit = reopen(world, cast.clerk)
    add_finding(visit=visit, kind="kien_nghi", text="Lập quỹ khen thưởng", by=cast.clerk, due_on=DUE)
    take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    assert draft_minutes(visit=visit, by=cast.clerk).is_new is False
    assert Document.objects.values().get(pk=minutes.pk) == before


def test_the_step_stands_on_the_page_and_asks_for_the_reason(world: InspectionWorld) -> None:
    world.concluded(world.justice)
    clerk, address = client_of(world.cast.clerk), reverse("visit_step", args=[world.justice.pk, "reopen"])
    clerk.post(address)
    assert world.fresh(world.justice).state == "da_ket_luan"
    assert "Mở lại để bổ sung…" in clerk.get(reverse("visit_detail", args=[world.justice.pk])).content.decode()
    clerk.post(address, {"reason": WHY})
    assert world.fresh(world.justice).state == "da_kiem_tra"


def test_an_answer_on_its_way_finds_the_visit_reopened(world: InspectionWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are stored before the answer is: what the office does in that time is seen."""
    cast = world.cast
    finding = world.concluded(world.justice)

    def reopened_meanwhile(*_: object) -> None:
        reopen(world, cast.clerk)

    monkeypatch.setattr("campaigns.actions.inspection_answer.checked_file", reopened_meanwhile)
    with pytest.raises(Refused, match="đã kết luận"):
        answer_finding(finding=finding, text="Đã làm", by=cast.justice_officer, files=[("anh.png", b"x")])
    assert not finding.responses.exists()
