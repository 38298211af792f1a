"""Two people wrote at once: what merges by itself, and a question for each place where both wrote."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.http import QueryDict

from documents.actions.document import Content
from documents.forms.content import MAX_BODY, EditForm
from documents.models.document import Urgency
from documents.text.difference import Piece, compare_words
from documents.text.merge import (
    Clash,
    Part,
    Settled,
    assemble,
    chosen,
    clashes,
    merge,
    merge_line,
    written_by_both,
)
from organizations.forms.fields import TextField

# Fields of several lines are merged by paragraph, the others as a whole.
_MANY_LINES = ("addressees", "bases", "body", "recipients")
OWN = "own"
_CHOICES = {"mine": "Giữ của tôi", "theirs": "Giữ của người kia", "both": "Giữ cả hai", OWN: "Tự viết"}


@dataclass(frozen=True, slots=True)
class Question:
    """One place to be decided: in which field, the texts, and the form's two fields for the answer."""

    label: str
    before: str
    clash: Clash
    choice: forms.BoundField
    own: forms.BoundField | None

    @property
    def mine_pieces(self) -> list[Piece]:
        """My text, with what the other one does not say marked."""
        pieces = compare_words(self.clash.theirs.strip(), self.clash.mine.strip())
        return [piece for piece in pieces if piece.sign != "removed"]

    @property
    def theirs_pieces(self) -> list[Piece]:
        """Their text, with what mine does not say marked."""
        pieces = compare_words(self.clash.mine.strip(), self.clash.theirs.strip())
        return [piece for piece in pieces if piece.sign != "removed"]


class MergeForm(forms.Form):
    """The decisions. ``base`` is what both began with; ``theirs`` is saved already, ``mine`` only typed."""

    def __init__(self, data: QueryDict | None, *, base: Content | None, mine: Content, theirs: Content) -> None:
        super().__init__(data)
        self.parts: dict[str, list[Part]] = {}
        self._places: list[tuple[str, str, Clash]] = []
        for name in (field.name for field in fields(Content)):
            old = getattr(base, name) if base else ""
            join = merge if name in _MANY_LINES else merge_line
            self.parts[name] = join(old, getattr(mine, name), getattr(theirs, name))
            self._add_questions(name)

    def _add_questions(self, name: str) -> None:
        before = ""
        for part in self.parts[name]:
            if isinstance(part, Settled):
                before = part.text.strip().rsplit("\n", 1)[-1]
                continue
            index = len(self._places)
            self._places.append((name, before, part))
            codes = [code for code in _CHOICES if name in _MANY_LINES or code != "both"]
            if name == "urgency":
                codes = ["mine", "theirs"]
            else:
                self.fields[f"own-{index}"] = TextField(
                    label="Đoạn tự viết", rows=4, required=False, max_length=MAX_BODY
                )
            self.fields[f"choice-{index}"] = forms.ChoiceField(
                label="Giữ đoạn nào",
                choices=[(code, _CHOICES[code]) for code in codes],
                widget=forms.RadioSelect,
                error_messages={"required": "Hãy chọn giữ đoạn nào, hoặc tự viết."},
            )

    def clean(self) -> dict[str, Any]:
        """Who chose to write the passage has to write it."""
        data = super().clean() or {}
        for index in range(len(self._places)):
            if data.get(f"choice-{index}") == OWN and not data.get(f"own-{index}"):
                self.add_error(f"own-{index}", "Hãy viết đoạn này, hoặc chọn giữ một trong hai đoạn.")
        return data

    def questions(self) -> list[Question]:
        """What has to be decided, in the order of the paper."""
        found = []
        for index, (name, before, clash) in enumerate(self._places):
            own = self[f"own-{index}"] if f"own-{index}" in self.fields else None
            label = str(EditForm.base_fields[name].label)
            found.append(Question(label, before, _shown(name, clash), self[f"choice-{index}"], own))
        return found

    def taken(self) -> tuple[int, int]:
        """How many changes of mine and of theirs need no decision."""
        counts = [written_by_both(parts) for parts in self.parts.values()]
        return sum(mine for mine, _ in counts), sum(theirs for _, theirs in counts)

    def content(self) -> Content:
        """The merged text: of a form without questions, or of a valid one."""
        answers = iter([self._decision(index, clash) for index, (_, _, clash) in enumerate(self._places)])
        return Content(
            **{
                name: assemble(parts, [next(answers) for _ in clashes(parts)]).strip()
                for name, parts in self.parts.items()
            }
        )

    def _decision(self, index: int, clash: Clash) -> str:
        choice = self.cleaned_data[f"choice-{index}"]
        return str(self.cleaned_data[f"own-{index}"]) if choice == OWN else chosen(clash, choice)


def _shown(name: str, clash: Clash) -> Clash:
    if name != "urgency":
        return clash
    labels = dict(Urgency.choices) | {"": "Thường"}
    return Clash(*(str(labels.get(code, code)) for code in (clash.base, clash.mine, clash.theirs)))
