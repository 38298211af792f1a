"""Forms of the records: what was given, how a year was rated, what was recognised, what holds an award back."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import Q

from awards.actions.initiative import Author, authors_of, percent
from awards.actions.record import FIELDS
from awards.forms.fields import PartDayField, YearField
from awards.guards import KEEPERS
from awards.models import Award, Discipline, Initiative, Level, Rating, Review, Statement
from awards.models.subject import field_of
from awards.text.titles import title_choices
from organizations.forms.fields import DayField, LineField
from organizations.forms.pickers import PersonField, UnitField
from organizations.guards import paths_where
from organizations.models import Person, Unit, User
from organizations.models.unit import UnitQuerySet
from organizations.normalize import clean

MOST_AUTHORS = 20
_SHARE = re.compile(r"^(?P<name>.+?)\s*[:;,]\s*(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s*%?$")


def units_for(user: User, subject: Any) -> UnitQuerySet:
    """Where a record of the subject may have been earned: in units that the user keeps, or where the person was."""
    condition = Q(pk__in=[])
    for path in paths_where(user, KEEPERS):
        condition |= Q(path__startswith=path)
    if isinstance(subject, Person):
        condition |= Q(pk__in=list(subject.positions.values_list("unit", flat=True)))
    return Unit.objects.filter(condition)


class RecordForm(forms.Form):
    """What all share. ``version`` is the one that is corrected; ``creation_key`` makes a form posted twice one row."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)
    unit = UnitField(
        label="Đơn vị tại thời điểm đó",
        help_text="Nơi công tác khi ấy; kể cả đơn vị nay đã sáp nhập, đổi tên.",
    )
    model: Any = None

    def __init__(self, *args: Any, user: User, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        if isinstance(subject, Unit) and self.model is not Initiative:
            del self.fields["unit"]  # it is the collective itself
        else:
            self.fields["unit"].queryset = units_for(user, subject)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, thing: Any) -> dict[str, Any]:
        """First values: the record as it stands."""
        first = {name: getattr(thing, name) for name in FIELDS[type(thing)] if name != "precision"}
        if "decided_on" in first:
            first["decided_on"] = (thing.decided_on, thing.precision)
        return first | {"version": thing.version}

    def values(self) -> dict[str, Any]:
        """The model's fields as they were typed."""
        data = {name: self.cleaned_data[name] for name in FIELDS[self.model] if name in self.cleaned_data}
        if "decided_on" in data:
            data["decided_on"], data["precision"] = data["decided_on"]
        if isinstance(self.subject, Unit) and self.model is not Initiative:
            data["unit"] = self.subject
        return data

    def thing(self) -> Any:
        """A new record, not saved."""
        whose = {} if self.model is Initiative else {field_of(self.subject): self.subject}
        key = {"creation_key": self.cleaned_data["creation_key"]} if self.cleaned_data["creation_key"] else {}
        return self.model(**whose, **self.values(), **key)


class DecidedForm(RecordForm):
    """By which decision."""

    number = LineField(label="Số quyết định", max_length=60, required=False, help_text="Ví dụ: 1234/QĐ-UBND.")
    decided_on = PartDayField(
        label="Ngày quyết định", required=False, help_text="Danh sách cũ chỉ có tháng hoặc năm thì ghi 5/2019, 2019."
    )
    authority = LineField(
        label="Người, cơ quan quyết định", max_length=200, required=False,
        help_text="Như ghi trên quyết định, ví dụ: Chủ tịch UBND thành phố Tây Ninh.",
    )  # fmt: skip


