"""Front-end files of others: versions as written down, licences beside them, nothing fetched."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "static/vendor", ROOT / "tests/vendor")
VERSION_IN_FILE = {
    "bootstrap": ("bootstrap.min.css", r"Bootstrap\s+v([\d.]+)"),
    "htmx": ("htmx.min.js", r'version:"([\d.]+)"'),
    "prosemirror": ("prosemirror.min.js", r"prosemirror-view ([\d.]+)"),
    "axe-core": ("axe.min.js", r"axe v([\d.]+)"),
}


def table() -> dict[str, tuple[Path, str]]:
    """Folder name → (folder, version) as the README files say."""
    rows = {}
    for base in FOLDERS:
        for name, version in re.findall(r"^\| `([\w-]+)/` \| \S+ ([\d.]+) \|", (base / "README.md").read_text(), re.M):
            rows[name] = (base / name, version)
    return rows


def test_every_folder_is_in_the_table():
    folders = {path.name for base in FOLDERS for path in base.iterdir() if path.is_dir()}
    assert set(table()) == folders == set(VERSION_IN_FILE)


@pytest.mark.parametrize("name", VERSION_IN_FILE)
def test_the_version_in_the_table_is_the_one_in_the_file(name):
    folder, version = table()[name]
    file, pattern = VERSION_IN_FILE[name]
    assert re.search(pattern, (folder / file).read_text()).group(1) == version


@pytest.mark.parametrize("name", VERSION_IN_FILE)
def test_a_licence_lies_beside(name):
    assert (table()[name][0] / "LICENSE").stat().st_size > 200


def test_the_editor_bundle_is_made_of_the_pinned_packages():
    """Its first line names every package with its version, as ``scripts/prosemirror/package.json`` pins them."""
    pinned = json.loads((ROOT / "scripts/prosemirror/package.json").read_text())["dependencies"]
    first_line = (ROOT / "static/vendor/prosemirror/prosemirror.min.js").read_text().split("\n", 1)[0]
    assert first_line == f"/*! {', '.join(f'{name} {version}' for name, version in pinned.items())} */"
    assert all(re.fullmatch(r"[\d.]+", version) for version in pinned.values())


def test_no_file_names_a_map_that_is_missing():
    """collectstatic with hashed names stops at such a comment."""
    files = [path for base in FOLDERS for path in base.rglob("*.min.*")]
    assert len(files) >= 4
    assert [path.name for path in files if "sourceMappingURL" in path.read_text()] == []


def test_style_sheets_load_nothing_from_elsewhere():
    sheets = list((ROOT / "static/vendor").rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert re.findall(r"""url\((?!["']?(?:data:|#))|@import""", sheet.read_text()) == []
