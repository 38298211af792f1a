"""Quản trị: the first page, and the users of the units that one administers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.actions.account import create_account, disable_account, enable_account, reset_factor, reset_password
from organizations.actions.person import add_person
from organizations.forms.user import AccountForm, UserFilterForm
from organizations.guards import PEOPLE_KEEPERS, why_not_manage
from organizations.models import Role, User
from organizations.models.user import UserQuerySet
from organizations.normalize import clean
from organizations.queries.factors import has_factor, with_factor
from organizations.queries.roles import CONFIRMERS, pending_of, roles_of, waiting_requests
from organizations.queries.sessions import open_sessions
from organizations.queries.users import at_unit, for_list, in_state, managed_by, with_role
from organizations.sheets import Column, table_workbook
from organizations.views.access import posted, signed_in
from organizations.views.asking import carried_out
from organizations.views.sheet import sheet_response
from workflow.engine import Refused
from workflow.models import LogEntry

PAGE_SIZE = 50
LOG_ROWS = 50
COLUMNS = (
    Column("STT", 6), Column("Họ và tên", 28), Column("Tên đăng nhập", 20), Column("Vai trò hôm nay", 60),
    Column("Mã xác thực", 13), Column("Đăng nhập gần nhất", 18), Column("Trạng thái", 20),
)  # fmt: skip
# What each tile leads to, whom it is shown to, and what it says.
TILES = (
    ("user_list", (Role.ADMINISTRATOR,), "Người dùng", "Cấp, khóa tài khoản; mật khẩu tạm; giao vai trò"),
    ("role_request_list", (), "Đề nghị về vai trò", "Xác nhận việc giao, thôi vai trò ký, Hội đồng, quản trị"),
    ("unit_list", PEOPLE_KEEPERS, "Đơn vị", "Lập, đổi tên, sáp nhập, chia tách đơn vị"),
    ("person_list", PEOPLE_KEEPERS, "Con người", "Họ tên và chức vụ qua các thời kỳ"),
    ("block_list", PEOPLE_KEEPERS, "Khối thi đua", "Khối và thành viên từng năm"),
    ("batch_list", PEOPLE_KEEPERS, "Nhập từ Excel", "Nhập cả danh sách đơn vị, con người; hoàn tác được"),
    ("substitute_create", (), "Cử người thay", "Ủy quyền, ký thay trong một thời gian"),
)  # fmt: skip


@require_safe
def admin_home(request: HttpRequest) -> HttpResponse:
    """Quản trị: a tile for each thing that this user may do here."""
    user = signed_in(request)
    held = {role for role, _ in user.roles_held()}
    if not held & {*PEOPLE_KEEPERS, *CONFIRMERS}:
        raise PermissionDenied
    tiles = [
        {"address": address, "title": title, "text": text}
        for name, roles, title, text in TILES
        if (not roles or held & set(roles)) and (address := _address(name))
    ]
    context = {"section": "admin", "tiles": tiles, "waiting_count": waiting_requests(user).count()}
    return render(request, "organizations/user_admin_home.html", context)


@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    """Người dùng of the units that one administers."""
    user = _administrator(request)
    form = UserFilterForm(request.GET or None, user=user)
    users = _asked_users(user, form)
    page = Paginator(for_list(users), PAGE_SIZE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "admin",
        "form": form,
        "page": page,
        "factors": with_factor(page.object_list),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": any(form.asked().values()),
    }
    return render(request, "organizations/user_list.html", context, status=422 if form.errors else 200)


@require_safe
def user_sheet(request: HttpRequest) -> HttpResponse:
    """The users of the list, all pages, as an Excel workbook."""
    user = _administrator(request)
    users = list(for_list(_asked_users(user, UserFilterForm(request.GET or None, user=user))))
    factors = with_factor(users)
    rows = [
        [
            number, str(each), each.username,
            "; ".join(f"{held.get_role_display()}, {held.unit}" for held in each.held_now),  # type: ignore[attr-defined]
            "có" if each.pk in factors else "chưa",
            timezone.localtime(each.last_login).date() if each.last_login else "chưa lần nào",
            _state(each),
        ]
        for number, each in enumerate(users, start=1)
    ]  # fmt: skip
    today = timezone.localdate()
    data = table_workbook(
        title=f"DANH SÁCH NGƯỜI DÙNG NGÀY {today:%d/%m/%Y}",
        columns=COLUMNS,
        rows=rows,
        below=[f"Tổng số: {len(rows)} người dùng."],
        sheet="Người dùng",
    )
    return sheet_response(data, f"nguoi-dung-{today:%Y%m%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def user_create(request: HttpRequest) -> HttpResponse:
    """A log-in for somebody; its temporary password stands on the answer, once."""
    by = _administrator(request)
    form = AccountForm(posted(request), user=by)
    if form.is_valid() and (made := carried_out(form, lambda: _created(form, by))):
        return _password_page(request, made[0], made[1], "Đã cấp tài khoản")
    context = {"section": "admin", "form": form}
    return render(request, "organizations/user_create.html", context, status=422 if form.errors else 200)


@require_safe
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: roles in time, what waits for a second person, sessions, second factor, log."""
    by = signed_in(request)
    user = _managed(by, pk)
    refusal = why_not_manage(by, user)
    context = {
        "section": "admin",
        "account": user,
        "refusal": refusal,
        "can_manage": refusal is None,
        "state": _state(user),
        "roles": roles_of(user),
        "pending": pending_of(user),
        "session_count": len(open_sessions(user, None)),
        "has_factor": has_factor(user),
        "log": LogEntry.objects.about(user).order_by("-pk")[:LOG_ROWS],
        "steps": {name: reverse(name, args=[user.pk]) for name in ("user_password", "user_factor_reset", "user_disable",
                                                                    "user_enable")},
    }  # fmt: skip
    return render(request, "organizations/user_detail.html", context)


