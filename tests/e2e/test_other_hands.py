"""The main job without JavaScript, and with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.test_main_job import download, open_from_inbox, step, text_of
from thidua.demo.log_ins import PASSWORD

SENTENCE = "Tổ chức hội thi sản phẩm nông nghiệp tiêu biểu của thành phố trong tháng 9 năm 2024."
MOST_TABS = 60

_FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const label = at.labels && at.labels.length ? at.labels[0].innerText : at.innerText;
  const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return [(label || '').trim(), ring];
}"""


def test_the_main_job_without_javascript(visit):
    officer, head = visit(scripts=False), visit(scripts=False)
    officer.log_in("kinhte")
    page = officer.page
    open_from_inbox(page, "KH-PKT: Phát động phong trào")
    page.get_by_role("link", name="Sửa nội dung").click()
    body = page.get_by_role("textbox", name="Nội dung")
    body.fill(body.input_value().replace("III. TỔ CHỨC THỰC HIỆN", f"- {SENTENCE}\n\nIII. TỔ CHỨC THỰC HIỆN"))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("region", name="Bản xem trước")).to_contain_text(SENTENCE)
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.get_by_role("link", name="Xong, về trang văn bản").click()
    step(page, "Trình ký")

    head.log_in("kinhte.truong")
    page = head.page
    open_from_inbox(page, "KH-PKT: Phát động phong trào")
    step(page, "Ký")
    step(page, "Ban hành", confirm=True)
    if not page.get_by_role("link", name="Tải PDF").is_visible():
        page.get_by_role("link", name="Xem tiến độ").first.click()
    assert SENTENCE in text_of(download(page, "PDF"))


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the thing of that name has the focus; it must be seen to have it."""
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        label, ring = page.evaluate(_FOCUSED)
        passed.append(label)
        if label.startswith(name):
            assert ring, f"{name}: the focus is not visible"
            return
    raise AssertionError(f"{name} not reached; passed {passed}")


def test_log_in_and_submit_with_the_keyboard_alone(visit):
    visitor = visit()
    page = visitor.page
    page.goto("/dang-nhap/")
    tab_to(page, "Tên đăng nhập")
    page.keyboard.type("phuong2")
    tab_to(page, "Mật khẩu")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    tab_to(page, "Đến nội dung chính")
    page.keyboard.press("Enter")
    tab_to(page, "Kế hoạch …/KH-UBND")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch …/KH-UBND")
    tab_to(page, "Trình ký")
    page.keyboard.press("Enter")
    expect(page.locator(".notice-success")).to_contain_text("Đã trình ký")
