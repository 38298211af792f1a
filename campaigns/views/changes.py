"""Điều gì thay đổi với tôi: what a replaced, recalled or corrected paper above means for a plan."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaigns.models import Plan
from campaigns.views.access import visible_plan
from documents.models import Document
from documents.models.document import State
from documents.text.amended import what_changes
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.views.access import signed_in
from workflow.models import LogEntry

# A paper may be replaced by one that is replaced in turn.
_MOST_STEPS = 5


@require_safe
def plan_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Items that lost their basis, changed ones, new ones without an answer; and what was corrected.

    Raises:
        Http404: the user does not see the plan or the paper above it, or nothing stands above it.
    """
    user = signed_in(request)
    plan = visible_plan(request, pk)
    above = Plan.objects.visible_to(user).filter(pk=plan.parent_id or 0).select_related("document").first()
    if above is None:
        raise Http404
    newer = successor(above.document, user)
    context: dict[str, Any] = {
        "section": "plans",
        "plan": plan,
        "above": above,
        "newer": newer,
        "corrections": list(corrections_of(above.document).order_by("-pk")),
        "is_recalled": above.document.state == State.RECALLED,
        "is_replaced": above.document.state == State.REPLACED,
    }
    if newer is not None:
        place = Plan.objects.filter(document=newer).first()
        context |= {
            "found": what_changes(above.document.body, newer.body, plan.document.body),
            "newer_address": newer.get_absolute_url(),
            "replace_address": _replacing(plan, place, user),
        }
    return render(request, "campaigns/plan_changes.html", context)


def successor(document: Document, user: User) -> Document | None:
    """The paper in force that stands in the place of a replaced one, if the user sees it."""
    current, seen = document, Document.objects.visible_to(user)
    for _ in range(_MOST_STEPS):
        if current.state != State.REPLACED:
            break
        following = seen.filter(replaces=current, state__in=[State.ISSUED, State.REPLACED]).order_by("-pk").first()
        if following is None:
            return None
        current = following
    return current if current.pk != document.pk and current.state == State.ISSUED else None


def corrections_of(document: Document) -> Any:
    """What was corrected (đính chính) in an issued paper, as its log tells it."""
    return LogEntry.objects.about(document).filter(action="correct")


def has_changed(above: Plan) -> bool:
    """Whether the paper above is no longer what it was when it was issued."""
    is_gone = above.document.state in (State.REPLACED, State.RECALLED)
    return is_gone or (above.document.state == State.ISSUED and corrections_of(above.document).exists())


def _replacing(plan: Plan, place: Plan | None, user: User) -> str:
    """Where a plan is begun that replaces this one and carries out the new paper; "" for who may not."""
    document = plan.document
    if document.state != State.ISSUED or place is None or not user.holds(DRAFTERS, document.owner_id):
        return ""
    return (
        f"{reverse('plan_create')}?thay-the={plan.pk}&don-vi={document.owner_id}&cap-tren={place.pk}&nam={place.year}"
    )
