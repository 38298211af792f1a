"""Shares of ended units stay; a unit reports without a plan of its own, and for the unit that its user works for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.actions.targets import report_actual, share_target
from campaigns.models import Plan, Target, TargetActual, TargetShare
from organizations.actions.person import grant_role
from organizations.actions.succession import end_unit
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, UnitSuccession, User
from tests.cascade.papers import city_plan
from tests.cast import SINCE, Cast
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(cast: Cast) -> tuple[Plan, Target]:
    """The city's number of 120, divided: 70 for Tư pháp, 50 for Giáo dục."""
    plan = city_plan(cast)
    Target.objects.update(judgement="xac_nhan", judged_by=cast.clerk, judged_at=plan.document.created_at)
    target = Target.objects.get(item__plan=plan, value=120)
    values = {cast.justice.pk: Decimal(70), cast.education.pk: Decimal(50)}
    share_target(target=target, sharing="chia", values=values, by=cast.clerk)
    return plan, target


def end_justice(cast: Cast) -> Unit:
    today = timezone.localdate()
    new = found_unit(
        official_name="Phòng Pháp chế", short_name="Phòng Pháp chế", level=Unit.Level.DISTRICT, kind=Unit.Kind.OFFICE,
        symbol="PC", place_name="TP. Tây Ninh", valid_from=today, parent=cast.city,
    )  # fmt: skip
    end_unit(unit=cast.justice, on=today, successors=[(new, UnitSuccession.Kind.MERGE)])
    return new


def shares(target: Target) -> dict[str, Decimal]:
    return {str(one.unit): one.value for one in TargetShare.objects.filter(target=target).select_related("unit")}


def test_the_share_of_an_ended_unit_stays_and_counts_in_no_sum(cast: Cast, given: tuple[Plan, Target]) -> None:
    plan, target = given
    report_actual(
        target=target, unit=cast.justice, period_end=date(2024, 3, 1), value=Decimal(30), by=cast.justice_officer
    )
    new = end_justice(cast)
    client, address = client_of(cast.clerk), f"/ke-hoach/chi-tieu/{target.pk}/giao/"
    note = f"đã sáp nhập từ {timezone.localdate():%d/%m/%Y} vào Phòng Pháp chế"
    assert f"Phòng Tư pháp 70 {target.unit} ({note})" in client.get(address).content.decode()
    typed = {"sharing": "chia", f"unit-{cast.education.pk}": "50", f"unit-{new.pk}": "70"}
    told = client.post(address, typed, follow=True).content.decode()
    assert f"Tổng giao 120 {target.unit}, bằng chỉ tiêu." in told
    assert shares(target) == {"Phòng Tư pháp": 70, "Phòng Giáo dục và Đào tạo": 50, "Phòng Pháp chế": 70}
    page = client.get(f"/ke-hoach/{plan.pk}/chi-tieu/")
    assert f"Phòng Tư pháp 70 {target.unit}, kết quả 30 đến 01/03/2024 ({note})" in page.content.decode()
    row = next(one for one in page.context["rows"] if one.target == target)
    assert ([one.share.unit for one in row.shares], row.check.total) == ([cast.education, new], 120)


def test_what_is_left_blank_is_still_taken_back_from_units_that_stand(cast: Cast, given: tuple[Plan, Target]) -> None:
    _, target = given
    end_justice(cast)
    share_target(target=target, sharing="chia", values={}, by=cast.clerk)
    assert shares(target) == {"Phòng Tư pháp": 70}


def test_a_unit_without_a_plan_of_its_own_reports_for_its_share(cast: Cast, given: tuple[Plan, Target]) -> None:
    plan, target = given
    client, address = client_of(cast.justice_officer), f"/ke-hoach/chi-tieu/{target.pk}/ket-qua/"
    assert not Plan.objects.filter(document__owner=cast.justice).exists()
    page = client.get(f"/ke-hoach/{plan.pk}/chi-tieu/").content.decode()
    assert f'href="{address}?don-vi={cast.justice.pk}"' in page
    assert f"don-vi={cast.education.pk}" not in page
    client.post(f"{address}?don-vi={cast.justice.pk}", {"period_end": "01/03/2024", "value": "30"})
    assert TargetActual.objects.get().unit == cast.justice
    assert client_of(cast.outsider).get(address).status_code == 404


def test_who_serves_two_units_reports_for_the_one_in_hand(cast: Cast, given: tuple[Plan, Target]) -> None:
    _, target = given
    user = cast.justice_officer
    grant_role(user=user, unit=cast.education, role=Role.UNIT_OFFICER, valid_from=SINCE)
    client, address = client_of(User.objects.get(pk=user.pk)), f"/ke-hoach/chi-tieu/{target.pk}/ket-qua/"
    for unit, other in ((cast.education, cast.justice), (cast.justice, cast.education)):
        client.post(reverse("unit_switch"), {"unit": unit.pk})
        page = client.get(address)
        assert (page.context["unit"], page.context["others"]) == (unit, [other])
    # The address goes before; a unit that is not theirs is none.
    page = client.get(f"{address}?don-vi={cast.education.pk}")
    assert page.context["unit"] == cast.education
    assert client.get(f"{address}?don-vi={cast.city.pk}").context["unit"] == cast.justice
    client.post(f"{address}?don-vi={cast.education.pk}", {"period_end": "01/03/2024", "value": "8"})
    assert list(TargetActual.objects.values_list("unit", "value")) == [(cast.education.pk, 8)]
