"""A running program and a real browser for the journeys."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from tests.e2e.site import start_site
from tests.e2e.visitor import SLOWEST_MS, Visitor
from tests.services import chromium, needs_chromium

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    here = str(__file__).rsplit("/", 1)[0]
    marker = needs_chromium()
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(marker)


def launch(chrome: BrowserType, **settings: str) -> Browser:
    """Debian's Chromium with these settings in its environment.

    It has the fonts of the machine: printing sets FONTCONFIG_FILE in its process (``documents/rendering/pdf.py``), and
    a test that prints may have run in this one. With that file every page would be in Tinos, and fully hinted.
    """
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    return chrome.launch(executable_path=chromium(), args=FLAGS, env={**environment, **settings})


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The program with the demo, one for all journeys of this process."""
    running = start_site(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium. It is closed after each module: its event loop must not stand in other tests' way."""
    expect.set_options(timeout=SLOWEST_MS)
    with sync_playwright() as playwright:
        running = launch(playwright.chromium)
        yield running
        running.close()


@pytest.fixture
def visit(browser, site):
    """Opens windows; at the end none of them may have complained."""
    visitors: list[Visitor] = []

    def open_window(**options: bool) -> Visitor:
        visitors.append(Visitor(browser, site.url, **options))
        return visitors[-1]

    yield open_window
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.close()
    assert complaints == []
