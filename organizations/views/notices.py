"""Thông báo: what a user was told, and how he wants to be told."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.actions.notice import choose_channels, mark_all_read, mark_read
from organizations.forms.notice import ChannelsForm
from organizations.models import Notice
from organizations.views.access import posted, signed_in, way_back

PAGE_SIZE = 30


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """The user's notices: unread first, then newest first; ``?loc=chua-doc`` leaves out what was read."""
    visible = Notice.objects.visible_to(signed_in(request))
    only_unread = request.GET.get("loc") == "chua-doc"
    shown = visible.unread() if only_unread else visible
    ordered = shown.annotate(is_read=Q(read_at__isnull=False)).order_by("is_read", "-pk")
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "section": "notices",
        "page": page,
        "query": "loc=chua-doc&" if only_unread else "",
        "only_unread": only_unread,
        "unread_count": visible.unread().count(),
    }
    return render(request, "organizations/notice_list.html", context)


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a notice as read and goes on to the page that it is about."""
    user = signed_in(request)
    notice = get_object_or_404(Notice.objects.visible_to(user), pk=pk)
    mark_read(notice=notice, by=user)
    own = url_has_allowed_host_and_scheme(notice.address, allowed_hosts=None)
    return redirect(notice.address if own and notice.address else "notice_list")


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a notice as read and comes back."""
    user = signed_in(request)
    mark_read(notice=get_object_or_404(Notice.objects.visible_to(user), pk=pk), by=user)
    return redirect(way_back(request, otherwise=reverse("notice_list")))


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Marks all notices of the user as read."""
    number = mark_all_read(by=signed_in(request))
    messages.success(
        request, f"Đã đánh dấu {number} thông báo là đã đọc." if number else "Không có thông báo chưa đọc."
    )
    return redirect("notice_list")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_preferences(request: HttpRequest) -> HttpResponse:
    """Cách nhận thông báo: a channel for each kind."""
    user = signed_in(request)
    form = ChannelsForm(posted(request), user=user)
    if form.is_valid():
        choose_channels(channels=form.cleaned_data, by=user)
        messages.success(request, "Đã lưu cách nhận thông báo.")
        return redirect("notice_preferences")
    context = {"section": "notices", "form": form, "address": user.email}
    return render(request, "organizations/notice_preferences.html", context, status=422 if form.errors else 200)
