"""What every view of the chain starts with."""

from __future__ import annotations

from django.db.models import Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from campaigns.models import Plan
from organizations.views.access import signed_in


def visible_plan(request: HttpRequest, pk: int, **asked: Subquery) -> Plan:
    """The plan if the user may see its paper; another one's answers 404 as an absent one does.

    Args:
        asked: what the page wants to know beside it, in the same query.
    """
    plans = Plan.objects.visible_to(signed_in(request)).select_related(
        "campaign",
        "parent__document",
        "document__owner",
        "document__issuer",
        "document__source_file",
        "document__replaces",
        "document__signed_by__person",
    )
    return get_object_or_404(plans.annotate(**asked), pk=pk)
