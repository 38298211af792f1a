"""Hoàn tác: the latest end, renaming or handing over of a unit is put back exactly, or refused with its reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from organizations.actions.block import join_block, lay_down_block
from organizations.actions.person import add_person, correct_position
from organizations.actions.succession import end_unit, hand_over_part, rename_unit
from organizations.actions.unit import move_unit
from organizations.actions.unit_undo import undo_change
from organizations.models import (
    Block,
    BlockMember,
    Notice,
    Position,
    Role,
    RoleAssignment,
    Unit,
    UnitParent,
    UnitSuccession,
)
from organizations.queries.unit_changes import latest_change, what_returns
from tests.cast import SINCE, make_user
from tests.clients import client_of
from tests.organizations.office_hands import BEFORE, CHANGED, administrator, again, logged, refusal, ward

NAMES = {"official_name": "Phòng Tư pháp - Hộ tịch", "short_name": "Phòng TP-HT"}
KEPT = (UnitSuccession, Unit, UnitParent, Block, BlockMember, Position, RoleAssignment)


def everything() -> dict[str, list[dict]]:
    """All rows of what such a change may touch."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


@pytest.fixture
def boss(cast):
    return administrator(cast)


@pytest.fixture
def office(cast, boss):
    """The office with a team below, an ended one, a position that ended and a place in a block."""
    team = ward("Tổ hộ tịch", cast.justice)
    ward("Nhóm", team)
    end_unit(unit=ward("Tổ cũ", cast.justice), on=date(2022, 1, 1), successors=[])
    left = add_person(full_name="Lê Cũ", unit=cast.justice, title="Cán bộ", since=SINCE)
    left.positions.update(valid_to=date(2021, 12, 31))
    add_person(full_name="Lê Mới", unit=cast.justice, title="Cán bộ", since=CHANGED + timedelta(days=9))
    block = lay_down_block(host=cast.city, name="Khối chuyên môn", kind="khoi", valid_from=SINCE, by=cast.clerk)
    join_block(block=block, unit=cast.justice, on=SINCE, duty="thanh_vien", by=cast.clerk)
    return cast.justice


def rename(unit, by, on=CHANGED):
    return rename_unit(unit=again(unit), on=on, by=by, **NAMES)


def undo(unit, by):
    return undo_change(change=latest_change(again(unit)), by=by)


# Exactly as before


def test_a_renaming_is_put_back_row_by_row(office, boss):
    before = everything()
    new = rename(office, boss)
    assert latest_change(new) == latest_change(again(office))
    undo(office, boss)
    assert everything() == before
    assert latest_change(again(office)) is None
    assert logged(office)[-1] == ("Hoàn tác", ["Đổi tên ngày 01/07/2025 được hoàn tác"])


@pytest.mark.parametrize("carry", [True, False])
def test_a_merger_is_put_back_row_by_row(cast, boss, carry):
    lone = ward("Tổ lẻ", cast.city)
    add_person(full_name="Lê Văn Lẻ", unit=lone, title="Tổ trưởng", since=SINCE)
    make_user("tole", "Lê Thị Tổ", lone, Role.UNIT_OFFICER)
    end_unit(unit=ward("Tổ cũ", lone), on=date(2022, 1, 1), successors=[])
    lay_down_block(host=lone, name="Cụm của tổ", kind="cum", valid_from=SINCE, by=boss)
    before = everything()
    end_unit(unit=again(lone), on=CHANGED, successors=[(cast.education, "sap_nhap")], carry_people=carry, by=boss)
    assert everything() != before
    undo(lone, boss)
    assert everything() == before


