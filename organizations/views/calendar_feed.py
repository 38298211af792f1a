"""Lịch của tôi: the secret address under which calendar programs read the user's deadlines."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organizations.actions.calendar_feed import renew_address, revoke_address
from organizations.models import CalendarFeed
from organizations.views.access import signed_in

# The address just made, until the page has shown it.
_FRESH = "dia_chi_lich"


@require_safe
def calendar_home(request: HttpRequest) -> HttpResponse:
    """Whether the calendar has an address; the address itself once, after it was made."""
    user = signed_in(request)
    token = request.session.pop(_FRESH, "")
    context = {
        "feed": CalendarFeed.objects.filter(user=user).first(),
        "address": f"{settings.PUBLIC_URL}{reverse('calendar_feed', args=[token])}" if token else "",
    }
    return render(request, "account/calendar_home.html", context)


@require_POST
def calendar_renew(request: HttpRequest) -> HttpResponse:
    """Makes an address, or a new one in place of the old."""
    request.session[_FRESH] = renew_address(by=signed_in(request))
    messages.success(request, "Đã tạo địa chỉ lịch. Hãy sao chép ngay: địa chỉ chỉ hiện một lần.")
    return redirect("calendar_home")


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Takes the address back."""
    request.session.pop(_FRESH, None)
    if revoke_address(by=signed_in(request)):
        messages.success(request, "Đã thu hồi địa chỉ lịch. Ứng dụng lịch không tải được việc mới nữa.")
    else:
        messages.info(request, "Bạn chưa có địa chỉ lịch nào để thu hồi.")
    return redirect("calendar_home")
