"""Sending a paper, and the steps of a unit that got one. Lists and boards, which know the chain, are in campaigns."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from documents.actions.dispatch import (
    SENDABLE,
    acknowledge,
    finish,
    mark_seen,
    send_paper,
    send_refusal,
)
from documents.forms.dispatch import SendForm
from documents.models import Dispatch, Document, Forwarding
from documents.views.access import visible_document
from documents.workflow import ISSUERS
from organizations.models import User
from organizations.views.access import posted, signed_in, way_back
from workflow.engine import Refused

# Steps of the form that only change what is chosen; nothing is written.
CHOOSING = ("tim", "chon-hien", "bo-hien", "them", "sua")


@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi văn bản: choose the units, look the list over, send."""
    document, user = visible_document(request, pk), signed_in(request)
    if not user.holds(ISSUERS, document.owner_id):
        raise PermissionDenied
    if refusal := send_refusal(document, user):
        messages.error(request, refusal)
        return redirect(document)
    form = SendForm(posted(request), document=document, user=user)
    step = request.POST.get("buoc", "xem-lai")
    context: dict[str, Any] = {"section": "documents", "document": document, "form": form}
    if request.method != "POST" or step in CHOOSING:
        form.apply(step)
        form.errors.clear()
        return _choice(request, context)
    if not form.is_valid():
        return _choice(request, context, status=422)
    if step != "gui":
        return render(request, "documents/dispatch_confirm.html", context)
    return _send(request, form, context)


def _choice(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    form: SendForm = context["form"]
    shown = {
        "groups": form.groups(),
        "open_number": len(form.units) - len(form.sent),
        "words": request.POST.get("tim", ""),
    }
    return render(request, "documents/dispatch_send.html", context | shown, status=status)


def _send(request: HttpRequest, form: SendForm, context: dict[str, Any]) -> HttpResponse:
    asked = form.cleaned_data
    try:
        sent = send_paper(
            document=form.document,
            units=form.chosen_units(),
            by=signed_in(request),
            asks_answer=asked.get("asks_answer", False),
            due_on=asked["due_on"],
            note=asked["note"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _choice(request, context, status=409)
    if sent:
        messages.success(request, f"Đã gửi {form.document} tới {len(sent)} đơn vị.")
    else:
        messages.info(request, "Các đơn vị này đã được gửi từ trước; không gửi thêm.")
    return redirect("dispatch_board", pk=form.document.pk)


@require_POST
def dispatch_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that the unit saw the paper; a script asks this when the page is opened, a button without script."""
    dispatch, user = received(request, pk), signed_in(request)
    try:
        mark_seen(dispatch=dispatch, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"seen": True})
    return redirect(way_back(request, otherwise=reverse("received_detail", args=[pk])))


@require_POST
def dispatch_acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Tiếp nhận, with or without an entry in the unit's register."""
    dispatch = received(request, pk)
    wanted = request.POST.get("vao-so") == "1"
    try:
        entry = acknowledge(dispatch=dispatch, by=signed_in(request), register=wanted)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        done = f"{dispatch.unit} đã tiếp nhận {dispatch.document}"
        if entry:
            done += " và vào sổ văn bản đến"
        elif wanted:
            done += "; văn bản đã có trong sổ văn bản đến nên không vào sổ lần nữa"
        messages.success(request, f"{done}.")
    return redirect(way_back(request, otherwise=reverse("received_detail", args=[pk])))


@require_POST
def forwarding_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Xử lý xong: whom it was passed on to says so."""
    user = signed_in(request)
    visible = Forwarding.objects.visible_to(user).select_related("dispatch__document", "dispatch__unit", "by", "to")
    forwarding = get_object_or_404(visible, pk=pk)
    try:
        finish(forwarding=forwarding, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã đánh dấu xử lý xong {forwarding.dispatch.document}.")
    return redirect(way_back(request, otherwise=reverse("received_detail", args=[forwarding.dispatch_id])))


def received(request: HttpRequest, pk: int) -> Dispatch:
    """What was sent to a unit of the user or to one below; anything else answers 404 as an absent one does."""
    visible = Dispatch.objects.at_units_of(signed_in(request)).select_related(
        "unit", "document__owner", "document__issuer", "sent_by__person", "seen_by__person", "acknowledged_by__person"
    )
    return get_object_or_404(visible, pk=pk)


def dispatch_panel(document: Document, user: User) -> dict[str, Any]:
    """What the page of a paper says about its being sent: to the units that got it, and to those that keep it."""
    if not document.is_published:
        return {}
    context: dict[str, Any] = {"can_send": document.state in SENDABLE and user.holds(ISSUERS, document.owner_id)}
    if {unit_id for _, unit_id in user.roles_held()} - {document.owner_id}:
        context["got"] = list(document.dispatches.received_by(user).select_related("unit", "document__owner"))
    if document.shows_drafts_to(user):
        context["sent_totals"] = document.dispatches.aggregate(
            sent=Count("pk"), seen=Count("seen_at"), acknowledged=Count("acknowledged_at")
        )
    return context
