"""The steps of the workflow table, one address for all."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from documents.actions.step import take_step
from documents.views.access import visible_document
from documents.workflow import PAPER
from organizations.forms.fields import ReasonField
from organizations.views.access import signed_in, way_back
from workflow.engine import Refused


@require_POST
def document_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Takes one step and goes back to the page; a refusal is shown there as a sentence."""
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
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã {label.lower()} {done}. Trạng thái hiện nay: {done.get_state_display()}.")
    return redirect(way_back(request, otherwise=document.get_absolute_url()))