def test_a_split_and_a_part_are_put_back(cast, boss):
    lone = ward("Tổ lẻ", cast.city)
    before = everything()
    hand_over_part(unit=lone, on=CHANGED, successors=[cast.education], basis="QĐ 1", by=boss)
    heirs = [(cast.justice, "chia_tach"), (cast.education, "chia_tach")]
    end_unit(unit=lone, on=CHANGED + timedelta(days=1), successors=heirs, by=boss)
    first = lone.changes.get(kind="mot_phan")
    assert refusal(lambda: undo_change(change=first, by=boss)) == (
        "Đã có thay đổi sau đó dựa trên việc này: kết thúc hoạt động ngày 02/07/2025. Hãy hoàn tác việc ấy trước."
    )
    undo(lone, boss)
    undo(lone, boss)
    assert everything() == before


def test_who_held_a_role_is_told(office, cast, boss):
    rename(office, boss)
    undo(office, boss)
    texts = Notice.objects.filter(user=cast.justice_head).order_by("-pk").values_list("text", flat=True)
    assert texts[0] == ("Phòng Tư pháp: đổi tên ngày 01/07/2025 được hoàn tác. Vai trò của bạn ở đó trở lại như trước.")


def test_the_page_names_every_row_that_returns(cast, boss):
    lone = ward("Tổ lẻ", cast.city)
    add_person(full_name="Lê Văn Lẻ", unit=lone, title="Tổ trưởng", since=SINCE)
    make_user("tole", "Lê Thị Tổ", lone, Role.UNIT_OFFICER)
    Position.objects.filter(person__user__username="tole").delete()
    end_unit(unit=lone, on=CHANGED, successors=[(cast.education, "sap_nhap")], by=boss)
    assert what_returns(latest_change(again(lone))) == [
        "Bỏ việc Phòng Giáo dục và Đào tạo kế tục Tổ lẻ từ 01/07/2025.",
        "Tổ lẻ hoạt động trở lại đến nay, không gián đoạn.",
        "Tổ lẻ trực thuộc UBND thành phố Tây Ninh đến nay.",
        "Chức vụ Tổ trưởng của Lê Văn Lẻ tiếp tục đến nay.",
        "Vai trò Cán bộ đơn vị của Lê Thị Tổ tiếp tục đến nay.",
    ]


# Refused


def test_a_position_corrected_since_keeps_a_renaming_from_being_taken_back(office, cast, boss):
    new = rename(office, boss)
    held = new.positions.get(person=cast.justice_head.person)
    correct_position(position=held, title="Trưởng phòng", since=held.valid_from, until=None, by=boss)
    after = everything()
    assert refusal(lambda: undo(office, boss)) == (
        f"Đã có thay đổi sau đó dựa trên việc này: chức vụ “Trưởng phòng: {held.person}” đã được sửa. "
        "Hãy ghi thay đổi mới thay vì hoàn tác."
    )
    assert everything() == after


def test_what_names_the_new_unit_keeps_it(office, cast, boss):
    new = rename(office, boss)
    add_person(full_name="Lê Sau", unit=new, title="Cán bộ", since=CHANGED)
    after = everything()
    assert refusal(lambda: undo(office, boss)) == (
        "Đã có thay đổi sau đó dựa trên việc này: 1 chức vụ gắn với Phòng TP-HT. Hãy đổi tên lần nữa thay vì hoàn tác."
    )
    assert everything() == after


def test_a_superior_that_ended_since_keeps_a_unit_ended(cast, boss):
    upper = ward("Phòng cũ", cast.city)
    team = ward("Tổ", upper)
    end_unit(unit=team, on=CHANGED, successors=[], by=boss)
    end_unit(unit=again(upper), on=CHANGED, successors=[], by=boss)
    assert refusal(lambda: undo(team, boss)) == (
        "Đã có thay đổi sau đó dựa trên việc này: Phòng cũ hoặc Tổ đã kết thúc hoạt động."
    )
    undo(upper, boss)
    assert undo(team, boss).valid_to is None


def test_a_unit_goes_on_under_a_superior_that_moved_since(cast, boss):
    upper, other = ward("Phòng", cast.city), ward("Phòng khác", cast.city)
    team = ward("Tổ", upper)
    end_unit(unit=team, on=BEFORE, successors=[], by=boss)
    move_unit(unit=again(upper), parent=other, on=CHANGED, by=boss)
    assert refusal(lambda: undo(team, boss)) == ""  # it ended under the unit that moved, and goes with it
    assert again(team).parent_on(CHANGED) == upper


