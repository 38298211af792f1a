"""Words of a paper marked in its page, so that a link leads to them."""

from __future__ import annotations

import html
import re

from django.utils.safestring import SafeString, mark_safe

#: The name by which an address leads to the marked words.
ANCHOR = "dan"
_PART = re.compile(r"<[^>]*>|[^<]+")
_CHARACTER = re.compile(r"&(?:\w+|#\d+|#x[\da-fA-F]+);|.", re.DOTALL)
_BETWEEN = re.compile(r"</?(?:p|div|td|th|tr|li|br|h[1-6]|section|article|table)\b")


def mark_words(fragment: SafeString, words: str) -> SafeString:
    """The fragment of ``paper_fragment`` with the first place of ``words`` marked; as it was when they stand nowhere.

    Spaces, ends of lines and inline marks do not count: the words may run through several elements.
    """
    wanted = " ".join(words.split())
    if not wanted:
        return fragment
    parts: list[str] = []
    letters: list[tuple[int, str]] = []  # what is read, and in which part of the fragment it stands
    for part in _PART.findall(fragment):
        if part.startswith("<"):
            parts.append(part)
            if _BETWEEN.match(part):
                letters.append((-1, " "))
            continue
        for character in _CHARACTER.findall(part):
            parts.append(character)
            letters.append((len(parts) - 1, html.unescape(character)))
    read, places = _squeezed(letters)
    at = read.find(wanted)
    if at < 0:
        return fragment
    return _marked(parts, [place for place in places[at : at + len(wanted)] if place >= 0])


def _squeezed(letters: list[tuple[int, str]]) -> tuple[str, list[int]]:
    """The text with single spaces, and the part in which each of its letters stands."""
    read: list[str] = []
    places: list[int] = []
    for place, letter in letters:
        shown = " " if letter.isspace() else letter
        if shown != " " or (read and read[-1] != " "):
            read.append(shown)
            places.append(place)
    return "".join(read), places


def _marked(parts: list[str], places: list[int]) -> SafeString:
    """Every run of letters between two elements gets a mark of its own; the first is where the link leads."""
    first, last = places[0], places[-1]
    out = parts[:first]
    is_open = False
    mark = f'<mark id="{ANCHOR}" tabindex="-1">'
    for part in parts[first : last + 1]:
        is_tag = part.startswith("<")
        if not is_tag and not is_open:
            out.append(mark)
            mark = "<mark>"
        elif is_tag and is_open:
            out.append("</mark>")
        is_open = not is_tag
        out.append(part)
    if is_open:
        out.append("</mark>")
    return mark_safe("".join([*out, *parts[last + 1 :]]))  # noqa: S308 - parts of a safe string, and marks
