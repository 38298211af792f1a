"""The rivals that are Python libraries. WeasyPrint gets our very page; the others print the same words plainly."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Iterator

from documents.rendering.lines import basis_lines, recipient_lines, signature_lines
from documents.rendering.markup import paper_html
from documents.rendering.metrics import FONT_FOLDER
from documents.rendering.paper import Paper
from documents.text.inline import plain
from documents.text.markers import head
from documents.text.tree import Item

Make = Callable[[Paper], bytes]
Rows = tuple[tuple[str, ...], ...]


def weasyprint_plain() -> Make:
    """The same HTML and CSS, fonts and parsed CSS shared, untagged and without a code: the figure to hold against."""
    import pydyf

    from documents.rendering.pdf import engine

    made = engine()
    pydyf.zlib = zlib  # its own compression level again, which our engine lowers

    def make(paper: Paper) -> bytes:
        document = made.html(string=paper_html(paper), url_fetcher=made.fetcher({}))
        return document.write_pdf(stylesheets=made.styles, font_config=made.fonts)

    return make


def weasyprint_link() -> Make:
    """WeasyPrint as most programs call it: style sheets by link, fonts looked up anew each time."""
    os.environ["FONTCONFIG_FILE"] = str(FONT_FOLDER / "fonts.conf")
    from weasyprint import HTML

    from documents.rendering.pdf import STYLE_SHEETS

    links = "".join(f'<link rel="stylesheet" href="{path.as_uri()}">' for path in STYLE_SHEETS)

    def make(paper: Paper) -> bytes:
        return HTML(string=paper_html(paper).replace("</head>", f"{links}</head>")).write_pdf()

    return make


def reportlab() -> Make:
    """ReportLab's Platypus."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(TTFont("Tinos", FONT_FOLDER / "Tinos-Regular.ttf"))
    style = ParagraphStyle(
        "p", fontName="Tinos", fontSize=14, leading=17.5, firstLineIndent=36, spaceBefore=6, alignment=4
    )
    cell = ParagraphStyle("c", fontName="Tinos", fontSize=13, leading=15)

    def make(paper: Paper) -> bytes:
        story: list[object] = []
        for part in flow(paper):
            if isinstance(part, str):
                story.append(Paragraph(escape(part), style))
            else:
                widths = [165 * mm / len(part[0])] * len(part[0])
                rows = [[Paragraph(escape(text), cell) for text in row] for row in part]
                story.append(Table(rows, colWidths=widths, repeatRows=1))
        buffer = io.BytesIO()
        margins = {"topMargin": 20 * mm, "bottomMargin": 20 * mm, "leftMargin": 30 * mm, "rightMargin": 15 * mm}
        SimpleDocTemplate(buffer, pagesize=A4, **margins).build(story)
        return buffer.getvalue()

    return make


def fpdf2() -> Make:
    """fpdf2."""
    from fpdf import FPDF

    def make(paper: Paper) -> bytes:
        pdf = FPDF(format="A4")
        pdf.set_margins(30, 20, 15)
        pdf.set_auto_page_break(True, 20)
        pdf.add_font("Tinos", fname=FONT_FOLDER / "Tinos-Regular.ttf")
        pdf.add_font("Tinos", style="B", fname=FONT_FOLDER / "Tinos-Bold.ttf")
        pdf.add_page()
        for part in flow(paper):
            if isinstance(part, str):
                pdf.set_font("Tinos", size=14)
                pdf.multi_cell(0, 6.2, part, align="J", new_x="LMARGIN", new_y="NEXT")
                pdf.ln(2)
            else:
                pdf.set_font("Tinos", size=13)
                with pdf.table(line_height=5.3) as table:
                    for row in part:
                        table.row(row)
        return bytes(pdf.output())

    return make


def typst() -> Make:
    """Typst, its source made from the same words."""
    import typst as library

    head_lines = (
        '#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")\n'
        '#set text(font: "Tinos", size: 14pt, lang: "vi")\n'
        "#set par(justify: true, first-line-indent: 12.7mm, spacing: 1.1em)\n"
    )

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def make(paper: Paper) -> bytes:
        parts = []
        for part in flow(paper):
            if isinstance(part, str):
                parts.append(f"#par[#{quoted(part)}]\n")
            else:
                cells = ", ".join(quoted(text) for row in part[1:] for text in row)
                heading = ", ".join(quoted(text) for text in part[0])
                parts.append(f"#table(columns: (1fr,) * {len(part[0])}, table.header({heading}), {cells})\n")
        source = (head_lines + "".join(parts)).encode()
        return bytes(library.compile(source, font_paths=[str(FONT_FOLDER)], ignore_system_fonts=True))

    return make


def flow(paper: Paper) -> Iterator[str | Rows]:
    """The words of a paper as paragraphs and tables in reading order."""
    yield from (paper.authority, paper.kind.upper(), paper.summary)
    yield from basis_lines(paper)
    yield from map(plain, paper.body.opening)
    for item in paper.body.sections:
        yield from _item(item)
    yield from map(plain, paper.body.closing)
    yield from recipient_lines(paper)
    yield from signature_lines(paper)


def _item(item: Item) -> Iterator[str | Rows]:
    if item.rows:
        yield item.rows
    label = head(item.level, item.label)
    texts = (
        [f"{label} {item.title}", *item.text] if item.title else [f"{label} {' '.join(item.text[:1])}", *item.text[1:]]
    )
    yield from (plain(text) for text in texts if text.strip())
    for child in item.children:
        yield from _item(child)
