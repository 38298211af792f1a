"""Numbers kept for papers to come."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from documents.models import Document, ReservedNumber, SeriesPolicy
from documents.models.document import State
from documents.models.number_series import SINGLE_SERIES
from organizations.models import Unit, User


def reserved_for(user: User) -> QuerySet[ReservedNumber]:
    """Kept, used and cancelled numbers of the user's units and of units below them, latest first."""
    if not user.is_active:
        return ReservedNumber.objects.none()
    condition = Q(pk__in=[])
    for path in user.unit_paths():
        condition |= Q(issuer__path__startswith=path)
    return ReservedNumber.objects.filter(condition).select_related("issuer", "document", "reserved_by__person")


def open_numbers(issuer: Unit, kind: str) -> QuerySet[ReservedNumber]:
    """Numbers that a paper of that kind of the issuer could be issued under, lowest first."""
    single = SeriesPolicy.objects.filter(issuer=issuer, scheme=SeriesPolicy.Scheme.SINGLE).exists()
    found = ReservedNumber.objects.filter(issuer=issuer, series=SINGLE_SERIES if single else kind)
    return found.filter(document=None, cancelled_at=None).select_related("issuer").order_by("year", "number")


def has_open_number(document: Document) -> bool:
    """Whether a signed paper has a kept number to choose."""
    if document.state != State.SIGNED or document.issuer is None or document.issuer_id != document.owner_id:
        return False
    return open_numbers(document.issuer, document.kind).exists()
