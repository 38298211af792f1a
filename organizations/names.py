"""Vietnamese names and words: normal form, sort key, search key.

Two stored columns serve both databases alike, so that order and search give the same answers on
SQLite and PostgreSQL: a sort key in Vietnamese alphabet order and a search key without tone marks.
"""

from __future__ import annotations

import unicodedata

# Order of the signs; every vowel letter sorts apart (a < ă < â), the tone only breaks ties. Keys hold digits alone,
# which every collation of every database compares alike.
_SIGNS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {sign: f"{index + 11:02d}" for index, sign in enumerate(_SIGNS)} | {" ": "01"}
_END, _OTHER = "00", "02"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang huyền hỏi ngã sắc nặng


def normalize(text: str) -> str:
    """NFC, with runs of white space folded to one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def odd_characters(text: str) -> str:
    """The characters of a name that no name has, each once: control, zero-width, digits, letters of other scripts."""
    return "".join(dict.fromkeys(char for char in normalize(text) if not _in_names(char)))


def _in_names(char: str) -> bool:
    return char in " .'’-" or (char.isalpha() and unicodedata.name(char, "").startswith("LATIN"))


def search_key(text: str) -> str:
    """Lower case, without tone and vowel marks, đ as d: the text that search compares.

    Old and new places of the tone mark (hoà, hòa) give the same key.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def sort_key(full_name: str) -> str:
    """Key that sorts people as their lists do: by tên (last word), then họ đệm, each in the order of ICU vi_VN."""
    family, _, given = normalize(full_name).casefold().rpartition(" ")
    return _key(given) + _key(family)


def _key(words: str) -> str:
    """All letters before any tone: the tone decides only between words that are spelt alike."""
    return "".join(map(_rank, words)) + _END + "".join(str(_TONES.index(_tone(char))) for char in words)


def _tone(char: str) -> str:
    return next((mark for mark in unicodedata.normalize("NFD", char) if mark in _TONES), "")


def _rank(char: str) -> str:
    """Rank of a letter without its tone; a foreign letter (ü) counts as the one under its marks."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", char) if mark not in _TONES)
    return _RANK.get(unicodedata.normalize("NFC", bare)) or _RANK.get(bare[:1], _OTHER)
