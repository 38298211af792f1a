"""One paper in the layouts in which it reaches an office: typed, glued, scraped, as a web page, as a Word file.

Nothing here uses the program's own writers: what is read back was not written by the reader's twin.
"""

from __future__ import annotations

import html
import io
import random
import re
import textwrap
from collections.abc import Callable

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from tests.reading.cases import Case

MENU = ["Trang chủ", "Văn bản pháp luật", "Đăng nhập", "Hỏi đáp pháp luật mới nhất"]
BELOW = ["Tải về", "Lược đồ", "Văn bản liên quan", "Chia sẻ Facebook"]


def typed(case: Case) -> str:
    """One column after the other, a blank line between paragraphs."""
    part = case.columns
    blocks = [
        *part["left"],
        *part["right"],
        *part["title"],
        *part["body"],
        *part["foot"],
        *part["sign"],
        *part["after"],
    ]
    return "\n\n".join(block for block in blocks if block)


def tight(case: Case) -> str:
    """The right column first, signature before the recipients, no blank lines."""
    part = case.columns
    blocks = [
        *part["right"],
        *part["left"],
        *part["title"],
        *part["body"],
        *part["sign"],
        *part["foot"],
        *part["after"],
    ]
    return "\n".join(block for block in blocks if block)


def spaces(case: Case) -> str:
    """Both columns on one line, parted by spaces."""
    return _glued(case, lambda left, right: f"{left:<48}{right}".rstrip() if right else left)


def tabs(case: Case) -> str:
    """Both columns on one line, parted by a tab."""
    return _glued(case, lambda left, right: f"{left}\t{right}" if right else left)


def markdown(case: Case) -> str:
    """Markdown with tables for the columns, bold and headings."""
    part = case.columns
    top = f"| {_cell(part['left'], '**')} | {_cell(part['right'], '**')} |\n|---|---|\n"
    title = "\n".join(f"## {line}" for line in part["title"])
    body = "\n\n".join(_bold_heading(line) for line in part["body"])
    foot = f"| {_cell(part['foot'], '')} | {_cell(part['sign'], '**')} |\n|---|---|\n"
    return "\n\n".join([top, title, body, foot, "\n\n".join(part["after"])])


def wrapped(case: Case) -> str:
    """Cut at 72 letters, as from a terminal or a mail; rows of tables stay whole."""
    part = case.columns
    lines = [*part["title"], *part["body"]]
    body = [piece for line in lines for piece in ([line] if line[:1] == "|" else _cut(line, 72, 72))]
    return "\n".join([*part["left"], *part["right"], *body, *part["foot"], *part["sign"], *part["after"]])


def scraped(case: Case) -> str:
    """A page of a legal web site: words cut over lines, cells closed by "|", menus above and below."""
    chance = random.Random(case.name)
    part = case.columns
    lines = [*MENU]
    for column in (part["left"], part["right"]):
        lines += [piece for line in column if line for piece in _torn(line, chance)]
        lines += ["-------", "|"]
    for line in (*part["title"], *part["body"]):
        lines += [line] if line[:1] == "|" else _cut(line, chance.randint(24, 44), 80)
    for column in (part["foot"], part["sign"]):
        lines += [piece for line in column for piece in _torn(line, chance)]
        lines.append("|")
    after = [piece for line in part["after"] for piece in _cut(line, 60, 80)]
    return "\n".join([*lines, *after, *([] if after else BELOW)])


def web_page(case: Case) -> str:
    """HTML: nested tables around, cells with breaks, a menu, a script."""
    part = case.columns

    def cell(lines: list[str]) -> str:
        return "<td><p>" + "<br/>\n".join(html.escape(line) for line in lines if line) + "</p></td>"

    title = "".join(f"<p style='text-align:center'><strong>{html.escape(line)}</strong></p>" for line in part["title"])
    body = "\n".join(_html_line(line) for line in (*part["body"],))
    after = "".join(f"<p>{html.escape(line)}</p>" for line in part["after"])
    return (
        "<html><head><meta charset='utf-8'><title>Văn bản</title></head><body><nav>Trang chủ</nav>"
        "<script>document.write('<p>Số: 1/KH-UBND</p>')</script><table><tr><td>"
        f"<table><tr>{cell(part['left'])}{cell(part['right'])}</tr></table>{title}{body}"
        f"<table><tr>{cell(part['foot'])}{cell(part['sign'])}</tr></table>{after}"
        "</td></tr></table><footer>Bản quyền thuộc về Báo</footer></body></html>"
    )


def word_file(case: Case) -> bytes:
    """A Word file by python-docx: two borderless tables, bold headings, no automatic numbers."""
    part = case.columns
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(14)
    _two_columns(document, part["left"], part["right"], Pt(13))
    for line in part["title"]:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    rows: list[list[str]] = []
    for line in [*part["body"], ""]:
        if line[:1] == "|":
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for row, cells in zip(table.rows, rows, strict=True):
                for at, text in enumerate(cells):
                    row.cells[at].text = text
            rows = []
        if line:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.add_run(line).bold = line.upper() == line
    _two_columns(document, part["foot"], part["sign"], Pt(11))
    for line in part["after"]:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def numbered_word_file(case: Case) -> bytes:
    """A Word file in odd styles: labels are automatic numbers, headings have styles, the columns stand behind tabs.

    The title is one paragraph with line breaks.
    """
    part = case.columns
    document = docx.Document()
    # Where parts stand above "I." the count of one list does not fit: there labels are typed.
    lists = 0 if any(_ABOVE.match(line) for line in part["body"]) else _automatic_numbers(document)
    for left, right in _rows(part["left"], part["right"]):
        document.add_paragraph(f"{left}\t{right}" if right else left)
    if any(part["title"]):
        title = document.add_paragraph(style="Title")
        for at, line in enumerate(part["title"]):
            run = title.add_run(line)
            if at + 1 < len(part["title"]):
                run.add_break()
    rows: list[list[str]] = []
    for line in [*part["body"], ""]:
        if line[:1] == "|":
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            _plain_table(document, rows)
            rows = []
        if line:
            _numbered_line(document, line, lists)
    _two_columns(document, part["foot"], part["sign"], Pt(12))
    for line in part["after"]:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_ABOVE = re.compile(r"(?:Chương|Điều|Phần|PHẦN)\s|[A-H][./]\s|[IVX]+\s?[-–]|\d{1,2}[-–]\s")
