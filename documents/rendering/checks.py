"""What cannot be laid out at all is refused before it is tried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from documents.rendering.paper import Paper
from documents.text.tree import Item

# Real papers have at most eight levels: phần, chương, mục, điều, khoản, điểm, dash, dash.
MOST_LEVELS = 40
# Breaking a word takes the square of its length, and from some 300,000 letters on it is lost without a word.
MOST_LETTERS = 2_000


def refusal(paper: Paper) -> str:
    """Why the paper cannot be laid out, as a Vietnamese sentence; "" when nothing speaks against it."""
    texts = chain(
        (paper.kind, paper.authority, paper.parent_authority, paper.place, paper.summary, paper.drafter_mark),
        (paper.number, paper.symbol, paper.signature.on_behalf_of, paper.signature.deputy_for),
        (paper.signature.title, paper.signature.name),
        paper.bases, paper.recipients, paper.body.opening, paper.body.closing,
    )  # fmt: skip
    for level, item in _walk(paper.body.sections):
        if level > MOST_LEVELS:
            return f"Văn bản lồng quá {MOST_LEVELS} cấp nên không trình bày được. Hãy giảm số cấp đề mục rồi thử lại."
        if any(_too_long(text) for text in (item.label, item.title, *item.text, *chain(*item.rows))):
            return _WORD
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
