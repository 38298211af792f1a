"""The pictures of the user guide: who looks at which page, and what is done there first."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
from playwright.sync_api import Browser, Page, expect

from tests.e2e.visitor import Visitor

WIDTH_OF_PDF = 640
FILES_SECONDS = 90


def nothing(page: Page) -> None:
    """The page as it opens."""


def begin_at(page: Page, selector: str) -> None:
    """Scrolls so that the picture begins at the first such element: what it is about stands in it, not the menu."""
    page.locator(selector).first.evaluate("one => one.scrollIntoView({block: 'start', behavior: 'instant'})")


@dataclass(frozen=True)
class Picture:
    """One picture: its name, whose window, the address, and what is done before it is taken."""

    name: str
    username: str
    address: str
    before: Callable[[Page], None] = nothing


def open_city_plan(page: Page) -> None:
    """The city's plan of 2024, once its files are made."""
    page.get_by_role("link", name="Kế hoạch 53/KH-UBND").first.click()
    for name in ("Tải PDF", "Tải Word"):
        expect(page.get_by_role("link", name=name)).to_be_visible(timeout=FILES_SECONDS * 1000)


def open_waiting_plan(page: Page) -> None:
    """The plan that waits for a step, among whatever else waits."""
    page.get_by_role("link", name=re.compile(r"^Kế hoạch .*KH-UBND: ")).first.click()


def open_draft(page: Page) -> None:
    """The editor on the city's draft."""
    open_waiting_plan(page)
    page.get_by_role("link", name="Sửa nội dung").click()
    expect(page.locator(".ProseMirror")).to_be_visible()
    page.locator(".ProseMirror").scroll_into_view_if_needed()


def open_board(page: Page) -> None:
    """Who got the city's plan of 2024, and what they did with it."""
    open_city_plan(page)
    page.get_by_role("link", name="Theo dõi nơi nhận").first.click()


def compare_with_above(page: Page) -> None:
    """The department's plan of 2024 beside the city's."""
    page.get_by_role("link", name="So sánh Kế hoạch 01/KH-PTP với văn bản cấp trên").click()


def answer_city_plan(page: Page) -> None:
    """What the city's plan asks of a unit that has not answered it."""
    page.get_by_role("link", name="Kế hoạch 53/KH-UBND").click()
    page.get_by_role("link", name="Tạo kế hoạch từ văn bản này").click()


def open_coverage(page: Page) -> None:
    """Which unit answers which item of the city's plan of 2024."""
    open_city_plan(page)
    page.get_by_role("link", name="Bảng phủ").first.click()
    begin_at(page, ".coverage-legend")


def open_coverage_of_units(page: Page) -> None:
    """The same, unit by unit, who copies most first."""
    open_coverage(page)
    page.get_by_role("link", name="Nguyên văn nhiều nhất").click()
    begin_at(page, ".coverage-units")


def open_changed_units(page: Page) -> None:
    """Units that put a plan in the place of an earlier one, and who is left under that."""
    open_coverage(page)
    page.get_by_role("link", name=re.compile("^Thay bản trước")).click()
    begin_at(page, "main nav.tabs")


def open_changes(page: Page) -> None:
    """What a changed plan above means for the school's own."""
    page.get_by_role("link", name="Điều gì thay đổi với Kế hoạch 01/KH-THCSTHĐ").click()
    begin_at(page, "main .page-head")


def open_items(page: Page) -> None:
    """What the city's plan of 2024 lays on whom, item by item."""
    open_city_plan(page)
    page.get_by_role("link", name="Mục, nhiệm vụ, chỉ tiêu").first.click()
    page.get_by_role("heading", level=1).wait_for()


def open_targets(page: Page) -> None:
    """The numbers of that plan, who got how much of them, and what was reached."""
    open_items(page)
    page.get_by_role("link", name="Giao và theo dõi chỉ tiêu").first.click()
    page.locator(".shares").first.wait_for(state="attached")
    page.locator("details:has(.shares) > summary").first.click()


def write_report(page: Page) -> None:
    """The form of a report that a unit has begun."""
    page.get_by_role("link", name=re.compile("^Viết Báo cáo kết quả")).first.click()
    begin_at(page, "main form h2")


def open_round(page: Page) -> None:
    """Who has sent the half-year report of 2024."""
    # The first link is that to the report that the clerk's own office has sent.
    page.get_by_role("link", name="Báo cáo kết quả phong trào thi đua 6 tháng đầu năm 2024", exact=True).last.click()
    begin_at(page, "main .page-head:has-text('Tổng hợp số liệu')")


def open_totals(page: Page) -> None:
    """What the reports come to."""
    open_round(page)
    page.get_by_role("link", name="Tổng hợp số liệu").click()
    begin_at(page, "main .page-head:has-text('Tổng hợp:')")


def open_programme(page: Page) -> None:
    """The programme of inspection of 2024."""
    page.get_by_role("link", name=re.compile("^Kiểm tra việc thực hiện phong trào")).first.click()
    begin_at(page, "main .page-head:has-text('Kiểm tra việc')")


