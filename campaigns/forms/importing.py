"""Reviewing what was read from a file before it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns.actions.imports import Printed
from campaigns.forms.start import PlaceForm
from documents.forms.content import ContentForm
from documents.models.document import Urgency, kind_choices
from documents.text.issuers import full_name
from documents.text.light import print_body
from documents.text.reading import Reading
from legal import papers
from organizations.forms.fields import DayField, LineField
from organizations.models import User

RECEIVED, REFERENCE, OWN = "den", "tra-cuu", "ban-thao"
# Read with the paper and often wrong or absent in it; the review marks them when they are empty.
PRINTED = ("kind", "number", "symbol", "on", "place", "issuer_printed")
# The texts of the paper in the order in which a paper prints them.
CONTENT = (
    "summary", "addressees", "authority_line", "bases", "body", "recipients", "sign_on_behalf_of", "sign_deputy_for",
    "sign_title", "sign_name", "second_sign_title", "second_sign_name", "drafter_mark", "contact_line",
)  # fmt: skip


class ReviewForm(PlaceForm, ContentForm):
    """What was read, to be corrected, and what it is to become."""

    save_as = forms.ChoiceField(
        label="Lưu thành",
        widget=forms.RadioSelect,
        choices=[
            (RECEIVED, "Văn bản đến để thực hiện: chỉ thị, kế hoạch của cấp trên, đứng trong chuỗi kế hoạch"),
            (REFERENCE, "Văn bản đến khác: luật, nghị định, thông tư, công văn; vào sổ để tra cứu và làm căn cứ"),
            (OWN, "Bản thảo kế hoạch của đơn vị mình: sẽ trình, ký và lấy số tại đây"),
        ],
        error_messages={"required": "Hãy chọn văn bản này là văn bản đến hay bản thảo của đơn vị."},
    )
    kind = forms.ChoiceField(label="Loại văn bản", error_messages={"required": "Hãy chọn loại văn bản."})
    number = LineField(label="Số", max_length=11, required=False)
    symbol = LineField(label="Ký hiệu", max_length=30, required=False, help_text="Ví dụ: KH-UBND, CT-UBND.")
    on = DayField(label="Ngày ban hành", required=False)
    place = LineField(label="Địa danh", max_length=80, required=False)
    issuer_printed = LineField(label="Cơ quan ban hành", max_length=200, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["kind"].choices = [("", "Hãy chọn"), *kind_choices()]  # type: ignore[attr-defined]

    # What was corrected with one click so far, by its place or key in the reading; the log of the paper names it.
    repaired = forms.CharField(required=False, max_length=4_000, widget=forms.HiddenInput)
    fixed = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def now(self) -> dict[str, str]:
        """What stands in the fields of the paper now, typed or read, with plain line ends; "" where nothing does."""
        return {name: _as_text(self[name].value()) for name in (*PRINTED, *CONTENT)}

    def day_now(self) -> date | None:
        """The day of issue that stands in its field, if it is one."""
        try:
            return cast("date | None", self.fields["on"].to_python(self["on"].value()))
        except forms.ValidationError:
            return None

    def explain(self, name: str, note: SafeString) -> None:
        """Puts a note above the help of a field, where screen readers read it with the field."""
        shown = self[name]
        help_text = format_html("<span data-typing-help>{}</span>", shown.help_text) if shown.help_text else ""
        shown.help_text = format_html("{}{}", note, help_text)

    def clean(self) -> dict[str, Any]:
        """A received paper needs what is printed above its title; an own draft must be a plan."""
        data = super().clean() or {}
        kind = data.get("kind") or ""
        if data.get("save_as") in (RECEIVED, REFERENCE):
            # A law has a number as a rule, but none is asked for: it is not cited by it.
            optional = ("number", "symbol") if papers.is_cited_by_name(kind) else ()
            for name, sentence in _NEEDED.items():
                if not data.get(name) and name not in self.errors and name not in optional:
                    self.add_error(name, sentence)
        if data.get("save_as") == RECEIVED and papers.is_only_received(kind):
            self.add_error("save_as", _NOT_IN_CHAIN)
        if data.get("save_as") == OWN and data.get("kind") not in (None, "", "KH"):
            self.add_error("kind", "Hiện chỉ soạn được Kế hoạch. Hãy chọn Kế hoạch, hoặc lưu thành văn bản đến.")
        return data

    def printed(self) -> Printed:
        """What stands above the title, of a valid form for a received paper."""
        return Printed(**{name: self.cleaned_data[name] for name in PRINTED})


_NOT_IN_CHAIN = (
    "Luật, nghị định, thông tư là căn cứ chung, không đứng trong chuỗi kế hoạch của năm. Hãy chọn “Văn bản đến khác”."
)
_NEEDED = {
    "number": "Văn bản đến phải có số. Hãy nhập số in trên văn bản.",
    "symbol": "Hãy nhập ký hiệu in sau số, ví dụ KH-UBND.",
    "on": "Văn bản đến phải có ngày. Hãy nhập ngày in trên văn bản.",
    "issuer_printed": "Hãy nhập cơ quan ban hành như in trên văn bản.",
}


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else "\n".join(str(value).splitlines())


def review_initial(reading: Reading, today: date) -> dict[str, Any]:
    """First values of the review from what was read; what could not be read is ""."""
    header, signature = reading.header, reading.signature
    kind = papers.kind_named(header.kind, today) if header.kind else None
    return {
        "save_as": REFERENCE if kind and papers.is_only_received(kind.code) else None,
        "kind": kind.code if kind else "",
        "number": header.number,
        "symbol": header.symbol,
        "on": header.date,
        "place": header.place,
        "issuer_printed": full_name(header.issuer) if header.issuer else "",
        "summary": header.summary.capitalize() if _is_name_in_capitals(header.summary, kind) else header.summary,
        "bases": "\n".join(reading.bases),
        "body": print_body(reading.body),
        "recipients": "\n".join(reading.recipients),
        "drafter_mark": reading.drafter_mark,
        "addressees": "\n".join(reading.addressees),
        "authority_line": reading.authority_line,
        "contact_line": reading.contact_line,
        "urgency": next((code for code, name in Urgency.choices if name == reading.urgency), ""),
        "second_sign_title": reading.second_signature.title,
        "second_sign_name": reading.second_signature.name,
        "sign_on_behalf_of": signature.on_behalf_of,
        "sign_deputy_for": signature.deputy_for,
        "sign_title": signature.title,
        "sign_name": signature.name,
        "year": header.year,
    }


def _is_name_in_capitals(summary: str, kind: papers.PaperKind | papers.ReceivedKind | None) -> bool:
    """The name of a law is printed in capitals, and cited in small letters."""
    return kind is not None and papers.is_only_received(kind.code) and summary.isupper()
