"""Tìm toàn văn: searching what all papers say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.forms.full_text import RECEIVED, TextSearchForm
from documents.models import Document
from documents.models.document import DocumentQuerySet, State
from documents.queries.full_text import LAST_PAGE, SIZE, near_words, search
from documents.queries.keyset import COUNT_LIMIT
from documents.queries.paper import of_year
from documents.views.saved import without_place
from organizations.names import search_key
from organizations.views.access import signed_in


@require_safe
def text_search(request: HttpRequest) -> HttpResponse:
    """The question, its answers with their places, and what to try where there is none."""
    user = signed_in(request)
    form = TextSearchForm(request.GET if request.GET else None, user=user)
    context: dict[str, Any] = {"section": "documents", "form": form, "is_text_search": True, "result": None}
    if form.is_bound and form.is_valid() and form.question.wanted:
        visible = Document.objects.visible_to(user).exclude(state=State.DISCARDED)
        result = search(
            _filtered(visible, form.cleaned_data),
            form.question,
            sections=form.sections,
            by_date=form.cleaned_data["sap"] == "ngay",
            number=_number(request.GET.get("trang", "")),
        )
        context |= {
            "result": result,
            "total": min(result.total, COUNT_LIMIT),
            "is_more": result.total > COUNT_LIMIT,
            "query": without_place(request.GET),
            "most": SIZE * LAST_PAGE,
            "is_cut": result.number == LAST_PAGE and result.total > SIZE * LAST_PAGE,
        }
        if not result.total:
            context["others"] = _others(request.GET, form, near_words(visible, form.question))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "documents/text_search.html", context, status=status)


def _filtered(papers: DocumentQuerySet, asked: dict[str, Any]) -> DocumentQuerySet:
    """The papers that the filters leave; discarded drafts only when asked for."""
    if asked["trang_thai"]:
        papers = papers.filter(state=asked["trang_thai"])
    if asked["loai"]:
        papers = papers.filter(kind=asked["loai"])
    if asked["nam"]:
        papers = of_year(papers, asked["nam"])
    if asked["tu"]:
        papers = papers.filter(date__gte=asked["tu"])
    if asked["den"]:
        papers = papers.filter(date__lte=asked["den"])
    if asked["don_vi"]:
        papers = papers.filter(owner__path__startswith=asked["don_vi"].path)
    if asked["nguon"]:
        received = asked["nguon"] == RECEIVED
        papers = papers.filter(state=State.RECEIVED) if received else papers.exclude(state=State.RECEIVED)
    for word in search_key(asked["co_quan"]).split():
        papers = papers.filter(author_key__contains=word)
    return papers


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 1


def _others(query: QueryDict, form: TextSearchForm, near: dict[str, str]) -> list[tuple[str, str]]:
    """Other questions to try: what each changes, and its query string."""
    typed, question = form.cleaned_data["tim"], form.question
    tries = []
    if near:
        meant = typed
        for word, other in near.items():
            meant = meant.replace(word, other)
        tries.append((f"Có phải ý bạn: {meant}", {"tim": meant}))
    if form.filters:
        tries.append(("Tìm không cần bộ lọc", dict.fromkeys(form.filters, "")))
    if any(term.is_phrase for term in question.wanted):
        loose = " ".join(word for term in question.wanted for word in term.shown.split())
        tries.append(("Tìm từng từ, không cần liền nhau", {"tim": loose}))
    if question.unwanted:
        tries.append(("Không loại từ nào", {"tim": " ".join(term.shown for term in question.wanted)}))
    if len(question.wanted) > 1:
        longest = max(question.wanted, key=lambda term: len(term.shown))
        tries.append((f"Chỉ tìm “{longest.shown}”", {"tim": longest.shown}))
    found = []
    for label, change in tries:
        changed = query.copy()
        for name, value in change.items():
            changed[name] = value
        found.append((label, without_place(changed).removesuffix("&")))
    return found
