"""Việc chậm and the calendar in a real browser: filtered, reminded, printed; an address made, copied, taken back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.visitor import PHONE, Visitor


def sound(visitor: Visitor) -> list[object]:
    """What axe and the width of the window find, at a desk and on a phone."""
    found: list[object] = []
    for size in ({"width": 1366, "height": 768}, PHONE):
        visitor.page.set_viewport_size(size)
        found += [*visitor.violations(), *visitor.clipped(), *([size] if visitor.scrolls_sideways() else [])]
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    return found


def units(page: Page) -> list[str]:
    """Units of the board, in its order."""
    return page.locator(".late-unit").all_inner_texts()


def test_a_clerk_finds_who_is_late_and_reminds_them(visit):
    visitor = visit(axe=True)
    page = visitor.page
    visitor.log_in("chuyenvien")
    page.get_by_role("link", name="Kế hoạch", exact=True).click()
    page.get_by_role("link", name="Việc chậm", exact=True).click()
    assert len(units(page)) > 5
    assert sound(visitor) == []
    page.get_by_role("link", name=re.compile("Chưa tiếp nhận")).click()
    expect(page.locator(".late-unit")).to_have_count(2)
    page.get_by_label(re.compile("^Nhắc UBND Phường 3 về")).check()
    page.get_by_role("button", name="Nhắc việc đã đánh dấu…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhắc 1 việc?")
    assert sound(visitor) == []
    page.get_by_role("button", name="Gửi lời nhắc").click()
    expect(page.get_by_text("Đã gửi 1 lời nhắc về 1 văn bản.")).to_be_visible()
    page.get_by_role("link", name="Theo đơn vị").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    assert sound(visitor) == []
    page.get_by_role("link", name="In", exact=True).click()
    expect(page.get_by_text("Tổng số:")).to_be_visible()
    assert sound(visitor) == []
    assert visitor.complaints == []


def test_a_unit_makes_copies_and_takes_back_its_calendar(visit):
    visitor = visit(axe=True)
    page = visitor.page
    visitor.log_in("tuphap")
    page.goto("/tai-khoan/lich/")
    page.get_by_role("button", name="Tạo địa chỉ lịch").click()
    address = page.get_by_label("Sao chép địa chỉ này vào ứng dụng lịch").input_value()
    assert sound(visitor) == []
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_text("Đã sao chép.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    page.locator("summary", has_text="Thu hồi địa chỉ").click()
    page.get_by_role("button", name="Thu hồi địa chỉ", exact=True).click()
    expect(page.get_by_text("Đã thu hồi địa chỉ lịch.")).to_be_visible()
    visitor.meant = {404}
    assert page.request.get(address).status == 404
    assert visitor.complaints == []
