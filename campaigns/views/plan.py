"""The chain of a year, and the page of one plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions.campaign import LAUNCHERS
from campaigns.models import Plan
from campaigns.queries import IN_FORCE, Node, chain_of_year, children_of, days_open, years_with_plans
from campaigns.views.access import visible_plan
from campaigns.views.answer import answering_units
from campaigns.views.carry_over import can_carry_over
from campaigns.views.changes import has_changed
from documents.models.document import State
from documents.queries import units_where
from documents.views.document import cited_words, document_context
from documents.views.edit import edit_draft
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.views.access import signed_in


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Kế hoạch: the chain of one year as a tree (default: the latest year that has a plan)."""
    user = signed_in(request)
    years = years_with_plans(user)
    year = _asked_year(request, years)
    roots = chain_of_year(user, year, timezone.localdate()) if year else []
    nodes = list(_walk(roots))
    context = {
        "section": "plans",
        "years": years,
        "year": year,
        "roots": roots,
        "count": len(nodes),
        "totals": _totals(nodes),
        "can_draft": bool(units_where(user, DRAFTERS)),
    }
    return render(request, "campaigns/plan_list.html", context)


@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: its paper, what stands above and below it, files, steps, log."""
    user = signed_in(request)
    plan = visible_plan(request, pk)
    words = cited_words(request, plan.document)
    context = document_context(plan.document, user, words=words) | _place(plan, user)
    return render(request, "campaigns/plan_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa kế hoạch: the editing page of the plan's paper."""
    return edit_draft(request, visible_plan(request, pk).document, section="plans")


def _place(plan: Plan, user: User) -> dict[str, object]:
    document = plan.document
    above = plan.parent
    parent = above if above and Plan.objects.visible_to(user).filter(pk=above.pk).exists() else None
    today = timezone.localdate()
    children = [Node(child, days_open(child, plan, today)) for child in children_of(plan, user)]
    return {
        "section": "plans",
        "plan": plan,
        "parent": parent,
        "above_changed": parent is not None and has_changed(parent),
        "children": children,
        "child_totals": _totals(children),
        "launches": document.launches.all() if document.is_published else [],
        "days_open": days_open(plan, above, today),
        "edit_address": reverse("plan_edit", args=[plan.pk]),
        "can_draft_child": document.state in IN_FORCE and bool(units_where(user, DRAFTERS)),
        "can_answer": any(unit.pk != document.issuer_id for unit in answering_units(plan, user)),
        "can_replace": document.state == State.ISSUED and user.holds(DRAFTERS, document.owner_id),
        "can_carry_over": can_carry_over(plan, user),
        "can_launch": document.state in IN_FORCE and user.holds(LAUNCHERS, document.owner_id),
    }


def _asked_year(request: HttpRequest, years: list[int]) -> int | None:
    asked = request.GET.get("nam", "")
    if asked.isdecimal() and int(asked) in years:
        return int(asked)
    return years[0] if years else None


def _totals(nodes: list[Node]) -> list[tuple[str, int]]:
    """How many papers are in each state, in the order of their life."""
    states = Counter(node.plan.document.state for node in nodes)
    return [(str(state.label), states[state]) for state in State if state in states]


def _walk(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)
