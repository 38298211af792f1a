"""Laying down a programme of inspection, its calendar, and what a visit says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import forms

from campaigns.actions.inspection import ProgrammeFacts, Slot, VisitFacts
from campaigns.models import Campaign, InspectionProgramme, InspectionVisit, Plan
from campaigns.models.plan import IN_FORCE
from campaigns.queries.inspection import possible_papers
from campaigns.text.hours import HOW_TO_WRITE, read_hour
from documents.forms.create import FIRST_YEAR, LAST_YEAR
from documents.models import Document
from organizations.forms.fields import DayField, LineField, TextField
from organizations.models import Unit, User

TEAM_HELP = "Mỗi dòng một người: họ và tên, chức vụ. Ví dụ: Nguyễn Thị Mai, chuyên viên Phòng Nội vụ."


class HourField(LineField):
    """An hour as people write it: "8h", "8h30", "08:00", "8 giờ 30"; None when left blank."""

    def to_python(self, value: Any) -> Any:
        """The hour.

        Raises:
            ValidationError: it is no hour of a day.
        """
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_hour(text)
        except ValueError:
            raise forms.ValidationError(HOW_TO_WRITE) from None

    def prepare_value(self, value: Any) -> Any:
        """As it is shown again: "08:30"."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class PlanChoiceField(forms.ModelChoiceField):
    """A plan with what it is about."""

    def label_from_instance(self, obj: Plan) -> str:
        """ "Kế hoạch 53/KH-UBND: Phát động phong trào …"."""
        return f"{obj}: {obj.document.summary[:90]}"


class PaperChoiceField(forms.ModelChoiceField):
    """A paper with what it is about and how far it is."""

    def label_from_instance(self, obj: Document) -> str:
        """ "Quyết định 12/QĐ-UBND: Thành lập đoàn kiểm tra … (đã ban hành)"."""
        return f"{obj}: {obj.summary[:90]} ({obj.get_state_display().lower()})"


