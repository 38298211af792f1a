"""Văn bản gửi tới đơn vị: the list, and the page of one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from campaigns.models import ClockReminder
from campaigns.queries import deliveries, owes_answer
from documents.actions.dispatch import FORWARDERS, forward
from documents.forms.dispatch import ForwardForm
from documents.models import Dispatch, Document
from documents.models.dispatch import DispatchQuerySet
from documents.models.document import State
from documents.notifications import RECEIVERS
from documents.views.dispatch import received
from documents.workflow import DRAFTERS
from legal.workdays import last_missed
from organizations.models import User
from organizations.names import search_key
from organizations.views.access import signed_in
from workflow.engine import Refused
from workflow.models import LogEntry

PAGE_SIZE = 50


def _views(today: date) -> dict[str, tuple[str, Q]]:
    """The list's tabs: code in the address → name, condition."""
    owes = owes_answer()
    return {
        "": ("Tất cả", Q()),
        "chua-xem": ("Chưa xem", Q(seen_at__isnull=True)),
        "chua-tiep-nhan": ("Chưa tiếp nhận", Q(acknowledged_at__isnull=True)),
        "phai-tra-loi": ("Phải có văn bản thực hiện", owes),
        "tre": ("Trễ hạn", owes & Q(due_on__lte=last_missed(today))),
    }


@require_safe
def received_list(request: HttpRequest) -> HttpResponse:
    """What was sent to the units in which the user holds a role, newest first."""
    user, today = signed_in(request), timezone.localdate()
    held = user.assignments()
    units = {assignment.unit_id: assignment.unit for assignment in held}
    own = _asked(request, Dispatch.objects.received_by(user))
    views = _views(today)
    wanted = request.GET.get("loc", "")
    wanted = wanted if wanted in views else ""
    names = {code: f"n{index}" for index, code in enumerate(views)}
    counted = own.aggregate(**{names[code]: Count("pk", filter=condition) for code, (_, condition) in views.items()})
    shown = own.filter(views[wanted][1]).for_duties().order_by("-pk")
    paginator = Paginator(shown, PAGE_SIZE)
    paginator.count = counted[names[wanted]]  # counted already: not once more
    page = paginator.get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "documents",
        "page": page,
        "rows": deliveries(page.object_list, today),
        "tabs": [(code, name, counted[names[code]]) for code, (name, _) in views.items()],
        "wanted": wanted,
        "can_draft": any(assignment.role in DRAFTERS for assignment in held),
        "words": request.GET.get("tim", ""),
        "query": f"{query.urlencode()}&" if query else "",
        "units": sorted(units.values(), key=lambda unit: (unit.protocol_order, unit.pk)),
        "unit": request.GET.get("don-vi", ""),
    }
    return render(request, "documents/received_list.html", context)


def _asked(request: HttpRequest, own: DispatchQuerySet) -> DispatchQuerySet:
    """What the search box and the choice of a unit leave."""
    unit = request.GET.get("don-vi", "")
    if unit.isdecimal() and len(unit) < 19:
        own = own.filter(unit=int(unit))
    for word in search_key(request.GET.get("tim", "")[:100]).split():
        own = own.filter(document__search_text__contains=word)
    return own


@require_safe
def received_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper as the unit got it: duty, what was done with it, what to do next."""
    return _page(request, received(request, pk))


@require_POST
def dispatch_forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Chuyển xử lý to a person of the unit."""
    dispatch, user = received(request, pk), signed_in(request)
    if not user.holds(FORWARDERS, dispatch.unit_id):
        raise PermissionDenied
    form = ForwardForm(request.POST, unit=dispatch.unit, user=user)
    if not form.is_valid():
        return _page(request, dispatch, form, status=422)
    try:
        passed = forward(dispatch=dispatch, by=user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, dispatch, form, status=409)
    messages.success(request, f"Đã chuyển {passed.to} xử lý {dispatch.document}.")
    return redirect("received_detail", pk=pk)


def _page(request: HttpRequest, dispatch: Dispatch, form: ForwardForm | None = None, status: int = 200) -> HttpResponse:
    user = signed_in(request)
    [row] = deliveries([dispatch], timezone.localdate())
    can_forward = user.holds(FORWARDERS, dispatch.unit_id)
    if form is None and can_forward:
        form = ForwardForm(unit=dispatch.unit, user=user)
    plan = getattr(dispatch.document, "plan", None)
    log = list(LogEntry.objects.about(dispatch))
    context = {
        "section": "documents",
        "dispatch": dispatch,
        "row": row,
        "plan": plan,
        "is_mine": dispatch.unit_id in {unit_id for _, unit_id in user.roles_held()},
        "can_acknowledge": dispatch.acknowledged_at is None and user.holds(RECEIVERS, dispatch.unit_id),
        "can_answer": plan is not None and row.answer is None and user.holds(DRAFTERS, dispatch.unit_id),
        "form": form,
        "forwardings": list(dispatch.forwardings.select_related("to__person", "by__person")),
        "entry": _entry(log, user),
        "log": log,
        "reminders": list(dispatch.reminders.select_related("by__person")),
        "clock_reminders": list(ClockReminder.objects.filter(dispatch=dispatch)),
        "is_in_force": dispatch.document.state in (State.ISSUED, State.RECEIVED),
    }
    return render(request, "documents/received_detail.html", context, status=status)


def _entry(log: list[LogEntry], user: User) -> Document | None:
    """The paper's entry in the unit's own register, made when it was acknowledged."""
    keys = [entry.data["entry"] for entry in log if "entry" in entry.data]
    return Document.objects.visible_to(user).filter(pk=keys[-1]).first() if keys else None