def test_it_is_taken_back_once(office, boss):
    rename(office, boss)
    change = latest_change(office)
    undo_change(change=change, by=boss)
    assert refusal(lambda: undo_change(change=change, by=boss)) == "Thay đổi này đã được hoàn tác rồi."


# Whose it is


def test_only_administrators_of_both_places_take_back(cast, boss):
    lone = ward("Tổ lẻ", cast.city)
    end_unit(unit=lone, on=CHANGED, successors=[(cast.education, "sap_nhap")], by=boss)
    local = administrator(cast, cast.education)  # administers the successor, never the city
    sentence = "Trước thay đổi này đơn vị thuộc nơi bạn không quản trị. Hãy nhờ quản trị của cấp trên cũ."
    assert refusal(lambda: undo(lone, local)) == sentence
    assert refusal(lambda: undo(lone, cast.clerk)).startswith("Bạn không có quyền quản trị")
    address = reverse("unit_undo", args=[lone.pk])
    assert client_of(local).get(address).status_code == 403
    assert client_of(cast.clerk).post(address).status_code == 403
    assert client_of(cast.outsider).get(address).status_code == 404
    assert client_of(cast.outsider).post(address).status_code == 404
    assert again(lone).valid_to == BEFORE


# The pages


def test_from_the_page_of_the_unit_to_the_unit_as_it_was(office, boss):
    new = rename(office, boss)
    client = client_of(boss)
    address = reverse("unit_undo", args=[office.pk])
    for unit in (office, new):
        assert address in client.get(reverse("unit_detail", args=[unit.pk])).content.decode()
    asked = client.get(address)
    assert asked.status_code == 200
    assert again(office).valid_to == BEFORE  # asking changes nothing
    stale = client.post(address, {"lan": "0"}, follow=True)
    assert [str(message) for message in stale.context["messages"]] == [
        "Trong lúc bạn đọc, đơn vị đã có thay đổi khác. Hãy đọc lại rồi xác nhận."
    ]
    done = client.post(address, {"lan": asked.context["change"].pk}, follow=True)
    assert [str(message) for message in done.context["messages"]] == [
        "Đã hoàn tác: đổi tên. Phòng Tư pháp trở lại như trước."
    ]
    none = client.get(address, follow=True)
    assert [str(message) for message in none.context["messages"]] == [
        "Phòng Tư pháp không có việc đổi tên, kết thúc, chuyển một phần nào để hoàn tác."
    ]


def test_a_refusal_is_a_sentence_on_the_page(office, boss):
    new = rename(office, boss)
    add_person(full_name="Lê Sau", unit=new, title="Cán bộ", since=CHANGED)
    address = reverse("unit_undo", args=[office.pk])
    answer = client_of(boss).post(address, {"lan": latest_change(office).pk}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Đã có thay đổi sau đó dựa trên việc này: 1 chức vụ gắn với Phòng TP-HT. Hãy đổi tên lần nữa thay vì hoàn tác."
    ]


def test_a_unit_that_went_on_under_another_name_keeps_its_merger_and_says_what_moved(cast, boss):
    gone = ward("Tổ sáp nhập", cast.city)
    end_unit(unit=gone, on=CHANGED, successors=[(cast.justice, "sap_nhap")], by=boss)
    change = latest_change(again(gone))
    rename(cast.justice, boss, on=CHANGED + timedelta(days=30))
    after = everything()
    assert refusal(lambda: undo_change(change=change, by=boss)) == (
        "Đã có thay đổi sau đó dựa trên việc này: chỗ của “Tổ sáp nhập” trong cây đơn vị đã đổi theo đơn vị ở trên "
        "hoặc đơn vị kế tục. Hãy hoàn tác việc ấy trước, hoặc ghi thay đổi mới."
    )
    assert everything() == after
