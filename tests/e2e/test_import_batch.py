"""Nhập văn bản, many files at once, in a real browser: chosen, read while one looks on, saved together, taken back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.test_import import open_import
from tests.world_writing import PLAN


def chosen(number: int) -> dict[str, object]:
    """A plan with that number as a file."""
    text = PLAN.replace("91/KH", f"{number}/KH")
    return {"name": f"ke-hoach-{number}.txt", "mimeType": "text/plain", "buffer": text.encode()}


BROKEN = {"name": "hong.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
PROGRAM = {"name": "cai-dat.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}


def results(page: Page) -> list[str]:
    """The word of each file, in order."""
    return [word.strip() for word in page.locator(".batch-word").all_inner_texts()]


def test_five_files_one_broken_are_read_saved_together_and_taken_back(visit):
    visitor = visit()
    page = visitor.page
    visitor.log_in("phuong2")
    open_import(page)
    page.get_by_label("Tệp văn bản").set_input_files([*(chosen(number) for number in (71, 72, 73, 74)), BROKEN])
    expect(page.locator(".drop-list li")).to_have_count(5)
    expect(page.locator(".drop-files [role=status]")).to_contain_text("Đã chọn 5 tệp")
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đợt nhập văn bản")
    # The page follows by itself.
    expect(page.get_by_text("Đã đọc xong 5 tệp.")).to_be_visible(timeout=60_000)
    assert results(page) == [*["Chắc chắn"] * 4, "Không đọc được"]
    batch = page.url

    page.get_by_role("link", name="Không đọc được (1)").click()
    expect(page.locator(".batch-word")).to_have_count(1)
    page.get_by_role("link", name="Tất cả (5)").click()
    page.get_by_role("link", name="Lưu tất cả những văn bản chắc chắn (4)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lưu 4 văn bản chắc chắn")
    page.get_by_role("button", name="Lưu 4 văn bản").click()
    expect(page.get_by_text("Đã vào sổ văn bản đến 4 văn bản.")).to_be_visible()
    assert results(page) == [*["Đã lưu"] * 4, "Không đọc được"]

    page.get_by_role("link", name="Hoàn tác cả đợt").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Việc sẽ xảy ra")
    page.get_by_role("button", name="Hoàn tác cả đợt").click()
    expect(page.get_by_text("Đã hoàn tác: 4 văn bản đến ra khỏi sổ, 0 bản thảo đã hủy.")).to_be_visible()
    expect(page.get_by_text("Đợt này đã hoàn tác lúc")).to_be_visible()
    page.goto("/van-ban/nhap/dot/")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert page.locator("tbody a").first.evaluate("link => link.href") == batch


def test_what_cannot_be_taken_is_said_before_anything_is_sent(visit):
    visitor = visit()
    visitor.meant = {422}
    page = visitor.page
    visitor.log_in("phuong2")
    open_import(page)
    page.get_by_label("Tệp văn bản").set_input_files(PROGRAM)
    expect(page.locator(".drop-list .refusal")).to_have_text("Không đọc được loại tệp này: tệp sẽ bị bỏ qua.")
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("alert")).to_contain_text("Không đọc được loại tệp này.")


def test_one_file_goes_straight_on_to_its_review(visit):
    visitor = visit()
    page = visitor.page
    visitor.log_in("phuong2")
    open_import(page)
    page.get_by_label("Tệp văn bản").set_input_files([chosen(75)])
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("[name=number]")).to_have_value("75", timeout=60_000)
