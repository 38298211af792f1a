"""The same paper as .docx, for the văn thư who still edits it: the geometry of static/css/paper.css in Word."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from documents.rendering import lines, ooxml
from documents.rendering.layouts import layout_of
from documents.rendering.lines import ISSUER_SIZE, SIGNATURE_SIZE, SUBJECT_SIZE, TITLE_SIZE
from documents.rendering.metrics import width_mm
from documents.rendering.paper import Paper
from documents.rendering.qr import qr_png
from documents.rendering.word_body import BODY_SIZE, LINE_HEIGHT, write_items, write_paragraph
from documents.text.tree import Signature

FONT = "Times New Roman"
_ISSUER_COLUMN, _STATE_COLUMN = Mm(65), Mm(100)
_RECIPIENTS_COLUMN, _SIGNATURE_COLUMN = Mm(78), Mm(87)
_RULE_SHARE = 0.4
CONTACT_SIZE = 11.0
STAMP_COLOUR = "C80000"
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
    if layout_of(paper).is_titled:
        _title(document, paper)
    _addressees(document, paper)
    _decides(document, paper)
    for line in lines.basis_lines(paper):
        write_paragraph(document, line, italic=True)
    before, word, after = lines.decree(paper)
    for text in before:
        write_paragraph(document, text)
    if word:
        spaced = write_paragraph(document, word, bold=True, centred=True, heading=True).paragraph_format
        spaced.space_before, spaced.space_after = Pt(12), Pt(6)
    for text in after:
        write_paragraph(document, text)
    write_items(document, lines.main_sections(paper))
    for text in paper.body.closing:
        write_paragraph(document, text)
    _keep_end(document)
    _tail(document, paper)
    _contact(document, paper)
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
    if subject := lines.subject(paper):
        paragraph = number.add_paragraph()
        _plain(paragraph, _CENTER)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(2)
        _run(paragraph, subject, SUBJECT_SIZE)
    if stamp := lines.stamp(paper):
        _stamp(number, stamp)
    if paper.draft:
        _draft_mark(number)


def _stamp(cell: Any, word: str) -> None:
    """The red box of the urgency: a table of one cell, as wide and high as the decree says."""
    width = Mm(lines.STAMPS[word])
    gap = cell.paragraphs[-1]
    table = cell.add_table(1, 1)
    gap.paragraph_format.space_after = Pt(6)
    ooxml.fixed_columns(table, (width,))
    ooxml.boxed(table, height=Mm(lines.STAMP_HEIGHT), color=STAMP_COLOUR)
    paragraph = table.rows[0].cells[0].paragraphs[0]
    _plain(paragraph, _CENTER)
    _run(paragraph, word, 13.0, bold=True).font.color.rgb = RGBColor.from_string(STAMP_COLOUR)
    ooxml.flat(cell.paragraphs[-1])  # the one that python-docx puts after a table


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


def _addressees(document: Any, paper: Paper) -> None:
    """Kính gửi: one in the middle of the line, several with their dashes under the colon."""
    texts = lines.addressee_lines(paper)
    first = 12 if layout_of(paper).is_titled else 28
    if not texts and not layout_of(paper).is_titled:
        ooxml.spacer(document, before=12)
    for i, text in enumerate(texts):
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.AT_LEAST, LINE_HEIGHT
        layout.space_before = Pt(0 if i else first)
        layout.space_after = Pt(12 if i == len(texts) - 1 else 0)
        if len(texts) == 1:
            _plain(paragraph, _CENTER)
        else:
            layout.left_indent = Mm(30 + (17.5 + 3.5 if i else 0))
            layout.first_line_indent = Mm(-3.5 if i else 0)
            layout.right_indent, layout.keep_with_next = Mm(15), (i == 0) or None
        _run(paragraph, text, BODY_SIZE)


def _decides(document: Any, paper: Paper) -> None:
    """Who decides: bold lines in the middle, under the title."""
    texts = lines.authority_lines(paper)
    for i, text in enumerate(texts, start=1):
        paragraph = document.add_paragraph()
        _plain(paragraph, _CENTER)
        paragraph.paragraph_format.space_before = Pt(10 if i == 1 else 0)
        paragraph.paragraph_format.space_after = Pt(6 if i == len(texts) else 0)
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, text, TITLE_SIZE, bold=True)


def _contact(document: Any, paper: Paper) -> None:
    """Address and e-mail in the footer of the first page, under a rule as wide as the text."""
    text = lines.contact(paper)
    if not text:
        return
    footer = document.sections[0].first_page_footer.paragraphs[0]
    _plain(footer, _CENTER)
    ooxml.bordered(footer, "top")
    _run(footer, text, CONTACT_SIZE)


def _tail(document: Any, paper: Paper) -> None:
    second = lines.second_signature(paper)
    if second:
        table = document.add_table(1, 2)
        ooxml.fixed_columns(table, (Mm(82.5), Mm(82.5)))
        table.rows[0]._tr.get_or_add_trPr().append(ooxml.element("cantSplit"))
        for cell, block in zip(table.rows[0].cells, (second, paper.signature), strict=True):
            _signature(cell, block)
        for paragraph in (p for cell in table.rows[0].cells for p in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = True
        ooxml.spacer(document)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = document.add_table(1, 2)
    ooxml.fixed_columns(table, (_RECIPIENTS_COLUMN, _SIGNATURE_COLUMN))
    if not lines.is_tail_long(paper):
        table.rows[0]._tr.get_or_add_trPr().append(ooxml.element("cantSplit"))
    recipients, signature = table.rows[0].cells
    _recipients(recipients, paper)
    if not second:
        _signature(signature, paper.signature)
    ooxml.spacer(document)


def _signature(cell: Any, block: Signature) -> None:
    """Authority, office and name, with room for signature and seal."""
    signed = lines.signature_lines(block)
    _stack(cell, [(line, SIGNATURE_SIZE, True) for line in signed], before=12)
    signer = cell.add_paragraph() if signed else cell.paragraphs[0]
    _plain(signer, _CENTER)
    signer.paragraph_format.space_before = Mm(25)
    _run(signer, block.name, SIGNATURE_SIZE, bold=True)


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
