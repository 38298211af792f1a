"""Roles given and ended by administrators; requests that a second person decides."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.actions.role import (
    confirm_request,
    end_role,
    give_role,
    needs_second_person,
    refuse_request,
)
from organizations.forms.role import EndForm, GiveForm
from organizations.models import RoleAssignment, RoleRequest
from organizations.normalize import clean
from organizations.queries.roles import concerning, visible_requests, waiting_requests
from organizations.queries.users import managed_by
from organizations.views.access import posted, signed_in, way_back
from organizations.views.asking import Question, ask_first
from workflow.engine import Refused

PAGE_SIZE = 30
SECOND = (
    "Vai trò này cần người thứ hai xác nhận (quản trị khác, thủ trưởng hoặc lãnh đạo ký của đơn vị); "
    "trước đó chưa có hiệu lực."
)


@require_http_methods(["GET", "HEAD", "POST"])
def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao vai trò."""
    by = signed_in(request)
    user = get_object_or_404(managed_by(by).select_related("person"), pk=pk)
    form = GiveForm(posted(request), user=by, initial={"valid_from": f"{timezone.localdate():%d/%m/%Y}"})

    def question() -> Question:
        term = form.term()
        sentences = [f"{user} ({user.username}) được giao: {term}."]
        return Question(
            "Giao vai trò", "Giao vai trò", [*sentences, *([SECOND] if needs_second_person(term.role) else [])]
        )

    def done(made: object) -> HttpResponse:
        waits = isinstance(made, RoleRequest)
        messages.success(request, "Đã gửi đề nghị, chờ người thứ hai xác nhận." if waits else "Đã giao vai trò.")
        return redirect("user_detail", user.pk)

    return ask_first(
        request,
        form,
        template="organizations/role_give.html",
        context={"section": "admin", "account": user},
        question=question,
        act=lambda: give_role(user=user, term=form.term(), by=by),
        done=done,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi giữ vai trò."""
    by = signed_in(request)
    rows = RoleAssignment.objects.filter(user__in=managed_by(by)).select_related("unit", "user__person")
    held = get_object_or_404(rows, pk=pk)
    asks = needs_second_person(held.role) and held.on_behalf_of_id is None
    form = EndForm(posted(request), confirmed=asks)

    def question() -> Question:
        last = form.day()
        when = "ngay bây giờ" if last < timezone.localdate() else f"sau ngày {last:%d/%m/%Y}"
        sentences = [f"{held.user} thôi giữ vai trò {held} {when}.", "Những việc đã làm và nhật ký vẫn giữ nguyên."]
        return Question("Thôi giữ vai trò", "Thôi giữ", [*sentences, *([SECOND] if asks else [])], "danger")

    def act() -> bool:
        end_role(held=held, last_day=form.day(), by=by)
        return True

    def done(made: object) -> HttpResponse:
        messages.success(request, "Đã gửi đề nghị, chờ người thứ hai xác nhận." if asks else "Đã cho thôi vai trò.")
        return redirect("user_detail", held.user_id)

    return ask_first(
        request,
        form,
        template="organizations/role_end.html",
        context={"section": "admin", "held": held, "asks": asks},
        question=question,
        act=act,
        done=done,
    )


@require_safe
def role_request_list(request: HttpRequest) -> HttpResponse:
    """Đề nghị về vai trò: what waits for the user, then what the user asked for or is about the user."""
    user = signed_in(request)
    context = {
        "section": "admin",
        "waiting": waiting_requests(user)[:PAGE_SIZE],
        "page": Paginator(concerning(user), PAGE_SIZE).get_page(request.GET.get("trang")),
        "query": "",
        "me": user,
    }
    return render(request, "organizations/role_request_list.html", context)


@require_POST
def role_request_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person agrees."""
    by = signed_in(request)
    asked = get_object_or_404(visible_requests(by), pk=pk)
    try:
        confirm_request(request=asked, by=by)
    except (Refused, ValidationError) as problem:
        messages.error(request, _sentence(problem))
    else:
        messages.success(request, "Đã xác nhận. Thay đổi có hiệu lực theo ngày đã ghi.")
    return redirect(way_back(request, otherwise=reverse("role_request_list")))


@require_POST
def role_request_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person does not agree."""
    by = signed_in(request)
    asked = get_object_or_404(visible_requests(by), pk=pk)
    try:
        refuse_request(request=asked, reason=clean(request.POST.get("reason", "")), by=by)
    except (Refused, ValidationError) as problem:
        messages.error(request, _sentence(problem))
    else:
        messages.success(request, "Đã từ chối đề nghị; người đề nghị được báo.")
    return redirect(way_back(request, otherwise=reverse("role_request_list")))


def _sentence(problem: Refused | ValidationError) -> str:
    return problem.messages[0] if isinstance(problem, ValidationError) else str(problem)
