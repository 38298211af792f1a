"""Entering a paper that exists already: received from elsewhere, or an own plan written in Word."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import Campaign, Plan
from documents.actions.document import Content, register_received
from documents.actions.upload import attach_source
from documents.models import StoredFile
from organizations.models import Unit, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What stands on a received paper above its title."""

    kind: str
    number: str
    symbol: str
    on: date
    place: str
    issuer_printed: str


def import_received(
    *,
    owner: Unit,
    printed: Printed,
    content: Content,
    source: StoredFile,
    year: int,
    parent: Plan | None,
    campaign: Campaign | None,
    by: User,
    creation_key: uuid.UUID,
) -> Plan:
    """Registers a received paper with its file and gives it its place in the chain.

    The issuing unit is linked where a unit of that official name is known to the user.

    Raises:
        Refused: see ``register_received`` and ``place_in_chain``; nothing was made.
    """
    issuer = Unit.objects.visible_to(by).filter(official_name__iexact=printed.issuer_printed).order_by("pk").first()
    with transaction.atomic():
        document = register_received(
            owner=owner,
            kind=printed.kind,
            number=printed.number,
            symbol=printed.symbol,
            on=printed.on,
            place=printed.place,
            issuer_printed=printed.issuer_printed,
            issuer=issuer,
            content=content,
            source_file=source,
            by=by,
            creation_key=creation_key,
        )
        return place_in_chain(document=document, year=year, parent=parent, campaign=campaign, by=by)


def import_plan(
    *,
    issuer: Unit,
    content: Content,
    source: StoredFile,
    year: int,
    parent: Plan | None,
    campaign: Campaign | None,
    by: User,
    creation_key: uuid.UUID,
) -> Plan:
    """An own draft plan with the text of a file, which stays with it.

    Raises:
        Refused: see ``draft_plan``; nothing was made.
    """
    with transaction.atomic():
        plan = draft_plan(
            issuer=issuer,
            year=year,
            content=content,
            by=by,
            creation_key=creation_key,
            parent=parent,
            campaign=campaign,
        )
        if plan.document.source_file_id is None:
            attach_source(document=plan.document, file=source, by=by)
        return plan
