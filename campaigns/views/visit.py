"""One cuộc kiểm tra: its page for the office and for the unit, its steps, what was found, its minutes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.inspection import change_visit, take_visit_step
from campaigns.actions.inspection_finding import add_findings, change_finding, remove_finding
from campaigns.actions.inspection_papers import draft_minutes
from campaigns.forms.inspection import HeldForm, VisitForm
from campaigns.forms.inspection_finding import FindingForm, finding_facts
from campaigns.models import InspectionFinding, InspectionProgramme, InspectionVisit
from campaigns.models.inspection import VisitState
from campaigns.models.inspection_finding import FindingKind, ResponseState
from campaigns.queries.inspection import doubles, record_of, shown_paper
from campaigns.text.inspection_papers import sentences
from campaigns.workflow.inspection import ANSWERERS, KEEPERS, VISIT
from documents.models.document import State
from organizations.views.access import posted, signed_in
from organizations.views.stepping import posted_step
from workflow.engine import Refused, options
from workflow.models import LogEntry

SECTION = {"section": "plans"}


@require_safe
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The visit: the office writes what was found, the unit reads it once it is concluded."""
    return _page(request, _visible(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What the visit says."""
    visit, user = _kept(request, pk), signed_in(request)
    if not visit.is_open:
        messages.error(request, f"Cuộc kiểm tra đang “{visit.get_state_display()}” nên không sửa được nữa.")
        return redirect(visit)
    form = VisitForm(posted(request), visit=visit)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            changed = change_visit(visit=visit, version=version, slot=form.slot(), facts=form.facts(), by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu cuộc kiểm tra.")
            for sentence in doubles([changed], changed.programme).get(changed.pk, []):
                messages.warning(request, sentence)
            return redirect(visit)
    context = {"visit": visit, "form": form}
    return render(request, "campaigns/visit_form.html", SECTION | context, status=422 if form.errors else 200)


@require_POST
def visit_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One step of the workflow table; a refusal is shown as a sentence."""
    visit, user, form = _kept(request, pk), signed_in(request), HeldForm(request.POST)

    def take(reason: str) -> InspectionVisit:
        if not form.is_valid():
            raise ValidationError(list(form.errors["held_on"]))
        day = form.cleaned_data["held_on"]
        return take_visit_step(visit=visit, action=action, by=user, reason=reason, held_on=day)

    done = posted_step(request, VISIT, action, take)
    if done is not None:
        messages.success(request, f"{VISIT.transition(action).label}: xong. Hiện nay: {done.get_state_display()}.")
    return redirect(visit)


@require_POST
def visit_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập biên bản: a draft in the official layout, which opens in the editor."""
    visit = _kept(request, pk)
    try:
        begun = draft_minutes(visit=visit, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(visit)
    if not begun.is_new:
        return redirect(begun.document)
    messages.success(request, f"Đã tạo bản thảo {begun.document}. Hãy xem lại, điền các chỗ “[…” rồi lưu và trình ký.")
    if not begun.lead_signs:
        messages.warning(
            request,
            "Trưởng đoàn không giữ vai trò ký tại đơn vị bạn nên ô họ tên người ký để trống: tên được ghi khi ký.",
        )
    return redirect("document_edit", pk=begun.document.pk)


@require_POST
def visit_findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds to the record: each line is one finding. What was refused stands in the form again."""
    visit, user = _kept(request, pk), signed_in(request)
    if visit.state != VisitState.HELD:
        return _closed(request, visit)
    form = FindingForm(request.POST, visit=visit, many=True)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = add_findings(
                visit=visit, kind=data["kind"], texts=form.lines(), by=user, item=data["item"], due_on=data["due_on"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi {len(made)} ý vào mục {FindingKind(data['kind']).label.lower()}.")
            # The next line is typed at once: a fragment in the address would keep the browser from giving it the focus.
            return redirect(f"{reverse('visit_detail', args=[visit.pk])}?loai={data['kind']}")
    return _page(request, visit, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_finding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects one finding."""
    finding, user = _finding(request, pk), signed_in(request)
    visit = finding.visit
    if visit.state != VisitState.HELD:
        return _closed(request, visit)
    form = FindingForm(posted(request), visit=visit, many=False, initial=finding_facts(finding))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            change_finding(
                finding=finding, version=data["version"], kind=data["kind"], text=" ".join(form.lines()), by=user,
                item=data["item"], due_on=data["due_on"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã sửa kết quả kiểm tra.")
            return redirect(finding)
    context = {"visit": visit, "finding": finding, "form": form}
    return render(request, "campaigns/finding_form.html", SECTION | context, status=422 if form.errors else 200)


@require_POST
def visit_finding_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one finding out of the record."""
    finding = _finding(request, pk)
    try:
        remove_finding(finding=finding, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã xóa một dòng kết quả; nhật ký giữ lại nội dung.")
    return redirect(finding.visit)


def _page(
    request: HttpRequest, visit: InspectionVisit, form: FindingForm | None = None, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    is_office = InspectionVisit.objects.kept_by(user).filter(pk=visit.pk).exists()
    can_keep = user.holds(KEEPERS, visit.host_id)
    if form is None and can_keep and visit.state == VisitState.HELD:
        kind = request.GET.get("loai", "")
        kind = kind if kind in FindingKind.values else FindingKind.STRENGTH
        form = FindingForm(visit=visit, many=True, initial={"kind": kind})
        if "loai" in request.GET:
            form.fields["text"].widget.attrs["autofocus"] = True
    findings = record_of(visit, user)
    groups = [
        (kind, label, [finding for finding in findings if finding.kind == kind]) for kind, label in FindingKind.choices
    ]
    minutes = visit.minutes if visit.minutes and visit.minutes.state != State.DISCARDED else None
    context = {
        "visit": visit,
        "is_office": is_office,
        "can_keep": can_keep,
        "programme": InspectionProgramme.objects.visible_to(user).filter(pk=visit.programme_id).first(),
        "options": options(visit, user),
        "groups": groups,
        "form": form,
        "contents": sentences(visit.contents),
        "met": sentences(visit.met),
        "notice": shown_paper(visit.notice, user),
        "minutes": shown_paper(minutes, user),
        "can_draft_minutes": can_keep and minutes is None and visit.held_on is not None,
        "double": doubles([visit], visit.programme).get(visit.pk, []) if is_office else [],
        "log": list(LogEntry.objects.about(visit).order_by("-pk")[:50]) if is_office else [],
        "cancelled": _reason(visit, "cancel") if visit.state == VisitState.CANCELLED else "",
        "reopened": _reason(visit, "reopen") if visit.state == VisitState.HELD else "",
        "today": timezone.localdate(),
        "waiting": ResponseState.WAITING,
        "answerable": _answerable(visit, findings) if user.holds(ANSWERERS, visit.unit_id) else set(),
    }
    return render(request, "campaigns/visit_detail.html", SECTION | context, status=status)


def _answerable(visit: InspectionVisit, findings: list[InspectionFinding]) -> set[int]:
    """Kiến nghị that wait for the unit: not done, and no answer of it waits for the office."""
    if not visit.is_concluded:
        return set()
    asked = [one for one in findings if one.kind == FindingKind.RECOMMENDATION and one.settled_at is None]
    return {one.pk for one in asked if all(row.state != ResponseState.WAITING for row in one.responses.all())}


def _closed(request: HttpRequest, visit: InspectionVisit) -> HttpResponse:
    """Back to the visit: nothing is written before it is held and after it is concluded."""
    state = visit.get_state_display()
    messages.error(request, f"Cuộc kiểm tra đang “{state}” nên không ghi, sửa kết quả được.")
    return redirect(visit)


def _reason(visit: InspectionVisit, action: str) -> str:
    """Why the visit was cancelled or reopened, when it last was; "" when it never was."""
    entry = LogEntry.objects.about(visit).filter(action=action).last()
    return entry.reason if entry else ""


def _visible(request: HttpRequest, pk: int) -> InspectionVisit:
    rows = InspectionVisit.objects.visible_to(signed_in(request))
    related = ("unit", "host", "programme__paper", "notice", "minutes")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _kept(request: HttpRequest, pk: int) -> InspectionVisit:
    visit = _visible(request, pk)
    if not signed_in(request).holds(KEEPERS, visit.host_id):
        raise PermissionDenied
    return visit


def _finding(request: HttpRequest, pk: int) -> InspectionFinding:
    """A finding that the user may read; only the office may change it."""
    user = signed_in(request)
    finding = InspectionFinding.objects.visible_to(user).select_related("visit__unit", "visit__host").filter(pk=pk)
    found = finding.first()
    if found is None:
        raise Http404
    if not user.holds(KEEPERS, found.visit.host_id):
        raise PermissionDenied
    return found
