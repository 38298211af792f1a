"""What every view starts with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from organizations.models import User


def signed_in(request: HttpRequest) -> User:
    """The user of a page behind the log-in.

    Raises:
        Http404: nobody is signed in; the middleware has sent such a request to the log-in page before.
    """
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the posted fields, also when there are none; None for any other request."""
    return request.POST if request.method == "POST" else None


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page of this site that the form named in ``next``, else ``otherwise``."""
    wanted = request.POST.get("next", "")
    # A word without a slash would be taken for the name of an address.
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return otherwise
