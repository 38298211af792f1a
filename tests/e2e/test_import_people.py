"""Nhập từ Excel in a real browser: 200 units, 3,000 people and 25 faults; corrected, committed, undone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from organizations.imports.cells import place
from organizations.imports.workbook import read_workbook
from tests.organizations.imports.books import FAULTS, office, planted, workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def open_form(page: Page) -> None:
    """Menu → quản trị → nhập từ Excel → tệp mới."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Quản trị").click()
    page.get_by_role("navigation", name="Quản trị").get_by_role("link", name="Nhập từ Excel").click()
    page.get_by_role("link", name="Nhập tệp mới").click()


def upload(page: Page, name: str, data: bytes, button: str) -> None:
    """Chooses a workbook and sends it."""
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files({"name": name, "mimeType": EXCEL, "buffer": data})
    page.get_by_role("button", name=button).click()


def right_values() -> dict[tuple[int, str], str]:
    """What stood in the faulty cells before the faults were planted, as text."""
    sheets = read_workbook("a.xlsx", workbook(*office()))
    values = {}
    for sheet, cell, _, _ in FAULTS:
        spot = place(cell)
        assert spot is not None
        cells = dict(sheets[sheet].rows)[spot[0]]
        values[sheet, cell] = cells[spot[1]] if spot[1] < len(cells) else ""
    return values


def confirm(page: Page, label: str) -> None:
    """The button, and in the dialog once more."""
    page.get_by_text(f"{label}…", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=label).click()


def decide_if_asked(page: Page) -> None:
    """Homonyms of people of the demo are other people."""
    if page.get_by_role("button", name="Tất cả là người khác").is_visible():
        page.get_by_role("button", name="Tất cả là người khác").click()


def commit_and_undo(page: Page) -> None:
    """Writes the batch, sees it in the list of units, takes it back."""
    confirm(page, "Ghi vào chương trình")
    expect(page.get_by_text("Đã ghi 200 đơn vị, 3000 người, 3000 chức vụ vào chương trình.")).to_be_visible()
    batch = page.url
    page.goto("/don-vi/?tim=truong+tieu+hoc+moi+199")
    expect(page.get_by_role("link", name="Trường Tiểu học Mới 199").first).to_be_visible()
    page.goto(batch)
    confirm(page, "Hoàn tác cả đợt")
    expect(page.get_by_text("Đã hoàn tác: những gì đợt nhập này tạo ra đã được xóa.")).to_be_visible()
    page.goto("/don-vi/?tim=truong+tieu+hoc+moi+199")
    expect(page.get_by_role("link", name="Trường Tiểu học Mới 199")).to_have_count(0)


def test_25_faults_are_seen_at_once_corrected_on_the_page_committed_and_undone(visit):
    visitor = visit()
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_form(page)
    upload(page, "danh-sach.xlsx", planted(), "Đọc và kiểm tra")
    expect(page.get_by_text("Có 25 lỗi.")).to_be_visible()
    rows = page.get_by_role("region", name="Các lỗi").locator("tbody tr")
    expect(rows).to_have_count(25)
    titles = ("Đơn vị", "Con người")
    seen = [" ".join(text.split()) for text in rows.locator(".cell-name").all_inner_texts()]
    assert sorted(seen) == sorted(f"{titles[sheet]} {cell}" for sheet, cell, _, _ in FAULTS)

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp đánh dấu lỗi").click()
    [units, *_] = read_workbook("a.xlsx", waiting.value.path().read_bytes())
    assert units.rows[0][1][-1] == "Lỗi"

    for (sheet, cell), text in right_values().items():
        page.get_by_label(f"Nội dung đúng của ô {cell}, trang {titles[sheet]}").fill(text)
    page.get_by_role("button", name="Lưu và kiểm tra lại").click()
    expect(page.get_by_text("Đã sửa 25 chỗ và kiểm tra lại. Không còn lỗi nào.")).to_be_visible()
    decide_if_asked(page)
    expect(page.get_by_text("Có thể ghi vào chương trình.")).to_be_visible()
    commit_and_undo(page)


def test_without_script_the_corrected_workbook_takes_the_place_of_the_first(visit):
    visitor = visit(scripts=False)
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_form(page)
    upload(page, "danh-sach.xlsx", planted(), "Đọc và kiểm tra")
    expect(page.get_by_text("Có 25 lỗi.")).to_be_visible()
    upload(page, "da-sua.xlsx", workbook(*office()), "Thay bằng tệp này")
    expect(page.get_by_role("heading", level=1)).to_have_text("da-sua.xlsx")
    decide_if_asked(page)
    expect(page.get_by_text("Có thể ghi vào chương trình.")).to_be_visible()
    page.get_by_text("Bỏ đợt nhập này…").click()
    page.get_by_role("button", name="Bỏ đợt nhập", exact=True).click()
    expect(page.get_by_text("Đã bỏ đợt nhập từ “da-sua.xlsx”.")).to_be_visible()


def test_a_large_workbook_is_a_workers_and_the_page_follows_by_itself(visit):
    visitor = visit(axe=True)
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_form(page)
    upload(page, "danh-sach-lon.xlsx", workbook(*office(200, 4_500)), "Đọc và kiểm tra")
    expect(page.get_by_role("navigation", name="Kết quả kiểm tra")).to_be_visible()  # no button was pressed
    decide_if_asked(page)
    expect(page.get_by_text("Có thể ghi vào chương trình.")).to_be_visible()
    confirm(page, "Ghi vào chương trình")
    expect(page.get_by_text("Đã ghi 200 đơn vị, 4500 người, 4500 chức vụ vào chương trình.")).to_be_visible()
    found = visitor.violations()
    confirm(page, "Hoàn tác cả đợt")
    expect(page.get_by_text("Đã hoàn tác: những gì đợt nhập này tạo ra đã được xóa.")).to_be_visible()
    assert found == []


def test_the_pages_are_accessible_wide_and_narrow(visit):
    visitor = visit(axe=True)
    page = visitor.page
    visitor.log_in("chuyenvien")
    open_form(page)
    found = visitor.violations()
    upload(page, "danh-sach.xlsx", planted(), "Đọc và kiểm tra")
    address = page.url
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for each in (address, f"{address}?xem=nguoi", f"{address}cot/", "/quan-tri/nhap-excel/"):
            page.goto(each)
            found += [f"{each} {width}: {violation}" for violation in visitor.violations()]
            if visitor.scrolls_sideways():
                found.append(f"{each} scrolls sideways at {width}")
    assert found == []
