"""Minh chứng của báo cáo: added, fetched, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.progress_file import add_evidence, may_change_files, remove_evidence
from campaigns.forms.progress import EvidenceForm
from campaigns.models import ProgressReport, ReportFile
from campaigns.views.progress import SECTION, visible_report
from campaigns.workflow.progress import REPORTERS
from documents.text.attachments import BadFile
from documents.views.files import send_file
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def report_file_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a file to a report that is being written."""
    report, user = visible_report(request, pk), signed_in(request)
    if not user.holds(REPORTERS, report.unit_id):
        raise PermissionDenied
    if not may_change_files(report, user):
        messages.error(request, "Chỉ thêm được minh chứng khi báo cáo chưa gửi hoặc bị trả lại.")
        return redirect(report)
    form = EvidenceForm(posted(request), request.FILES or None, lines=list(report.lines.all()))
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            added = add_evidence(
                report=report, name=file.name, data=file.read(), title=form.cleaned_data["title"], by=user,
                line=form.line_chosen(),
            )  # fmt: skip
        except BadFile as error:
            form.add_error("file", str(error))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã thêm minh chứng “{added}”.")
            return redirect(report)
    context = {"section": SECTION, "report": report, "form": form}
    return render(request, "campaigns/progress_file.html", context, status=422 if form.is_bound else 200)


@require_safe
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came, for who sees the report."""
    found = _visible(request, pk)
    return send_file(found.file.path, found.file.original_name, found.file.media_type)


@require_POST
def report_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the file away from the report."""
    found = _visible(request, pk)
    try:
        remove_evidence(file=found, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã bỏ minh chứng “{found}”.")
    return redirect(found.report)


def _visible(request: HttpRequest, pk: int) -> ReportFile:
    seen = ProgressReport.objects.visible_to(signed_in(request))
    found = get_object_or_404(ReportFile.objects.select_related("file", "report"), pk=pk)
    if not seen.filter(pk=found.report_id).exists():
        raise Http404
    return found
