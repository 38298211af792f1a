"""Entering a paper that came in: văn bản đến."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from documents import numbering
from documents.actions.cited import keep_citations
from documents.actions.document import Content, insert, made_by, write_content
from documents.actions.upload import hold_for_paper
from documents.models import Document, StoredFile
from documents.models.document import State
from documents.workflow import DRAFTERS
from legal import papers
from organizations.models import Unit, User
from organizations.names import normalize
from workflow.engine import Refused


def register_received(
    *,
    owner: Unit,
    kind: str,
    number: str,
    symbol: str,
    on: date,
    issuer_printed: str,
    content: Content,
    by: User,
    creation_key: uuid.UUID,
    issuer: Unit | None = None,
    place: str = "",
    source_file: StoredFile | None = None,
) -> Document:
    """Enters a received paper: number, symbol, day and issuer as printed on it.

    Args:
        owner: the unit that received it; ``issuer``: the issuing unit where it is known here; others as printed.

    Raises:
        Refused: ``by`` may not register there, or the same paper stands in the unit's register, or the file was
            cleaned up meanwhile.
    """
    if not by.holds(DRAFTERS, owner.pk):
        raise Refused(f"Bạn không có quyền vào sổ văn bản đến của {owner}.")
    document = Document(
        owner=owner,
        issuer=issuer,
        issuer_printed=normalize(issuer_printed),
        kind=kind,
        state=State.RECEIVED,
        number=number,
        symbol=symbol,
        date=on,
        place=place,
        source_file=source_file,
        created_by=by,
        creation_key=creation_key,
    )
    write_content(document, content)
    with transaction.atomic():
        if source_file:
            hold_for_paper(source_file)
        # One register is written by one hand at a time: two clerks may hold the same paper.
        Unit.objects.select_for_update().get(pk=owner.pk)
        _refuse_registered_twice(document)
        if earlier := made_by(creation_key, by):
            return earlier
        document.arrived_on = timezone.localdate()
        document.arrival_year = document.arrived_on.year
        document.arrival_number = numbering.take_arrival(owner=owner, on=document.arrived_on)
        registered = insert(document, by, "register", "Vào sổ văn bản đến")
        keep_citations(registered)
        return registered


def _refuse_registered_twice(document: Document) -> None:
    same = Document.objects.filter(
        owner_id=document.owner_id,
        state=State.RECEIVED,
        number=document.number,
        symbol=document.symbol,
        date__year=document.date.year,  # type: ignore[union-attr]
        issuer_printed=document.issuer_printed,
    ).exclude(creation_key=document.creation_key)
    if not document.number and papers.is_cited_by_name(document.kind):
        same = same.filter(kind=document.kind, summary=document.summary, date=document.date)
    elif not document.number:
        return  # letters and invitations without a number cannot be told apart by it
    if earlier := same.first():
        raise Refused(
            f"{earlier} của {earlier.issuer_printed} đã có trong sổ văn bản đến, ngày {earlier.date:%d/%m/%Y}. "
            "Hãy mở văn bản đó thay vì vào sổ lần nữa."
        )
