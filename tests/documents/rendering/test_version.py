"""A change of the layout changes the version of the template."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from documents.rendering.version import PROJECT, SOURCES, TEMPLATE_VERSION, template_version


def test_version_is_stable() -> None:
    assert template_version() == TEMPLATE_VERSION
    assert len(TEMPLATE_VERSION) == 16


@pytest.mark.parametrize("name", SOURCES)
def test_version_changes_with_each_source(tmp_path: Path, name: str) -> None:
    for source in SOURCES:
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / source, tmp_path / source)
    assert template_version(tmp_path) == TEMPLATE_VERSION
    with (tmp_path / name).open("ab") as changed:
        changed.write(b"\n")
    assert template_version(tmp_path) != TEMPLATE_VERSION


def test_everything_that_makes_a_page_is_counted() -> None:
    """Files that print nothing by themselves are named here; any new file must go to one of the two lists."""
    silent = {"__init__", "checks", "child", "fetcher", "from_reading", "marking", "paper", "sandbox", "version"}
    silent |= {"board", "board_pdf"}  # print the coverage board, which is no paper and is not kept
    modules = {path.stem for path in (PROJECT / "documents/rendering").glob("*.py")}
    counted = {Path(name).stem for name in SOURCES if name.startswith("documents/rendering/")}
    assert modules == silent | counted
    pages = {str(path.relative_to(PROJECT)) for path in (PROJECT / "templates/documents").glob("pa[gp]e*")}
    assert pages == {name for name in SOURCES if name.startswith("templates/")}
