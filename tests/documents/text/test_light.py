"""The light text: what people type becomes the right tree, and the round trip loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text import markers
from documents.text.light import parse_body, print_body
from documents.text.tree import Body, Item

LABELS = {
    "phan": ["I", "II", "thứ nhất", "A", "B", "1"],
    "chuong": ["I", "IV", "2"],
    "muc": ["I", "V", "XII", "1", "3"],
    "dieu": ["1", "12", "3a"],
    "khoan": ["1", "2", "10", "1.1", "2.10", "1.1.1", "II.1"],
    "diem": ["a", "b", "đ"],
    "paren": ["1", "12", "a", "ii"],
    "dash": ["-", "+", "*"],
}
PIECES = st.sampled_from(
    ["Mục đích", "MỤC ĐÍCH", "phát huy", "1.", "a)", "- ", "(1)", "Điều 1.", "I.", "A.", "Chương I", "Phụ lục"]
    + ["./.", ";", ":", "**", "*", "\\", "\\*", "|", "---", "# ", "Trên đây là", "12.5", "1.1", "”", "năm 2023"]
    + ["x", "+", "V.v"]
)
TEXT = (
    st.lists(PIECES, min_size=1, max_size=5)
    .flatmap(lambda parts: st.sampled_from([" ".join(parts), "".join(parts)]))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
CELL = st.one_of(st.just(""), TEXT)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)


def ordered(items: list[Item]) -> tuple[Item, ...]:
    """Siblings as a reader can see them: none deeper than the one before; free text only after a table."""
    kept: list[Item] = []
    for item in sorted(items, key=lambda item: -markers.rank(item.level, item.label)):
        if item.level != "para" or (kept and kept[-1].level == "table"):
            kept.append(item)
    return tuple(kept)


@st.composite
def items(draw, above: int = -1) -> Item:
    levels = [
        (level, label)
        for level, labels in LABELS.items()
        for label in labels
        if markers.rank(level, label) > above
    ]  # fmt: skip
    level, label = draw(st.sampled_from([*levels, ("table", ""), ("para", "")]))
    texts = draw(st.lists(TEXT, max_size=3))
    if level == "table":
        return Item("table", rows=tuple(draw(ROWS)))
    if level == "para":
        return Item("para", text=(*texts, draw(TEXT)))
    children = draw(st.lists(items(above=markers.rank(level, label)), max_size=3)) if draw(st.booleans()) else []
    return Item(level, label, draw(CELL), tuple(texts), ordered(children))


BODIES = st.builds(
    lambda opening, sections, closing, annexes: Body(tuple(opening), (*ordered(sections), *annexes), tuple(closing)),
    st.lists(TEXT, max_size=2),
    st.lists(items(), max_size=3),
    st.lists(TEXT, max_size=2),
    st.lists(
        st.builds(
            lambda label, title, texts, children: Item("annex", label, title, tuple(texts), ordered(children)),
            st.sampled_from(["", "I", "2"]),
            CELL,
            st.lists(TEXT, max_size=2),
            st.lists(items(), max_size=2),
        ),
        max_size=2,
    ),
)


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_parse_inverts_print(body: Body) -> None:
    assert parse_body(print_body(body)) == body


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(TEXT, st.just(""), st.text(max_size=30)), max_size=12))
def test_print_after_parse_is_a_fixed_point(lines: list[str]) -> None:
    printed = print_body(parse_body("\n".join(lines)))
    assert print_body(parse_body(printed)) == printed


TYPED = """UBND huyện xây dựng kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Phát huy vai trò của **từng** cá nhân.
2. Thủ trưởng các cơ quan xây dựng kế hoạch;
1.1. Chỉ tiêu
a) Đạt 90 %;
(1) Chi tiết thứ nhất;
- Gạch đầu dòng:
+ Gạch con.
Đoạn tiếp theo của gạch con.

