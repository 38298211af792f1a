"""Log-in and log-out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.contrib.auth.views import LogoutView as DjangoLogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator

from organizations.forms.login import LoginForm

# Tells the log-in page, after the session's own cookie ran out, that somebody was in: it says why they are not now.
WAS_IN_COOKIE = "da_dang_nhap"
WAS_IN_SECONDS = 12 * 3600


@method_decorator(login_not_required, name="dispatch")
class LoginView(DjangoLoginView):
    """Đăng nhập. Whoever is in already goes on to the inbox."""

    template_name = "organizations/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether the session ran out, and after how many idle minutes it does."""
        expired = self.request.method == "GET" and bool(self.request.COOKIES.get(WAS_IN_COOKIE))
        return super().get_context_data(expired=expired, idle_minutes=settings.SESSION_COOKIE_AGE // 60, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Lets the user in and leaves the mark that they were."""
        response = super().form_valid(form)
        response.set_cookie(
            WAS_IN_COOKIE,
            "1",
            max_age=WAS_IN_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response


class LogoutView(DjangoLogoutView):
    """Đăng xuất: by POST alone; who leaves by it is not told that the session ran out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ends the session."""
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(WAS_IN_COOKIE, samesite="Lax")
        return response


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer after five failures of one account from one address."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "organizations/locked_out.html", {"minutes": minutes}, status=429)
