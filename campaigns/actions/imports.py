"""Entering a paper that exists already: received from elsewhere, or an own plan written in Word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import Campaign, Plan
from documents.actions.document import Content
from documents.actions.receive import register_received
from documents.actions.upload import attach_source
from documents.models import Document, StoredFile
from organizations.models import Unit, User
from organizations.names import normalize, search_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What stands on a received paper above its title."""

    kind: str
    number: str
    symbol: str
    on: date
    place: str
    issuer_printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A paper's text as reviewed, the file it was read from, and its place in the chain.

    The file's id is the creation key: one file saved twice makes one paper.
    """

    content: Content
    source: StoredFile
    year: int
    parent: Plan | None
    campaign: Campaign | None


def import_received(*, owner: Unit, printed: Printed, paper: Imported, by: User) -> Plan:
    """Registers a received paper with its file and gives it its place in the chain.

    Raises:
        Refused: see ``import_for_reference`` and ``place_in_chain``; nothing was made.
    """
    with transaction.atomic():
        document = import_for_reference(owner=owner, printed=printed, content=paper.content, source=paper.source, by=by)
        return place_in_chain(document=document, year=paper.year, parent=paper.parent, campaign=paper.campaign, by=by)


def import_for_reference(*, owner: Unit, printed: Printed, content: Content, source: StoredFile, by: User) -> Document:
    """Registers a received paper with its file, outside the chain: a law, a nghị định, a letter.

    The issuing unit is linked where a unit of that official name is known to the user.

    Raises:
        Refused: see ``register_received``; nothing was made.
    """
    return register_received(
        owner=owner,
        kind=printed.kind,
        number=printed.number,
        symbol=printed.symbol,
        on=printed.on,
        place=printed.place,
        issuer_printed=printed.issuer_printed,
        issuer=_unit_named(printed.issuer_printed, by),
        content=content,
        source_file=source,
        by=by,
        creation_key=source.pk,
    )


def import_plan(*, issuer: Unit, paper: Imported, by: User) -> Plan:
    """An own draft plan with the text of a file, which stays with it.

    Raises:
        Refused: see ``draft_plan``; nothing was made.
    """
    with transaction.atomic():
        plan = draft_plan(
            issuer=issuer,
            year=paper.year,
            content=paper.content,
            by=by,
            creation_key=paper.source.pk,
            parent=paper.parent,
            campaign=paper.campaign,
        )
        if plan.document.source_file_id is None:
            attach_source(document=plan.document, file=paper.source, by=by)
        return plan


def _unit_named(name: str, by: User) -> Unit | None:
    """The visible unit of that official name, letter case aside: SQLite's own comparison folds plain letters only."""
    name = normalize(name)
    alike = Unit.objects.visible_to(by).filter(search_name__startswith=search_key(name)).order_by("pk")
    return next((unit for unit in alike if unit.official_name.casefold() == name.casefold()), None)
