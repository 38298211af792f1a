"""A draft being written, as the text that its reader will see; what the checks find in it, field by field.

The fields of the editor are put under each other in the order of the printed paper. A finding's line is a line of that
text, and every line knows its field: a repair made in the field and one made in the text give the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate

from documents.text import findings
from documents.text.beginnings import OPEN_BLANK
from documents.text.check_parts import on_parts, on_signature
from documents.text.citations import find_citations
from documents.text.completeness import check_completeness
from documents.text.inline import plain
from documents.text.kinds import is_party
from documents.text.laws import find_laws
from documents.text.light import parse_body
from documents.text.lines import Paragraph
from documents.text.markers import Marker, find_marker, head, rank
from documents.text.obligations import find_obligations
from documents.text.reading import Citation, Completeness, Finding
from documents.text.sentences import Sentence, sentences
from documents.text.tree import Header

#: The fields of a draft in the order in which they are printed.
FIELDS = (
    "authority_line", "addressees", "summary", "bases", "body", "recipients", "drafter_mark", "sign_on_behalf_of",
    "sign_deputy_for", "sign_title", "sign_name", "second_sign_title", "second_sign_name", "contact_line",
)  # fmt: skip
_WORDED = ("authority_line", "addressees", "summary", "bases", "body", "second_sign_name", "contact_line")
# What every draft is: not numbered, not dated. The symbol comes from the unit, not from the writer.
_OF_DRAFTS = frozenset({"draft-state", "symbol-missing"})
_PLAN = "KH"
_FORCED = re.compile(r"#{1,6}\s+")
_NO_TEXT = re.compile(r"-{3,}$|\|(?:\s?\\*:?-{3,}:?\s?\|)+$")
_NAMED = ("annex", "muc", "dieu", "khoan")
_DEEPEST = 1_000
# So many drafts are remembered: those that are being typed just now. Their texts are kept with them.
_REMEMBERED = 32
# So many findings are told, errors first: nobody reads more at once, and each is looked for in the text.
MOST = 200
# So many lines are gone up to find the part that a line stands in.
_LINES_UP = 2_000


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the field it is about ("" is the whole paper) and the line in that field, from 1."""

    finding: Finding
    field: str
    line: int

    @property
    def in_field(self) -> Finding:
        """The finding as one of the field's own text."""
        return replace(self.finding, line=self.line)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a draft: ``texts`` of ``FIELDS``; the letterhead; ``kind`` (code) and ``layout`` (Mẫu 1.x).

    ``written`` is the day it counts as written; ``one_head``: the issuer works under one head.
    """

    header: Header
    kind: str
    layout: str
    written: date
    texts: tuple[str, ...]
    one_head: bool = False

    @property
    def text(self) -> str:
        """What stands in the fields, in printed order; an empty field is an empty line."""
        return "\n".join(self.texts)

    def of(self, field: str) -> str:
        """The text of one field."""
        return self.texts[FIELDS.index(field)]

    def with_text(self, field: str, text: str) -> Draft:
        """The draft with another text in one field."""
        at = FIELDS.index(field)
        return replace(self, texts=(*self.texts[:at], text, *self.texts[at + 1 :]))

    def first_line(self, field: str) -> int:
        """The line of ``text`` on which the field begins."""
        return _starts(self.texts)[FIELDS.index(field)]

    def locate(self, finding: Finding) -> Located:
        """Where a finding of ``text`` belongs: its line's field, or the first one that holds its words."""
        if not finding.quote:
            return Located(replace(finding, line=1), "", 0)
        at = self._field_at(finding.line)
        line = finding.line - self.first_line(at) + 1
        for field, start in ((at, line), *((other, 1) for other in FIELDS)):
            place = findings.place_of(self.of(field), replace(finding, line=start))
            if place is not None:
                line = start + self.of(field)[_start(self.of(field), start) : place[0]].count("\n")
                return Located(replace(finding, line=self.first_line(field) + line - 1), field, line)
        # Its words are broken by marks: a person finds them, no repair does.
        return Located(replace(finding, fix=None), at, line)

    def _field_at(self, line: int) -> str:
        return FIELDS[max(0, bisect_right(_starts(self.texts), line) - 1)]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a draft, in reading order; ``completeness`` is empty unless it is a plan.

    ``left_out``: how many findings beyond ``MOST`` are not told.
    """

    found: tuple[Located, ...]
    citations: tuple[Citation, ...]
    completeness: tuple[Completeness, ...]
    left_out: int = 0


def draft_of(
    texts: Mapping[str, str], *, header: Header, kind: str, layout: str, written: date, one_head: bool = False
) -> Draft:
    """A draft from its fields; see ``Draft``. The trích yếu of the header is that of the field."""
    values = tuple(texts.get(field, "").replace("\r\n", "\n") for field in FIELDS)
    own = replace(header, summary=texts.get("summary", ""))
    return Draft(own, kind, layout, written, values, one_head)


@lru_cache(maxsize=_REMEMBERED)
def check_draft(draft: Draft) -> Checked:
    """Every check on a draft; the last ones are remembered by what stands in them."""
    bases, body = (list(_paragraphs(draft, field)) for field in ("bases", "body"))
    told = list(sentences([part for field in _WORDED for part in _paragraphs(draft, field)]))
    cited = find_citations([*bases, *body], draft.header)
    of_text = dict.fromkeys(
        _graver(finding)
        for finding in (*_form(draft, bases, body), *_content(draft, bases, body, told, cited))
        if finding.code not in _OF_DRAFTS
    )
    first = sorted(of_text, key=lambda finding: finding.severity != "loi")[:MOST]
    of_fields = (
        *on_parts(draft.kind, draft.layout, dict(zip(FIELDS, draft.texts, strict=True))),
        *on_signature(dict(zip(FIELDS, draft.texts, strict=True)), one_head=draft.one_head),
    )
    found = [draft.locate(finding) for finding in first]
    found += [
        Located(replace(finding, line=draft.first_line(field)), field, 1)  # a field of one line
        for field, finding in of_fields
    ]
    ordered = sorted(dict.fromkeys(found), key=lambda row: row.finding.line)
    return Checked(tuple(ordered), cited, _completeness(draft, bases, told), len(of_text) - len(first))


def section_at(body: str, line: int) -> str:
    """The part of a body that holds a line, as people name it ("mục II.1", "Điều 3"); "" above all parts."""
    path: list[Marker] = []  # from the widest to the innermost
    depth = _DEEPEST
    for text in reversed(body.split("\n")[max(0, line - _LINES_UP) : line]):
        marker = find_marker(_FORCED.sub("", text.strip(), count=1))
        if marker is None or marker.level not in _NAMED or rank(marker.level, marker.label) >= depth:
            continue
        depth = rank(marker.level, marker.label)
        path.insert(0, marker)
        if marker.level in ("annex", "muc"):
            break
    worded = [head(one.level, one.label).rstrip(".") for one in path if one.level in ("annex", "dieu")]
    numbered = [one.label for one in path if one.level in ("muc", "khoan") and one.label]
    if worded:
        return worded[-1]
    return f"mục {'.'.join(numbered)}" if numbered else ""


def _form(draft: Draft, bases: list[Paragraph], body: list[Paragraph]) -> Iterator[Finding]:
    yield from findings.on_header(draft.header, "", draft.first_line("summary"))
    if is_party(draft.header.symbol):
        return
    yield from findings.on_bases(bases)
    yield from findings.on_end(_before_annex(body))
    recipients = list(_paragraphs(draft, "recipients"))
    last = recipients[-1].line if recipients else draft.first_line("recipients")
    yield from findings.on_recipients([part.shown for part in recipients], last)
    yield from findings.on_typist_mark(draft.of("drafter_mark"), draft.first_line("drafter_mark"))


def _content(
    draft: Draft, bases: list[Paragraph], body: list[Paragraph], told: list[Sentence], cited: tuple[Citation, ...]
) -> Iterator[Finding]:
    yield from findings.on_citations(cited, draft.written)
    yield from findings.on_laws(find_laws([*bases, *body]), draft.written)
    yield from findings.on_words(told)
    yield from findings.on_other_places(draft.header, told, cited)
    yield from findings.on_years(told, cited, findings.plan_year(draft.header))


def _completeness(draft: Draft, bases: list[Paragraph], told: Iterable[Sentence]) -> tuple[Completeness, ...]:
    if draft.kind != _PLAN or not draft.of("body").strip():
        return ()
    body = parse_body(draft.of("body"))
    tasks = find_obligations(body, {}, findings.plan_year(draft.header), "Kế hoạch", draft.written)
    return check_completeness(body, [basis.shown for basis in bases], told, tasks)


def _paragraphs(draft: Draft, field: str) -> Iterator[Paragraph]:
    """The paragraphs of a field: in light text every line is one; marks that only steer the layout are left out."""
    first = draft.first_line(field)
    for number, line in enumerate(draft.of(field).split("\n"), start=first):
        text = line.strip()
        if not text or (field == "body" and _NO_TEXT.match(text)):
            continue
        if field == "body" and (forced := _FORCED.match(text)):
            yield Paragraph(text[forced.end() :], ((0, number),), heading=True)
        elif field == "body" and text[0] == "\\" and text[1:2] not in ("*", "\\"):
            yield Paragraph(text[1:], ((0, number),))
        else:
            yield Paragraph(text, ((0, number),))


def _before_annex(body: list[Paragraph]) -> list[Paragraph]:
    """The main text: "./." stands before the annexes."""
    markers = (find_marker(part.text) for part in body)
    at = next((at for at, marker in enumerate(markers) if marker and marker.level == "annex"), len(body))
    return body[:at]


def _graver(finding: Finding) -> Finding:
    """A blank of the program's own template is no slip: the paper is not written to its end."""
    is_blank = finding.code == "template-leftover" and plain(finding.quote).startswith(OPEN_BLANK)
    return replace(finding, severity="loi") if is_blank else finding


@lru_cache(maxsize=_REMEMBERED)
def _starts(texts: tuple[str, ...]) -> tuple[int, ...]:
    """The line on which each field begins."""
    return tuple(accumulate((text.count("\n") + 1 for text in texts[:-1]), initial=1))


def _start(text: str, line: int) -> int:
    """The offset at which a line begins."""
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1])
