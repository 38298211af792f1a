"""Jobs in a browser without JavaScript: a letter up to its receiver, a plan answered, a workbook, a role."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.site import start_site
from tests.e2e.test_dispatch import PLAN, open_task
from tests.e2e.test_main_job import step
from tests.organizations.imports.books import office, workbook

ABOUT = "Triển khai đăng ký danh hiệu thi đua không cần mã lệnh"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: numbers, units and roles are taken here."""
    running = start_site(tmp_path_factory.mktemp("plain-site"))
    yield running
    running.stop()


@pytest.fixture
def plain(visit):
    """Opens a window without scripts, logged in."""

    def open_page(username: str) -> Page:
        visitor = visit(scripts=False)
        visitor.meant = {409, 422}
        visitor.log_in(username)
        page: Page = visitor.page
        return page

    return open_page


def written(page: Page) -> list[str]:
    """The paragraphs in the text area."""
    return [line for line in page.locator("textarea[name=body]").input_value().splitlines() if line.strip()]


def save(page: Page, lines: list[str]) -> None:
    """Saves these paragraphs."""
    page.locator("textarea[name=body]").fill("\n\n".join(lines))
    page.get_by_role("button", name="Lưu bản thảo").click()


def draft_letter(page: Page) -> str:
    """Văn bản → soạn → công văn; the address of its editing page."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản").click()
    page.get_by_role("link", name="Soạn văn bản").click()
    page.get_by_role("combobox", name="Loại văn bản").select_option(label="Công văn")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Trích yếu").fill(ABOUT)
    page.get_by_label("Ký hiệu đơn vị soạn thảo").fill("NV")
    page.get_by_role("button", name="Tạo bản thảo và soạn tiếp").click()
    page.get_by_label("Kính gửi").fill("Các phòng, ban thành phố")
    page.get_by_label("Họ tên người ký", exact=True).fill("Trần Quốc Bảo")
    page.get_by_label("Địa chỉ, thư điện tử cuối trang").fill("Số 1 đường Tự Do, thành phố Tây Ninh")
    page.get_by_role("button", name="Lưu bản thảo").click()
    return page.url


def collide_and_merge(one: Page, two: Page) -> None:
    """Both write in the first paragraph; the second keeps both texts."""
    save(one, ["Các phòng đăng ký danh hiệu thi đua trước ngày 15 hằng tháng."])
    expect(one.get_by_role("status").first).to_contain_text("Đã lưu bản thảo")
    save(two, ["Đề nghị các phòng gửi đăng ký về Phòng Nội vụ.", "Trân trọng./."])
    expect(two.get_by_role("heading", level=1)).to_contain_text("Gộp hai bản")
    for choice in two.get_by_label("Giữ cả hai").all():
        choice.check()
    two.get_by_role("button", name="Gộp và lưu").click()
    expect(two.get_by_role("status").first).to_contain_text("Đã gộp hai bản")
    text = "\n".join(written(two))
    assert "trước ngày 15 hằng tháng" in text
    assert "gửi đăng ký về Phòng Nội vụ" in text


def sign_and_issue(page: Page, kind: str) -> None:
    """The leader's two steps; the second asks first."""
    steps = page.get_by_role("region", name="Xử lý", exact=True)
    steps.get_by_role("button", name="Ký", exact=True).click()
    expect(page.get_by_text(f"Đã ký {kind}")).to_be_visible()
    steps.locator("summary", has_text="Ban hành").click()
    steps.get_by_role("button", name="Xác nhận: ban hành").locator("visible=true").click()
    expect(page.get_by_text(f"Đã ban hành {kind}")).to_be_visible()


def send_to_justice(page: Page, *, asks_answer: bool) -> None:
    """Searches the unit on the server, ticks it, looks it over, sends."""
    page.get_by_role("link", name="Gửi văn bản").click()
    page.get_by_label("Tìm đơn vị").fill("phong tu phap")
    page.locator("#noi-dung").get_by_role("button", name="Tìm", exact=True).click()
    expect(page.get_by_label("Phòng Y tế", exact=True)).to_be_hidden()
    page.get_by_label("Phòng Tư pháp", exact=True).check()
    if asks_answer:
        page.get_by_label("Phải có văn bản thực hiện").check()
    page.get_by_role("button", name="Xem lại trước khi gửi").click()
    page.get_by_role("button", name="Gửi tới 1 đơn vị").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Theo dõi nơi nhận")


def acknowledge(page: Page, summary: str) -> None:
    """The head of the unit opens what came and says so."""
    open_task(page, summary)
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.get_by_text("và vào sổ văn bản đến.").first).to_be_visible()