@require_POST
def user_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A temporary password, shown on the answer, once."""
    by = signed_in(request)
    user = _managed(by, pk)
    password = _said(request, lambda: reset_password(user=user, by=by))
    return _password_page(request, user, password, "Mật khẩu tạm mới") if password else _back(user)


@require_POST
def user_factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a lost second factor away."""
    by = signed_in(request)
    user = _managed(by, pk)
    _said(
        request, lambda: reset_factor(user=user, by=by), "Đã gỡ mã xác thực; người dùng được báo và phải cài đặt lại."
    )
    return _back(user)


@require_POST
def user_disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the account at once."""
    by = signed_in(request)
    user = _managed(by, pk)
    reason = clean(request.POST.get("reason", ""))[:2000]
    _said(
        request, lambda: disable_account(user=user, reason=reason, by=by), "Đã khóa tài khoản; mọi phiên đã kết thúc."
    )
    return _back(user)


@require_POST
def user_enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the account again with a temporary password, shown on the answer, once."""
    by = signed_in(request)
    user = _managed(by, pk)
    password = _said(request, lambda: enable_account(user=user, by=by))
    return _password_page(request, user, password, "Đã mở lại tài khoản") if password else _back(user)


def _administrator(request: HttpRequest) -> User:
    user = signed_in(request)
    if not any(role == Role.ADMINISTRATOR for role, _ in user.roles_held()):
        raise PermissionDenied
    return user


def _managed(by: User, pk: int) -> User:
    user: User = get_object_or_404(managed_by(by).select_related("person"), pk=pk)
    return user


def _asked_users(user: User, form: UserFilterForm) -> UserQuerySet:
    asked, users = form.asked(), managed_by(user)
    if asked.get("don_vi"):
        users = at_unit(users, asked["don_vi"])
    if asked.get("vai_tro"):
        users = with_role(users, asked["vai_tro"])
    if asked.get("trang_thai"):
        users = in_state(users, asked["trang_thai"])
    return users.matching(asked.get("tim") or "")


def _created(form: AccountForm, by: User) -> tuple[User, str]:
    data = form.cleaned_data
    with transaction.atomic():
        person = data["person"] or add_person(
            full_name=data["full_name"], unit=data["unit"], title=data["title"], since=timezone.localdate(), by=by
        )
        return create_account(person=person, username=data["username"], unit=data["unit"], email=data["email"], by=by)


def _said(request: HttpRequest, act: Callable[[], Any], done: str = "") -> Any:
    try:
        result = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    if done:
        messages.success(request, done)
    return result


def _back(user: User) -> HttpResponse:
    return redirect("user_detail", user.pk)


def _password_page(request: HttpRequest, user: User, password: str, title: str) -> HttpResponse:
    context = {"section": "admin", "account": user, "password": password, "title": title}
    return render(request, "organizations/user_password.html", context)


def _state(user: User) -> str:
    if not user.is_active:
        return "Đã khóa"
    return "Đang dùng mật khẩu tạm" if user.must_change_password else "Đang hoạt động"


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
