"""Việc của tôi."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.models import Notice
from organizations.views.access import signed_in
from reports.queries import counts_for, duties_for, inbox_documents, sent_by

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
    counts = counts_for(user)
    waits = counts.to_acknowledge or counts.to_answer or counts.forwarded
    duties = duties_for(user, unit_id) if waits else []
    only_late = request.GET.get("loc") == "tre"
    shown = [duty for duty in duties if duty.days_late] if only_late else duties
    groups = [(title, [duty for duty in shown if duty.what == what]) for what, title in HEADINGS]
    sent = [] if only_late else sent_by(user, unit_id)
    context = {
        "section": "inbox",
        "steps": [] if only_late else steps,
        "groups": [(title, found) for title, found in groups if found],
        "counts": counts,
        "count": sum(len(step.tasks) for step in steps) + len(duties) + (counts.requests if unit is None else 0),
        "late": sum(duty.days_late > 0 for duty in duties),
        "only_late": only_late,
        "others": [] if only_late else others,
        "sent": sent,
        "mine": len(others) + len(sent),
        "news": [] if only_late else list(Notice.objects.visible_to(user).unread()[:NEWS]),
        "units": list(units.values()),
        "unit": unit,
        "has_role": bool(units),
    }
    return render(request, "reports/inbox.html", context)