def open_visit(page: Page) -> None:
    """A visit that is concluded, with what was found."""
    open_programme(page)
    page.locator("tbody").get_by_role("link", name="Phòng Tư pháp", exact=True).click()
    begin_at(page, "main h1:has-text('Kiểm tra Phòng Tư pháp')")


def open_exemplar(page: Page) -> None:
    """A model with its story, figures and pictures."""
    page.get_by_role("link", name=re.compile("^Ngày thứ Sáu không chờ")).first.click()
    begin_at(page, "main .page-head:has-text('Ngày thứ Sáu')")


PICTURES = (
    Picture("viec-cua-toi", "chuyenvien", "/"),
    Picture("chuoi-ke-hoach", "chuyenvien", "/ke-hoach/?nam=2024"),
    Picture("so-sanh-ke-hoach", "chuyenvien", "/ke-hoach/?nam=2024", compare_with_above),
    Picture("ke-hoach", "chuyenvien", "/ke-hoach/?nam=2024", open_city_plan),
    Picture("soan-thao", "chuyenvien", "/", open_draft),
    Picture("soan-van-ban", "chuyenvien", "/van-ban/soan/"),
    Picture("so-van-ban-di", "chuyenvien", "/van-ban/di/?nam=2024"),
    Picture("theo-doi-noi-nhan", "chuyenvien", "/ke-hoach/?nam=2024", open_board),
    Picture("viec-cham", "chuyenvien", "/ke-hoach/cham/?nam=2024"),
    Picture("bang-phu", "chuyenvien", "/ke-hoach/?nam=2024", open_coverage),
    Picture("bang-phu-don-vi", "chuyenvien", "/ke-hoach/?nam=2024", open_coverage_of_units),
    Picture("bang-phu-thay", "chuyenvien", "/ke-hoach/?nam=2024", open_changed_units),
    Picture("thay-doi", "chuyenvien", "/ke-hoach/?nam=2024", open_changes),
    Picture("muc-nhiem-vu", "chuyenvien", "/ke-hoach/?nam=2024", open_items),
    Picture("chi-tieu", "chuyenvien", "/ke-hoach/?nam=2024", open_targets),
    Picture("dot-bao-cao", "chuyenvien", "/bao-cao/", open_round),
    Picture("tong-hop-bao-cao", "chuyenvien", "/bao-cao/", open_totals),
    Picture("chuong-trinh-kiem-tra", "chuyenvien", "/kiem-tra/", open_programme),
    Picture("cuoc-kiem-tra", "chuyenvien", "/kiem-tra/", open_visit),
    Picture("kien-nghi", "chuyenvien", "/kiem-tra/kien-nghi/"),
    Picture("dien-hinh", "chuyenvien", "/dien-hinh/", lambda page: begin_at(page, "main .page-head")),
    Picture("bai-dien-hinh", "chuyenvien", "/dien-hinh/", open_exemplar),
    Picture("nhan-rong", "chuyenvien", "/dien-hinh/ap-dung/"),
    Picture("viet-bao-cao", "phuong3", "/bao-cao/", write_report),
    Picture("nhap-tu-excel", "chuyenvien", "/quan-tri/nhap-excel/moi/"),
    Picture("van-ban-gui-toi", "tuphap", "/van-ban/nhan/"),
    Picture("tao-tu-cap-tren", "thanhtra", "/van-ban/nhan/", answer_city_plan),
    Picture("thong-bao", "tuphap", "/thong-bao/"),
    Picture("lich-cua-toi", "tuphap", "/tai-khoan/lich/"),
    Picture("ky-van-ban", "lanhdao", "/", open_waiting_plan),
    Picture("don-vi", "quantri", "/don-vi/"),
    Picture("khoi-thi-dua", "quantri", "/khoi-thi-dua/"),
    Picture("nguoi-dung", "quantri", "/quan-tri/nguoi-dung/"),
    Picture("tai-khoan", "quantri", "/tai-khoan/"),
)


def take_all(browser: Browser, url: str, keep: Callable[[str, bytes], None]) -> None:
    """Takes every picture in the order of ``PICTURES``, then the first page of the PDF; hands them to ``keep``."""
    visitors: dict[str, Visitor] = {}
    for picture in PICTURES:
        if picture.username not in visitors:
            visitors[picture.username] = Visitor(browser, url)
            visitors[picture.username].log_in(picture.username)
        page = visitors[picture.username].page
        page.goto(picture.address)
        picture.before(page)
        page.wait_for_load_state("networkidle")
        keep(picture.name, page.screenshot())
    page = visitors["chuyenvien"].page
    page.goto("/ke-hoach/?nam=2024")
    open_city_plan(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải PDF").click()
    keep("trang-pdf", _first_page(download.value.path().read_bytes()))
    for visitor in visitors.values():
        visitor.close()


def names() -> set[str]:
    """All pictures that ``take_all`` hands over."""
    return {picture.name for picture in PICTURES} | {"trang-pdf"}


def _first_page(pdf: bytes) -> bytes:
    page = pypdfium2.PdfDocument(pdf)[0]
    buffer = io.BytesIO()
    page.render(scale=WIDTH_OF_PDF / page.get_width()).to_pil().save(buffer, "PNG")
    return buffer.getvalue()
