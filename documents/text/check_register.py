"""Checks of one paper against what the register knows: cited papers that are missing or ended, and the paper above.

Plain records come in, findings go out: a screen makes the records from database rows, a test writes them down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.text import kinds
from documents.text.check_years import plan_year
from documents.text.folded import fold
from documents.text.places import issuer_key
from documents.text.reading import Citation, Finding
from documents.text.tree import Header


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as the register holds it: ``ended`` the last day it held (None: it holds), ``state`` in words."""

    number: str
    symbol: str
    issuer: str
    day: date | None
    kind: str = ""
    title: str = ""
    ended: date | None = None
    state: str = ""


def missing_from_register(citations: Iterable[Citation], records: Iterable[Record]) -> tuple[Finding, ...]:
    """Cited papers that the register does not hold, each told once, at its first mention."""
    known = _Register(records)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    found: list[Finding] = []
    for citation in citations:
        issuer = issuer_key(citation.issuer_resolved)
        issuers = told[citation.number.lstrip("0"), fold(citation.symbol)]
        # A short mention that names no issuer goes with the one told before.
        if not citation.symbol or issuer in issuers or (issuers and not issuer) or known.of(citation):
            continue
        issuers.add(issuer)
        message = f"{_name(citation)} chưa có trong sổ văn bản: hãy đăng ký hoặc đối chiếu số, ký hiệu."
        found.append(Finding("citation-unknown", "goi_y", message, citation.quote, citation.line))
    return tuple(found)


def ended_before(citations: Iterable[Citation], records: Iterable[Record], written: date | None) -> tuple[Finding, ...]:
    """Cited papers of the register that no longer held on the day the citing paper was written."""
    known = _Register(records)
    found: list[Finding] = []
    for citation in citations:
        for record in known.of(citation):
            if record.ended and written and record.ended < written:
                why = f" ({record.state})" if record.state else ""
                message = (
                    f"{_name(citation)} hết hiệu lực từ sau ngày {record.ended:%d/%m/%Y}{why}, trước ngày văn bản này: "
                    "hãy thay bằng văn bản đang có hiệu lực."
                )
                found.append(Finding("citation-ended", "canh_bao", message, citation.quote, citation.line))
                break
    return tuple(found)


def differs_from_register(citations: Iterable[Citation], records: Iterable[Record]) -> tuple[Finding, ...]:
    """Cited papers whose day is not the one in the register."""
    known = _Register(records)
    found: list[Finding] = []
    for citation in citations:
        held = known.of(citation)
        days = {record.day for record in held if record.day}
        if citation.date and days and citation.date not in days:
            right = min(days)
            message = f"{_name(citation)} trong sổ ghi ngày {right:%d/%m/%Y}: hãy sửa lại ngày."
            found.append(Finding("date-conflict", "canh_bao", message, citation.quote, citation.line))
    return tuple(found)


def check_parent(
    own: Header, citations: Sequence[Citation], parent: Record | None, *, expected: bool = True
) -> tuple[Finding, ...]:
    """Whether a plan cites the paper it carries out, and one of its own year.

    ``parent`` is the paper above in the chain, None when none is set; ``expected`` is False where none is due.
    """
    if parent is None:
        if not expected:
            return ()
        message = (
            "Chưa chọn văn bản cấp trên mà kế hoạch này triển khai: hãy chọn; nếu kế hoạch đứng đầu chuỗi, hãy bỏ qua."
        )
        return (Finding("parent-missing", "canh_bao", message, "", 1),)
    return tuple(_about_parent(own, citations, parent))


def _about_parent(own: Header, citations: Sequence[Citation], parent: Record) -> Iterator[Finding]:
    code = f"{parent.number}{'-' if kinds.is_party(parent.symbol) else '/'}{parent.symbol}"
    register = _Register([parent])
    if not any(register.of(citation) for citation in citations):
        message = (
            f"Văn bản chưa dẫn {parent.kind or 'văn bản cấp trên'} số {code} mà mình triển khai: hãy thêm vào căn cứ."
        )
        yield Finding("parent-not-cited", "canh_bao", message, "", 1)
    year, above = plan_year(own), _year_of(parent)
    if year and above and year != above:
        message = (
            f"Văn bản cấp trên số {code} là của năm {above}, văn bản này của năm {year}: hãy chọn lại hoặc sửa năm."
        )
        yield Finding("parent-year", "canh_bao", message, code, 1)


def _year_of(record: Record) -> int | None:
    return plan_year(Header(summary=record.title, year=record.day.year if record.day else None))


class _Register:
    """Records by number and symbol."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._rows: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in records:
            self._rows[record.number.lstrip("0"), fold(record.symbol)].append(record)

    def of(self, citation: Citation) -> list[Record]:
        """The records that a citation may mean: the year agrees, and the issuer as far as it can be told."""
        rows = self._rows.get((citation.number.lstrip("0"), fold(citation.symbol)), [])
        return [row for row in rows if _same_year(row, citation) and _same_issuer(row, citation)]


def _same_year(record: Record, citation: Citation) -> bool:
    return not (record.day and citation.date) or record.day.year == citation.date.year


def _same_issuer(record: Record, citation: Citation) -> bool:
    if not record.issuer or not citation.issuer_resolved or kinds.is_party(citation.symbol):
        return True
    return issuer_key(record.issuer) == issuer_key(citation.issuer_resolved)


def _name(citation: Citation) -> str:
    dash = "-" if kinds.is_party(citation.symbol) else "/"
    return f"{citation.kind or 'Văn bản'} số {citation.number}{dash}{citation.symbol}"
