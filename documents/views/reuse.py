"""Đoạn mẫu and danh sách nơi nhận: kept, found again and put into a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.actions.reuse import Kept, change_piece, drop_piece, keep_piece, text_of_piece
from documents.forms.reuse import PieceForm
from documents.models import Clause, RecipientList
from documents.queries import units_where
from documents.queries.bases import citable, full_citation, state_note
from documents.workflow import DRAFTERS
from organizations.names import search_key
from organizations.normalize import clean_line
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PAGE_SIZE = 50
MOST_FOUND = 20
LONGEST_QUESTION = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """One of the two kinds of pieces: its model, names of its addresses, words on its pages."""

    model: type[Clause] | type[RecipientList]
    name: str
    title: str
    one: str
    lead: str

    def visible(self, request: HttpRequest) -> QuerySet[Any]:
        """The pieces that the user may use."""
        return self.model.objects.visible_to(signed_in(request)).select_related("unit")


CLAUSES = Shelf(Clause, "clause", "Đoạn mẫu", "đoạn mẫu", "Những đoạn văn hay dùng, để chèn khi soạn văn bản.")
RECIPIENTS = Shelf(
    RecipientList,
    "recipient_list",
    "Danh sách nơi nhận",
    "danh sách nơi nhận",
    "Những danh sách nơi nhận hay dùng, để chèn vào cuối văn bản.",
)


@require_safe
def clause_list(request: HttpRequest) -> HttpResponse:
    """Đoạn mẫu of the user's units and of those above."""
    return _list(request, CLAUSES)


@require_http_methods(["GET", "HEAD", "POST"])
def clause_create(request: HttpRequest) -> HttpResponse:
    """Thêm đoạn mẫu."""
    return _form(request, CLAUSES, None)


@require_http_methods(["GET", "HEAD", "POST"])
def clause_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa đoạn mẫu; who does not write for its unit reads it."""
    return _form(request, CLAUSES, pk)


@require_POST
def clause_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Xóa đoạn mẫu."""
    return _delete(request, CLAUSES, pk)


@require_safe
def recipient_list_list(request: HttpRequest) -> HttpResponse:
    """Danh sách nơi nhận of the user's units and of those above."""
    return _list(request, RECIPIENTS)


@require_http_methods(["GET", "HEAD", "POST"])
def recipient_list_create(request: HttpRequest) -> HttpResponse:
    """Thêm danh sách nơi nhận."""
    return _form(request, RECIPIENTS, None)


@require_http_methods(["GET", "HEAD", "POST"])
def recipient_list_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa danh sách nơi nhận; who does not write for its unit reads it."""
    return _form(request, RECIPIENTS, pk)


@require_POST
def recipient_list_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Xóa danh sách nơi nhận."""
    return _delete(request, RECIPIENTS, pk)


@require_safe
def clause_search(request: HttpRequest) -> JsonResponse:
    """For the editor: clauses whose name or text holds every word of ``q``."""
    return _search(request, CLAUSES)


@require_safe
def recipient_list_search(request: HttpRequest) -> JsonResponse:
    """For the editor: lists whose name or lines hold every word of ``q``."""
    return _search(request, RECIPIENTS)


@require_safe
def base_search(request: HttpRequest) -> JsonResponse:
    """For the editor: papers of the register that match ``q``, each as a căn cứ on its first mention."""
    found = citable(signed_in(request), asked_words(request.GET.get("q", "")))
    results = [
        {"title": str(paper), "text": full_citation(paper), "note": state_note(paper).capitalize()} for paper in found
    ]
    return JsonResponse({"results": results})


def asked_words(typed: str) -> str:
    """The words of a search field, as lists are searched for them."""
    return clean_line(" ".join(typed[:LONGEST_QUESTION].split()))


def _matching(shelf: Shelf, request: HttpRequest, words: str) -> list[Kept]:
    asked = search_key(words).split()
    return [
        piece
        for piece in shelf.visible(request)
        if not asked or all(word in search_key(f"{piece.name} {text_of_piece(piece)}") for word in asked)
    ]


def _search(request: HttpRequest, shelf: Shelf) -> JsonResponse:
    found = _matching(shelf, request, asked_words(request.GET.get("q", "")))[:MOST_FOUND]
    results = [{"title": piece.name, "text": text_of_piece(piece), "note": str(piece.unit)} for piece in found]
    return JsonResponse({"results": results})


def _list(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    words = asked_words(request.GET.get("tim", ""))
    page = Paginator(_matching(shelf, request, words), PAGE_SIZE).get_page(request.GET.get("trang"))
    writes_for = set(units_where(signed_in(request), DRAFTERS))
    context = {
        "section": "documents",
        "shelf": shelf,
        "page": page,
        "words": words,
        "query": f"tim={words}&" if words else "",
        "can_create": bool(writes_for),
        "create_address": reverse(f"{shelf.name}_create"),
        "rows": [
            (piece, text_of_piece(piece), reverse(f"{shelf.name}_edit", args=[piece.pk]), piece.unit_id in writes_for)
            for piece in page.object_list
        ],
    }
    return render(request, "documents/reuse_list.html", context)


def _form(request: HttpRequest, shelf: Shelf, pk: int | None) -> HttpResponse:
    user = signed_in(request)
    piece = get_object_or_404(shelf.visible(request), pk=pk) if pk is not None else None
    can_write = user.holds(DRAFTERS, piece.unit_id) if piece else bool(units_where(user, DRAFTERS))
    if not can_write and (piece is None or request.method == "POST"):
        raise PermissionDenied
    initial = {"name": piece.name, "text": text_of_piece(piece)} if piece else {}
    form = PieceForm(posted(request), user=user, model=shelf.model, is_new=piece is None, initial=initial)
    context = {
        "section": "documents",
        "shelf": shelf,
        "piece": piece,
        "text": text_of_piece(piece) if piece else "",
        "form": form,
        "can_write": can_write,
        "list_address": reverse(f"{shelf.name}_list"),
        "delete_address": reverse(f"{shelf.name}_delete", args=[piece.pk]) if piece else "",
        "consequences": [
            f"“{piece}” không còn trong danh sách để chèn.",
            "Những văn bản đã chèn đoạn này không thay đổi.",
        ],
    }
    if form.is_valid() and (saved := _saved(request, shelf, piece, form)):
        messages.success(request, f"Đã lưu {shelf.one} “{saved}”.")
        return redirect(f"{shelf.name}_list")
    return render(request, "documents/reuse_form.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, shelf: Shelf, piece: Kept | None, form: PieceForm) -> Kept | None:
    data, user = form.cleaned_data, signed_in(request)
    try:
        if piece is None:
            return keep_piece(model=shelf.model, by=user, **data)
        return change_piece(piece=piece, by=user, **data)
    except ValidationError as error:
        form.add_error(None if not hasattr(error, "error_dict") else "name", error.messages)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def _delete(request: HttpRequest, shelf: Shelf, pk: int) -> HttpResponse:
    piece = get_object_or_404(shelf.visible(request), pk=pk)
    name = str(piece)
    try:
        drop_piece(piece=piece, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã xóa {shelf.one} “{name}”.")
    return redirect(f"{shelf.name}_list")
