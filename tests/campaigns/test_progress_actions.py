"""Rounds of reports: opened, written, sent, returned, accepted; what is told and what becomes a figure of a target."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaigns.actions.judging import save_obligation, save_target
from campaigns.actions.progress import (
    LineText,
    Overtaken,
    ReportText,
    accept_report,
    return_report,
    save_report,
    send_report,
    withdraw_report,
)
from campaigns.actions.progress_file import add_evidence
from campaigns.actions.progress_paper import draft_round_paper
from campaigns.actions.progress_round import close_round, follow_plan, move_deadline, remind_reports
from campaigns.actions.targets import share_target
from campaigns.models import Plan, PlanItem, ProgressReport, ReportReminder, ReportRound, Target, TargetActual
from campaigns.queries.progress import before, board_rows
from campaigns.queries.progress_totals import totals
from documents.actions.upload import KEPT, remove_abandoned
from documents.models import StoredFile
from organizations.models import Notice, User
from tests.campaigns.chain import directive, issued_plan
from tests.cast import Cast
from tests.world import PNG
from tests.world_progress import fill_in, open_for
from workflow.engine import Refused
from workflow.models import LogEntry


@dataclass
class Round:
    """The city's plan with a divided target, a level for everybody and a task; a round for Tư pháp and Giáo dục."""

    cast: Cast
    plan: Plan
    round: ReportRound

    @property
    def justice(self) -> ProgressReport:
        return self.round.reports.get(unit=self.cast.justice)

    @property
    def education(self) -> ProgressReport:
        return self.round.reports.get(unit=self.cast.education)

    def sent(self, figure: int = 60) -> ProgressReport:
        """Tư pháp's report, handed in."""
        return send_report(
            report=fill_in(self.justice, self.cast.justice_officer, figure), by=self.cast.justice_officer
        )


def asking_plan(cast: Cast) -> Plan:
    plan = issued_plan(cast, directive(cast))
    item = PlanItem.objects.create(plan=plan, address="II.9", place="II.9", order=900, text="Trồng cây.")
    both = {cast.justice.pk: Decimal(100), cast.education.pk: Decimal(50)}
    trees = save_target(item=item, by=cast.clerk, measure="Số cây", value=Decimal(150), unit="cây", direction="it_nhat")
    share_target(target=trees, sharing="chia", values=both, by=cast.clerk)
    level = save_target(item=item, by=cast.clerk, measure="Tỷ lệ", value=Decimal(90), unit="%", direction="it_nhat")
    share_target(target=level, sharing="lap", values=dict.fromkeys(both, Decimal(90)), by=cast.clerk)
    save_obligation(
        item=item, by=cast.clerk, unit_printed="Phòng Tư pháp", units=[cast.justice], groups=[], what="Tuyên truyền."
    )
    return plan


@pytest.fixture
def asked(cast: Cast) -> Round:
    plan = asking_plan(cast)
    made = open_for(cast.city, [cast.justice, cast.education], cast.clerk, plan, "Báo cáo 6 tháng 2024")
    return Round(cast, plan, made)


def lines(report: ProgressReport) -> list[tuple[str, str, str]]:
    return [(line.kind, line.text, line.asked_text) for line in report.lines.all()]


def told(user: User, kind: str) -> list[str]:
    return list(Notice.objects.filter(user=user, kind=kind).order_by("pk").values_list("text", flat=True))


def test_each_unit_gets_the_lines_that_the_plan_lays_on_it_and_is_told(asked: Round) -> None:
    assert lines(asked.justice) == [
        ("chi_tieu", "Số cây", "100"), ("chi_tieu", "Tỷ lệ", "90"), ("nhiem_vu", "Tuyên truyền.", "")
    ]  # fmt: skip
    assert lines(asked.education) == [("chi_tieu", "Số cây", "50"), ("chi_tieu", "Tỷ lệ", "90")]
    due = f"{asked.round.due_on:%d/%m/%Y}"
    wanted = f"UBND thành phố Tây Ninh yêu cầu báo cáo: Báo cáo 6 tháng 2024, hạn {due}"
    for user in (asked.cast.justice_officer, asked.cast.justice_head, asked.cast.education_officer):
        assert told(user, Notice.Kind.TASK) == [wanted]
    assert told(asked.cast.outsider, Notice.Kind.TASK) == []


