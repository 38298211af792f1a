"""The text of a Word file as light text: headings, automatic numbers, bold and italic, tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

import docx
from defusedxml.common import DTDForbidden
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents.text.encodings import TCVN3_NOTE, VNI_NOTE, modern
from documents.text.headings import may_be_heading
from documents.text.inline import escape
from documents.text.lines import CONTACT, LAYOUT
from documents.text.markers import find_marker
from organizations.normalize import clean_line

_HEADING = re.compile(r"(?:heading|title|tiêu đề)", re.IGNORECASE)
_CAPITAL_FONT = re.compile(r"\.Vn.*H$")
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LAST_ROMAN = 999
_BLOCKS = frozenset({qn("w:p"), qn("w:tbl")})
_RUNS = frozenset({qn("w:r")})
_WRAPPERS = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "hyperlink",
                                                    "fldSimple", "customXml", "bdo", "dir"))  # fmt: skip
# A text box, in the form that every Word since 2010 writes; its older twin repeats the words.
_BOX = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}txbx"
_STYLES_DEEP = 20  # Word's own limit is 11
# A plan of 40 pages has 1,000 paragraphs and 100,000 tags; reading takes 0.1 ms for a paragraph.
_PARAGRAPHS = 20_000
# Tables within tables of web pages; a cell of more paragraphs holds a passage, of fewer where it is the only one.
_TABLES_DEEP, _PASSAGE, _FEW = 12, 25, 2
_TAGS = 600_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # Word counts with the English alphabet


class TooMuch(ValueError):
    """The file holds more than any paper does: reading it would keep everybody else waiting."""


def word_text(data: bytes) -> tuple[str, str]:
    """The text of a .docx file, and a sentence when its letters had to be made Unicode first.

    Raises:
        TooMuch: it has more tags or paragraphs than any paper has.
        Exception: whatever the archive or the XML reader says of a damaged or hostile file.
    """
    _refuse_entities(data)
    document = docx.Document(io.BytesIO(data))
    if sum(1 for _ in document.element.body.iter(qn("w:p"))) > _PARAGRAPHS:
        raise TooMuch
    note = _make_unicode(document)
    numbers = _Numbers(document)
    lines = _block_lines(document.element.body, document, numbers)
    return "\n".join([*lines, *_foot(document)]), note


def _block_lines(parent: Any, owner: Any, numbers: _Numbers, depth: int = 0) -> list[str]:
    """The lines of the paragraphs and tables that stand in the body or in a cell."""
    lines: list[str] = []
    for block in _inside(parent, _BLOCKS):
        if block.tag == qn("w:p"):
            lines += _paragraph_lines(Paragraph(block, owner), numbers)
        else:
            lines += _table_lines(Table(block, owner), numbers, depth)
    return lines


def _inside(parent: Any, wanted: frozenset[str]) -> Iterator[Any]:
    """Children of the wanted kinds, also inside what only wraps them: content controls, insertions, smart tags."""
    waiting = [parent]
    while waiting:
        thing = waiting.pop()
        if thing is not parent and thing.tag in wanted:
            yield thing
        elif thing is parent or thing.tag in _WRAPPERS:
            waiting += reversed(list(thing))


def _foot(document: Document) -> list[str]:
    """What stands at the foot of the first page alone: address and e-mail of a letter."""
    if not document.sections or not document.sections[0].different_first_page_header_footer:
        return []
    footer = document.sections[0].first_page_footer
    texts = [] if footer.is_linked_to_previous else [clean_line(part.text) for part in footer.paragraphs]
    return [escape(text) for text in texts if CONTACT.match(text)]


def _make_unicode(document: Document) -> str:
    """Old letters (TCVN3, VNI) made Unicode in place; a sentence when there were any.

    The capitals of TCVN3 are a font of their own (".VnTimeH"), which the letters do not show.
    """
    texts = list(document.element.body.iter(qn("w:t")))
    whole = "\n".join((part.text or "").replace("\n", " ") for part in texts)
    found = modern(whole)
    if found.note not in (TCVN3_NOTE, VNI_NOTE):
        return found.note
    for part, text in zip(texts, found.text.split("\n"), strict=False):
        font = part.getparent().find(f"{qn('w:rPr')}/{qn('w:rFonts')}") if part.getparent() is not None else None
        name = font.get(qn("w:ascii"), "") if font is not None else ""
        part.text = text.upper() if _CAPITAL_FONT.match(name) else text
    return found.note


def _refuse_entities(data: bytes) -> None:
    """Parse every XML part with a reader that refuses entities and external references.

    The tags are counted before: a tree takes a hundred times the room of an empty tag.
    """
    tags = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                part = archive.read(name)
                tags += part.count(b"<")
                if tags > _TAGS:
                    raise TooMuch
                _check_xml(part)


def _check_xml(part: bytes) -> None:
    """Parse a part for nothing but its soundness: no tree is built, a document type is refused (ten times as fast).

    Without a document type there are no entities of the file's own, inside or outside.
    """

    def refuse(name: str, system: str | None, public: str | None, has_subset: int) -> None:
        raise DTDForbidden(name, system, public)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(part, True)


def _paragraph_lines(paragraph: Paragraph, numbers: _Numbers) -> list[str]:
    texts = [_tabbed(text) for text in _marked(paragraph).split("\n")]
    label = numbers.label(paragraph)
    if label and any(texts):
        texts[0] = f"{label} {texts[0]}".strip()
    styled = _HEADING.match(numbers.style_of(paragraph)[0])
    if styled and find_marker(texts[0]):
        texts[0] = f"# {texts[0]}"
    elif len(texts) == 1 and may_be_heading(texts[0]) and (styled or _is_bold(paragraph)):
        texts[0] = f"**{texts[0]}**"
    boxes = [
        _tabbed(Paragraph(part, paragraph._parent).text)
        for box in paragraph._p.iter(_BOX)
        for part in box.iter(qn("w:p"))
    ]
    return ["", *texts, *(escape(text) for text in boxes if text)]


def _is_bold(paragraph: Paragraph) -> bool:
    """Whether every run that says something is bold."""
    return all(Run(run, paragraph).bold for run in _inside(paragraph._p, _RUNS) if Run(run, paragraph).text.strip())


def _tabbed(text: str) -> str:
    """A clean line that keeps its tabs: they may part two columns."""
    return "\t".join(part for part in map(clean_line, text.split("\t")) if part)


def _marked(paragraph: Paragraph) -> str:
    """The text of a paragraph with its bold and italic stretches marked; all-bold paragraphs carry no mark."""
    pieces: list[tuple[str, bool, bool]] = []
    for element in _inside(paragraph._p, _RUNS):
        run = Run(element, paragraph)
        if text := run.text:
            pieces.append((text, bool(run.bold), bool(run.italic)))
    whole = all(bold for text, bold, _ in pieces if text.strip())
    sloped = all(italic for text, _, italic in pieces if text.strip())
    return "".join(_mark(text, bold and not whole, italic and not sloped) for text, bold, italic in _merged(pieces))


def _merged(pieces: list[tuple[str, bool, bool]]) -> Iterator[tuple[str, bool, bool]]:
    held: tuple[str, bool, bool] | None = None
    for text, bold, italic in pieces:
        if held and (held[1:] == (bold, italic) or not text.strip()):
            held = (held[0] + text, held[1], held[2])
        else:
            if held:
                yield held
            held = (text, bold, italic)
    if held:
        yield held


def _mark(text: str, bold: bool, italic: bool) -> str:
    marks = "*" * (2 * bold + italic)
    core = text.strip()
    if not marks or not core or "\n" in core:
        return escape(text)
    at = text.index(core)
    return f"{text[:at]}{marks}{escape(core)}{marks}{text[at + len(core) :]}"


def _table_lines(table: Table, numbers: _Numbers, depth: int) -> list[str]:
    rows = _rows(table)
    if depth < _TABLES_DEEP and _only_frames(rows):
        return [line for row in rows for cell in row for line in _block_lines(cell._tc, cell, numbers, depth + 1)]
    whole = "\n".join(cell.text for row in rows for cell in row)
    if len(rows) <= 8 and LAYOUT.search(whole):
        # Row by row keeps "Số" beside the date; the letterhead of one column is never cut by the other.
        # A table inside a cell only draws a box there (the stamp of urgency).
        parts = [Paragraph(part, cell) for row in rows for cell in row for part in cell._tc.iter(qn("w:p"))]
        return [line for part in parts for line in _paragraph_lines(part, numbers)]
    lines = [""]
    for row in rows:
        cells = [" ".join(clean_line(part.text) for part in cell.paragraphs if part.text.strip()) for cell in row]
        lines.append(f"| {' | '.join(escape(cell).replace('|', chr(92) + '|') for cell in cells)} |")
    return [*lines, ""]


def _only_frames(rows: list[list[_Cell]]) -> bool:
    """Whether a table only arranges the page, as in files saved from web pages: a cell holds passages or tables."""
    most = _FEW if max(map(len, rows), default=0) < 2 else _PASSAGE
    return any(len(cell._tc.p_lst) > most for row in rows for cell in row) or (
        most == _FEW and any(cell._tc.tbl_lst for row in rows for cell in row)
    )


def _rows(table: Table) -> list[list[_Cell]]:
    """The cells of each row, a merged one once in each row that it reaches into.

    python-docx's own rows repeat a cell for each column that it spans, and a file can ask for a thousand million.
    """
    rows: list[list[_Cell]] = []
    above: dict[int, Any] = {}
    for row in table._tbl.tr_lst:
        cells: list[_Cell] = []
        starts: dict[int, Any] = {}
        column = row.grid_before
        for own in row.tc_lst:
            shown = above.get(column, own) if own.vMerge == "continue" else own
            if not cells or cells[-1]._tc is not shown:
                cells.append(_Cell(shown, table))
            starts[column] = shown
            column += own.grid_span
        rows.append(cells)
        above = starts
    return rows


class _Numbers:
    """The numbers that Word draws itself (w:numPr), counted as Word counts them."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str | None, tuple[str, Any]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # what python-docx raises for a file without a numbering part
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            source = abstract.get(link.get(qn("w:val"))) if link is not None else None
            if source is not None:
                self._levels[number.get(qn("w:numId"))] = dict(_level(level) for level in source.findall(qn("w:lvl")))

    def style_of(self, paragraph: Paragraph) -> tuple[str, Any]:
        """Name of the paragraph's style and the w:numPr it brings; looked up once a style, for that takes 0.5 ms."""
        key = paragraph._p.style
        if key not in self._styles:
            style: Any = paragraph.style
            self._styles[key] = ((style.name or "") if style is not None else "", _own_or_inherited(style))
        return self._styles[key]

    def _numbering(self, paragraph: Paragraph) -> Any:
        """The w:numPr of a paragraph or of its style; None without."""
        own: Any = paragraph._p.pPr
        if own is not None and own.numPr is not None:
            return own.numPr if own.numPr.numId is not None else None
        return self.style_of(paragraph)[1]

    def label(self, paragraph: Paragraph) -> str:
        """The label Word would print before the paragraph; "" when it is not numbered."""
        numbering = self._numbering(paragraph)
        if numbering is None:
            return ""
        key, depth = str(numbering.numId.val), numbering.ilvl.val if numbering.ilvl is not None else 0
        levels = self._levels.get(key, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth][0] == "bullet":
            return "-"
        return re.sub(r"%(\d)", lambda found: _shown(int(found[1]) - 1, levels, counts), levels[depth][1])


