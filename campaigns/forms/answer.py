"""A plan made from the plan above: for which unit, which items become prompts, which papers are its căn cứ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone

from campaigns.forms.start import BLANK, first_content
from campaigns.models import Plan
from campaigns.queries import IN_FORCE
from documents.models import Document
from documents.queries.bases import bases_of, full_citation, named_in, numbered_in_register
from documents.text.compare_items import PlanItem
from documents.text.compare_marks import items_in
from documents.text.light import parse_body, print_body
from documents.text.prompts import Prompt, answer_part, beside, key_of, prompts_of, used_again
from documents.text.tree import Body, Item
from legal import papers, texts
from organizations.models import Unit, User
from organizations.models.unit import ids_on
from organizations.normalize import clean

LAW = "Thi đua, khen thưởng"
_LAW_KEY = "luat"
# Every choice is a field of the form, of which a request takes so many (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST = 300


@dataclass(frozen=True, slots=True)
class Basis:
    """A paper that may be a căn cứ: its value in the form, its text out of the register, whether it is proposed."""

    key: str
    text: str
    document: Document | None
    is_proposed: bool


def bases_for(parent: Plan, user: User) -> list[Basis]:
    """Papers to choose from after the plan above, the law first, then by rank of their kind and day.

    The texts are those of the register, so that they cannot drift. What is no longer in force is left out.
    """
    cited = bases_of(parent.document.bases)
    held = {paper.pk: paper for _, paper in named_in(numbered_in_register(cited, user), cited)}
    chain = Plan.objects.visible_to(user).filter(pk__in=ids_on(parent.path)).exclude(pk=parent.pk)
    for plan in chain.select_related("document__owner", "document__issuer"):
        held[plan.document_id] = plan.document
    alive = [one for one in held.values() if one.state in IN_FORCE and one.pk != parent.document_id]
    ranks = {code: rank for rank, code in enumerate(_kinds_by_rank())}
    alive.sort(key=lambda one: (ranks.get(one.kind, len(ranks)), one.date or timezone.localdate(), one.pk))
    found = [Basis(str(one.pk), full_citation(one), one, False) for one in alive]
    return [*_law(), *found]


def _kinds_by_rank() -> list[str]:
    return [row.code for row in (*papers.received_kinds(), *papers.kinds())]


def _law() -> list[Basis]:
    """The law on emulation that is in force today (Luật TĐKT, Điều 17 asks for plans under it)."""
    law = texts.law_named(LAW, None, timezone.localdate())
    if law is None:
        return []
    return [Basis(_LAW_KEY, full_citation(Document(kind="LUAT", summary=LAW, date=law.made_on)), None, True)]


def last_plan(unit: Unit, year: int, user: User) -> Plan | None:
    """The unit's latest plan of an earlier year: an issued one before a draft."""
    plans = Plan.objects.visible_to(user).filter(document__owner=unit, document__kind="KH", year__lt=year)
    return plans.exclude(document__state="discarded").select_related("document").order_by("-year", "-pk").first()


