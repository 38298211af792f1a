"""The words by which texts are searched, defined here so that every database compares the same ones.

A word is a run of letters and digits, small and without marks ("Đổi" → "doi"; hoà and hòa are one word). A số ký hiệu
is one more word, in one spelling whatever the separators and zeros: "53/KH-UBND", "053 / KH - UBND" → "53/kh/ubnd";
its beginnings ("53/kh") and it without its year ("152/nd/cp") are words, too. So a database only has to compare runs
between spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.text.folded import fold

# Stands between passages, so that no phrase reaches over their ends; no text holds it as a word.
BREAK = "¶"
# Longer runs are cut: PostgreSQL takes no lexeme over 2 KB.
LONGEST = 100
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
MARK = re.compile(rf"[{_MARKS}]")
_LETTERS = r"[^\W\d_][^\W_]*"
# A run of more parts is no số ký hiệu.
_SYMBOL = (
    r"(?<!\w)(?P<number>\d{1,6}[a-z]?){separator}(?:(?P<year>\d{4}){separator})?"
    rf"(?P<rest>{_LETTERS}(?:{{separator}}{_LETTERS}){{0,7}})"
)
# In texts whatever was printed; in a question " -tu" leaves a word out, so it joins nothing.
_PRINTED = re.compile(_SYMBOL.replace("{separator}", r" {0,2}[/–-] {0,2}"))
_ASKED = re.compile(_SYMBOL.replace("{separator}", r"(?: {0,2}[/–] {0,2}|- {0,2}| {1,2}- {1,2})"))
_SPACED_DASH = re.compile(r" +- +")
_PARTS = re.compile(_LETTERS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """A số ký hiệu of a text: all its words, the longest first, and where it stands."""

    forms: tuple[str, ...]
    start: int
    end: int


def folded(text: str) -> str:
    """NFC, small and without marks; as long as the text in NFC, so that places hold."""
    return fold(unicodedata.normalize("NFC", text)).lower()


def words(text: str) -> Iterator[Word]:
    """The words of a folded text in order."""
    for found in _WORD.finditer(text):
        yield Word(_word(found[0]), found.start(), found.end())


def symbols(text: str) -> Iterator[Symbol]:
    """The số ký hiệu of a folded text in order; one has a slash, else "5-7" and "2024 - UBND" would be some."""
    for found in _PRINTED.finditer(text):
        if "/" in found[0]:
            yield _symbol(found)


def symbol_in(text: str, start: int, end: int, written: str) -> Symbol | None:
    """The first số ký hiệu that begins between the two places of a folded question.

    Args:
        written: the question with its capitals: in "53/KH-UBND - thi đua" the dash joins nothing.
    """
    found = _ASKED.search(text, start)
    if not found or found.start() >= end or "/" not in found[0]:
        return None
    for dash in _SPACED_DASH.finditer(text, found.start(), found.end()):
        if written[dash.end()].islower():
            found = _ASKED.match(text, found.start(), dash.start()) or found
            break
    return _symbol(found)


def stream(passages: Iterable[str], limit: int) -> str:
    """What a database keeps of the passages: their words between single spaces, the số ký hiệu after each passage.

    Args:
        limit: how many bytes at most; what is beyond is not found.
    """
    kept: list[str] = []
    size = 0
    for passage in passages:
        text = folded(passage)
        run = [_word(found) for found in _WORD.findall(text)]
        if forms := [form[:LONGEST] for symbol in symbols(text) for form in symbol.forms]:
            run += [BREAK, *forms]
        if not run:
            continue
        joined = " ".join(run)
        size += len(joined.encode()) + 4
        if size > limit:
            break
        kept += [joined, BREAK]
    return f" {' '.join(kept)} " if kept else ""


def _word(run: str) -> str:
    return (run if run.isascii() else MARK.sub("", run))[:LONGEST]


def _symbol(found: re.Match[str]) -> Symbol:
    number = found["number"].lstrip("0") or "0"
    parts = _PARTS.findall(found["rest"])
    heads = [f"{number}/{found['year']}", number] if found["year"] else [number]
    # The whole without a word behind it that is none of its own: "53/KH-UBND - Phòng Nội vụ".
    forms = [f"{head}/{'/'.join(parts[:count])}" for head in heads for count in range(len(parts), 0, -1)]
    return Symbol(tuple(forms), found.start(), found.end())
