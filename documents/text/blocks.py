"""The body as the editor in the browser holds it: a flat row of lines and tables.

A line has a level, a label and its text; the tree follows from the order of levels, as in the light text.
``static/js/editor/light.js`` writes such a row as light text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.text.light import print_body
from documents.text.tree import Body, Item

Block = dict[str, Any]


def blocks(body: Body) -> list[Block]:
    """The row of ``body``: ``{"type": "line", "level", "label", "heading", "text"}``, where a plain paragraph has the
    level "text"; ``{"type": "table", "rows"}``; and ``{"type": "closing"}`` where the closing has to be marked.
    """
    row = [_paragraph(text) for text in body.opening]
    row += _of_items([item for item in body.sections if item.level != "annex"])
    if "---" in print_body(body).split("\n\n"):
        row.append({"type": "closing"})
    row += [_paragraph(text) for text in body.closing]
    return row + list(_of_items([item for item in body.sections if item.level == "annex"]))


def _of_items(items: list[Item]) -> Iterator[Block]:
    """All items in reading order, without recursion (a tree may be deep)."""
    waiting = items[::-1]
    while waiting:
        item = waiting.pop()
        yield from _own(item)
        waiting += item.children[::-1]


def _own(item: Item) -> Iterator[Block]:
    if item.level == "table":
        yield _table(item.rows)
        return
    texts = item.text
    if item.level != "para":
        first = item.title or (texts[0] if texts else "")
        yield {"type": "line", "level": item.level, "label": item.label, "heading": bool(item.title), "text": first}
        texts = texts if item.title else texts[1:]
    for text in texts:
        yield _paragraph(text)


def _paragraph(text: str) -> Block:
    return {"type": "line", "level": "text", "label": "", "heading": False, "text": text}


def _table(rows: tuple[tuple[str, ...], ...]) -> Block:
    """The rows, squared: a row that is too short gets empty cells, as it is printed."""
    width = max((len(row) for row in rows), default=0)
    return {"type": "table", "rows": [[*row, *[""] * (width - len(row))] for row in rows]}
