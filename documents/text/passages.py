"""A paper cut into the passages that are searched and shown: each with section and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.text.inline import plain
from documents.text.markers import head
from documents.text.tree import Body, Item, Level

# The sections that can be asked for, in the order of the paper; "heading" holds number, issuer and signature.
SECTIONS = ("heading", "summary", "bases", "body", "annexes", "recipients")
_HEADED: tuple[Level, ...] = ("dieu", "muc", "chuong", "phan")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: ``place`` is it in words ("Mục II.2"), ``anchor`` the id of its element on the paper's page."""

    section: str
    place: str
    anchor: str
    text: str


def lines_of(section: str, place: str, text: str, anchor: str = "") -> Iterator[Passage]:
    """A field that holds one entry a line."""
    for line in text.splitlines():
        if line.strip():
            yield Passage(section, place, anchor, plain(line.strip()))


def body_passages(body: Body) -> Iterator[Passage]:
    """The paragraphs of a body in reading order, without recursion (a tree may be deep)."""
    main = [item for item in body.sections if item.level != "annex"]
    annexes = [item for item in body.sections if item.level == "annex"]
    yield from _plain(body.opening)
    yield from _of_items(main, "body")
    yield from _plain(body.closing)
    yield from _of_items(annexes, "annexes")


def anchor_of(item: Item) -> str:
    """The id of the item's element on the paper's page: by its line in the light text."""
    return f"dong-{item.line}"


def _plain(paragraphs: Iterable[str]) -> Iterator[Passage]:
    for text in paragraphs:
        yield Passage("body", "Nội dung", "", plain(text))


def _of_items(items: list[Item], section: str) -> Iterator[Passage]:
    waiting: list[tuple[Item, tuple[Item, ...]]] = [(item, ()) for item in reversed(items)]
    while waiting:
        item, above = waiting.pop()
        path = (*above, item) if item.label and item.level not in ("dash", "para", "table") else above
        place, anchor = _place(path), anchor_of(item)
        for text in _texts(item):
            yield Passage(section, place, anchor, plain(text))
        waiting += [(child, path) for child in reversed(item.children)]


def _texts(item: Item) -> Iterator[str]:
    if item.level == "table":
        yield from (" | ".join(row) for row in item.rows)
        return
    label = head(item.level, item.label)
    first, rest = (item.title, item.text) if item.title else ("".join(item.text[:1]), item.text[1:])
    if line := f"{label} {first}".strip():
        yield line
    yield from rest


def _place(path: tuple[Item, ...]) -> str:
    """ "Mục II.2", "khoản 2 Điều 3", "Phụ lục I"; "Nội dung" where nothing is numbered."""
    annex = next((head(item.level, item.label) for item in path if item.level == "annex"), "")
    top = max((at for at, item in enumerate(path) if item.level in _HEADED), default=-1)
    number = _last(path, "khoan")
    point = _last(path, "diem") or _last(path, "paren")
    heading = path[top] if top >= 0 else None
    if heading and heading.level == "dieu":
        parts = [f"điểm {point}" if point else "", f"khoản {number}" if number else "", f"Điều {heading.label}"]
        place = " ".join(part for part in parts if part)
    else:
        label = heading.label if heading and heading.level == "muc" else ""
        outer = head(heading.level, heading.label).rstrip(".") if heading and not label else ""
        numbers = ".".join(part for part in (label, number, point) if part)
        place = ", ".join(part for part in (outer, f"Mục {numbers}" if numbers else "") if part)
    return ", ".join(part for part in (annex, place) if part) or "Nội dung"


def _last(path: tuple[Item, ...], level: Level) -> str:
    """The innermost label of that level: "1.1" says the "1" above it."""
    return next((item.label for item in reversed(path) if item.level == level), "")
