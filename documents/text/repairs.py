"""What the words that a scan broke probably were: proposals, never applied by the reader.

A broken word is known by its neighbour: "nhiêm vu", "công chírc" are compared with the compounds that offices write
(``documents/data/reading/compounds.txt``). Only what fits a single compound is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from documents.text.kinds import fold
from documents.text.lines import Paragraph
from documents.text.lists import compounds
from documents.text.quality import is_damaged
from documents.text.reading import Repair

_WORD = re.compile(r"[^\W_]+")
# A text that is read better than this has slips, not damage.
BROKEN = 0.93
_MOST = 400
# What scanners read for letters with a horn.
_MISREAD = (("irc", "uc"), ("ir", "u"), ("rn", "m"), ("1", "l"), ("0", "o"), ("6", "o"))


def propose(paragraphs: Iterable[Paragraph], ocr: float) -> tuple[Repair, ...]:
    """Proposals for a text of that quality, in reading order; none for a text that was read well."""
    if ocr >= BROKEN:
        return ()
    found: list[Repair] = []
    for paragraph in paragraphs:
        words = [(match[0], match.start()) for match in _WORD.finditer(paragraph.shown)]
        at = 0
        while at + 1 < len(words) and len(found) < _MOST:
            (first, start), (second, _) = words[at], words[at + 1]
            proposal = _compound(first, second)
            if proposal:
                found.append(Repair(f"{first} {second}", proposal, paragraph.line_at(start)))
                at += 1
            at += 1
    return tuple(found)


def _compound(first: str, second: str) -> str:
    """The compound that two words were, in their case; "" when none is sure or nothing is wrong."""
    spoken = f"{first} {second}".lower()
    by_fold, by_first, by_second = _compounds()
    known = by_fold.get(_key(spoken))
    if known and not spoken.isascii() and spoken.count("đ") != known.count("đ"):
        return ""  # scanners lose the marks above and below a letter, seldom the stroke through it
    if known is None and (is_damaged(first) or is_damaged(second)):
        known = _near(_key(first), _key(second), by_first, by_second)
    if not known or known == spoken:
        return ""
    if first.isupper() and second.isupper() and len(first) > 1:
        return known.upper()
    return known[0].upper() + known[1:] if first[0].isupper() else known


def _near(first: str, second: str, by_first: dict[str, list[str]], by_second: dict[str, list[str]]) -> str:
    """The only compound with one of the two syllables and the other one letter away."""
    close = {known for known in by_first.get(first, []) if _one_apart(_key(known).split()[1], second)}
    close |= {known for known in by_second.get(second, []) if _one_apart(_key(known).split()[0], first)}
    return close.pop() if len(close) == 1 else ""


def _one_apart(word: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes one word the other."""
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < 2:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word[same + 1 :] == other[same + 1 :] or word[same:] == other[same + 1 :] or word[same + 1 :] == other[same:]


def _key(text: str) -> str:
    key = fold(text)
    for wrong, right in _MISREAD:
        key = key.replace(wrong, right)
    return key


@cache
def _compounds() -> tuple[dict[str, str], dict[str, list[str]], dict[str, list[str]]]:
    """The compounds by their key, by their first and by their second syllable; what is not unique is left out."""
    by_fold: dict[str, str] = {}
    by_first: dict[str, list[str]] = {}
    by_second: dict[str, list[str]] = {}
    for known in compounds():
        key = _key(known)
        by_fold[key] = "" if key in by_fold else known
        by_first.setdefault(key.split()[0], []).append(known)
        by_second.setdefault(key.split()[1], []).append(known)
    return by_fold, by_first, by_second
