"""Targets that a unit set in its own plan stand in its report, and in no sum of the office."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from campaigns.actions.judging import save_target
from campaigns.actions.progress import accept_report, send_report
from campaigns.actions.progress_round import follow_plan
from campaigns.models import Plan, PlanItem, Target, TargetActual
from campaigns.queries.progress_totals import totals
from tests.campaigns.chain import issued_by, plan
from tests.campaigns.test_progress_actions import Round, asking_plan, lines
from tests.cast import Cast
from tests.clients import client_of
from tests.world_progress import fill_in, open_for


@pytest.fixture
def asked(cast: Cast) -> Round:
    plan_above = asking_plan(cast)
    units = [cast.justice, cast.education]
    return Round(cast, plan_above, open_for(cast.city, units, cast.clerk, plan_above, "Báo cáo 6 tháng"))


def own_target(asked: Round) -> Target:
    """Tư pháp issues its plan under the city's; it sets itself a number of the same words as the city's."""
    made = plan(asked.cast.justice, asked.cast.justice_officer, asked.plan)
    issued: Plan = issued_by(made, asked.cast.justice_officer, asked.cast.justice_head)
    item = PlanItem.objects.create(plan=issued, address="I.9", place="I.9", order=900, text="Trồng cây.")
    return save_target(
        item=item, by=asked.cast.justice_officer, measure="Số cây", value=Decimal(120), unit="cây", direction="it_nhat"
    )


@pytest.fixture
def with_own(asked: Round) -> Target:
    made = own_target(asked)
    follow_plan(round_=asked.round, by=asked.cast.clerk)
    return made


def test_the_units_own_targets_are_lines_of_its_form_alone(asked: Round, with_own: Target) -> None:
    assert ("tu_dat", "Số cây", "120") in lines(asked.justice)
    assert [kind for kind, _, _ in lines(asked.education)] == ["chi_tieu", "chi_tieu"]
    fresh = open_for(asked.cast.city, [asked.cast.justice], asked.cast.clerk, asked.plan, "Báo cáo năm 2024")
    assert lines(fresh.reports.get()) == [
        ("chi_tieu", "Số cây", "100"), ("chi_tieu", "Tỷ lệ", "90"), ("tu_dat", "Số cây", "120"),
        ("nhiem_vu", "Tuyên truyền.", ""),
    ]  # fmt: skip


def test_a_plan_that_is_not_issued_asks_nothing(asked: Round) -> None:
    made = plan(asked.cast.justice, asked.cast.justice_officer, asked.plan)
    item = PlanItem.objects.create(plan=made, address="I.9", place="I.9", order=900, text="Trồng cây.")
    save_target(
        item=item, by=asked.cast.justice_officer, measure="Số hoa", value=Decimal(5), unit="", direction="it_nhat"
    )
    assert follow_plan(round_=asked.round, by=asked.cast.clerk) == 0


def test_own_figures_are_kept_apart_from_what_the_office_gave(asked: Round, with_own: Target) -> None:
    filled = fill_in(asked.justice, asked.cast.justice_officer, 60)
    accept_report(report=send_report(report=filled, by=asked.cast.justice_officer), by=asked.cast.clerk)
    found = totals(asked.round)
    trees = next(one for one in found.targets if one.text == "Số cây")
    assert (len(found.targets), trees.asked, trees.total) == (2, 150, 60)
    assert [(row.unit, row.line.asked, row.line.actual) for row in found.own] == [(asked.cast.justice, 120, 60)]
    actual = TargetActual.objects.get(target=with_own)
    assert (actual.unit, actual.value) == (asked.cast.justice, 60)


def test_pages_head_them_apart(asked: Round, with_own: Target) -> None:
    officer, report = client_of(asked.cast.justice_officer), asked.justice
    heading = "Chỉ tiêu trong kế hoạch của Phòng Tư pháp"
    for page in ("sua/", "", "gui/"):
        text = officer.get(f"/bao-cao/{report.pk}/{page}").content.decode()
        assert text.count(f">{heading}</h2>") == 1
        assert text.count(">Chỉ tiêu được giao</h2>") == 1
        assert "Đơn vị đặt" in text
    filled = fill_in(report, asked.cast.justice_officer, 60)
    accept_report(report=send_report(report=filled, by=asked.cast.justice_officer), by=asked.cast.clerk)
    office, board = client_of(asked.cast.clerk), f"/bao-cao/dot/{asked.round.pk}/tong-hop/"
    assert "không cộng với chỉ tiêu được giao" in office.get(board).content.decode()
    sheet = load_workbook(io.BytesIO(office.get(f"{board}excel/").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[4:6] for row in rows if "tự đặt" in str(row[3])] == [[120, 60]]
    assert [row[4:6] for row in rows if row[1] == "Số cây" and row[3] == "Tổng cộng"] == [[150, 60]]
