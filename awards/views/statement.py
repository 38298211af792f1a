"""Xác nhận: that a list is whole, that somebody was on maternity leave; said and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from awards.actions.record import unit_then
from awards.actions.statement import say, take_back
from awards.forms.record import StatementForm
from awards.guards import may_keep_of
from awards.models import Statement
from awards.views.access import records_address, visible_subject
from organizations.views.access import posted, signed_in
from organizations.views.asking import carried_out
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def statement_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A statement about the subject."""
    user = signed_in(request)
    subject = visible_subject(user, kind, pk)
    unit = unit_then(subject)
    if unit is None or not may_keep_of(user, subject):
        raise PermissionDenied
    form = StatementForm(posted(request), user=user, subject=subject, initial={"year": timezone.localdate().year})
    if form.is_valid() and (made := carried_out(form, lambda: say(thing=form.thing(unit), by=user))):
        messages.success(request, f"Đã xác nhận: {made}.")
        return redirect(records_address(subject))
    context = {"section": "awards", "form": form, "subject": subject, "records": records_address(subject)}
    return render(request, "awards/statement_form.html", context, status=422 if form.errors else 200)


@require_POST
def statement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ xác nhận; the log keeps that it was said."""
    user = signed_in(request)
    statement = get_object_or_404(Statement.objects.visible_to(user).for_list(), pk=pk)
    try:
        take_back(thing=statement, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã bỏ xác nhận.")
    return redirect(records_address(statement.subject))
