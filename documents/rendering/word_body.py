"""The body tree as paragraphs and tables of a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from documents.rendering import ooxml
from documents.rendering.columns import column_widths, is_figure
from documents.text.inline import runs
from documents.text.markers import head, is_two_line
from documents.text.tree import Item

BODY_SIZE = 14.0
TABLE_SIZE = 13.0
LINE_HEIGHT = Pt(17.5)
_INDENT = Mm(12.7)
_TEXT_WIDTH_MM = 165


def write_items(document: Any, items: Iterable[Item]) -> None:
    """The items and all below them, in reading order."""
    for item in items:
        _write_item(document, item)
        write_items(document, item.children)


def write_paragraph(
    document: Any,
    text: str,
    *,
    label: str = "",
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    heading: bool = False,
) -> Any:
    """One paragraph of the body; ``heading`` stays with the next one, ``label`` stands bold before the text."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before, layout.line_spacing_rule = Pt(6), WD_LINE_SPACING.AT_LEAST
    layout.line_spacing = LINE_HEIGHT
    if centred:
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        layout.first_line_indent = _INDENT
        layout.alignment = WD_ALIGN_PARAGRAPH.LEFT if heading else WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.keep_with_next = heading or None
    if label:
        paragraph.add_run(f"{label} " if text else label).bold = True
    _write_runs(paragraph, text, bold=bold, italic=italic)
    return paragraph


def _write_item(document: Any, item: Item) -> None:
    label = head(item.level, item.label)
    text = item.text
    if item.level == "table":
        _write_table(document, item.rows)
    elif is_two_line(item.level, item.label):
        for line in filter(None, (label, item.title.upper())):
            write_paragraph(document, line, bold=True, centred=True, heading=True)
    elif item.title:
        title = item.title.upper() if item.level == "muc" else item.title
        strong = item.level in ("phan", "muc", "dieu", "khoan")
        write_paragraph(document, f"{label} {title}".strip(), bold=strong, heading=True)
    elif label or text:
        bold_label, label = (label, "") if item.level == "dieu" else ("", label)
        write_paragraph(document, " ".join(filter(None, (label, *text[:1]))), label=bold_label)
        text = text[1:]
    for paragraph in text:
        note = item.level == "annex" and paragraph.startswith("(Kèm theo")
        write_paragraph(document, paragraph, italic=note, centred=note)


def _write_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """The first row is the heading, repeated on every page."""
    count = max((len(row) for row in rows), default=0)
    if not count:
        return
    shares: Sequence[float] = column_widths(rows) or [100 / count] * count
    ooxml.spacer(document)
    table = document.add_table(0, count, style="Table Grid")
    widths = [Mm(_TEXT_WIDTH_MM * share / 100) for share in shares]
    ooxml.fixed_columns(table, widths, margin_mm=1)
    for number, row in enumerate(rows):
        cells = [
            _cell(row[column] if column < len(row) else "", widths[column], number == 0) for column in range(count)
        ]
        table._tbl.append(ooxml.row_of(cells, header=number == 0))
    ooxml.spacer(document)


def _cell(text: str, width: Any, header: bool) -> Any:
    """Cells are made by hand: python-docx looks through the whole table for each one."""
    cell = ooxml.element("tc")
    properties = ooxml.element("tcPr")
    properties.append(ooxml.element("tcW", w=ooxml.twips(width), type="dxa"))
    cell.append(properties)
    paragraph = ooxml.element("p")
    cell.append(paragraph)
    if header or is_figure(text):
        layout = ooxml.element("pPr")
        layout.append(ooxml.element("jc", val="center"))
        paragraph.append(layout)
    for run in runs(text):
        made = paragraph.add_r()
        style = made.get_or_add_rPr()
        style.extend(ooxml.element(tag) for tag, on in (("b", run.bold or header), ("i", run.italic)) if on)
        style.append(ooxml.element("sz", val=str(int(TABLE_SIZE * 2))))
        made.text = run.text
    return cell


def _write_runs(paragraph: Any, text: str, *, bold: bool, italic: bool) -> None:
    for run in runs(text):
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.bold or bold or None, run.italic or italic or None
