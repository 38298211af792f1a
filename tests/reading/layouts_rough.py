"""Rougher layouts: what sites, converters and printers make of a paper, beside those of ``layouts``."""

from __future__ import annotations

import html
import io
import random
import re
import textwrap
import unicodedata
from collections.abc import Callable

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from tests.reading.cases import Case
from tests.reading.layouts import typed

_SITE = [
    "TÀI KHOẢN", "Quên mật khẩu?", "Tìm kiếm nâng cao", "Thuộc tính", "Nội dung", "VB gốc", "Hiệu lực", "VB liên quan",
    "Cỡ chữ: A- A A+", "Lượt xem: 1.204",
]  # fmt: skip
_END = ["Lưu trữ", "Ghi chú", "Ý kiến", "In bài viết", "Bình luận (0)", "Các văn bản khác", "Về đầu trang"]
_NUMBER_LINE = re.compile(r"(Số:)\s*(\S.*)")


def cell_lines(case: Case) -> str:
    """A page whose table fell apart: every cell's line alone, "Số:" above its number, bars and dashes between."""
    part = case.columns
    lines = [*_SITE]
    for column in (part["left"], part["right"]):
        for line in filter(None, column):
            found = _NUMBER_LINE.fullmatch(line)
            lines += [found[1], found[2]] if found else [line]
        lines += ["", "|", "--------", ""]
    for line in (*part["title"], *part["body"]):
        lines += [line, ""]
    for column in (part["foot"], part["sign"]):
        lines += [*filter(None, column), "|"]
    return "\n".join([*lines, *part["after"], *([] if any(part["after"]) else _END)])


def barred(case: Case) -> str:
    """Cells of a row joined by " | ", all lines of a cell on one line; list marks of the foot within that line."""
    part = case.columns

    def cell(lines: list[str]) -> str:
        return " ".join(line for line in lines if line)

    top = [f"{cell(part['left'])} | {cell(part['right'])}", "------- | ---------------"]
    foot = [f"{cell(part['foot'])} | {cell(part['sign'])}"]
    return "\n".join([*top, *part["title"], *part["body"], *foot, *part["after"]])


def twice(case: Case) -> str:
    """The text pasted two times, with what the site says in between."""
    text = typed(case)
    return f"{text}\n\nBạn chưa đăng nhập thành viên.\n\n{text}\n"


def printed(case: Case) -> str:
    """Letters taken out of a PDF: NFD, columns by spaces, a running header and the number of the page in the text."""
    part = case.columns
    lines = [*_side_by_side(part["left"], part["right"]), ""]
    lines += [line.center(92).rstrip() for line in part["title"]] + [""]
    for line in part["body"]:
        lines += [line] if line[:1] == "|" else textwrap.wrap(line, 88, initial_indent=" " * 6, break_on_hyphens=False)
    running = f"{(part['title'] or part['body'])[0].capitalize()[:40]}"
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    paged: list[str] = []
    for number, page in enumerate(pages, 1):
        if number > 1:
            paged += [f"\f{running:<70}{number}", ""]
        paged += page
    foot = ["", *_side_by_side(part["foot"], part["sign"]), *part["after"]]
    return unicodedata.normalize("NFD", "\n".join([*paged, *foot]))


def _side_by_side(left: list[str], right: list[str]) -> list[str]:
    height = max(len(left), len(right))
    rows = zip([*left, *[""] * (height - len(left))], [*right, *[""] * (height - len(right))], strict=True)
    wide = max(44, *(len(line) + 4 for line in left)) if left else 44
    return [
        f"{one if one[:1] == '-' else one.center(wide - 6):<{wide}}{two.center(44)}".rstrip() if two else one
        for one, two in rows
    ]


def div_page(case: Case) -> str:
    """HTML without tables or paragraphs: blocks side by side, a span for every other word, hard spaces."""
    chance = random.Random(case.name)
    part = case.columns

    def block(line: str, tag: str = "div") -> str:
        words = [f"<span>{html.escape(word)}</span>" if chance.random() < 0.3 else html.escape(word)
                 for word in line.split(" ")]  # fmt: skip
        return f"<{tag}>{'&nbsp;' * 4}{' '.join(words).replace(' - ', ' -&nbsp;')}</{tag}>"

    def column(lines: list[str]) -> str:
        return f"<div class='col'>{''.join(block(line) for line in lines if line)}</div>"

    top = f"<div class='row'>{column(part['left'])}{column(part['right'])}</div>"
    title = "".join(f"<h3>{html.escape(line)}</h3>" for line in part["title"] if line)
    body = "".join(_rows_or_block(line, block) for line in part["body"])
    foot = f"<div class='row'>{column(part['foot'])}{column(part['sign'])}</div>"
    after = "".join(block(line) for line in part["after"])
    return (
        "<!DOCTYPE html><html><body><div class='menu'><a href='/'>Trang chủ</a> | <a href='/vb'>Văn bản</a></div>"
        f"<article>{top}{title}{body}{foot}{after}</article>"
        "<div class='share'><a href='#'>Chia sẻ</a><a href='#'>Tải về</a></div></body></html>"
    )


