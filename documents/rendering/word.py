"""The same paper as .docx, for the văn thư who still edits it: the geometry of static/css/paper.css in Word."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from documents.rendering import lines, ooxml
from documents.rendering.lines import ISSUER_SIZE, SIGNATURE_SIZE, TITLE_SIZE
from documents.rendering.metrics import width_mm
from documents.rendering.paper import Paper
from documents.rendering.qr import qr_png
from documents.rendering.word_body import BODY_SIZE, write_items, write_paragraph

FONT = "Times New Roman"
_ISSUER_COLUMN, _STATE_COLUMN = Mm(65), Mm(100)
_RECIPIENTS_COLUMN, _SIGNATURE_COLUMN = Mm(78), Mm(87)
_RULE_SHARE = 0.4
# The date in the file's properties: a date of its own would make every rendering another file.
_FIXED_DATE = datetime(2020, 3, 5)  # the day NĐ 30/2020 took effect
_CENTER = WD_ALIGN_PARAGRAPH.CENTER


def paper_docx(paper: Paper) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes.

    Raises:
        ValueError: ``verify_url`` is too long for a QR code.
    """
    document = Document()
    _set_page(document)
    _set_defaults(document)
    _set_properties(document, paper)
    _letterhead(document, paper)
    _title(document, paper)
    for line in lines.basis_lines(paper):
        write_paragraph(document, line, italic=True)
    for text in paper.body.opening:
        write_paragraph(document, text)
    write_items(document, lines.main_sections(paper))
    for text in paper.body.closing:
        write_paragraph(document, text)
    _keep_end(document)
    _tail(document, paper)
    for annex in lines.annexes(paper):
        _own_page_numbers(document.add_section(WD_SECTION.NEW_PAGE))
        write_items(document, [annex])
    buffer = io.BytesIO()
    document.save(buffer)
    return ooxml.without_dates(buffer.getvalue())


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    _plain(number, _CENTER)
    ooxml.page_number_field(_run(number, "", BODY_SIZE))


def _own_page_numbers(section: Any) -> None:
    """A phụ lục counts its own pages, and hides the number of its first (Mục III)."""
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    numbering = ooxml.element("pgNumType", start="1")
    section._sectPr.find(qn("w:pgMar")).addnext(numbering)