def numbers_in(page: Page, register: str, **filters: str) -> list[str]:
    """Numbers and summaries that the register shows after filtering by its form."""
    page.goto(register)
    page.get_by_label("Tìm", exact=True).fill(filters["words"])
    page.get_by_label("Loại văn bản").select_option(label=filters["kind"])
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc", exact=True).click()
    return page.locator("main tbody td.cell-trich-yeu").all_inner_texts()


def test_a_letter_from_two_writers_to_its_receiver(plain):
    clerk, leader = plain("chuyenvien"), plain("lanhdao")
    address = draft_letter(clerk)
    other = clerk.context.new_page()
    other.goto(address)
    collide_and_merge(clerk, other)
    other.get_by_role("link", name="Xong, về trang văn bản").click()
    other.get_by_role("region", name="Xử lý", exact=True).get_by_role("button", name="Trình ký", exact=True).click()
    expect(other.get_by_text("Đã trình ký Công văn")).to_be_visible()
    open_task(leader, ABOUT)
    expect(leader.get_by_role("heading", level=1)).to_contain_text("Công văn")
    sign_and_issue(leader, "Công văn")
    send_to_justice(leader, asks_answer=False)
    head = plain("tuphap.truong")
    acknowledge(head, ABOUT)
    assert numbers_in(clerk, "/van-ban/di/", words="khong can ma lenh", kind="Công văn") == [f"Công văn {ABOUT}"]
    assert numbers_in(clerk, "/van-ban/di/", words="khong can ma lenh", kind="Kế hoạch") == []
    assert numbers_in(head, "/van-ban/den/", words="KHÔNG CẦN MÃ LỆNH", kind="Công văn") == [f"Công văn {ABOUT}"]
    clerk.goto("/van-ban/di/?loai=CV")
    clerk.get_by_role("link", name="In sổ").click()
    expect(clerk.locator(".book-table tbody")).to_contain_text(ABOUT)


def test_a_plan_is_issued_sent_and_answered(plain):
    leader, head = plain("lanhdao"), plain("tuphap.truong")
    open_task(leader, PLAN)
    sign_and_issue(leader, "Kế hoạch")
    send_to_justice(leader, asks_answer=True)
    acknowledge(head, PLAN)
    head.get_by_role("link", name="Soạn văn bản thực hiện").click()
    save(head, ["I. MỤC ĐÍCH", "Phòng Tư pháp thực hiện đúng kế hoạch của thành phố./."])
    head.get_by_role("link", name="Xong, về trang văn bản").click()
    step(head, "Trình ký")
    sign_and_issue(head, "Kế hoạch")
    leader.reload()
    assert leader.locator(".meter strong").all_inner_texts() == ["1 trên 1"] * 3


def test_a_small_workbook_is_imported(plain):
    page = plain("chuyenvien")
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Quản trị").click()
    page.get_by_role("navigation", name="Quản trị").get_by_role("link", name="Nhập từ Excel").click()
    page.get_by_role("link", name="Nhập tệp mới").click()
    data = workbook(*office(units=10, people=20))
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files({"name": "nho.xlsx", "mimeType": EXCEL, "buffer": data})
    page.get_by_role("button", name="Đọc và kiểm tra").click()
    expect(page.get_by_text("Có thể ghi vào chương trình.")).to_be_visible()
    page.get_by_text("Ghi vào chương trình…", exact=True).click()
    page.get_by_role("button", name="Ghi vào chương trình", exact=True).click()
    page.goto("/don-vi/?tim=truong+tieu+hoc+moi+9")
    expect(page.get_by_role("link", name="Trường Tiểu học Mới 9")).to_be_visible()


def test_a_role_is_given_in_a_unit_that_is_named_without_tone_marks(plain):
    page = plain("quantri")
    page.goto("/quan-tri/nguoi-dung/?tim=tuphap")
    page.locator("main table").get_by_role("link").first.click()
    page.get_by_role("link", name="Giao vai trò").first.click()
    page.get_by_label("Vai trò").select_option(label="Cán bộ đơn vị")
    page.get_by_label("Từ ngày").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Đơn vị").fill("phong khong co")
    page.get_by_role("button", name="Xem lại rồi giao").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Đơn vị").fill("phong y te")
    page.get_by_role("button", name="Xem lại rồi giao").click()
    page.get_by_role("button", name=re.compile("giao", re.IGNORECASE)).last.click()
    expect(page.get_by_role("status")).to_have_text("Đã giao vai trò.")
    held = (
        page.get_by_role("region", name="Vai trò")
        .get_by_role("listitem")
        .filter(has_text="Cán bộ đơn vị")
        .filter(has_text="Phòng Y tế")
    )
    expect(held).to_have_count(1)
