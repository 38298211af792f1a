"""From a ``Document`` row to the ``Paper`` that is printed."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from documents.models.document import State
from documents.rendering.paper import DEFAULT_LAYOUT, Paper
from documents.text.light import parse_body
from documents.text.tree import Signature
from legal import papers


def lines(text: str) -> tuple[str, ...]:
    """The non-empty lines of a field that holds one entry a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def verify_url(document: Document) -> str:
    """The public address that confirms the paper; it is printed as a QR code."""
    return settings.PUBLIC_URL + reverse("verify", args=[document.verify_code])


def layout_of_kind(kind: str) -> str:
    """The layout in which papers of that kind (code) are printed today; a kind without one like a plan."""
    layout = papers.layout(kind, timezone.localdate())
    return layout.code if layout else DEFAULT_LAYOUT


def paper_of(document: Document) -> Paper:
    """What is printed: of a paper issued here the snapshot taken then, of any other its present text.

    What is not yet issued is marked as draft; a received paper is none, it was issued elsewhere.
    """
    if document.snapshot:
        return Paper.from_json(document.snapshot)
    return build(document, draft=document.state != State.RECEIVED)


def build(document: Document, *, draft: bool) -> Paper:
    """The paper from the row's present text; a final one of our own (``draft`` false) carries the QR code."""
    day = document.date
    return Paper(
        kind=document.kind_name,
        authority=document.issuer_printed,
        parent_authority=document.parent_printed,
        number=document.number,
        symbol=document.symbol,
        place=document.place,
        day=day.day if day else None,
        month=day.month if day else None,
        year=(day or timezone.localdate(document.created_at)).year,
        summary=document.summary,
        bases=lines(document.bases),
        body=parse_body(document.body),
        recipients=lines(document.recipients),
        drafter_mark=document.drafter_mark,
        signature=Signature(
            on_behalf_of=document.sign_on_behalf_of,
            deputy_for=document.sign_deputy_for,
            title=document.sign_title,
            name=document.signer_name,
        ),
        layout=layout_of_kind(document.kind),
        addressees=lines(document.addressees),
        authority_line=document.authority_line,
        second_signature=Signature(title=document.second_sign_title, name=document.second_sign_name),
        urgency=document.get_urgency_display(),
        contact_line=document.contact_line,
        draft=draft,
        verify_url="" if draft or document.state == State.RECEIVED else verify_url(document),
    )
