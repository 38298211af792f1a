"""A proposal is taken back by its unit; what an ended office or unit left is cared for by its heir."""

from __future__ import annotations

import pytest
from django.utils import timezone

from campaigns.actions.exemplar import (
    may_withdraw,
    may_write,
    publish_exemplar,
    save_exemplar,
    take_exemplar_step,
    withdraw_exemplar,
)
from campaigns.models import Exemplar
from organizations.actions.person import grant_role
from organizations.actions.succession import end_unit
from organizations.actions.unit import found_unit, move_unit
from organizations.models import Role, Unit, UnitSuccession, User
from reports.queries import counts_for
from tests.cast import Cast
from tests.clients import client_of
from tests.world_exemplars import approved, content, written
from workflow.engine import Refused, options
from workflow.models import LogEntry


def step(exemplar: Exemplar, action: str, by: User, reason: str = "") -> Exemplar:
    return take_exemplar_step(exemplar=exemplar, action=action, by=by, reason=reason)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_proposal_is_taken_back_with_a_reason_before_it_is_approved(cast: Cast) -> None:
    proposed = step(written(cast.justice, cast.justice_officer), "submit", cast.justice_officer)
    waiting = counts_for(fresh(cast.clerk))
    with pytest.raises(Refused, match="ghi lý do"):
        step(proposed, "take_back", cast.justice_officer)
    for other in (cast.clerk, cast.leader, cast.education_officer, cast.outsider):
        with pytest.raises(Refused, match="không có quyền"):
            step(proposed, "take_back", other, "Nhầm")
    back = step(proposed, "take_back", cast.justice_officer, "Số liệu còn thiếu")
    assert (back.state, back.desk, back.proposed_by) == ("draft", cast.justice, None)
    last = LogEntry.objects.about(back).last()
    assert (last.action, last.reason, last.actor_name) == ("take_back", "Số liệu còn thiếu", "Lê Thị Hoa")
    assert counts_for(fresh(cast.clerk)) != waiting
    saved = save_exemplar(exemplar=back, version=1, content=content("Đã sửa"), by=cast.justice_officer)
    assert step(saved, "submit", cast.justice_head).proposed_by == cast.justice_head


def test_what_is_approved_is_not_taken_back(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    with pytest.raises(Refused):
        step(done, "take_back", cast.justice_officer, "Nhầm")


def test_the_button_stands_on_the_page_of_the_unit_alone(cast: Cast) -> None:
    proposed = step(written(cast.justice, cast.justice_officer), "submit", cast.justice_officer)
    address = f"/dien-hinh/{proposed.pk}/buoc/take_back/"
    own, office = client_of(cast.justice_officer), client_of(cast.clerk)
    assert address in own.get(f"/dien-hinh/{proposed.pk}/").content.decode()
    assert address not in office.get(f"/dien-hinh/{proposed.pk}/").content.decode()
    own.post(address, {"reason": "Nhầm"})
    assert Exemplar.objects.get().state == "draft"


@pytest.fixture
def heir(cast: Cast) -> Unit:
    """A new office beside the city's, founded today; ``end_city`` lets it take over."""
    today = timezone.localdate()
    return found_unit(
        official_name="Ủy ban nhân dân phường Tân Ninh", short_name="UBND phường Tân Ninh", symbol="UBND",
        level=Unit.Level.DISTRICT, kind=Unit.Kind.COMMITTEE, place_name="Tân Ninh", valid_from=today,
        parent=cast.province,
    )  # fmt: skip


def end_city(cast: Cast, new: Unit) -> None:
    today = timezone.localdate()
    for unit in (cast.justice, cast.education):
        move_unit(unit=unit, parent=new, on=today)
    end_unit(unit=cast.city, on=today, successors=[(new, UnitSuccession.Kind.MERGE)])
    for user, role in ((cast.clerk, Role.STANDING_OFFICER), (cast.leader, Role.SIGNING_LEADER)):
        grant_role(user=user, unit=new, role=role, valid_from=today)


def test_the_heir_of_the_office_takes_care(cast: Cast, heir: Unit) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    publish_exemplar(exemplar=done, version=1, agreed=True, note="Phiếu", by=cast.clerk)
    end_city(cast, heir)
    clerk, officer = fresh(cast.clerk), fresh(cast.justice_officer)
    # Units below the new office still read what the old one approved.
    assert list(Exemplar.objects.visible_to(fresh(cast.education_officer))) == [done]
    assert list(Exemplar.objects.visible_to(fresh(cast.outsider))) == []
    page = client_of(clerk).get(f"/dien-hinh/{done.pk}/").content.decode()
    assert "Rút công khai" in page
    assert f"/dien-hinh/{done.pk}/buoc/return/" in page
    withdraw_exemplar(exemplar=Exemplar.objects.get(), by=clerk, reason="Người được nêu tên đổi ý")
    returned = step(Exemplar.objects.get(), "return", clerk, "Cập nhật số liệu")
    assert (returned.state, returned.desk) == ("returned", cast.justice)
    labels = [entry.label for entry in LogEntry.objects.about(returned)]
    assert "UBND phường Tân Ninh nhận chăm sóc thay UBND thành phố Tây Ninh" in labels
    saved = save_exemplar(exemplar=returned, version=1, content=content("Đã sửa"), by=officer)
    again = step(saved, "submit", officer)
    assert (again.desk, step(again, "approve", fresh(cast.leader)).state) == (heir, "approved")


def test_a_refused_step_takes_nothing_over(cast: Cast, heir: Unit) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    end_city(cast, heir)
    with pytest.raises(Refused, match="ghi lý do"):
        step(Exemplar.objects.get(), "retire", fresh(cast.clerk))
    with pytest.raises(Refused):
        step(Exemplar.objects.get(), "retire", fresh(cast.outsider), "Phá")
    assert Exemplar.objects.get().desk == cast.city
    assert LogEntry.objects.about(done).filter(action="take_over").count() == 0


def test_the_heir_of_the_unit_writes_and_withdraws_for_it(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    today = timezone.localdate()
    end_unit(unit=cast.justice, on=today, successors=[(cast.education, UnitSuccession.Kind.MERGE)])
    officer = fresh(cast.education_officer)
    publish_exemplar(exemplar=Exemplar.objects.get(), version=1, agreed=True, note="Phiếu", by=cast.clerk)
    assert may_withdraw(Exemplar.objects.get(), officer)
    assert not may_withdraw(Exemplar.objects.get(), fresh(cast.justice_officer))
    returned = step(Exemplar.objects.get(), "return", cast.clerk, "Cập nhật")
    assert (returned.unit, returned.desk) == (cast.justice, cast.education)
    assert may_write(returned, officer)
    actions = [one.transition.action for one in options(returned, officer) if one.allowed]
    assert actions == ["submit", "discard"]
    assert client_of(officer).get(f"/dien-hinh/{done.pk}/sua/").status_code == 200
    assert step(returned, "submit", officer).desk == cast.city
