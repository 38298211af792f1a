"""Every page that a role can reach in the demo, by following links: it answers, and the browser has no complaint.

As each role pages are fetched, of one kind the first few. The main ones, and those that show something new (an
element with a class that no page of their kind had before), are opened in the browser, with the policy in force and
with axe-core, in the sizes of an office screen and of a phone; ``CRAWL=all`` opens every page as every role.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from urllib.parse import urljoin

import pytest
from playwright.sync_api import APIResponse, Page, expect

from tests.e2e.visitor import DESKTOP, PHONE, Visitor
from thidua.demo.log_ins import log_ins

ALL = os.environ.get("CRAWL") == "all"
PASTED = "KẾ HOẠCH\n\nPhát động phong trào thi đua năm 2024\n\nI. MỤC ĐÍCH\n\nThi đua hoàn thành nhiệm vụ./."
MAIN = {"/", "/ke-hoach/", "/van-ban/"}
OF_ONE_KIND = 3  # without a question, and as many again with one
ROLES = [username for username, _ in log_ins()]

# What some role of this run has looked at already.
_seen: set[tuple[str, str]] = set()


def kind_of(path: str) -> str:
    """The address without what differs between pages of one kind: numbers and questions."""
    return re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}|\d+", "*", path.split("?")[0])


def elements_of(html: str) -> frozenset[str]:
    """What a page is built of: its elements with their classes and roles, whatever the text in them."""
    tags = re.findall(r"<[a-z]\w*[^>]*>", html)
    return frozenset(
        " ".join([tag.split()[0].strip("<>"), *sorted(re.findall(r'\b(?:class|role|type)="[^"]*"', tag))])
        for tag in tags
    )


def links_in(html: str) -> list[str]:
    """Addresses on this site that the page links to, without what follows "#"; "?…" stands for the page itself."""
    return [link.replace("&amp;", "&") for link in re.findall(r'<a\s[^>]*href="([/?][^"#]*)', html)]


def crawl(visitor: Visitor) -> dict[str, APIResponse]:
    """Fetches the pages that links lead to from the inbox, ``OF_ONE_KIND`` of each kind; by their addresses."""
    found: dict[str, APIResponse] = {}
    fetched: Counter[tuple[str, bool]] = Counter()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        kind = kind_of(path), "?" in path
        if path in found or (fetched[kind] >= OF_ONE_KIND and path not in MAIN and not ALL):
            continue
        fetched[kind] += 1
        found[path] = visitor.context.request.get(path)
        if is_page(found[path]):
            waiting += [urljoin(path, link) for link in links_in(found[path].text())]
    return found


def is_page(answer: APIResponse) -> bool:
    """Whether a browser shows it, rather than saving it."""
    return answer.headers.get("content-type", "").startswith("text/html")


def showing_something_new(pages: dict[str, APIResponse]) -> list[str]:
    """Addresses of the main pages, and of those with an element that no page of their kind had before."""
    chosen = []
    for path, answer in sorted(pages.items()):
        if is_page(answer):
            kind = kind_of(answer.url)  # of the page that was reached in the end
            elements = {(kind, element) for element in elements_of(answer.text())}
            if ALL or path in MAIN or not elements <= _seen:
                _seen.update(elements)
                chosen.append(path)
    return chosen


def measure(visitor: Visitor) -> list[str]:
    """What is wrong with the present page in the sizes of screen and phone."""
    wrong = []
    for name, size in (("1366", DESKTOP), ("390", PHONE)):
        visitor.page.set_viewport_size(size)
        wrong += [f"{visitor.page.url} at {name}: {violation}" for violation in visitor.violations()]
        if visitor.scrolls_sideways():
            wrong.append(f"{visitor.page.url} at {name}: scrolls sideways")
    visitor.page.set_viewport_size(DESKTOP)
    return wrong


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_role_is_sound(visit, username):
    strict, measured = visit(), visit(axe=True)
    strict.log_in(username)
    measured.context.add_cookies(strict.context.cookies())
    pages = crawl(strict)
    assert {path: answer.status for path, answer in pages.items() if answer.status != 200} == {}
    assert pages.keys() >= MAIN
    wrong = []
    for path in showing_something_new(pages):
        strict.page.goto(path)
        measured.page.goto(path)
        wrong += measure(measured)
    assert wrong == []
    assert strict.complaints == []


def open_review(page: Page) -> None:
    """The review of a pasted text."""
    page.goto("/van-ban/nhap/")
    page.get_by_label("Hoặc dán nội dung").fill(PASTED)
    page.get_by_role("button", name="Đọc văn bản").click()


def refuse_review(page: Page) -> None:
    """The review sent without a choice: errors at the top and beside the fields."""
    open_review(page)
    page.get_by_role("button", name="Lưu văn bản").click()


def begin_plan(page: Page) -> None:
    """The second step of a new plan."""
    page.goto("/ke-hoach/soan/")
    page.locator("select").first.select_option(index=1)
    page.get_by_role("button", name="Tiếp tục soạn nội dung").click()


def refuse_plan(page: Page) -> None:
    """A new plan sent without a trích yếu."""
    begin_plan(page)
    page.locator("[name=summary]").fill("")
    page.get_by_role("button", name="Lưu bản thảo").click()


def fail_log_in(page: Page) -> None:
    """A wrong password."""
    page.goto("/dang-nhap/")
    if page.get_by_role("button", name="Đăng xuất").is_visible():
        page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_label("Tên đăng nhập").fill("khong-co-ai")
    page.get_by_label("Mật khẩu").fill("khong-dung")
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.mark.parametrize("way", [open_review, refuse_review, begin_plan, refuse_plan, fail_log_in])
def test_pages_behind_forms_are_sound(visit, way):
    for options in ({}, {"axe": True}):
        visitor = visit(**options)
        visitor.meant = {422}
        visitor.log_in("chuyenvien")
        way(visitor.page)
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        if options:
            assert measure(visitor) == []


@pytest.mark.parametrize("path", ["/dang-nhap/", "/dang-nhap/?next=/ke-hoach/", "/khong-co/", "/xac-minh/KHONGCO/"])
def test_pages_before_log_in_are_sound(visit, path):
    strict, measured = visit(), visit(axe=True)
    strict.meant = measured.meant = {404}
    strict.page.goto(path)
    measured.page.goto(path)
    assert measure(measured) == []


def test_a_page_that_breaks_the_rules_is_noticed(visit):
    """The check itself: a picture without text, a page too wide, an inline style under the policy."""
    visitor = visit(axe=True)
    visitor.page.goto("/dang-nhap/")
    visitor.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/a.png\">')")
    visitor.page.evaluate("document.querySelector('main').style.width = '3000px'")
    assert [violation.split(":")[0] for violation in visitor.violations()] == ["image-alt"]
    assert visitor.scrolls_sideways()
    strict = visit()
    strict.page.goto("/dang-nhap/")
    strict.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"color:red\">')")
    strict.page.wait_for_timeout(200)
    assert any("CSP: style-src" in complaint for complaint in strict.complaints)
    visitor.complaints.clear()
    strict.complaints.clear()
