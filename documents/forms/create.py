"""What a new paper is to be: its kind and unit first, then how it begins and who signs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from documents.actions.create import LETTER, Signer
from documents.models import PaperTemplate
from documents.models.document import kind_choices
from documents.text.beginnings import beginnings
from legal import papers
from organizations.forms.fields import LineField
from organizations.models import Unit

FIRST_YEAR, LAST_YEAR = 2000, 2100
BUILT_IN, OWN, BLANK = "co-san", "rieng", "trang"
# Written by everyone most days; the rest follows in the order of the decree.
_COMMON = ("KH", "CV", "TTr", "BC", "TB", "QĐ", "CT", "BB", "GM")


def drafted_kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Codes and names of the kinds that have a layout, the common ones first."""
    today = timezone.localdate()
    known = [(code, name) for code, name in kind_choices() if papers.layout(code, today)]
    common = sorted((row for row in known if row[0] in _COMMON), key=lambda row: _COMMON.index(row[0]))
    return [("Thường dùng", common), ("Loại khác", [row for row in known if row[0] not in _COMMON])]


class KindForm(forms.Form):
    """First step, answered in the address."""

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"] = forms.ChoiceField(
            label="Loại văn bản",
            choices=[("", "Hãy chọn loại văn bản"), *drafted_kinds()],
            error_messages={
                "required": "Hãy chọn loại văn bản.",
                "invalid_choice": "Hãy chọn loại văn bản trong danh sách.",
            },
        )
        self.fields["don-vi"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in units]).in_protocol_order(),
            label="Đơn vị ban hành",
            empty_label=None,
            error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
        )


class DraftingUnitField(forms.RegexField):
    """Letters of the unit that drafts a công văn, for its symbol."""

    def __init__(self) -> None:
        super().__init__(
            r"^[A-ZĐÀ-Ỹa-zđà-ỹ]{1,12}$",
            label="Ký hiệu đơn vị soạn thảo",
            required=False,
            strip=True,
            error_messages={"invalid": "Ký hiệu chỉ gồm chữ cái, nhiều nhất 12 chữ, ví dụ NV."},
        )


class BeginForm(forms.Form):
    """Second step: ``creation_key`` makes a form that is posted twice one paper."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput)
    start = forms.ChoiceField(
        label="Bắt đầu từ",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Mẫu này không còn. Hãy chọn lại.", "required": "Hãy chọn một cách bắt đầu."},
    )
    summary = LineField(
        label="Trích yếu",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Văn bản về việc gì. Để trống thì lấy theo mẫu.",
    )
    year = forms.IntegerField(
        label="Năm thi đua",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Được điền vào những chỗ ghi năm của mẫu có sẵn.",
        error_messages={"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2024.", "required": "Hãy nhập năm."},
    )
    signer = forms.ChoiceField(label="Người ký", required=False)
    drafting_unit = DraftingUnitField()

    def __init__(
        self,
        *args: Any,
        kind: str,
        unit: Unit,
        signers: list[Signer],
        templates: list[PaperTemplate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.templates = {f"{OWN}:{template.pk}": template for template in templates}
        self.built_in = {f"{BUILT_IN}:{found.code}": found for found in beginnings() if found.kind == kind}
        self.signers = {str(signer.user_id): signer for signer in signers}
        start: Any = self.fields["start"]
        start.choices = [
            *((key, f"Mẫu của {template.unit}: {template}") for key, template in self.templates.items()),
            *((key, f"Mẫu có sẵn: {found.name}") for key, found in self.built_in.items()),
            (BLANK, "Trang trắng"),
        ]
        self.fields["start"].initial = start.choices[0][0]
        signer: Any = self.fields["signer"]
        signer.choices = [
            *((key, f"{found.name}, {_position(found)}") for key, found in self.signers.items()),
            ("", "Chưa rõ: tên người ký được ghi khi ký"),
        ]
        self.fields["signer"].initial = signer.choices[0][0]
        if kind != LETTER:
            del self.fields["drafting_unit"]
        else:
            self.fields[
                "drafting_unit"
            ].help_text = (
                f"Đứng sau ký hiệu cơ quan, ví dụ {unit.symbol or 'UBND'}-NV. Để trống nếu không chia theo đơn vị."
            )

    def clean(self) -> dict[str, Any]:
        """A blank page has no trích yếu to take."""
        data = super().clean() or {}
        if data.get("start") == BLANK and not data.get("summary") and "summary" not in self.errors:
            self.add_error("summary", "Trang trắng chưa có trích yếu. Hãy nhập văn bản về việc gì.")
        return data

    @property
    def signer_chosen(self) -> Signer | None:
        """The signer of the valid form."""
        return self.signers.get(self.cleaned_data["signer"])

    @property
    def acts_as_head(self) -> bool:
        """Whether the chosen beginning is an act of the head alone."""
        start = self.cleaned_data["start"]
        if template := self.templates.get(start):
            return str(template.content.get("authority_line", "")).casefold().startswith("chủ tịch")
        return start in self.built_in and self.built_in[start].as_head

    def texts(self, facts: dict[str, str]) -> dict[str, str]:
        """First texts of the valid form's paper; ``facts`` go into a beginning of the program."""
        start, texts = self.cleaned_data["start"], {}
        if found := self.built_in.get(start):
            texts = found.filled(facts)
        elif template := self.templates.get(start):
            # Who signs is known anew.
            texts = {name: text for name, text in template.content.items() if not name.startswith("sign_")}
        return texts | ({"summary": self.cleaned_data["summary"]} if self.cleaned_data["summary"] else {})


def _position(signer: Signer) -> str:
    return f"{signer.position} ({signer.mark} {signer.principal})" if signer.mark else signer.position