_LEVELS = (
    ("upperRoman", "%1.", r"[IVX]+[./]\s+"), ("decimal", "%2.", r"\d{1,2}[./]\s+"),
    ("lowerLetter", "%3)", r"[a-zđ]\)\s+"), ("bullet", "-", r"-\s+"),
)  # fmt: skip


def _automatic_numbers(document) -> int:
    """A list of four levels, as Word numbers plans; returns its id."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for at, (kind, shown, _) in enumerate(_LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def _numbered_line(document, line: str, lists: int) -> None:
    """One line, its label as an automatic number where the count of the list fits it."""
    for level, (_, _, label) in enumerate(_LEVELS):
        if lists and (found := re.match(label, line)):
            style = "Heading 1" if level == 0 else "List Paragraph" if level == 3 else "Body Text"
            paragraph = document.add_paragraph(line[found.end() :], style=style)
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{lists}"/></w:numPr>')
            )
            return
    document.add_paragraph(line, style="Body Text")


def _plain_table(document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Light Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for at, text in enumerate(cells):
            row.cells[at].text = text


def crumbled(case: Case) -> str:
    """Copied out of a page that broke its lines anywhere: a word or a few a line, most often at head and foot."""
    chance = random.Random(case.name)
    part = case.columns
    lines: list[str] = []
    for column in ("left", "right"):
        lines += [piece for line in part[column] if line for piece in _crumbs(line, chance, 0.7)] + ["-------"]
    for line in part["title"]:
        lines += [*_crumbs(line, chance, 0.3)]
    lines.append("")
    for line in part["body"]:
        lines += ([line] if line[:1] == "|" else [*_crumbs(line, chance, 0.5 if len(line) < 60 else 0.15)]) + [""]
    for column in ("foot", "sign"):
        lines += [piece for line in part[column] if line for piece in _crumbs(line, chance, 0.5)] + [""]
    return "\n".join([*lines, *part["after"]])


def _crumbs(line: str, chance: random.Random, share: float) -> list[str]:
    """A line cut after its first words, as by a page whose first words are set apart; long lines are cut twice."""
    words = line.split(" ")
    if len(words) < 3 or chance.random() > share:
        return [line]
    cuts = sorted({1, *(chance.randint(1, len(words) - 1) for _ in range(1 + (len(words) > 12)))})
    return [" ".join(words[start:end]) for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True)]


def _rows(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    height = max(len(left), len(right))
    pad = lambda lines: [*lines, *[""] * (height - len(lines))]  # noqa: E731
    return list(zip(pad(left), pad(right), strict=True))


TEXTS: dict[str, Callable[[Case], str]] = {
    "typed": typed, "tight": tight, "spaces": spaces, "tabs": tabs, "markdown": markdown, "wrapped": wrapped,
    "scraped": scraped, "crumbled": crumbled, "web page": web_page,
}  # fmt: skip
FILES = {"markdown": "a.md", "web page": "a.html"}


def _two_columns(document, left: list[str], right: list[str], size: Pt) -> None:
    table = document.add_table(1, 2)
    for cell, lines, width in zip(table.rows[0].cells, (left, right), (Cm(7), Cm(9.5)), strict=True):
        cell.width = width
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
            if not line.startswith("-"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(line).font.size = size


def _glued(case: Case, glue: Callable[[str, str], str]) -> str:
    part = case.columns

    def rows(left: list[str], right: list[str]) -> list[str]:
        return [glue(a, b) for a, b in _rows(left, right)]

    lines = [*rows(part["left"], part["right"]), "", *part["title"], "", *part["body"], ""]
    return "\n".join([*lines, *rows(part["foot"], part["sign"]), *part["after"]])


def _cell(lines: list[str], mark: str) -> str:
    return "<br>".join(f"{mark}{line}{mark}" if line.upper() == line and mark else line for line in lines if line)


def _bold_heading(line: str) -> str:
    return f"**{line}**" if line.upper() == line and line[:1] != "|" else line


def _html_line(line: str) -> str:
    if line[:1] != "|":
        return f"<p>{html.escape(line)}</p>"
    cells = "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in line.strip("|").split("|"))
    return f"<table><tr>{cells}</tr></table>"


def _cut(line: str, first: int, width: int) -> list[str]:
    """A line cut at a width; the first piece is shorter, where the page's own marks took room."""
    if len(line) <= first:
        return [line]
    pieces = textwrap.wrap(line, first, break_long_words=False, break_on_hyphens=False)
    rest = line[len(pieces[0]) :].strip()
    return [pieces[0], *textwrap.wrap(rest, width, break_long_words=False, break_on_hyphens=False)]


def _torn(line: str, chance: random.Random) -> list[str]:
    """A line of a cell, often with a break between two of its words."""
    words = line.split(" ")
    if len(words) < 3 or chance.random() < 0.4:
        return [line]
    at = chance.randint(1, len(words) - 1)
    return [" ".join(words[:at]), " ".join(words[at:])]
