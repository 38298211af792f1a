"""Reads the source tree and names what breaks ``docs/architecture.md``: the order of packages, the order of files
inside a business package, circles, long files, modules without a docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("legal", "workflow", "organizations", "documents", "campaigns", "awards", "reports", "thidua")

# Files and folders inside the business packages, from the bottom up; those of one layer do not order each other.
LAYERS = (
    ("text", "names", "normalize", "hashers", "sheets", "imports"),
    ("sandbox",),
    ("rendering",),
    ("models",),
    ("queries",),
    ("eligibility",),
    ("guards",),
    ("workflow",),
    ("numbering", "storage"),
    ("papers", "queue"),
    ("notifications",),
    ("tasks",),
    ("actions",),
    ("forms",),
    ("active",),
    ("views", "management", "templatetags", "backends", "adapters", "middleware"),
    ("jobs", "admin"),
    ("urls", "apps"),
)
BUSINESS = ("organizations", "documents", "campaigns", "awards", "reports")
# The one evaluator of the law has one caller: screen, import, proposal and vote judge alike.
ONLY_CALLER = {"legal.evaluate": "awards.eligibility"}
MAX_LINES = 400
OUR_FOLDERS = (*PACKAGES, "tests", "benchmarks", "scripts", "templates", "static")
OUR_SUFFIXES = (".py", ".html", ".js", ".css")


@dataclass(frozen=True)
class Import:
    """One import: module to module, both dotted; ``typing_only`` stands under ``if TYPE_CHECKING``."""

    source: str
    target: str
    line: int
    typing_only: bool

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


def violations(root: Path) -> list[str]:
    """Everything in the tree at ``root`` that breaks a rule, one sentence each; empty when all is well."""
    modules = find_modules(root)
    imports = [found for name in modules for found in imports_of(name, modules)]
    return [
        *wrong_packages(imports),
        *wrong_layers(modules, imports),
        *other_callers(imports),
        *circles(imports),
        *without_docstring(modules),
        *long_files(root),
    ]


def find_modules(root: Path) -> dict[str, Path]:
    """Dotted name and file of every module of the packages; generated migrations belong to none."""
    modules = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "migrations" not in parts:
                modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return modules


def imports_of(name: str, modules: dict[str, Path]) -> Iterator[Import]:
    """Every import in a module that leads into the tree, wherever it stands: functions and TYPE_CHECKING too."""
    path = modules[name]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for statement in node.body
        for inner in ast.walk(statement)
    }
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        for target in _targets(node, package, modules):
            if target != name and target.partition(".")[0] in (*PACKAGES, "tests", "benchmarks"):
                yield Import(name, target, node.lineno, node in typing_only)  # type: ignore[attr-defined]


def _targets(node: ast.AST, package: str, modules: dict[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*above, *([node.module] if node.module else [])])
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            yield inner if inner in modules else base
    elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("import_module", "__import__"):
        yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def wrong_packages(imports: list[Import]) -> Iterator[str]:
    """Imports of a higher package, of tests or of benchmarks."""
    for found in imports:
        source, target = (dotted.partition(".")[0] for dotted in (found.source, found.target))
        if target not in PACKAGES or PACKAGES.index(target) > PACKAGES.index(source):
            yield f"package order: {found}"


def other_callers(imports: list[Import]) -> Iterator[str]:
    """Imports of a module that has one caller outside its package, by another one."""
    for found in imports:
        caller = ONLY_CALLER.get(found.target)
        is_inside = found.source.partition(".")[0] == found.target.partition(".")[0]
        if caller and not is_inside and found.source != caller:
            yield f"one caller: {found}"


def layer_of(module: str) -> int | None:
    """Place of a business package's module in ``LAYERS``; None when its name stands nowhere."""
    name = module.split(".")[1]
    return next((index for index, layer in enumerate(LAYERS) if name in layer), None)


def wrong_layers(modules: dict[str, Path], imports: list[Import]) -> Iterator[str]:
    """Business modules that stand in no layer, and imports of a higher layer of the same package."""
    business = [name for name in modules if "." in name and name.partition(".")[0] in BUSINESS]
    homeless = {name for name in business if layer_of(name) is None}
    yield from (f"no layer: {name}" for name in sorted(homeless))
    for found in imports:
        if found.source not in business or found.source in homeless:
            continue
        package = found.source.partition(".")[0]
        if found.target == package:
            yield f"layer order: {found}"
        elif found.target.startswith(f"{package}.") and found.target not in homeless:
            source, target = layer_of(found.source), layer_of(found.target)
            if target is None or source is None or target > source:
                yield f"layer order: {found}"


def circles(imports: list[Import]) -> list[str]:
    """Modules that reach themselves, each circle once. Imports for type checkers alone never run and are left out."""
    graph: dict[str, set[str]] = {}
    for found in imports:
        if not found.typing_only:
            graph.setdefault(found.source, set()).add(found.target)
    done: set[str] = set()
    found_circles = []

    def visit(module: str, trail: list[str]) -> None:
        if module in trail:
            found_circles.append("circle: " + " → ".join([*trail[trail.index(module) :], module]))
        elif module not in done:
            for target in sorted(graph.get(module, ())):
                visit(target, [*trail, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return found_circles


def without_docstring(modules: dict[str, Path]) -> Iterator[str]:
    """Modules with code and no docstring; an empty file has nothing to explain."""
    for name, path in modules.items():
        text = path.read_text(encoding="utf-8")
        if text.strip() and ast.get_docstring(ast.parse(text)) is None:
            yield f"no docstring: {name}"


def long_files(root: Path) -> Iterator[str]:
    """Our own files with more than ``MAX_LINES`` lines; vendored ones are somebody else's."""
    for folder in OUR_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            ours = path.suffix in OUR_SUFFIXES and "vendor" not in path.relative_to(root).parts
            if ours and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES:
                yield f"{lines} lines: {path.relative_to(root)}"
