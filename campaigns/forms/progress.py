"""What a unit writes in its report: one group of fields for each line, and its words beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from campaigns.actions.progress import MAX_TEXT, LineText, ReportText
from campaigns.forms.readings import NumberField
from campaigns.models import ProgressReport, ReportLine
from campaigns.queries.progress import Before
from documents.text.attachments import MEDIA_TYPES
from organizations.forms.fields import LineField, TextField

_TOO_LONG = f"Đoạn này dài quá {MAX_TEXT} chữ. Hãy rút gọn, phần chi tiết gửi kèm thành tệp minh chứng."
_WORDS = {
    "highlights": ("Kết quả nổi bật", "Điển hình, cách làm hay, kết quả vượt mức."),
    "difficulties": ("Khó khăn, hạn chế, nguyên nhân", ""),
    "proposals": ("Đề xuất, kiến nghị", "Không có thì để trống."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it is drawn: its fields, and what was reported before."""

    line: ReportLine
    before: Before
    progress: forms.BoundField | None = None
    result: forms.BoundField | None = None
    actual: forms.BoundField | None = None
    note: forms.BoundField | None = None


class ReportForm(forms.Form):
    """Fields are named after the lines' keys ("actual-12"); nothing in it is required before sending."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, report: ProgressReport, lines: Sequence[ReportLine], before: Mapping[int, Before], **kw: Any
    ) -> None:
        kw.setdefault("initial", _initial(report, lines))
        super().__init__(*args, **kw)
        self.lines, self.before = lines, before
        for line in lines:
            self._add(line)
        for name, (label, help_text) in _WORDS.items():
            self.fields[name] = TextField(
                rows=4, label=label, required=False, max_length=MAX_TEXT, help_text=help_text,
                error_messages={"max_length": _TOO_LONG},
            )  # fmt: skip

    def _add(self, line: ReportLine) -> None:
        short = line.text if len(line.text) <= 60 else f"{line.text[:59].rstrip()}…"
        if line.is_target:
            self.fields[f"actual-{line.pk}"] = NumberField(label=f"Thực hiện: {short}", required=False)
        else:
            self.fields[f"progress-{line.pk}"] = forms.ChoiceField(
                label=f"Tiến độ: {short}",
                choices=[("", "Chưa chọn"), *ReportLine.Progress.choices],
                required=False,
                error_messages={"invalid_choice": "Hãy chọn một tiến độ trong danh sách."},
            )
            self.fields[f"result-{line.pk}"] = TextField(
                rows=2, label=f"Kết quả: {short}", required=False, max_length=MAX_TEXT,
                error_messages={"max_length": _TOO_LONG},
            )  # fmt: skip
        self.fields[f"note-{line.pk}"] = LineField(label=f"Ghi chú: {short}", required=False, max_length=500)

    def _field(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def rows(self, kind: ReportLine.Kind) -> list[Row]:
        """The lines of that kind with their fields, in order."""
        return [
            Row(
                line,
                self.before[line.pk],
                **{part: self._field(f"{part}-{line.pk}") for part in ("progress", "result", "actual", "note")},
            )
            for line in self.lines
            if line.kind == kind
        ]

    def target_rows(self) -> list[Row]:
        """Chỉ tiêu được giao."""
        return self.rows(ReportLine.Kind.TARGET)

    def own_rows(self) -> list[Row]:
        """Chỉ tiêu đơn vị tự đặt trong kế hoạch của mình."""
        return self.rows(ReportLine.Kind.OWN)

    def task_rows(self) -> list[Row]:
        """Nhiệm vụ."""
        return self.rows(ReportLine.Kind.OBLIGATION)

    def word_fields(self) -> list[forms.BoundField]:
        """The words beside."""
        return [self[name] for name in _WORDS]

    def text(self) -> ReportText:
        """What was written; of a valid form."""
        data = self.cleaned_data
        lines = {
            line.pk: LineText(
                progress=data.get(f"progress-{line.pk}", ""),
                result=data.get(f"result-{line.pk}", ""),
                actual=data.get(f"actual-{line.pk}"),
                note=data.get(f"note-{line.pk}", ""),
            )
            for line in self.lines
        }
        return ReportText(lines=lines, **{name: data[name] for name in _WORDS})


class EvidenceForm(forms.Form):
    """A file, what the list calls it, and which line it bears out."""

    file = forms.FileField(
        label="Tệp",
        widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        help_text="PDF, Word (.docx), Excel (.xlsx), ảnh (.png, .jpg); tối đa 20 MB.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp này rỗng. Hãy chọn tệp khác."},
    )
    title = LineField(label="Tên minh chứng", required=False, max_length=200, help_text="Để trống thì lấy tên tệp.")
    line = forms.ChoiceField(
        label="Minh chứng cho",
        required=False,
        error_messages={"invalid_choice": "Hãy chọn một dòng trong danh sách."},
    )

    def __init__(self, *args: Any, lines: Sequence[ReportLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(line.pk): line for line in lines}
        choices = [(key, f"{line.get_kind_display()}: {line.text[:90]}") for key, line in self.lines.items()]
        self.fields["line"].choices = [("", "Cả báo cáo"), *choices]  # type: ignore[attr-defined]

    def line_chosen(self) -> ReportLine | None:
        """The line that the file bears out; of a valid form."""
        return self.lines.get(self.cleaned_data["line"])


def _initial(report: ProgressReport, lines: Sequence[ReportLine]) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(report, name) for name in _WORDS}
    values["version"] = report.version
    for line in lines:
        values |= {f"{part}-{line.pk}": getattr(line, part) for part in ("progress", "result", "actual", "note")}
    return values
