"""The calendar of inspections from Excel: the template, what was brought, what is wrong in it, writing and undoing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions.schedule_import import (
    KIND,
    batches_of,
    checked_schedule,
    commit_schedule,
    discard_schedule,
    known_visits,
    read_schedule,
    undo_schedule,
    written_by,
)
from campaigns.imports.schedule import TABLE, Checked, When
from campaigns.models import InspectionProgramme, InspectionVisit
from campaigns.workflow.inspection import KEEPERS
from organizations.forms.batch import WorkbookForm
from organizations.imports.marked import marked
from organizations.imports.template import filled_template
from organizations.models import ImportBatch
from organizations.queries.imports import mappings_of, sheets_of
from organizations.views.access import posted, signed_in
from organizations.views.asking import carried_out
from organizations.views.sheet import sheet_response
from workflow.engine import Refused

SECTION = {"section": "plans"}


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập lịch từ Excel: a file or a pasted table; nothing is scheduled yet. And what was brought before."""
    programme, user = _programme(request, pk), signed_in(request)
    form = WorkbookForm(posted(request), request.FILES or None)
    if form.is_valid():
        source = form.source()
        batch = carried_out(
            form,
            lambda: read_schedule(programme=programme, by=user, **source),
            field="file" if form.cleaned_data["file"] else "text",
        )
        if batch is not None:
            return redirect("schedule_batch", pk=batch.pk)
    context = {
        "programme": programme,
        "form": form,
        "earlier": batches_of(programme).defer("sheets", "made").select_related("created_by__person")[:10],
    }
    return render(request, "campaigns/schedule_import.html", SECTION | context, status=422 if form.errors else 200)


@require_safe
def schedule_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Tải tệp mẫu: a row for each visit that can still be moved, as it stands."""
    programme = _programme(request, pk)
    rows = [[str(visit.pk), visit.names[0], *_shown(visit.when)] for visit in known_visits(programme)]
    return sheet_response(filled_template(TABLE, rows), f"lich-kiem-tra-{programme.pk}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One calendar as it was brought: everything wrong in it with its cell, or what it moves; ``viec`` does it."""
    batch, programme = _batch(request, pk)
    if request.method == "POST":
        return _act(request, batch, programme)
    checked = checked_schedule(batch, programme) if batch.state == ImportBatch.State.READ else None
    context = {
        "programme": programme,
        "batch": batch,
        "checked": checked,
        "errors": _with_sheets(batch, checked) if checked else [],
        "moves": [(visit.unit, visit.when, when, visit.is_told) for visit, when in checked.moved] if checked else [],
        "written": _written(batch),
    }
    return render(request, "campaigns/schedule_batch.html", SECTION | context)


@require_safe
def schedule_marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The workbook with its errors coloured and told in a last column."""
    batch, programme = _batch(request, pk)
    findings = checked_schedule(batch, programme).findings if batch.state == ImportBatch.State.READ else []
    data = marked(sheets_of(batch), mappings_of(batch), findings)
    return sheet_response(data, f"danh-dau-loi-{str(batch.pk)[:8]}.xlsx")


def _act(request: HttpRequest, batch: ImportBatch, programme: InspectionProgramme) -> HttpResponse:
    user, what = signed_in(request), request.POST.get("viec", "")
    try:
        if what == "ghi":
            done = commit_schedule(batch=batch, by=user)
            messages.success(request, f"Đã ghi lịch của {len(done)} cuộc kiểm tra. Cần thì hoàn tác ở trang này.")
        elif what == "hoan-tac":
            done = undo_schedule(batch=batch, by=user)
            messages.success(request, f"Đã hoàn tác: {len(done)} cuộc kiểm tra trở lại lịch trước khi nhập.")
        elif what == "bo":
            discard_schedule(batch=batch, by=user)
            messages.success(request, "Đã bỏ tệp lịch. Không có gì được ghi.")
            return redirect("schedule_import", pk=programme.pk)
        else:
            messages.error(request, "Hãy chọn một việc trong trang.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("schedule_batch", pk=batch.pk)


def _with_sheets(batch: ImportBatch, checked: Checked) -> list[tuple[str, str, str, str, str]]:
    """Each error: the sheet's name, the cell, what is wrong, what to do, what stands there."""
    names = [sheet.name for sheet in sheets_of(batch)]
    return [
        (names[found.sheet] if found.sheet < len(names) else "", found.cell, found.sentence, found.advice, found.text)
        for found in checked.errors
    ]


def _written(batch: ImportBatch) -> list[tuple[str, When, When]]:
    """Of a batch that was written: each unit, when it was before, when it is by the batch."""
    written = written_by(batch)
    visits = InspectionVisit.objects.select_related("unit").in_bulk([one.visit for one in written])
    return [(str(visits[one.visit].unit) if one.visit in visits else "(đã xóa)", one.old, one.new) for one in written]


def _shown(when: When) -> list[str]:
    return [f"{when.day:%d/%m/%Y}" if when.day else "", f"{when.hour:%H:%M}" if when.hour else "", when.place]


def _programme(request: HttpRequest, pk: int) -> InspectionProgramme:
    """A programme that the user keeps; another one's answers as an absent one does."""
    user = signed_in(request)
    found = get_object_or_404(InspectionProgramme.objects.visible_to(user).select_related("host"), pk=pk)
    if not user.holds(KEEPERS, found.host_id):
        raise PermissionDenied
    return found


def _batch(request: HttpRequest, pk: UUID) -> tuple[ImportBatch, InspectionProgramme]:
    """A calendar with its programme, which the user keeps."""
    batch = get_object_or_404(ImportBatch.objects.filter(kind=KIND).select_related("created_by__person"), pk=pk)
    key = batch.mapping.get("programme")
    if not isinstance(key, int):
        raise Http404
    return batch, _programme(request, key)
