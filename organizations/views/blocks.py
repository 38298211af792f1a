"""Khối thi đua: the page of one, and everything that changes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organizations.actions.block import correct_block, end_block, give_duty, join_block, lay_down_block, leave_block
from organizations.forms.block import (
    BlockFilterForm,
    BlockForm,
    CorrectBlockForm,
    DutyForm,
    JoinForm,
    LastDayForm,
)
from organizations.guards import PEOPLE_KEEPERS, may_keep_blocks, paths_where
from organizations.models import Block, BlockMember, Unit, User
from organizations.queries.blocks import page_of
from organizations.queries.units import sees_inside
from organizations.views.access import posted, signed_in
from organizations.views.asking import Question, ask_first, carried_out


@require_safe
def block_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One block: members on a day (``?ngay=``), all places over time, log."""
    user = signed_in(request)
    block = visible_block(user, pk)
    form = BlockFilterForm(request.GET or None)
    today = timezone.localdate()
    on = form.asked().get("ngay") or min(max(today, block.valid_from), block.valid_to or today)
    keeps = may_keep_blocks(user, block.host)
    page = page_of(block, on, with_log=sees_inside(user, block.host))
    named = {row.unit_id for row in page.history}
    context = {
        "section": "units",
        "this_block": block,
        "form": form,
        "page": page,
        "on": on,
        "is_today": on == today,
        "stands": block.holds_on(today),
        "seen": set(Unit.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)),
        "can_keep": keeps,
        "can_change": keeps and block.valid_to is None,
        "shows_log": sees_inside(user, block.host),
    }
    return render(request, "organizations/block_detail.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def block_create(request: HttpRequest) -> HttpResponse:
    """Lập khối."""
    user = signed_in(request)
    if not paths_where(user, PEOPLE_KEEPERS):
        raise PermissionDenied
    form = BlockForm(posted(request), user=user, initial=_first_host(user))
    if form.is_valid():
        block = carried_out(form, lambda: lay_down_block(by=user, **form.cleaned_data))
        if block is not None:
            messages.success(request, f"Đã lập {block}. Việc tiếp theo: thêm đơn vị vào khối.")
            return redirect("block_detail", pk=block.pk)
    context = {"section": "units", "form": form}
    return render(request, "organizations/block_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def block_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa thông tin of a block."""
    user, block = kept_block(request, pk)
    initial = {name: getattr(block, name) for name in ("name", "kind", "protocol_order", "basis")}
    form = CorrectBlockForm(posted(request), initial=initial)
    if form.is_valid() and carried_out(form, lambda: correct_block(block=block, by=user, **form.cleaned_data)):
        messages.success(request, "Đã sửa thông tin của khối.")
        return redirect("block_detail", pk=pk)
    return _form_page(request, block, form, "Sửa thông tin", "Tên đúng được coi là tên từ đầu.", "Lưu")


@require_http_methods(["GET", "HEAD", "POST"])
def block_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm đơn vị from a day."""
    user, block = kept_block(request, pk)
    form = JoinForm(posted(request), user=user, initial={"on": block.valid_from})
    if form.is_valid():
        member = carried_out(form, lambda: join_block(block=block, by=user, **form.cleaned_data))
        if member is not None:
            messages.success(request, f"Đã thêm {member.unit} vào khối từ {form.cleaned_data['on']:%d/%m/%Y}.")
            return redirect("block_detail", pk=pk)
    note = "Khối trưởng mới thay khối trưởng đang giữ từ ngày ấy."
    return _form_page(request, block, form, "Thêm đơn vị", note, "Thêm vào khối")


@require_http_methods(["GET", "HEAD", "POST"])
def block_duty(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao nhiệm vụ: another duty of a member from a day; a new head takes the old one's place."""
    user, member = kept_member(request, pk)
    form = DutyForm(posted(request), initial={"duty": member.duty})
    if form.is_valid():
        changed = carried_out(form, lambda: give_duty(member=member, by=user, **form.cleaned_data))
        if changed is not None:
            messages.success(request, f"{changed.unit}: {changed.get_duty_display().lower()}.")
            return redirect("block_detail", pk=member.block_id)
    note = "Nhiệm vụ trước ở lại trong lịch sử. Khối trưởng mới thay khối trưởng đang giữ từ ngày ấy."
    title = f"Giao nhiệm vụ cho {member.unit}"
    return _form_page(request, member.block, form, title, note, "Giao nhiệm vụ")


@require_http_methods(["GET", "HEAD", "POST"])
def block_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho đơn vị rời khối from a day."""
    user, member = kept_member(request, pk)
    block = member.block
    form = LastDayForm(posted(request))

    def question() -> Question:
        sentences = [f"Từ {form.cleaned_data['on']:%d/%m/%Y}, {member.unit} không còn trong {block}."]
        if member.duty != BlockMember.Duty.MEMBER:
            sentences.append(f"Khối không còn {member.get_duty_display().lower()} này; hãy giao cho đơn vị khác.")
        sentences.append("Thời gian đã ở trong khối vẫn còn trong lịch sử.")
        return Question(f"Cho {member.unit} rời khối", "Rời khối", sentences, tone="danger")

    def done(left: BlockMember) -> HttpResponse:
        messages.success(request, f"Đã ghi {left.unit} rời khối.")
        return redirect("block_detail", pk=block.pk)

    return ask_first(
        request,
        form,
        template="organizations/block_form.html",
        context=_form_context(block, f"Cho {member.unit} rời khối", "Lịch sử ở lại.", "Tiếp tục"),
        question=question,
        act=lambda: leave_block(member=member, by=user, **form.cleaned_data),
        done=done,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def block_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc khối from a day."""
    user, block = kept_block(request, pk)
    form = LastDayForm(posted(request))

    def question() -> Question:
        on = form.cleaned_data["on"]
        count = block.members.as_of(on).count()
        sentences = [
            f"Từ {on:%d/%m/%Y}, {block} không còn hoạt động; {count} đơn vị rời khối.",
            "Lịch sử của khối ở lại. Khối đã kết thúc không mở lại được; lập khối mới nếu cần.",
        ]
        return Question(f"Kết thúc {block}", "Kết thúc khối", sentences, tone="danger")

    def done(ended: Block) -> HttpResponse:
        messages.success(request, f"Đã kết thúc {ended}.")
        return redirect("block_detail", pk=pk)

    return ask_first(
        request,
        form,
        template="organizations/block_form.html",
        context=_form_context(block, "Kết thúc khối", "Mọi đơn vị rời khối cùng ngày.", "Tiếp tục"),
        question=question,
        act=lambda: end_block(block=block, by=user, **form.cleaned_data),
        done=done,
    )


def visible_block(user: User, pk: int) -> Block:
    """The block, if the user may see it.

    Raises:
        Http404: it does not exist, or it is not the user's to see.
    """
    block: Block = get_object_or_404(Block.objects.visible_to(user).select_related("host"), pk=pk)
    return block


def kept_block(request: HttpRequest, pk: int) -> tuple[User, Block]:
    """The user and the block of a page that only its keepers open.

    Raises:
        Http404: the block is not the user's to see; PermissionDenied: seen, but not kept.
    """
    user = signed_in(request)
    block = visible_block(user, pk)
    if not may_keep_blocks(user, block.host):
        raise PermissionDenied
    return user, block


def kept_member(request: HttpRequest, pk: int) -> tuple[User, BlockMember]:
    """The same by a place in a block."""
    user = signed_in(request)
    visible = BlockMember.objects.filter(block__in=Block.objects.visible_to(user).values("pk"))
    member: BlockMember = get_object_or_404(visible.select_related("unit", "block__host"), pk=pk)
    if not may_keep_blocks(user, member.block.host):
        raise PermissionDenied
    return user, member


def _first_host(user: User) -> dict[str, Unit]:
    hosts = [held.unit for held in user.assignments() if held.role in PEOPLE_KEEPERS]
    return {"host": hosts[0]} if hosts else {}


def _form_context(block: Block, title: str, note: str, button: str) -> dict[str, Any]:
    return {"section": "units", "this_block": block, "title": title, "note": note, "button": button}


def _form_page(request: HttpRequest, block: Block, form: Any, title: str, note: str, button: str) -> HttpResponse:
    context = {**_form_context(block, title, note, button), "form": form}
    return render(request, "organizations/block_form.html", context, status=422 if form.errors else 200)
