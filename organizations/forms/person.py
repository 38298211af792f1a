"""Finding, adding, correcting and merging people; their positions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from organizations.forms.fields import DayField, LineField
from organizations.forms.pickers import PersonField, UnitField
from organizations.guards import PEOPLE_KEEPERS, paths_where
from organizations.models import Person, Unit, User
from organizations.models.unit import UnitQuerySet

NAME_NEEDED = "Hãy nhập đủ họ, tên đệm và tên."


def kept_units(user: User) -> UnitQuerySet:
    """Units whose people the user keeps."""
    condition = Q(pk__in=[])
    for path in paths_where(user, PEOPLE_KEEPERS):
        condition |= Q(path__startswith=path)
    return Unit.objects.filter(condition)


class PeopleFilterForm(forms.Form):
    """Name, unit, title and day; an empty field asks for nothing, an empty day is today."""

    tim = LineField(label="Tìm", required=False, max_length=100)
    don_vi = UnitField(label="Đơn vị và cấp dưới", required=False)
    chuc_vu = LineField(label="Chức vụ", required=False, max_length=100)
    ngay = DayField(label="Tại ngày", required=False)
    cu = forms.BooleanField(label="Cả người đã thôi giữ chức vụ", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Họ tên, không cần dấu")
        self.fields["chuc_vu"].widget.attrs.update(placeholder="ví dụ: phó chủ tịch")
        self.fields["don_vi"].queryset = Unit.objects.visible_to(user)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was asked for; what cannot be read asks for nothing."""
        return self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})

    def day(self) -> date:
        """The day that is looked at."""
        return self.asked().get("ngay") or timezone.localdate()


class _PositionFields(forms.Form):
    unit = UnitField(label="Đơn vị")
    title = LineField(
        label="Chức vụ", max_length=120, error_messages={"required": "Hãy nhập chức vụ, ví dụ: Phó Trưởng phòng."}
    )
    since = DayField(label="Từ ngày", error_messages={"required": "Hãy nhập ngày nhận chức vụ."})

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = kept_units(user)  # type: ignore[attr-defined]


class AddPersonForm(_PositionFields):
    """A person with the first position."""

    full_name = LineField(label="Họ và tên", max_length=100, error_messages={"required": NAME_NEEDED})

    field_order = ("full_name",)


class PositionForm(_PositionFields):
    """A further position; without a last day it still runs."""

    until = DayField(label="Đến ngày", required=False, help_text="Ngày cuối cùng giữ chức vụ; đang giữ thì để trống.")


class CorrectPositionForm(forms.Form):
    """Title and days of a position; the last day ends it."""

    title = LineField(
        label="Chức vụ", max_length=120, error_messages={"required": "Hãy nhập chức vụ, ví dụ: Phó Trưởng phòng."}
    )
    since = DayField(label="Từ ngày", error_messages={"required": "Hãy nhập ngày nhận chức vụ."})
    until = DayField(label="Đến ngày", required=False, help_text="Ngày cuối cùng giữ chức vụ; đang giữ thì để trống.")


class NameForm(forms.Form):
    """How the name is written."""

    full_name = LineField(label="Họ và tên", max_length=100, error_messages={"required": NAME_NEEDED})


class MergeForm(forms.Form):
    """The second record of the same person."""

    other = PersonField(
        label="Hồ sơ thứ hai của cùng người này",
        help_text="Hồ sơ này sẽ nhập vào hồ sơ đang mở và không còn đứng riêng.",
        error_messages={"required": "Hãy gõ họ tên của hồ sơ thứ hai, rồi chọn trong gợi ý."},
    )

    def __init__(self, *args: Any, user: User, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["other"].queryset = Person.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean_other(self) -> Person:
        """Another record than the one that is open."""
        other: Person = self.cleaned_data["other"]
        if other.pk == self.person.pk:
            raise ValidationError("Đây chính là hồ sơ đang mở. Hãy chọn hồ sơ kia.")
        return other
