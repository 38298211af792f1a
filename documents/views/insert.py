"""Putting pieces into a draft without scripts: clauses, lists of recipients, papers of the register as căn cứ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from documents.actions.reuse import text_of_piece
from documents.models import Document
from documents.queries.bases import citable, full_citation, is_citable, state_note
from documents.views.reuse import CLAUSES, RECIPIENTS, asked_words
from organizations.views.access import signed_in

_SHELVES = {"clause": (CLAUSES, "body"), "recipients": (RECIPIENTS, "recipients")}
_SEARCH, _BASE = "bases", "base-"


@dataclass(frozen=True, slots=True)
class FoundBase:
    """A paper that can be added to the căn cứ: its key, name, full citation, and a note when it is not in force."""

    pk: int
    title: str
    text: str
    note: str


def asks_insert(request: HttpRequest) -> bool:
    """Whether the form was sent to search or to put something in, not to save.

    Enter in any field presses the form's first button: in the search field, after new words, it searches.
    """
    if "insert" in request.POST:
        return True
    words = asked_words(request.POST.get("base_words", ""))
    return "enter" in request.POST and bool(words) and words != request.POST.get("base_searched", "")


def inserted(request: HttpRequest) -> tuple[QueryDict, dict[str, Any]]:
    """What was posted, with the chosen piece put at the end of its field, and what the page says of it.

    Nothing is saved.
    """
    data = request.POST.copy()
    asked = request.POST.get("insert", _SEARCH)
    words = asked_words(request.POST.get("base_words", ""))
    if asked.startswith(_BASE):
        _put(request, data, "bases", _citation(request, asked.removeprefix(_BASE)))
    elif asked != _SEARCH:
        shelf, field = _SHELVES.get(asked, (None, ""))
        key = request.POST.get(f"{shelf.name}_pk", "") if shelf else ""
        if shelf is None or not _is_key(key):
            messages.info(request, "Chưa chọn mục nào để chèn.")
            return data, {}
        piece = shelf.visible(request).filter(pk=key).first()
        _put(request, data, field, (str(piece), text_of_piece(piece)) if piece else None)
    if asked != _SEARCH and not asked.startswith(_BASE):
        return data, {}
    found = [
        FoundBase(paper.pk, str(paper), full_citation(paper), state_note(paper).capitalize())
        for paper in citable(signed_in(request), words)
    ]
    return data, {"base_words": words, "base_found": found, "is_base_search": True}


def _citation(request: HttpRequest, key: str) -> tuple[str, str] | None:
    if not _is_key(key):
        return None
    paper = is_citable(Document.objects.visible_to(signed_in(request))).filter(pk=key).first()
    return (str(paper), full_citation(paper)) if paper else None


def _put(request: HttpRequest, data: QueryDict, field: str, piece: tuple[str, str] | None) -> None:
    if piece is None:
        messages.error(request, "Mục vừa chọn không còn nữa. Hãy chọn mục khác.")
        return
    name, text = piece
    data[field] = "\n".join(part for part in (data.get(field, "").rstrip(), text) if part)
    messages.info(request, f"Đã chèn “{name}” vào cuối ô. Chưa lưu; hãy bấm “Lưu bản thảo” để giữ lại.")


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
