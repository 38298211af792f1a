"""Read a whole official paper: text or file in, ``Reading`` out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.text import findings
from documents.text.check_years import rewards
from documents.text.citations import find_citations
from documents.text.completeness import check_completeness
from documents.text.doubt import sure_of
from documents.text.glued_title import with_titles_apart
from documents.text.header import BASIS, DRAFT, Top, read_top
from documents.text.headings import unlabelled_headings, without_bold
from documents.text.issuer_search import (
    PLACELESS,
    as_written,
    find_issuer,
    of_authority_line,
    with_its_letters,
    with_its_place,
)
from documents.text.kinds import NAMES, PASSED, is_party
from documents.text.laws import find_laws
from documents.text.layout_parts import LETTER, OfLayout, split_addressees, split_authority, split_contact
from documents.text.letterhead import AGENCY
from documents.text.light import parse_lines
from documents.text.lines import Line, Paragraph, join_broken, read_lines
from documents.text.markers import find_marker
from documents.text.movements import find_movements
from documents.text.obligations import find_obligations
from documents.text.quality import share_of_vietnamese
from documents.text.reading import Citation, Finding, Reading, ReadingError
from documents.text.repairs import propose
from documents.text.repeated import without_copy
from documents.text.romans import with_romans
from documents.text.scan_noise import without_noise
from documents.text.sentences import Sentence, sentences
from documents.text.sources import source_of
from documents.text.tail import Tail, split_tail
from documents.text.targets import find_targets
from documents.text.tree import Body, Header

# The longest text that is read, in characters: a thousand pages.
LONGEST = 6_000_000
# Reading takes a time by the line, so there is a limit of lines, too: real papers have more letters in a line.
_LETTERS_A_LINE = 25

_LEADS_IN = re.compile(r":$|\b(?:như sau|sau đây|ban hành|xây dựng)\b.{0,200}[:.]$")
# The last căn cứ of a decision: who proposes it.
_PROPOSED = re.compile(r"(?:Theo|Xét) đề nghị của\s(?!.*\b(?:như sau|sau đây))")
# What a căn cứ names: a paper, or what somebody said or asked.
_NAMES_PAPER = re.compile(
    rf"\bsố\s?\d|\d[/-]\S{{0,12}}[A-ZĐ]|\b(?:{'|'.join(NAMES)})\b|đề nghị|chỉ đạo|ý kiến|Chương trình", re.IGNORECASE
)
_NAMED_PAPER = re.compile(rf"(?:{'|'.join(NAMES)})\s(?:số\s)?\d")
_SUBJECT = re.compile(r",\s(?:UBND|Ủy ban|Phòng|Sở|Ban|Trường|Hội đồng)\s")
# "Thực hiện Kế hoạch số …, UBND huyện đề nghị các đơn vị …": a whole letter, and no căn cứ.
_ASKS = re.compile(r",\s[^,;]{2,90}\s(?:đề nghị|yêu cầu|giao)\s(?:cho\s)?(?=[^\W\d_]{2})")
_PASSED = re.compile(
    r"\bthông qua ngày\s(?P<day>\d{1,2})\stháng\s(?P<month>\d{1,2})\snăm\s(?P<year>\d{4})", re.IGNORECASE
)
_SURE_BASIS = re.compile(r"(?:-\s)?Căn cứ\s.*;$")
# So many lines of stamps and files may stand above the căn cứ.
_MARKS_ABOVE = 3
# What a crawler left of the ends of lines inside a paragraph.
_ESCAPED = re.compile(r"(?:\\r)?\\n")
_MANY = re.compile(r"(?<=;)\s+(?=Căn cứ\s)")


@dataclass(frozen=True, slots=True)
class Parts:
    """The paper taken apart, with the source lines that the checks need."""

    top: Top
    bases: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    body: Body
    tail: Tail
    annex_line: int
    layout: OfLayout


def read_text(text: str, *, on: date | None = None, longest: int = LONGEST, notes: tuple[str, ...] = ()) -> Reading:
    """Read a paper from its text.

    ``on`` is the day the paper counts as written when it has no full date of its own; ``notes`` say what was done to
    get the text.

    Raises:
        ReadingError: the text is empty or far too long.
    """
    text = _ESCAPED.sub(" ", text) if len(_ESCAPED.findall(text)) > 2 else text
    if len(text) > longest or text.count("\n") > longest // _LETTERS_A_LINE:
        raise ReadingError("Văn bản quá dài. Vui lòng tách thành nhiều văn bản rồi đọc từng phần.")
    lines = with_romans(list(without_noise(read_lines(text))))
    if not lines:
        raise ReadingError("Văn bản không có chữ nào. Vui lòng chọn tệp khác hoặc dán nội dung văn bản.")
    parts = take_apart(lines)
    reading = _reading(parts, on)
    repairs = propose([*parts.bases, *parts.paragraphs], reading.ocr)
    return replace(reading, notes=(*notes, *_notes(parts)), repairs=repairs)


def _notes(parts: Parts) -> tuple[str, ...]:
    """What the reader left out, for the reader of the form to know."""
    above, below = parts.top.skipped, parts.tail.skipped
    if not (above or below):
        return ()
    where = " và ".join(f"{count} dòng ở {place}" for count, place in ((above, "đầu"), (below, "cuối")) if count)
    return (f"Đã bỏ qua {where} trang vì không thuộc văn bản. Vui lòng đối chiếu lại.",)


def read_file(name: str, data: bytes, *, on: date | None = None, longest: int = LONGEST) -> Reading:
    """Read a paper from the bytes of a file called ``name``.

    ``longest`` is the length in characters from which on the text is refused unread; so are very many short lines.

    Raises:
        ReadingError: the file cannot be read as text, or its text cannot be read as a paper.
    """
    source = source_of(name, data)
    return read_text(source.text, on=on, longest=longest, notes=source.notes)


def take_apart(lines: Sequence[Line]) -> Parts:
    """The header, bases, body and foot of the paper whose lines are given; every line goes into one of them."""
    lines, copied = without_copy(_plain_bullets(lines))
    lines = with_titles_apart(lines)
    top = read_top(lines)
    is_letter = top.header.kind in ("", LETTER)
    # The mark of a draft stands beside the text, so a conversion may put it anywhere.
    rest_lines = [line for line in lines[top.end :] if not DRAFT.fullmatch(line.shown)]
    contact_line, rest_lines = split_contact(rest_lines) if is_letter else ("", rest_lines)
    body_lines, tail, annex_lines = split_tail(rest_lines)
    tail = replace(tail, skipped=tail.skipped + copied)
    addressees, paragraphs = split_addressees(join_broken([*top.unread, *body_lines]))
    authority_line, paragraphs = split_authority(paragraphs, top.header.kind)
    layout = OfLayout(addressees, authority_line, contact_line)
    bases, paragraphs = _split_bases(paragraphs)
    annexes = join_broken(annex_lines)
    rest = [*paragraphs, *annexes]
    headings = unlabelled_headings(paragraphs)
    body = parse_lines([(part.line, _as_light(part, headings, annexes)) for part in rest])
    if tail.unread:
        body = replace(body, closing=(*body.closing, *(line.text for line in tail.unread)))
    header = top.header
    if not header.kind and addressees:
        header = replace(header, kind=LETTER)
    if not header.issuer and authority_line:
        header = replace(header, issuer=of_authority_line(authority_line))
    header = replace(header, issuer=with_its_letters(header.issuer, authority_line))
    if header.issuer in PLACELESS:
        header = with_its_place(header, authority_line, body, tail.signature)
    elif header.issuer:
        header = replace(header, issuer=as_written(header.issuer, (part.shown for part in (*bases, *rest))))
    elif header.symbol or header.place:
        header = replace(header, issuer=find_issuer(header, body, tail.signature), issuer_is_guessed=True)
    if header.day is None and header.kind in PASSED:
        header = _with_day_of_passing(header, rest)
    annex_line = annex_lines[0].number if annex_lines else lines[-1].number + 1
    return Parts(replace(top, header=header), tuple(bases), tuple(rest), body, tail, annex_line, layout)


def _plain_bullets(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with "- " for the "* " of Markdown's lists. Where "- " stands below it, "* " is a level of its own."""
    starred = False
    for line in lines:
        if starred and line.text[:1] in "-–+":
            return lines
        starred = line.text.startswith("* ") or (starred and line.text[:1].islower())
    return [replace(line, text=f"-{line.text[1:]}") if line.text.startswith("* ") else line for line in lines]


