"""Error pages in plain Vietnamese."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: mostly a page that stood open over a log-out."""
    return render(request, "403_csrf.html", status=403)
