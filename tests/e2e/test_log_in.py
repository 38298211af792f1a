"""Log-in with the keyboard alone and a code of an app; the idle limit, and what stays on the screen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.test_other_hands import tab_to
from tests.organizations.codes import code
from thidua.demo.log_ins import PASSWORD


@pytest.fixture
def no_factor_stays(site) -> Iterator[None]:
    """Other journeys log in as the administrator with the password alone."""
    yield
    with sqlite3.connect(site.folder / "thidua.sqlite3", timeout=20) as database:
        database.execute("DELETE FROM mfa_authenticator")


def test_an_administrator_sets_up_an_app_and_logs_in_with_its_code_by_keyboard(visit, no_factor_stays):
    visitor = visit()
    visitor.log_in("quantri")
    page = visitor.page
    page.goto("/tai-khoan/")
    tab_to(page, "Cài đặt mã xác thực")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cài đặt mã xác thực")
    tab_to(page, "Không quét được?")
    page.keyboard.press("Enter")
    secret = page.locator(".set-up-secret").inner_text().replace(" ", "")
    tab_to(page, "Mã 6 số")
    page.keyboard.type(code(secret, -1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    expect(page.locator(".spare-codes code")).to_have_count(10)
    tab_to(page, "Tôi đã lưu mã dự phòng")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã bật.")).to_be_visible()
    visitor.log_out()

    tab_to(page, "Tên đăng nhập")
    page.keyboard.type("quantri")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập mã xác thực")
    tab_to(page, "Mã xác thực")
    page.keyboard.type(code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def test_the_idle_limit_warns_lets_editors_save_and_keeps_the_text(visit):
    visitor = visit()
    page = visitor.page
    page.clock.install()
    visitor.log_in("tuphap")
    page.goto("/cu-nguoi-thay/")
    page.get_by_label("Căn cứ").fill("Giấy ủy quyền số 7")
    page.evaluate("document.addEventListener('thidua:before-logout', () => { document.body.dataset.saved = '1'; })")
    note = page.locator("#idle")
    expect(note).to_be_hidden()

    page.clock.fast_forward(13 * 60 * 1000 + 5000)
    expect(note).to_contain_text("Còn 1:5")
    page.get_by_role("button", name="Tiếp tục làm việc").click()
    page.clock.run_for(2000)
    expect(note).to_be_hidden()

    page.clock.fast_forward(14 * 60 * 1000 + 45_000)
    page.clock.run_for(2000)
    expect(page.locator("body")).to_have_attribute("data-saved", "1")
    page.clock.fast_forward(20_000)
    page.clock.run_for(2000)
    expect(note).to_contain_text("Bạn đã được đăng xuất. Chữ đang soạn vẫn còn trên màn hình")
    expect(page.get_by_label("Căn cứ")).to_have_value("Giấy ủy quyền số 7")
    with page.context.expect_page() as opened:
        note.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
