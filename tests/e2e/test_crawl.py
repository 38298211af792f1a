"""Every page that a role can reach in the demo, by following links: it answers, and the browser has no complaint.

All pages are fetched. Of each kind of page (its address with the numbers taken out) some are opened in the browser,
in the sizes of an office screen and of a phone; ``CRAWL=all`` opens every one.
"""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest
from playwright.sync_api import APIResponse

from tests.e2e.visitor import DESKTOP, PHONE, Visitor
from thidua.demo.office import log_ins

EXAMPLES = 10_000 if os.environ.get("CRAWL") == "all" else 2
ROLES = [username for username, _ in log_ins()]


def kind_of(path: str) -> str:
    """The address without what differs between pages of one kind."""
    return re.sub(r"/xac-minh/\w+/", "/xac-minh/*/", re.sub(r"\d+", "*", path))


def links_in(html: str) -> list[str]:
    """Addresses on this site that the page links to, without what follows "#"."""
    return [link.split("#")[0].replace("&amp;", "&") for link in re.findall(r'<a\s[^>]*href="(/[^"]*)"', html)]


def crawl(visitor: Visitor) -> dict[str, APIResponse]:
    """Fetches all pages that links lead to from the inbox; by their addresses."""
    found: dict[str, APIResponse] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = visitor.context.request.get(path)
        if found[path].headers.get("content-type", "").startswith("text/html"):
            waiting += links_in(found[path].text())
    return found


def some_of_each_kind(pages: dict[str, APIResponse]) -> list[str]:
    """Addresses of HTML pages to look at."""
    seen: Counter[str] = Counter()
    chosen = []
    for path, answer in sorted(pages.items()):
        kind = kind_of(path)
        if answer.headers.get("content-type", "").startswith("text/html") and seen[kind] < EXAMPLES:
            seen[kind] += 1
            chosen.append(path)
    return chosen


def look(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with a page in the sizes of screen and phone."""
    wrong = []
    visitor.page.goto(path)
    for name, size in (("1366", DESKTOP), ("390", PHONE)):
        visitor.page.set_viewport_size(size)
        wrong += [f"{path} at {name}: {violation}" for violation in visitor.violations()]
        if visitor.scrolls_sideways():
            wrong.append(f"{path} at {name}: scrolls sideways")
    visitor.page.set_viewport_size(DESKTOP)
    return wrong


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_role_is_sound(visit, username):
    visitor = visit(axe=True)
    visitor.log_in(username)
    pages = crawl(visitor)
    assert {path: answer.status for path, answer in pages.items() if answer.status != 200} == {}
    kinds = {kind_of(path) for path in pages}
    assert {"/", "/ke-hoach/", "/ke-hoach/*/", "/van-ban/"} <= kinds
    wrong = [complaint for path in some_of_each_kind(pages) for complaint in look(visitor, path)]
    assert wrong == []


@pytest.mark.parametrize("username", ["chuyenvien", "lanhdao", "tuphap", "chauthanh"])
def test_no_page_reports_to_the_content_security_policy(visit, username):
    visitor = visit()
    visitor.log_in(username)
    for path in some_of_each_kind(crawl(visitor)):
        visitor.page.goto(path)
    assert visitor.complaints == []


def test_pages_before_log_in_are_sound(visit):
    visitor = visit(axe=True)
    assert look(visitor, "/dang-nhap/") == []
    assert look(visitor, "/dang-nhap/?next=/ke-hoach/") == []


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
