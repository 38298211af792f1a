"""Đợt nhập văn bản: how far the files are, what was read, saving what is certain, taking a batch back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.import_batch import (
    Blocked,
    Certain,
    mark_refused,
    obstacles,
    papers_of,
    save_certain,
    undo_import,
)
from campaigns.forms.certain import CertainForm
from campaigns.views.wanted import wanted
from documents.actions.reading import GIVEN_UP, retry_reading
from documents.actions.upload import KEPT
from documents.models import ReadingBatch, ReadingItem
from documents.text.reader import read_text
from documents.text.reading import ReadingError
from organizations.views.access import signed_in
from workflow.engine import Refused
from workflow.models import Job

BATCHES = 30
# Address of each filter and its name on the page.
FILTERS = {
    "": "Tất cả",
    "dang-cho": "Đang đọc",
    "chac-chan": "Chắc chắn",
    "can-xem": "Cần xem lại",
    "loi": "Không đọc được",
    "da-luu": "Đã lưu",
    "da-huy": "Bản thảo đã hủy",
}


@require_safe
def import_batches(request: HttpRequest) -> HttpResponse:
    """The user's earlier batches, newest first."""
    found = ReadingBatch.objects.visible_to(signed_in(request)).select_related("unit").order_by("-pk")
    page = Paginator(found, BATCHES).get_page(request.GET.get("trang"))
    counted = {batch.pk: batch for batch in ReadingBatch.objects.filter(pk__in=[one.pk for one in page]).with_counts()}
    rows = [(batch, counted[batch.pk]) for batch in page]
    context = {"section": "documents", "page": page, "rows": rows, "query": ""}
    return render(request, "campaigns/import_batches.html", context)


