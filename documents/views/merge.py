"""When two people saved one draft: what does not touch merges by itself, the rest is asked; nothing is lost."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from documents.actions.document import Conflict, Content, content_of, save_draft
from documents.forms.content import EditForm
from documents.forms.merge import MergeForm
from documents.models import Document
from documents.queries.version import content_at
from organizations.models import User
from organizations.views.access import signed_in

# So often somebody may save between our reading and our saving before the writer is asked to try again.
_TRIES = 5


def text_at(document: Document, version: int) -> Content | None:
    """The text that a form of that version was made from."""
    kept = content_at(document, version)
    if kept is not None:
        return Content(**kept)
    return content_of(document) if document.version == version else None


def merge_or_ask(
    request: HttpRequest, document: Document, *, version: int, mine: Content, section: str
) -> HttpResponse:
    """Merges what was typed from ``version`` on with what is saved now, and saves it; asks where both wrote.

    Raises:
        Refused: the paper is no draft any more, or somebody saved again and again meanwhile.
    """
    for _ in range(_TRIES):
        [current] = Document.objects.select_related("owner", "issuer").filter(pk=document.pk)
        form = MergeForm(None, base=text_at(current, version), mine=mine, theirs=content_of(current))
        if form.questions():
            return merge_page(request, current, form, base=version, mine=mine, section=section)
        merged = EditForm(asdict(form.content()) | {"version": current.version})
        if not merged.is_valid():
            break
        try:
            saved = save_draft(
                document=current, version=current.version, content=merged.content(), by=signed_in(request)
            )
        except Conflict:
            version, mine = current.version, form.content()
            continue
        _tell_merged(request, saved, form)
        return redirect(request.path)
    [current] = Document.objects.select_related("owner", "issuer").filter(pk=document.pk)
    form = MergeForm(None, base=None, mine=mine, theirs=content_of(current))
    return merge_page(request, current, form, base=0, mine=mine, section=section)


def settle_conflict(request: HttpRequest, document: Document, *, section: str, typed: EditForm) -> HttpResponse:
    """The decisions of the merge page. Did somebody save meanwhile, the page comes again with the new text.

    Args:
        typed: the valid form with the writer's own text, and the version that stood beside it on the page.

    Raises:
        Refused: see ``save_draft``.
    """
    version, mine = typed.cleaned_data["version"], typed.content()
    base = request.POST.get("base", "")
    began = text_at(document, int(base)) if base.isdecimal() and 0 < len(base) < 10 and int(base) else None
    form = MergeForm(request.POST, base=began, mine=mine, theirs=text_at(document, version) or content_of(document))
    if not form.is_valid():
        return merge_page(request, document, form, base=base, mine=mine, section=section, version=version, status=422)
    merged = EditForm(asdict(form.content()) | {"version": version})
    if not merged.is_valid():
        for field, errors in merged.errors.items():
            label = EditForm.base_fields[field].label
            form.add_error(None, f"{label}: {' '.join(map(str, errors))}")
        return merge_page(request, document, form, base=base, mine=mine, section=section, version=version, status=422)
    try:
        saved = save_draft(document=document, version=version, content=merged.content(), by=signed_in(request))
    except Conflict:
        return merge_or_ask(request, document, version=version, mine=merged.content(), section=section)
    messages.success(request, f"Đã gộp hai bản và lưu lúc {timezone.localtime():%H:%M} (lần sửa {saved.version}).")
    return redirect(request.path)


def merge_page(
    request: HttpRequest,
    document: Document,
    form: MergeForm,
    *,
    base: int | str,
    mine: Content,
    section: str,
    version: int | None = None,
    status: int = 409,
) -> HttpResponse:
    """Both texts side by side, place by place, with what was typed in hidden fields."""
    version = version or document.version
    row = document.versions.select_related("saved_by__person").filter(version=version).defer("content").first()
    other: User | None = row.saved_by if row else None
    context: dict[str, Any] = {
        "section": section,
        "document": document,
        "form": form,
        "questions": form.questions(),
        "typed": EditForm(asdict(mine) | {"version": version}),
        "base": base,
        "other": "chính bạn ở trang khác" if other == request.user else str(other or "người khác"),
        "saved_at": row.saved_at if row else document.updated_at,
        "taken_mine": form.taken()[0],
        "taken_theirs": form.taken()[1],
    }
    return render(request, "documents/document_conflict.html", context, status=status)


def _tell_merged(request: HttpRequest, saved: Document, form: MergeForm) -> None:
    mine, theirs = form.taken()
    if theirs:
        text = (
            f"Người khác vừa lưu văn bản này. Hai bản không sửa cùng một đoạn nên đã được gộp: {mine} chỗ của bạn, "
            f"{theirs} chỗ của người kia (lần sửa {saved.version}). Xem lại ở “Lịch sử sửa”."
        )
    else:
        text = f"Đã lưu bản thảo lúc {timezone.localtime():%H:%M:%S} (lần sửa {saved.version})."
    messages.success(request, text)
