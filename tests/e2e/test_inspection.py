"""An inspection from the record to "đã khắc phục": written by keyboard, concluded, answered with a file, judged."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.visitor import PHONE, Visitor
from tests.world_inspections import PNG


def sound(visitor: Visitor) -> list[object]:
    """What axe and the width of the window find, at a desk and on a phone."""
    found: list[object] = []
    for size in ({"width": 1366, "height": 768}, PHONE):
        visitor.page.set_viewport_size(size)
        found += [*visitor.violations(), *visitor.clipped(), *([size] if visitor.scrolls_sideways() else [])]
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    return found


def open_visit(page: Page, unit: str) -> None:
    """Menu → the programme of 2024 → the visit to the unit."""
    page.get_by_role("link", name="Kế hoạch", exact=True).click()
    page.get_by_role("link", name="Kiểm tra, giám sát", exact=True).click()
    page.get_by_role("link", name=re.compile("^Kiểm tra việc thực hiện phong trào")).first.click()
    page.locator("tbody").get_by_role("link", name=unit, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(unit)


def test_from_the_record_to_the_answer(visit):
    office = visit(axe=True)
    office.log_in("chuyenvien")
    page = office.page
    page.goto("/kiem-tra/")
    assert sound(office) == []
    open_visit(page, "Phòng Giáo dục và Đào tạo")
    assert sound(office) == []
    office.meant = {422}  # a day before the visit is refused
    # By keyboard: the kind, the text, the day, the button.
    page.get_by_label("Kiến nghị", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Nội dung", exact=False).and_(page.locator("textarea")).focus()
    page.keyboard.type("Nhắc các trường gửi báo cáo đúng hạn")
    page.keyboard.press("Tab")
    page.keyboard.type("01/02/2020")
    page.get_by_role("button", name="Ghi vào kết quả").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Hạn phải từ ngày kiểm tra, 08/10/2024, trở đi.")
    expect(page.locator("textarea[name=text]")).to_have_value("Nhắc các trường gửi báo cáo đúng hạn")
    page.get_by_label("Hạn thực hiện").fill("31/12/2024")
    page.get_by_role("button", name="Ghi vào kết quả").click()
    expect(page.get_by_text("Đã ghi 1 ý vào mục kiến nghị.")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_be_focused()
    page.locator("summary", has_text="Kết luận…").click()
    page.get_by_role("button", name="Xác nhận: kết luận").click()
    expect(page.locator(".lead-line .status")).to_have_text("Đã kết luận")
    assert office.complaints == []

    unit = visit(axe=True)
    unit.log_in("giaoduc")
    page = unit.page
    page.get_by_role("link", name="Nhắc các trường gửi báo cáo đúng hạn").first.click()
    expect(page.get_by_role("heading", level=2, name=re.compile("^Kiến nghị"))).to_be_visible()
    assert sound(unit) == []
    page.get_by_role("link", name=re.compile("^Trả lời kiến nghị")).click()
    assert sound(unit) == []
    page.get_by_label("Đơn vị đã làm gì").fill("Đã nhắc 12 trường bằng văn bản.")
    page.get_by_label("Tệp minh chứng").set_input_files(
        [{"name": "cong-van.png", "mimeType": "image/png", "buffer": PNG}]
    )
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Đã gửi trả lời.")).to_be_visible()
    expect(page.get_by_role("link", name="cong-van.png")).to_be_visible()
    assert unit.complaints == []

    page = office.page
    page.goto("/")
    page.get_by_role("link", name="Nhắc các trường gửi báo cáo đúng hạn").first.click()
    assert sound(office) == []
    page.get_by_role("button", name=re.compile("^Đã khắc phục.*Nhắc các trường")).click()
    expect(page.get_by_text("Đã kết luận: đã khắc phục.")).to_be_visible()
    page.get_by_role("button", name="Lập biên bản").click()
    expect(page.get_by_text("Đã tạo bản thảo Biên bản")).to_be_visible()
    page.goto("/kiem-tra/kien-nghi/?xem=xong")
    expect(page.locator("tbody")).to_contain_text("Nhắc các trường gửi báo cáo đúng hạn")
    assert sound(office) == []
    assert office.complaints == []