@require_safe
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: progress, and its files with what was read; for htmx the part that changes.

    While nothing has changed since the part that asks (``da``) the answer is empty, and the page stays still.
    """
    batch = _visible(request, pk)
    items = list(batch.items.for_page())
    is_fragment = bool(request.headers.get("HX-Request"))
    if request.GET.get("xem-lai") and len(items) == 1 and items[0].can_be_saved and batch.undone_at is None:
        asked = wanted(request, signed_in(request))
        review = reverse("import_review", args=[items[0].stored_id]) + (f"?{asked.query}" if asked else "")
        return HttpResponse(headers={"HX-Redirect": review}) if is_fragment else redirect(review)
    context = _state_of(request, batch, items)
    if is_fragment and request.GET.get("da") == context["mark"]:
        return HttpResponse(status=204)
    name = "campaigns/import_batch_state.html" if is_fragment else "campaigns/import_batch.html"
    return render(request, name, context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_batch_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu tất cả những văn bản chắc chắn: asks with the list of what will happen, then saves."""
    batch = _visible(request, pk)
    items = list(batch.items.for_page())
    sure = [item for item in items if item.is_certain] if batch.undone_at is None else []
    if not sure:
        messages.info(request, "Đợt này không còn văn bản nào chắc chắn mà chưa lưu.")
        return redirect(batch)
    if request.method == "POST":
        user = signed_in(request)
        saved = save_certain(batch=batch, papers=_as_read(sure, batch), by=user)
        if saved:
            messages.success(request, f"Đã vào sổ văn bản đến {len(saved)} văn bản.")
        if len(saved) < len(sure):
            messages.warning(
                request, f"{len(sure) - len(saved)} văn bản chưa lưu được; lý do ghi bên cạnh từng tệp. Hãy xem lại."
            )
        return redirect(batch)
    context = {
        "section": "documents",
        "batch": batch,
        "sure": sure,
        "others": [item for item in items if item.can_be_saved and not item.is_certain],
    }
    return render(request, "campaigns/import_batch_save.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Hoàn tác cả đợt: asks with the list of what goes, or says what stands in the way."""
    batch, user = _visible(request, pk), signed_in(request)
    papers = papers_of(batch)
    if batch.undone_at is not None or not papers:
        messages.info(request, "Đợt này không có văn bản nào đang lưu để hoàn tác.")
        return redirect(batch)
    if request.method == "POST":
        try:
            done = undo_import(batch=batch, by=user)
        except Blocked as refusal:
            in_the_way = refusal.obstacles
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(batch)
        else:
            messages.success(
                request,
                f"Đã hoàn tác: {done.received} văn bản đến ra khỏi sổ, {done.drafts} bản thảo đã hủy. "
                f"Tệp còn được giữ đến hết {KEPT.days} ngày kể từ khi tải lên.",
            )
            return redirect(batch)
    else:
        in_the_way = obstacles(papers, user)
    context = {"section": "documents", "batch": batch, "papers": papers, "in_the_way": in_the_way}
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/import_batch_undo.html", context, status=status)


@require_POST
def import_item_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Thử lại: a file whose reading was interrupted each time."""
    user = signed_in(request)
    items = ReadingItem.objects.filter(batch__in=ReadingBatch.objects.visible_to(user))
    item = get_object_or_404(items.select_related("stored", "batch"), pk=pk)
    try:
        retry_reading(item=item, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(item.batch)


def _visible(request: HttpRequest, pk: int) -> ReadingBatch:
    return get_object_or_404(ReadingBatch.objects.visible_to(signed_in(request)).select_related("unit"), pk=pk)


def _state_of(request: HttpRequest, batch: ReadingBatch, items: Sequence[ReadingItem]) -> dict[str, Any]:
    groups = Counter(_group(item) for item in items)
    chosen = request.GET.get("loc", "")
    chosen = chosen if chosen in FILTERS else ""
    waiting = groups["dang-cho"]
    is_open = batch.undone_at is None
    return {
        "section": "documents",
        "batch": batch,
        "items": [item for item in items if chosen in ("", _group(item))],
        "count": len(items),
        "waiting": waiting,
        "read": len(items) - waiting,
        "percent": round(100 * (len(items) - waiting) / len(items)) if items else 100,
        "certain": groups["chac-chan"] if is_open else 0,
        "saved": groups["da-luu"],
        "filters": [
            (code, name, groups[code] if code else len(items))
            for code, name in FILTERS.items()
            if code != "da-huy" or groups[code]
        ],
        "chosen": chosen,
        "goes_on": request.GET.get("xem-lai", "") if len(items) == 1 else "",
        "wanted": wanted(request, signed_in(request)) if len(items) == 1 else None,
        # Changes with everything that moves while files are read.
        "mark": "-".join([chosen, *(f"{code}{groups[code]}" for code in FILTERS if code), *_under_way(items)]),
        "days_kept": KEPT.days,
        "is_open": is_open,
        "given_up": GIVEN_UP,
    }


def _under_way(items: Sequence[ReadingItem]) -> list[str]:
    return [f"{item.position}.{item.progress}" for item in items if item.state == Job.State.RUNNING]


def _group(item: ReadingItem) -> str:
    if item.state in (Job.State.QUEUED, Job.State.RUNNING):
        return "dang-cho"
    if item.state == Job.State.FAILED:
        return "loi"
    if item.paper is not None:
        return "da-huy" if item.is_discarded else "da-luu"
    return "chac-chan" if item.is_certain else "can-xem"


def _as_read(items: Sequence[ReadingItem], batch: ReadingBatch) -> list[Certain]:
    """The papers as they were read; what the review would refuse stays in the batch with its sentence."""
    found = []
    today = timezone.localdate()
    texts = dict(batch.items.filter(pk__in=[item.pk for item in items]).values_list("pk", "text"))
    for item in items:
        try:
            form = CertainForm(read_text(texts[item.pk]), today)
        except ReadingError as error:  # cleaned up since
            mark_refused(item=item, reason=str(error))
            continue
        if form.is_valid():
            found.append(Certain(item, form.printed(), form.content()))
        else:
            mark_refused(item=item, reason=form.refusal())
    return found
