"""The office looks who answers what: late units, the copied plan, a changed one, a sentence, workbook, print."""

from __future__ import annotations

import io
import time

import pdfplumber
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

LATE = ["Phòng Kinh tế", "Thanh tra thành phố", "UBND Phường 3"]
CHANGED = ["Phòng Giáo dục và Đào tạo", "UBND xã Thạnh Tân"]
# Counts the presses of a journey, over all its pages.
COUNTER = "addEventListener('click', () => sessionStorage.setItem('n', 1 + Number(sessionStorage.getItem('n'))), true)"


def open_board(page: Page) -> None:
    """Chain of 2024 → the city's plan → its board."""
    page.goto("/ke-hoach/?nam=2024")
    page.get_by_role("link", name="Kế hoạch 53/KH-UBND").first.click()
    page.get_by_role("link", name="Bảng phủ").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bảng phủ")


def find_all(page: Page) -> None:
    """What the office looks for, each one press from the board."""
    page.get_by_role("link", name="Trễ hạn (3)").click()
    expect(page.locator("main tbody th")).to_have_text(LATE)
    page.get_by_role("link", name="Thay bản trước (2)").click()
    expect(page.locator("main tbody th")).to_have_text(CHANGED)
    page.get_by_role("link", name="Nguyên văn nhiều nhất").click()
    first = page.locator("main tbody tr").first
    expect(first.locator("th")).to_have_text("UBND phường Ninh Sơn")
    expect(first).to_contain_text("Chép 56 %")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "plain"])
def test_a_clerk_finds_what_is_wrong_and_reads_the_sentence(visit, scripts):
    visitor = visit(scripts=scripts)
    visitor.log_in("chuyenvien")
    page = visitor.page
    open_board(page)
    find_all(page)
    page.get_by_role("link", name="Mục × đơn vị").click()
    page.get_by_label("Tìm đơn vị").fill("tu phap")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("table.coverage thead th")).to_have_count(2)
    page.locator("table.coverage td").get_by_role("link", name="Cụ thể hóa").first.click()
    expect(page.locator("blockquote")).to_have_count(2)
    expect(page.locator(".coverage-answers")).to_contain_text("xác nhận ngày 25/03/2024")
    assert visitor.complaints == []


def presses(page: Page) -> int:
    """How often something was pressed since the last time this was asked."""
    return int(page.evaluate("const n = sessionStorage.getItem('n'); sessionStorage.removeItem('n'); Number(n)"))


def test_late_copied_and_amended_are_found_in_five_clicks_and_a_minute(visit):
    """From the chain: three units late, one copied plan, two plans put in place of an earlier one."""
    visitor = visit()
    visitor.log_in("chuyenvien")
    page = visitor.page
    page.add_init_script(COUNTER)
    page.goto("/ke-hoach/?nam=2024")
    began = time.monotonic()
    page.get_by_role("link", name="Kế hoạch 53/KH-UBND").first.click()
    page.get_by_role("link", name="Bảng phủ").first.click()
    find_all(page)
    assert time.monotonic() - began < 60
    assert presses(page) == 5


def test_each_fact_of_the_year_is_three_clicks_from_the_board_at_most(visit):
    """Late, answered well or badly, copied, and the parent that was changed down to what the school has to do."""
    visitor = visit()
    visitor.log_in("chuyenvien")
    page = visitor.page
    page.add_init_script(COUNTER)
    open_board(page)
    board = page.url
    began = time.monotonic()

    def back() -> None:
        page.goto(board)
        presses(page)

    back()
    expect(page.locator(".meter-row")).to_contain_text("Đã có kế hoạch: 12 trên 21")
    page.get_by_role("link", name="Trễ hạn (3)").click()
    expect(page.locator("main tbody th")).to_have_text(LATE)
    assert presses(page) == 1
    back()
    page.get_by_role("link", name="Theo đơn vị").click()
    rows = page.locator("main tbody tr")
    expect(rows.filter(has_text="Phòng Tư pháp")).to_contain_text("Trả lời 16 trên 21 (76 %)")
    expect(rows.filter(has_text="UBND xã Bình Minh")).to_contain_text("Trả lời 3 trên 19")
    assert presses(page) == 1
    back()
    page.get_by_role("link", name="Nguyên văn nhiều nhất").click()
    expect(rows.first).to_contain_text("Chép 56 %")
    rows.first.get_by_role("link", name="UBND phường Ninh Sơn").click()
    page.locator("table.coverage td").get_by_role("link", name="Nguyên văn").first.click()
    expect(page.locator("blockquote")).to_have_count(2)
    assert presses(page) == 3
    back()
    page.get_by_role("link", name="Thay bản trước (2)").click()
    page.get_by_role("link", name="1 kế hoạch còn theo bản trước").click()
    expect(page.locator("main tbody th")).to_have_text(["Trường THCS Trần Hưng Đạo"])
    page.get_by_role("link", name="Điều gì thay đổi với Kế hoạch 01/KH-THCSTHĐ").click()
    expect(page.locator(".pair-shares dd:nth-of-type(1)")).to_have_text(["1", "2", "2"])
    assert presses(page) == 3
    assert time.monotonic() - began < 60


