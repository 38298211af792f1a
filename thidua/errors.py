"""Error pages in plain Vietnamese."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: mostly a page that stood open over a log-out."""
    return render(request, "403_csrf.html", status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """More bytes than any form of this site sends; the body was not read."""
    return render(request, "413.html", status=413)
