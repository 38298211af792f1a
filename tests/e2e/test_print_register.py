"""What the browser prints, read back: the register as văn thư filtered it; the page of a plan."""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.queries.books import OUT
from tests.e2e.site import start_site

WHY = "Giấy khen của các đơn vị tổng kết phong trào thi đua năm, in sẵn trên phôi trước ngày trao tại hội nghị"
TITLES = [column.title for column in OUT.columns]
A4_LANDSCAPE = (842, 595)  # points


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: many numbers of the city are taken here."""
    running = start_site(tmp_path_factory.mktemp("register-site"))
    yield running
    running.stop()


def keep_numbers(page: Page, kind: str, count: int) -> None:
    """Văn thư keeps numbers of that kind."""
    page.goto("/van-ban/so-giu/")
    page.get_by_label("Loại văn bản").select_option(label=kind)
    page.get_by_label("Bao nhiêu số").fill(str(count))
    page.get_by_label("Lý do giữ số").fill(WHY)
    page.get_by_role("button", name="Giữ số", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã giữ")


def cancel_newest(page: Page) -> None:
    """The number kept last is given up."""
    page.goto("/van-ban/so-giu/")
    page.locator("main tbody summary", has_text="Hủy số").first.click()
    page.get_by_label("Lý do hủy").locator("visible=true").fill("Hội nghị hoãn.")
    page.get_by_role("button", name="Hủy số", exact=True).locator("visible=true").click()
    expect(page.get_by_role("status").first).to_contain_text("hủy")


def squeezed(text: str) -> str:
    """Without spaces and line ends: a narrow column breaks its lines anywhere."""
    return "".join(text.split())


def rows_on_screen(page: Page) -> list[list[str]]:
    """Every row of the filtered register, from all its pages."""
    rows: list[list[str]] = []
    while True:
        for line in page.locator("main tbody tr").all():
            rows.append([squeezed(text) for text in line.locator("td").all_inner_texts()[: len(TITLES)]])
        following = page.locator("main a[rel=next]")
        if not following.count():
            return rows
        following.click()
        page.wait_for_load_state()


def is_no_ground(thing: dict[str, Any]) -> bool:
    """Not the white ground of the sheet, which is as wide as all columns."""
    return bool(thing["object_type"] != "rect" or thing["width"] < A4_LANDSCAPE[0] * 2 / 3)


def read_back(pdf: bytes) -> tuple[list[list[list[str]]], list[str], list[tuple[float, float]]]:
    """Per sheet: the rows of its table without spaces, its text, its size in points."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        tables = [sheet.filter(is_no_ground).extract_tables() for sheet in opened.pages]
        texts = [sheet.extract_text() for sheet in opened.pages]
        sizes = [(round(float(sheet.width)), round(float(sheet.height))) for sheet in opened.pages]
    rows = [[[squeezed(cell or "") for cell in row] for table in found for row in table] for found in tables]
    return rows, texts, sizes


def test_the_filtered_register_is_printed_whole(visit, tmp_path):
    clerk = visit()
    clerk.log_in("chuyenvien")
    page = clerk.page
    for kind, count in (("Công văn", 20), ("Kế hoạch", 3), ("Công văn", 20), ("Công văn", 20)):
        keep_numbers(page, kind, count)
    cancel_newest(page)
    page.goto("/van-ban/di/")
    page.get_by_label("Loại văn bản").select_option(label="Công văn")
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.get_by_text("Tổng số: 60 dòng.")).to_be_visible()
    filtered = page.url
    wanted = rows_on_screen(page)
    assert len({row[0] for row in wanted}) == 60
    page.goto(filtered)
    page.get_by_role("link", name="In sổ").click()
    expect(page.get_by_role("button", name="In", exact=True)).to_be_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    (tmp_path / "so.pdf").write_bytes(pdf)

    sheets, texts, sizes = read_back(pdf)
    head = [[squeezed(title) for title in TITLES], [f"({number})" for number in range(1, len(TITLES) + 1)]]
    assert len(sheets) > 1
    assert sizes == [A4_LANDSCAPE] * len(sheets)
    assert [rows[:2] for rows in sheets] == [head] * len(sheets)
    assert [row for rows in sheets for row in rows[2:]] == wanted
    first, last, whole = texts[0].splitlines(), texts[-1], "\n".join(texts)
    today = timezone.localdate()
    assert first[:4] == [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ TÂY NINH",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        f"Năm {today.year}",
        "Chỉ gồm các dòng có Loại văn bản: Công văn.",
    ]
    end = last[last.index("Tổng số:") :]
    assert (
        end.split()
        == (
            f"Tổng số: 60 dòng. NGƯỜI LẬP SỔ Ngày {today:%d} tháng {today:%m} năm {today.year} (Ký, ghi rõ họ tên) "
            "THỦ TRƯỞNG ĐƠN VỊ (Ký, ghi rõ họ tên)"
        ).split()
    )
    assert whole.count("Tổng số:") == whole.count("SỔ ĐĂNG KÝ VĂN BẢN ĐI") == 1
    for menu in ("Việc của tôi", "Đăng xuất", "Bản in", "Khổ A4", "Đến nội dung chính", "Hướng dẫn", "thử"):
        assert menu not in whole, menu


def test_the_page_of_a_plan_prints_the_paper_in_its_own_faces(visit):
    clerk = visit()
    clerk.log_in("chuyenvien")
    page = clerk.page
    page.get_by_role("link", name="Kế hoạch 53/KH-UBND").first.click()
    page.goto(re.sub(r"noi-nhan/$", "", page.url))
    summary = page.locator(".paper .title").inner_text().split("\n")[-1]
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as opened:
        letters = [letter for sheet in opened.pages for letter in sheet.chars]
        whole = squeezed("".join(sheet.extract_text() for sheet in opened.pages))
    assert squeezed(summary) in whole
    assert "Đăngxuất" not in whole
    in_faces = [letter for letter in letters if "Tinos" in letter["fontname"]]
    assert len(in_faces) > len(letters) * 0.9