class AwardForm(DecidedForm):
    """An award."""

    code = forms.ChoiceField(
        label="Danh hiệu, hình thức khen thưởng",
        error_messages={
            "required": "Hãy chọn danh hiệu hoặc hình thức khen thưởng.",
            "invalid_choice": "Hãy chọn danh hiệu, hình thức trong danh sách.",
        },
    )
    year = YearField(label="Năm thi đua", help_text="Năm của thành tích, có thể trước năm của quyết định.")
    level = forms.ChoiceField(label="Cấp quyết định", required=False, choices=[("", "Chưa ghi"), *Level.choices])
    merit = forms.ChoiceField(
        label="Loại hình", required=False, choices=[("", "Chưa ghi"), *Award.Merit.choices],
        help_text="Khen đột xuất, chuyên đề không tính vào khen công trạng.",
    )  # fmt: skip
    ordinal = forms.IntegerField(
        label="Số sổ vàng", required=False, min_value=1, max_value=1_000_000,
        help_text="Số thứ tự trong danh sách kèm quyết định.",
    )  # fmt: skip
    position = LineField(label="Chức vụ, nơi công tác ghi trong quyết định", max_length=200, required=False)
    model = Award
    field_order = ("code", "year", "number", "decided_on", "authority", "level", "merit", "ordinal", "position", "unit")

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        code: Any = self.fields["code"]
        code.choices = [("", "Chọn…"), *title_choices(field_of(subject))]


class RatingForm(DecidedForm):
    """A year's rating."""

    rating = forms.ChoiceField(
        label="Xếp loại",
        choices=[("", "Chọn…"), *Rating.Grade.choices],
        error_messages={"required": "Hãy chọn mức xếp loại.", "invalid_choice": "Hãy chọn mức trong danh sách."},
    )
    year = YearField(label="Năm")
    model = Rating
    field_order = ("rating", "year", "number", "decided_on", "authority", "unit")


class InitiativeForm(DecidedForm):
    """A sáng kiến or đề tài with its authors, one a line."""

    kind = forms.ChoiceField(label="Loại", choices=Initiative.Kind.choices)
    name = LineField(
        label="Tên sáng kiến, đề tài", max_length=400, error_messages={"required": "Hãy nhập tên sáng kiến, đề tài."}
    )
    scope = forms.ChoiceField(
        label="Phạm vi ảnh hưởng được công nhận",
        choices=[("", "Chọn…"), *Initiative.Scope.choices],
        error_messages={"required": "Hãy chọn phạm vi được công nhận."},
    )
    year = YearField(label="Năm công nhận")
    used_for = forms.ChoiceField(label="Đã dùng để xét", required=False)
    used_year = YearField(label="Năm đã dùng", required=False)
    authors = forms.CharField(
        label="Tác giả",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một người hoặc đơn vị, kèm tỷ lệ nếu có. Ví dụ: Lê Thị Hoa: 60",
        error_messages={"required": "Hãy ghi ít nhất một tác giả."},
    )
    model = Initiative
    field_order = ("kind", "name", "scope", "year", "authors", "number", "decided_on", "authority", "used_for",
                   "used_year", "unit")  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        used: Any = self.fields["used_for"]
        used.choices = [("", "Chưa dùng, chưa ghi"), *title_choices()]
        self.fields["unit"].label = "Đơn vị nơi áp dụng"
        self.people = PersonField(queryset=Person.objects.visible_to(user))
        self.units = UnitField(queryset=Unit.objects.visible_to(user))

    @classmethod
    def initial_of(cls, thing: Any) -> dict[str, Any]:
        """With the authors as lines."""
        return super().initial_of(thing) | {"authors": cls.lines_of(authors_of(thing))}

    @staticmethod
    def lines_of(authors: list[Author]) -> str:
        """Authors as they would be typed; the id makes sure that the line leads back."""
        lines = []
        for author, share in authors:
            text = f"{author} [{author.pk}]"
            lines.append(f"{text}: {percent(share)}" if share is not None else text)
        return "\n".join(lines)

    def clean_authors(self) -> list[Author]:
        """Each line one person or unit that the user sees, with a share or without."""
        lines = [line.strip(" -;") for line in clean(self.cleaned_data["authors"]).split("\n")]
        lines = [line for line in lines if line]
        if len(lines) > MOST_AUTHORS:
            raise forms.ValidationError(f"Có {len(lines)} dòng; mỗi sáng kiến ghi nhiều nhất {MOST_AUTHORS} tác giả.")
        found, faults = [], []
        for line in lines:
            try:
                found.append(self._author(line))
            except forms.ValidationError as error:
                faults += [f"“{line}”: {sentence}" for sentence in error.messages]
        if faults:
            raise forms.ValidationError(faults)
        return found

    def _author(self, line: str) -> Author:
        split = _SHARE.match(line)
        name, share = (split["name"], split["share"]) if split else (line, "")
        try:
            part = Decimal(share.replace(",", ".")) if share else None
        except InvalidOperation as error:  # digits of another script
            raise forms.ValidationError("Tỷ lệ không phải số.") from error
        try:
            return self.people.clean(name), part
        except forms.ValidationError as error:
            try:
                return self.units.clean(name), part
            except forms.ValidationError:
                raise error from None


