"""A paper that others cite and that is to be entered: what they say of it, carried along to the review of its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst

from documents.models import CitedPaper, Mention
from documents.queries.cited import rows_of
from legal import papers
from organizations.models import User

#: In the address: which cited paper is to be entered.
PARAMETER = "cho"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cited paper, and by field of the review what is known of it; what is not known is left out."""

    paper: CitedPaper
    known: dict[str, Any]

    @property
    def query(self) -> str:
        """As it stands in the address."""
        return f"{PARAMETER}={self.paper.pk}"

    @property
    def said(self) -> str:
        """ "Kế hoạch 67/KH-UBND, 30/03/2021, UBND thành phố: trồng cây"."""
        day = self.known.get("on")
        head = [str(self.paper), f"{day:%d/%m/%Y}" if day else "", self.known.get("issuer_printed", "")]
        title = self.known.get("summary", "")
        return ", ".join(filter(None, head)) + (f": {title}" if title else "")

    def filled(self, read: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """What was read, with what is known in the fields that could not be read; and the names of these fields."""
        added = {name: value for name, value in self.known.items() if not read.get(name)}
        return read | added, list(added)

    def is_other(self, read: dict[str, Any]) -> bool:
        """Whether the file that was read bears another number, symbol or day."""
        own = [(read.get(name), self.known.get(name)) for name in ("number", "symbol", "on")]
        return any(one and other and _bare(one) != _bare(other) for one, other in own)


def wanted(request: HttpRequest, user: User) -> Wanted | None:
    """What the address names, if the user sees a paper that cites it."""
    key = request.GET.get(PARAMETER, "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    said = Mention.objects.visible_to(user).filter(cited=int(key))
    paper = CitedPaper.objects.filter(pk__in=said.values("cited")).first()
    if paper is None:
        return None
    [row] = rows_of(user, [paper.pk], timezone.localdate())
    number, symbol = _as_printed(paper)
    kind = papers.kind_named(paper.kind, timezone.localdate()) if paper.kind else None
    known = {
        "kind": kind.code if kind else "", "number": number, "symbol": symbol, "on": row.day,
        "issuer_printed": row.issuer, "summary": capfirst(row.title),
    }  # fmt: skip
    return Wanted(paper, {name: value for name, value in known.items() if value})


def _as_printed(paper: CitedPaper) -> tuple[str, str]:
    """Number and symbol; a law that is cited by its name has neither."""
    number = paper.printed[: len(paper.printed) - len(paper.printed.lstrip("0123456789"))]
    return number, paper.printed[len(number) + 1 :] if number else ""


def _bare(value: str | date) -> str:
    return str(value).strip().lstrip("0").casefold()
