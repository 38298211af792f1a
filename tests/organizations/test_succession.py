"""Renaming, merging, splitting, ending: what goes over, what ends, what stays, and who may do it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.models import Document
from organizations.actions.block import join_block, lay_down_block
from organizations.actions.person import add_person, grant_role
from organizations.actions.succession import carry_over, end_unit, hand_over_part, rename_unit
from organizations.actions.unit import move_unit
from organizations.models import Notice, Position, Role, Unit, UnitParent, UnitSuccession
from tests.cast import SINCE, Cast
from tests.organizations.office_hands import (
    BEFORE,
    CHANGED,
    administrator,
    again,
    logged,
    refusal,
    tomorrow,
    ward,
)
from tests.threads import together

NEW_NAMES = {"official_name": "Phòng Tư pháp - Hộ tịch", "short_name": "Phòng TP-HT"}


def rename(cast, unit=None, on=CHANGED, by=None, **names):
    return rename_unit(unit=unit or cast.justice, on=on, by=by or administrator(cast), **(names or NEW_NAMES))


# Renaming


def test_the_new_name_takes_the_place_of_the_old_one_from_that_day(cast):
    new = rename(cast, symbol="PTPHT", **NEW_NAMES)
    old = again(cast.justice)
    assert (old.valid_to, new.valid_from, new.valid_to, new.symbol) == (BEFORE, CHANGED, None, "PTPHT")
    assert (new.level, new.kind, new.place_name) == (old.level, old.kind, old.place_name)
    assert (old.parent_on(BEFORE), old.parent_on(CHANGED)) == (cast.city, None)
    assert (new.parent_on(BEFORE), new.parent_on(CHANGED)) == (None, cast.city)
    assert new.path == f"{cast.city.path}{new.pk}/"
    assert [(row.predecessor, row.get_kind_display(), row.on) for row in new.origins.all()] == [
        (old, "Đổi tên", CHANGED)
    ]


def test_units_below_go_over_with_all_below_them(cast):
    team = ward("Tổ hộ tịch", cast.justice)
    pair = ward("Nhóm", team)
    gone = ward("Tổ cũ", cast.justice)
    end_unit(unit=gone, on=date(2022, 1, 1), successors=[])
    new = rename(cast)
    assert again(team).path == f"{new.path}{team.pk}/"
    assert again(pair).path == f"{new.path}{team.pk}/{pair.pk}/"
    assert (team.parent_on(BEFORE), team.parent_on(CHANGED)) == (cast.justice, new)
    # What ended before stays with the old name, and is seen through the new one.
    assert again(gone).path == f"{new.path}{cast.justice.pk}/{gone.pk}/"
    assert gone.parent_on(date(2021, 1, 1)) == cast.justice


def test_positions_and_roles_go_over_those_that_ended_before_stay(cast):
    left = add_person(full_name="Lê Cũ", unit=cast.justice, title="Cán bộ", since=SINCE)
    left.positions.update(valid_to=date(2021, 12, 31))
    later = add_person(full_name="Lê Mới", unit=cast.justice, title="Cán bộ", since=CHANGED + timedelta(days=9))
    new = rename(cast)

    def held(person):
        return [(row.unit, row.valid_from, row.valid_to) for row in person.positions.order_by("valid_from")]

    assert held(cast.justice_head.person) == [(cast.justice, SINCE, BEFORE), (new, CHANGED, None)]
    assert held(left) == [(cast.justice, SINCE, date(2021, 12, 31))]
    assert held(later) == [(new, CHANGED + timedelta(days=9), None)]
    assert again(cast.justice_head).holds([Role.UNIT_HEAD], new.pk)
    assert not again(cast.justice_head).holds([Role.UNIT_HEAD], cast.justice.pk)


def test_people_of_the_new_name_still_see_papers_of_the_old_one(cast):
    paper = cast.draft(cast.justice_officer)
    Document.objects.filter(pk=paper.pk).update(state="received")
    rename(cast)
    assert again(paper).owner == cast.justice
    assert list(Document.objects.visible_to(again(cast.justice_officer))) == [paper]
    assert list(Document.objects.visible_to(again(cast.education_officer))) == []


def test_its_place_and_duty_in_a_block_and_the_blocks_it_keeps_go_over(cast):
    by = administrator(cast)
    block = lay_down_block(host=cast.city, name="Khối 1", kind="khoi", valid_from=SINCE, by=by)
    join_block(block=block, unit=cast.justice, on=SINCE, by=by, duty="khoi_truong")
    own = lay_down_block(host=cast.justice, name="Khối tổ", kind="khoi", valid_from=SINCE, by=by)
    new = rename(cast, by=by)
    members = [(row.unit, row.duty, row.valid_from, row.valid_to) for row in block.members.order_by("valid_from")]
    assert members == [(cast.justice, "khoi_truong", SINCE, BEFORE), (new, "khoi_truong", CHANGED, None)]
    assert again(own).host == new


def test_renaming_is_told_and_logged_on_both_pages(cast):
    new = rename(cast, official_name="Phòng X", short_name="Phòng X", basis="")
    text = "Từ 01/07/2025 “Phòng Tư pháp” đổi tên thành “Phòng X”"
    roles = "Vai trò tiếp tục: Thủ trưởng đơn vị (Phạm Văn Bình), Cán bộ đơn vị (Lê Thị Hoa)"
    assert (logged(cast.justice), logged(new)) == ([("Đổi tên", [text, roles])], [("Đổi tên", [text, roles])])
    told = Notice.objects.filter(address=f"/don-vi/{new.pk}/")
    assert {notice.user for notice in told} == {cast.justice_officer, cast.justice_head}
    assert told[0].text == f"{text}. Vai trò của bạn tiếp tục ở đơn vị mang tên mới."


def test_a_unit_may_be_renamed_twice_and_by_itself_as_city(cast):
    by = administrator(cast)
    city = rename(cast, unit=cast.city, by=by, official_name="UBND phường Tân Ninh", short_name="P. Tân Ninh")
    newer = rename(cast, unit=city, by=again(by), on=date(2026, 1, 1), official_name="UBND phường A", short_name="P. A")
    assert again(cast.justice).path == f"{newer.path}{cast.justice.pk}/"
    assert again(cast.city).path == f"{newer.path}{city.pk}/{cast.city.pk}/"
    assert again(by).holds([Role.ADMINISTRATOR], newer.pk)
    assert cast.justice.parent_on(SINCE) == cast.city
    assert cast.justice.parent_on(date(2025, 8, 1)) == city
    assert cast.justice.parent_on(date(2026, 2, 1)) == newer


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": tomorrow()}, "Ngày đổi tên chưa tới. Hãy ghi việc đổi tên vào ngày có hiệu lực."),
        ({"on": SINCE}, "Phòng Tư pháp thành lập ngày 01/01/2020, không thể kết thúc trước đó."),
        (
            {"on": SINCE - timedelta(days=1)},
            "Phòng Tư pháp không hoạt động vào ngày 31/12/2019. Hãy chọn ngày hoặc đơn vị khác.",
        ),
        (
            {"official_name": "Phòng Tư pháp", "short_name": " Phòng  Tư pháp"},
            "Tên mới giống tên cũ. Hãy nhập tên mới, hoặc dùng “Sửa thông tin”.",
        ),
        ({"official_name": "", "short_name": "A"}, "Trường này không được để trắng."),
    ],
)
def test_a_wrong_renaming_is_refused_and_nothing_changes(cast, fields, sentence):
    by, before = administrator(cast), Unit.objects.count()
    assert refusal(lambda: rename(cast, by=by, **(NEW_NAMES | fields))) == sentence
    assert (Unit.objects.count(), again(cast.justice).valid_to) == (before, None)


def test_while_a_draft_waits_the_unit_is_neither_renamed_nor_ended(cast):
    cast.draft(cast.justice_officer)
    by = administrator(cast)
    sentence = (
        "Phòng Tư pháp còn 1 văn bản chưa xử lý xong. Hãy ban hành hoặc hủy bản thảo trước: sau ngày này không ai còn "
        "quyền ký ở đơn vị cũ."
    )
    assert refusal(lambda: rename(cast, by=by)) == sentence
    assert refusal(lambda: end_unit(unit=cast.justice, on=CHANGED, successors=[], by=by)) == sentence


# Ending


def test_positions_roles_and_places_end_with_the_unit(cast):
    end_unit(unit=cast.justice, on=CHANGED, successors=[], by=administrator(cast))
    assert set(Position.objects.filter(unit=cast.justice).values_list("valid_to", flat=True)) == {BEFORE}
    assert set(cast.justice.role_assignments.values_list("valid_to", flat=True)) == {BEFORE}
    roles = "Vai trò kết thúc: Thủ trưởng đơn vị (Phạm Văn Bình), Cán bộ đơn vị (Lê Thị Hoa)"
    assert logged(cast.justice) == [("Kết thúc hoạt động", ["Hoạt động đến hết ngày 30/06/2025", roles])]
    told = Notice.objects.filter(address=f"/don-vi/{cast.justice.pk}/")
    assert {notice.user for notice in told} == {cast.justice_officer, cast.justice_head}
    assert {notice.text for notice in told} == {
        "Phòng Tư pháp kết thúc hoạt động từ 01/07/2025. Vai trò của bạn ở đó kết thúc theo."
    }


def test_one_successor_sees_what_was_left_and_takes_over_the_people(cast):
    by = administrator(cast)
    kinds = [(cast.education, UnitSuccession.Kind.MERGE)]
    end_unit(unit=cast.justice, on=CHANGED, successors=kinds, carry_people=True, basis="QĐ 12/QĐ-UBND", by=by)
    assert again(cast.justice).path == f"{cast.education.path}{cast.justice.pk}/"
    positions = cast.justice_head.person.positions.order_by("valid_from")
    assert [(row.unit, row.valid_to) for row in positions] == [(cast.justice, BEFORE), (cast.education, None)]
    assert not again(cast.justice_head).roles_held()
    assert logged(cast.education) == [
        ("Nhận kế tục", ["Từ 01/07/2025 kế tục Phòng Tư pháp", "Căn cứ: QĐ 12/QĐ-UBND"]),
    ]


def test_of_two_successors_neither_owns_the_past(cast):
    parts = [ward(name, cast.city, CHANGED) for name in ("Ban A", "Ban B")]
    end_unit(unit=cast.justice, on=CHANGED, successors=[(part, UnitSuccession.Kind.SPLIT) for part in parts])
    assert again(cast.justice).path == cast.justice.path


def test_when_a_part_passes_on_nothing_else_changes(cast):
    by = administrator(cast)
    [row] = hand_over_part(unit=cast.justice, on=CHANGED, successors=[cast.education], basis="", by=by)
    assert (row.kind, again(cast.justice).valid_to) == (UnitSuccession.Kind.PART, None)
    text = "Từ 01/07/2025 Phòng Giáo dục và Đào tạo nhận một phần việc của Phòng Tư pháp"
    assert logged(cast.justice) == [("Chuyển một phần", [text])]
    assert logged(cast.education) == [("Nhận một phần", [text])]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda cast, by: end_unit(unit=cast.justice, on=tomorrow() + timedelta(days=1), successors=[], by=by),
            "Ngày kết thúc chưa tới. Hãy ghi việc này vào ngày có hiệu lực.",
        ),
        (
            lambda cast, by: end_unit(
                unit=cast.justice, on=CHANGED, successors=[(cast.education, "sap_nhap"), (cast.education, "chia_tach")]
            ),
            "Một đơn vị kế tục được nhập hai lần. Hãy bỏ bớt một dòng.",
        ),
        (
            lambda cast, by: end_unit(
                unit=cast.justice, on=CHANGED, successors=[(ward("Ban A", cast.city, date(2026, 1, 1)), "sap_nhap")]
            ),
            "Ban A không hoạt động vào ngày 01/07/2025. Hãy chọn ngày hoặc đơn vị khác.",
        ),
        (
            lambda cast, by: hand_over_part(unit=cast.justice, on=CHANGED, successors=[], basis="", by=by),
            "Hãy nhập ít nhất một đơn vị nhận phần việc.",
        ),
    ],
)
def test_a_wrong_ending_is_refused(cast, change, sentence):
    by = administrator(cast)
    assert refusal(lambda: change(cast, by)) == sentence
    assert again(cast.justice).valid_to is None


def test_a_unit_ends_once(cast):
    end_unit(unit=cast.justice, on=CHANGED, successors=[])
    assert refusal(lambda: end_unit(unit=cast.justice, on=CHANGED, successors=[])) == (
        "Phòng Tư pháp đã kết thúc từ sau ngày 30/06/2025."
    )


def test_a_position_that_begins_later_is_named(cast):
    add_person(full_name="Lê Mới", unit=cast.justice, title="Cán bộ", since=date(2025, 8, 1))
    assert refusal(lambda: end_unit(unit=cast.justice, on=CHANGED, successors=[])) == (
        "Chức vụ Cán bộ của Lê Mới bắt đầu ngày 01/08/2025, khi đơn vị không còn. Hãy sửa chức vụ đó trước."
    )


# Who may


@pytest.mark.parametrize("who", ["clerk", "leader", "justice_head", "outsider", "administrator elsewhere"])
def test_only_administrators_of_the_unit_or_above_end_and_rename_it(cast, who):
    by = administrator(cast, cast.education) if who == "administrator elsewhere" else getattr(cast, who)
    sentence = "Bạn không có quyền quản trị tại Phòng Tư pháp. Việc này thuộc quản trị của đơn vị cấp trên."
    for act in (
        lambda: rename(cast, by=by),
        lambda: end_unit(unit=cast.justice, on=CHANGED, successors=[], by=by),
        lambda: hand_over_part(unit=cast.justice, on=CHANGED, successors=[cast.education], basis="", by=by),
    ):
        assert refusal(act) == sentence


@pytest.mark.parametrize("where", ["justice", "city", "province"])
def test_administrators_of_the_unit_and_of_those_above_may(cast, where):
    assert rename(cast, by=administrator(cast, getattr(cast, where))).short_name == "Phòng TP-HT"


# Splitting periods


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ((SINCE, None), [("old", SINCE, BEFORE), ("new", CHANGED, None)]),
        ((SINCE, BEFORE), [("old", SINCE, BEFORE)]),
        ((SINCE, CHANGED), [("old", SINCE, BEFORE), ("new", CHANGED, CHANGED)]),
        ((CHANGED, None), [("new", CHANGED, None)]),
        ((BEFORE, CHANGED), [("old", BEFORE, BEFORE), ("new", CHANGED, CHANGED)]),
    ],
)
def test_a_period_is_split_at_the_day(cast, period, expected):
    person = add_person(full_name="Lê Hoa")
    first, last = period
    Position.objects.create(person=person, unit=cast.justice, title="Cán bộ", valid_from=first, valid_to=last)
    carry_over(Position.objects.filter(person=person), field="unit", to=cast.education, on=CHANGED)
    names = {cast.justice.pk: "old", cast.education.pk: "new"}
    rows = [(names[row.unit_id], row.valid_from, row.valid_to) for row in person.positions.order_by("valid_from")]
    assert rows == expected


def test_a_move_recorded_before_a_renaming_further_back_stays(cast):
    team = ward("Tổ", cast.justice)
    move_unit(unit=team, parent=cast.education, on=date(2026, 1, 1))
    new = rename(cast)
    assert [team.parent_on(day) for day in (BEFORE, CHANGED, date(2026, 1, 1))] == [cast.justice, new, cast.education]
    assert again(team).path == f"{cast.education.path}{team.pk}/"
    assert UnitParent.objects.filter(child=team, valid_to__isnull=True).count() == 1


def test_a_role_for_a_period_keeps_its_end(cast):
    until = timezone.localdate() + timedelta(days=30)
    grant_role(user=cast.clerk, unit=cast.justice, role=Role.INSPECTOR, valid_from=SINCE, valid_to=until)
    new = rename(cast)
    held = cast.clerk.role_assignments.filter(role=Role.INSPECTOR).order_by("valid_from")
    assert [(row.unit, row.valid_from, row.valid_to) for row in held] == [
        (cast.justice, SINCE, BEFORE),
        (new, CHANGED, until),
    ]


# Together


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_hands_that_rename_at_once_one_is_refused():
    cast = Cast()
    by = administrator(cast)
    hands = together(
        2, lambda number: rename_unit(unit=cast.justice, on=CHANGED, by=by, official_name="A", short_name=f"A{number}")
    )
    assert sorted(type(each).__name__ for each in hands) == ["Unit", "ValidationError"]
    assert cast.justice.successions.count() == 1
    assert cast.city.child_links.as_of(CHANGED).count() == 2
