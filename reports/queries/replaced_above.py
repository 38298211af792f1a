"""Plans of the user's units whose paper above was replaced a short while ago."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from campaigns.models import Plan
from documents.models import Document
from documents.models.document import State
from documents.queries import units_where
from documents.workflow import DRAFTERS
from organizations.models import User

# For so long after the new paper's day the inbox speaks of it, unless the plan is replaced before.
DAYS = 90
_SHOWN = 20
_LIVING = (State.DRAFT, State.SUBMITTED, State.SIGNED, State.ISSUED)


def replaced_above(user: User, unit_id: int | None = None) -> list[Plan]:
    """Living plans that the user may draft for and that no newer plan is to replace, latest first; in one query."""
    units = [unit for unit in units_where(user, DRAFTERS) if unit_id in (None, unit)]
    if not units:
        return []
    since = timezone.localdate() - timedelta(days=DAYS)
    newer = Document.objects.filter(
        replaces=OuterRef("parent__document"), state__in=[State.ISSUED, State.REPLACED], date__gte=since
    )
    own = Document.objects.filter(replaces=OuterRef("document")).exclude(state=State.DISCARDED)
    plans = Plan.objects.filter(
        Exists(newer),
        ~Exists(own),
        document__owner__in=units,
        document__state__in=_LIVING,
        parent__document__state=State.REPLACED,
    )
    shown = ("kind", "number", "symbol", "summary")
    return list(
        plans.select_related("document", "parent__document")
        .only(*(f"{path}__{name}" for path in ("document", "parent__document") for name in shown))
        .order_by("-pk")[:_SHOWN]
    )
