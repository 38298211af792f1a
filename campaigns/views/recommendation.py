"""Kiến nghị sau kiểm tra: who owes what, what the unit did, what the office says of it, the files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.inspection_answer import answer_finding, answer_refusal, judge_response
from campaigns.forms.inspection_filter import TABS, RecommendationFilter
from campaigns.forms.inspection_finding import AnswerForm
from campaigns.models import EvidenceFile, FindingResponse, InspectionFinding
from campaigns.models.inspection_finding import FindingKind
from campaigns.queries.inspection_tasks import OwedRecommendation, owed_rows, recommendations_below
from campaigns.workflow.inspection import ANSWERERS, KEEPERS, RESPONSE
from documents.text.attachments import BadFile
from documents.views.files import send_file
from legal.workdays import doubts
from organizations.sheets import MEDIA_TYPE, Column, Value, table_workbook
from organizations.views.access import posted, signed_in
from organizations.views.stepping import posted_step
from workflow.engine import Refused

PAGE_SIZE = 100
SECTION = {"section": "plans"}
COLUMNS = (
    Column("STT", 6),
    Column("Đơn vị", 36),
    Column("Chương trình kiểm tra", 40),
    Column("Kiểm tra ngày", 13),
    Column("Kiến nghị", 60),
    Column("Hạn", 13),
    Column("Trễ (ngày làm việc)", 12),
    Column("Tình hình", 22),
)


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """Kiến nghị that the user may see: not done, late, answered and waiting, done."""
    today = timezone.localdate()
    rows = owed_rows(recommendations_below(signed_in(request)), today)
    wanted = RecommendationFilter.read(request.GET)
    shown = wanted.applied(rows)
    query = request.GET.copy()
    query.pop("trang", None)
    years = sorted({row.finding.visit.programme.year for row in rows}, reverse=True)
    context = {
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang")),
        "all": len(rows),
        "wanted": wanted,
        "years": [str(year) for year in years],
        "tabs": [(code, name, len(wanted.applied(rows, tab=code))) for code, name in TABS.items()],
        "query": f"{query.urlencode()}&" if query else "",
        "doubts": _doubts(shown),
    }
    return render(request, "campaigns/recommendation_list.html", SECTION | context)


@require_safe
def recommendation_sheet(request: HttpRequest) -> HttpResponse:
    """The filtered rows, all of them, as a workbook."""
    today = timezone.localdate()
    wanted = RecommendationFilter.read(request.GET)
    shown = wanted.applied(owed_rows(recommendations_below(signed_in(request)), today))
    data = table_workbook(
        title="KIẾN NGHỊ SAU KIỂM TRA",
        above=wanted.in_words(),
        columns=COLUMNS,
        rows=[_cells(number, row) for number, row in enumerate(shown, start=1)],
        below=[f"Tổng số: {len(shown)} kiến nghị, tính đến {today:%d/%m/%Y}.", *_doubts(shown)],
        sheet="Kiến nghị",
    )
    headers = {"Content-Disposition": f'attachment; filename="kien-nghi-kiem-tra-{today:%Y%m%d}.xlsx"'}
    return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit says what it did, with files."""
    user = signed_in(request)
    rows = InspectionFinding.objects.visible_to(user).filter(kind=FindingKind.RECOMMENDATION)
    finding = get_object_or_404(rows.select_related("visit__unit", "visit__host"), pk=pk)
    if not user.holds(ANSWERERS, finding.visit.unit_id):
        raise PermissionDenied
    if refused := answer_refusal(finding, finding.visit, user):
        messages.error(request, refused)
        return redirect(finding)
    form = AnswerForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        files = [(file.name, file.read()) for file in form.cleaned_data["evidence"]]
        try:
            answer_finding(finding=finding, text=form.cleaned_data["text"], by=user, files=files)
        except BadFile as error:
            form.add_error("evidence", str(error))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã gửi trả lời. {finding.visit.host} sẽ xem và kết luận.")
            return redirect(finding)
    context = {
        "finding": finding,
        "visit": finding.visit,
        "form": form,
        "earlier": list(finding.responses.select_related("by__person", "judged_by__person")),
    }
    return render(
        request, "campaigns/recommendation_answer.html", SECTION | context, status=422 if form.errors else 200
    )


@require_POST
def response_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Đã khắc phục, or chưa đạt with a reason ("ket-luan")."""
    user = signed_in(request)
    rows = FindingResponse.objects.visible_to(user).select_related("finding__visit__unit", "finding__visit__host")
    response = get_object_or_404(rows, pk=pk)
    if not user.holds(KEEPERS, response.host_id):
        raise PermissionDenied
    action = request.POST.get("ket-luan", "")
    if action not in {row.action for row in RESPONSE.transitions}:
        messages.error(request, "Hãy chọn đã khắc phục hoặc chưa đạt.")
        return redirect(response.finding)
    judged = posted_step(
        request, RESPONSE, action,
        lambda reason: judge_response(response=response, action=action, by=user, reason=reason),
    )  # fmt: skip
    if judged is not None:
        messages.success(request, f"Đã kết luận: {judged.get_state_display().lower()}. Đơn vị được báo kết quả.")
    return redirect(response.finding)


@require_safe
def evidence_download(request: HttpRequest, pk: int) -> FileResponse:
    """A file as it came, for who sees the answer."""
    answers = FindingResponse.objects.visible_to(signed_in(request))
    evidence = get_object_or_404(EvidenceFile.objects.select_related("file").filter(response__in=answers), pk=pk)
    return send_file(evidence.file.path, evidence.file.original_name, evidence.file.media_type)


def _cells(number: int, row: OwedRecommendation) -> list[Value]:
    visit = row.finding.visit
    return [
        number,
        visit.unit.official_name,
        visit.programme.subject,
        visit.held_on,
        row.finding.text,
        row.finding.due_on,
        row.days_late or None,
        row.state_name,
    ]


def _doubts(rows: list[OwedRecommendation]) -> list[str]:
    days = [row.finding.due_on for row in rows if row.finding.due_on and row.days_late]
    return doubts(min(days), timezone.localdate()) if days else []