| Đơn vị | Số lượng |
|---|---|
| Phòng A \\| B | 2 |
Sau bảng.
Trên đây là Kế hoạch của UBND huyện./.
PHỤ LỤC I
DANH SÁCH
(Kèm theo Kế hoạch)"""


def outline(item: Item) -> tuple:
    return (item.level, item.label, item.title, item.text, item.rows, [outline(child) for child in item.children])


def test_ordinary_typing_becomes_the_tree_a_clerk_means() -> None:
    body = parse_body(TYPED)
    table = ("table", "", "", (), (("Đơn vị", "Số lượng"), ("Phòng A | B", "2")), [])
    plus = (
        "dash",
        "+",
        "",
        ("Gạch con.", "Đoạn tiếp theo của gạch con."),
        (),
        [table, ("para", "", "", ("Sau bảng.",), (), [])],
    )
    dash = ("dash", "-", "", ("Gạch đầu dòng:",), (), [plus])
    paren = ("paren", "1", "", ("Chi tiết thứ nhất;",), (), [dash])
    point = ("diem", "a", "", ("Đạt 90 %;",), (), [paren])
    assert body.opening == ("UBND huyện xây dựng kế hoạch như sau:",)
    assert body.closing == ("Trên đây là Kế hoạch của UBND huyện./.",)
    assert [outline(item) for item in body.sections] == [
        (
            "muc", "I", "MỤC ĐÍCH, YÊU CẦU", (), (),
            [
                ("khoan", "1", "Mục đích", ("Phát huy vai trò của **từng** cá nhân.",), (), []),
                (
                    "khoan", "2", "", ("Thủ trưởng các cơ quan xây dựng kế hoạch;",), (),
                    [("khoan", "1.1", "Chỉ tiêu", (), (), [point])],
                ),
            ],
        ),
        ("annex", "I", "DANH SÁCH", ("(Kèm theo Kế hoạch)",), (), []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "level", "label", "title", "text"),
    [
        ("### **III. TỔ CHỨC THỰC HIỆN**", "muc", "III", "TỔ CHỨC THỰC HIỆN", ()),
        ("**1. Mục đích:** Phát huy.", "khoan", "1", "", ("**Mục đích:** Phát huy.",)),
        ("**2.** Phát huy.", "khoan", "2", "", ("Phát huy.",)),
        ("# 3. Tổ chức thi đua.", "khoan", "3", "Tổ chức thi đua.", ()),
        ("Điều 4. Phạm vi điều chỉnh", "dieu", "4", "Phạm vi điều chỉnh", ()),
        ("Chương II. QUY ĐỊNH CHUNG", "chuong", "II", "QUY ĐỊNH CHUNG", ()),
        ("Mục 2: THẨM QUYỀN", "muc", "2", "THẨM QUYỀN", ()),
        ("Phần thứ nhất", "phan", "thứ nhất", "", ()),
        ("B. NHIỆM VỤ", "phan", "B", "NHIỆM VỤ", ()),
        ("1.Mục tiêu", "khoan", "1", "Mục tiêu", ()),
        ("2/ Nội dung;", "khoan", "2", "", ("Nội dung;",)),
        ("đ) Khen thưởng", "diem", "đ", "", ("Khen thưởng",)),
        ("– Gạch dài", "dash", "-", "", ("Gạch dài",)),
        ("• Chấm tròn", "dash", "-", "", ("Chấm tròn",)),
        ("1. Tiêu đề có hai chấm:", "khoan", "1", "Tiêu đề có hai chấm:", ()),
        ("1. Các cơ quan, đơn vị, địa phương trên địa bàn thực hiện tốt các nội dung sau:", "khoan", "1", "",
         ("Các cơ quan, đơn vị, địa phương trên địa bàn thực hiện tốt các nội dung sau:",)),
    ],
)  # fmt: skip
def test_one_line(line: str, level: str, label: str, title: str, text: tuple[str, ...]) -> None:
    (item,) = parse_body(line).sections
    assert (item.level, item.label, item.title, item.text) == (level, label, title, text)


@pytest.mark.parametrize(
    "line",
    ["2.500 người tham gia.", "20.01.2022 là ngày họp.", "V.v và các nội dung khác.", "Điều 5 Luật này quy định.",
     "Chương trình mục tiêu.", "Mục đích", "Phần lớn công chức.", "06 tháng đầu năm.", "TP. Tây Ninh.",
     "\\- Không phải gạch"],
)  # fmt: skip
def test_lines_that_only_resemble_labels_stay_paragraphs(line: str) -> None:
    body = parse_body(line)
    assert body == Body(opening=(line.removeprefix("\\"),))


def test_chapter_title_on_the_next_line_and_line_numbers() -> None:
    (chapter,) = parse_body("\n\nChương I\n\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi").sections
    assert (chapter.title, chapter.line) == ("QUY ĐỊNH CHUNG", 3)
    assert [(child.level, child.title, child.line) for child in chapter.children] == [("dieu", "Phạm vi", 6)]


def test_closing_is_found_without_a_mark_and_forced_with_one() -> None:
    assert parse_body("I. NỘI DUNG\nĐoạn một.\nYêu cầu thực hiện./.").closing == ("Yêu cầu thực hiện./.",)
    assert parse_body("I. NỘI DUNG\nĐoạn một.\n---\nĐoạn hai.").closing == ("Đoạn hai.",)
    assert print_body(Body(sections=(Item("muc", "I", "A", ("Trên đây là.",)),))) == "I. A\n\nTrên đây là.\n\n---"
