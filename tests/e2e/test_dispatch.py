"""Dispatch in a real browser: returned with a reason, signed, issued, sent to ten units, acknowledged, answered."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.site import start_site
from tests.e2e.visitor import Visitor

PLAN = "Thực hiện phong trào thi đua “Cán bộ, công chức"
REASON = "Cần ghi rõ thời hạn báo cáo."
BODY = "I. MỤC ĐÍCH\n1. Mục đích\nThực hiện đúng kế hoạch của thành phố.\nII. NỘI DUNG\n- Báo cáo trước ngày 15./."
# Log-in of the head → name of the unit. The first two click; the others send what their browser would send.
UNITS = {
    "tuphap.truong": "Phòng Tư pháp",
    "yte.truong": "Phòng Y tế",
    "kinhte.truong": "Phòng Kinh tế",
    "thanhtra.truong": "Thanh tra thành phố",
    "dothi.truong": "Phòng Quản lý đô thị",
    "giaoduc.truong": "Phòng Giáo dục và Đào tạo",
    "taichinh.truong": "Phòng Tài chính - Kế hoạch",
    "phuong1.truong": "UBND Phường 1",
    "phuong2.truong": "UBND Phường 2",
    "phuong3.truong": "UBND Phường 3",
}
_POST = """async ([part, more]) => {
  const form = [...document.querySelectorAll('form')].find(one => one.method === 'post' &&
    (one.getAttribute('action') || location.pathname).includes(part) && one.elements.csrfmiddlewaretoken);
  const data = new FormData(form);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  const answer = await fetch(form.action, {method: 'POST', body: data});
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const said = [...page.querySelectorAll('.notice-error')].map(one => one.textContent.trim()).join(' ');
  return [answer.status, new URL(answer.url).pathname, said];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: the city's first number of the year is taken here."""
    running = start_site(tmp_path_factory.mktemp("dispatch-site"))
    yield running
    running.stop()


def open_task(page: Page, summary: str) -> None:
    """Menu → việc của tôi → the thing of that trích yếu."""
    page.goto("/")
    page.get_by_role("link", name=re.compile(summary)).first.click()


def send_form(page: Page, part: str, more: dict[str, str] | None = None) -> str:
    """Posts the page's form whose address holds ``part`` as the browser would; the path that it led to."""
    page.wait_for_load_state()
    status, path, said = page.evaluate(_POST, [part, more or {}])
    assert (status, said) == (200, ""), part
    return str(path)


def publish(page: Page) -> None:
    """Hands in, signs and issues the paper of the open page, by requests."""
    for action in ("submit", "sign", "issue"):
        send_form(page, f"/buoc/{action}/")
        page.reload()
    expect(page.get_by_text("Đã ban hành").first).to_be_visible()


def returned_then_issued(clerk: Page, leader: Page) -> None:
    """The leader returns the plan with a reason; the clerk hands it in again; it is signed and issued."""
    open_task(leader, PLAN)
    steps = leader.get_by_role("region", name="Xử lý", exact=True)
    steps.locator("summary", has_text="Trả lại").click()
    leader.get_by_label("Lý do").locator("visible=true").fill(REASON)
    leader.get_by_role("button", name=re.compile("trả lại", re.IGNORECASE)).locator("visible=true").last.click()
    open_task(clerk, PLAN)
    expect(clerk.get_by_text(REASON).first).to_be_visible()
    send_form(clerk, "/buoc/submit/")
    open_task(leader, PLAN)
    for action in ("sign", "issue"):
        send_form(leader, f"/buoc/{action}/")
        leader.reload()


def send_to_ten(page: Page) -> None:
    """Ten units by search and ticks, a duty with a deadline, looked over, sent; then the board."""
    page.get_by_role("link", name="Gửi văn bản").click()
    search = page.get_by_label("Tìm đơn vị")
    for name in UNITS.values():
        search.fill(name.upper())
        page.get_by_label(name, exact=True).check()
    search.fill("")
    expect(page.get_by_text(f"Đã chọn {len(UNITS)} đơn vị")).to_be_visible()
    page.get_by_label("Phải có văn bản thực hiện").check()
    page.get_by_label("Hạn", exact=True).fill(f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}")
    page.get_by_role("button", name="Xem lại trước khi gửi").click()
    expect(page.get_by_role("listitem").filter(has_text="Thanh tra thành phố")).to_be_visible()
    page.get_by_role("button", name=f"Gửi tới {len(UNITS)} đơn vị").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Theo dõi nơi nhận")


def answer(head: Visitor, *, by_hand: bool) -> None:
    """Acknowledges the paper and issues the plan that carries it out."""
    page = head.page
    open_task(page, PLAN)
    if by_hand:
        expect(page.get_by_text("Đã ghi nhận đơn vị đã xem.")).to_be_visible()
        page.get_by_role("button", name="Tiếp nhận", exact=True).click()
        expect(page.get_by_text("và vào sổ văn bản đến.").first).to_be_visible()
    else:
        send_form(page, "/tiep-nhan/")
        page.reload()
    page.get_by_role("link", name="Soạn văn bản thực hiện").click()
    page.wait_for_url(re.compile("/ke-hoach/soan/"))
    path = send_form(page, "/ke-hoach/soan/", {"body": BODY})
    page.goto(path.removesuffix("sua/"))
    publish(page)


def counts(page: Page) -> list[str]:
    """Seen, acknowledged and answered, as the board says."""
    page.reload()
    return page.locator(".meter strong").all_inner_texts()


def test_ten_units_receive_acknowledge_and_answer(visit):
    clerk, leader = visit(), visit()
    clerk.log_in("chuyenvien")
    leader.log_in("lanhdao")
    returned_then_issued(clerk.page, leader.page)
    leader.page.get_by_role("link", name="Gửi văn bản").wait_for()
    clerk.page.goto(leader.page.url)
    send_to_ten(clerk.page)
    board = clerk.page
    assert counts(board) == ["0 trên 10", "0 trên 10", "0 trên 10"]
    for number, username in enumerate(UNITS):
        head = visit()
        head.log_in(username)
        answer(head, by_hand=number < 2)
        head.close()
        if number == 1:
            assert counts(board) == ["2 trên 10", "2 trên 10", "2 trên 10"]
            row = board.get_by_role("row").filter(has_text="Phòng Kinh tế")
            expect(row.get_by_text("Chưa ban hành 0 ngày")).to_be_visible()
    assert counts(board) == ["10 trên 10", "10 trên 10", "10 trên 10"]
    board.goto("/")
    expect(board.get_by_role("link", name="Thông báo").first).to_be_visible()
