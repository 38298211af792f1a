"""The rules of ``docs/architecture.md`` hold in this tree, and each breach of one is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture import LAYERS, MAX_LINES, PACKAGES, find_modules, violations

ROOT = Path(__file__).resolve().parent.parent


def test_the_tree_keeps_the_rules():
    assert violations(ROOT) == []


def test_every_package_is_read():
    assert {name.partition(".")[0] for name in find_modules(ROOT)} == set(PACKAGES)


def test_the_page_lists_the_same_packages_and_layers():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^(?:\d) +(\w+) ", page, re.MULTILINE)) == tuple(reversed(PACKAGES))
    (layers,) = re.findall(r"^(text.*? ◄ urls.*?)$", page, re.MULTILINE | re.DOTALL)
    written = tuple(tuple(layer.split(" · ")) for layer in " ".join(layers.split()).split(" ◄ "))
    assert written == LAYERS


def tree(root: Path, files: dict[str, str]) -> list[str]:
    """Violations of a small tree; a docstring is put before each module."""
    for package in PACKAGES:
        (root / package).mkdir()
        (root / package / "__init__.py").write_text('"""Package."""\n', encoding="utf-8")
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""Module."""\n{text}\n' if name.endswith(".py") else text, encoding="utf-8")
    return violations(root)


def test_a_good_tree_has_no_violation(tmp_path):
    files = {
        "legal/dated.py": "import tomllib",
        "organizations/models/unit.py": "from legal.dated import x",
        "organizations/models/__init__.py": "from organizations.models.unit import Unit",
        "documents/models.py": "from organizations.models import Unit",
        "documents/actions/document.py": "from documents import models\nfrom documents.models import Document",
    }
    assert tree(tmp_path, files) == []


@pytest.mark.parametrize(
    ("importer", "statement", "named"),
    [
        ("legal/dated.py", "import workflow.table", "legal.dated:2 imports workflow.table"),
        ("legal/dated.py", "import workflow", "legal.dated:2 imports workflow"),
        ("legal/dated.py", "from workflow import table", "legal.dated:2 imports workflow.table"),
        ("legal/dated.py", "def f():\n    from workflow.table import x", "legal.dated:3 imports workflow.table"),
        ("legal/dated.py", "if TYPE_CHECKING:\n    import workflow.table", "legal.dated:3 imports workflow.table"),
        ("legal/dated.py", "x = import_module('workflow.table')", "legal.dated:2 imports workflow.table"),
        ("legal/dated.py", "from tests.cast import Cast", "legal.dated:2 imports tests.cast"),
        ("documents/models.py", "from campaigns.models import Plan", "documents.models:2 imports campaigns.models"),
    ],
)
def test_an_import_of_a_higher_package_is_named(tmp_path, importer, statement, named):
    files = {"workflow/table.py": "x = 1", "campaigns/models.py": "Plan = 1", importer: statement}
    assert tree(tmp_path, files) == [f"package order: {named}"]


@pytest.mark.parametrize(
    ("importer", "statement", "target"),
    [
        ("models/document.py", "from documents.actions.document import save", "documents.actions.document"),
        ("models/document.py", "from ..actions import document", "documents.actions.document"),
        ("models/document.py", "from ..actions.document import save", "documents.actions.document"),
        ("guards.py", "from .actions.document import save", "documents.actions.document"),
        ("guards.py", "from . import actions", "documents.actions"),
        ("guards.py", "from documents import anything", "documents"),
    ],
)
def test_an_import_of_a_higher_layer_is_named(tmp_path, importer, statement, target):
    files = {
        "documents/actions/__init__.py": "",
        "documents/actions/document.py": "save = 1",
        f"documents/{importer}": statement,
    }
    source = importer.removesuffix(".py").replace("/", ".")
    assert tree(tmp_path, files) == [f"layer order: documents.{source}:2 imports {target}"]


@pytest.mark.parametrize("statement", ["from legal.evaluate import check", "def f():\n    import legal.evaluate"])
def test_a_second_caller_of_the_evaluator_is_named(tmp_path, statement):
    files = {
        "legal/evaluate.py": "check = 1",
        "legal/forecast.py": "from legal.evaluate import check",
        "awards/eligibility.py": "from legal.evaluate import check",
        "awards/views/vote.py": statement,
    }
    line = 1 + len(statement.splitlines())
    assert tree(tmp_path, files) == [f"one caller: awards.views.vote:{line} imports legal.evaluate"]


def test_a_file_that_stands_in_no_layer_is_named(tmp_path):
    assert tree(tmp_path, {"campaigns/utils.py": "x = 1"}) == ["no layer: campaigns.utils"]


def test_a_circle_is_named_once_even_through_a_function(tmp_path):
    files = {
        "legal/a.py": "import legal.b",
        "legal/b.py": "def f():\n    import legal.c",
        "legal/c.py": "from legal import a",
        "legal/d.py": "import legal.a",
    }
    assert tree(tmp_path, files) == ["circle: legal.a → legal.b → legal.c → legal.a"]


def test_an_import_for_type_checkers_alone_makes_no_circle(tmp_path):
    files = {"legal/a.py": "if TYPE_CHECKING:\n    import legal.b", "legal/b.py": "import legal.a"}
    assert tree(tmp_path, files) == []


@pytest.mark.parametrize("name", ["legal/law.py", "templates/base.html", "static/js/app.js", "tests/test_x.py"])
def test_a_long_file_is_named(tmp_path, name):
    assert tree(tmp_path, {name: "x = 1\n" * MAX_LINES + "x = 2"})[-1].endswith(f" lines: {name}")


@pytest.mark.parametrize(("lines", "expected"), [(MAX_LINES, []), (MAX_LINES + 1, ["401 lines: static/css/a.css"])])
def test_the_limit_is_400_lines(tmp_path, lines, expected):
    assert tree(tmp_path, {"static/css/a.css": "a {}\n" * lines}) == expected


def test_a_vendored_file_may_be_long(tmp_path):
    assert tree(tmp_path, {"static/vendor/lib/lib.js": "x = 1\n" * (MAX_LINES + 1)}) == []


def test_a_module_without_a_docstring_is_named(tmp_path):
    (tmp_path / "legal").mkdir()
    (tmp_path / "legal" / "bare.py").write_text("x = 1\n", encoding="utf-8")
    assert violations(tmp_path) == ["no docstring: legal.bare"]
