"""Writing down what was found; what a unit answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from campaigns.actions.inspection_answer import MOST_FILES
from campaigns.models import InspectionFinding, InspectionVisit, PlanItem
from campaigns.models.inspection_finding import FindingKind
from campaigns.queries.inspection import items_of_unit
from documents.text.attachments import MEDIA_TYPES
from organizations.forms.fields import DayField, TextField
from organizations.names import normalize


class ItemChoiceField(forms.ModelChoiceField):
    """An item of the unit's own plan."""

    def label_from_instance(self, obj: PlanItem) -> str:
        """ "Kế hoạch 05/KH-PTP, II.2 gạch 4: Tổ chức phát động …"."""
        return f"{obj.plan}, {obj.place}: {obj.text[:80]}"


class FindingForm(forms.Form):
    """One finding; when findings are added, every line is one."""

    kind = forms.ChoiceField(
        label="Loại",
        choices=FindingKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn loại.", "invalid_choice": "Hãy chọn loại trong danh sách."},
    )
    text = TextField(
        label="Nội dung",
        rows=3,
        max_length=8000,
        error_messages={"required": "Hãy ghi nội dung.", "max_length": "Nội dung dài quá. Hãy tách thành nhiều lần."},
    )
    due_on = DayField(label="Hạn thực hiện", required=False, help_text="Chỉ ghi cho kiến nghị.")
    item = ItemChoiceField(
        PlanItem.objects.none(),
        label="Về mục nào của kế hoạch đơn vị",
        required=False,
        empty_label="Không theo mục nào",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, visit: InspectionVisit, many: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        item: Any = self.fields["item"]
        item.queryset = items_of_unit(visit)
        if many:
            self.fields["text"].help_text = "Mỗi dòng là một ý; dán được nhiều dòng từ Word."
            del self.fields["version"]
        else:
            self.fields["version"].required = True

    def clean(self) -> dict[str, Any]:
        """A due day stands at kiến nghị alone, and not before the visit."""
        data = super().clean() or {}
        due_on, held_on = data.get("due_on"), self.visit.held_on
        if due_on and data.get("kind") and data["kind"] != FindingKind.RECOMMENDATION:
            self.add_error("due_on", "Chỉ kiến nghị mới có hạn. Hãy xóa hạn, hoặc chọn loại kiến nghị.")
        elif due_on and held_on and due_on < held_on:
            self.add_error("due_on", f"Hạn phải từ ngày kiểm tra, {held_on:%d/%m/%Y}, trở đi.")
        return data

    def lines(self) -> list[str]:
        """The findings of the valid form, one a line, without the dashes of a list."""
        found = (normalize(line.strip().lstrip("-+•*").strip()) for line in self.cleaned_data["text"].splitlines())
        return [line for line in found if line]


def finding_facts(finding: InspectionFinding) -> dict[str, Any]:
    """What the form shows of a finding first."""
    names = ("kind", "text", "due_on", "version")
    return {name: getattr(finding, name) for name in names} | {"item": finding.item_id}


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Any number of files; each is checked as one alone."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files, [] for none."""
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class AnswerForm(forms.Form):
    """What the unit did, and files that show it."""

    text = TextField(
        label="Đơn vị đã làm gì",
        rows=5,
        max_length=8000,
        help_text="Việc đã làm, ngày làm, kết quả; nêu số, ngày của văn bản nếu có.",
        error_messages={"required": "Hãy ghi đơn vị đã làm gì để thực hiện kiến nghị."},
    )
    evidence = ManyFilesField(
        label="Tệp minh chứng",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        help_text=f"Tối đa {MOST_FILES} tệp PDF, Word (.docx), Excel (.xlsx), ảnh (.png, .jpg), mỗi tệp 20 MB.",
        error_messages={"empty": "Tệp này rỗng. Hãy chọn tệp khác."},
    )

    def clean_evidence(self) -> list[Any]:
        """Not too many."""
        files: list[Any] = self.cleaned_data["evidence"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Mỗi lần gửi tối đa {MOST_FILES} tệp. Hãy gộp các tệp nhỏ lại.")
        return files
