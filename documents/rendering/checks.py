"""What cannot be laid out at all is refused before it is tried; what cannot be printed is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import Any, TypeVar

from documents.rendering.board import Board
from documents.rendering.paper import Paper
from documents.text.tree import Item

P = TypeVar("P", Paper, Board)

# Real papers have at most eight levels: phần, chương, mục, điều, khoản, điểm, dash, dash.
MOST_LEVELS = 40
# Breaking a word takes the square of its length, and from some 300,000 letters on it is lost without a word.
MOST_LETTERS = 2_000

# A4 has room for columns of 3 mm, not for narrower ones.
MOST_COLUMNS = 50

# Control characters end a text early or break a Word file; marks that turn the direction of writing
# make a line say something else than it holds.
_UNPRINTABLE = dict.fromkeys(
    [
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFFFE,
        0xFFFF,
    ]
)


def printable(paper: P) -> P:
    """The same paper or board without characters that no page can show."""
    return _printable(paper)


def refusal(paper: Paper) -> str:
    """Why the paper cannot be laid out, as a Vietnamese sentence; "" when nothing speaks against it."""
    texts = chain(
        (paper.kind, paper.authority, paper.parent_authority, paper.place, paper.summary, paper.drafter_mark),
        (paper.number, paper.symbol, paper.signature.on_behalf_of, paper.signature.deputy_for),
        (paper.signature.title, paper.signature.name, paper.second_signature.title, paper.second_signature.name),
        (paper.authority_line, paper.contact_line), paper.addressees,
        paper.bases, paper.recipients, paper.body.opening, paper.body.closing,
    )  # fmt: skip
    for level, item in _walk(paper.body.sections):
        if level > MOST_LEVELS:
            return f"Văn bản lồng quá {MOST_LEVELS} cấp nên không trình bày được. Hãy giảm số cấp đề mục rồi thử lại."
        if max(map(len, item.rows), default=0) > MOST_COLUMNS:
            return (
                f"Bảng có hơn {MOST_COLUMNS} cột nên không in vừa khổ giấy A4. Hãy bớt cột hoặc tách thành nhiều bảng."
            )
        if any(_too_long(text) for text in (item.label, item.title, *item.text, *chain(*item.rows))):
            return _WORD
    return _WORD if any(_too_long(text) for text in texts) else ""


def board_refusal(board: Board) -> str:
    """The same for a board."""
    heads = chain.from_iterable((head.name, head.note) for head in board.heads)
    rows = chain.from_iterable((*board.items, *board.rows))
    texts = chain((board.issuer, board.title, board.note), board.lines, heads, rows)
    return _WORD if any(_too_long(text) for text in texts) else ""


_WORD = (
    f"Văn bản có một từ viết liền hơn {MOST_LETTERS} chữ nên không trình bày được. "
    "Hãy tìm đoạn chữ viết liền đó, tách ra bằng dấu cách rồi thử lại."
)


def _walk(items: tuple[Item, ...]) -> Iterator[tuple[int, Item]]:
    """All items with their level, without recursion: a hostile tree may be deeper than Python can call."""
    rest = [(1, item) for item in items]
    while rest:
        level, item = rest.pop()
        yield level, item
        rest.extend((level + 1, child) for child in item.children)


def _too_long(text: str) -> bool:
    return len(text) > MOST_LETTERS and any(len(word) > MOST_LETTERS for word in text.split())


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_UNPRINTABLE)
    if isinstance(value, tuple):
        return tuple(_printable(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _printable(getattr(value, part.name)) for part in fields(value)})
    return value
