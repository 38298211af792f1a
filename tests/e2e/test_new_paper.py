"""Soạn văn bản in a real browser: from a template of the program to a draft, and its text kept as a template."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_letter_begins_from_a_template_and_becomes_one(visit, scripts: bool) -> None:
    visitor = visit(scripts=scripts)
    visitor.log_in("chuyenvien")
    page = visitor.page
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản").click()
    page.get_by_role("link", name="Soạn văn bản").click()
    page.get_by_role("link", name="Công văn đôn đốc").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Soạn công văn")
    page.get_by_label("Trích yếu").fill("Đôn đốc đăng ký thi đua năm 2025")
    page.get_by_label("Ký hiệu đơn vị soạn thảo").fill("NV")
    page.get_by_role("button", name="Tạo bản thảo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sửa Công văn …/UBND-NV")
    preview = page.get_by_role("region", name="Bản xem trước")
    expect(preview).to_contain_text("V/v đôn đốc đăng ký")
    expect(preview).to_contain_text("Kính gửi:")
    page.get_by_role("link", name="Xong, về trang văn bản").click()
    expect(page.get_by_role("heading", name="Kiểm tra văn bản")).to_be_visible()
    page.get_by_role("link", name="Lưu làm mẫu").click()
    page.get_by_label("Tên mẫu").fill(f"Đôn đốc đăng ký {'A' if scripts else 'B'}")
    page.get_by_role("button", name="Lưu làm mẫu").click()
    expect(page.get_by_role("link", name="Soạn từ mẫu này")).to_be_visible()
