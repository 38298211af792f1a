"""What the checker finds in a draft: in its own text, against the register, and against the paper above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from documents.models import DismissedFinding, Document, SettledConflict
from documents.models.cited import Code
from documents.queries.bases import numbered_in_register, warnings_about
from documents.queries.cited import settled_about
from documents.queries.readings import contradicts
from documents.text.check_register import Record, check_parent, differs_from_register, missing_from_register
from documents.text.draft_text import FIELDS, MOST, Draft, Located, check_draft, draft_of
from documents.text.findings import fingerprint
from documents.text.reading import Citation, Completeness, Finding
from documents.text.tree import Header
from legal import papers
from legal.texts import text_cited
from organizations.models import Unit, User


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of one draft in reading order: open ones, and those that somebody dismissed; see ``Checked``."""

    open: tuple[Located, ...]
    dismissed: tuple[tuple[Located, DismissedFinding], ...]
    completeness: tuple[Completeness, ...]
    left_out: int = 0

    def of(self, *severities: str) -> tuple[Located, ...]:
        """The open ones of the severities."""
        return tuple(row for row in self.open if row.finding.severity in severities)


def draft_from(document: Document, texts: Mapping[str, str] | None = None) -> Draft:
    """The draft that the row holds, or with ``texts`` that of a form; it counts as written today."""
    today = timezone.localdate()
    layout = papers.layout(document.kind, today)
    held = {field: getattr(document, field) for field in FIELDS}
    header = Header(
        kind=document.kind_name,
        number=document.number,
        symbol=document.symbol,
        place=document.place,
        # As it is printed: a plan begun in December for the next year says so in its trích yếu.
        year=(document.date or timezone.localdate(document.created_at or timezone.now())).year,
        parent_authority=document.parent_printed,
        issuer=document.issuer_printed,
    )
    return draft_of(
        held if texts is None else texts,
        header=header,
        kind=document.kind,
        layout=layout.code if layout else "",
        written=document.date or today,
        one_head=document.issuer is not None and document.issuer.kind != Unit.Kind.COMMITTEE,
    )


def errors_in(document: Document) -> tuple[Finding, ...]:
    """The errors in the row's text; asks the database nothing: what the register tells is never an error."""
    return tuple(row.finding for row in check_draft(draft_from(document)).found if row.finding.severity == "loi")


def findings_of(document: Document, user: User, texts: Mapping[str, str] | None = None) -> Found:
    """Everything that is found in the draft, or in the ``texts`` of its form, as far as the user sees the register.

    The same few queries for any number of citations.
    """
    draft = draft_from(document, texts)
    checked = check_draft(draft)
    told = {fingerprint(row.finding): row for row in checked.found}
    of_register = list(_of_register(document, draft, checked.citations, user))
    # Each has fields of its own in the editor's form, of which a request takes a thousand.
    for finding in of_register[:MOST]:
        row = draft.locate(finding)
        told.setdefault(fingerprint(row.finding), row)
    gone = {row.fingerprint: row for row in document.dismissed_findings.select_related("by__person")}
    in_order = sorted(told.items(), key=lambda item: item[1].finding.line)
    return Found(
        tuple(row for key, row in in_order if key not in gone or row.finding.severity == "loi"),
        tuple((row, gone[key]) for key, row in in_order if key in gone and row.finding.severity != "loi"),
        checked.completeness,
        checked.left_out + len(of_register[MOST:]),
    )


def _of_register(document: Document, draft: Draft, cited: Sequence[Citation], user: User) -> Iterator[Finding]:
    # campaigns adds ``plan`` to a paper in the chain; this package knows only that it names the paper above.
    place = getattr(document, "plan", None)
    above_id = place.paper_above_id if place else None
    held = numbered_in_register(cited, user, above_id)
    records, settled = [_record(paper) for paper in held], settled_about(cited, user)
    for warned in warnings_about(cited, user, held):
        instead = f" Văn bản thay thế: {warned.replaced_by}." if warned.replaced_by else ""
        message = f"{warned.document} {warned.why}.{instead} Hãy xem lại căn cứ."
        yield Finding("citation-ended", "canh_bao", message, warned.quote, warned.line)
    yield from _against_settled(settled)
    answered = {id(citation) for citation, one in settled if one.code == Code.DATE}
    yield from differs_from_register([one for one in cited if id(one) not in answered], records)
    # Well-known texts of the centre stand in ``legal/data/texts.toml``: nobody registers each of them.
    yield from missing_from_register([one for one in cited if text_cited(one.number, one.symbol) is None], records)
    above = next((paper for paper in held if paper.pk == above_id), None)
    missing = place is not None and place.misses_paper_above(user)
    yield from check_parent(draft.header, cited, _record(above) if above else None, expected=missing)


def _against_settled(settled: Sequence[tuple[Citation, SettledConflict]]) -> Iterator[Finding]:
    """Mentions that say something else than what was settled for all plans."""
    for citation, one in settled:
        if contradicts(citation, one):
            what, right = _SETTLED[Code(one.code)], f"{one.day:%d/%m/%Y}" if one.day else one.text
            named = f"{citation.kind or 'Văn bản'} số {citation.number}, ký hiệu {citation.symbol}"
            message = f"{named}: đã thống nhất {what} là “{right}”. Hãy sửa lại."
            yield Finding(one.code, "canh_bao", message, citation.quote, citation.line)


_SETTLED = {
    Code.DATE: "ngày",
    Code.TITLE: "trích yếu",
    Code.SCOPE: "trích yếu",
    Code.ISSUER: "cơ quan ban hành",
    Code.SYMBOL: "ký hiệu",
}


def _record(paper: Document) -> Record:
    return Record(
        paper.number, paper.symbol, paper.issuer_printed, paper.date, kind=paper.kind_name, title=paper.summary
    )
