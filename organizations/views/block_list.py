"""Khối thi đua of a day: the list, and the same as an Excel workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.forms.block import BlockFilterForm
from organizations.guards import PEOPLE_KEEPERS, paths_where
from organizations.models import Block, User
from organizations.models.block import BlockQuerySet
from organizations.names import search_key
from organizations.queries.blocks import for_list
from organizations.sheets import Column, table_workbook
from organizations.views.access import signed_in
from organizations.views.sheet import sheet_response

PAGE_SIZE = 30
COLUMNS = (
    Column("STT", 6), Column("Khối, cụm thi đua", 40), Column("Hình thức", 16), Column("Đơn vị tổ chức", 34),
    Column("Đơn vị trong khối", 40), Column("Nhiệm vụ", 14), Column("Trong khối từ ngày", 16),
    Column("Đến ngày", 13), Column("Căn cứ", 40),
)  # fmt: skip


@require_safe
def block_list(request: HttpRequest) -> HttpResponse:
    """Khối thi đua of a day, with their members."""
    user = signed_in(request)
    form = BlockFilterForm(request.GET or None)
    on = form.day()
    page = Paginator(_found(user, form), PAGE_SIZE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "units",
        "form": form,
        "page": page,
        "on": on,
        "is_today": on == timezone.localdate(),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": any(form.asked().values()),
        "can_lay_down": bool(paths_where(user, PEOPLE_KEEPERS)),
    }
    return render(request, "organizations/block_list.html", context, status=422 if form.errors else 200)


@require_safe
def block_sheet(request: HttpRequest) -> HttpResponse:
    """The blocks of the list, all pages, a row for each member of the day, as an Excel workbook."""
    user = signed_in(request)
    form = BlockFilterForm(request.GET or None)
    if form.errors:  # a workbook of something else than was asked for would pass for the right one
        return redirect(f"{reverse('block_list')}?{request.GET.urlencode()}")
    on = form.day()
    rows: list[list[Any]] = []
    members = number = 0
    for number, block in enumerate(_found(user, form), start=1):
        rows += _rows(number, block)
        members += len(block.present)
    data = table_workbook(
        title=f"DANH SÁCH KHỐI, CỤM THI ĐUA TẠI NGÀY {on:%d/%m/%Y}",
        columns=COLUMNS,
        rows=rows,
        below=[f"Tổng số: {number} khối, cụm; {members} lượt đơn vị trong khối"],
        sheet="Khối thi đua",
    )
    return sheet_response(data, f"khoi-thi-dua-{on:%Y-%m-%d}.xlsx")


def _rows(number: int, block: Block) -> list[list[Any]]:
    """A row for each member; a block without any has one with nobody in it."""
    facts = [number, block.name, block.get_kind_display(), str(block.host)]
    return [
        [*facts, member.unit.official_name, member.get_duty_display(), member.valid_from, member.valid_to, block.basis]
        for member in block.present  # type: ignore[attr-defined]
    ] or [[*facts, "", "", None, None, block.basis]]


def _found(user: User, form: BlockFilterForm) -> BlockQuerySet:
    """The blocks that the form asks for."""
    blocks = for_list(Block.objects.visible_to(user), form.day())
    words = search_key(form.asked().get("tim") or "").split()
    return blocks.filter(pk__in=_matching(blocks, words)) if words else blocks


def _matching(blocks: BlockQuerySet, words: list[str]) -> list[int]:
    """Blocks with all the words in their name, or in the name of one of their units; there are few blocks."""
    found = []
    for block in blocks:
        members = block.present
        names = [block.name, *(f"{member.unit.official_name} {member.unit.short_name}" for member in members)]
        if any(all(word in search_key(name) for word in words) for name in names):
            found.append(block.pk)
    return found
