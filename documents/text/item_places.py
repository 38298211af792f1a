"""Where every paragraph of a body stands, in the words of people who quote it: "II.2 gạch 4", "III.1.a đoạn 2".

A label that is used twice, and a second table under one heading, are counted, so that no two places are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from documents.text.inline import plain
from documents.text.reading import label_of
from documents.text.tree import Body, Item

_UNLABELLED = {"-": "gạch", "+": "cộng", "*": "sao"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph, a row of a table, or a heading. ``label`` is the part it stands in, ``place`` the way to it.

    ``raw`` is the text as the body has it (a row: between bars), ``text`` without marks. A table's first row is the
    heading of its columns. ``line`` is that on which its part begins.
    """

    label: str
    place: str
    text: str
    raw: str
    line: int
    is_heading: bool = False
    is_row: bool = False


def paragraphs_of(body: Body) -> tuple[Placed, ...]:
    """Every paragraph of the sections in reading order, headings too."""
    used: Counter[tuple[str, str]] = Counter()
    return tuple(found for section in body.sections for found in _of_item(section, "", "", used))


def _of_item(item: Item, above: str, way: str, used: Counter[tuple[str, str]]) -> Iterator[Placed]:
    label, way = _named(item, above, way, used)
    if item.title:
        yield Placed(label, way, plain(item.title), item.title, item.line, is_heading=True)
    for raw in item.text:
        yield Placed(label, _place(item, way, used), plain(raw), raw, item.line)
    yield from _rows(item, label, way, used)
    for child in item.children:
        yield from _of_item(child, label, way, used)


def _named(item: Item, above: str, way: str, used: Counter[tuple[str, str]]) -> tuple[str, str]:
    """The label of the part, and the way to the item; a dash leaves the label and lengthens the way."""
    own = label_of(item)
    if item.level in ("para", "table"):
        return above, way
    if not own or own in _UNLABELLED:
        word = _UNLABELLED.get(own, "phần")
        used[way, word] += 1
        return above, f"{way} {word} {used[way, word]}".strip()
    parent, _, last = own.rpartition(".")
    if parent and f".{above}".endswith(f".{parent}"):
        own = last  # "1.1" below "II.1" is "II.1.1"
    step = f".{own.strip('()')}" if above else own
    label = f"{above}{step}"
    place = f"{way}{step}" if way else own
    used[place, ""] += 1
    return label, place if used[place, ""] == 1 else f"{place} lần {used[place, '']}"


def _place(item: Item, way: str, used: Counter[tuple[str, str]]) -> str:
    """The place of the next paragraph on this way; the first one of a labelled part has the part's own."""
    used[way, "đoạn"] += 1
    count = used[way, "đoạn"]
    return way if way and count == 1 else f"{way} đoạn {count}".strip()


def _rows(item: Item, label: str, way: str, used: Counter[tuple[str, str]]) -> Iterator[Placed]:
    if not item.rows:
        return
    used[way, "bảng"] += 1
    table = f"{way} bảng {used[way, 'bảng']}".strip() if used[way, "bảng"] > 1 else way
    for number, cells in enumerate(item.rows):
        shown = " | ".join(plain(cell) for cell in cells)
        is_heading = number == 0 and len(item.rows) > 1
        raw = f"| {' | '.join(cells)} |"
        place = f"{table} dòng {number or 1}".strip()
        yield Placed(label, place, shown, raw, item.line, is_heading, is_row=True)
