"""Two people of one office write one draft at once: what does not touch merges, the rest is asked, nothing is lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.test_main_job import open_from_inbox

FIRST, LAST = "Hai người cùng viết chỗ đầu.", "Chỉ một người viết chỗ cuối."


def written(page: Page) -> list[str]:
    return [line for line in page.locator("textarea[name=body]").input_value().splitlines() if line.strip()]


def save(page: Page, lines: list[str]) -> None:
    page.locator("textarea[name=body]").fill("\n\n".join(lines))
    page.get_by_role("button", name="Lưu bản thảo").click()


def test_two_clerks_collide_and_merge_without_javascript(visit):
    officer, head = visit(scripts=False), visit(scripts=False)
    for visitor, name in ((officer, "dothi"), (head, "dothi.truong")):
        visitor.log_in(name)
        visitor.meant = {409, 422}
    one, two = officer.page, head.page
    open_from_inbox(one, "KH-PQLĐT")
    one.get_by_role("link", name="Sửa nội dung").click()
    two.goto(one.url)
    expect(two.get_by_role("button", name="Lưu bản thảo")).to_be_visible()
    lines = written(one)
    save(one, [f"{lines[0]} {FIRST}", *lines[1:]])
    expect(one.get_by_role("status")).to_contain_text("Đã lưu bản thảo")

    # The second one wrote in the same paragraph, and at another place.
    save(two, [f"{lines[0]} Của trưởng phòng.", *lines[1:-1], f"{LAST} {lines[-1]}"])
    expect(two.get_by_role("heading", level=1)).to_contain_text("Gộp hai bản")
    expect(two.get_by_role("alert").first).to_contain_text("1 chỗ của bạn, 0 chỗ của người kia")
    assert not head.scrolls_sideways()
    two.get_by_role("button", name="Gộp và lưu").click()
    expect(two.get_by_role("alert").last).to_contain_text("Hãy chọn giữ đoạn nào")
    two.get_by_label("Giữ cả hai").check()
    two.get_by_role("button", name="Gộp và lưu").click()
    expect(two.get_by_role("status")).to_contain_text("Đã gộp hai bản")
    assert written(two) == [
        f"{lines[0]} {FIRST}", f"{lines[0]} Của trưởng phòng.", *lines[1:-1], f"{LAST} {lines[-1]}",
    ]  # fmt: skip

    # Who looks at the history reads who wrote what.
    two.get_by_role("link", name="Xong, về trang văn bản").click()
    two.get_by_role("link", name="Lịch sử sửa").click()
    expect(two.get_by_role("row")).to_have_count(4)
    two.get_by_role("link", name="Thay đổi của lần sửa 3").click()
    expect(two.locator("ins").filter(has_text="Của trưởng phòng.")).to_be_visible()
