"""Nhập từ Excel: earlier batches, a new one, its columns, what is wrong in it, and files to take away."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from organizations.actions.batch import choose_columns, read_batch
from organizations.actions.batch_commit import what_hangs_on
from organizations.active import active_unit
from organizations.forms.batch import BatchForm, ColumnsForm, WorkbookForm, kept_today, kinds_for
from organizations.guards import PEOPLE_KEEPERS, paths_where
from organizations.imports.cells import Finding, Severity
from organizations.imports.faults import FAULTS
from organizations.imports.kinds import ImportKind, kind_of, kinds
from organizations.imports.marked import marked
from organizations.imports.report import Report
from organizations.imports.tables import KIND
from organizations.models import ImportBatch, ImportJob, Unit, User
from organizations.queries.imports import is_clear, is_out_of_date, mappings_of, report_of, sheets_of
from organizations.queue import last_job, open_job
from organizations.views.access import posted, signed_in
from organizations.views.asking import carried_out
from organizations.views.sheet import sheet_response
from workflow.models import LogEntry

PAGE_SIZE, BATCHES = 50, 30
ERRORS, HINTS, PEOPLE = "loi", "luu-y", "nguoi"
_LARGE = ("sheets", "mapping", "decisions", "made", "report")


@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """Earlier imports of the user's units and of those below, newest first."""
    user = signed_in(request)
    found = ImportBatch.objects.visible_to(user).of_lists().defer(*_LARGE).select_related("unit", "created_by__person")
    context = {
        "section": "admin",
        "page": Paginator(found, BATCHES).get_page(request.GET.get("trang")),
        "query": "",
        "can_import": _imports(user),
        "kinds": kinds_for(user),
        "titles": {kind.code: kind.title for kind in kinds()},
    }
    return render(request, "organizations/batch_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def batch_create(request: HttpRequest) -> HttpResponse:
    """Nhập tệp mới: which unit, which file."""
    user = signed_in(request)
    if not _imports(user):
        raise PermissionDenied
    unit = _default_unit(request, user)
    first = {"unit": unit, "kind": request.GET.get("loai", "")}
    form = BatchForm(posted(request), request.FILES or None, user=user, initial=first)
    if form.is_valid():
        source = form.source()
        batch = carried_out(
            form,
            lambda: read_batch(unit=form.cleaned_data["unit"], kind=form.cleaned_data["kind"], by=user, **source),
            field="file" if form.cleaned_data["file"] else "text",
        )
        if batch is not None:
            is_known = open_job(batch) is not None or is_clear(batch)
            return redirect("batch_detail" if is_known else "batch_columns", pk=batch.pk)
    context = {"section": "admin", "form": form, "kinds": kinds_for(user)}
    return render(request, "organizations/batch_create.html", context, status=422 if form.errors else 200)


@require_safe
def batch_template(request: HttpRequest) -> HttpResponse:
    """Tải tệp mẫu of one kind (``loai``), with the lists of the unit that the user works for."""
    user = signed_in(request)
    wanted = request.GET.get("loai") or KIND
    kind = next((each for each in kinds_for(user) if each.code == wanted), None)
    unit = _default_unit(request, user, kind.roles) if kind else None
    if kind is None or unit is None:
        raise PermissionDenied
    return sheet_response(kind.template(unit), kind.template_name)


@require_http_methods(["GET", "HEAD", "POST"])
def batch_columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cột nào là gì: guessed, looked at, kept for the next time."""
    user = signed_in(request)
    batch = visible_batch(user, pk)
    if not can_change(user, batch):
        raise PermissionDenied
    tables = kind_of(batch.kind).tables
    form = ColumnsForm(posted(request), sheets=sheets_of(batch), mappings=mappings_of(batch), tables=tables)
    if form.is_valid() and carried_out(form, lambda: choose_columns(batch=batch, mappings=form.chosen, by=user)):
        if form.moved:
            messages.info(request, "Đã đọc lại theo dòng tiêu đề mới. Hãy xem lại các cột.")
            return redirect("batch_columns", pk=pk)
        return redirect("batch_detail", pk=pk)
    context = {"section": "admin", "batch": batch, "form": form, "parts": form.parts()}
    return render(request, "organizations/batch_columns.html", context, status=422 if form.errors else 200)


@require_safe
def batch_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One batch: everything wrong in it with its cell, who may be there already, and what was or will be made."""
    user = signed_in(request)
    return detail_page(request, user, visible_batch(user, pk))


@require_safe
def batch_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a worker is with the batch, for htmx: nothing while nothing is new (``da``), a fresh page at the end."""
    batch = visible_batch(signed_in(request), pk)
    job = last_job(batch)
    if not request.headers.get("HX-Request"):
        return redirect("batch_detail", pk=pk)
    if job is None or not job.is_open:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if request.GET.get("da") == f"{job.state}-{job.progress}":
        return HttpResponse(status=204)
    return render(request, "organizations/batch_progress.html", {"batch": batch, "job": job})


@require_safe
def batch_marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The workbook with its errors coloured and told in a last column."""
    batch = visible_batch(signed_in(request), pk)
    report = report_of(batch)
    data = marked(sheets_of(batch), mappings_of(batch), report.findings if report is not None else [])
    return sheet_response(data, f"danh-dau-loi-{str(batch.pk)[:8]}.xlsx")


def detail_page(
    request: HttpRequest, user: User, batch: ImportBatch, replacing: WorkbookForm | None = None
) -> HttpResponse:
    """The page of a batch; ``replacing`` is the form of the corrected file after it was refused."""
    job = last_job(batch)
    kind = kind_of(batch.kind)
    keeps = kind.may(user, batch.unit)
    is_busy = job is not None and job.is_open
    context: dict[str, Any] = {
        "section": "admin",
        "batch": batch,
        "kind": kind,
        "is_people": kind.code == KIND,
        "job": job,
        "is_busy": is_busy,
        "can_change": not is_busy and can_change(user, batch),
        "can_undo": not is_busy and batch.state == ImportBatch.State.COMMITTED and keeps,
        "can_retry": job is not None and job.state == ImportJob.State.FAILED and keeps,
        "can_check": False,
        "checked": None,
        "log": LogEntry.objects.about(batch).order_by("-pk")[:30],
        "replacing": replacing or WorkbookForm(),
    }
    if batch.state != ImportBatch.State.READ:
        context["made_counts"] = [(noun.capitalize(), len(batch.made.get(key, []))) for key, noun in kind.words.items()]
        context["made_words"] = kind.made_words(batch.made)
    elif not is_busy:
        report = report_of(batch)
        is_old = batch.size > 0 and not batch.is_small and is_out_of_date(batch)
        context["can_check"] = context["can_change"] and is_old
        context |= _state_of(request, kind, report) if report is not None else {}
    if context["can_undo"]:
        # Of a large batch that is looked up when it is taken back.
        context["held"] = what_hangs_on(batch) if batch.is_small else []
        context["undo_sentences"] = [
            f"Xóa {kind.made_words(batch.made)} của đợt này.",
            "Dữ liệu có từ trước không thay đổi. Việc hoàn tác được ghi vào nhật ký.",
        ]
    status = 422 if replacing is not None and replacing.errors else 200
    return render(request, "organizations/batch_detail.html", context, status=status)


def visible_batch(user: User, pk: UUID) -> ImportBatch:
    """The batch, if the user may see it.

    Raises:
        Http404: it does not exist, or it is not the user's to see.
    """
    batches = (
        ImportBatch.objects.visible_to(user).of_lists().defer("sheets").select_related("unit", "created_by__person")
    )
    batch: ImportBatch = get_object_or_404(batches, pk=pk)
    return batch


def can_change(user: User, batch: ImportBatch) -> bool:
    """Whether the user may still correct and commit the batch."""
    return batch.state == ImportBatch.State.READ and kind_of(batch.kind).may(user, batch.unit)


def _state_of(request: HttpRequest, kind: ImportKind, checked: Report) -> dict[str, Any]:
    """What the page of an open batch shows: the tab asked for, or the first with something to do."""
    hints = [found for found in checked.findings if found.severity != Severity.ERROR]
    tab = request.GET.get("xem", "")
    if tab not in (ERRORS, HINTS, PEOPLE):
        tab = ERRORS if checked.errors else PEOPLE if checked.open_doubts else HINTS if hints else ERRORS
    shown = {ERRORS: checked.errors, HINTS: hints}.get(tab, [])
    codes = Counter(found.code for found in shown)
    fault = request.GET.get("loai", "")
    if fault in codes:
        shown = [found for found in shown if found.code == fault]
    things: list[Any] = checked.doubts if tab == PEOPLE else _with_inputs(shown, checked.sheets)
    if tab == PEOPLE:
        things = sorted(checked.doubts, key=lambda doubt: bool(doubt.decided))
    query = f"xem={tab}&" + (f"loai={fault}&" if fault in codes else "")
    return {
        "checked": checked,
        "hints": hints,
        "tab": tab,
        "faults": [(code, (FAULTS | dict(kind.faults))[code], count) for code, count in codes.most_common()],
        "fault": fault if fault in codes else "",
        "page": Paginator(things, PAGE_SIZE).get_page(request.GET.get("trang")),
        "query": query,
        "sentences": _will_happen(kind, checked),
        "counts": [(kind.words[key].capitalize(), count) for key, count in checked.counts.items()],
    }


def _with_inputs(findings: list[Finding], names: list[str]) -> list[tuple[Finding, str, bool, str]]:
    """Each finding with the name of its cell's box, whether its row may be left out there, and its sheet's name.

    A cell has one box, a row one mark to leave it out.
    """
    cells: set[tuple[int, int, int]] = set()
    rows: set[tuple[int, int]] = set()
    shown = []
    for found in findings:
        spot, row = (found.sheet, found.row, found.column), (found.sheet, found.row)
        box = f"o-{found.sheet}-{found.row}-{found.column}" if found.column >= 0 and spot not in cells else ""
        shown.append((found, box, row not in rows and found.code != "no_column", names[found.sheet]))
        cells.add(spot)
        rows.add(row)
    return shown


def _will_happen(kind: ImportKind, checked: Report) -> list[str]:
    counts = [
        (checked.units, "Lập {} đơn vị."),
        (checked.new_people, "Lập {} hồ sơ người."),
        (checked.new_positions, "Ghi {} chức vụ."),
        *((count, f"Ghi {{}} {kind.words[key]}.") for key, count in checked.counts.items()),
    ]
    sentences = [
        *(sentence.format(count) for count, sentence in counts if count),
        "Ghi tất cả hoặc không ghi gì; sau đó có thể hoàn tác cả đợt khi chưa có dữ liệu khác gắn vào.",
    ]
    same = checked.positions - checked.new_positions
    if same:
        sentences.append(f"Bỏ qua {same} chức vụ đã có.")
    if checked.same:
        sentences.append(f"Bỏ qua {checked.same} dòng đã có trong hồ sơ.")
    return sentences


def _imports(user: User) -> bool:
    return bool(paths_where(user, PEOPLE_KEEPERS))


def _default_unit(request: HttpRequest, user: User, roles: tuple[str, ...] = PEOPLE_KEEPERS) -> Unit | None:
    """The unit that the user works for if it may be imported into, else the first one."""
    kept, unit = kept_today(user, roles), active_unit(request)
    if unit is not None and kept.filter(pk=unit.pk).exists():
        return unit
    paths = paths_where(user, roles)
    return kept.filter(path__in=paths).in_protocol_order().first()