def _with_day_of_passing(header: Header, paragraphs: Sequence[Paragraph]) -> Header:
    """A law prints no day at its top: it says at its end on which one it was passed."""
    for paragraph in reversed(paragraphs):
        if found := _PASSED.search(paragraph.shown[-300:]):
            day, month, year = (int(found[name]) for name in ("day", "month", "year"))
            return replace(header, day=day, month=month, year=year)
    return header


def _as_light(part: Paragraph, headings: frozenset[int], annexes: Sequence[Paragraph]) -> str:
    """A paragraph as light text: what is surely a heading, or begins an annex, is forced to be read as one."""
    if annexes and part is annexes[0] and not part.heading:
        marker = find_marker(part.text)
        if marker is None or marker.level != "annex":
            return f"# Phụ lục. {part.shown}"
    if part.line in headings:
        return f"# {without_bold(part.text)}"
    return f"# {part.text}" if part.heading else part.text


def _split_bases(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The căn cứ at the head of the body, one each, and all other paragraphs.

    Lines in capitals may stand above them: who issues, or the rest of a title. Under a heading of the body a
    paragraph is a căn cứ only when it cannot be anything else.
    """
    start = _behind_marks(paragraphs)
    while start < len(paragraphs) and paragraphs[start].shown.isupper():
        start += 1
    titled = start > 0 and paragraphs[start - 1].shown.isupper() and not AGENCY.match(paragraphs[start - 1].shown)
    bases: list[Paragraph] = []
    end = start
    while end < len(paragraphs) and (
        _is_basis(paragraphs[end], titled=titled) or (bases and _is_bare_basis(paragraphs, end))
    ):
        bases += _one_each(paragraphs[end])
        end += 1
    return bases, paragraphs[:start] + paragraphs[end:]


def _behind_marks(paragraphs: Sequence[Paragraph]) -> int:
    """The index behind short lines of the office above the first căn cứ ("Số hồ sơ: 12"); 0 when there are none."""
    for at, paragraph in enumerate(paragraphs[: _MARKS_ABOVE + 1]):
        text = paragraph.shown
        if _SURE_BASIS.match(text):
            return at
        if len(text) > 60 or text[-1:] in ".:;," or paragraph.heading or find_marker(text):
            return 0
    return 0


def _is_basis(paragraph: Paragraph, *, titled: bool) -> bool:
    text = paragraph.shown
    if not BASIS.match(text) or paragraph.heading or (text.endswith(".") and _ASKS.search(text)):
        return False
    if text.endswith(";") or (_PROPOSED.match(text) and text.endswith((",", "."))):
        return not titled or bool(_NAMES_PAPER.search(text))
    if text.startswith("Để ") or _LEADS_IN.search(text[-260:]):
        return text.startswith("Căn cứ ") and not text.endswith(":") and not _SUBJECT.search(text)
    if text.startswith("Căn cứ "):
        return True
    return not titled and text.endswith((".", ",")) and bool(_NAMES_PAPER.search(text))


def _is_bare_basis(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a paper named between two căn cứ is one whose "Căn cứ" was left out: "Quyết định số …;"."""
    text = paragraphs[at].shown
    return (
        text.endswith(";")
        and bool(_NAMED_PAPER.match(text))
        and at + 1 < len(paragraphs)
        and bool(BASIS.match(paragraphs[at + 1].shown))
    )


def _one_each(paragraph: Paragraph) -> list[Paragraph]:
    texts = _MANY.split(paragraph.text)
    if len(texts) == 1:
        marker = find_marker(paragraph.text)
        return [replace(paragraph, text=marker.rest) if marker and marker.level == "dash" else paragraph]
    return [Paragraph(text, ((0, paragraph.line),)) for text in texts]


def _reading(parts: Parts, on: date | None) -> Reading:
    own, body = parts.top.header, parts.body
    ocr = share_of_vietnamese("\n".join(part.shown for part in (*parts.bases, *parts.paragraphs)))
    own = sure_of(own, ocr)
    told = list(sentences([*parts.bases, *parts.paragraphs]))
    cited = find_citations([*parts.bases, *parts.paragraphs], own)
    bases = tuple(basis.shown for basis in parts.bases)
    year = findings.plan_year(own)
    charged = find_obligations(body, _lines_of_texts(parts.paragraphs), year, own.kind, own.date)
    return Reading(
        header=own,
        bases=bases,
        body=body,
        recipients=parts.tail.recipients,
        drafter_mark=parts.tail.drafter_mark,
        signature=parts.tail.signature,
        second_signature=parts.tail.second_signature,
        addressees=parts.layout.addressees,
        authority_line=parts.layout.authority_line,
        contact_line=parts.layout.contact_line,
        urgency=parts.top.urgency,
        citations=cited,
        targets=find_targets(told, own.year),
        obligations=charged,
        movements=find_movements(told, cited, own.summary),
        completeness=check_completeness(body, bases, told, charged),
        findings=_findings(parts, told, cited, own.date or on),
        ocr=ocr,
    )


def _findings(
    parts: Parts, told: list[Sentence], cited: tuple[Citation, ...], written: date | None
) -> tuple[Finding, ...]:
    """All findings, by the line they stand on."""
    own = parts.top.header
    main = [part for part in parts.paragraphs if part.line < parts.annex_line]
    foot_line = parts.tail.recipient_lines[-1] if parts.tail.recipient_lines else (main[-1].line if main else 1)
    form = (
        ()
        if is_party(own.symbol)
        else (
            *findings.on_bases(parts.bases, main[0].shown if main else "", written, own.symbol),
            *findings.on_end(main),
            *findings.on_recipients(parts.tail.recipients, foot_line),
            *findings.on_typist_mark(parts.tail.drafter_mark, foot_line),
        )
    )
    found = (
        *form,
        *findings.on_header(own, parts.top.number_text, parts.top.number_line or 1),
        *findings.on_citations(cited, written),
        *findings.on_laws(find_laws([*parts.bases, *parts.paragraphs]), written),
        *findings.on_words(told),
        *findings.on_other_places(own, told, cited),
        *(() if rewards(own) else findings.on_years(told, cited, findings.plan_year(own))),
    )
    return tuple(sorted(found, key=lambda finding: finding.line))


def _lines_of_texts(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """The source line of each text of the body: of a paragraph, or of what follows a label."""
    lines: dict[str, int] = {}
    for paragraph in paragraphs:
        marker = find_marker(paragraph.text)
        lines.setdefault(marker.rest if marker else paragraph.text, paragraph.line)
    return lines