def _set_defaults(document: Any) -> None:
    """Times New Roman 14 for every script, in Vietnamese, with no space of the template's own."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY_SIZE)
    fonts = style.element.rPr.rFonts
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.widow_control = True
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(ooxml.element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))


def _set_properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = lines.document_title(paper)[:255]
    properties.author = properties.last_modified_by = paper.authority[:255]
    properties.subject = paper.summary[:255]
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = _FIXED_DATE
    properties.revision = 1


def _letterhead(document: Any, paper: Paper) -> None:
    table = document.add_table(2, 2)
    ooxml.fixed_columns(table, (_ISSUER_COLUMN, _STATE_COLUMN))
    issuer, state = table.rows[0].cells
    parent = lines.issuer_lines(paper.parent_authority)
    authority = lines.issuer_lines(paper.authority)
    _stack(issuer, [(line, ISSUER_SIZE, False) for line in parent] + [(line, ISSUER_SIZE, True) for line in authority])
    _rule(issuer, _ISSUER_COLUMN, _RULE_SHARE * _longest(authority, ISSUER_SIZE))
    _stack(state, [(lines.COUNTRY, 12.0, True), (lines.MOTTO, 13.0, True)])
    _rule(state, _STATE_COLUMN, width_mm(lines.MOTTO, 13.0))
    number, date = table.rows[1].cells
    _stack(number, [(lines.number_line(paper), 13.0, False)], before=6)
    _stack(date, [(lines.date_line(paper), 13.0, False)], before=6, italic=True)
    if paper.draft:
        _draft_mark(number)


def _draft_mark(cell: Any) -> None:
    mark = cell.add_paragraph()
    _plain(mark, _CENTER)
    mark.paragraph_format.space_before = Pt(4)
    mark.paragraph_format.left_indent = mark.paragraph_format.right_indent = Mm(17.5)
    ooxml.bordered(mark, "top", "left", "bottom", "right", eighths=8)
    _run(mark, lines.DRAFT, 13.0, bold=True)


def _title(document: Any, paper: Paper) -> None:
    summary = lines.summary_lines(paper)
    for i, line in enumerate([paper.kind.upper(), *summary]):
        paragraph = document.add_paragraph()
        _plain(paragraph, _CENTER)
        paragraph.paragraph_format.space_before = Pt(0 if i else 6 if paper.draft else 18)
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, line, TITLE_SIZE, bold=True)
    _rule(document, Mm(165), _RULE_SHARE * _longest(summary, TITLE_SIZE))


def _tail(document: Any, paper: Paper) -> None:
    table = document.add_table(1, 2)
    ooxml.fixed_columns(table, (_RECIPIENTS_COLUMN, _SIGNATURE_COLUMN))
    if not lines.is_tail_long(paper):
        table.rows[0]._tr.get_or_add_trPr().append(ooxml.element("cantSplit"))
    recipients, signature = table.rows[0].cells
    _recipients(recipients, paper)
    signed = lines.signature_lines(paper)
    _stack(signature, [(line, SIGNATURE_SIZE, True) for line in signed], before=12)
    signer = signature.add_paragraph() if signed else signature.paragraphs[0]
    _plain(signer, _CENTER)
    signer.paragraph_format.space_before = Mm(25)
    _run(signer, paper.signature.name, SIGNATURE_SIZE, bold=True)
    ooxml.spacer(document)


def _recipients(cell: Any, paper: Paper) -> None:
    heading = [(lines.RECIPIENTS, 12.0, True)] if paper.recipients else []
    _stack(cell, heading, before=12, italic=True, alignment=WD_ALIGN_PARAGRAPH.LEFT)
    for line in [*lines.recipient_lines(paper), *filter(None, [paper.drafter_mark])]:
        paragraph = cell.add_paragraph()
        _plain(paragraph, WD_ALIGN_PARAGRAPH.LEFT)
        _run(paragraph, line, 11.0)
    if paper.verify_url:
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.add_run().add_picture(io.BytesIO(qr_png(paper.verify_url, scale=8)), width=Mm(20))
        _run(cell.add_paragraph(), f"{lines.VERIFY} {paper.verify_url}", 8.0)


def _keep_end(document: Any) -> None:
    """The last lines of the body stay with the signature; Word keeps two of them by widow control."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _longest(texts: list[str], size: float) -> float:
    return max((width_mm(text, size) for text in texts), default=0.0)


def _stack(
    cell: Any,
    texts: list[tuple[str, float, bool]],
    *,
    before: float = 0,
    italic: bool = False,
    alignment: WD_ALIGN_PARAGRAPH = _CENTER,
) -> None:
    """Single lines (text, size, bold) from the top of a cell; ``before`` is the space above the first in points."""
    for i, (text, size, bold) in enumerate(texts):
        paragraph = cell.add_paragraph() if i else cell.paragraphs[0]
        _plain(paragraph, alignment)
        paragraph.paragraph_format.space_before = Pt(0 if i else before)
        _run(paragraph, text, size, bold=bold, italic=italic)


def _rule(place: Any, width: Length, length: float) -> None:
    """A line of ``length`` mm in the middle of ``width``: the top of an empty paragraph with indents."""
    if not length:
        return
    paragraph = place.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm((width.mm - length) / 2)
    layout.space_before, layout.line_spacing_rule, layout.line_spacing = Pt(2), WD_LINE_SPACING.EXACTLY, Pt(3)
    ooxml.bordered(paragraph, "top")


def _plain(paragraph: Any, alignment: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.paragraph_format.alignment = alignment


def _run(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
    return run
