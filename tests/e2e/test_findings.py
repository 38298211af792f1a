"""The findings of a draft in the browser: seen while typing, jumped to, repaired, dismissed, asked at "Trình ký"."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.site import start_site
from tests.e2e.visitor import Visitor

_SELECTED = "() => getSelection().toString()"
_FIELD_SELECTION = (
    "() => { const at = document.activeElement; return at.value.slice(at.selectionStart, at.selectionEnd); }"
)


def note(page: Page, words: str) -> Locator:
    """The finding whose sentence holds the words."""
    return page.locator(".note", has=page.locator(".note-said", has_text=words))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: a draft is handed in here that other journeys need as a draft."""
    running = start_site(tmp_path_factory.mktemp("findings-site"))
    yield running
    running.stop()


def open_draft(visitor: Visitor, user: str) -> str:
    """Logs in and opens the page of the unit's draft; its address."""
    visitor.log_in(user)
    visitor.page.get_by_role("link", name="Kế hoạch …/KH-").first.click()
    return visitor.page.url


def test_slips_are_seen_while_typing_repaired_and_asked_before_handing_in(visit) -> None:
    visitor = visit()
    page, address = visitor.page, open_draft(visitor, "phuong2")
    page.get_by_role("link", name="Sửa nội dung").click()
    page.wait_for_selector("[data-ready]")
    findings = page.get_by_role("region", name="Kiểm tra", exact=True)
    expect(findings).to_contain_text("Bản thảo không còn nhận xét nào.")

    # Typed: an old year, a slip, and no "./." any more.
    page.get_by_role("textbox", name="Nội dung văn bản").click()
    page.keyboard.press("Control+End")
    for _ in "./.":
        page.keyboard.press("Backspace")
    page.keyboard.type(". Chủ đề năm 2022 là bức phá trong thi đua.")
    expect(findings).to_contain_text("1 lỗi")
    expect(note(page, "“bức phá”")).to_be_visible()
    assert visitor.complaints == []

    note(page, "Năm 2022").get_by_role("link", name="Đến chỗ này").click()
    assert page.evaluate(_SELECTED) == "Chủ đề năm 2022"
    note(page, "“bức phá”").get_by_role("link", name="Đến chỗ này").click()
    assert page.evaluate(_SELECTED) == "bức phá"
    note(page, "“bức phá”").get_by_role("button", name="Sửa “bức phá”").click()
    expect(page.get_by_role("textbox", name="Nội dung văn bản")).to_contain_text("là bứt phá trong thi đua.")
    expect(note(page, "“bức phá”")).to_have_count(0)

    # The repair can be undone and typing goes on; what is typed is saved after it.
    page.get_by_role("textbox", name="Nội dung văn bản").click()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("textbox", name="Nội dung văn bản")).to_contain_text("là bức phá")
    page.keyboard.press("Control+y")
    expect(page.locator(".save-status")).to_have_text(re.compile("^Đã lưu lúc"))

    page.get_by_role("link", name="Xong, về trang văn bản").click()
    page.get_by_role("link", name="Lịch sử sửa").click()
    expect(page.get_by_role("cell", name="Sửa “bức phá” thành “bứt phá”")).to_be_visible()

    # Errors keep it from being handed in; a repair on the page of the paper opens the way to the question.
    page.goto(address)
    expect(page.get_by_role("button", name="Trình ký")).to_be_disabled()
    page.get_by_role("link", name="Xem các lỗi").click()
    note(page, "Năm 2022").get_by_role("link", name="Đến chỗ này").click()
    expect(page.locator("mark.note-here")).to_have_text("Chủ đề năm 2022")
    note(page, "kết thúc bằng dấu").get_by_role("button", name=re.compile("^Sửa")).click()
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trình ký: còn 1 cảnh báo")
    assert visitor.complaints == []
    visitor.meant.add(422)
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy đánh dấu vào ô xác nhận")
    page.get_by_label("Tôi đã xem 1 cảnh báo trên và vẫn trình ký").check()
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text("Trạng thái hiện nay: Đã trình, chờ ký.").first).to_be_visible()
    assert visitor.complaints == []


def test_a_finding_in_a_field_is_jumped_to_and_dismissed_without_leaving(visit) -> None:
    visitor = visit()
    page = visitor.page
    open_draft(visitor, "dothi")
    page.get_by_role("link", name="Sửa nội dung").click()
    page.wait_for_selector("[data-ready]")
    area = page.get_by_label("Nơi nhận", exact=True)
    before = area.input_value()
    area.fill(f"Công Thông tin điện tử;\n{before}")
    slip = note(page, "“Công Thông tin điện tử”")
    slip.get_by_role("link", name="Đến chỗ này").click()
    assert page.evaluate(_FIELD_SELECTION) == "Công Thông tin điện tử"
    slip.get_by_text("Bỏ qua…").click()
    slip.get_by_label("Bỏ qua, vì").fill("tên riêng")
    slip.get_by_role("button", name="Bỏ qua nhận xét này").click()
    page.get_by_text("Đã bỏ qua 1").click()
    gone = page.locator(".note-dismissed .note")
    expect(gone).to_contain_text("vì: tên riêng")
    gone.get_by_role("button", name="Xem lại").click()
    expect(slip).to_be_visible()
    expect(area).to_have_value(f"Công Thông tin điện tử;\n{before}")
    area.fill(before)
    page.get_by_role("button", name="Lưu bản thảo").click()
    assert visitor.complaints == []


def test_without_scripts_the_buttons_send_the_form(visit) -> None:
    visitor = visit(scripts=False)
    open_draft(visitor, "dothi")
    page = visitor.page
    page.get_by_role("link", name="Sửa nội dung").click()
    title = page.get_by_label("Trích yếu")
    before = title.input_value()
    title.fill(f"{before}, bức phá")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_label("Trích yếu")).to_have_value(f"{before}, bức phá")
    note(page, "“bức phá”").get_by_role("button", name="Sửa “bức phá”").click()
    expect(page.get_by_label("Trích yếu")).to_have_value(f"{before}, bứt phá")
    page.get_by_label("Trích yếu").fill(before)
    page.get_by_role("button", name="Lưu bản thảo").click()
    assert visitor.complaints == []
