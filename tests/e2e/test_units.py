"""Units and blocks in a browser: suggestions while typing, the question before a change; and without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.test_crawl import measure


def message(page: Page, text: str) -> None:
    """Waits for the page after a change, which says what was done."""
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def test_a_unit_is_founded_from_suggestions_renamed_after_a_question_and_found_at_a_day(visit):
    visitor = visit()
    visitor.meant = {422}
    visitor.log_in("quantri")
    page = visitor.page
    page.goto("/don-vi/")
    page.get_by_role("link", name="Lập đơn vị").click()
    parent = page.get_by_label("Trực thuộc")
    parent.press_sequentially("ubnd thanh pho")
    expect(page.locator("datalist option")).to_have_count(1)
    assert page.locator("datalist option").get_attribute("value") == "UBND thành phố Tây Ninh"
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("ubnd thanh pho tay ninh")
    page.get_by_label("Hoạt động từ ngày").fill("01/01/2024")
    page.get_by_label("Tên chính thức").fill("Trung tâm Văn hóa")
    page.get_by_label("Tên gọi tắt").fill("Trung tâm VH")
    page.get_by_label("Cấp", exact=False).first.select_option(label="Cấp huyện")
    page.get_by_label("Loại", exact=False).first.select_option(label="Đơn vị sự nghiệp")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Lập đơn vị").press("Enter")
    message(page, "Đã lập Trung tâm VH.")

    page.get_by_role("link", name="Đổi tên từ một ngày").click()
    page.get_by_label("Mang tên mới từ ngày").fill("01/07/2025")
    page.get_by_label("Tên chính thức").fill("Trung tâm Văn hóa và Thể thao")
    page.get_by_label("Tên gọi tắt").fill("Trung tâm VHTT")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi tên Trung tâm VH")
    page.get_by_role("button", name="Xác nhận: đổi tên").click()
    message(page, "Đã đổi tên: Trung tâm VH nay là Trung tâm VHTT.")

    page.goto("/don-vi/?ngay=30/06/2025")
    expect(page.get_by_role("link", name="Trung tâm VH", exact=True)).to_be_visible()
    page.goto("/don-vi/")
    expect(page.get_by_role("link", name="Trung tâm VHTT", exact=True)).to_be_visible()


def test_forms_with_errors_and_questions_are_sound(visit):
    visitor = visit(axe=True)
    visitor.meant = {422}
    visitor.log_in("quantri")
    page = visitor.page
    wrong = []
    for address, button in (
        ("/don-vi/lap/", "Lập đơn vị"),
        ("/don-vi/6/ket-thuc/", "Tiếp tục"),
        ("/nguoi/them/", "Thêm người"),
        ("/nguoi/1/chuc-vu/", "Lưu"),
        ("/khoi-thi-dua/lap/", "Lập khối"),
    ):
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert")).to_be_visible()
        wrong += measure(visitor)
    page.goto("/don-vi/6/ket-thuc/")
    page.get_by_label("Từ ngày").fill("01/07/2026")
    page.get_by_label("Đơn vị kế tục 1").fill("van phong hdnd va ubnd")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết thúc Phòng Nội vụ")
    wrong += measure(visitor)
    assert wrong == []


def test_a_block_is_made_and_led_without_script(visit):
    visitor = visit(scripts=False)
    visitor.log_in("chuyenvien")
    page = visitor.page
    page.goto("/khoi-thi-dua/")
    page.get_by_role("link", name="Lập khối").first.click()
    page.get_by_label("Tên khối").fill("Khối không cần mã lệnh")
    page.get_by_label("Từ ngày").fill("01/01/2024")
    page.get_by_role("button", name="Lập khối").click()
    for unit, duty in (("phong tu phap", "Khối trưởng"), ("phong noi vu", "Thành viên")):
        page.get_by_role("link", name="Thêm đơn vị").first.click()
        page.locator("#id_unit").fill(unit)
        page.get_by_label("Nhiệm vụ").select_option(label=duty)
        page.get_by_role("button", name="Thêm vào khối").click()
    page.get_by_role("link", name="Cho rời khối Phòng Nội vụ").click()
    page.get_by_label("Từ ngày").fill("01/07/2025")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Xác nhận: rời khối").click()
    expect(page.get_by_role("heading", name="Đơn vị trong khối hôm nay")).to_have_text("Đơn vị trong khối hôm nay 1")
    expect(page.get_by_role("link", name="Giao nhiệm vụ cho Phòng Tư pháp")).to_be_visible()
