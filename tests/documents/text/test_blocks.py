"""The flat row that the editor in the browser shows: every part of a body once, in order."""

from __future__ import annotations

from documents.text.blocks import blocks
from documents.text.light import parse_body

TYPED = """Mở đầu.
# Tiêu đề không số
I. MỤC ĐÍCH
1. Thủ trưởng thực hiện;
Đoạn tiếp.
- Gạch.

| A | B |
| 1 |
Sau bảng.
Trên đây là Kế hoạch./.
Phụ lục I
DANH SÁCH"""


def row(level: str, label: str, text: str, *, heading: bool = False) -> dict:
    return {"type": "line", "level": level, "label": label, "heading": heading, "text": text}


def test_a_body_as_a_row_of_lines_and_tables() -> None:
    assert blocks(parse_body(TYPED)) == [
        row("text", "", "Mở đầu."),
        row("muc", "", "Tiêu đề không số", heading=True),
        row("muc", "I", "MỤC ĐÍCH", heading=True),
        row("khoan", "1", "Thủ trưởng thực hiện;"),
        row("text", "", "Đoạn tiếp."),
        row("dash", "-", "Gạch."),
        {"type": "table", "rows": [["A", "B"], ["1", ""]]},
        row("text", "", "Sau bảng."),
        row("text", "", "Trên đây là Kế hoạch./."),
        row("annex", "I", "DANH SÁCH", heading=True),
    ]


def test_a_closing_that_its_words_do_not_tell_is_marked() -> None:
    assert blocks(parse_body("1. Một;\n---\nHết.")) == [
        row("khoan", "1", "Một;"), {"type": "closing"}, row("text", "", "Hết."),
    ]  # fmt: skip


def test_an_empty_body_has_no_blocks() -> None:
    assert blocks(parse_body("")) == []
