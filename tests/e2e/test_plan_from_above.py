"""A unit receives the city's plan, makes its own from it, fills the prompts, compares, hands it in: without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.site import start_site

ABOVE = "Kế hoạch 53/KH-UBND"
UNIT = "thanhtra"
# Words of the items above that the unit answers, and what it writes.
ANSWERS = {
    "Đẩy mạnh các phong trào thi đua thực hiện có hiệu quả": "Thanh tra thành phố đẩy mạnh các phong trào thi đua cải "
    "cách hành chính, thúc đẩy chuyển đổi số trên cả 3 trụ cột, hướng tới nền hành chính dân chủ, chuyên nghiệp, hiện "
    "đại; xử lý 100 % hồ sơ trên mạng trước ngày 31/10/2024.",
    "Công tác khen thưởng phải tập trung": "Công tác khen thưởng của Thanh tra thành phố tập trung từ khâu đề xuất, "
    "lựa chọn, bảo đảm công khai, đúng quy trình, đúng thành tích, đúng đối tượng và tiêu chuẩn quy định; ít nhất 90 % "
    "hồ sơ đúng hạn trước ngày 30/11/2024.",
    "Thủ trưởng các cơ quan, đơn vị, địa phương": "Chánh Thanh tra tổ chức kiểm tra, sơ kết, tổng kết và tuyên dương, "
    "khen thưởng kịp thời các tập thể, cá nhân xuất sắc trước ngày 15/12/2024.",
}
# What stands in the other blanks of the skeleton.
OTHERS = {
    r"\[… đơn vị, người theo dõi\]": "Văn phòng",
    r"\[… ngày[^\]]*\]": "20/6/2024",
    r"\[… tháng\]": "6",
    r"\[… [^\]]*\]": "Toàn thể công chức Thanh tra thành phố thi đua.",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: the unit's answer is made here."""
    running = start_site(tmp_path_factory.mktemp("above-site"))
    yield running
    running.stop()


def choose(page: Page) -> None:
    """From what was received to the choices; the three items alone are ticked."""
    page.goto("/van-ban/nhan/")
    page.get_by_role("link", name=ABOVE).click()
    page.get_by_role("link", name="Tạo kế hoạch từ văn bản này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Tạo kế hoạch của Thanh tra thành phố từ {ABOVE}")
    for box in page.locator("input[name=muc]").all():
        box.set_checked(False)
    for words in ANSWERS:
        page.locator(".answer-row", has_text=words).locator("input[name=muc]").check()


def written(page: Page) -> list[str]:
    """The lines in the text area."""
    return [line for line in page.locator("textarea[name=body]").input_value().splitlines() if line.strip()]


def save(page: Page, lines: list[str]) -> None:
    page.locator("textarea[name=body]").fill("\n".join(lines))
    page.get_by_role("button", name="Lưu bản thảo").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bản thảo")


def filled(lines: list[str], *, leave: int) -> list[str]:
    """Each prompt and the blanks under it become what the unit writes, but for the last ``leave``."""
    found: list[str] = []
    waiting = list(ANSWERS)
    for line in lines:
        key = next((words for words in waiting if words in line), None)
        if key is not None and len(waiting) > leave:
            waiting.remove(key)
            found.append(f"{line.partition('.')[0]}. {ANSWERS[key]}")
        elif key is None and "ai chủ trì" not in line:
            for blank, words in OTHERS.items():
                line = re.sub(blank, words, line)
            found.append(line)
        elif key is not None:
            found.append(line)
    return found


def refused(page: Page) -> None:
    """The plan's page does not let it be handed in, and says why."""
    page.get_by_role("link", name="Xong, về trang văn bản").click()
    expect(page.get_by_role("button", name="Trình ký", exact=True)).to_be_disabled()
    expect(page.locator(".refusal").first).to_contain_text("chưa điền")


def test_from_the_plan_above_to_one_handed_in(visit):
    visitor = visit(scripts=False)
    visitor.log_in(UNIT)
    page = visitor.page
    choose(page)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("region", name="Văn bản trình bày theo thể thức")).to_contain_text("[… ai chủ trì]")
    page.get_by_role("button", name="Tạo bản thảo").click()
    expect(page.get_by_text("với 3 mục của văn bản cấp trên")).to_be_visible()
    lines = written(page)
    assert len([line for line in lines if f"của {ABOVE}: “" in line]) == 3
    assert (
        page.get_by_label("Căn cứ", exact=True)
        .input_value()
        .startswith("Căn cứ Kế hoạch số 53/KH-UBND ngày 14 tháng 3 năm 2024")
    )
    save(page, lines)
    refused(page)

    page.get_by_role("link", name="So sánh với cấp trên").click()
    for words in ANSWERS:
        expect(page.locator("tr.pair-khong_tra_loi", has_text=words)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Sửa nội dung").click()
    save(page, filled(written(page), leave=1))
    refused(page)
    page.get_by_role("link", name="Sửa nội dung").click()
    save(page, filled(written(page), leave=0))
    page.get_by_role("link", name="Xong, về trang văn bản").click()

    page.get_by_role("link", name="So sánh với cấp trên").click()
    page.get_by_role("link", name="Cụ thể hóa").click()
    for answer in ANSWERS.values():
        expect(page.locator("tr.pair-cu_the_hoa", has_text=answer)).to_be_visible()
    expect(page.locator(".pair .named-date", has_text="31/10/2024")).to_be_visible()
    row = page.locator(".pair tbody tr", has_text="hồ sơ trên mạng")
    row.locator(".pair-label a").last.click()
    assert page.locator(f"#{page.url.rpartition('#')[2]}").inner_text().endswith("31/10/2024.")

    page.get_by_role("button", name="Trình ký", exact=True).click()
    for box in page.locator("input[type=checkbox][name=confirmed], .step-agree input[type=checkbox]").all():
        box.check()
    if page.get_by_role("button", name="Trình ký", exact=True).count():
        page.get_by_role("button", name="Trình ký", exact=True).click()
    expect(page.get_by_text("Đã trình ký Kế hoạch")).to_be_visible()
