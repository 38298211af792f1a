"""The written guides: their links lead somewhere, and the README's log-ins are those of the demo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thidua.demo.log_ins import PASSWORD, log_ins

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "thidua" / "demo" / "README.md"])


def dead_links(page: Path) -> list[str]:
    """Relative links and pictures of a page that lead to no file."""
    targets = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    return [target for target in targets if "://" not in target and not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert dead_links(page) == []


def test_a_dead_link_is_named(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#part) and [nowhere](other.md), ![picture](a.png), [outside](https://example.org)")
    assert dead_links(page) == ["other.md", "a.png"]


def test_the_readme_lists_the_log_ins_of_the_demo():
    text = (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| `([\w.]+)` \|", text, re.MULTILINE)
    assert listed == [username for username, _ in log_ins()]
    assert f"`{PASSWORD}`" in text
