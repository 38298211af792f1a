"""Log-in and log-out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator

from organizations.forms.login import LoginForm


@method_decorator(login_not_required, name="dispatch")
class LoginView(DjangoLoginView):
    """Đăng nhập. Whoever is in already goes on to the inbox."""

    template_name = "organizations/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer after five failures of one account from one address."""
    return render(request, "organizations/locked_out.html", status=429)
