"""How a new plan begins: for which unit, under which paper, with which first text."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone

from campaigns.models import Campaign, Plan
from campaigns.queries import campaign_for, drafting_units, possible_parents
from documents.actions.document import Content
from documents.models import Document
from documents.queries.bases import full_citation
from organizations.models import Unit, User
from organizations.normalize import clean

SKELETON, BLANK = "khung", "trang"
FIRST_YEAR, LAST_YEAR = 2000, 2100


class ParentField(forms.ModelChoiceField):
    """The paper above, named with its date and issuer."""

    def label_from_instance(self, obj: Plan) -> str:
        """ "Chỉ thị 01/CT-UBND, 03/01/2024, UBND tỉnh (năm 2024)"."""
        day = f", {obj.document.date:%d/%m/%Y}" if obj.document.date else ""
        return f"{obj.document}{day}, {obj.document.issuer_printed} (năm {obj.year})"


class PlaceForm(forms.Form):
    """A paper's place: whose it is, under which paper, in which year and movement."""

    unit_name, parent_name, year_name, campaign_name = "unit", "parent", "year", "campaign"

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = drafting_units(user)
        unit = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in self.units]).in_protocol_order(),
            label="Đơn vị",
            empty_label=None if len(self.units) == 1 else "Hãy chọn đơn vị",
            error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
        )
        parent = ParentField(
            possible_parents(user),
            label="Thực hiện văn bản",
            required=False,
            empty_label="Không có: văn bản đứng đầu chuỗi",
            help_text="Chỉ thị hoặc kế hoạch cấp trên mà văn bản này thực hiện.",
            error_messages={"invalid_choice": "Hãy chọn văn bản cấp trên trong danh sách."},
        )
        year = forms.IntegerField(
            label="Năm thi đua",
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            required=False,
            help_text="Để trống: theo văn bản cấp trên, hoặc năm nay.",
            error_messages={"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2024."},
        )
        campaign = forms.ModelChoiceField(
            Campaign.objects.visible_to(user),
            label="Phong trào",
            required=False,
            empty_label="Theo văn bản cấp trên",
            error_messages={"invalid_choice": "Hãy chọn phong trào trong danh sách."},
        )
        self.fields[self.unit_name] = unit
        self.fields[self.parent_name] = parent
        self.fields[self.year_name] = year
        self.fields[self.campaign_name] = campaign

    def chain_place(self) -> dict[str, Any]:
        """Parent, year and movement of the valid form, as the actions take them."""
        parent: Plan | None = self.cleaned_data[self.parent_name]
        year = self.cleaned_data[self.year_name] or (parent.year if parent else timezone.localdate().year)
        return {
            "parent": parent,
            "year": year,
            "campaign": self.cleaned_data[self.campaign_name] or campaign_for(parent),
        }


class StartForm(PlaceForm):
    """First step of a new plan; its answers stay in the address (GET)."""

    unit_name, parent_name, year_name, campaign_name = "don-vi", "cap-tren", "nam", "phong-trao"

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["mau"] = forms.ChoiceField(
            label="Bắt đầu từ",
            choices=[(SKELETON, "Khung ba phần: mục đích, nội dung, tổ chức thực hiện"), (BLANK, "Trang trắng")],
            required=False,
        )
        self.fields["thay-the"] = forms.IntegerField(required=False, widget=forms.HiddenInput)


def place_of(plan: Plan) -> dict[str, str]:
    """Answers to the first step that put a new plan where ``plan`` stands."""
    place = {"don-vi": plan.document.owner_id, "cap-tren": plan.parent_id, "nam": plan.year}
    return {name: str(value) for name, value in place.items() if value}


def first_content(
    *, unit: Unit, parent: Plan | None, year: int, start: str, replaces: Document | None = None
) -> dict[str, str]:
    """First values of the fields of a new plan.

    The texts are data, in ``templates/campaigns/start/``; căn cứ comes from the paper above. A plan that replaces
    another one begins with its text; the signer is named anew.
    """
    if replaces is not None:
        old = {field.name: getattr(replaces, field.name) for field in fields(Content)}
        return old | {"sign_name": ""}
    facts = {"unit": unit, "is_committee": unit.kind == Unit.Kind.COMMITTEE, "parent": parent, "year": year}
    names = ["summary", "recipients", "sign_on_behalf_of", "sign_deputy_for", "sign_title"]
    texts = {name: clean(render_to_string(f"campaigns/start/{name}.txt", facts)).strip() for name in names}
    # The only căn cứ so far is the last one.
    texts["bases"] = f"{full_citation(parent.document).removesuffix(';')}." if parent else ""
    texts["body"] = clean(render_to_string("campaigns/start/body.txt", facts)).strip() if start != BLANK else ""
    return texts
