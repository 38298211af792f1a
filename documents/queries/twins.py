"""The clean paper of which a bad scan is a copy: one of the register that the user sees, in three queries at most."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Substr

from documents.models import Document
from documents.models.document import PUBLISHED, DocumentQuerySet
from documents.text.quality import share_of_vietnamese
from documents.text.reading import Reading
from documents.text.repairs import BROKEN
from documents.text.twins import Clean, Twin, Words, find_twin, shared
from organizations.models import User

# By its words a scan is compared with the beginning of so many papers, the latest first, and with a few as a whole.
MOST = 300
_WHOLE = 5
_HEAD = 2_000
_SAME_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Paired:
    """The clean paper of the register, and why it is taken for the scan's."""

    document: Document
    twin: Twin

    @property
    def percent(self) -> int:
        """How many in a hundred of the words agree."""
        return round(100 * self.twin.alike)


def twin_of(reading: Reading, source: str, kind: str, user: User) -> Paired | None:
    """The clean paper that was read as ``reading`` from the text ``source``, if the user sees one in the register.

    Args:
        kind: the code of the kind, "" when it could not be read. Only a text that was read badly is compared by words.
    """
    seen = Document.objects.visible_to(user).filter(state__in=PUBLISHED)
    found = _by_number(reading, seen)
    if reading.ocr < BROKEN and not found:
        found = _by_words(reading, source, kind, seen)
    own = {unit_id for _, unit_id in user.roles_held()}
    clean = sorted((paper for paper in found if _is_clean(paper, reading)), key=lambda paper: paper.owner_id not in own)
    twin = find_twin(reading.header, source, [_record(paper) for paper in clean])
    return next((Paired(paper, twin) for paper in clean if twin and paper.pk == twin.key), None)


def text_of_paper(paper: Document) -> str:
    """All that a paper says, for a comparison."""
    parts = (paper.issuer_printed, paper.number_and_symbol, paper.summary, paper.bases, paper.body, paper.recipients)
    return "\n".join(part for part in parts if part)


def _by_number(reading: Reading, seen: DocumentQuerySet) -> list[Document]:
    header = reading.header
    if not (header.number and header.symbol and header.year):
        return []
    bare = header.number.lstrip("0")
    numbers = [bare.zfill(width) for width in range(len(bare), 5)] or [bare]
    same = seen.filter(number__in=numbers, date__year=header.year)
    return list(_whole(same)[:_SAME_NUMBER])


def _by_words(reading: Reading, source: str, kind: str, seen: DocumentQuerySet) -> list[Document]:
    header = reading.header
    alike = seen.filter(Q(kind=kind) if kind else Q(), Q(date__year=header.year) if header.year else Q())
    scan = Words.of(source)
    heads = alike.order_by("-date", "-pk").annotate(head=Substr("body", 1, _HEAD)).values_list("pk", "summary", "head")
    ranked = sorted(
        ((shared(Words.of(f"{summary} {head}").pairs, scan.pairs), pk) for pk, summary, head in heads[:MOST]),
        reverse=True,
    )
    nearest = [pk for _, pk in ranked[:_WHOLE]]
    return list(_whole(seen.filter(pk__in=nearest))) if nearest else []


def _whole(papers: DocumentQuerySet) -> DocumentQuerySet:
    return papers.select_related("owner").defer("snapshot", "search_text").order_by("-date", "-pk")


def _is_clean(paper: Document, reading: Reading) -> bool:
    """Whether the register's text was read well: a second bad scan is no twin to go by."""
    if reading.ocr >= BROKEN:
        return True
    return share_of_vietnamese(paper.body) >= BROKEN


def _record(paper: Document) -> Clean:
    return Clean(
        paper.pk, paper.number, paper.symbol, paper.date, paper.issuer_printed, text_of_paper(paper)
    )  # fmt: skip