class DisciplineForm(DecidedForm):
    """A disciplinary measure."""

    kind = forms.ChoiceField(
        label="Hình thức kỷ luật",
        choices=[("", "Chọn…"), *Discipline.Measure.choices],
        error_messages={"required": "Hãy chọn hình thức kỷ luật."},
    )
    since = DayField(label="Từ ngày", error_messages={"required": "Hãy nhập ngày kỷ luật có hiệu lực."})
    until = DayField(label="Hết thời hạn ngày", required=False, help_text="Chưa biết thì để trống.")
    model = Discipline
    field_order = ("kind", "since", "until", "number", "decided_on", "authority", "unit")


class ReviewForm(RecordForm):
    """What is looked into."""

    cause = forms.ChoiceField(
        label="Việc gì", choices=[("", "Chọn…"), *Review.Cause.choices], error_messages={"required": "Hãy chọn việc."}
    )
    since = DayField(label="Từ ngày", error_messages={"required": "Hãy nhập ngày bắt đầu."})
    until = DayField(label="Kết thúc ngày", required=False, help_text="Đang xem xét thì để trống.")
    outcome = LineField(label="Kết luận", max_length=300, required=False)
    model = Review
    field_order = ("cause", "since", "until", "outcome", "unit")


class StatementForm(forms.Form):
    """A statement about one year."""

    topic = forms.ChoiceField(label="Xác nhận việc gì", choices=Statement.Topic.choices)
    year = YearField(label="Năm")
    value = forms.ChoiceField(
        label="Trả lời",
        choices=[("co", "Có, đúng như vậy"), ("khong", "Không")],
        help_text="“Không” chỉ dùng cho nghỉ thai sản và mưu trí trong chiến đấu.",
    )

    def __init__(self, *args: Any, user: User, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        topics = Statement.Topic.choices
        if not isinstance(subject, Person):
            topics = [choice for choice in topics if choice[0] not in Statement.ANSWERS]
        topic: Any = self.fields["topic"]
        topic.choices = topics

    def thing(self, unit: Unit) -> Statement:
        """The statement, not saved."""
        data = self.cleaned_data
        return Statement(
            topic=data["topic"], year=data["year"], value=data["value"] == "co", unit=unit,
            **{field_of(self.subject): self.subject},
        )  # fmt: skip


class RevokeForm(forms.Form):
    """By which decision and why a record counts no more."""

    number = LineField(
        label="Số quyết định hủy bỏ", max_length=60, error_messages={"required": "Hãy ghi số quyết định hủy bỏ."}
    )
    on = DayField(label="Ngày quyết định hủy bỏ", error_messages={"required": "Hãy nhập ngày quyết định hủy bỏ."})
    reason = LineField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: kê khai gian dối thành tích; ghi nhầm người.",
        error_messages={"required": "Hãy ghi lý do hủy bỏ."},
    )


class HouseholdForm(forms.Form):
    """A household; ``seen`` is how it stood when the form was shown."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=400)
    head_name = LineField(
        label="Họ và tên chủ hộ", max_length=100, error_messages={"required": "Hãy nhập họ tên chủ hộ."}
    )
    address = LineField(label="Địa chỉ", max_length=200, required=False, help_text="Số nhà, tổ, ấp, khu phố.")
    unit = UnitField(label="Thuộc đơn vị", help_text="Xã, phường hoặc cơ quan theo dõi hộ.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_for(user, None)  # type: ignore[attr-defined]
