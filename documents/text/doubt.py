"""What of a scan's header may be broken and is left open: an empty field is asked for, a wrong one is believed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from documents.text.folded import fold
from documents.text.issuers import place_of
from documents.text.lists import word_list
from documents.text.quality import is_damaged, is_syllable, words_of
from documents.text.repairs import BROKEN
from documents.text.tree import Header

#: Below this quality a scan's words are guesses: what cannot be checked is left open.
UNREADABLE = 0.5


def sure_of(header: Header, ocr: float) -> Header:
    """The header without the names that the scan may have broken; numbers and days stay."""
    if ocr < UNREADABLE:
        return _without_guesses(header)
    return _without_broken_names(header) if ocr < BROKEN else header


def _without_guesses(header: Header) -> Header:
    """Of a scan that lost its marks. Of a symbol in which "D" may be "Đ" only the paper knows."""
    return replace(
        header,
        symbol="" if "D" in header.symbol else header.symbol,
        place=_sound(header.place),
        issuer=_sound(header.issuer),
        summary=_sound(header.summary),
        parent_authority="",
    )


def _sound(text: str) -> str:
    """``text`` when it bears marks and every word of it can be Vietnamese, else ""."""
    return text if text and not text.isascii() and all(map(is_syllable, words_of(text))) else ""


def _without_broken_names(header: Header) -> Header:
    """Of a scan that broke some of its words: names that cannot be, or are a province's with other marks."""
    place, issuer, parent = (
        "" if _is_broken(name) else name for name in (header.place, header.issuer, header.parent_authority)
    )
    return replace(header, place=place, issuer=issuer, parent_authority=parent)


def _is_broken(name: str) -> bool:
    where = place_of(name) or name
    shown = where.removeprefix("tỉnh ").removeprefix("thành phố ")
    known = _provinces().get(fold(shown), shown)
    return known.casefold() != shown.casefold() or any(map(is_damaged, words_of(name)))


@cache
def _provinces() -> dict[str, str]:
    names = word_list("places")
    return {fold(name): name for name in (*names["provinces"], *names["cities"])}
