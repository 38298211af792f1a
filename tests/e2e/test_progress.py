"""A half-year report in a real browser: filled in by keyboard, returned, corrected, accepted, totalled, drafted."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.keyboard import Typist
from tests.e2e.test_late import sound

REASON = "Số gương chưa khớp danh sách kèm theo"


def test_a_report_goes_up_comes_back_and_ends_in_a_paper(visit):
    unit = visit(axe=True)
    typist, page = Typist(unit), unit.page
    typist.log_in("phuong3")
    typist.skip()
    typist.use(page.get_by_role("link", name=re.compile("^Viết Báo cáo kết quả")))
    typist.skip()
    for label, figure in (("Số sáng kiến", "2"), ("Số gương", "5"), ("Tỷ lệ hồ sơ", "98,5")):
        typist.reach(page.get_by_label(re.compile(f"^{label}")).first)
        typist.type(figure)
    for choice in page.get_by_label("Tiến độ").all():
        typist.reach(choice)
        typist.press("End")
    typist.reach(page.get_by_label("Kết quả nổi bật"))
    typist.type("Camera an ninh phủ khắp khu phố.")
    assert sound(unit) == []
    typist.use(page.get_by_role("button", name="Lưu và xem lại để gửi…"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Gửi báo cáo tới UBND thành phố Tây Ninh?")
    assert sound(unit) == []
    typist.skip()
    typist.use(page.get_by_role("button", name="Gửi báo cáo"))
    expect(page.get_by_text("Đã gửi báo cáo tới UBND thành phố Tây Ninh.")).to_be_visible()
    address = page.url.partition("#")[0]
    assert typist.hidden == []

    office = visit(axe=True)
    desk = office.page
    office.log_in("chuyenvien")
    desk.get_by_role("link", name=re.compile(r"^\d+ báo cáo: Báo cáo kết quả")).click()
    assert sound(office) == []
    desk.get_by_role("link", name="Đọc báo cáo của UBND Phường 3").click()
    assert sound(office) == []
    desk.locator("summary", has_text="Trả lại").click()
    desk.get_by_label("Lý do trả lại").fill(REASON)
    desk.get_by_role("button", name="Trả lại", exact=True).click()
    expect(desk.get_by_text("Đã trả lại báo cáo cho UBND Phường 3.")).to_be_visible()

    page.goto("/")
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_role("link", name=re.compile("^Sửa Báo cáo kết quả")).click()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_label(re.compile("^Số gương")).first.fill("3")
    page.get_by_role("button", name="Lưu và xem lại để gửi…").click()
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Đã gửi báo cáo tới UBND thành phố Tây Ninh.")).to_be_visible()

    desk.goto(address)
    desk.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(desk.get_by_text("Đã nhận báo cáo của UBND Phường 3.")).to_be_visible()
    desk.get_by_role("link", name="Báo cáo kết quả phong trào thi đua 6 tháng đầu năm 2024").first.click()
    desk.get_by_role("link", name="Tổng hợp số liệu").click()
    assert sound(office) == []
    desk.get_by_role("link", name="3 của UBND Phường 3: Số gương điển hình tiên tiến", exact=False).click()
    expect(desk.locator(".report-line:target")).to_contain_text("Số gương")
    desk.go_back()
    desk.get_by_role("link", name="Soạn báo cáo…").click()
    assert sound(office) == []
    desk.get_by_role("button", name="Tạo bản thảo").click()
    expect(desk.locator(".ProseMirror")).to_contain_text("gương, bằng")
    desk.goto(re.sub(r"sua/$", "", desk.url))
    desk.get_by_role("link", name="Xem căn cứ từng con số").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Căn cứ số liệu của Báo cáo")
    assert sound(office) == []
    assert (unit.complaints, office.complaints) == ([], [])