def test_the_same_form_posted_twice_opens_one_round(asked: Round) -> None:
    again = open_for(
        asked.cast.city, [asked.cast.justice], asked.cast.clerk, None, "Khác", creation_key=asked.round.creation_key
    )
    assert again == asked.round
    assert ReportRound.objects.count() == 1


def test_what_does_not_fit_opens_no_round(asked: Round) -> None:
    cast = asked.cast
    yesterday = timezone.localdate() - timedelta(days=1)
    for fields, by in (
        ({}, cast.justice_officer), ({}, cast.leader), ({"due_on": yesterday}, cast.clerk),
        ({"units": [cast.other_city]}, cast.clerk), ({"units": []}, cast.clerk), ({"plan": asked.plan}, cast.outsider),
    ):  # fmt: skip
        wanted = {"host": cast.other_city if by == cast.outsider else cast.city, "units": [cast.justice]} | fields
        host, units, plan = wanted.pop("host"), wanted.pop("units"), wanted.pop("plan", None)
        with pytest.raises(Refused):
            open_for(host, units, by, plan, "Đợt khác", **wanted)
    with pytest.raises(ValidationError, match="mang tên này"):
        open_for(cast.city, [cast.justice], cast.clerk, None, "Báo cáo 6 tháng 2024")
    assert ReportRound.objects.count() == 1


def test_an_open_line_keeps_the_report_from_being_sent(asked: Round) -> None:
    with pytest.raises(Refused, match="Còn 3 dòng chưa báo cáo: “Số cây”; “Tỷ lệ”; “Tuyên truyền.”"):
        send_report(report=asked.justice, by=asked.cast.justice_officer)
    trees, level, task = asked.justice.lines.all()
    said = {
        trees.pk: LineText(actual=Decimal("7.5")),
        level.pk: LineText(note="Chưa thống kê"),
        task.pk: LineText(progress="dang_lam"),
    }
    save_report(report=asked.justice, version=1, text=ReportText(lines=said), by=asked.cast.justice_officer)
    assert send_report(report=asked.justice, by=asked.cast.justice_head).state == "sent"


def test_only_the_unit_writes_and_only_while_nothing_is_sent(asked: Round) -> None:
    for by in (asked.cast.education_officer, asked.cast.clerk, asked.cast.outsider):
        with pytest.raises(Refused):
            fill_in(asked.justice, by, 1)
    asked.sent()
    with pytest.raises(Refused, match="Hãy rút lại trước khi sửa"):
        fill_in(asked.justice, asked.cast.justice_officer, 1)
    withdraw_report(report=asked.justice, by=asked.cast.justice_officer)
    fill_in(asked.justice, asked.cast.justice_officer, 1)
    assert asked.justice.lines.first().actual == 1


def test_who_saves_over_somebody_elses_words_is_told(asked: Round) -> None:
    old = asked.justice
    fill_in(old, asked.cast.justice_head, 40)
    with pytest.raises(Overtaken):
        fill_in(old, asked.cast.justice_officer, 41)
    assert asked.justice.lines.first().actual == 40


def test_the_office_returns_with_a_reason_and_the_unit_sends_again(asked: Round) -> None:
    sent = asked.sent()
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        return_report(report=sent, reason="  ", by=asked.cast.clerk)
    for by in (asked.cast.justice_head, asked.cast.leader, asked.cast.outsider):
        with pytest.raises(Refused):
            return_report(report=sent, reason="Sai", by=by)
    return_report(report=sent, reason="Số cây chưa khớp", by=asked.cast.clerk)
    assert (asked.justice.state, asked.justice.return_reason) == ("returned", "Số cây chưa khớp")
    text = "UBND thành phố Tây Ninh trả lại báo cáo: Báo cáo 6 tháng 2024"
    assert told(asked.cast.justice_officer, Notice.Kind.TASK)[-1] == text
    asked.sent(61)
    assert (asked.justice.state, asked.justice.return_reason) == ("sent", "")
    entries = LogEntry.objects.about(asked.justice).values_list("action", "reason")
    assert list(entries) == [("send", ""), ("return", "Số cây chưa khớp"), ("send", "")]


