"""The territory that a title speaks of ("trên địa bàn tỉnh Tây Ninh"), and whether it reaches above the issuer's."""

from __future__ import annotations

import re

from documents.text.folded import fold
from documents.text.issuers import full_name
from documents.text.places import PROVINCE, Whereabouts, is_province, issuer_level, place_level

_U = "A-ZĐÁÂÔƠƯĂÊÝÍÓẤẢÀỦỨ"
_SCOPE = re.compile(
    r"(?<![^\W_])(?:trên địa bàn|trong phạm vi|trong toàn|toàn)\s(?P<word>tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã"
    rf"|phường|thị trấn)(?![^\W_])(?:\s(?P<name>[{_U}][^\W\d_]*(?:\s-\s[{_U}][^\W\d_]*|\s[{_U}][^\W\d_]*){{0,4}}"
    rf"|\d{{1,2}}(?!\d)))?"
)
_WORDS = {"tp": "thành phố", "tp.": "thành phố"}


def scope_of(title: str) -> tuple[str, str]:
    """(the words that name the territory, the territory: "tỉnh Tây Ninh", "thành phố"); ("", "") when there is none."""
    found = _SCOPE.search(full_name(title)) or _SCOPE.search(title)
    if found is None:
        return "", ""
    word = _WORDS.get(found["word"].lower(), found["word"])
    return found[0], f"{word} {found['name']}" if found["name"] else word


def without_scope(title: str) -> str:
    """The title without the words that name its territory."""
    return _SCOPE.sub(" ", full_name(title))


def same_scope(one: str, other: str) -> bool:
    """Whether two territories may be one: equal, or one without its name at the same level."""
    first, second = fold(one), fold(other)
    return first == second or (first.startswith(f"{second} ") or second.startswith(f"{first} "))


def reaches_above(territory: str, issuer: str) -> bool:
    """Whether a territory is wider than what the issuer governs; unknown levels count as no."""
    own, wanted = issuer_level(issuer), _level(territory)
    return 0 < own < wanted


def level_in(territory: str, where: Whereabouts) -> int:
    """The level of a territory in a paper that stands at ``where``: a bare "thành phố" is the one the paper names."""
    name = where.names.get(territory.strip(), "")
    return place_level(f"{territory} {name}") if name else _level(territory)


def _level(territory: str) -> int:
    word, _, name = territory.partition(" ")
    if territory == "thành phố":
        return 0  # of a province or of a district: the name would tell
    level = place_level(territory)
    if word == "tỉnh":
        return PROVINCE if not name or is_province(name) else 0
    return level
