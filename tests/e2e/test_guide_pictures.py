"""The guide's pictures can be taken anew from the demo, are all used, and none is missing."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.guide_pictures import names, take_all

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "huong-dan"
MADE_ELSEWHERE = {"mau-van-ban"}  # scripts/paper-sheet


def test_every_page_of_a_picture_opens(browser, site):
    taken: dict[str, bytes] = {}
    take_all(browser, site.url, taken.__setitem__)
    assert taken.keys() == names()
    assert all(png.startswith(b"\x89PNG") for png in taken.values())


def test_pictures_and_pages_go_together():
    lying = {path.stem for path in (GUIDE / "anh").glob("*.png")}
    shown = {
        name for page in GUIDE.glob("*.md") for name in re.findall(r"\]\(anh/([\w-]+)\.png\)", page.read_text("utf-8"))
    }
    assert lying == shown == names() | MADE_ELSEWHERE
