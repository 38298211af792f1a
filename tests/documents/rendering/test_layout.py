"""The printed PDF is read back and held against NĐ 30/2020/NĐ-CP, Phụ lục I, component by component."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest

from documents.rendering.sandbox import Renderer
from tests.documents.rendering.component_table import LEFT, MIDDLE, ROWS, Row
from tests.documents.rendering.papers import DRAFT, FULL, LONG, SAMPLE_NAMES, of_paragraphs, sample, source
from tests.documents.rendering.reading_back import Pages, squeezed


@pytest.fixture(scope="module")
def full(renderer: Renderer) -> Pages:
    return Pages(renderer.render(FULL, "pdf"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.rule}")
def test_component(full: Pages, row: Row) -> None:
    spot = full.find(row.text)
    assert {row.sizes[0] <= size <= row.sizes[1] for size in spot.sizes} == {True}
    assert (spot.bold, spot.italic, spot.upright) == (row.bold, row.italic, not row.italic)
    assert spot.is_one_line
    if row.centre is not None:
        assert spot.centre == pytest.approx(row.centre, abs=0.5)


def test_page_is_a4_with_the_margins_of_the_decree(full: Pages) -> None:
    """Mục I: A4 portrait; top and bottom 20–25, left 30–35, right 15–20 mm."""
    for page, (width, height) in enumerate(full.sizes):
        assert (width, height) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
        chars = full.chars(page)
        assert min(char["x0"] for char in chars) * 25.4 / 72 >= 30 - 0.2
        assert max(char["x1"] for char in chars) * 25.4 / 72 <= 195 + 0.2
        assert min(char["top"] for char in chars) * 25.4 / 72 >= 20 - 0.2
        assert max(char["bottom"] for char in chars) * 25.4 / 72 <= 277 + 0.2


def test_text_fills_the_width_between_the_margins(renderer: Renderer) -> None:
    pages = Pages(renderer.render(of_paragraphs(1), "pdf"))
    spot = pages.find(
        "Các cơ quan, đơn vị, địa phương triển khai thực hiện phong trào thi đua trên tinh thần cụ thể hóa"
    )
    assert spot.left == pytest.approx(30, abs=0.3)
    assert spot.right == pytest.approx(195, abs=0.3)


def test_page_numbers_stand_in_the_top_margin_from_page_two(renderer: Renderer) -> None:
    """Mục I.7: Arabic, 13–14, centred in the top margin, hidden on page 1."""
    pages = Pages(renderer.render(sample(SAMPLE_NAMES[0]), "pdf"))
    assert [pages.number(page) for page in range(len(pages))] == ["", *map(str, range(2, len(pages) + 1))]
    number = pages.number_spot(1)
    assert (number.sizes, number.upright) == ({14.0}, True)
    assert number.centre == pytest.approx(MIDDLE, abs=0.5)
    assert 5 < number.top < number.bottom < 20


def test_each_annex_has_page_numbers_of_its_own(full: Pages) -> None:
    """Mục III: a phụ lục begins a page, after the signature, and counts from 1; its table repeats the heading."""
    first, second = full.find("Phụ lục I").page, full.find("Phụ lục II").page
    assert full.find("Nguyễn Hoàng Phương").page == first - 1
    assert [full.number(page) for page in range(first, second + 1)] == ["", "2", "3", ""][: second - first] + [""]
    assert all(full.find("Họ và tên", page=page).bold for page in range(first, second))


def test_rule_under_the_motto_is_as_long_as_the_text(full: Pages) -> None:
    motto = full.find("Độc lập - Tự do - Hạnh phúc")
    left, right = full.rule_under(motto)
    assert (left, right) == (pytest.approx(motto.left, abs=0.6), pytest.approx(motto.right, abs=0.6))


@pytest.mark.parametrize("text", ["PHÒNG NỘI VỤ", "Phát động phong trào thi đua yêu nước năm 2024"])
def test_rule_under_issuer_and_summary_is_a_third_to_a_half_of_the_line(full: Pages, text: str) -> None:
    line = full.find(text)
    left, right = full.rule_under(line)
    assert 1 / 3 <= (right - left) / line.width <= 1 / 2


def test_number_and_date_stand_on_one_line(full: Pages) -> None:
    """Row 6: on the same line as row 5."""
    number, date = full.find("Số: 06/KH-PNV"), full.find("Tây Ninh, ngày 05")
    assert number.bottom == pytest.approx(date.bottom, abs=0.3)


def test_body_paragraphs_are_indented_and_apart(full: Pages) -> None:
    """Row 11: first line 1 or 1,27 cm; at least 6 pt between paragraphs; spacing single to 1,5."""
    first, second = full.find("Cổ vũ, động viên"), full.find("2. Khoản không có")
    assert first.left == pytest.approx(30 + 12.7, abs=0.3)
    assert second.left == pytest.approx(30 + 12.7, abs=0.3)
    line = 14 * 1.25 / 72 * 25.4
    assert 1.149 <= 1.25 <= 1.149 * 1.5
    last = full.find("hết.")
    assert second.bottom - last.bottom == pytest.approx(line + 6 / 72 * 25.4, abs=0.2)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_only_the_last_line_of_a_paragraph_ends_early(renderer: Renderer, name: str) -> None:
    """A line that goes on at the left margin is full: "kinh tế-xã" kept whole must not break the line before."""
    pages = Pages(renderer.render(sample(name), "pdf"))
    followed = [
        right
        for page in range(len(pages))
        for (_, right), (left, _) in pairwise(pages.text_lines(page, 14))
        if left == pytest.approx(30, abs=0.3)
    ]
    assert len(followed) > 30
    assert min(followed) > 175  # headings are not justified; a word may be 20 mm wide


def test_recipients_are_level_with_the_signature(full: Pages) -> None:
    """Row 21: left, level with row 16."""
    assert full.find("Nơi nhận:").top == pytest.approx(full.find("TL. CHỦ TỊCH").top, abs=1.5)
    assert full.find("Nơi nhận:").left == pytest.approx(30, abs=0.3)


def test_there_is_room_for_signature_and_seal(full: Pages) -> None:
    assert full.find("Nguyễn Hoàng Phương").top - full.find("PHÓ TRƯỞNG PHÒNG").bottom >= 20


def test_blank_number_and_day_leave_room_to_write(renderer: Renderer) -> None:
    pages = Pages(renderer.render(DRAFT, "pdf"))
    assert pages.find("/KH-PNV").left - pages.find("Số:").right >= 5
    assert pages.find("tháng 01 năm 2024").left - pages.find("Tây Ninh, ngày").right >= 5


def test_draft_is_marked_and_nothing_moves(renderer: Renderer, full: Pages) -> None:
    pages = Pages(renderer.render(DRAFT, "pdf"))
    mark = pages.find("DỰ THẢO")
    assert mark.centre == pytest.approx(LEFT, abs=0.5)
    assert pages.find("KẾ HOẠCH").top == pytest.approx(full.find("KẾ HOẠCH").top, abs=0.1)
    assert mark.bottom <= pages.find("Phát động phong trào").top
    with pytest.raises(AssertionError):
        full.find("DỰ THẢO")


def test_long_issuer_and_title_break_without_touching(renderer: Renderer) -> None:
    pages = Pages(renderer.render(LONG, "pdf"))
    assert pages.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").is_one_line
    assert pages.find("Thành phố Hồ Chí Minh, ngày 05 tháng 01 năm 2024").is_one_line
    assert [pages.find(line).is_one_line for line in ("THI ĐUA - KHEN THƯỞNG", "PHƯỜNG LONG HOA")] == [True, True]
    issuer, summary = pages.find("THÀNH PHỐ HỒ CHÍ MINH", page=0), pages.find("Tổ chức các hoạt động")
    assert issuer.right < 95 < pages.find("CỘNG HÒA").left
    assert summary.left >= 30
    assert pages.find("DỰ THẢO").bottom <= summary.top


def test_a_paper_without_optional_parts(renderer: Renderer) -> None:
    bare = replace(
        FULL, authority="", parent_authority="", bases=(), recipients=(), drafter_mark="", verify_url="",
        signature=type(FULL.signature)(), summary="", number="", symbol="", place="", day=None, month=None, year=None,
    )  # fmt: skip
    pages = Pages(renderer.render(bare, "pdf"))
    assert len(pages.find("ngày tháng năm").sizes) == 1
    assert pages.find("KẾ HOẠCH").centre == pytest.approx(MIDDLE, abs=0.5)


@pytest.mark.parametrize("count", range(3, 15))
def test_page_breaks(renderer: Renderer, count: int) -> None:
    """No heading ends a page; nơi nhận, signature and the last two lines of the body share a page."""
    pages = Pages(renderer.render(of_paragraphs(count), "pdf"))
    for n in range(count):
        heading = pages.find(f"{n + 1}. Nhiệm vụ thứ {n + 1}C")
        assert heading.bottom - heading.top < 20, "heading and first words are on one page"
    end = {
        pages.find(text).page
        for text in ("Nơi nhận:", "- Đơn vị số 11.", "TL. CHỦ TỊCH", "Nguyễn Hoàng Phương", "thực hiện./.")
    }
    assert end == {len(pages) - 1}
    body = [char for char in pages.chars(len(pages) - 1) if char["bottom"] < pages.find("Nơi nhận:").top * 72 / 25.4]
    assert len({round(char["bottom"]) for char in body}) >= 2


def test_a_list_of_recipients_longer_than_a_page(renderer: Renderer) -> None:
    paper = replace(FULL, recipients=tuple(f"Đơn vị thứ {n}" for n in range(150)))
    pages = Pages(renderer.render(paper, "pdf"))
    assert [squeezed(f"- Đơn vị thứ {n};") in pages.text() for n in (0, 75, 148)] == [True] * 3
    assert pages.find("TL. CHỦ TỊCH").page == pages.find("thực hiện./.").page


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_sentence_of_a_sample_once_and_in_order(renderer: Renderer, name: str) -> None:
    printed = Pages(renderer.render(sample(name), "pdf")).text()
    assert unicodedata.is_normalized("NFC", printed)
    words = squeezed(source(name).replace("*", "").replace("#", ""))
    assert printed[printed.index("Số:") :] == words


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_no_line_ends_inside_a_symbol(renderer: Renderer, name: str) -> None:
    pages = Pages(renderer.render(sample(name), "pdf"))
    for word in source(name).replace("*", "").split():
        if "/KH-" in word and len(word) > 6:
            assert pages.find(word).is_one_line
    assert pages.find("./.").is_one_line
