"""Việc của tôi."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.queries.inspection_tasks import InspectionTasks, tasks_for
from organizations.models import Notice
from organizations.views.access import signed_in
from reports.queries import (
    counts_for,
    duties_for,
    exemplar_groups,
    inbox_documents,
    replaced_above,
    report_tasks,
    sent_by,
)

# What a duty says in its heading, in the order of the page.
HEADINGS = (
    ("acknowledge", "Chờ tiếp nhận"),
    ("forwarded", "Chuyển bạn xử lý"),
    ("answer", "Chờ ban hành văn bản thực hiện"),
)
NEWS = 6


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for the user, what is late, what the user waits for, what is new; of one unit when asked."""
    user = signed_in(request)
    units = {held.unit_id: held.unit for held in user.assignments()}
    asked = request.GET.get("don-vi", "")
    unit = units.get(int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    unit_id = unit.pk if unit else None
    counts = counts_for(user)
    steps, others = inbox_documents(user, unit_id)
    duties = duties_for(user, counts, unit_id)
    exemplars = exemplar_groups(user, unit_id) if counts.exemplars or counts.adoptions else []
    inspections = tasks_for(user, timezone.localdate(), unit_id) if counts.inspections else InspectionTasks()
    to_send, to_accept = report_tasks(user, unit_id) if counts.reports else ([], [])
    reports = len(to_send) + sum(task.count for task in to_accept)
    news = list(Notice.objects.visible_to(user).unread()[:NEWS]) if counts.unread else []
    only_late = request.GET.get("loc") == "tre"
    shown = [duty for duty in duties if duty.days_late] if only_late else duties
    groups = [(title, [duty for duty in shown if duty.what == what]) for what, title in HEADINGS]
    requests = counts.requests if unit is None else 0
    sent = [] if only_late else sent_by(user, unit_id)
    context = {
        "section": "inbox",
        "steps": [] if only_late else steps,
        "groups": [(title, found) for title, found in groups if found],
        "counts": counts,
        "count": sum(len(step.tasks) for step in steps)
        + len(duties)
        + sum(len(group.things) for group in exemplars)
        + len(inspections)
        + requests
        + reports,
        "exemplars": [] if only_late else exemplars,
        "late": sum(duty.days_late > 0 for duty in duties)
        + inspections.late
        + sum(task.days_late > 0 for task in to_send),
        "inspections": inspections.only_late() if only_late else inspections,
        "to_send": [task for task in to_send if task.days_late] if only_late else to_send,
        "to_accept": [] if only_late else to_accept,
        "only_late": only_late,
        "replaced_above": [] if only_late else replaced_above(user, unit_id),
        "others": [] if only_late else others,
        "sent": sent,
        "mine": len(others) + len(sent),
        "news": [] if only_late else news,
        "units": list(units.values()),
        "unit": unit,
        "has_role": bool(units),
    }
    return render(request, "reports/inbox.html", context)
