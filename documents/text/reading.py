"""What was read from one paper: the parts, and what the checks say. JSON by the contract of parse_document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from documents.text import markers
from documents.text.inline import plain
from documents.text.tree import Body, Header, Item, Signature

Severity = Literal["loi", "canh_bao", "goi_y"]
State = Literal["co", "so_sai", "khong"]
#: Which way an aim goes: rise, fall, reach, more than, less than, at least, at most, from … to.
Direction = Literal["tang", "giam", "dat", "tren", "duoi", "it_nhat", "khong_qua", "tu_den"]


class ReadingError(ValueError):
    """The input cannot be read; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered mention of another paper. ``quote`` is the exact text, ``line`` where it begins; "" is absent.

    ``issuer`` is as printed; ``issuer_resolved`` the full name of the authority meant, where the citing paper's own
    place tells it. ``broken``: a page or paragraph break of the source runs through it;
    ``in_summary``: it stands in the citing paper's own trích yếu (its line is the one above the body);
    ``named_before``: what it issued is named before it ("Quy chế … ban hành kèm theo Quyết định số …").
    """

    kind: str
    number: str
    symbol: str
    date: date | None
    issuer: str
    title: str
    quote: str
    line: int
    issuer_resolved: str = ""
    broken: bool = False
    in_summary: bool = False
    named_before: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable aim: "790", "tỷ đồng", in the sentence ``text``.

    Of "từ 7,5 đến 8 %" ``value`` is the first number and ``value_to`` the second; ``base`` is what the aim is measured
    against ("so với năm 2023"); ``year`` the year by which it is to be reached, if the sentence says it.
    """

    text: str
    value: str
    unit: str
    line: int
    direction: Direction = "dat"
    value_to: str = ""
    base: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a unit is told to do. ``due``: by which day; ``when``: the words ("trong quý II", "hằng tháng")."""

    unit: str
    text: str
    due: date | None
    line: int
    when: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether a plan answers one element of Luật Thi đua, khen thưởng 2022, Điều 17, and where."""

    element: str
    state: State
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a careful văn thư would ask about, with the exact words.

    ``fix`` is what may stand in place of ``quote`` (its first occurrence from ``line`` on); None when only a person
    can tell.
    """

    code: str
    severity: Severity
    message: str
    quote: str
    line: int
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that a scan broke, what it probably was, and the line: proposed, never applied by the reader."""

    word: str
    proposal: str
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One paper as read; every sentence of the source stands in exactly one of the parts.

    ``addressees`` are those of Kính gửi, ``authority_line`` who decides (above the căn cứ of a decision),
    ``second_signature`` the secretary's of minutes, ``contact_line`` the foot of a letter, ``urgency`` its stamp.
    ``notes`` say what was done to the source (old letters, a web page's menu left out).
    """

    header: Header = field(default_factory=Header)
    bases: tuple[str, ...] = ()
    body: Body = field(default_factory=Body)
    recipients: tuple[str, ...] = ()
    drafter_mark: str = ""
    signature: Signature = field(default_factory=Signature)
    addressees: tuple[str, ...] = ()
    authority_line: str = ""
    second_signature: Signature = field(default_factory=Signature)
    contact_line: str = ""
    urgency: str = ""
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    movements: tuple[str, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    findings: tuple[Finding, ...] = ()
    ocr: float = 1.0
    notes: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reading as plain data: keys by contract, absent values None, texts without inline marks."""
        return {
            "header": _header(self.header),
            "bases": [plain(text) for text in self.bases],
            "opening": [plain(text) for text in self.body.opening],
            "sections": [_section(item) for item in self.body.sections],
            "closing": [plain(text) for text in self.body.closing],
            "recipients": list(self.recipients),
            "drafter_mark": self.drafter_mark or None,
            "signature": _signature(self.signature),
            **self._of_layout(),
            "citations": [_citation(citation) for citation in self.citations],
            "targets": [_target(target) for target in self.targets],
            "obligations": [_obligation(found) for found in self.obligations],
            "movements": list(self.movements),
            "completeness": [
                _fields(found, "element state") | {"quote": found.quote or None} for found in self.completeness
            ],
            "findings": [_fields(finding, "code severity message quote line fix") for finding in self.findings],
            "quality": {"ocr": self.ocr, **self._of_source()},
        }

    def _of_source(self) -> dict[str, Any]:
        """What was done to the source, and what might be; the keys are there when there is any."""
        repairs = [_fields(repair, "word proposal line") for repair in self.repairs]
        found = {"notes": list(self.notes), "repairs": repairs}
        return {name: value for name, value in found.items() if value}

    def _of_layout(self) -> dict[str, Any]:
        """Parts that only some papers print: their keys are there when the parts are."""
        found = {
            "addressees": list(self.addressees),
            "authority_line": self.authority_line,
            "second_signature": _signature(self.second_signature) if self.second_signature != Signature() else None,
            "contact_line": self.contact_line,
            "urgency": self.urgency,
        }
        return {name: value for name, value in found.items() if value}


def walk(items: Iterable[Item]) -> Iterable[Item]:
    """Every item of the trees in reading order."""
    for item in items:
        yield item
        yield from walk(item.children)


def label_of(item: Item) -> str:
    """The label as people name it: "I", "1.1", "a", "-", "(1)", "Điều 3", "Chương II"."""
    return markers.head(item.level, item.label).rstrip(".") if item.level != "diem" else item.label


def _fields(found: Any, names: str) -> dict[str, Any]:
    return {name: getattr(found, name) for name in names.split()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _header(header: Header) -> dict[str, str | None]:
    return {
        "kind": header.kind,
        "number": header.number or None,
        "symbol": header.symbol or None,
        "place": header.place or None,
        "date": _iso(header.date),
        "issuer": header.issuer or None,
        "summary": header.summary,
    }


def _signature(block: Signature) -> dict[str, str | None]:
    return {
        "on_behalf_of": block.on_behalf_of or None,
        "for": block.deputy_for or None,
        "title": block.title or None,
        "name": block.name or None,
    }


def _section(item: Item) -> dict[str, Any]:
    rows = [" | ".join(plain(cell) for cell in row) for row in item.rows]
    return {
        "label": label_of(item),
        "title": plain(item.title),
        "text": rows + [plain(text) for text in item.text],
        "children": [_section(child) for child in item.children],
    }


def _target(target: Target) -> dict[str, Any]:
    more = {"value_to": target.value_to or None, "base": target.base or None, "year": target.year}
    return _fields(target, "text value unit direction line") | more


def _obligation(found: Obligation) -> dict[str, Any]:
    return _fields(found, "unit text") | {"due": _iso(found.due), "when": found.when or None, "line": found.line}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "kind": citation.kind,
        "number": citation.number,
        "symbol": citation.symbol or None,
        "date": _iso(citation.date),
        "issuer": citation.issuer or None,
        "issuer_resolved": citation.issuer_resolved or None,
        "title": citation.title or None,
        "quote": citation.quote,
        "line": citation.line,
    }
