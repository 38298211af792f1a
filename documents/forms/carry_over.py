"""The decisions on what changes when an old paper is used again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from documents.forms.content import ContentForm
from documents.text.carry_over import Found, apply, quotation
from organizations.forms.fields import LineField

CHANGE, KEEP, OWN = "change", "keep", "own"
LONGEST = 500
# Two fields each; a browser's form with more than a thousand is refused.
MOST_PLACES = 400


@dataclass(frozen=True, slots=True)
class Place:
    """One place with its two fields, and what the register says about a cited paper."""

    found: Found
    label: str
    proposed: str
    note: str
    choice: forms.BoundField
    own: forms.BoundField


class CarryOverForm(forms.Form):
    """For each place: đổi, giữ or sửa; without an answer it stays to be decided."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        texts: Mapping[str, str],
        places: Sequence[Found],
        notes: Mapping[int, tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Args: ``notes``: by index of the place what the register proposes, and the sentence that says so."""
        super().__init__(data, **kwargs)
        self.texts, self.found, self._notes = texts, places[:MOST_PLACES], notes
        self.more = len(places) - len(self.found)
        for index, place in enumerate(self.found):
            proposed = notes.get(index, (place.proposed, ""))[0]
            choices = [(KEEP, "Giữ nguyên"), (OWN, "Sửa thành")]
            if proposed != place.text:
                choices.insert(0, (CHANGE, f"Đổi thành “{proposed}”"))
            self.fields[f"choice-{index}"] = forms.ChoiceField(
                choices=choices, required=False, widget=forms.RadioSelect, label=f"Chỗ {index + 1}"
            )
            self.fields[f"own-{index}"] = LineField(
                required=False, max_length=LONGEST, label=f"Chỗ {index + 1}, sửa thành"
            )

    def clean(self) -> dict[str, Any]:
        """Who chose "sửa" has to write what."""
        data = super().clean() or {}
        for index in range(len(self.found)):
            if data.get(f"choice-{index}") == OWN and not data.get(f"own-{index}"):
                self.add_error(f"own-{index}", "Hãy ghi chữ mới, hoặc chọn cách khác.")
        return data

    def places(self) -> list[Place]:
        """What is listed, in the order of the paper."""
        return [
            Place(
                one,
                str(ContentForm.base_fields[one.field].label),
                *self._notes.get(index, (one.proposed, "")),
                self[f"choice-{index}"],
                self[f"own-{index}"],
            )
            for index, one in enumerate(self.found)
        ]

    def result(self) -> dict[str, str]:
        """The texts with every decided place as decided."""
        return apply(self.texts, self._decisions())

    def undecided(self) -> list[tuple[str, str]]:
        """For each place without an answer its sentence in the result, and what is to be decided."""
        decisions = self._decisions()
        found = [
            (quotation(self.texts, decisions, one), self._question(index, one))
            for index, one in enumerate(self.found)
            if not self.cleaned_data[f"choice-{index}"]
        ]
        if self.more:
            last = self.found[-1]
            found.append(("", f"Còn {self.more} chỗ có năm, ngày, số sau “{last.text}{last.after}” chưa được liệt kê."))
        return found

    def _decisions(self) -> list[tuple[Found, str]]:
        answers = {
            CHANGE: lambda index, one: self._notes.get(index, (one.proposed, ""))[0],
            KEEP: lambda _index, one: one.text,
            OWN: lambda index, _one: self.cleaned_data[f"own-{index}"],
        }
        chosen = [(index, one, self.cleaned_data[f"choice-{index}"]) for index, one in enumerate(self.found)]
        return [(one, answers[choice](index, one)) for index, one, choice in chosen if choice]

    def _question(self, index: int, one: Found) -> str:
        proposed, note = self._notes.get(index, (one.proposed, ""))
        change = f" Đề xuất: “{proposed}”." if proposed != one.text else ""
        return f"Chưa quyết khi dùng lại: {one.kind_name.lower()} “{one.text}”.{change} {one.why} {note}".strip()
