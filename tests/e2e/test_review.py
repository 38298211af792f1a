"""Xem lại văn bản vừa đọc in a real browser: a damaged scan is read, jumped through, repaired, fixed and saved."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_import import open_import, paste, save_as_received
from tests.e2e.visitor import DESKTOP, PHONE, Visitor
from tests.reading.cases import load
from tests.reading.damage import scanned
from tests.reading.layouts import typed

SCAN = load("26-*.toml")[0].text.strip("\n")
# No other test saves this one: of two papers with the same words neither is told to be a scan's twin.
CLEAN = typed(load("51-*.toml")[0])


def read_scan(visitor: Visitor, user: str = "chuyenvien", number: str = "129") -> Page:
    """The review of a bad scan; one number for each test, for they share a register."""
    visitor.log_in(user)
    open_import(visitor.page)
    paste(visitor.page, SCAN.replace("129/KH", f"{number}/KH"))
    return visitor.page


def repair(page: Page, word: str) -> None:
    """Ticks the first proposal for a word."""
    page.get_by_role("checkbox", name=f"Sửa {word}").first.check()


def test_a_scan_is_read_repaired_fixed_and_saved(visit):
    visitor = visit()
    page = read_scan(visitor)
    expect(page.locator("main")).to_contain_text("Bản quét đọc được khoảng 63 % số chữ.")
    expect(page.locator("#id_summary_helptext")).to_contain_text("Cần xem lại: bản quét đọc kém")
    expect(page.locator("mark[data-repair]")).to_have_count(36)

    page.locator(".review-margin").get_by_role("link", name="Bản gốc, dòng 8").first.click()
    line = page.locator("#dong-8")
    expect(line).to_be_in_viewport()
    assert page.evaluate("document.querySelector('#dong-8').matches(':target')")
    page.locator(".review-margin .note").first.get_by_role("link", name="Đến chỗ này").click()
    expect(page.get_by_role("textbox", name="Căn cứ")).to_be_focused()
    assert page.evaluate(
        "(() => { const box = document.activeElement; return box.value.slice(box.selectionStart, box.selectionEnd) })()"
    ).endswith("phát đông phong trào thi đua năm 2018;")

    page.get_by_role("textbox", name="Ngày ban hành").focus()
    expect(page.locator("mark.is-here")).to_have_text("ngày 23 tháng 02 năm 2018")

    repair(page, "Chi thi")
    repair(page, "Kê hoach")
    page.get_by_role("button", name="Sửa các chỗ đã chọn").click()
    expect(page.get_by_role("status").filter(has_text="Đã sửa 2 chỗ chữ quét hỏng vào các ô.")).to_be_visible()
    expect(page.get_by_role("heading", name="Chữ nghi quét hỏng")).to_be_focused()
    expect(page.get_by_role("textbox", name="Căn cứ")).to_have_value(
        "Căn cứ Chỉ thị sô 03/CT-UBND ngày 12/01/2018 cùa UBND tinh vê viêc phát đông phong trào thi đua năm 2018;"
    )
    expect(page.locator(".editor-text")).to_contain_text("Uy ban nhân dân huvên xây dưng Kế hoạch như sau:")

    page.locator(".note").get_by_role("button", name="Sửa “phát đông").click()
    expect(page.get_by_role("textbox", name="Căn cứ")).to_have_value(
        "Căn cứ Chỉ thị sô 03/CT-UBND ngày 12/01/2018 cùa UBND tinh vê viêc phát đông phong trào thi đua năm 2018."
    )
    save_as_received(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 129/KH-UBND")
    expect(page.locator(".paper")).to_contain_text("Kế hoạch như sau:")
    expect(page.locator(".log")).to_contain_text("Sửa 2 chỗ chữ quét hỏng")
    expect(page.locator(".log")).to_contain_text("Sửa 1 chỗ theo nhận xét")


def test_the_same_without_script(visit):
    page = read_scan(visit(scripts=False), number="130")
    page.get_by_role("textbox", name="Họ tên người ký", exact=True).fill("Bùi Văn Lực")
    repair(page, "Chi thi")
    page.get_by_role("button", name="Sửa các chỗ đã chọn").click()
    expect(page.locator("#vua-lam")).to_contain_text("Đã sửa 1 chỗ chữ quét hỏng vào các ô.")
    expect(page.get_by_role("textbox", name="Căn cứ")).to_have_value(
        "Căn cứ Chỉ thị sô 03/CT-UBND ngày 12/01/2018 cùa UBND tinh vê viêc phát đông phong trào thi đua năm 2018;"
    )
    expect(page.get_by_role("textbox", name="Họ tên người ký", exact=True)).to_have_value("Bùi Văn Lực")
    save_as_received(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 130/KH-UBND")
    expect(page.locator(".log")).to_contain_text("Sửa 1 chỗ chữ quét hỏng")


def test_enter_in_a_field_saves_and_fixes_nothing(visit):
    visitor = visit()
    visitor.meant = {422}
    page = read_scan(visitor, number="131")
    page.get_by_role("textbox", name="Địa danh").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Chưa lưu được")
    expect(page.get_by_role("textbox", name="Căn cứ")).to_have_value(
        "Căn cứ Chi thi sô 03/CT-UBND ngày 12/01/2018 cùa UBND tinh vê viêc phát đông phong trào thi đua năm 2018;"
    )


def test_a_scan_is_kept_beside_its_clean_twin(visit):
    visitor = visit()
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_import(page)
    paste(page, CLEAN)
    save_as_received(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 08/KH-UBND")
    open_import(page)
    paste(page, scanned(CLEAN, random.Random(1), 0.5))
    twin = page.get_by_role("region", name="Sổ đã có bản sạch của văn bản này")
    expect(twin.get_by_role("link", name="Kế hoạch 08/KH-UBND")).to_be_visible()
    twin.get_by_text("So hai bản cạnh nhau").click()
    expect(twin.get_by_role("region", name="Kế hoạch 08/KH-UBND trong sổ")).to_contain_text("xây dựng nông thôn mới")
    twin.get_by_text("Gắn tệp này vào văn bản trong sổ").first.click()
    page.get_by_role("button", name="Gắn tệp", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 08/KH-UBND")
    expect(page.locator("main")).to_contain_text("Bản quét van-ban-dan.txt")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["office", "phone"])
def test_the_review_is_usable_by_all(visit, size):
    visitor = visit(axe=True)
    page = read_scan(visitor, number="133")
    page.set_viewport_size(size)
    for summary in page.locator(".understood summary").all():
        summary.click()
    assert visitor.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
