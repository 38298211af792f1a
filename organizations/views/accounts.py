"""Tài khoản của tôi: password, second factor, sessions; and the unit that one works for now."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.actions.account import change_password, end_all_sessions, end_session
from organizations.active import SESSION_KEY, unit_choices
from organizations.forms.account import PasswordForm
from organizations.queries.factors import CODES_BEFORE_WARNING, codes_left, has_factor, needs_factor
from organizations.queries.roles import roles_of, substitutable, substitutes_for
from organizations.queries.sessions import open_sessions
from organizations.views.access import posted, signed_in, way_back
from organizations.views.asking import carried_out


@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """Tài khoản của tôi."""
    user = signed_in(request)
    factor = has_factor(user)
    left = len(codes_left(user)) if factor else 0
    context = {
        "account": user,
        "roles": roles_of(user),
        "substitutable": substitutable(user),
        "standing_in": substitutes_for(user),
        "renew_address": reverse("mfa_generate_recovery_codes"),
        "off_address": reverse("mfa_deactivate_totp"),
        "sessions": open_sessions(user, request.session.session_key),
        "has_factor": factor,
        "needs_factor": needs_factor(user),
        "codes_left": left,
        "few_codes": left < CODES_BEFORE_WARNING,
        "idle_minutes": settings.IDLE_SECONDS // 60,
    }
    return render(request, "account/account_home.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """Đổi mật khẩu; with a temporary one this page comes before all others."""
    user = signed_in(request)
    form = PasswordForm(posted(request), user=user)
    if form.is_valid() and carried_out(form, lambda: _changed(request, form.cleaned_data["new"])):
        messages.success(request, "Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc.")
        return redirect("account_home")
    context = {"form": form, "must": user.must_change_password}
    return render(request, "account/password_change.html", context, status=422 if form.errors else 200)


@require_safe
def session_alive(request: HttpRequest) -> JsonResponse:
    """That the session goes on, for ``static/js/idle.js``; asking renews it, as any page does.

    With the token for forms: after a new log-in in another tab a page that was left open can be saved.
    """
    signed_in(request)
    return JsonResponse({"token": get_token(request)})


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one of the user's sessions."""
    user = signed_in(request)
    session = get_object_or_404(UserSession.objects.filter(user=user), pk=pk)
    end_session(session=session)
    messages.success(request, "Đã kết thúc phiên đăng nhập đó.")
    return redirect("account_home")


@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    """Ends all the user's sessions but this one."""
    number = end_all_sessions(user=signed_in(request), but=request.session.session_key)
    said = f"Đã kết thúc {number} phiên đăng nhập khác." if number else "Không có phiên đăng nhập nào khác."
    messages.success(request, said)
    return redirect("account_home")


@require_POST
def unit_switch(request: HttpRequest) -> HttpResponse:
    """Keeps the unit that the user works for from now on."""
    wanted = request.POST.get("unit", "")
    unit = next((unit for unit in unit_choices(request) if str(unit.pk) == wanted), None)
    if unit is None:
        messages.error(request, "Bạn không giữ vai trò nào ở đơn vị đó hôm nay. Hãy chọn đơn vị khác.")
    else:
        request.session[SESSION_KEY] = unit.pk
        messages.success(request, f"Bạn đang làm việc cho {unit.official_name}.")
    return redirect(way_back(request, otherwise=reverse("inbox")))


def _changed(request: HttpRequest, password: str) -> bool:
    """The new password, with this session going on under a new key."""
    user = signed_in(request)
    change_password(user=user, password=password)
    update_session_auth_hash(request, user)
    record_authentication(request, user, method="password", reauthenticated=True)
    UserSession.objects.create_from_request(request)
    return True
