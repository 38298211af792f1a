"""The HTML of a paper: everything typed is text, and there are classes only."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest

from documents.rendering.body import inline_html
from documents.rendering.columns import column_widths
from documents.rendering.markup import paper_fragment, paper_html
from documents.rendering.paper import Paper
from documents.text.light import parse_body
from documents.text.tree import Body, Item, Signature
from tests.documents.rendering.papers import FULL, SAMPLE_NAMES, sample

HOSTILE = '<script>alert("x")</script><img src="http://example.com/a.png" onerror=x>&lt;'
TAGS = {"article", "div", "p", "h1", "h2", "h3", "br", "b", "i", "span", "section", "img"}
TAGS |= {"table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}


def hostile_paper() -> Paper:
    """Every text of a paper is an attack."""
    levels = ("phan", "chuong", "muc", "dieu", "khoan", "diem", "paren", "dash", "para", "annex")
    items = tuple(Item(level, HOSTILE, title, (HOSTILE,)) for level in levels for title in ("", HOSTILE))
    table = Item("table", rows=((HOSTILE, HOSTILE), (HOSTILE,)))
    values = {f.name: HOSTILE for f in fields(Paper) if f.type == "str"}
    return Paper(**values) and replace(
        Paper(**values),
        bases=(HOSTILE,), recipients=(HOSTILE,), body=Body((HOSTILE,), (*items, table), (HOSTILE,)),
        signature=Signature(HOSTILE, HOSTILE, HOSTILE, HOSTILE), draft=True,
    )  # fmt: skip


def test_no_tag_comes_from_the_text() -> None:
    fragment = paper_fragment(hostile_paper())
    assert set(re.findall(r"<\s*/?\s*([a-zA-Z0-9!]+)", fragment)) <= TAGS - {"img"}
    assert set(re.findall(r"<[a-z0-9]+ ([a-z-]+)=", fragment)) <= {"class", "lang", "scope"}


def test_whole_page_escapes_title_and_author() -> None:
    page = paper_html(hostile_paper())
    assert re.findall(r"<(script|img|link|base|iframe)", page, re.IGNORECASE) == []


def test_only_the_code_is_an_image() -> None:
    assert re.findall(r"<img[^>]*src=\"([^\"]*)\"", paper_fragment(FULL, qr_source="asset:qr.png")) == ["asset:qr.png"]
    assert "<img" not in paper_fragment(FULL)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_fragment_has_no_inline_style_and_no_script(name: str) -> None:
    fragment = paper_fragment(sample(name))
    assert re.findall(r"\b(?:style|on\w+)\s*=", fragment) == []


def test_every_class_is_in_the_style_sheet() -> None:
    from documents.rendering.pdf import STYLE_SHEETS

    css = "".join(path.read_text("utf-8") for path in STYLE_SHEETS)
    used = {
        name
        for value in re.findall(r'class="([^"]*)"', paper_fragment(replace(FULL, draft=True), qr_source="asset:x"))
        for name in value.split()
    }
    # The level of a paragraph is a class for whoever reads the page; most levels look alike.
    levels = {"muc", "dieu", "khoan", "diem", "paren", "dash", "para"}
    assert {name for name in used - levels if f".{name}" not in css} == set()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Kế hoạch 53/KH-UBND của", 'Kế hoạch<span> </span><span class="whole">53/KH-UBND</span> của'),
        ("kinh tế - xã hội", "kinh tế - xã hội"),
        ("**đậm** và *nghiêng*", "<b>đậm</b> và <i>nghiêng</i>"),
        ("thực hiện ./.", 'thực<span> </span><span class="whole">hiện ./.</span>'),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("x" * 50 + "-" + "y" * 50, "x" * 50 + "-" + "y" * 50),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert inline_html(text) == html


@pytest.mark.parametrize("rows", [[], [[]], [["a"] * 13], [["a"] * 5000]])
def test_tables_too_wide_for_shares_have_equal_columns(rows: list[list[str]]) -> None:
    assert column_widths(rows) == []


@pytest.mark.parametrize("count", range(1, 13))
def test_column_shares_are_whole(count: int) -> None:
    widths = column_widths([["x" * (7 * n) for n in range(count)], ["a"]])
    assert (len(widths), sum(widths), {width % 2 for width in widths}) == (count, 100, {0})
    assert min(widths) >= 8


def test_parts_have_ids_only_where_a_page_leads_to_them() -> None:
    """A printed paper keeps its bytes."""
    body = parse_body("I. MỤC ĐÍCH\n- Một\n| a |\nPhụ lục I\nDANH SÁCH")
    paper = Paper(kind="Kế hoạch", authority="UBND", bases=("Căn cứ một;", "hai."), recipients=("VT.",), body=body)
    ids = ["can-cu", "dong-1", "dong-2", "dong-3", "noi-nhan", "dong-4"]
    assert re.findall(r' id="(.*?)"', paper_fragment(paper, anchors=True)) == ids
    assert re.sub(r' id=".*?"', "", paper_fragment(paper, anchors=True)) == paper_fragment(paper)