def test_accepted_figures_become_actuals_and_stop_counting_when_it_goes_back(asked: Round) -> None:
    accept_report(report=asked.sent(), by=asked.cast.clerk)
    found = TargetActual.objects.order_by("target").values_list("target__measure", "unit", "period_end", "value")
    end = date(2024, 6, 30)
    justice = asked.cast.justice.pk
    assert list(found) == [("Số cây", justice, end, Decimal(60)), ("Tỷ lệ", justice, end, Decimal(60))]
    return_report(report=asked.justice, reason="Nhầm kỳ", by=asked.cast.clerk)
    assert TargetActual.objects.count() == 0


def test_a_closed_round_takes_nothing_until_it_is_opened_again(asked: Round) -> None:
    fill_in(asked.justice, asked.cast.justice_officer, 60)
    with pytest.raises(Refused):
        close_round(round_=asked.round, by=asked.cast.leader)
    close_round(round_=asked.round, by=asked.cast.clerk)
    for step in (
        lambda: send_report(report=asked.justice, by=asked.cast.justice_officer),
        lambda: fill_in(asked.justice, asked.cast.justice_officer, 61),
        lambda: move_deadline(round_=asked.round, due_on=timezone.localdate(), by=asked.cast.clerk),
        lambda: follow_plan(round_=asked.round, by=asked.cast.clerk),
    ):
        with pytest.raises(Refused, match="đã đóng"):
            step()
    close_round(round_=asked.round, by=asked.cast.clerk, is_open=True)
    assert send_report(report=asked.justice, by=asked.cast.justice_officer).state == "sent"


def test_what_the_plan_gives_later_is_added_to_forms_that_are_not_sent(asked: Round) -> None:
    asked.sent()
    item = PlanItem.objects.get(plan=asked.plan, address="II.9")
    save_obligation(
        item=item, by=asked.cast.clerk, unit_printed="Các phòng", units=[], groups=["tat_ca"], what="Tổng kết năm."
    )
    assert follow_plan(round_=asked.round, by=asked.cast.clerk) == 1
    assert lines(asked.education)[-1] == ("nhiem_vu", "Tổng kết năm.", "")
    assert len(lines(asked.justice)) == 3
    assert follow_plan(round_=asked.round, by=asked.cast.clerk) == 0


def test_reminding_goes_to_those_who_owe_and_not_twice_a_day(asked: Round) -> None:
    asked.sent()
    both = list(asked.round.reports.all())
    with pytest.raises(Refused):
        remind_reports(reports=both, text="Gửi ngay", by=asked.cast.leader)
    made = remind_reports(reports=both, text="Gửi ngay", by=asked.cast.clerk)
    assert [one.report.unit for one in made] == [asked.cast.education]
    assert told(asked.cast.education_officer, Notice.Kind.REMINDER)[0].endswith("Gửi ngay")
    with pytest.raises(Refused, match="trong một ngày qua"):
        remind_reports(reports=both, text="Gửi ngay", by=asked.cast.clerk)
    remind_reports(reports=both, text="Gửi ngay", by=asked.cast.clerk, again={asked.education.pk})
    assert ReportReminder.objects.count() == 2


def test_the_same_period_before_and_the_last_figure_stand_beside(asked: Round) -> None:
    accept_report(report=asked.sent(60), by=asked.cast.clerk)
    later = open_for(
        asked.cast.city, [asked.cast.justice], asked.cast.clerk, asked.plan, "Báo cáo năm 2024", kind="nam",
        period_to=date(2024, 12, 31), previous=asked.round,
    )  # fmt: skip
    report = later.reports.get()
    beside = before(report, report.lines.all())
    assert [(one.same_period.actual_text if one.same_period else "", one.last_text) for one in beside.values()] == [
        ("60", "60"),
        ("60", "60"),
        ("", ""),
    ]


