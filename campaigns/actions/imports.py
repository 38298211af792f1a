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
from documents.text.reading import Finding, Repair
from organizations.models import Unit, User
from organizations.names import normalize, search_key
from workflow.engine import record
from workflow.models import LogEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What stands on a received paper above its title."""

    kind: str
    number: str
    symbol: str
    on: date
    place: str
    issuer_printed: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person confirmed while reviewing: words of a bad scan put right, findings fixed with one click."""

    repairs: tuple[Repair, ...] = ()
    fixes: tuple[Finding, ...] = ()


NOTHING = Corrections()
# So many are named in a line of the log; its data name all.
_NAMED = 20


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
    corrections: Corrections = NOTHING


def import_received(*, owner: Unit, printed: Printed, paper: Imported, by: User) -> Plan:
    """Registers a received paper with its file and gives it its place in the chain.

    Raises:
        Refused: see ``import_for_reference`` and ``place_in_chain``; nothing was made.
    """
    with transaction.atomic():
        document = import_for_reference(
            owner=owner,
            printed=printed,
            content=paper.content,
            source=paper.source,
            by=by,
            corrections=paper.corrections,
        )
        return place_in_chain(document=document, year=paper.year, parent=paper.parent, campaign=paper.campaign, by=by)


def import_for_reference(
    *,
    owner: Unit,
    printed: Printed,
    content: Content,
    source: StoredFile,
    by: User,
    corrections: Corrections = NOTHING,
) -> Document:
    """Registers a received paper with its file, outside the chain: a law, a nghị định, a letter.

    The issuing unit is linked where a unit of that official name is known to the user.

    Raises:
        Refused: see ``register_received``; nothing was made.
    """
    with transaction.atomic():
        document = register_received(
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
        _record_corrections(document, corrections, by)
        return document


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
        _record_corrections(plan.document, paper.corrections, by)
        return plan


def _record_corrections(document: Document, corrections: Corrections, by: User) -> None:
    """Writes what was corrected into the paper's log, once however often the review is sent."""
    told = {
        "repair": (
            f"Sửa {len(corrections.repairs)} chỗ chữ quét hỏng",
            [{"from": one.word, "to": one.proposal, "line": one.line} for one in corrections.repairs],
        ),
        "fix": (
            f"Sửa {len(corrections.fixes)} chỗ theo nhận xét",
            [{"from": one.quote, "to": one.fix or "", "line": one.line} for one in corrections.fixes],
        ),
    }
    for action, (label, changes) in told.items():
        if changes and not LogEntry.objects.about(document).filter(action=action).exists():
            named = [f"“{one['from']}” thành “{one['to']}” (dòng {one['line']})" for one in changes[:_NAMED]]
            rest = f"; và {len(changes) - _NAMED} chỗ khác" if len(changes) > _NAMED else ""
            record(
                thing=document, action=action, label=label, by=by,
                reason=f"{'; '.join(named)}{rest}.", data={"changes": changes},
            )  # fmt: skip


def _unit_named(name: str, by: User) -> Unit | None:
    """The visible unit of that official name, letter case aside: SQLite's own comparison folds plain letters only."""
    name = normalize(name)
    alike = Unit.objects.visible_to(by).filter(search_name__startswith=search_key(name)).order_by("pk")
    return next((unit for unit in alike if unit.official_name.casefold() == name.casefold()), None)
