"""The unit one works for: kept in the session while a role is held there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from organizations.models import Role
from tests.cast import SINCE, Cast
from tests.clients import client_of

SWITCH = "/don-vi-lam-viec/"


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Of Tư pháp and of Giáo dục."""
    cast.justice_officer.role_assignments.create(unit=cast.education, role=Role.UNIT_OFFICER, valid_from=SINCE)
    return client_of(cast.justice_officer)


def active(client: Client) -> str:
    return str(client.get("/tai-khoan/").context["active_unit"])


def test_the_chosen_unit_stays_active(cast: Cast, officer: Client) -> None:
    assert active(officer) == "Phòng Tư pháp"
    assert officer.post(SWITCH, {"unit": cast.education.pk, "next": "/van-ban/"}).url == "/van-ban/"
    assert active(officer) == "Phòng Giáo dục và Đào tạo"


def test_a_unit_where_nothing_is_held_is_refused(cast: Cast, officer: Client) -> None:
    page = officer.post(SWITCH, {"unit": cast.city.pk}, follow=True).content.decode()
    assert "Bạn không giữ vai trò nào ở đơn vị đó hôm nay. Hãy chọn đơn vị khác." in page
    assert active(officer) == "Phòng Tư pháp"


def test_where_the_role_has_ended_nobody_stays(cast: Cast, officer: Client) -> None:
    officer.post(SWITCH, {"unit": cast.education.pk})
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    cast.justice_officer.role_assignments.filter(unit=cast.education).update(valid_to=yesterday)
    assert active(officer) == "Phòng Tư pháp"


def test_another_site_is_no_way_back(cast: Cast, officer: Client) -> None:
    assert officer.post(SWITCH, {"unit": cast.education.pk, "next": "https://example.com/"}).url == "/"


def test_a_new_plan_begins_with_the_active_unit(cast: Cast, officer: Client) -> None:
    officer.post(SWITCH, {"unit": cast.education.pk})
    assert officer.get("/ke-hoach/soan/").context["form"].initial["don-vi"] == cast.education.pk