def test_totals_count_accepted_reports_alone_and_add_only_what_adds_up(asked: Round) -> None:
    accept_report(report=asked.sent(60), by=asked.cast.clerk)
    fill_in(asked.education, asked.cast.education_officer, 95)
    send_report(report=asked.education, by=asked.cast.education_officer)
    trees, level = totals(asked.round).targets
    assert (trees.total, trees.asked, trees.share, trees.adds_up) == (60, 150, Decimal("40.0"), True)
    assert (level.adds_up, level.reached, len(level.counted)) == (False, 0, 1)
    accept_report(report=asked.education, by=asked.cast.clerk)
    trees, level = totals(asked.round).targets
    assert (trees.total, trees.share_text, trees.reached) == (155, "103,3%", 1)
    assert (level.reached, level.lowest, level.highest) == (1, "60", "95")
    [task] = totals(asked.round).tasks
    assert [(name, [row.unit for row in rows]) for _, name, rows in task.parts if rows] == [
        ("Hoàn thành", [asked.cast.justice])
    ]


def test_the_drafted_paper_carries_the_figures_and_keeps_their_sources(asked: Round) -> None:
    with pytest.raises(Refused, match="Chưa nhận báo cáo"):
        draft_round_paper(round_=asked.round, by=asked.cast.clerk, creation_key=uuid.uuid4())
    accepted = accept_report(report=asked.sent(60), by=asked.cast.clerk)
    with pytest.raises(Refused):
        draft_round_paper(round_=asked.round, by=asked.cast.leader, creation_key=uuid.uuid4())
    key = uuid.uuid4()
    paper = draft_round_paper(round_=asked.round, by=asked.cast.clerk, creation_key=key)
    assert draft_round_paper(round_=asked.round, by=asked.cast.clerk, creation_key=key) == paper
    document = paper.document
    assert (document.kind, document.state, document.owner) == ("BC", "draft", asked.cast.city)
    assert "- Số cây: 60/150 cây, bằng 40% phần giao." in document.body.splitlines()
    assert "- Tỷ lệ: 0/1 đơn vị đạt mức được giao; thấp nhất 60%, cao nhất 60%." in document.body.splitlines()
    assert "- Tuyên truyền: 1 đơn vị hoàn thành." in document.body.splitlines()
    trees = accepted.lines.get(text="Số cây")
    [figure] = [one for one in paper.figures if one["label"] == "Số cây"]
    assert figure["value"] == "60 cây"
    assert figure["sources"] == [{"line": trees.pk, "report": accepted.pk, "unit": "Phòng Tư pháp", "value": "60"}]
    assert paper.missing == ["Phòng Giáo dục và Đào tạo"]


def test_days_late_are_working_days_up_to_the_sending(asked: Round) -> None:
    ReportRound.objects.filter(pk=asked.round.pk).update(due_on=date(2024, 6, 28))  # a Friday
    asked.round.refresh_from_db()
    asked.sent()
    ProgressReport.objects.filter(pk=asked.justice.pk).update(sent_at="2024-07-02T03:00:00Z")
    rows = {row.unit: row.days_late for row in board_rows(asked.round, date(2024, 7, 8))}
    assert rows == {asked.cast.justice: 2, asked.cast.education: 6}


def test_evidence_is_the_units_and_is_not_swept_away(asked: Round) -> None:
    with pytest.raises(Refused):
        add_evidence(report=asked.justice, name="a.png", data=PNG, by=asked.cast.education_officer)
    made = add_evidence(report=asked.justice, name="a.png", data=PNG, by=asked.cast.justice_officer)
    StoredFile.objects.update(uploaded_at=timezone.now() - KEPT - timedelta(days=1))
    assert remove_abandoned() == 0
    assert made.file.path.read_bytes() == PNG
    made.delete()
    assert remove_abandoned() == 1


def test_a_target_that_is_taken_out_of_the_plan_leaves_what_was_reported(asked: Round) -> None:
    accept_report(report=asked.sent(60), by=asked.cast.clerk)
    Target.objects.filter(measure="Số cây").delete()
    assert [one.text for one in totals(asked.round).targets] == ["Số cây", "Tỷ lệ"]
