"""How papers come from legal web sites, document systems and Word: with facts, buttons, stamps and marks in between."""

from __future__ import annotations

import io
import random
import textwrap
from collections.abc import Callable

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.reading.cases import Case
from tests.reading.layouts import _crumbs

_MENU = ["Đăng nhập", "Tra cứu nâng cao", "MỤC LỤC VĂN BẢN", "In mục lục", "Trang chủ » Văn bản » Bộ máy hành chính"]
_BUTTONS = ["Tải về", "Theo dõi VB", "Lưu trữ", "Ghi chú", "Ý kiến", "Facebook", "Email", "In"]
_END = [
    "Lưu trữ", "Ghi chú", "Ý kiến", "Bài liên quan:", "Thủ tục khen thưởng theo Luật mới", "Hỏi đáp pháp luật",
    "Đơn vị chủ quản: Công ty Cổ phần Tra cứu Số", "Điện thoại: (028) 1234 5678",
]  # fmt: skip


def legal_site(case: Case) -> str:
    """A page of a legal site: menu, its own heading, a box of facts, buttons; cells and first words torn from lines."""
    chance = random.Random(case.name)
    part, own = case.columns, case.header
    number = f"{own.get('number', '')}/{own.get('symbol', '')}"
    kind, year = own.get("kind", "Văn bản"), own.get("date", "2020")[:4]
    lines = [*_MENU, f"{kind} {number} năm {year} {own.get('summary', '')}".strip()]
    lines += [
        "Thuộc tính",
        "Số hiệu:",
        number,
        "Loại văn bản:",
        kind,
        "Nơi ban hành:",
        own.get("place", "Đang cập nhật"),
    ]
    lines += ["Người ký:", case.signature.get("name", "Đang cập nhật"), "Ngày ban hành:", _figures(own.get("date", ""))]
    lines += ["Ngày hiệu lực:", "Đã biết", "Tình trạng:", "Đã biết", *_BUTTONS, "Nội dung văn bản", ""]
    for column in ("left", "right"):
        lines += [piece for line in part[column] if line for piece in _crumbs(line, chance, 0.8)] + ["-------", "|"]
    for line in part["title"]:
        lines += [*_crumbs(line, chance, 0.4), ""]
    for line in part["body"]:
        lines += ([line] if line[:1] == "|" else _torn_head(line, chance)) + [""]
    for column in ("foot", "sign"):
        lines += [*filter(None, part[column]), "|"]
    return "\n".join([*lines, "", *part["after"], *([] if any(part["after"]) else _END)])


def _figures(date: str) -> str:
    return "/".join(reversed(date.split("-"))) if date else "Đang cập nhật"


def _torn_head(line: str, chance: random.Random) -> list[str]:
    """A paragraph whose first words stand on a line of their own, the rest cut at a width, as such pages have it."""
    words = line.split(" ")
    if len(words) < 8 or chance.random() < 0.5:
        return textwrap.wrap(line, 88, break_long_words=False, break_on_hyphens=False) or [""]
    cut = chance.randint(2, 5)
    rest = textwrap.wrap(" ".join(words[cut:]), 80, break_long_words=False, break_on_hyphens=False)
    return [" ".join(words[:cut]), *rest]


def stamped(case: Case) -> str:
    """Text out of a signed PDF: stamps above and over the signature, a watermark and a number on every page."""
    part = case.columns
    stamp = ["Ký bởi: Cơ quan ban hành", "Email: vanthu@example.gov.vn", "Cơ quan: Tỉnh Mẫu",
             "Thời gian ký: 09.02.2024 15:32:10 +07:00"]  # fmt: skip
    lines = [*part["left"], "", *part["right"], *stamp, ""]
    lines += [*part["title"], ""]
    for line in part["body"]:
        lines += [line] if line[:1] == "|" else textwrap.wrap(line, 84, break_on_hyphens=False)
    paged: list[str] = []
    for at in range(0, len(lines), 34):
        if at:
            paged += [f"nvthanh-10/02/2024 08:1{at % 7}:33-nvthanh", f"{1 + at // 34}"]
        paged += lines[at : at + 34]
    sign = [line for line in part["sign"] if line]
    name = sign.pop() if sign else ""
    above = ["Người ký: Văn thư cơ quan", "Ngày ký: 10/02/2024 08:12:33", "Chữ ký số hợp lệ"]
    return "\n".join([*paged, "", *part["foot"], "", *sign, *above, name, "", *part["after"]])