class ProgrammeForm(forms.Form):
    """What is checked, when, by which paper; the đoàn and contents that every visit begins with."""

    subject = LineField(
        label="Nội dung chương trình",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Kiểm tra việc thực hiện phong trào thi đua, công tác khen thưởng.",
        error_messages={"required": "Hãy ghi kiểm tra việc gì."},
    )
    year = forms.IntegerField(
        label="Năm thi đua",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2024.", "required": "Hãy nhập năm."},
    )
    starts_on = DayField(label="Từ ngày", error_messages={"required": "Hãy nhập ngày bắt đầu."})
    ends_on = DayField(label="Đến ngày", error_messages={"required": "Hãy nhập ngày kết thúc."})
    plan = PlanChoiceField(Plan.objects.none(), label="Kế hoạch được kiểm tra", required=False, empty_label="Không")
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="Phong trào được kiểm tra", required=False, empty_label="Không"
    )
    paper = PaperChoiceField(
        Document.objects.none(),
        label="Kế hoạch, quyết định về kiểm tra",
        required=False,
        empty_label="Chưa có",
        help_text="Văn bản của đơn vị về cuộc kiểm tra này; có thể chọn sau khi soạn.",
    )
    lead = LineField(label="Trưởng đoàn", required=False, max_length=200, help_text="Họ và tên, chức vụ.")
    secretary = LineField(label="Thư ký", required=False, max_length=200, help_text="Họ và tên, chức vụ.")
    members = TextField(label="Thành viên", rows=4, required=False, max_length=4000, help_text=TEAM_HELP)
    contents = TextField(
        label="Nội dung kiểm tra", rows=5, required=False, max_length=8000, help_text="Mỗi dòng một nội dung."
    )

    def __init__(self, *args: Any, host: Unit, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        plans = Plan.objects.visible_to(user).filter(document__owner=host, document__state__in=IN_FORCE)
        choices["plan"].queryset = plans.for_tree().order_by("-year", "-pk")
        choices["campaign"].queryset = Campaign.objects.visible_to(user).filter(host=host).order_by("-year", "-pk")
        choices["paper"].queryset = possible_papers(host)

    def clean(self) -> dict[str, Any]:
        """The period runs forward."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        return data

    def facts(self) -> ProgrammeFacts:
        """What was entered in the valid form."""
        return ProgrammeFacts(**self.cleaned_data)


def facts_of(programme: InspectionProgramme) -> dict[str, Any]:
    """What the form shows of a programme first."""
    names = ("subject", "year", "starts_on", "ends_on", "lead", "secretary", "members", "contents")
    chosen = {"plan": programme.plan_id, "campaign": programme.campaign_id, "paper": programme.paper_id}
    return {name: getattr(programme, name) for name in names} | chosen


class ScheduleForm(forms.Form):
    """Day, hour and place of each visit, one row a visit."""

    def __init__(self, *args: Any, visits: Sequence[InspectionVisit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits = visits
        for visit in visits:
            day, hour, place = _names(visit)
            self.fields[day] = DayField(label=f"Ngày kiểm tra {visit.unit}", required=False, initial=visit.planned_on)
            self.fields[hour] = HourField(label=f"Giờ kiểm tra {visit.unit}", required=False, initial=visit.starts_at)
            self.fields[place] = LineField(
                label=f"Địa điểm kiểm tra {visit.unit}", required=False, max_length=200, initial=visit.place
            )
            for name, width in ((day, "day"), (hour, "hour"), (place, "place")):
                self.fields[name].widget.attrs["class"] = f"form-control form-control-sm schedule-{width}"
            self.fields[hour].widget.attrs["placeholder"] = "8h00"

    def rows(self) -> Iterable[tuple[InspectionVisit, list[tuple[str, forms.BoundField]]]]:
        """Each visit with its three fields, each with the heading of its column."""
        titles = ("Ngày", "Giờ", "Địa điểm")
        return [
            (visit, [(title, self[name]) for title, name in zip(titles, _names(visit), strict=True)])
            for visit in self.visits
        ]

    def slots(self) -> dict[int, Slot]:
        """What was entered in the valid form, by key of the visit."""
        found = {}
        for visit in self.visits:
            day, hour, place = (self.cleaned_data[name] for name in _names(visit))
            found[visit.pk] = Slot(planned_on=day, starts_at=hour, place=place)
        return found


class VisitForm(forms.Form):
    """Everything that a visit says; ``version`` is that of the row that the form was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    planned_on = DayField(label="Ngày kiểm tra", required=False)
    starts_at = HourField(label="Giờ bắt đầu", required=False, help_text="Ví dụ 8h00.")
    place = LineField(label="Địa điểm", required=False, max_length=200, help_text="Để trống: tại đơn vị.")
    lead = LineField(label="Trưởng đoàn", required=False, max_length=200, help_text="Họ và tên, chức vụ.")
    secretary = LineField(label="Thư ký", required=False, max_length=200, help_text="Họ và tên, chức vụ.")
    members = TextField(label="Thành viên", rows=4, required=False, max_length=4000, help_text=TEAM_HELP)
    contents = TextField(
        label="Nội dung kiểm tra", rows=5, required=False, max_length=8000, help_text="Mỗi dòng một nội dung."
    )
    met = TextField(
        label="Đại diện đơn vị được kiểm tra",
        rows=3,
        required=False,
        max_length=4000,
        help_text="Ghi vào biên bản. Mỗi dòng một người: họ và tên, chức vụ.",
    )

    def __init__(self, *args: Any, visit: InspectionVisit, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(visit, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        self.can_move = visit.held_on is None
        if not self.can_move:
            for name in ("planned_on", "starts_at", "place"):
                del self.fields[name]
        self.visit = visit

    def slot(self) -> Slot:
        """When and where, as entered; as it was once the visit was held."""
        if not self.can_move:
            return Slot(planned_on=self.visit.planned_on, starts_at=self.visit.starts_at, place=self.visit.place)
        return Slot(**{name: self.cleaned_data[name] for name in ("planned_on", "starts_at", "place")})

    def facts(self) -> VisitFacts:
        """The rest."""
        return VisitFacts(**{name: self.cleaned_data[name] for name in VisitFacts.__dataclass_fields__})


class HeldForm(forms.Form):
    """On which day a visit was held."""

    held_on = DayField(label="Đã kiểm tra ngày", required=False)


def _names(visit: InspectionVisit) -> tuple[str, str, str]:
    return f"ngay-{visit.pk}", f"gio-{visit.pk}", f"noi-{visit.pk}"
