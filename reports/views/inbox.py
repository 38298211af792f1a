"""Việc của tôi."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.queries.inspection_tasks import MOST as MOST_INSPECTIONS
from campaigns.queries.inspection_tasks import InspectionTasks, tasks_for
from organizations.models import Notice, User
from organizations.views.access import signed_in
from reports.queries import (
    Counts,
    Duty,
    Group,
    Step,
    counts_for,
    duties_for,
    exemplar_groups,
    inbox_documents,
    keep_counts,
    replaced_above,
    report_tasks,
    requests_for,
    sent_by,
)
from reports.queries.sending import MOST

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
    steps, others = inbox_documents(user, unit_id)
    duties = duties_for(user, unit_id)
    exemplars = exemplar_groups(user, unit_id)
    inspections = tasks_for(user, timezone.localdate(), unit_id)
    to_send, to_accept = report_tasks(user, unit_id)
    reports = len(to_send) + sum(task.count for task in to_accept)
    news = list(Notice.objects.visible_to(user).unread().annotate(unread=Window(Count("pk")))[:NEWS])
    is_cut = _is_cut(steps, duties, inspections) or any(group.is_cut for group in exemplars) or reports >= MOST
    if unit is None and not is_cut:
        keep_counts(user, _counted(user, steps, duties, inspections, exemplars, news, reports))
    counts = counts_for(user)
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


def _is_cut(steps: list[Step], duties: list[Duty], inspections: InspectionTasks) -> bool:
    return len(duties) >= MOST or inspections.longest >= MOST_INSPECTIONS or any(step.is_cut for step in steps)


def _counted(
    user: User,
    steps: list[Step],
    duties: list[Duty],
    inspections: InspectionTasks,
    exemplars: list[Group],
    news: Sequence[Notice],
    reports: int,
) -> Counts:
    """The numbers of what the page has read anyway, so that they are not asked for again."""
    what = Counter(duty.what for duty in duties)
    return Counts(
        steps=len({task.document.pk for step in steps for task in step.tasks}),
        to_acknowledge=what["acknowledge"],
        to_answer=what["answer"],
        forwarded=what["forwarded"],
        reports=reports,
        requests=requests_for(user),
        inspections=len(inspections),
        unread=news[0].unread if news else 0,  # type: ignore[attr-defined]
        exemplars=sum(len(group.things) for group in exemplars),  # those of adoptions among them
    )
