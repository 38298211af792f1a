"""The main job with the keyboard alone: write, submit, return, sign, issue, send, receive."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.keyboard import Typist, is_focused
from tests.e2e.site import start_site

PLAN = re.compile("Phát động đợt thi đua cao điểm")
REASON = "Cần nêu thời hạn."
LINE, BOLD = "Khoản viết bằng bàn phím ", "trước ngày 15"
UNITS = {"tu phap": "Phòng Tư pháp", "y te": "Phòng Y tế"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A program of its own: the city's first number of the year is taken here."""
    running = start_site(tmp_path_factory.mktemp("keyboard-site"))
    yield running
    running.stop()


@pytest.fixture
def typist(visit):
    """Opens windows for people without a mouse; at the end the focus must have been in sight at every stop."""
    typists: list[Typist] = []

    def sit_down(username: str) -> Typist:
        typists.append(Typist(visit()))
        typists[-1].log_in(username)
        return typists[-1]

    yield sit_down
    assert [why for one in typists for why in one.hidden] == []


def open_task(typist: Typist) -> None:
    """Việc của tôi → the plan."""
    typist.page.goto("/")
    typist.skip()
    typist.use(typist.page.get_by_role("link", name=PLAN).first)
    expect(typist.page.get_by_role("heading", level=1)).not_to_have_text("Việc của tôi")


def opener(page: Page, name: str) -> Locator:
    """What opens the question before a step."""
    return page.get_by_role("region", name="Xử lý", exact=True).locator("summary", has_text=name)


def step(typist: Typist, name: str) -> None:
    """Takes a step that asks nothing."""
    steps = typist.page.get_by_role("region", name="Xử lý", exact=True)
    typist.skip()
    typist.use(steps.get_by_role("button", name=name, exact=True))
    expect(typist.page.get_by_text(f"Đã {name.lower()} Kế hoạch")).to_be_visible()


def write_with_keys(typist: Typist) -> None:
    """A new khoản with bold words in the editor, out of it again, saved, submitted."""
    page = typist.page
    typist.skip()
    typist.use(page.get_by_role("link", name="Sửa nội dung"))
    page.wait_for_selector("[data-ready]")
    text = page.get_by_role("textbox", name="Nội dung văn bản")
    typist.reach(text)
    typist.press("Control+Home", "End", "Enter", "Control+Alt+1")
    typist.type("Mục mới")
    typist.press("Enter", "Tab")
    typist.type(LINE)
    typist.press("Control+b")
    typist.type(BOLD)
    typist.press("Escape", "Tab")
    assert not is_focused(text)
    typist.look()
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile(rf"{LINE}\*\*{BOLD}\*\*"))
    typist.use(page.get_by_role("button", name="Lưu bản thảo"))
    expect(page.get_by_text("Đã lưu bản thảo lúc")).to_be_visible()
    typist.use(page.get_by_role("link", name="Xong, về trang văn bản"))
    expect(page.get_by_role("region", name="Văn bản trình bày theo thể thức")).to_contain_text(f"{LINE}{BOLD}")
    step(typist, "Trình ký")


def return_with_reason(typist: Typist) -> None:
    """Esc takes the question away and the focus comes back; then a reason, and the plan goes back."""
    page = typist.page
    typist.skip()
    typist.use(opener(page, "Trả lại"))
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    typist.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert is_focused(opener(page, "Trả lại"))
    typist.press("Enter")
    typist.reach(page.get_by_role("dialog").get_by_label("Lý do"))
    typist.type(REASON)
    typist.use(page.get_by_role("dialog").get_by_role("button", name="Xác nhận: trả lại"))
    expect(page.get_by_text("Đã trả lại Kế hoạch")).to_be_visible()


def sign_and_issue(typist: Typist) -> None:
    """Signs, then issues after the question."""
    step(typist, "Ký")
    page = typist.page
    typist.skip()
    typist.use(opener(page, "Ban hành"))
    typist.use(page.get_by_role("dialog").get_by_role("button", name="Xác nhận: ban hành"))
    expect(page.get_by_text("Đã ban hành Kế hoạch")).to_be_visible()


def send_to_two(typist: Typist) -> None:
    """Searches two units, ticks them, looks it over and sends."""
    page = typist.page
    typist.skip()
    typist.use(page.get_by_role("link", name="Gửi văn bản"))
    search = page.get_by_label("Tìm đơn vị")
    for words, name in UNITS.items():
        typist.reach(search, key="Tab" if words == "tu phap" else "Shift+Tab")
        typist.press("Control+a")
        typist.type(words)
        typist.reach(page.get_by_label(name, exact=True))
        typist.press("Space")
    expect(page.get_by_text("Đã chọn 2 đơn vị")).to_be_visible()
    typist.use(page.get_by_role("button", name="Xem lại trước khi gửi"))
    typist.use(page.get_by_role("button", name="Gửi tới 2 đơn vị"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Theo dõi nơi nhận")


def test_the_main_job_needs_no_mouse(typist):
    clerk = typist("chuyenvien")
    open_task(clerk)
    write_with_keys(clerk)
    leader = typist("lanhdao")
    open_task(leader)
    return_with_reason(leader)
    open_task(clerk)
    expect(clerk.page.get_by_text(REASON).first).to_be_visible()
    step(clerk, "Trình ký")
    open_task(leader)
    sign_and_issue(leader)
    send_to_two(leader)
    head = typist("tuphap.truong")
    open_task(head)
    head.skip()
    head.use(head.page.get_by_role("button", name="Tiếp nhận", exact=True))
    expect(head.page.get_by_text("và vào sổ văn bản đến.").first).to_be_visible()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("e => { e.style.outline = 'none'; e.style.boxShadow = 'none'; }", "no mark"),
        ("e => { e.style.position = 'fixed'; e.style.top = '-300px'; }", "outside the window"),
        (
            "e => document.body.append(Object.assign(document.createElement('div'), {id: 'bar'})) || "
            "Object.assign(bar.style, {position: 'fixed', inset: 0, zIndex: 99, background: 'white'})",
            "covered",
        ),
    ],
)
def test_a_focus_that_cannot_be_seen_is_noticed(visit, change, why):
    visitor = visit(axe=True)
    visitor.page.goto("/dang-nhap/")
    typist = Typist(visitor)
    field = visitor.page.get_by_label("Tên đăng nhập")
    typist.reach(field)
    typist.look()
    assert typist.hidden == []
    field.evaluate(change)
    visitor.page.wait_for_timeout(300)  # the mark fades
    typist.look()
    assert [found.split("/: ")[1].split(":")[0] for found in typist.hidden] == [why]
