"""The same period before, of units that were merged, renamed or divided meanwhile."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from campaigns.actions.judging import save_target
from campaigns.actions.progress import accept_report, send_report
from campaigns.actions.targets import share_target
from campaigns.models import Plan, PlanItem, ReportLine, ReportRound
from campaigns.queries.progress import before
from campaigns.queries.progress_totals import totals
from organizations.actions.person import add_person, grant_role
from organizations.actions.succession import end_unit
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, UnitSuccession, User
from tests.campaigns.test_progress_actions import Round, asking_plan
from tests.cast import Cast
from tests.clients import client_of
from tests.world_progress import fill_in, open_for

MERGE, SPLIT, RENAME = UnitSuccession.Kind.MERGE, UnitSuccession.Kind.SPLIT, UnitSuccession.Kind.RENAME


@pytest.fixture
def asked(cast: Cast) -> Round:
    """The half-year before: Tư pháp reached 60, Giáo dục 30; both accepted."""
    plan = asking_plan(cast)
    made = Round(cast, plan, open_for(cast.city, [cast.justice, cast.education], cast.clerk, plan, "6 tháng 2024"))
    accept_report(report=made.sent(60), by=cast.clerk)
    sent = send_report(report=fill_in(made.education, cast.education_officer, 30), by=cast.education_officer)
    accept_report(report=sent, by=cast.clerk)
    return made


def new_unit(cast: Cast, name: str) -> Unit:
    return found_unit(
        official_name=name, short_name=name, level=Unit.Level.DISTRICT, kind=Unit.Kind.OFFICE, symbol="PM",
        place_name="TP. Tây Ninh", valid_from=timezone.localdate(), parent=cast.city,
    )  # fmt: skip


def officer_of(unit: Unit) -> User:
    today = timezone.localdate()
    person = add_person(full_name="Ngô Văn Mới", unit=unit, title="Cán bộ", since=today)
    user = User.objects.create_user(f"canbo{unit.pk}", password=None, person=person)
    grant_role(user=user, unit=unit, role=Role.UNIT_OFFICER, valid_from=today)
    return user


def next_round(asked: Round, units: list[Unit]) -> ReportRound:
    """The year's round after the reorganisation: each unit is given 80 trees and the level of 90 %."""
    for measure, sharing in (("Số cây", "chia"), ("Tỷ lệ", "lap")):
        item = PlanItem.objects.get(plan=asked.plan, address="II.9")
        target = next(one for one in item.targets.all() if one.measure == measure)
        share_target(
            target=target, sharing=sharing, values=dict.fromkeys((unit.pk for unit in units), Decimal(80)),
            by=asked.cast.clerk,
        )  # fmt: skip
    return open_for(
        asked.cast.city, units, asked.cast.clerk, Plan.objects.get(pk=asked.plan.pk), "6 tháng 2025", year=2025,
        period_from=date(2025, 1, 1), period_to=date(2025, 6, 30), previous=asked.round,
    )  # fmt: skip


def beside(round_: ReportRound, unit: Unit) -> dict[str, tuple[str, str]]:
    """By target the figure of the same period before and what is said of it."""
    report = round_.reports.get(unit=unit)
    found = before(report, lines := list(report.lines.all()))
    return {
        line.text: (one.actual_text, one.note) if (one := found[line.pk].same_period) else ("", "")
        for line in lines
        if line.is_target
    }


def test_a_merged_unit_is_held_against_the_sum_of_those_before_it(asked: Round) -> None:
    cast = asked.cast
    both = new_unit(cast, "Phòng Văn hóa")
    for old in (cast.justice, cast.education):
        end_unit(unit=old, on=timezone.localdate(), successors=[(both, MERGE)])
    round_ = next_round(asked, [both])
    assert beside(round_, both) == {
        "Số cây": ("90", "cộng của Phòng Giáo dục và Đào tạo, Phòng Tư pháp"),
        "Tỷ lệ": ("", "Phòng Giáo dục và Đào tạo: 30; Phòng Tư pháp: 60; không cộng được"),
    }
    officer = officer_of(both)
    accept_report(report=send_report(report=fill_in(round_.reports.get(), officer, 100), by=officer), by=cast.clerk)
    trees = next(one for one in totals(round_).targets if one.text == "Số cây")
    assert (trees.before, trees.change) == (90, 10)
    note = "cộng của Phòng Giáo dục và Đào tạo, Phòng Tư pháp"
    assert note in client_of(cast.clerk).get(f"/bao-cao/dot/{round_.pk}/tong-hop/").content.decode()
    assert note in client_of(officer).get(f"/bao-cao/{round_.reports.get().pk}/").content.decode()