def _rows_or_block(line: str, block: Callable[[str], str]) -> str:
    if line[:1] != "|":
        return block(line)
    cells = "".join(f"<td><div>{html.escape(cell.strip())}</div></td>" for cell in line.strip("|").split("|"))
    return f"<table><tbody><tr>{cells}</tr></tbody></table>"


ROUGH: dict[str, Callable[[Case], str]] = {
    "cell lines": cell_lines, "barred": barred, "twice": twice, "printed": printed, "div page": div_page,
}  # fmt: skip
ROUGH_FILES = {"div page": "a.html"}


def boxed_word_file(case: Case, *, changes: bool = True) -> bytes:
    """A Word file of many hands: the head in text boxes, tracked changes, merged cells below; a header with a field."""
    part = case.columns
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.styles["Normal"].font.size = Pt(13)
    section.header.paragraphs[0].add_run("Văn bản nội bộ - trang ")
    section.header.paragraphs[0]._p.append(_field("PAGE", "1"))
    paragraph = document.add_paragraph()
    paragraph.add_run()._r.append(_text_box([line for line in part["left"] if line], 0))
    paragraph.add_run()._r.append(_text_box([line for line in part["right"] if line], 230))
    for line in part["title"]:
        heading = document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.add_run(line).bold = True
    for number, line in enumerate(part["body"]):
        if line[:1] == "|":
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            table = document.add_table(1, len(cells))
            for at, text in enumerate(cells):
                table.rows[0].cells[at].text = text
        elif line:
            _changed(document.add_paragraph(), line, number if changes else 1)
    _foot_table(document, part["foot"], part["sign"])
    for line in part["after"]:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_MORE = ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_MORE += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_MORE += ' xmlns:v="urn:schemas-microsoft-com:vml"'


def _text_box(lines: list[str], left: int):
    """A box as Word saves it: the new drawing, and the old one for other programs."""
    inner = "".join(
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>'
        f'<w:t xml:space="preserve">{html.escape(line)}</w:t></w:r></w:p>'
        for line in lines
    )
    anchor = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{2 + left}" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left * 12700}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2800000" cy="2000000"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="{left + 1}" name="Box {left}"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2800000" cy="2000000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor>"
    )
    return parse_xml(
        f"<mc:AlternateContent {nsdecls('w', 'wp', 'a')}{_MORE}>"
        f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:shape style="width:220pt;height:100pt"><v:textbox><w:txbxContent>{inner}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def _field(code: str, shown: str):
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>')


def _changed(paragraph, line: str, number: int) -> None:
    """The line in runs that spell checks and tracked changes left: words cut in two, one taken out, one put in."""
    words = line.split(" ")
    if len(words) < 6 or number % 3:
        half = len(line) // 2
        paragraph.add_run(line[:half])
        paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
        paragraph.add_run(line[half:])
        return
    by = f'{nsdecls("w")} w:id="{number}" w:author="A" w:date="2024-01-01T00:00:00Z"'
    paragraph.add_run(" ".join(words[:3]) + " ")
    paragraph._p.append(
        parse_xml(f'<w:del {by}><w:r><w:delText xml:space="preserve">bỏ 12% </w:delText></w:r></w:del>')
    )
    put_in = html.escape(words[3])
    paragraph._p.append(parse_xml(f'<w:ins {by}><w:r><w:t xml:space="preserve">{put_in} </w:t></w:r></w:ins>'))
    paragraph.add_run(" ".join(words[4:]))


def _foot_table(document, foot: list[str], sign: list[str]) -> None:
    """Three columns, the middle one empty, a row for every line; the first line of the foot spans two columns."""
    rows = max(len(foot), len(sign))
    if not rows:
        return
    table = document.add_table(rows, 3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1])
    for at, row in enumerate(table.rows):
        row.cells[0].text = foot[at] if at < len(foot) else ""
        row.cells[2].text = sign[at] if at < len(sign) else ""
