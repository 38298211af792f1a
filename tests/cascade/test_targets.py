"""Sums of shares against the number, with its direction; outcomes; equal parts; whom a printed name means."""

from __future__ import annotations

from decimal import Decimal

import pytest

from campaigns.actions.targets import link_share, report_actual, share_target
from campaigns.forms.targets import equal_parts
from campaigns.models import Target
from campaigns.queries.addressed import addressees_of
from campaigns.queries.targets import check_sum, outcome
from documents.actions.step import take_step
from documents.text.item_readings import number, written
from tests.cascade.papers import answer, city_plan
from tests.clients import client_of
from workflow.engine import Refused


def target(direction: str, value: int = 100, sharing: str = "chia", to: int | None = None) -> Target:
    return Target(
        measure="Số cây", value=Decimal(value), value_to=to and Decimal(to), unit="cây", direction=direction,
        sharing=sharing,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "values", "holds", "sentence"),
    [
        (target("it_nhat"), [60, 40], True, "Tổng giao 100 cây, bằng chỉ tiêu."),
        (target("it_nhat"), [60, 30], False, "Tổng giao 90 cây, còn thiếu 10 cây so với chỉ tiêu 100."),
        (target("dat"), [60, 50], True, "Tổng giao 110 cây, vượt 10 cây so với chỉ tiêu 100 (chấp nhận được)."),
        (target("khong_qua"), [60, 50], False, "Tổng giao 110 cây, vượt 10 cây so với chỉ tiêu 100."),
        (
            target("khong_qua"), [60, 30], True,
            "Tổng giao 90 cây, còn thiếu 10 cây so với chỉ tiêu 100 (chấp nhận được).",
        ),
        (target("tu_den", to=120), [60, 50], True, "Tổng giao 110 cây, trong khoảng của chỉ tiêu."),
        (target("it_nhat", sharing="lap"), [100, 120], True, "Mỗi đơn vị được giao mức 100 cây."),
        (target("it_nhat", sharing="lap"), [100, 90], False, "1 đơn vị được giao mức thấp hơn yêu cầu 100 cây."),
        (target("khong_qua", sharing="lap"), [100, 120], False, "1 đơn vị được giao mức cao hơn giới hạn 100 cây."),
        (target("giam", sharing="lap"), [100, 90], False, "1 đơn vị được giao mức thấp hơn yêu cầu 100 cây."),
        (target("dat"), [], False, "Chưa giao cho đơn vị nào."),
    ],
)  # fmt: skip
def test_the_sum_is_checked_by_the_direction(one, values, holds, sentence):
    found = check_sum(one, [Decimal(value) for value in values])
    assert (found.holds, found.sentence) == (holds, sentence)


def test_outcomes():
    least, most, less = target("it_nhat"), target("khong_qua"), target("duoi")
    assert outcome(least, None, None) == "chua_co"
    assert [outcome(least, Decimal(50), Decimal(value)) for value in (49, 50)] == ["chua_dat", "dat"]
    assert [outcome(most, None, Decimal(value)) for value in (100, 101)] == ["dat", "chua_dat"]
    assert [outcome(less, None, Decimal(value)) for value in (99, 100)] == ["dat", "chua_dat"]


def test_equal_parts_add_up():
    assert equal_parts(Decimal(25), 4) == [7, 6, 6, 6]
    assert sum(equal_parts(Decimal("7.5"), 4)) == Decimal("7.5")
    assert equal_parts(Decimal(3), 0) == []


@pytest.mark.parametrize(
    ("text", "value"), [("1.250", "1250"), ("7,5", "7.5"), ("02", "2"), ("98.5", "98.5"), ("1.250,75", "1250.75")]
)
def test_numbers_as_papers_write_them(text, value):
    assert number(text) == Decimal(value)
    assert number(written(Decimal(value))) == Decimal(value)


def test_no_number_is_none():
    assert [number(text) for text in ("", "năm mươi", "1e99", "NaN", "Infinity")] == [None] * 5


@pytest.mark.django_db
def test_whom_a_printed_name_means(cast):
    names = {
        "Phòng Tư pháp": ((cast.justice.pk,), ()),
        "Trưởng Phòng Giáo dục & Đào tạo thành phố": ((cast.education.pk,), ()),
        "Thủ trưởng các cơ quan, đơn vị": ((), ("tat_ca",)),
        "Các phòng, ban, UBND các xã, phường, các trường": ((), ("ubnd", "truong", "chuyen_mon")),
        "Phòng Tư pháp, Phòng Giáo dục và Đào tạo": ((cast.justice.pk, cast.education.pk), ()),
        "Công chức phụ trách": ((), ()),
    }
    found = addressees_of(city_plan(cast), set(names))
    assert {name: (set(one.units), one.groups) for name, one in found.items()} == {
        name: (set(units), groups) for name, (units, groups) in names.items()
    }


@pytest.mark.django_db
def test_only_confirmed_targets_of_published_plans_go_down_and_only_to_units_below(cast):
    plan = city_plan(cast)
    row = Target.objects.filter(item__plan=plan).first()
    values = {cast.justice.pk: Decimal(1)}
    with pytest.raises(Refused, match="đã xác nhận"):
        share_target(target=row, sharing="chia", values=values, by=cast.clerk)
    Target.objects.update(judgement="xac_nhan", judged_by=cast.clerk, judged_at=plan.document.created_at)
    row.refresh_from_db()
    with pytest.raises(Refused, match="không trực thuộc"):
        share_target(target=row, sharing="chia", values={cast.other_city.pk: Decimal(1)}, by=cast.clerk)
    with pytest.raises(Refused, match="Chỉ người soạn"):
        share_target(target=row, sharing="chia", values=values, by=cast.justice_officer)
    [share] = share_target(target=row, sharing="chia", values=values, by=cast.clerk)
    with pytest.raises(Refused, match="không giao cho đơn vị"):
        report_actual(
            target=row, unit=cast.education, period_end=plan.document.date, value=Decimal(1), by=cast.education_officer
        )
    own = Target.objects.filter(item__plan=answer(cast, plan)).first()
    with pytest.raises(Refused, match="đã xác nhận trong kế hoạch"):
        link_share(share=share, own=own, by=cast.justice_officer)


@pytest.mark.django_db
def test_targets_of_a_recalled_plan_are_given_to_nobody(cast):
    plan = city_plan(cast)
    Target.objects.update(judgement="xac_nhan", judged_by=cast.clerk, judged_at=plan.document.created_at)
    take_step(document=plan.document, action="recall", by=cast.leader, reason="Sai căn cứ.")
    row = Target.objects.filter(item__plan=plan).first()
    with pytest.raises(Refused, match="đang “Đã thu hồi” nên không giao chỉ tiêu được nữa"):
        share_target(target=row, sharing="chia", values={cast.justice.pk: Decimal(1)}, by=cast.clerk)
    client = client_of(cast.clerk)
    page = client.get(f"/ke-hoach/{plan.pk}/chi-tieu/")
    address = f"/ke-hoach/chi-tieu/{row.pk}/giao/"
    assert (address in page.content.decode(), client.get(address).status_code) == (False, 302)