def _own_or_inherited(style: Any) -> Any:
    """The w:numPr of a style, or of the nearest one that it rests on; None without."""
    for _ in range(_STYLES_DEEP):  # a damaged file has styles that rest on each other in a circle
        if style is None:
            break
        properties = style.element.find(qn("w:pPr"))
        if properties is not None and properties.numPr is not None and properties.numPr.numId is not None:
            return properties.numPr
        style = style.base_style
    return None


def _level(level: Any) -> tuple[int, tuple[str, str, int]]:
    def value(tag: str, default: str) -> str:
        found = level.find(qn(tag))
        return found.get(qn("w:val"), default) if found is not None else default

    shape = (value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1")))
    return int(level.get(qn("w:ilvl"), "0")), shape


def _shown(depth: int, levels: dict[int, tuple[str, str, int]], counts: dict[int, int]) -> str:
    form, _, start = levels.get(depth, ("decimal", "", 1))
    number = counts.get(depth, start)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(number - 1) % len(_LETTERS)]
        return letter.upper() if form == "upperLetter" else letter
    return str(number)


def _roman(number: int) -> str:
    if number > _LAST_ROMAN:
        return str(number)
    shown = ""
    for value, letters in _ROMANS:
        while number >= value:
            shown, number = shown + letters, number - value
    return shown
