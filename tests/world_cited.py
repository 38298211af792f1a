"""What a unit's papers cite: one paper cited with two days, still open, and one that was settled."""

from __future__ import annotations

from datetime import date

from documents.models import CitedPaper, Document, Mention, SettledConflict
from documents.models.cited import Code
from organizations.models import User
from organizations.names import search_key


def add_cited_things(document: Document, clerk: User, marker: str) -> None:
    """Two cited papers of the unit's own, with mentions in its issued paper, and a settlement by its clerk."""
    for number in ("900", "901"):
        paper = CitedPaper.objects.create(
            key=f"{document.owner_id}|{number}", authority=f"@{document.owner_id}", number=number, symbol="kh-ubnd",
            year=2023, kind="Kế hoạch", printed=f"{number}/KH-UBND", sort_key=f"kh-ubnd{number}", contradicted=True,
        )  # fmt: skip
        for day in (1, 2):
            Mention.objects.create(
                cited=paper, document=document, field="body", line=day, kind="Kế hoạch", number=number,
                symbol="KH-UBND", date=date(2023, 5, day), issuer=f"UBND {marker}",
                issuer_resolved=f"Ủy ban nhân dân {marker or 'thành phố'} {document.owner_id}", title=f"việc {marker}",
                quote=f"Kế hoạch số {number}/KH-UBND {marker}", search_text=search_key(f"{number} {marker}"),
            )  # fmt: skip
    SettledConflict.objects.create(
        unit=document.owner, cited=paper, code=Code.DATE, day=date(2023, 5, 1), reason=f"Bản chính {marker}", by=clerk
    )
