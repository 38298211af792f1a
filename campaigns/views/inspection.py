"""Kiểm tra, giám sát: the list, a programme with its visits, and what is entered for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.inspection import (
    add_visits,
    change_programme,
    lay_down_programme,
    notify_all,
    schedule_visits,
)
from campaigns.actions.inspection_papers import ANNOUNCEMENT, draft_announcement
from campaigns.forms.inspection import ProgrammeForm, ScheduleForm, facts_of
from campaigns.forms.inspection_filter import REMAINING, VisitFilter
from campaigns.forms.inspection_units import CHOOSING, UnitChoice
from campaigns.models import InspectionProgramme, InspectionVisit
from campaigns.models.inspection import VisitState
from campaigns.queries.inspection import (
    doubles,
    in_calendar_order,
    inspecting_units,
    programmes_for_list,
    shown_paper,
    told_visits,
    visits_to_schedule,
    with_numbers,
)
from campaigns.queries.inspection_tasks import late_by_visit
from campaigns.workflow.inspection import KEEPERS
from documents.actions.create import LETTER
from documents.forms.dispatch import ids_of
from organizations.active import active_unit
from organizations.models import Unit, User
from organizations.names import normalize
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PAGE_SIZE = 100
SECTION = {"section": "plans"}


@require_safe
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Programmes of the user's offices, and visits that the user's units were told of."""
    user = signed_in(request)
    programmes = programmes_for_list(user)
    page = Paginator(programmes, 30).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "programmes": list(page),
        "told": told_visits(user),
        "can_create": bool(inspecting_units(user)),
        "query": "",
    }
    return render(request, "campaigns/inspection_list.html", SECTION | context)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_create(request: HttpRequest) -> HttpResponse:
    """A new programme of the unit that the user works for; its units are chosen on the next page."""
    user = signed_in(request)
    host = _host(request, user)
    today = timezone.localdate()
    year_end = f"31/12/{today.year}"
    form = ProgrammeForm(
        posted(request),
        host=host,
        user=user,
        initial={"year": today.year, "starts_on": today, "ends_on": year_end},
    )
    if form.is_bound and form.is_valid():
        programme = _laid_down(form, host, user)
        if programme is not None:
            messages.success(request, "Đã lập chương trình kiểm tra. Hãy chọn các đơn vị được kiểm tra.")
            return redirect("inspection_units", pk=programme.pk)
    context = {"form": form, "host": host}
    return render(request, "campaigns/inspection_form.html", SECTION | context, status=422 if form.errors else 200)


