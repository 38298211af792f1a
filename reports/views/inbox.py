"""Việc của tôi."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.views.access import signed_in
from reports.queries import tasks_for, waiting_on_others


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for the user, and what the user waits for."""
    user = signed_in(request)
    steps = tasks_for(user)
    context = {
        "section": "inbox",
        "steps": steps,
        "count": sum(len(step.tasks) for step in steps),
        "others": waiting_on_others(user),
        "has_role": bool(user.assignments()),
    }
    return render(request, "reports/inbox.html", context)
