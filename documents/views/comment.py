"""Remarks on a draft: the page that lists them, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents.actions.comment import add_comment, may_comment, reopen_comment, resolve_comment
from documents.forms.comment import CommentForm
from documents.models import Comment, Document
from documents.queries.comment import threads_of, visible_comments
from documents.queries.version import may_read_history, returned_version
from documents.views.access import section_of, visible_document
from organizations.models import User
from organizations.views.access import signed_in, way_back
from workflow.engine import Refused
from workflow.models import LogEntry


@require_safe
def comment_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Góp ý: every remark on the draft, open ones first, and a form for another one."""
    return _page(request, drafted_document(request, pk), CommentForm())


@require_POST
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark, or with ``answers`` an answer; what was typed stays on the page if something is wrong."""
    document = drafted_document(request, pk)
    key = request.POST.get("answers", "")
    answers = None
    if key:
        known = visible_comments(signed_in(request)).filter(document=document, answers__isnull=True)
        answers = get_object_or_404(known, pk=key if key.isdecimal() and len(key) < 19 else 0)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, document, form, answers, status=422)
    try:
        said = add_comment(document=document, by=signed_in(request), answers=answers, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, document, form, answers, status=409)
    messages.success(request, "Đã gửi trả lời." if answers else "Đã gửi góp ý; người soạn được báo ngay.")
    page = reverse("comment_list", args=[document.pk])
    return redirect(way_back(request, otherwise=f"{page}#gop-y-{said.answers_id or said.pk}"))


@require_POST
def comment_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Đã xử lý."""
    return _act(request, pk, resolve_comment, "Đã đánh dấu góp ý là đã xử lý.")


@require_POST
def comment_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở lại."""
    return _act(request, pk, reopen_comment, "Đã mở lại góp ý.")


def drafted_document(request: HttpRequest, pk: int) -> Document:
    """The paper, for who sees how it was written; to the others there is no such page.

    Raises:
        Http404: the user sees nothing of the paper, or only the issued text.
    """
    document = visible_document(request, pk)
    if not may_read_history(document, signed_in(request)):
        raise Http404
    return document


def writing_panel(document: Document, user: User, log: Sequence[LogEntry]) -> dict[str, Any]:
    """What the page of the paper says of its making, to those who see the drafts; ``log``: newest first."""
    if not may_read_history(document, user):
        return {"shows_writing": False}
    counts = document.comments.filter(answers__isnull=True).aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(resolved_at__isnull=True))
    )
    returned = returned_version(document, log)
    return {
        "shows_writing": True,
        "comment_count": counts["all"],
        "open_comments": counts["open"],
        "returned_diff": returned if returned and returned < document.version else None,
    }


def _act(request: HttpRequest, pk: int, act: Callable[..., None], said: str) -> HttpResponse:
    known = visible_comments(signed_in(request)).select_related("document__owner")
    comment = get_object_or_404(known, pk=pk)
    try:
        act(comment=comment, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    page = reverse("comment_list", args=[comment.document_id])
    return redirect(way_back(request, otherwise=f"{page}#gop-y-{comment.answers_id or comment.pk}"))


def _page(
    request: HttpRequest, document: Document, form: CommentForm, answers: Comment | None = None, status: int = 200
) -> HttpResponse:
    threads = threads_of(document)
    context = {
        "section": section_of(document),
        "document": document,
        "threads": threads,
        "open_count": sum(thread.is_open for thread in threads),
        "can_comment": may_comment(document, signed_in(request)),
        "form": form,
        "answers": answers,
    }
    return render(request, "documents/comment_list.html", context, status=status)
