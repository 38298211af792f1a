"""The steps of the workflow table, one address for all."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from documents.actions.step import take_step
from documents.models import Document
from documents.queries.findings import findings_of
from documents.text.draft_text import Located
from documents.text.findings import fingerprint
from documents.views.access import section_of, visible_document
from documents.views.findings import CHOOSE_PARENT, asks_for_parent, parent_address, place_name
from documents.workflow import PAPER
from organizations.forms.fields import ReasonField
from organizations.views.access import signed_in, way_back
from workflow.engine import Refused, Unconfirmed


@require_POST
def document_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Takes one step and goes back to the page; a refusal is shown there as a sentence.

    What the step asks first is shown on a page of its own; that page sends the same step again, with the tick.
    """
    document = visible_document(request, pk)
    if action not in {row.action for row in PAPER.transitions if not row.automatic}:
        raise Http404
    label = PAPER.transition(action).label
    try:
        reason = ReasonField().clean(request.POST.get("reason", ""))
        seen = request.POST.get("version", "")
        done = take_step(
            document=document,
            action=action,
            by=signed_in(request),
            reason=reason,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
            confirmed=request.POST.getlist("question") if request.POST.get("agreed") else (),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Unconfirmed as asked:
        return _ask(request, document, label, asked)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã {label.lower()} {done}. Trạng thái hiện nay: {done.get_state_display()}.")
    return redirect(way_back(request, otherwise=document.get_absolute_url()))


def _ask(request: HttpRequest, document: Document, label: str, asked: Unconfirmed) -> HttpResponse:
    """The page with the questions; after a first answer it says what the answer lacks."""
    rows = {fingerprint(row.finding): row for row in findings_of(document, signed_in(request)).open}
    error = ""
    if request.POST.get("agreed"):
        error = "Văn bản vừa thay đổi nên có cảnh báo mới. Hãy xem lại rồi xác nhận."
    elif "question" in request.POST:
        error = "Hãy đánh dấu vào ô xác nhận, hoặc quay lại sửa."
    context = {
        "section": section_of(document),
        "document": document,
        "label": label,
        "error": error,
        "next": way_back(request, otherwise=document.get_absolute_url()),
        "reason": request.POST.get("reason", ""),
        "questions": [
            {"key": one.key, "sentence": one.sentence, **_about(rows.get(one.key), document)} for one in asked.questions
        ],
    }
    return render(request, "documents/step_confirm.html", context, status=422 if error else 200)


def _about(row: Located | None, document: Document) -> dict[str, str]:
    """Which words of the paper a question is about, where they stand, and where it is answered if not there."""
    if row is None:
        return {}
    address = parent_address(document) if asks_for_parent(row) else ""
    place = place_name(row, document.body)
    return {"quote": row.finding.quote, "place": place, "address": address, "page": CHOOSE_PARENT}
