"""Văn bản được dẫn in a real browser: a conflict is settled, and the graph of a year is looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
OFFICE = {"width": 1366, "height": 768}


def test_a_conflict_is_settled_once_for_all_plans(visit):
    visitor = visit()
    visitor.meant.add(422)
    page = visitor.page
    visitor.log_in("chuyenvien")
    page.goto("/van-ban/duoc-dan/mau-thuan/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mâu thuẫn")
    open_before = page.get_by_role("link", name="Thống nhất").count()
    assert open_before > 0
    page.get_by_role("link", name="Thống nhất").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thống nhất:")

    page.get_by_role("button", name="Thống nhất").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_label("Căn cứ").fill("Đối chiếu bản chính lưu tại Văn phòng")
    page.get_by_role("button", name="Thống nhất").click()
    expect(page.get_by_text("Đối chiếu bản chính lưu tại Văn phòng")).to_be_visible()
    expect(page.get_by_role("link", name="Thống nhất")).to_have_count(open_before - 1)


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_the_graph_of_a_year_is_readable(visit, size):
    visitor = visit(axe=True)
    page = visitor.page
    page.set_viewport_size(size)
    visitor.log_in("chuyenvien")
    page.goto("/van-ban/duoc-dan/so-do/?nam=2024")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert (visitor.scrolls_sideways(), visitor.violations()) == (False, [])
