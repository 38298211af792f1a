"""Inspections: a programme without doubles, the life of a visit, what was found, what the unit did about it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import TimeMachineFixture

from campaigns.actions.inspection import (
    Slot,
    VisitFacts,
    add_visits,
    change_programme,
    change_visit,
    lay_down_programme,
    notify_all,
    schedule_visits,
    take_visit_step,
)
from campaigns.actions.inspection_answer import answer_finding, judge_response
from campaigns.actions.inspection_finding import add_finding, add_findings, change_finding, remove_finding
from campaigns.models import EvidenceFile, FindingResponse, InspectionFinding, InspectionVisit, PlanItem
from campaigns.queries.inspection import doubles
from campaigns.queries.inspection_tasks import tasks_for
from campaigns.text.team import Member, member, members
from documents.actions.upload import remove_abandoned
from documents.models import StoredFile
from documents.text.attachments import BadFile
from organizations.models import Notice, User
from tests.campaigns.inspection_world import ASKED, DUE, HELD, InspectionWorld, facts, inspection_world
from tests.cast import Cast
from tests.world_inspections import PNG
from workflow.engine import Refused
from workflow.models import LogEntry


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> InspectionWorld:
    return inspection_world(cast, time_machine)


def again(user: User) -> User:
    """The user as the next request loads it."""
    return User.objects.get(pk=user.pk)


def told() -> list[tuple[str, str]]:
    """Who was told what."""
    return list(Notice.objects.order_by("pk").values_list("user__username", "text"))


def test_a_member_is_read_as_people_write_it() -> None:
    assert member("- Ông Lý Văn Tâm, chuyên viên;") == Member("Lý Văn Tâm", "chuyên viên")
    assert member("Phan Thị Cúc - Phó Trưởng phòng") == Member("Phan Thị Cúc", "Phó Trưởng phòng")
    assert member("  ") is None
    assert [str(one) for one in members("Lý Văn Tâm\nLÝ VĂN TÂM, trưởng phòng")] == ["LÝ VĂN TÂM, trưởng phòng"]


def test_each_unit_gets_one_visit_with_the_programme_s_team(world: InspectionWorld) -> None:
    again_added = add_visits(programme=world.programme, units=[world.cast.justice], by=world.cast.clerk)
    assert again_added == []
    assert world.programme.visits.count() == 2
    assert [str(one) for one in world.justice.people] == [
        "Trần Văn Hùng, Phó Chủ tịch", "Nguyễn Thị Mai, chuyên viên", "Lý Văn Tâm, chuyên viên", "Phan Thị Cúc",
    ]  # fmt: skip
    meant = add_visits(
        programme=world.programme, units=[world.cast.justice], by=world.cast.clerk, again={world.cast.justice.pk}
    )
    assert len(meant) == 1


def test_a_programme_of_that_name_is_there_once_a_year(world: InspectionWorld) -> None:
    with pytest.raises(ValidationError) as error:
        lay_down_programme(host=world.cast.city, facts=facts(), by=world.cast.clerk)
    assert error.value.messages == ["Đơn vị đã có chương trình kiểm tra mang tên này trong năm."]


def test_only_the_office_keeps_programmes_and_only_of_units_below(world: InspectionWorld) -> None:
    cast = world.cast
    for user in (cast.justice_officer, cast.outsider):
        with pytest.raises(Refused, match="Chỉ người của đơn vị kiểm tra"):
            lay_down_programme(host=cast.city, facts=facts(subject="Khác"), by=user)
        with pytest.raises(Refused, match="Chỉ người của đơn vị kiểm tra"):
            change_visit(visit=world.justice, version=2, slot=Slot(planned_on=HELD), facts=VisitFacts(), by=user)
        with pytest.raises(Refused, match="Bạn không có quyền"):
            take_visit_step(visit=world.justice, action="notify", by=user)
    with pytest.raises(Refused, match="không trực thuộc"):
        add_visits(programme=world.programme, units=[cast.other_city], by=cast.clerk)
    with pytest.raises(Refused, match="Không tìm thấy"):
        lay_down_programme(host=cast.other_city, facts=facts(plan=world.plan), by=cast.outsider)


def test_days_lie_in_the_period_and_the_period_around_the_days(world: InspectionWorld) -> None:
    outside = {world.justice.pk: Slot(planned_on=date(2024, 12, 1))}
    with pytest.raises(Refused, match="nằm ngoài thời gian của chương trình"):
        schedule_visits(programme=world.programme, slots=outside, by=world.cast.clerk)
    with pytest.raises(Refused, match="Ngày 10/09/2024 nằm ngoài"):
        change_programme(programme=world.programme, facts=facts(starts_on=date(2024, 9, 11)), by=world.cast.clerk)


def test_the_life_of_a_visit_and_who_is_told(world: InspectionWorld) -> None:
    cast = world.cast
    visit = take_visit_step(visit=world.justice, action="notify", by=cast.clerk)
    text = "UBND thành phố Tây Ninh thông báo kiểm tra Phòng Tư pháp lúc 08:00 ngày 10/09/2024"
    assert told() == [("tuphap", text), ("truongphong", text)]
    with pytest.raises(Refused, match="chưa tới"):
        take_visit_step(visit=visit, action="hold", by=cast.clerk)
    world.go_to(HELD)
    with pytest.raises(Refused, match="hiện ở trạng thái “Đã thông báo”"):
        take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    visit = take_visit_step(visit=visit, action="hold", by=cast.clerk)
    assert visit.held_on == HELD
    with pytest.raises(Refused, match="Chưa ghi kết quả nào"):
        take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    add_finding(visit=visit, kind="kien_nghi", text=ASKED, by=cast.clerk)
    with pytest.raises(Refused, match="Còn 1 kiến nghị chưa ghi hạn"):
        take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    finding = InspectionFinding.objects.get()
    change_finding(finding=finding, version=1, kind="kien_nghi", text=ASKED, by=cast.clerk, due_on=DUE)
    Notice.objects.all().delete()
    visit = take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    assert (visit.state, visit.concluded_at) == ("da_ket_luan", timezone.now())
    text = "UBND thành phố Tây Ninh đã kết luận kiểm tra Phòng Tư pháp: 1 kiến nghị cần trả lời"
    assert told() == [("tuphap", text), ("truongphong", text)]
    steps = LogEntry.objects.about(visit).exclude(target="").values_list("action", "target")
    assert list(steps) == [
        ("create", "du_kien"), ("notify", "da_thong_bao"), ("hold", "da_kiem_tra"), ("conclude", "da_ket_luan")
    ]  # fmt: skip
    for action in ("cancel", "notify", "hold"):
        with pytest.raises(Refused):
            take_visit_step(visit=visit, action=action, by=cast.clerk, reason="Lý do")


def test_a_cancelled_visit_says_why_and_only_a_told_unit_hears_of_it(world: InspectionWorld) -> None:
    cast = world.cast
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        take_visit_step(visit=world.education, action="cancel", by=cast.clerk)
    take_visit_step(visit=world.education, action="cancel", by=cast.clerk, reason="Trùng lịch họp")
    assert told() == []
    take_visit_step(visit=world.justice, action="notify", by=cast.clerk)
    Notice.objects.all().delete()
    take_visit_step(visit=world.justice, action="cancel", by=cast.clerk, reason="Trùng lịch họp")
    assert {name for name, _ in told()} == {"tuphap", "truongphong"}
    assert all(text.endswith("Lý do: Trùng lịch họp") for _, text in told())


def test_a_told_unit_is_told_again_when_the_day_moves(world: InspectionWorld) -> None:
    cast = world.cast
    done, refused = notify_all(programme=world.programme, by=cast.clerk)
    assert ([visit.unit_id for visit in done], refused) == ([cast.justice.pk, cast.education.pk], [])
    Notice.objects.all().delete()
    slots = {world.justice.pk: Slot(planned_on=date(2024, 9, 12), place="Hội trường")}
    schedule_visits(programme=world.programme, slots=slots, by=cast.clerk)
    assert {text for _, text in told()} == {"UBND thành phố Tây Ninh đổi lịch kiểm tra Phòng Tư pháp: ngày 12/09/2024"}
    with pytest.raises(Refused, match="Đơn vị đã được thông báo lịch"):
        schedule_visits(programme=world.programme, slots={world.justice.pk: Slot(planned_on=None)}, by=cast.clerk)


def test_units_without_a_day_or_a_lead_are_named_and_not_told(world: InspectionWorld) -> None:
    InspectionVisit.objects.filter(pk=world.justice.pk).update(planned_on=None)
    InspectionVisit.objects.filter(pk=world.education.pk).update(lead="")
    done, refused = notify_all(programme=world.programme, by=world.cast.clerk)
    assert (done, {visit.pk for visit in refused}) == ([], {world.justice.pk, world.education.pk})


def test_the_second_of_two_writers_is_told(world: InspectionWorld) -> None:
    slot = Slot(planned_on=HELD, starts_at=world.justice.starts_at, place="Phòng họp")
    changed = change_visit(
        visit=world.justice,
        version=world.justice.version,
        slot=slot,
        facts=VisitFacts(lead="Lê A"),
        by=world.cast.clerk,
    )
    assert changed.lead == "Lê A"
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        change_visit(
            visit=world.justice, version=world.justice.version, slot=slot, facts=VisitFacts(), by=world.cast.leader
        )
    finding = add_finding(visit=world.held(world.justice), kind="ton_tai", text="A", by=world.cast.clerk)
    change_finding(finding=finding, version=1, kind="ton_tai", text="B", by=world.cast.clerk)
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        change_finding(finding=finding, version=1, kind="ton_tai", text="C", by=world.cast.clerk)


def test_doubles_are_told_and_not_refused(world: InspectionWorld) -> None:
    cast = world.cast
    visits = list(world.programme.visits.select_related("unit"))
    assert doubles(visits, world.programme) == {}
    slots = {world.education.pk: Slot(planned_on=HELD)}
    schedule_visits(programme=world.programme, slots=slots, by=cast.clerk)
    other = lay_down_programme(
        host=cast.city, facts=facts(subject="Giám sát", lead="", secretary="", members=""), by=cast.clerk,
        units=[cast.justice],
    )  # fmt: skip
    found = doubles(world.programme.visits.select_related("unit"), world.programme)
    assert found[world.justice.pk] == [
        "Trần Văn Hùng, Nguyễn Thị Mai, Lý Văn Tâm, Phan Thị Cúc cùng ngày có cuộc kiểm tra tại "
        "Phòng Giáo dục và Đào tạo."
    ]
    [seen_from_there] = doubles(other.visits.select_related("unit"), other).values()
    assert seen_from_there == [
        "Phòng Tư pháp còn một cuộc kiểm tra khác trong kỳ, ngày 10/09/2024 theo chương trình "
        "“Kiểm tra phong trào thi đua”."
    ]


def test_nothing_is_found_before_the_visit_nor_after_its_end(world: InspectionWorld) -> None:
    cast = world.cast
    with pytest.raises(Refused, match="Chỉ ghi kết quả sau khi đã kiểm tra"):
        add_finding(visit=world.justice, kind="ton_tai", text="A", by=cast.clerk)
    finding = world.concluded(world.justice)
    for attempt in (
        lambda: add_finding(visit=world.justice, kind="ton_tai", text="A", by=cast.clerk),
        lambda: change_finding(finding=finding, version=1, kind="ton_tai", text="A", by=cast.clerk),
        lambda: remove_finding(finding=finding, by=cast.clerk),
    ):
        with pytest.raises(Refused, match="Đã kết luận"):
            attempt()


def test_what_a_finding_may_say(world: InspectionWorld) -> None:
    cast = world.cast
    visit = world.held(world.justice)
    with pytest.raises(Refused, match="Chỉ kiến nghị mới có hạn"):
        add_finding(visit=visit, kind="ton_tai", text="A", by=cast.clerk, due_on=DUE)
    with pytest.raises(Refused, match="từ ngày kiểm tra"):
        add_finding(visit=visit, kind="kien_nghi", text="A", by=cast.clerk, due_on=HELD - timedelta(days=1))
    foreign = PlanItem.objects.filter(plan=world.plan).first()
    with pytest.raises(Refused, match="Mục này không thuộc kế hoạch"):
        add_finding(visit=visit, kind="ton_tai", text="A", by=cast.clerk, item=foreign)
    with pytest.raises(Refused, match="Chỉ người của đơn vị kiểm tra"):
        add_finding(visit=visit, kind="ton_tai", text="A", by=cast.justice_officer)
    twice = [add_finding(visit=visit, kind="ton_tai", text="Cùng một ý", by=cast.clerk) for _ in range(2)]
    assert twice[0].pk == twice[1].pk
    made = add_findings(visit=visit, kind="uu_diem", texts=["Ý một", "Ý hai"], by=cast.clerk)
    assert [finding.text for finding in made] == ["Ý một", "Ý hai"]
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionFinding.objects.filter(kind="ton_tai").update(due_on=DUE)


def test_a_unit_answers_the_office_judges_the_unit_answers_again(world: InspectionWorld) -> None:
    cast = world.cast
    finding = world.concluded(world.justice)
    for user in (cast.clerk, cast.education_officer, cast.outsider):
        with pytest.raises(Refused, match="Chỉ cán bộ, thủ trưởng của Phòng Tư pháp"):
            answer_finding(finding=finding, text="Đã làm", by=user)
    first = answer_finding(finding=finding, text="Đã phân công", by=cast.justice_officer, files=[("a.png", PNG)])
    assert told() == [
        (name, f"Phòng Tư pháp báo đã thực hiện kiến nghị kiểm tra: {ASKED}") for name in ("chuyenvien", "lanhdao")
    ]
    with pytest.raises(Refused, match="đang chờ đoàn kiểm tra xem"):
        answer_finding(finding=finding, text="Nữa", by=cast.justice_head)
    with pytest.raises(Refused, match="Bạn không có quyền"):
        judge_response(response=first, action="accept", by=cast.justice_head)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        judge_response(response=first, action="refuse", by=cast.clerk)
    judged = judge_response(response=first, action="refuse", by=cast.clerk, reason="Chưa có quyết định")
    assert (judged.state, judged.reason, judged.judged_by) == ("chua_dat", "Chưa có quyết định", cast.clerk)
    assert InspectionFinding.objects.get(pk=finding.pk).settled_at is None
    second = answer_finding(finding=finding, text="Đã có quyết định", by=cast.justice_head)
    judge_response(response=second, action="accept", by=cast.leader)
    assert InspectionFinding.objects.get(pk=finding.pk).settled_at == timezone.now()
    with pytest.raises(Refused, match="đã khắc phục"):
        answer_finding(finding=finding, text="Thừa", by=cast.justice_head)


def test_two_answers_never_wait_at_once(world: InspectionWorld) -> None:
    finding = world.concluded(world.justice)
    answer_finding(finding=finding, text="Một", by=world.cast.justice_officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingResponse.objects.create(finding=finding, host=world.cast.city, text="Hai", by=world.cast.justice_officer)


def test_evidence_is_checked_and_kept(world: InspectionWorld) -> None:
    finding = world.concluded(world.justice)
    with pytest.raises(BadFile):
        answer_finding(finding=finding, text="A", by=world.cast.justice_officer, files=[("a.exe", b"MZ")])
    assert not FindingResponse.objects.exists()
    response = answer_finding(finding=finding, text="A", by=world.cast.justice_officer, files=[("a.png", PNG)])
    [evidence] = EvidenceFile.objects.filter(response=response)
    world.go_to(date(2024, 10, 10))  # long after an abandoned upload is cleaned up
    remove_abandoned()
    assert StoredFile.objects.filter(pk=evidence.file_id).exists()
    assert evidence.file.path.read_bytes() == PNG


def test_what_waits_for_whom(world: InspectionWorld) -> None:
    cast = world.cast
    today = timezone.localdate

    def numbers(user: User) -> tuple[int, int, list[str]]:
        found = tasks_for(again(user), today())
        return len(found.to_answer), len(found.to_judge), [step for step, _ in found.visits]

    assert numbers(cast.clerk) == (0, 0, ["Chờ thông báo cho đơn vị"])  # the second visit is not near
    finding = world.concluded(world.justice)
    assert numbers(cast.justice_officer) == (1, 0, [])
    assert numbers(cast.education_officer) == (0, 0, [])
    answer_finding(finding=finding, text="Đã làm", by=cast.justice_officer)
    assert numbers(cast.justice_officer) == (0, 0, [])
    assert numbers(cast.clerk) == (0, 1, ["Chờ thông báo cho đơn vị"])
    assert numbers(cast.outsider) == (0, 0, [])
