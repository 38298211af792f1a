"""Vietnamese names and words: normal form, sort key, search key.

Two stored columns serve both databases alike, so that order and search give the same answers on
SQLite and PostgreSQL: a sort key in Vietnamese alphabet order and a search key without tone marks.
"""

from __future__ import annotations

import unicodedata

# Vietnamese alphabet order: every vowel letter sorts apart (a < ă < â), the tone only breaks ties.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang huyền hỏi ngã sắc nặng
_RANK = {letter: f"{index + 11:02d}" for index, letter in enumerate(_LETTERS)}


def normalize(text: str) -> str:
    """NFC, with runs of white space folded to one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def search_key(text: str) -> str:
    """Lower case, without tone and vowel marks, đ as d: the text that search compares.

    Old and new places of the tone mark (hoà, hòa) give the same key.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def sort_key(full_name: str) -> str:
    """Key that sorts people as lists do: by tên (last word), then họ đệm, in Vietnamese alphabet order."""
    words = normalize(full_name).split(" ")
    ordered = [words[-1], *words[:-1]]
    return " ".join(_letters(word) for word in ordered) + "|" + " ".join(_tones(word) for word in ordered)


def _split(char: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts if mark in _TONES), "")
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark != tone or not tone)), tone


def _letters(word: str) -> str:
    bare = (_split(char)[0] for char in word.casefold())
    return "".join(_RANK.get(letter, f"0{letter}") for letter in bare)


def _tones(word: str) -> str:
    return "".join(str(_TONES.index(_split(char)[1])) for char in word.casefold())
