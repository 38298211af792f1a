"""Hồ sơ thi đua, khen thưởng of a person, a unit, a household: year by year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from awards.guards import may_add_for, may_read_in_confidence
from awards.queries.history import history_of
from awards.views.access import HOUSEHOLD, KINDS, PERSON, UNIT, visible_subject
from organizations.views.access import signed_in


@require_safe
def person_records(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's records, in whatever unit they were earned."""
    return _page(request, PERSON, pk)


@require_safe
def unit_records(request: HttpRequest, pk: int) -> HttpResponse:
    """A collective's own records."""
    return _page(request, UNIT, pk)


@require_safe
def household_records(request: HttpRequest, pk: int) -> HttpResponse:
    """A household's records."""
    return _page(request, HOUSEHOLD, pk)


def _page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    user = signed_in(request)
    subject: Any = visible_subject(user, kind, pk)
    can_add = may_add_for(user, subject)
    context = {
        "section": "awards",
        "subject": subject,
        "kind": kind,
        "history": history_of(subject, user),
        "can_add": can_add,
        "additions": [(code, each.name) for code, each in KINDS.items() if kind in each.subjects] if can_add else [],
        "add_name": f"{kind}_record_add",
        "eligibility_name": f"{kind}_eligibility" if may_read_in_confidence(user, subject) else "",
    }
    return render(request, "awards/subject_records.html", context)