def test_one_that_was_not_accepted_is_missing_and_nothing_is_compared(asked: Round) -> None:
    cast = asked.cast
    both = new_unit(cast, "Phòng Văn hóa")
    for old in (cast.justice, cast.education):
        end_unit(unit=old, on=timezone.localdate(), successors=[(both, MERGE)])
    asked.round.reports.filter(unit=cast.education).update(state="sent")
    found = beside(next_round(asked, [both]), both)
    assert found["Số cây"] == ("", "Phòng Tư pháp: 60; thiếu số của Phòng Giáo dục và Đào tạo")


def test_a_renamed_unit_is_held_against_its_old_name(asked: Round) -> None:
    new = new_unit(asked.cast, "Phòng Tư pháp mới")
    end_unit(unit=asked.cast.justice, on=timezone.localdate(), successors=[(new, RENAME)])
    found = beside(next_round(asked, [new]), new)
    assert found == {"Số cây": ("60", "của Phòng Tư pháp"), "Tỷ lệ": ("60", "của Phòng Tư pháp")}


def test_a_unit_that_takes_another_in_adds_its_own(asked: Round) -> None:
    cast = asked.cast
    end_unit(unit=cast.justice, on=timezone.localdate(), successors=[(cast.education, MERGE)])
    found = beside(next_round(asked, [cast.education]), cast.education)
    assert found["Số cây"] == ("90", "cộng của Phòng Giáo dục và Đào tạo, Phòng Tư pháp")


def test_what_was_divided_is_named_and_not_compared(asked: Round) -> None:
    halves = [new_unit(asked.cast, name) for name in ("Phòng Một", "Phòng Hai")]
    end_unit(unit=asked.cast.justice, on=timezone.localdate(), successors=[(half, SPLIT) for half in halves])
    round_ = next_round(asked, halves)
    for half in halves:
        assert beside(round_, half)["Số cây"] == ("", "Phòng Tư pháp đã tách cho nhiều đơn vị, số 60 không chia được")


def test_a_merger_after_the_round_was_opened_changes_nothing_in_it(asked: Round) -> None:
    cast = asked.cast
    round_ = next_round(asked, [cast.education, cast.justice])
    round_.reports.update(state="accepted")  # a unit does not end with work in hand
    end_unit(unit=cast.justice, on=timezone.localdate(), successors=[(cast.education, MERGE)])
    assert beside(round_, cast.education)["Số cây"] == ("30", "")
    assert beside(round_, cast.justice)["Số cây"] == ("60", "")


def test_another_wording_is_another_line(asked: Round) -> None:
    cast = asked.cast
    new = new_unit(cast, "Phòng Tư pháp mới")
    end_unit(unit=cast.justice, on=timezone.localdate(), successors=[(new, RENAME)])
    item = PlanItem.objects.get(plan=asked.plan, address="II.9")
    bags = save_target(item=item, by=cast.clerk, measure="Số cây", value=Decimal(9), unit="bao", direction="it_nhat")
    share_target(target=bags, sharing="chia", values={new.pk: Decimal(9)}, by=cast.clerk)
    round_ = open_for(cast.city, [new], cast.clerk, asked.plan, "6 tháng 2025", previous=asked.round)
    assert beside(round_, new) == {"Số cây": ("", "")}


def test_two_lines_of_one_wording_are_not_added_up_and_compared_twice(asked: Round) -> None:
    cast = asked.cast
    line = ReportLine.objects.get(report__unit=cast.justice, report__round=asked.round, text="Số cây")
    item = PlanItem.objects.exclude(address="II.9").filter(plan=asked.plan).first()
    line.target = save_target(
        item=item, by=cast.clerk, measure="Số cây", value=Decimal(9), unit=line.measure, direction="it_nhat"
    )
    line.pk, line.actual = None, Decimal(20)
    line.save()
    round_ = next_round(asked, [cast.justice, cast.education])
    assert beside(round_, cast.justice)["Số cây"] == ("", "60; 20: nhiều dòng cùng tên nên không so sánh")
    assert beside(round_, cast.education)["Số cây"] == ("30", "")
