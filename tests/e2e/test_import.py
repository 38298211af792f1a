"""Nhập văn bản in a real browser: paste or upload, review what was read, save."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from thidua.demo.data import FOLDER

HUYEN = (FOLDER / "documents" / "ke-hoach-huyen-chau-thanh-2022.txt").read_text("utf-8")
WARD = """KẾ HOẠCH

Tổ chức sơ kết phong trào thi đua 6 tháng đầu năm 2024

Căn cứ Kế hoạch số 53/KH-UBND ngày 14 tháng 3 năm 2024 của UBND thành phố Tây Ninh về phát động phong trào thi đua.

I. MỤC ĐÍCH

Đánh giá kết quả 6 tháng, nêu việc phải làm trong 6 tháng cuối năm.

II. TỔ CHỨC THỰC HIỆN

1. Công chức phụ trách tổng hợp báo cáo trước ngày 20/6/2024.

Trên đây là Kế hoạch sơ kết phong trào thi đua 6 tháng đầu năm 2024./.

Nơi nhận:
- UBND thành phố (Phòng Nội vụ);
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def open_import(page: Page) -> None:
    """Menu → văn bản → nhập văn bản."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản").click()
    page.get_by_role("link", name="Nhập văn bản").click()


def paste(page: Page, text: str) -> None:
    """Pastes a text and has it read."""
    page.get_by_label("Hoặc dán nội dung").fill(text)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại văn bản vừa đọc")


def read_values(page: Page) -> dict[str, str]:
    """What stands in the fields of the review."""
    names = ["number", "symbol", "on", "place", "summary", "sign_title", "sign_name"]
    return {name: page.locator(f"[name={name}]").input_value() for name in names}


def save_as_received(page: Page) -> None:
    """Saves the review into the city's register."""
    page.get_by_role("radio", name="Văn bản đến để thực hiện").check()
    page.get_by_role("combobox", name="Đơn vị").select_option(label="UBND thành phố Tây Ninh")
    page.get_by_role("button", name="Lưu văn bản").click()


def test_a_pasted_plan_is_read_reviewed_and_registered(visit):
    visitor = visit()
    visitor.meant = {422}
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_import(page)
    paste(page, HUYEN)
    assert read_values(page) == {
        "number": "06",
        "symbol": "KH-UBND",
        "on": "20/01/2022",
        "place": "Châu Thành",
        "summary": "Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, "
        "đảm bảo quốc phòng - an ninh năm 2022",
        "sign_title": "CHỦ TỊCH",
        "sign_name": "Lê Ngọc Ân",
    }
    save_as_received(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 06/KH-UBND")
    expect(page.locator("main")).to_contain_text("Văn bản đến")
    expect(page.locator(".paper")).to_contain_text("Lê Ngọc Ân")

    open_import(page)
    paste(page, HUYEN)
    save_as_received(page)
    expect(page.get_by_role("alert")).to_contain_text("đã có trong sổ văn bản đến")
    assert read_values(page)["number"] == "06"


def test_an_uploaded_plan_becomes_a_draft_of_the_unit(visit):
    visitor = visit()
    page = visitor.page
    visitor.log_in("phuong3")
    open_import(page)
    page.get_by_label("Tệp văn bản").set_input_files(
        {"name": "so-ket.txt", "mimeType": "text/plain", "buffer": WARD.encode()}
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại văn bản vừa đọc", timeout=60_000)
    page.get_by_role("radio", name="Bản thảo kế hoạch").check()
    page.get_by_role("combobox", name="Thực hiện văn bản").select_option(
        label="Kế hoạch 53/KH-UBND, 14/03/2024, Ủy ban nhân dân thành phố Tây Ninh (năm 2024)"
    )
    page.get_by_role("button", name="Lưu văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch …/KH-UBND")
    expect(page.locator(".paper")).to_contain_text("Công chức phụ trách tổng hợp báo cáo trước ngày 20/6/2024.")
    expect(page.get_by_role("link", name="Tải tệp gốc")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp gốc").click()
    assert waiting.value.suggested_filename == "so-ket.txt"
    assert waiting.value.path().read_text("utf-8") == WARD


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(visit):
    visitor = visit()
    visitor.meant = {422}
    page = visitor.page
    visitor.log_in("phuong1")
    open_import(page)
    page.get_by_label("Tệp văn bản").set_input_files(
        {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đợt nhập văn bản")
    expect(page.get_by_role("table")).to_contain_text("Tệp PDF bị hỏng", timeout=60_000)


def test_long_work_says_that_it_goes_on(visit):
    visitor = visit()
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_import(page)
    page.route(page.url, hold_back)
    page.get_by_label("Hoặc dán nội dung").fill(HUYEN)
    # Looked at by the page itself: a driver waits for the answer.
    page.evaluate(
        "setTimeout(() => sessionStorage.setItem('busy', document.querySelector('.busy-line').textContent), 2000)"
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại văn bản vừa đọc")
    assert page.evaluate("sessionStorage.busy") == "Đang tải lên và đọc văn bản…"


def hold_back(route) -> None:
    """A machine that takes its time over what is sent."""
    if route.request.method == "POST":
        time.sleep(3)
    route.continue_()
