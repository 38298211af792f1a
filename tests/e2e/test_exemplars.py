"""Điển hình tiên tiến in a real browser: written and proposed, approved and made public, adopted, confirmed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.visitor import PHONE, Visitor
from tests.world_exemplars import picture

NAME = "Sổ tay điện tử của tổ dân phố"


def sound(visitor: Visitor) -> list[object]:
    """What axe and the width of the window find, at a desk and on a phone."""
    found: list[object] = []
    for size in ({"width": 1366, "height": 768}, PHONE):
        visitor.page.set_viewport_size(size)
        found += [*visitor.violations(), *visitor.clipped(), *([size] if visitor.scrolls_sideways() else [])]
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    return found


def confirm(page: Page, label: str, *, reason: str = "") -> None:
    """Opens a step's question and answers yes."""
    page.locator("summary", has_text=label).click()
    if reason:
        page.get_by_label("Lý do").fill(reason)
    page.get_by_role("button", name=f"Xác nhận: {label.lower()}").click()


def test_a_model_from_its_unit_to_everybody_and_to_another_unit(visit):
    unit = visit(axe=True)
    page = unit.page
    unit.log_in("phuong3")
    page.goto("/dien-hinh/")
    assert sound(unit) == []
    page.get_by_role("link", name="Giới thiệu điển hình").click()
    page.get_by_label("Mô hình, cách làm").check()
    page.get_by_label("Tên cá nhân, tập thể hoặc mô hình").fill(NAME)
    page.get_by_label("Tóm tắt").fill("Mỗi tổ một sổ tay trên điện thoại.")
    page.get_by_label("Số liệu thành tích").fill("Số tổ tham gia: 12 tổ")
    page.get_by_label("Bài viết").fill("I. CÁCH LÀM\nMỗi tổ cử một người ghi.\n- Họp tổ mỗi tháng.")
    assert sound(unit) == []
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.get_by_role("link", name="Thêm ảnh…").click()
    page.get_by_label("Ảnh", exact=False).first.set_input_files(
        {"name": "anh.png", "mimeType": "image/png", "buffer": picture(900, 600)}
    )
    page.get_by_label("Ảnh chụp gì").fill("Tổ trưởng ghi sổ tay trên điện thoại")
    page.get_by_role("button", name="Thêm ảnh").click()
    expect(page.get_by_role("img", name="Tổ trưởng ghi sổ tay trên điện thoại")).to_be_visible()
    page.get_by_role("link", name="Cho công khai…").click()
    page.get_by_label("Đồng ý bằng cách nào").fill("Tổ trưởng ký phiếu ngày 05/6/2024")
    page.get_by_label(re.compile("đã đồng ý cho công khai")).check()
    assert sound(unit) == []
    page.get_by_role("button", name="Xác nhận và cho công khai").click()
    expect(page.get_by_text("Sẽ công khai khi được duyệt", exact=True)).to_be_visible()
    address = page.url
    public = address.replace("/dien-hinh/", "/cong-khai/dien-hinh/")
    confirm(page, "Đề nghị duyệt")
    expect(page.get_by_text("Đã đề nghị, chờ duyệt").first).to_be_visible()
    assert sound(unit) == []

    anybody = visit(axe=True)
    anybody.meant = {404}
    answer = anybody.page.goto(public)
    assert answer is not None
    assert answer.status == 404

    clerk = visit(axe=True)
    clerk.log_in("chuyenvien")
    clerk.page.get_by_role("link", name=NAME, exact=True).click()
    confirm(clerk.page, "Duyệt")
    expect(clerk.page.get_by_text("Trạng thái hiện nay: Đã duyệt.")).to_be_visible()
    assert sound(clerk) == []

    anybody.page.goto("/cong-khai/dien-hinh/?tim=so+tay+dien+tu")
    assert sound(anybody) == []
    anybody.page.get_by_role("link", name=NAME).click()
    expect(anybody.page.get_by_role("img", name="Tổ trưởng ghi sổ tay trên điện thoại")).to_be_visible()
    assert sound(anybody) == []

    other = visit(axe=True)
    other.log_in("phuong2")
    other.page.goto(address)
    other.page.get_by_role("link", name="Đơn vị tôi áp dụng mô hình này").click()
    other.page.get_by_label("Áp dụng từ ngày").fill("03/06/2024")
    assert sound(other) == []
    other.page.get_by_role("button", name="Ghi nhận áp dụng").click()
    other.page.get_by_role("link", name="Báo kết quả", exact=True).click()
    other.page.get_by_label("Kết quả").fill("Mười tổ đã dùng.")
    other.page.get_by_label("Số lượng").fill("10")
    other.page.get_by_label("Tính theo").fill("tổ")
    other.page.get_by_role("button", name="Gửi kết quả").click()
    expect(other.page.get_by_text("Đã báo kết quả, chờ xác nhận").first).to_be_visible()
    assert sound(other) == []

    clerk.page.goto("/dien-hinh/ap-dung/")
    assert sound(clerk) == []
    clerk.page.get_by_role("row", name=re.compile(NAME)).get_by_role("link").click()
    clerk.page.get_by_role("button", name="Xác nhận kết quả").click()
    expect(clerk.page.get_by_text("Trạng thái hiện nay: Kết quả đã xác nhận.")).to_be_visible()
    anybody.page.reload()
    expect(anybody.page.get_by_text("1 đơn vị đã áp dụng, kết quả được xác nhận.")).to_be_visible()
    clerk.page.goto("/dien-hinh/soan-danh-sach/")
    assert sound(clerk) == []
    clerk.page.get_by_role("button", name="Tạo bản thảo").click()
    expect(clerk.page.get_by_text("với danh sách ở phụ lục")).to_be_visible()
