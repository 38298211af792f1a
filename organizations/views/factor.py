"""Mã xác thực: setting up an authenticator app, and the recovery codes for the day it is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.actions.factor import renew_codes, set_up_factor, turn_off_factor
from organizations.adapters import passed_factor, recently_proved
from organizations.forms.login import SetUpForm
from organizations.queries.factors import codes_left, has_factor, needs_factor
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

# Set while the codes just made may be read; taken away when the user says that they are kept.
FRESH_KEY = "ma_du_phong_moi"

View = Callable[[HttpRequest], HttpResponse]


def proved(view: View) -> View:
    """A view that asks for password or code first, unless one was typed a moment ago.

    Who has an app proves it in this session: else a password alone would put another app in its place.
    """

    @wraps(view)
    def asking(request: HttpRequest) -> HttpResponse:
        user = signed_in(request)
        if recently_proved(request) and (passed_factor(request) or not has_factor(user)):
            return view(request)
        name = "mfa_reauthenticate" if has_factor(user) else "account_reauthenticate"
        back = request.path if request.method in ("GET", "HEAD") else reverse("account_home")
        return redirect(f"{reverse(name)}?{urlencode({'next': back})}")

    return asking


@require_http_methods(["GET", "HEAD", "POST"])
@proved
def set_up(request: HttpRequest) -> HttpResponse:
    """Sets up an authenticator app, or another one in place of the old."""
    user = signed_in(request)
    form = SetUpForm(posted(request), user=user)
    if form.is_valid():
        app = set_up_factor(user=user, secret=form.secret, counter=form.counter)
        clear_totp_secret(request)
        record_authentication(request, user, method="mfa", id=app.pk, type="totp", reauthenticated=True)
        request.session[FRESH_KEY] = True
        return redirect("mfa_view_recovery_codes")
    address = get_adapter().build_totp_url(user, form.secret)
    context = {
        "form": form,
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=3),
        "secret": " ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4)),
        "address": address,
        "replaces": has_factor(user),
        "must": needs_factor(user),
    }
    return render(request, "mfa/set_up.html", context, status=422 if form.errors else 200)


@require_POST
@proved
def turn_off(request: HttpRequest) -> HttpResponse:
    """Turns the second factor off, for those whose roles do not ask for one."""
    try:
        turn_off_factor(user=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã tắt mã xác thực.")
    return redirect("account_home")


@require_safe
@proved
def codes(request: HttpRequest) -> HttpResponse:
    """The codes just made, until the user says they are kept; later only how many are left."""
    left = codes_left(signed_in(request))
    fresh = bool(request.session.get(FRESH_KEY))
    if not left and not fresh and not has_factor(signed_in(request)):
        return redirect("mfa_activate_totp")
    return render(request, "mfa/codes.html", {"codes": _grouped(left) if fresh else [], "left": len(left)})


@require_safe
@proved
def codes_file(request: HttpRequest) -> HttpResponse:
    """The codes just made, as a text file to keep.

    Raises:
        Http404: they were made earlier and cannot be read again.
    """
    user = signed_in(request)
    if not request.session.get(FRESH_KEY):
        raise Http404
    head = f"Mã dự phòng đăng nhập của {user} ({user.username}), cấp ngày {timezone.localdate():%d/%m/%Y}."
    text = "\r\n".join([head, "Mỗi mã dùng được một lần.", "", *_grouped(codes_left(user)), ""])
    headers = {"Content-Disposition": 'attachment; filename="ma-du-phong.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
def codes_saved(request: HttpRequest) -> HttpResponse:
    """The user has kept the codes: they are not shown again."""
    signed_in(request)
    if request.session.pop(FRESH_KEY, None):
        messages.success(request, "Đã xong. Từ lần đăng nhập sau, bạn nhập thêm mã trong ứng dụng.")
    return redirect("account_home")


@require_POST
@proved
def codes_renew(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old."""
    try:
        renew_codes(user=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("account_home")
    request.session[FRESH_KEY] = True
    return redirect("mfa_view_recovery_codes")


def _grouped(left: list[str]) -> list[str]:
    return [f"{code[:4]} {code[4:]}" for code in left]