def test_the_school_learns_what_changes_and_begins_a_plan_in_place_of_its_own(visit):
    """The notice of the unit below leads to what lost its basis and what is new, and from there to a new draft."""
    visitor = visit(axe=True)
    visitor.log_in("tranhungdao")
    page = visitor.page
    page.goto("/thong-bao/")
    text = "Kế hoạch 02/KH-PGDĐT thay thế Kế hoạch 01/KH-PGDĐT. Xem điều gì thay đổi với Kế hoạch 01/KH-THCSTHĐ"
    page.get_by_role("button", name=text, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Điều gì thay đổi với Kế hoạch 01/KH-THCSTHĐ")
    lost = page.get_by_role("region", name="Mục của đơn vị mất căn cứ")
    expect(lost).to_contain_text("công nhận lại trường đạt chuẩn quốc gia")
    expect(page.get_by_role("region", name="Mục mới của cấp trên").get_by_text("Chưa trả lời")).to_have_count(2)
    for size in ({"width": 1366, "height": 768}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        assert (visitor.violations(), visitor.scrolls_sideways(), visitor.clipped()) == ([], False, [])
    page.get_by_role("link", name="Soạn kế hoạch thay thế").click()
    expect(page.locator("main")).to_contain_text("Kế hoạch 02/KH-PGDĐT")


def test_the_heads_stay_and_the_frame_scrolls_by_keyboard(visit):
    visitor = visit()
    visitor.log_in("chuyenvien")
    page = visitor.page
    open_board(page)
    frame = page.get_by_role("region", name="Bảng phủ: mục × đơn vị")
    frame.focus()
    corner, head = page.locator(".corner"), page.locator("table.coverage tbody th").first
    before = (corner.bounding_box(), head.bounding_box())
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    for _ in range(100):
        at = frame.evaluate("frame => [frame.scrollLeft, frame.scrollTop]")
        if at[0] > 60 and at[1] > 200:
            break
        page.wait_for_timeout(100)
    assert at[0] > 60
    assert at[1] > 200
    after = corner.bounding_box()
    assert (before[0]["x"], head.bounding_box()["x"]) == (after["x"], before[1]["x"])
    # Both at once: the page itself may still be scrolling.
    apart = "frame => frame.querySelector('.corner').getBoundingClientRect().y - frame.getBoundingClientRect().y"
    assert abs(frame.evaluate(apart)) < 3
    last = page.locator("table.coverage tbody tr").first.get_by_role("link").last
    last.focus()
    edge = "document.querySelector('.corner').getBoundingClientRect()"
    assert last.evaluate(f"link => link.getBoundingClientRect().y - {edge}.bottom") >= -1
    assert last.evaluate(f"link => link.getBoundingClientRect().x - {edge}.right") >= -1


def test_workbook_and_print_hold_what_is_filtered(visit):
    visitor = visit()
    visitor.log_in("chuyenvien")
    page = visitor.page
    open_board(page)
    page.get_by_label("Có ô").select_option(label="Nguyên văn")
    page.get_by_role("button", name="Lọc").click()
    shown = page.locator("table.coverage tbody th > a")
    expect(shown).to_have_count(10)
    items = shown.all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in items]
    assert [(row[0], row[3]) for row in rows] == [(one, "Nguyên văn") for one in items]
    page.get_by_role("link", name="In", exact=True).click()
    expect(page.get_by_role("button", name="In", exact=True)).to_be_visible()
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as opened:
        text = "".join("".join(sheet.extract_text().split()) for sheet in opened.pages)
        assert {sheet.width > sheet.height for sheet in opened.pages} == {True}
    assert text.count("Nguyênvăn") == 11  # ten cells and the filter in words
    assert "Đăngxuất" not in text


def test_the_pdf_is_made_and_fetched(visit):
    visitor = visit()
    visitor.log_in("chuyenvien")
    page = visitor.page
    open_board(page)
    page.get_by_label("Khổ giấy").select_option("A3")
    page.get_by_role("button", name="Tạo tệp PDF").click()
    expect(page.get_by_role("link", name="Tải PDF")).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải PDF").click()
    with pdfplumber.open(io.BytesIO(download.value.path().read_bytes())) as opened:
        assert {(round(sheet.width), round(sheet.height)) for sheet in opened.pages} == {(1191, 842)}
        assert "BẢNG PHỦ" in opened.pages[0].extract_text()


@pytest.mark.parametrize("address", ["", "?xem=don-vi", "in/"])
def test_the_board_is_sound_at_both_sizes(visit, address):
    visitor = visit(axe=True)
    visitor.log_in("chuyenvien")
    page = visitor.page
    open_board(page)
    page.goto(page.url + address)
    for size in ({"width": 1366, "height": 768}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        assert (visitor.violations(), visitor.scrolls_sideways(), visitor.clipped()) == ([], False, [])