def loose_marks(case: Case) -> str:
    """Markdown of a converter: bold on halves of lines, three stars, hard spaces, escapes, rules of dashes."""
    chance = random.Random(case.name)
    part = case.columns

    def marked(line: str) -> str:
        words = line.split(" ")
        if line[:1] in "|" or len(words) < 3:
            return line
        cut = chance.randint(1, len(words) - 1)
        head, rest = " ".join(words[:cut]), " ".join(words[cut:])
        return chance.choice(
            [f"**{head}** {rest}", f"**{head}** **{rest}**", f"***{line}***", f"{head}&nbsp;{rest}", line]
        )

    top = [
        *map(marked, filter(None, part["left"])),
        r"\-\-\-\-\-\-\-",
        *map(marked, filter(None, part["right"])),
        "\\* \\* \\*",
    ]
    title = [f"**{line}**  " for line in part["title"] if line]
    body = [marked(line) if line.upper() == line else line.replace(" - ", r" \- ") for line in part["body"]]
    foot = [*part["foot"], "", *(f"**{line}**\\" for line in part["sign"] if line)]
    return "\n\n".join([*top, "\n".join(title), *body, "\n".join(foot), *part["after"]])


SITES: dict[str, Callable[[Case], str]] = {"legal site": legal_site, "stamped": stamped, "loose marks": loose_marks}
SITE_FILES = {"loose marks": "a.md"}


def saved_page(case: Case) -> bytes:
    """A Word file saved from a web page: all in one cell, tables in it, soft breaks, tabs and hard spaces."""
    part = case.columns
    document = docx.Document()
    outer = document.add_table(1, 1).rows[0].cells[0]
    _nested(outer, part["left"], part["right"])
    title = outer.add_paragraph()
    for at, line in enumerate(filter(None, part["title"])):
        run = title.add_run(f"\u00a0{line}\u00a0")
        run.bold = True
        if at + 1 < len(part["title"]):
            run.add_break()
    held = None
    for number, line in enumerate(part["body"]):
        if line[:1] == "|":
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            table = outer.add_table(1, len(cells))
            for at, text in enumerate(cells):
                table.rows[0].cells[at].text = text
            held = None
        elif line and held is not None and number % 3:
            held.add_run().add_break()
            held.add_run(f"\t{line}")
        elif line:
            held = outer.add_paragraph()
            held.add_run("\u00a0\u00a0\u00a0" if number % 2 else "\t")
            _linked(held, line)
    _nested(outer, part["foot"], part["sign"])
    for line in part["after"]:
        outer.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _nested(cell, left: list[str], right: list[str]) -> None:
    """A table of two cells within a cell, the lines of each in one paragraph with soft breaks."""
    table = cell.add_table(1, 2)
    for inner, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for at, line in enumerate(filter(None, lines)):
            if at:
                inner.paragraphs[0].add_run().add_break()
            inner.paragraphs[0].add_run(line)


def _linked(paragraph, line: str) -> None:
    """The line, its second half within a hyperlink."""
    words = line.split(" ")
    half = len(words) // 2
    paragraph.add_run(" ".join(words[:half]) + (" " if half else ""))
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t xml:space="preserve"></w:t></w:r></w:hyperlink>'
    )
    link[0][0].text = " ".join(words[half:])
    paragraph._p.append(link)
