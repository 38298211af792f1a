"""Cử người thay: naming who stands in for a role, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from organizations.actions.role import end_substitution, name_substitute, needs_second_person
from organizations.forms.role import SubstituteForm
from organizations.models import RoleRequest
from organizations.queries.roles import visible_substitutions
from organizations.views.access import posted, signed_in, way_back
from organizations.views.asking import Question, ask_first
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def substitute_create(request: HttpRequest) -> HttpResponse:
    """Names a substitute for a role of one's own, or, as administrator, of another."""
    user = signed_in(request)
    today = f"{timezone.localdate():%d/%m/%Y}"
    form = SubstituteForm(posted(request), by=user, initial={"valid_from": today})

    def done(made: object) -> HttpResponse:
        waits = isinstance(made, RoleRequest)
        messages.success(request, "Đã gửi, chờ người thứ hai xác nhận." if waits else "Đã cử người thay.")
        return redirect("role_request_list" if waits else "account_home")

    return ask_first(
        request,
        form,
        template="organizations/role_substitute.html",
        context={"section": "", "nothing": not form.own and "holder" not in form.fields},
        question=lambda: _question(form),
        act=lambda: name_substitute(user=form.cleaned_data["user"], term=form.term(), by=user),
        done=done,
    )


@require_POST
def substitute_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a substitution at once."""
    user = signed_in(request)
    held = get_object_or_404(visible_substitutions(user), pk=pk)
    try:
        end_substitution(held=held, by=user)
    except (Refused, ValidationError) as problem:
        said = problem.messages[0] if isinstance(problem, ValidationError) else str(problem)
        messages.error(request, said)
    else:
        messages.success(request, f"{held.user} đã thôi thay.")
    return redirect(way_back(request, otherwise=reverse("account_home")))


def _question(form: SubstituteForm) -> Question:
    term, user = form.term(), form.cleaned_data["user"]
    sentences = [
        f"{user} được: {term}.",
        f"Căn cứ: {term.basis}.",
        "Mỗi bước người thay làm đều ghi rõ làm thay ai.",
    ]
    if needs_second_person(term.role):
        sentences.append("Vai trò này cần người thứ hai xác nhận; trước đó chưa có hiệu lực.")
    return Question("Cử người thay", "Cử người thay", sentences)
