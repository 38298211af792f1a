"""The main job in a real browser: change a plan, submit, return, correct, sign, issue, download, check."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfplumber
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.e2e.visitor import Visitor

PLAN = "Phát động đợt thi đua cao điểm"
SENTENCE = "Mỗi cơ quan, đơn vị tặng ít nhất hai phần quà cho gia đình chính sách."
CORRECTED = "Mỗi cơ quan, đơn vị tặng ít nhất ba phần quà cho gia đình chính sách, trước ngày 15/12/2024."
PLACE = "Phát hiện, biểu dương kịp thời"
REASON = "Cần nêu thời hạn tặng quà và nâng số phần quà lên ba."


def open_from_chain(page: Page, summary: str) -> None:
    """Menu → chain of 2024 → the plan of that trích yếu."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Kế hoạch").click()
    page.get_by_role("link", name="Năm 2024", exact=True).click()
    page.locator("li .node", has_text=summary).first.locator("a.node-title").click()
    expect(page.locator("main")).to_contain_text(summary)


def open_from_inbox(page: Page, summary: str) -> None:
    """Menu → việc của tôi → the thing of that trích yếu."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Việc của tôi").click()
    page.get_by_role("link", name=re.compile(summary)).click()


def line_of_body(page: Page, words: str) -> Locator:
    """The line of the editor that holds these words."""
    line = page.get_by_role("textbox", name="Nội dung văn bản").locator("p", has_text=words)
    expect(line).to_have_count(1)
    return line


def insert_line(page: Page, before: str, text: str) -> None:
    """Types a line of the same level before the one with these words."""
    line_of_body(page, before).click(position={"x": 2, "y": 8})
    page.keyboard.press("Home")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def replace_line(page: Page, old: str, new: str) -> None:
    """Types over a line."""
    line_of_body(page, old).click(click_count=3)
    page.keyboard.insert_text(new)


def save(page: Page) -> None:
    """Saves the draft and goes back to its page."""
    page.get_by_role("button", name="Lưu bản thảo").click()
    expect(page.get_by_text("Đã lưu bản thảo lúc")).to_be_visible()
    page.get_by_role("link", name="Xong, về trang văn bản").click()


def step(page: Page, name: str, *, reason: str = "", confirm: bool = False) -> None:
    """Takes a step by its button; one that asks first is confirmed."""
    steps = page.get_by_role("region", name="Xử lý")
    if confirm:
        steps.locator("summary", has_text=name).click()
        if reason:
            steps.get_by_label("Lý do").locator("visible=true").fill(reason)
        steps.get_by_role("button", name=f"Xác nhận: {name.lower()}").click()
    else:
        steps.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(f"Đã {name.lower()} Kế hoạch")).to_be_visible()


def edit_and_submit(clerk: Visitor) -> None:
    """The clerk changes a sentence, sees it in the preview, saves and submits."""
    page = clerk.page
    open_from_chain(page, PLAN)
    page.get_by_role("link", name="Sửa nội dung").click()
    preview = page.get_by_role("region", name="Bản xem trước")
    expect(preview).not_to_contain_text(SENTENCE)
    insert_line(page, PLACE, SENTENCE)
    expect(preview).to_contain_text(SENTENCE)
    save(page)
    step(page, "Trình ký")


def correct_and_submit(clerk: Visitor) -> None:
    """The clerk finds the returned plan with its reason, corrects it and submits again."""
    page = clerk.page
    open_from_inbox(page, PLAN)
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.get_by_role("link", name="Sửa nội dung").click()
    replace_line(page, SENTENCE, CORRECTED)
    save(page)
    step(page, "Trình ký")


def download(page: Page, kind: str) -> bytes:
    """Waits until the file is made and saves it."""
    link = page.get_by_role("link", name=f"Tải {kind}")
    expect(link).to_be_visible(timeout=90_000)
    with page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def text_of(pdf: bytes) -> str:
    """The words of a PDF in reading order, with single spaces."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return " ".join(" ".join(page.extract_text() for page in opened.pages).split())


def check_file(page: Page, name: str, data: bytes) -> str:
    """What the public page says of a file."""
    page.get_by_label("Tệp cần kiểm tra").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})
    page.get_by_role("button", name="So với tệp đã ban hành").click()
    return page.locator("main .notice").inner_text()


def test_the_main_job(visit, site):
    clerk, leader = visit(), visit()
    clerk.log_in("chuyenvien")
    edit_and_submit(clerk)
    leader.log_in("lanhdao")
    open_from_inbox(leader.page, PLAN)
    expect(leader.page.get_by_role("region", name="Văn bản trình bày theo thể thức")).to_contain_text(SENTENCE)
    step(leader.page, "Trả lại", reason=REASON, confirm=True)
    correct_and_submit(clerk)
    open_from_inbox(leader.page, PLAN)
    step(leader.page, "Ký")
    step(leader.page, "Ban hành", confirm=True)
    expect(leader.page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 01/KH-UBND")

    pdf = download(leader.page, "PDF")
    text, today = text_of(pdf), timezone.localdate()
    assert text.count(CORRECTED) == 1
    assert SENTENCE not in text
    assert "DỰ THẢO" not in text
    month = f"{today.month:02d}" if today.month < 3 else str(today.month)
    assert f"Số: 01/KH-UBND TP. Tây Ninh, ngày {today:%d} tháng {month} năm {today.year}" in text
    assert "Trần Quốc Bảo" in text
    assert download(leader.page, "Word").startswith(b"PK")

    address = re.search(rf"{re.escape(site.url)}/xac-minh/\w+/", "".join(text.split()))
    assert address, "the address under the QR code"
    public = visit().page
    public.goto(address[0])
    expect(public.get_by_text("01/KH-UBND").first).to_be_visible()
    expect(public.locator("main")).to_contain_text("Đã ban hành")
    assert "Đúng bản đã ban hành." in check_file(public, "ke-hoach.pdf", pdf)
    assert "Không phải tệp đã ban hành." in check_file(public, "ke-hoach.pdf", pdf[:-1] + b"x")


def test_an_outsider_finds_nothing_of_it(visit):
    """The same page that the clerk reads does not exist for the huyện beside it."""
    clerk, outsider = visit(), visit()
    clerk.log_in("chuyenvien")
    open_from_chain(clerk.page, "Thực hiện phong trào thi đua “Cán bộ, công chức")
    address = clerk.page.url
    outsider.log_in("chauthanh")
    outsider.meant = {404}
    answer = outsider.page.goto(address)
    assert answer is not None
    assert answer.status == 404
    assert "văn hóa công sở" not in outsider.page.content()


@pytest.mark.parametrize(("username", "sees"), [("tuphap", False), ("kiemtra", True)])
def test_drafts_are_read_from_above_only(visit, username, sees):
    reader = visit()
    reader.log_in(username)
    reader.page.goto("/ke-hoach/?nam=2024")
    expect(reader.page.locator(".node", has_text="Phòng Tư pháp")).to_have_count(1)
    expect(reader.page.locator(".node", has_text="Phòng Y tế")).to_have_count(1 if sees else 0)
