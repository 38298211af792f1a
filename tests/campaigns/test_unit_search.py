"""The search in forms with many units: nothing is saved by it, nothing typed is lost, and it works without script."""

from __future__ import annotations

from decimal import Decimal

import pytest

from campaigns.models import Obligation, PlanItem, Target, TargetShare
from tests.campaigns.test_progress_actions import asking_plan
from tests.cast import Cast
from tests.clients import client_of


@pytest.fixture
def target(cast: Cast) -> Target:
    asking_plan(cast)
    return Target.objects.get(measure="Số cây")


def share(cast: Cast, target: Target, **typed: str):
    return client_of(cast.clerk).post(f"/ke-hoach/chi-tieu/{target.pk}/giao/", {"sharing": "chia", **typed})


def values(target: Target) -> list[Decimal]:
    return list(TargetShare.objects.filter(target=target).order_by("value").values_list("value", flat=True))


def test_searching_among_shares_hides_rows_and_keeps_what_was_typed(cast: Cast, target: Target) -> None:
    typed = {f"unit-{cast.justice.pk}": "40", f"unit-{cast.education.pk}": "một trăm"}
    answer = share(cast, target, buoc="tim", tim="Tư  PHÁP", **typed)
    assert answer.status_code == 200
    rows = answer.context["form"].unit_rows()
    assert [(unit, field.value(), shown) for unit, field, shown in rows] == [
        (cast.education, "một trăm", False), (cast.justice, "40", True)
    ]  # fmt: skip
    page = answer.content.decode()
    assert f'<tr data-name="{cast.education.search_name}" hidden>' in page
    assert f'<tr data-name="{cast.justice.search_name}">' in page
    assert "Hãy nhập số" not in page
    assert values(target) == [50, 100]
    assert "Không có đơn vị nào khớp" in share(cast, target, buoc="tim", tim="xyz").content.decode()


def test_hidden_rows_are_given_too_and_a_wrong_one_is_shown(cast: Cast, target: Target) -> None:
    typed = {f"unit-{cast.justice.pk}": "40", f"unit-{cast.education.pk}": "một trăm", "tim": "tư pháp"}
    wrong = share(cast, target, **typed)
    assert wrong.status_code == 422
    assert f'<tr data-name="{cast.education.search_name}">' in wrong.content.decode()
    assert values(target) == [50, 100]
    assert share(cast, target, **(typed | {f"unit-{cast.education.pk}": "110"})).status_code == 302
    assert values(target) == [40, 110]


def test_units_of_an_obligation_are_ticked_by_what_is_shown(cast: Cast, target: Target) -> None:
    item = PlanItem.objects.get(plan=target.item.plan, address="II.9")
    client, address = client_of(cast.clerk), f"/ke-hoach/muc/{item.pk}/them-nhiem-vu/"
    count = Obligation.objects.count()
    typed = {"what": "Trồng rừng", "unit_printed": "", "units": [cast.education.pk]}

    def ticked(**more: str) -> list[tuple[object, bool, bool]]:
        answer = client.post(address, typed | more)
        assert answer.status_code == 200
        assert answer.context["form"]["what"].value() == "Trồng rừng"
        assert "Hãy nhập tên đơn vị" not in answer.content.decode()
        return answer.context["form"].unit_rows()

    education, justice = cast.education, cast.justice
    assert ticked(buoc="tim", tim="tu phap") == [(education, True, False), (justice, False, True)]
    assert ticked(buoc="chon-hien", tim="tu phap") == [(education, True, False), (justice, True, True)]
    assert ticked(buoc="bo-hien", tim="giao duc") == [(education, False, True), (justice, False, False)]
    assert Obligation.objects.count() == count
    saved = client.post(address, typed | {"unit_printed": "Hai phòng", "units": [education.pk, justice.pk], "tim": "x"})
    assert saved.status_code == 302
    assert set(Obligation.objects.latest("pk").units.all()) == {education, justice}