class AnswerForm(forms.Form):
    """Which items become prompts, which take last year's paragraph along, which other paragraphs and papers come in."""

    creation_key = forms.UUIDField(
        label="Biểu mẫu",
        widget=forms.HiddenInput,
        error_messages={"required": "Hãy tải lại trang rồi chọn lại.", "invalid": "Hãy tải lại trang rồi chọn lại."},
    )

    def __init__(self, *args: Any, parent: Plan, unit: Unit, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent, self.unit = parent, unit
        body = parse_body(parent.document.body)
        self.prompts = prompts_of(body, names=(unit.official_name, unit.short_name), kind=unit.kind)[:MOST]
        self.bases = bases_for(parent, user)
        self.last = last_plan(unit, parent.year, user)
        self.paragraphs = items_in(self.last.document.body)[:MOST] if self.last else ()
        self.beside = beside(self.prompts, self.paragraphs)
        matched = {id(item) for item in self.beside.values()}
        self.rest = [(key_of(item), item) for item in self.paragraphs if id(item) not in matched]
        self._choose(
            "can-cu", "Căn cứ", [basis.key for basis in self.bases], [one.key for one in self.bases if one.is_proposed]
        )
        self._choose(
            "muc",
            "Mục của văn bản cấp trên",
            [one.key for one in self.prompts],
            [one.key for one in self.prompts if one.is_wanted],
        )
        self._choose("lay", "Đoạn năm trước", list(self.beside), [])
        self._choose("doan", "Đoạn khác năm trước", [key for key, _ in self.rest], [])

    def _choose(self, name: str, label: str, keys: Sequence[str], chosen: Sequence[str]) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            choices=[(key, key) for key in keys],
            initial=chosen,
            required=False,
            label=label,
            error_messages={"invalid_choice": "Văn bản đã đổi sau khi bạn mở trang. Hãy tải lại trang rồi chọn lại."},
        )

    def chosen(self, name: str) -> set[str]:
        """Keys that are ticked: as posted, else as proposed."""
        return set(self[name].value() or ())

    def basis_rows(self) -> list[tuple[Basis, bool]]:
        """Papers to choose from, and whether each is ticked."""
        ticked = self.chosen("can-cu")
        return [(basis, basis.key in ticked) for basis in self.bases]

    def groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Items to choose from, in two lists: those that concern the unit, and the rest."""
        wanted, taken = self.chosen("muc"), self.chosen("lay")
        rows: list[dict[str, Any]] = [
            {"prompt": one, "is_ticked": one.key in wanted, "last": self.beside.get(one.key), "takes": one.key in taken}
            for one in self.prompts
        ]
        groups = [
            ("Mục đơn vị phải trả lời", [row for row in rows if row["prompt"].is_wanted]),
            ("Mục khác của văn bản", [row for row in rows if not row["prompt"].is_wanted]),
        ]
        return [(name, found) for name, found in groups if found]

    def rest_rows(self) -> list[tuple[str, PlanItem, bool]]:
        """Paragraphs of last year's plan that stand beside no prompt, and whether each is ticked."""
        ticked = self.chosen("doan")
        return [(key, item, key in ticked) for key, item in self.rest]

    def texts(self) -> dict[str, str]:
        """The fields of the draft by what is ticked."""
        first = first_content(unit=self.unit, parent=self.parent, year=self.parent.year, start=BLANK)
        return first | {"bases": self._bases(), "body": self._body()}

    def prompt_count(self) -> int:
        """How many items become prompts."""
        return len(self._wanted())

    def _wanted(self) -> list[Prompt]:
        ticked = self.chosen("muc")
        return [one for one in self.prompts if one.key in ticked]

    def _bases(self) -> str:
        """The plan above, then the others; each line ends with ";", the last with "."."""
        ticked = self.chosen("can-cu")
        lines = [full_citation(self.parent.document), *(one.text for one in self.bases if one.key in ticked)]
        return "\n".join(lines).removesuffix(";") + "."

    def _body(self) -> str:
        source, takes = str(self.parent), self.chosen("lay")
        taken = {key: item for key, item in self.beside.items() if key in takes}
        contents = [one for one in self._wanted() if not one.is_duty]
        duties = [one for one in self._wanted() if one.is_duty]
        extra = [item for key, item, is_ticked in self.rest_rows() if is_ticked]
        points = [answer_part(contents, source, taken), _paragraphs(extra, len(contents) + 1)]
        facts = {
            "unit": self.unit,
            "parent": self.parent,
            "year": self.parent.year,
            "source": source,
            "contents": "\n".join(part for part in points if part) or "[… nội dung, chỉ tiêu bằng số, thời hạn.]",
            "duties": answer_part(duties, source, taken),
            "next": len(duties) + 1,
        }
        text = clean(render_to_string("campaigns/start/answer.txt", facts)).strip()
        return "\n".join(line for line in text.split("\n") if line)


def _paragraphs(items: Sequence[PlanItem], first: int) -> str:
    points = [Item("khoan", str(number), "", (used_again(item),)) for number, item in enumerate(items, start=first)]
    return print_body(Body(sections=tuple(points))).replace("\n\n", "\n")
