r"""Marks inside a line of light text: ``**bold**``, ``*italic*``, ``***both***``, ``\*`` and ``\\``.

A mark without its partner is an ordinary asterisk: typed text never breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[\\*]|\*+|[^\\*]+|\\")
_NOT_BEFORE_OPENING = re.compile(r"[\s),.;:!?\]”’]")
_NOT_BEFORE_CLOSING = re.compile(r"[\s(\[“‘]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def runs(text: str) -> tuple[Run, ...]:
    """The styled stretches of ``text`` in order, none empty."""
    tokens = _TOKEN.findall(text)
    marks = _paired(tokens)
    found: list[Run] = []
    held: list[str] = []
    bold = italic = False
    for index, token in enumerate(tokens):
        if index not in marks:
            held.append(token[1:] if len(token) == 2 and token[0] == "\\" else token)
            continue
        if held:
            found.append(Run("".join(held), bold, italic))
            held = []
        bold ^= len(token) >= 2
        italic ^= len(token) != 2
    if held:
        found.append(Run("".join(held), bold, italic))
    return tuple(found)


def plain(text: str) -> str:
    """``text`` without its marks and escapes."""
    if "*" not in text and "\\" not in text:
        return text
    return "".join(run.text for run in runs(text))


def escape(text: str) -> str:
    """Light text that shows ``text`` exactly as it is."""
    return re.sub(r"([\\*])", r"\\\1", text)


def _paired(tokens: list[str]) -> set[int]:
    """Indexes of the asterisk tokens that open or close a style."""
    marks: set[int] = set()
    opened: dict[int, int] = {}
    for index, token in enumerate(tokens):
        width = len(token)
        if token[0] != "*" or width > 3:
            continue
        before = tokens[index - 1][-1] if index else " "
        after = tokens[index + 1][0] if index + 1 < len(tokens) else " "
        if width in opened and not _NOT_BEFORE_CLOSING.match(before):
            marks |= {opened.pop(width), index}
        elif not _NOT_BEFORE_OPENING.match(after):
            opened[width] = index
    return marks
