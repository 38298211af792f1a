"""From a paper that was read (a file) to the paper that is printed."""

from __future__ import annotations

from documents.rendering.layouts import LAYOUTS
from documents.rendering.paper import DEFAULT_LAYOUT, Paper
from documents.text.issuers import full_name, letterhead
from documents.text.kinds import is_party
from documents.text.reading import Reading
from documents.text.tree import Header
from legal import papers


def paper_from(reading: Reading, *, draft: bool = False, verify_url: str = "") -> Paper:
    """The paper that prints what was read, whole and in order; what was not found stays blank.

    ``draft`` marks it DỰ THẢO, ``verify_url`` prints a QR code to that address.
    """
    header = reading.header
    parent, authority = letterhead(header.issuer)
    if header.parent_authority and full_name(header.parent_authority) != full_name(parent):
        parent, authority = header.parent_authority, full_name(header.issuer)
    return Paper(
        kind=header.kind,
        authority=authority,
        parent_authority=parent,
        number=header.number,
        symbol=header.symbol,
        place=header.place,
        day=header.day,
        month=header.month,
        year=header.year,
        summary=header.summary,
        bases=reading.bases,
        body=reading.body,
        recipients=reading.recipients,
        drafter_mark=reading.drafter_mark,
        signature=reading.signature,
        layout=_layout(header),
        addressees=reading.addressees,
        authority_line=reading.authority_line,
        second_signature=reading.second_signature,
        urgency=reading.urgency,
        contact_line=reading.contact_line,
        draft=draft,
        verify_url=verify_url,
    )


def _layout(header: Header) -> str:
    """The layout of the kind that was read; a paper of the Party, which has rules of its own, like a plan."""
    kind = next((row for row in papers.kinds() if row.name == header.kind), None)
    if kind is None or is_party(header.symbol) or kind.layout not in LAYOUTS:
        return DEFAULT_LAYOUT
    return kind.layout
