"""Mở đợt báo cáo: what is asked, of whom, until when."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from campaigns.models import Plan, ReportRound
from campaigns.models.plan import IN_FORCE
from campaigns.queries.progress import possible_reporters, same_period_before
from legal.workdays import add_working_days
from organizations.forms.fields import DayField, LineField, TextField
from organizations.models import Unit

_HALF_YEAR = ReportRound.Kind.HALF_YEAR
# Working days after the end of a period that a form proposes as deadline: a habit of offices, no law's.
_DAYS_AFTER = 5


class RoundForm(forms.Form):
    """What a round asks for; its units are below the host."""

    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportRound.Kind.choices)
    name = LineField(label="Tên đợt", max_length=200, error_messages={"required": "Hãy đặt tên đợt báo cáo."})
    period_from = DayField(label="Số liệu từ ngày", error_messages={"required": "Hãy nhập ngày đầu kỳ."})
    period_to = DayField(label="Đến ngày", error_messages={"required": "Hãy nhập ngày cuối kỳ."})
    due_on = DayField(label="Hạn gửi báo cáo", error_messages={"required": "Hãy nhập hạn gửi."})
    plan: forms.ModelChoiceField[Plan] = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Theo kế hoạch",
        required=False,
        empty_label="Không gắn kế hoạch, chỉ báo cáo bằng lời",
        help_text="Nhiệm vụ và chỉ tiêu đã giao của kế hoạch thành các dòng của biểu mẫu.",
    )
    previous: forms.ModelChoiceField[ReportRound] = forms.ModelChoiceField(
        ReportRound.objects.none(),
        label="So với cùng kỳ trước",
        required=False,
        empty_label="Không so sánh",
        help_text="Số liệu đã nhận của đợt này hiện bên cạnh trong biểu mẫu và trong bản tổng hợp.",
    )
    note = TextField(rows=3, label="Yêu cầu, hướng dẫn", required=False, max_length=1000)
    units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="Đơn vị phải báo cáo",
        error_messages={
            "required": "Hãy chọn ít nhất một đơn vị.",
            "invalid_choice": "Có đơn vị không trực thuộc. Hãy tải lại trang rồi chọn lại.",
            "invalid_pk_value": "Có đơn vị không trực thuộc. Hãy tải lại trang rồi chọn lại.",
        },
    )
    creation_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, host: Unit, today: date, **kwargs: Any) -> None:
        self.host = host
        self.possible = list(possible_reporters(host, today))
        plans = Plan.objects.filter(document__owner=host, document__state__in=IN_FORCE, document__issuer=host)
        plans = plans.select_related("document").order_by("-year", "-pk")
        kwargs.setdefault("initial", _proposed(host, today, self.possible, plans.filter(year=today.year).first()))
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        self.fields["plan"].label_from_instance = _plan_name  # type: ignore[attr-defined]
        rounds = ReportRound.objects.filter(host=host)
        self.fields["previous"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["units"].queryset = possible_reporters(host, today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The period runs forward; the deadline is not before it begins."""
        data = super().clean() or {}
        start, end, due = (data.get(name) for name in ("period_from", "period_to", "due_on"))
        if start and end and end < start:
            self.add_error("period_to", "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
        if start and due and due < start:
            self.add_error("due_on", "Hạn gửi phải sau ngày đầu kỳ.")
        return data

    def chosen(self) -> set[str]:
        """Keys of the units that are ticked."""
        value = self["units"].value() or []
        return {str(getattr(one, "pk", one)) for one in value}

    def groups(self) -> list[Group]:
        """The units by kind, those right below the host's own kind first as the protocol has them."""
        chosen = self.chosen()
        names = dict(Unit.Kind.choices)
        found: dict[str, Group] = {}
        for unit in self.possible:
            group = found.setdefault(unit.kind, Group(str(names.get(unit.kind, "Đơn vị khác")), []))
            group.choices.append((unit, str(unit.pk) in chosen))
        return list(found.values())

    def values(self) -> dict[str, Any]:
        """What the action takes; of a valid form."""
        data = dict(self.cleaned_data)
        data["units"] = list(data["units"])
        return data | {"host": self.host, "year": data["period_to"].year}


@dataclass(slots=True)
class Group:
    """Units of one kind, each with whether it is ticked."""

    title: str
    choices: list[tuple[Unit, bool]]


class ReasonForm(forms.Form):
    """Why a report goes back."""

    reason = TextField(
        rows=3,
        label="Lý do trả lại",
        max_length=2000,
        error_messages={"required": "Hãy ghi lý do, để đơn vị biết phải sửa gì."},
    )


class ReportReminderForm(forms.Form):
    """What the units read."""

    text = TextField(rows=3, label="Lời nhắc", max_length=400, error_messages={"required": "Hãy ghi lời nhắc."})


class DeadlineForm(forms.Form):
    """Another deadline."""

    due_on = DayField(label="Hạn mới", error_messages={"required": "Hãy nhập hạn mới."})


def _proposed(host: Unit, today: date, units: Sequence[Unit], plan: Plan | None) -> dict[str, Any]:
    """The half-year until September, the whole year after; all units right below the host; a plan of that year."""
    year = today.year
    kind = _HALF_YEAR if today.month <= 9 else ReportRound.Kind.YEAR
    end = date(year, 6, 30) if kind == _HALF_YEAR else date(year, 12, 31)
    due = add_working_days(max(end, today), _DAYS_AFTER)
    said = f"6 tháng đầu năm {year}" if kind == _HALF_YEAR else f"năm {year}"
    return {
        "kind": kind,
        "name": f"Báo cáo kết quả phong trào thi đua {said}",
        "period_from": date(year, 1, 1),
        "period_to": end,
        "due_on": due,
        "plan": plan.pk if plan else None,
        "previous": getattr(same_period_before(host, kind, end), "pk", None),
        "units": [unit.pk for unit in units if unit.ancestor_ids and unit.ancestor_ids[-1] == host.pk],
        "creation_key": uuid.uuid4(),
    }


def _plan_name(plan: Plan) -> str:
    return f"{plan.document}: {plan.document.summary[:80]}"
