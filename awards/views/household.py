"""Households: the list, a new one, correcting one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from awards.actions.household import as_seen, save_household
from awards.forms.record import HouseholdForm
from awards.guards import KEEPERS, may_keep_of
from awards.models import Household
from awards.views.access import HOUSEHOLD, visible_subject
from organizations.guards import paths_where
from organizations.models import User
from organizations.normalize import clean_line
from organizations.views.access import posted, signed_in
from organizations.views.asking import carried_out

PAGE_SIZE = 50


@require_safe
def household_list(request: HttpRequest) -> HttpResponse:
    """Households of the user's units, by the head's name."""
    user = signed_in(request)
    words = clean_line(request.GET.get("tim", ""))[:100]
    found = Household.objects.visible_to(user).matching(words).select_related("unit").order_by("head_name", "pk")
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "awards",
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang")),
        "words": words,
        "query": f"{query.urlencode()}&" if query else "",
        "can_add": _writes(user),
    }
    return render(request, "awards/household_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def household_create(request: HttpRequest) -> HttpResponse:
    """Lập hồ sơ hộ."""
    user = signed_in(request)
    if not _writes(user):
        raise PermissionDenied
    return _form(request, user, None)


@require_http_methods(["GET", "HEAD", "POST"])
def household_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa hồ sơ hộ."""
    user = signed_in(request)
    household = visible_subject(user, HOUSEHOLD, pk)
    if not may_keep_of(user, household):
        raise PermissionDenied
    return _form(request, user, household)


def _form(request: HttpRequest, user: User, household: Household | None) -> HttpResponse:
    names = ("head_name", "address", "unit")
    first: dict[str, Any] = {"creation_key": uuid.uuid4()}
    if household:
        first = {name: getattr(household, name) for name in names} | {"seen": as_seen(household)}
    form = HouseholdForm(posted(request), user=user, initial=first)
    if form.is_valid():
        made = carried_out(form, lambda: save_household(by=user, household=household, **form.cleaned_data))
        if made is not None:
            messages.success(request, f"Đã lưu {made}.")
            return redirect(made)
    context = {"section": "awards", "form": form, "household": household}
    return render(request, "awards/household_form.html", context, status=422 if form.errors else 200)


def _writes(user: User) -> bool:
    return bool(paths_where(user, KEEPERS))
