"""One unit, person or user from a line of text, and the suggestions for it."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from organizations.actions.person import add_person
from organizations.actions.succession import end_unit
from organizations.actions.unit import found_unit
from organizations.forms.pickers import PersonField, UnitField, UserField
from organizations.models import Person, Unit, User
from tests.cast import SINCE, Cast
from tests.clients import client_of


class PickForm(forms.Form):
    unit = UnitField(required=False)
    person = PersonField(required=False)
    user = UserField(required=False)

    def __init__(self, *args, viewer: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer)
        self.fields["person"].queryset = Person.objects.visible_to(viewer)
        self.fields["user"].queryset = User.objects.visible_to(viewer)


def picked(cast: Cast, field: str, text: str) -> object:
    """The object, or the sentences of the error."""
    form = PickForm({field: text}, viewer=cast.clerk)
    return form.cleaned_data[field] if form.is_valid() else form.errors[field]


def ward(cast: Cast, short: str, official: str = "Phường", parent: Unit | None = None) -> Unit:
    return found_unit(
        official_name=official, short_name=short, level="xa", kind="ubnd", valid_from=SINCE, parent=parent or cast.city
    )


@pytest.mark.parametrize(
    "text", ["Phòng Tư pháp", "phong tu phap", "  PHÒNG  TƯ PHÁP ", "Phòng Tư pháp [{pk}]", "[{pk}]"]
)
def test_a_unit_is_named_whatever_case_and_tone_marks(cast, text):
    assert picked(cast, "unit", text.format(pk=cast.justice.pk)) == cast.justice


def test_a_short_name_goes_before_an_official_one(cast):
    ward(cast, "Phòng A của phường", "Phòng A")
    short = ward(cast, "Phòng A", "Phòng A thuộc ủy ban")
    assert picked(cast, "unit", "phòng a") == short


def test_the_very_name_goes_before_one_that_differs_by_tone_marks(cast):
    first, second = ward(cast, "Phường Hòa Bình"), ward(cast, "Phường Hoa Binh")
    assert (picked(cast, "unit", "Phường Hòa Bình"), picked(cast, "unit", "Phường Hoa Binh")) == (first, second)


def test_nothing_typed_is_nobody(cast):
    assert [picked(cast, field, " ") for field in ("unit", "person", "user")] == [None, None, None]


def test_several_units_of_a_name_are_listed(cast):
    one, two = ward(cast, "Tổ 1", parent=cast.justice), ward(cast, "Tổ 1", parent=cast.education)
    assert picked(cast, "unit", "tổ 1") == [
        f"Có 2 đơn vị tên như vậy. Hãy chép lại một trong: “Tổ 1 [{one.pk}]” (Phòng Tư pháp); "
        f"“Tổ 1 [{two.pk}]” (Phòng Giáo dục và Đào tạo)."
    ]
    assert picked(cast, "unit", f"Tổ 1 [{two.pk}]") == two


def test_a_part_of_a_name_is_not_taken_for_the_name(cast):
    assert picked(cast, "unit", "tư pháp") == [
        "Không có đơn vị nào tên đúng như “tư pháp”. Hãy chép lại một trong: “Phòng Tư pháp” (UBND thành phố Tây Ninh)."
    ]


@pytest.mark.parametrize(
    "text", ["Thị xã Hòa Thành", "UBND thị xã Hòa Thành [{pk}]", "[999999999999999999]", "[]", "%"]
)
def test_what_the_user_may_not_see_does_not_exist(cast, text):
    typed = text.format(pk=cast.other_city.pk)
    assert picked(cast, "unit", typed) == [
        f"Không tìm thấy đơn vị “{typed}” trong phạm vi bạn được xem. "
        "Hãy kiểm tra lại tên, hoặc gõ vài chữ rồi chọn trong gợi ý."
    ]


def test_an_id_under_a_wrong_name_is_refused(cast):
    assert picked(cast, "unit", f"Phòng Nội vụ [{cast.justice.pk}]") != cast.justice


@pytest.mark.parametrize("text", ["Lê Thị Hoa (tuphap)", "lê thị hoa", "TUPHAP", "[{pk}]"])
def test_a_user_is_named_by_name_or_log_in(cast, text):
    assert picked(cast, "user", text.format(pk=cast.justice_officer.pk)) == cast.justice_officer


def test_a_user_who_is_locked_is_not_offered(cast):
    User.objects.filter(pk=cast.justice_officer.pk).update(is_active=False)
    assert picked(cast, "user", "tuphap")[0].startswith("Không tìm thấy người dùng “tuphap”")


def test_people_of_one_name_are_told_apart_by_position(cast):
    other = add_person(full_name="Lê Thị Hoa", unit=cast.education, title="Chuyên viên", since=SINCE)
    first = cast.justice_officer.person
    assert picked(cast, "person", "le thi hoa") == [
        f"Có 2 người tên như vậy. Hãy chép lại một trong: “Lê Thị Hoa [{first.pk}]” (Cán bộ, Phòng Tư pháp); "
        f"“Lê Thị Hoa [{other.pk}]” (Chuyên viên, Phòng Giáo dục và Đào tạo)."
    ]
    assert picked(cast, "person", f"Lê Thị Hoa [{other.pk}]") == other


def test_an_object_shown_first_leads_back_to_itself(cast):
    add_person(full_name="Lê Thị Hoa", unit=cast.education, title="Chuyên viên", since=SINCE)
    things = {"unit": cast.justice, "person": cast.justice_officer.person, "user": cast.justice_officer}
    form = PickForm(initial=things, viewer=cast.clerk)
    shown = {name: form[name].value() for name in things}
    assert shown == {
        "unit": "Phòng Tư pháp",
        "person": f"Lê Thị Hoa [{cast.justice_officer.person.pk}]",
        "user": "Lê Thị Hoa (tuphap)",
    }
    sent = PickForm(shown, initial=things, viewer=cast.clerk)
    assert (sent.is_valid(), sent.cleaned_data, sent.has_changed()) == (True, things, False)


def test_what_was_typed_stays_in_the_box(cast):
    form = PickForm({"unit": "<không có>"}, viewer=cast.clerk)
    assert not form.is_valid()
    assert 'value="&lt;không có&gt;"' in str(form["unit"])


def test_suggestions_hold_what_the_user_sees_today(cast):
    ended = ward(cast, "Phường Tư cũ")
    end_unit(unit=ended, on=date(2024, 1, 1), successors=[])
    client = client_of(cast.clerk)
    assert client.get(reverse("unit_search"), {"q": "tu  PHAP"}).json() == [
        {"id": cast.justice.pk, "text": "Phòng Tư pháp", "note": "UBND thành phố Tây Ninh"}
    ]
    assert client.get(reverse("unit_search"), {"q": "tư cũ"}).json() == []
    assert client.get(reverse("unit_search"), {"q": "tư cũ", "het": "1"}).json() == [
        {"id": ended.pk, "text": "Phường Tư cũ", "note": "UBND thành phố Tây Ninh, đến 31/12/2023"}
    ]
    assert client.get(reverse("person_search"), {"q": "hoa le"}).json() == [
        {"id": cast.justice_officer.person.pk, "text": "Lê Thị Hoa", "note": "Cán bộ, Phòng Tư pháp"}
    ]
    assert client.get(reverse("user_search"), {"q": "tuph"}).json() == [
        {"id": cast.justice_officer.pk, "text": "Lê Thị Hoa (tuphap)", "note": "Phòng Tư pháp"}
    ]


@pytest.mark.parametrize("name", ["unit_search", "person_search", "user_search"])
def test_an_outsider_is_offered_nothing_of_ours(cast, name):
    words = {"unit_search": "tư pháp", "person_search": "hoa", "user_search": "tuphap"}[name]
    assert len(client_of(cast.clerk).get(reverse(name), {"q": words}).json()) == 1
    assert client_of(cast.outsider).get(reverse(name), {"q": words}).json() == []
    assert client_of(cast.clerk).get(reverse(name)).json() == []


@pytest.mark.parametrize("name", ["unit_search", "person_search", "user_search"])
def test_suggestions_take_the_same_queries_for_one_and_thirty(cast, name, django_assert_max_num_queries):
    client = client_of(cast.clerk)
    counts = []
    for step in range(2):
        with django_assert_max_num_queries(9) as taken:
            found = client.get(reverse(name), {"q": "ph" if step == 0 else "tim"}).json()
        counts.append(len(taken))
        for number in range(30 if step == 0 else 0):
            unit = ward(cast, f"Tìm {number}")
            person = add_person(full_name="Lê Tìm", unit=unit, title="Cán bộ", since=SINCE)
            User.objects.create_user(f"tim{number}", person=person)
    assert len(found) == 20
    assert counts[1] <= counts[0]