@require_safe
def inspection_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A programme: what it says, how far its visits are, its calendar."""
    programme, user, today = visible_programme(request, pk), signed_in(request), timezone.localdate()
    visits, late = visits_of(programme)
    wanted = VisitFilter.read(request.GET)
    shown = wanted.applied(visits, late)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    double = doubles(visits, programme)
    rows = [(visit, late.get(visit.pk, 0), double.get(visit.pk, [])) for visit in page]
    standing = [visit for visit in visits if visit.state != VisitState.CANCELLED]
    context = {
        "programme": programme,
        "paper": shown_paper(programme.paper, user),
        "can_keep": user.holds(KEEPERS, programme.host_id),
        "wanted": wanted,
        "states": VisitState.choices,
        "remaining": REMAINING.items(),
        "page": page,
        "rows": rows,
        "query": f"{query.urlencode()}&" if query else "",
        "all": len(visits),
        "numbers": _numbers(standing, sum(late.values())),
        "without_day": sum(visit.planned_on is None for visit in standing),
        "to_notify": sum(visit.state == VisitState.PLANNED and bool(visit.planned_on) for visit in visits),
        "double_count": len(double),
        "kinds": ((ANNOUNCEMENT, "Thông báo"), (LETTER, "Công văn")),
        "today": today,
    }
    return render(request, "campaigns/inspection_detail.html", SECTION | context)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other facts for a programme."""
    programme, user = _kept(request, pk), signed_in(request)
    form = ProgrammeForm(posted(request), host=programme.host, user=user, initial=facts_of(programme))
    if form.is_bound and form.is_valid():
        try:
            change_programme(programme=programme, facts=form.facts(), by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã lưu chương trình. Các cuộc kiểm tra đã có giữ thành phần đoàn của mình.")
            return redirect(programme)
    context = {"form": form, "host": programme.host, "programme": programme}
    return render(request, "campaigns/inspection_form.html", SECTION | context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_units(request: HttpRequest, pk: int) -> HttpResponse:
    """Choosing the units: one visit for each; a second one only when it is asked for by itself."""
    programme, user = _kept(request, pk), signed_in(request)
    choice = UnitChoice(posted(request), programme=programme, user=user)
    step = request.POST.get("buoc", "")
    error = ""
    if request.method == "POST" and step in CHOOSING:
        choice.apply(step)
    elif request.method == "POST":
        units = choice.chosen_units()
        again = ids_of([request.POST.get("lai", "")]) if step == "lai" else set()
        if again:
            units = [unit for unit in choice.present_units() if unit.pk in again]
        if units:
            return _added(request, programme, units, again)
        error = "Hãy chọn ít nhất một đơn vị."
    context = {"programme": programme, "choice": choice, "groups": choice.groups(), "error": error}
    return render(request, "campaigns/inspection_units.html", SECTION | context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Xếp lịch: day, hour and place of every visit that was not held yet, in one table."""
    programme, user = _kept(request, pk), signed_in(request)
    visits = list(visits_to_schedule(programme))
    form = ScheduleForm(posted(request), visits=visits)
    if form.is_bound and form.is_valid():
        try:
            changed = schedule_visits(programme=programme, slots=form.slots(), by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã xếp lịch {len(changed)} cuộc kiểm tra." if changed else "Lịch không đổi.")
            return redirect(programme)
    context = {"programme": programme, "form": form, "double": _double_lines(programme, visits)}
    return render(request, "campaigns/inspection_schedule.html", SECTION | context, status=422 if form.errors else 200)


@require_POST
def inspection_notify(request: HttpRequest, pk: int) -> HttpResponse:
    """Tells all units whose visits have a day and a head of the đoàn."""
    programme = _kept(request, pk)
    done, refused = notify_all(programme=programme, by=signed_in(request))
    if done:
        messages.success(request, f"Đã thông báo cho {len(done)} đơn vị.")
    if refused:
        names = ", ".join(str(visit.unit) for visit in refused[:10])
        messages.warning(request, f"{len(refused)} cuộc chưa thông báo được vì thiếu ngày hoặc trưởng đoàn: {names}.")
    if not done and not refused:
        messages.info(request, "Không có cuộc kiểm tra nào chờ thông báo.")
    return redirect(programme)


@require_POST
def inspection_announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Thông báo lịch kiểm tra as a draft, which opens in the editor."""
    programme = _kept(request, pk)
    try:
        begun = draft_announcement(programme=programme, kind=request.POST.get("loai", ""), by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(programme)
    messages.success(request, f"Đã tạo bản thảo {begun.document}. Hãy xem lại, điền các chỗ “[…” rồi lưu và trình ký.")
    return redirect("document_edit", pk=begun.document.pk)


def visible_programme(request: HttpRequest, pk: int) -> InspectionProgramme:
    """The programme if the user may see it; another one's answers 404 as an absent one does."""
    rows = InspectionProgramme.objects.visible_to(signed_in(request))
    return get_object_or_404(rows.select_related("host", "plan__document", "campaign", "paper", "created_by"), pk=pk)


def visits_of(programme: InspectionProgramme) -> tuple[list[InspectionVisit], dict[int, int]]:
    """All visits of a programme in the order of its calendar, with their numbers; and how many are late of each."""
    rows = InspectionVisit.objects.filter(programme=programme)
    visits = list(in_calendar_order(with_numbers(rows)))
    return visits, dict(late_by_visit(visits, timezone.localdate()))


def _kept(request: HttpRequest, pk: int) -> InspectionProgramme:
    """The programme for who keeps it.

    Raises:
        Http404: the user does not see it. PermissionDenied: the user sees it alone.
    """
    programme = visible_programme(request, pk)
    if not signed_in(request).holds(KEEPERS, programme.host_id):
        raise PermissionDenied
    return programme


def _host(request: HttpRequest, user: User) -> Unit:
    units = inspecting_units(user)
    if not units:
        raise PermissionDenied
    here = active_unit(request)
    return next((unit for unit in units if unit == here), units[0])


def _laid_down(form: ProgrammeForm, host: Unit, user: User) -> InspectionProgramme | None:
    """The new programme, or the one that an earlier post of the same form made; None after adding the errors."""
    try:
        return lay_down_programme(host=host, facts=form.facts(), by=user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        data = form.cleaned_data
        same = InspectionProgramme.objects.filter(
            host=host, year=data["year"], subject=normalize(data["subject"]), starts_on=data["starts_on"],
            ends_on=data["ends_on"], created_by=user,
        ).first()  # fmt: skip
        if same is not None and not same.visits.exists():
            return same
        form.add_error(None, error.messages)
    return None


def _added(request: HttpRequest, programme: InspectionProgramme, units: list[Unit], again: set[int]) -> HttpResponse:
    try:
        made = add_visits(programme=programme, units=units, by=signed_in(request), again=again)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("inspection_units", pk=programme.pk)
    messages.success(request, f"Đã thêm {len(made)} cuộc kiểm tra. Hãy xếp ngày, giờ cho từng đơn vị.")
    return redirect("inspection_schedule", pk=programme.pk)


def _double_lines(programme: InspectionProgramme, visits: list[InspectionVisit]) -> list[str]:
    found = doubles(visits, programme)
    return [f"{visit.unit}: {sentence}" for visit in visits for sentence in found.get(visit.pk, [])]


def _numbers(standing: list[InspectionVisit], late: int) -> list[tuple[int, str, bool]]:
    """What the summary says: number, words, whether it is bad news."""
    concluded = [visit for visit in standing if visit.is_concluded]
    held = [visit for visit in standing if visit.held_on]
    found: list[Any] = [(len(standing), "cuộc kiểm tra", False), (len(held), "đã kiểm tra", False)]
    found.append((sum(visit.shortcomings for visit in standing), "tồn tại, hạn chế", False))  # type: ignore[attr-defined]
    settled = sum(visit.settled for visit in concluded)  # type: ignore[attr-defined]
    asked = sum(visit.recommendations for visit in concluded)  # type: ignore[attr-defined]
    found.append((f"{settled}/{asked}", "kiến nghị đã khắc phục", False))
    return [*found, (late, "kiến nghị quá hạn", late > 0)]
