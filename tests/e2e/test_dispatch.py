"""Dispatch in a real browser: returned with a reason, signed, issued, sent to ten units, acknowledged, answered."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.site import start_site
from tests.e2e.test_main_job import step

PLAN = "Thực hiện phong trào thi đua “Cán bộ, công chức"
REASON = "Cần ghi rõ thời hạn báo cáo."
BODY = "I. MỤC ĐÍCH\n{unit} thực hiện đúng kế hoạch của thành phố./."
# Log-in of the head → name of the unit.
UNITS = {
    "tuphap.truong": "Phòng Tư pháp",
    "yte.truong": "Phòng Y tế",
    "kinhte.truong": "Phòng Kinh tế",
    "thanhtra.truong": "Thanh tra thành phố",
    "dothi.truong": "Phòng Quản lý đô thị",
    "giaoduc.truong": "Phòng Giáo dục và Đào tạo",
    "taichinh.truong": "Phòng Tài chính - Kế hoạch",
    "phuong1.truong": "UBND Phường 1",
    "phuong2.truong": "UBND Phường 2",
    "phuong3.truong": "UBND Phường 3",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: the city's first number of the year is taken here."""
    running = start_site(tmp_path_factory.mktemp("dispatch-site"))
    yield running
    running.stop()


def open_task(page: Page, summary: str) -> None:
    """Menu → việc của tôi → the thing of that trích yếu."""
    page.goto("/")
    page.get_by_role("link", name=re.compile(summary)).first.click()


def returned_then_issued(clerk: Page, leader: Page) -> None:
    """The leader returns the plan with a reason; the clerk hands it in again; it is signed and issued."""
    open_task(leader, PLAN)
    step(leader, "Trả lại", reason=REASON, confirm=True)
    open_task(clerk, PLAN)
    expect(clerk.get_by_text(REASON).first).to_be_visible()
    step(clerk, "Trình ký")
    open_task(leader, PLAN)
    step(leader, "Ký")
    step(leader, "Ban hành", confirm=True)


def send_to_ten(page: Page) -> None:
    """Ten units by search and ticks, a duty with a deadline, looked over, sent; then the board."""
    page.get_by_role("link", name="Gửi văn bản").click()
    search = page.get_by_label("Tìm đơn vị")
    for name in UNITS.values():
        search.fill(name.upper())
        page.get_by_label(name, exact=True).check()
    search.fill("")
    expect(page.get_by_text(f"Đã chọn {len(UNITS)} đơn vị")).to_be_visible()
    page.get_by_label("Phải có văn bản thực hiện").check()
    page.get_by_label("Hạn", exact=True).fill(f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}")
    page.get_by_role("button", name="Xem lại trước khi gửi").click()
    expect(page.get_by_role("listitem").filter(has_text="Thanh tra thành phố")).to_be_visible()
    page.get_by_role("button", name=f"Gửi tới {len(UNITS)} đơn vị").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Theo dõi nơi nhận")


def answer(page: Page, unit: str) -> None:
    """Acknowledges the paper, writes the plan that carries it out and issues it, all by hand."""
    open_task(page, PLAN)
    expect(page.get_by_text("Đã ghi nhận đơn vị đã xem.")).to_be_visible()
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.get_by_text("và vào sổ văn bản đến.").first).to_be_visible()
    page.get_by_role("link", name="Soạn văn bản thực hiện").click()
    page.wait_for_selector("[data-ready]")
    text = page.get_by_role("textbox", name="Nội dung văn bản")
    text.click()
    for key in ("Control+a", "Backspace", "Backspace"):
        page.keyboard.press(key)
    for line in BODY.format(unit=unit).splitlines():
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.get_by_role("link", name="Xong, về trang văn bản").click()
    step(page, "Trình ký")
    step(page, "Ký")
    step(page, "Ban hành", confirm=True)
    expect(page.get_by_role("region", name="Văn bản trình bày theo thể thức")).to_contain_text(f"{unit} thực hiện đúng")


def counts(page: Page) -> list[str]:
    """Seen, acknowledged and answered, as the board says."""
    page.reload()
    return page.locator(".meter strong").all_inner_texts()


def test_ten_units_receive_acknowledge_and_answer(visit):
    clerk, leader = visit(), visit()
    clerk.log_in("chuyenvien")
    leader.log_in("lanhdao")
    returned_then_issued(clerk.page, leader.page)
    leader.page.get_by_role("link", name="Gửi văn bản").wait_for()
    clerk.page.goto(leader.page.url)
    send_to_ten(clerk.page)
    board = clerk.page
    assert counts(board) == ["0 trên 10", "0 trên 10", "0 trên 10"]
    for number, (username, unit) in enumerate(UNITS.items(), 1):
        head = visit()
        head.log_in(username)
        answer(head.page, unit)
        assert head.complaints == []
        head.close()
        assert counts(board) == [f"{number} trên 10"] * 3
        if number == 2:
            row = board.get_by_role("row").filter(has_text="Phòng Kinh tế")
            expect(row.get_by_text("Chưa ban hành 0 ngày")).to_be_visible()
    assert counts(board) == ["10 trên 10", "10 trên 10", "10 trên 10"]
    board.goto("/")
    expect(board.get_by_role("link", name="Thông báo").first).to_be_visible()
