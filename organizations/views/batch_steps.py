"""What is done to a batch: corrected, decided, replaced, committed, undone, thrown away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.actions.batch import decide, discard_batch, fix_cells, replace_workbook
from organizations.actions.batch_commit import commit_batch, undo_batch
from organizations.actions.batch_job import order_step, retry_step
from organizations.forms.batch import WorkbookForm, answers, corrections
from organizations.imports.kinds import kind_of
from organizations.imports.report import Report
from organizations.models import ImportBatch, ImportJob
from organizations.queries.imports import report_of
from organizations.queue import open_job
from organizations.views.access import signed_in, way_back
from organizations.views.asking import carried_out
from organizations.views.batch import detail_page, visible_batch
from workflow.engine import Refused


@require_POST
def batch_fix(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa ô, bỏ dòng, kiểm tra lại."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    cells, rows = corrections(request.POST)
    try:
        changed = fix_cells(batch=batch, cells=cells, rows=rows, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("batch_detail", pk=pk)
    if not changed:
        messages.info(request, "Chưa có ô nào được sửa. Hãy gõ nội dung đúng vào cột “Sửa thành”.")
        return redirect(way_back(request, reverse("batch_detail", args=[pk])))
    batch.refresh_from_db()
    address = reverse("batch_detail", args=[pk])
    if open_job(batch) is not None:
        messages.info(request, f"Đã sửa {changed} chỗ. Đang kiểm tra lại.")
        return redirect(address)
    left = len(batch_report(batch).errors)
    end = f"Còn {left} lỗi." if left else "Không còn lỗi nào."
    messages.success(request, f"Đã sửa {changed} chỗ và kiểm tra lại. {end}")
    return redirect(way_back(request, address) if left else address)


@require_POST
def batch_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cùng người or người khác, one by one or all alike."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    try:
        count = decide(batch=batch, choices=answers(request.POST, batch_report(batch)), by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("batch_detail", pk=pk)
    if count:
        messages.success(request, f"Đã lưu quyết định cho {count} dòng.")
    else:
        messages.info(request, "Chưa có quyết định mới nào. Hãy chọn cho từng dòng, hoặc dùng nút chọn cho tất cả.")
    batch.refresh_from_db()
    left = len(batch_report(batch).open_doubts)
    address = reverse("batch_detail", args=[pk])
    return redirect(f"{address}?xem=nguoi" if left else address)


@require_POST
def batch_replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tải tệp đã sửa into the same batch."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid():
        source = form.source()
        if carried_out(form, lambda: replace_workbook(batch=batch, by=user, **source)):
            if open_job(batch) is None:
                messages.success(request, "Đã thay bằng tệp mới và kiểm tra lại.")
            return redirect("batch_detail", pk=pk)
    return detail_page(request, user, batch, form)


@require_POST
def batch_commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi vào chương trình: all or nothing."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    try:
        if batch.is_small:
            made = commit_batch(batch=batch, by=user).made
            messages.success(request, f"Đã ghi {kind_of(batch.kind).made_words(made)} vào chương trình.")
        else:
            order_step(batch=batch, kind=ImportJob.Kind.COMMIT, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("batch_detail", pk=pk)


@require_POST
def batch_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hoàn tác the whole batch."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    try:
        if batch.is_small:
            undo_batch(batch=batch, by=user)
            messages.success(request, "Đã hoàn tác: những gì đợt nhập này tạo ra đã được xóa.")
        else:
            order_step(batch=batch, kind=ImportJob.Kind.UNDO, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("batch_detail", pk=pk)


@require_POST
def batch_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kiểm tra lại a large batch, when units or people changed since."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    try:
        order_step(batch=batch, kind=ImportJob.Kind.CHECK, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("batch_detail", pk=pk)


@require_POST
def batch_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thử lại what a worker could not do."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    try:
        if not retry_step(batch=batch, by=user):
            messages.info(request, "Không có việc nào cần thử lại.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("batch_detail", pk=pk)


@require_POST
def batch_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ đợt nhập that was not committed."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    try:
        discard_batch(batch=batch, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("batch_detail", pk=pk)
    messages.success(request, f"Đã bỏ đợt nhập từ “{batch.file_name}”.")
    return redirect("batch_list")


def batch_report(batch: ImportBatch) -> Report:
    """What is known of the batch; nothing yet, while a worker checks it."""
    return report_of(batch) or Report()
