"""Forms that change units: filled in, asked back, carried out; errors beside the fields, what was typed stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from organizations.actions.person import add_person
from organizations.actions.unit import correct_unit, delete_unit
from organizations.models import Unit, UnitParent
from tests.cast import SINCE
from tests.clients import client_of
from tests.organizations.office_hands import BEFORE, CHANGED, DAY, administrator, again, logged, refusal, ward
from workflow.models import LogEntry

NAMES = {
    "official_name": "Phòng Tư pháp - Hộ tịch", "short_name": "Phòng TP-HT", "level": "huyen", "kind": "chuyen_mon",
    "symbol": "PTPHT", "place_name": "TP. Tây Ninh",
}  # fmt: skip
FOUND = NAMES | {"parent": "ubnd thanh pho tay ninh", "valid_from": DAY, "protocol_order": "10"}


def post(user, name: str, unit: Unit | None, /, **data: str):
    """The answer to a form, and where it leads."""
    return client_of(user).post(reverse(name, args=[unit.pk] if unit else []), data)


def errors(response) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


# Founding


def test_a_unit_is_founded_under_one_that_is_administered(cast):
    by = administrator(cast)
    response = post(by, "unit_create", None, **FOUND)
    unit = Unit.objects.get(short_name="Phòng TP-HT")
    assert response.url == reverse("unit_detail", args=[unit.pk])
    assert (unit.parent_on(CHANGED), unit.valid_from, unit.protocol_order) == (cast.city, CHANGED, 10)
    assert logged(unit) == [("Lập đơn vị", ["Hoạt động từ 01/07/2025, UBND thành phố Tây Ninh"])]
    assert LogEntry.objects.about(unit).get().actor_id == str(by.pk)


def test_sent_twice_it_is_founded_once(cast):
    by = administrator(cast)
    post(by, "unit_create", None, **FOUND)
    again_sent = post(by, "unit_create", None, **FOUND)
    assert again_sent.status_code == 422
    assert errors(again_sent) == {
        "__all__": [
            "Dưới UBND thành phố Tây Ninh đã có đơn vị tên “Phòng Tư pháp - Hộ tịch”. Hãy kiểm tra lại danh sách."
        ]
    }
    assert Unit.objects.filter(short_name="Phòng TP-HT").count() == 1


def test_nothing_filled_in_says_what_is_missing_and_keeps_what_was_typed(cast):
    response = post(administrator(cast), "unit_create", None, official_name="Phòng <A>", protocol_order="x")
    assert response.status_code == 422
    assert errors(response) == {
        "parent": ["Hãy gõ tên đơn vị cấp trên trực tiếp, rồi chọn trong gợi ý."],
        "valid_from": ["Hãy nhập ngày có hiệu lực ghi trong quyết định thành lập."],
        "short_name": ["Hãy nhập tên gọi tắt để phân biệt trong danh sách."],
        "level": ["Hãy chọn cấp."],
        "kind": ["Hãy chọn loại."],
        "protocol_order": ["Thứ tự phải là số nguyên, ví dụ 10."],
    }
    assert 'value="Phòng &lt;A&gt;"' in response.content.decode()


@pytest.mark.parametrize("parent", ["UBND tỉnh", "UBND thị xã Hòa Thành"])
def test_not_under_a_unit_that_is_not_administered(cast, parent):
    response = post(administrator(cast), "unit_create", None, **(FOUND | {"parent": parent}))
    assert list(errors(response)) == ["parent"]
    assert not Unit.objects.filter(short_name="Phòng TP-HT").exists()


def test_the_unit_above_may_be_named_in_the_address(cast):
    by = administrator(cast)
    client = client_of(by)
    page = client.get(reverse("unit_create"), {"duoi": cast.justice.pk})
    assert page.context["form"]["parent"].value() == "Phòng Tư pháp"
    for hidden in (cast.other_city.pk, cast.province.pk, "x", "9" * 40):
        assert client.get(reverse("unit_create"), {"duoi": hidden}).context["form"]["parent"].value() is None


# Correcting


def test_a_slip_is_corrected_for_all_time(cast):
    values = NAMES | {"protocol_order": "5"}
    response = post(administrator(cast), "unit_edit", cast.justice, **values)
    assert response.url == reverse("unit_detail", args=[cast.justice.pk])
    unit = again(cast.justice)
    assert (unit.official_name, unit.short_name, unit.valid_from) == ("Phòng Tư pháp - Hộ tịch", "Phòng TP-HT", SINCE)
    assert list(Unit.objects.matching("ho tich tp-ht")) == [unit]
    assert logged(unit) == [
        (
            "Sửa thông tin",
            [
                "Tên chính thức: “Phòng Tư pháp” sửa thành “Phòng Tư pháp - Hộ tịch”",
                "Tên gọi tắt: “Phòng Tư pháp” sửa thành “Phòng TP-HT”",
                "Ký hiệu văn bản: “PTP” sửa thành “PTPHT”",
                "Thứ tự: “1000” sửa thành “5”",
            ],
        )
    ]


def test_no_change_writes_no_log(cast):
    correct_unit(unit=cast.justice, by=administrator(cast), official_name=" Phòng  Tư pháp ")
    assert logged(cast.justice) == []


def test_a_correction_to_the_name_of_the_unit_beside_is_refused(cast):
    names = {"official_name": cast.education.official_name, "short_name": cast.education.short_name}
    response = post(administrator(cast), "unit_edit", cast.justice, **(NAMES | names | {"protocol_order": "5"}))
    assert list(errors(response)) == ["__all__"]
    assert again(cast.justice).short_name == "Phòng Tư pháp"


# Asked first


def test_renaming_is_asked_with_what_will_happen_then_done(cast):
    by = administrator(cast)
    form = NAMES | {"on": DAY, "basis": "QĐ 1"}
    asked = post(by, "unit_rename", cast.justice, **form)
    assert (asked.status_code, again(cast.justice).valid_to) == (200, None)
    assert asked.context["question"].sentences == [
        "Từ 01/07/2025, “Phòng Tư pháp” mang tên “Phòng Tư pháp - Hộ tịch” (gọi tắt “Phòng TP-HT”).",
        "2 chức vụ và 2 vai trò tiếp tục ở tên mới.",
        "Văn bản đã ban hành và số đã lấy vẫn mang tên cũ; người của đơn vị vẫn xem được.",
        "Tên cũ ở lại trong lịch sử. Ghi nhầm thì hoàn tác được ở trang đơn vị, khi chưa có việc khác dựa vào.",
    ]
    hidden = asked.content.decode()
    assert 'type="hidden" name="short_name" value="Phòng TP-HT"' in hidden
    back = post(by, "unit_rename", cast.justice, **form, sua_lai="1")
    assert (back.status_code, back.context["form"]["short_name"].value()) == (200, "Phòng TP-HT")
    assert again(cast.justice).valid_to is None
    done = post(by, "unit_rename", cast.justice, **form, xac_nhan="1")
    new = Unit.objects.get(short_name="Phòng TP-HT")
    assert (done.url, again(cast.justice).valid_to) == (reverse("unit_detail", args=[new.pk]), BEFORE)


def test_what_will_be_refused_is_not_asked(cast):
    cast.draft(cast.justice_officer)
    response = post(administrator(cast), "unit_rename", cast.justice, **NAMES, on=DAY)
    assert response.status_code == 422
    assert errors(response)["__all__"][0].startswith("Phòng Tư pháp còn 1 văn bản chưa xử lý xong.")


def test_asking_leaves_nothing_behind(cast):
    by = administrator(cast)
    rows = (Unit.objects.count(), UnitParent.objects.count(), LogEntry.objects.count())
    post(by, "unit_rename", cast.justice, **NAMES, on=DAY)
    post(by, "unit_move", cast.justice, parent="Phòng Giáo dục và Đào tạo", on=DAY)
    post(by, "unit_end", cast.justice, how="ket_thuc", on=DAY)
    assert (Unit.objects.count(), UnitParent.objects.count(), LogEntry.objects.count()) == rows
    assert again(cast.justice).path == cast.justice.path


def test_moving_is_asked_then_done(cast):
    by = administrator(cast)
    form = {"parent": "phong giao duc va dao tao", "on": DAY, "basis": ""}
    asked = post(by, "unit_move", cast.justice, **form)
    assert asked.context["question"].sentences[0] == (
        "Từ 01/07/2025, Phòng Tư pháp trực thuộc Phòng Giáo dục và Đào tạo, không còn trực thuộc UBND thành phố Tây "
        "Ninh."
    )
    done = post(by, "unit_move", cast.justice, **form, xac_nhan="1")
    assert done.url == reverse("unit_detail", args=[cast.justice.pk])
    assert cast.justice.parent_on(CHANGED) == cast.education
    assert logged(cast.justice) == [("Chuyển cấp trên", ["Từ 01/07/2025 trực thuộc Phòng Giáo dục và Đào tạo"])]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, {"on": ["Hãy nhập ngày có hiệu lực ghi trong quyết định."],
              "parent": ["Hãy gõ tên đơn vị cấp trên mới, rồi chọn trong gợi ý."]}),
        ({"on": DAY, "parent": "Phòng Tư pháp"},
         {"__all__": ["Không thể đặt Phòng Tư pháp dưới Phòng Tư pháp: từ ngày đó, Phòng Tư pháp là chính nó hoặc đơn "
                      "vị trực thuộc nó."]}),
        ({"on": DAY, "parent": "UBND thành phố Tây Ninh"},
         {"__all__": ["Phòng Tư pháp đang trực thuộc UBND thành phố Tây Ninh rồi. Hãy chọn đơn vị khác."]}),
        ({"on": "31/12/2030", "parent": "Phòng Giáo dục và Đào tạo"},
         {"__all__": ["Ngày chuyển chưa tới. Hãy ghi việc chuyển vào ngày có hiệu lực."]}),
    ],
)  # fmt: skip
def test_a_wrong_move_says_why(cast, form, expected):
    response = post(administrator(cast), "unit_move", cast.justice, **form, xac_nhan="1")
    assert (response.status_code, errors(response)) == (422, expected)


def test_a_merger_is_asked_then_done(cast):
    by = administrator(cast)
    form = {
        "how": "ket_thuc", "on": DAY, "successor1": "Phòng Giáo dục và Đào tạo", "kind1": "sap_nhap",
        "carry_people": "on", "basis": "QĐ 12",
    }  # fmt: skip
    asked = post(by, "unit_end", cast.justice, **form)
    assert (asked.context["question"].title, asked.context["question"].sentences) == (
        "Kết thúc Phòng Tư pháp",
        [
            "Từ 01/07/2025, Phòng Tư pháp không còn hoạt động.",
            "Phòng Giáo dục và Đào tạo kế tục (sáp nhập).",
            "2 chức vụ chuyển sang Phòng Giáo dục và Đào tạo từ ngày đó.",
            "2 vai trò trong chương trình kết thúc.",
            "Văn bản và lịch sử của đơn vị ở lại, không xóa được.",
        ],
    )
    assert 'name="carry_people" value="True"' in asked.content.decode()
    post(by, "unit_end", cast.justice, **(form | {"carry_people": "True"}), xac_nhan="1")
    assert again(cast.justice).valid_to == BEFORE
    assert [row.successor for row in cast.justice.successions.all()] == [cast.education]
    assert cast.education.positions.count() == 3


def test_a_part_passes_on_and_the_unit_goes_on(cast):
    form = {"how": "mot_phan", "on": DAY, "successor1": "Phòng Giáo dục và Đào tạo", "xac_nhan": "1"}
    post(administrator(cast), "unit_end", cast.justice, **form)
    assert [row.get_kind_display() for row in cast.justice.successions.all()] == ["Chuyển một phần"]
    assert again(cast.justice).valid_to is None


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"how": "ket_thuc"}, {"on": ["Hãy nhập ngày có hiệu lực ghi trong quyết định."]}),
        ({"how": "mot_phan", "on": DAY}, {"successor1": ["Hãy nhập đơn vị nhận phần việc."]}),
        (
            {"how": "ket_thuc", "on": DAY, "carry_people": "on"},
            {"carry_people": ["Chỉ chuyển được chức vụ khi có đúng một đơn vị kế tục. Hãy bỏ chọn."]},
        ),
        (
            {"how": "ket_thuc", "on": DAY, "successor1": "Phòng Tư pháp"},
            {"__all__": ["Đơn vị mới phải khác đơn vị cũ."]},
        ),
    ],
)
def test_a_wrong_ending_says_why(cast, form, expected):
    response = post(administrator(cast), "unit_end", cast.justice, **form, xac_nhan="1")
    assert (response.status_code, errors(response)) == (422, expected)


# Taking back


def test_a_unit_founded_by_mistake_today_is_deleted_its_log_stays(cast):
    by = administrator(cast)
    post(by, "unit_create", None, **FOUND)
    unit = Unit.objects.get(short_name="Phòng TP-HT")
    assert "Xóa đơn vị lập nhầm" in client_of(by).get(reverse("unit_detail", args=[unit.pk])).content.decode()
    assert post(by, "unit_delete", unit).url == reverse("unit_list")
    assert not Unit.objects.filter(pk=unit.pk).exists()
    assert [label for label, _ in logged(unit)] == ["Lập đơn vị", "Xóa đơn vị lập nhầm"]


def test_a_unit_of_another_day_or_with_people_is_not_deleted(cast):
    by = administrator(cast)
    assert refusal(lambda: delete_unit(unit=cast.justice, by=by)) == (
        "Phòng Tư pháp không phải mới lập hôm nay nên không xóa được. Hãy dùng “Kết thúc” hoặc “Sửa”."
    )
    unit = ward("Tổ", cast.city, by=by)
    add_person(full_name="Lê Hoa", unit=unit, title="Cán bộ", since=date(2024, 1, 1))
    assert refusal(lambda: delete_unit(unit=unit, by=by)) == (
        "Tổ đã có đơn vị trực thuộc, chức vụ, vai trò, văn bản hoặc quan hệ kế tục nên không xóa được. "
        "Hãy dùng “Kết thúc”."
    )
    assert [label for label, _ in logged(unit)] == ["Lập đơn vị"]


@pytest.mark.parametrize("name", ["unit_edit", "unit_rename", "unit_move", "unit_end", "unit_delete"])
def test_an_outsider_finds_no_form_and_a_clerk_may_not_use_it(cast, name):
    foreign = make_foreign(cast)
    statuses = [post(user, name, cast.justice).status_code for user in (foreign, cast.clerk, cast.justice_head)]
    assert statuses == [404, 403, 403]


def make_foreign(cast):
    """The administrator of the other city."""
    return administrator(cast, cast.other_city)
