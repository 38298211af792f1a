"""Log-in and log-out."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView as AllauthLoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView as DjangoLogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator

from organizations.adapters import WAS_IN_COOKIE


class LoginView(AllauthLoginView):
    """Đăng nhập. Whoever is in already goes on to the inbox; who typed the password goes on to the code."""

    template_name = "organizations/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether the session ran out, after how many idle minutes it does, and where one wanted to go."""
        expired = self.request.method == "GET" and bool(self.request.COOKIES.get(WAS_IN_COOKIE))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        minutes = settings.IDLE_SECONDS // 60
        return {**context, "expired": expired, "idle_minutes": minutes, "next": self.get_next_url() or ""}


@method_decorator(login_not_required, name="dispatch")
class LogoutView(DjangoLogoutView):
    """Đăng xuất: by POST alone; also out of a log-in that waits for a code. Who leaves is not told of a time-out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ends the session."""
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(WAS_IN_COOKIE, samesite="Lax")
        return response


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer after five failures of one account from one address."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "organizations/locked_out.html", {"minutes": minutes}, status=429)
