"""The main pages where there is nothing, and where there is very much: sound at both sizes, none says nothing."""

from __future__ import annotations

import pytest

from tests.e2e.site import start_site
from tests.e2e.test_crawl import measure
from tests.e2e.visitor import Visitor

MAIN = (
    *("/", "/ke-hoach/", "/van-ban/", "/van-ban/di/", "/van-ban/den/", "/van-ban/nhan/", "/van-ban/so-giu/"),
    *("/van-ban/mau/", "/van-ban/doan-mau/", "/van-ban/noi-nhan/", "/don-vi/", "/nguoi/", "/khoi-thi-dua/"),
    *("/thong-bao/", "/tin-vua-roi/"),
)
# Forms to send empty: who, where, the button.
EMPTY = (
    ("quantri", "/nguoi/them/", "Thêm người"),
    ("quantri", "/don-vi/lap/", "Lập đơn vị"),
    ("quantri", "/khoi-thi-dua/lap/", "Lập khối"),
    ("quantri", "/quan-tri/nguoi-dung/6/giao-vai-tro/", "Xem lại rồi giao"),
    ("chuyenvien", "/quan-tri/nhap-excel/moi/", "Đọc và kiểm tra"),
    ("chuyenvien", "/van-ban/doan-mau/them/", "Lưu"),
    ("chuyenvien", "/van-ban/noi-nhan/them/", "Lưu"),
    ("chuyenvien", "/van-ban/6/gui/", "Xem lại trước khi gửi"),
    ("chuyenvien", "/van-ban/so-giu/", "Giữ số"),
    ("quantri", "/quan-tri/nguoi-dung/cap-tai-khoan/", "Cấp tài khoản"),
)
KEPT = ("/quan-tri/", "/quan-tri/nguoi-dung/", "/quan-tri/de-nghi-vai-tro/", "/quan-tri/nhap-excel/")
FRESH = [("migrate", "-v0"), ("scale", "--units", "4", "--people", "0", "--years", "1")]
LARGE = [("migrate", "-v0"), ("scale", "--units", "120", "--people", "900", "--years", "3")]


@pytest.fixture(scope="module", params=[FRESH, LARGE], ids=["few", "many"])
def filled_site(request, tmp_path_factory):
    """The program on a data set of that size."""
    running = start_site(tmp_path_factory.mktemp("filled"), before=request.param)
    yield running
    running.stop()


@pytest.mark.parametrize("username", ["dv0", "dv1", "dv0.quantri"])
def test_main_pages_are_sound(browser, filled_site, username):
    visitor = Visitor(browser, filled_site.url, axe=True)
    visitor.log_in(username)
    wrong = []
    for path in MAIN + (KEPT if username == "dv0.quantri" else ()):
        answer = visitor.page.goto(path)
        assert (path, answer.status if answer else None) == (path, 200)
        wrong += measure(visitor)
    assert wrong == []
    assert visitor.complaints == []
    visitor.close()


def test_main_pages_are_whole_at_200_percent(browser, filled_site):
    visitor = Visitor(browser, filled_site.url, axe=True, zoomed=True)
    visitor.log_in("dv0")
    wrong = []
    for path in MAIN:
        visitor.page.goto(path)
        found = [*visitor.violations(), *(f"cut off: {what}" for what in visitor.clipped())]
        found += ["scrolls sideways"] if visitor.scrolls_sideways() else []
        wrong += [f"{path} at 200 %: {what}" for what in found]
    assert wrong == []
    assert visitor.complaints == []
    visitor.close()


@pytest.mark.parametrize("username", sorted({username for username, _, _ in EMPTY}))
def test_forms_sent_empty_are_sound_and_say_what_is_missing(visit, username):
    visitor = visit(axe=True)
    visitor.meant = {422}
    visitor.log_in(username)
    wrong = []
    for path, button in [(path, button) for who, path, button in EMPTY if who == username]:
        visitor.page.goto(path)
        visitor.page.locator("main form[method=post]").get_by_role("button", name=button).last.click()
        alert = visitor.page.locator("main").get_by_role("alert").first
        alert.wait_for()
        wrong += [*measure(visitor), *([] if alert.inner_text().strip() else [f"{path}: says nothing"])]
    assert wrong == []
