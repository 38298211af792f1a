"""Which authority a short name means in the paper that uses it: "UBND thành phố" in a plan of the city of Tây Ninh.

The paper's own issuer and place tell its level and name; a province that it names tells whose province. What cannot
be told stays open: a name is never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from documents.text.folded import fold
from documents.text.issuers import full_name, place_of
from documents.text.lists import word_list
from documents.text.tree import Header

#: Levels of authorities: greater governs wider.
CENTRAL, PROVINCE, DISTRICT, COMMUNE = 4, 3, 2, 1
_LEVEL_OF_WORD = {
    "tỉnh": PROVINCE, "huyện": DISTRICT, "quận": DISTRICT, "thị xã": DISTRICT, "thành phố": DISTRICT,
    "xã": COMMUNE, "phường": COMMUNE, "thị trấn": COMMUNE, "đặc khu": COMMUNE,
}  # fmt: skip
_WORDS = "tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu"
_U = "A-ZĐÁÂÔƠƯĂÊÝÍÓẤẢÀỦỨ"
_NAME = rf"[{_U}][^\W\d_]*(?:\s-\s[{_U}][^\W\d_]*|\s[{_U}][^\W\d_]*){{0,4}}|\d{{1,2}}(?!\d)"
_NAMED = re.compile(
    rf"(?<![^\W_])(?P<word>{_WORDS}|Tỉnh|Thành phố|TP\.?|Huyện|Xã|Phường|Quận|Thị xã|Thị trấn)\s?(?P<name>{_NAME})"
)
_PARTY = re.compile(
    r"(?P<word>tỉnh|thành|huyện|quận|thị|xã|phường|đảng)\s(?:ủy|uỷ)(?:\s(?P<name>[^,;.:]{1,40}))?$", re.IGNORECASE
)
_PARTY_WORD = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã", "xã": "xã",
               "phường": "phường"}  # fmt: skip
_BARE_LEVEL = re.compile(
    rf"\s(?P<word>{_WORDS}|Tỉnh|TP\.?|Tp\.?|Huyện|Thành phố|Xã|Phường|Thị xã|Quận|Thị trấn|TX\.?)$"
)
_OFFICE = re.compile(
    r"(?:(?:Giám đốc|Trưởng|Chánh|Phó)\s?)?(?P<office>sở|phòng|văn phòng|thanh tra|chi cục|trung tâm"
    r"|hội đồng thi đua)(?![^\W_])",
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    r"(?:Chính phủ|Thủ tướng|Quốc hội|Ủy ban Thường vụ Quốc hội|Bộ\s|Bộ trưởng|Trung ương|Ban Bí thư"
    r"|Chủ tịch nước|Phó Thủ tướng|(?:Văn phòng|Thanh tra) (?:Quốc hội|Chính phủ|Chủ tịch nước)"
    r"|Tổng\s|Ban Chấp hành Trung ương|Ban Tổ chức Trung ương|Ủy ban Trung ương|Tòa án nhân dân tối cao|Kiểm toán)"
)
_ENDS_CENTRAL = re.compile(r"(?:Trung ương|Việt Nam|nước|Nhà nước|TW)$")
_OF_CENTRE = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "CTN": "Chủ tịch nước", "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính",
}  # fmt: skip
_HOUSE = re.compile(r"(?:^|/)QH\d")
_JOINT = re.compile(r"(?:TT|NQ|KH|QC|CTr|HD)LT(?=-)")
_STANDING = re.compile(r"(?:^|/)UBTVQH\d")
# "HĐND tỉnh khóa XI, nhiệm kỳ 2021 - 2026": the term is no part of the name.
_TERM = re.compile(r",?\s\(?(?:khóa|khoá|nhiệm kỳ)\s.*$")
# Texts are looked through for names of places no further than this.
_LOOKED_THROUGH = 400_000


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a paper tells of its own place: the level of its issuer, and for each word of level the name it means."""

    level: int = 0
    names: dict[str, str] = field(default_factory=dict)


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold(name) for name in word_list("places")["provinces"])


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(name) for name in word_list("places")["cities"])


def is_province(name: str) -> bool:
    """Whether a place of that name has the rank of a province, as tỉnh or as city under the centre."""
    return fold(name) in _provinces() or fold(name) in _cities()


def place_level(place: str) -> int:
    """The level of "thành phố Hải Phòng" (a province's), "thành phố Tây Ninh" (a district's), "xã A"; 0 if unknown."""
    found = _NAMED.match(place)
    if found is None:
        return _LEVEL_OF_WORD.get(_word(place.strip()), 0)
    word, name = _word(found["word"]), found["name"]
    return PROVINCE if word == "thành phố" and fold(name) in _cities() else _LEVEL_OF_WORD[word]


def whereabouts(own: Header, texts: Iterable[str]) -> Whereabouts:
    """Where the paper stands: its own unit, and the units above that it names beyond doubt."""
    place = place_of(own.issuer) or place_of(f"UBND {own.place}") or place_of(f"UBND {own.parent_authority}")
    names: dict[str, str] = {}
    level = 0
    own_named = _NAMED.match(full_name(f"{place} ").strip()) if place else None
    if own_named:
        names[_word(own_named["word"])] = own_named["name"]
        level = place_level(place)
    for source in (own.parent_authority, own.place):
        if found := _NAMED.search(full_name(f"{source} ").strip()):
            names.setdefault(_word(found["word"]), found["name"])
    for word, name in _named_beyond_doubt(texts).items():
        if _LEVEL_OF_WORD[word] > level or not level:
            names.setdefault(word, name)
    if _OFFICE.match(own.issuer) and not level:
        level = {"sở": PROVINCE, "phòng": DISTRICT}.get(own.issuer.split()[0].lower(), 0)
    return Whereabouts(level, names)


def _named_beyond_doubt(texts: Iterable[str]) -> dict[str, str]:
    """For tỉnh, thành phố, huyện …: the one name that the texts give it, or that outweighs all others."""
    counts: dict[str, Counter[str]] = {}
    seen = 0
    for text in texts:
        seen += len(text)
        if seen > _LOOKED_THROUGH:
            break
        for found in _NAMED.finditer(text):
            word, name = _word(found["word"]), _known(_word(found["word"]), found["name"])
            if name:
                counts.setdefault(word, Counter())[name] += 1
    sure: dict[str, str] = {}
    for word, counter in counts.items():
        (name, most), *others = counter.most_common(2)
        if not others or most >= 4 * others[0][1]:
            sure[word] = name
    return sure


def _known(word: str, name: str) -> str:
    """The name as far as it is one: "Tây Ninh Phát" → "Tây Ninh"; a province must be one."""
    if word != "tỉnh":
        return name
    words = name.split()
    for count in range(len(words), 0, -1):
        if fold(" ".join(words[:count])) in _provinces():
            return " ".join(words[:count])
    return ""


def _word(word: str) -> str:
    short = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã"}
    return short.get(word.lower(), word.lower())


def resolve(printed: str, symbol: str, where: Whereabouts) -> str:
    """The full name of the authority that ``printed`` means, or "" when it cannot be told."""
    if not printed:
        return _by_symbol(symbol)
    name = _TERM.sub("", _dotless(full_name(printed)))
    if _CENTRAL.match(name) or _ENDS_CENTRAL.search(name):
        return name
    if place_of(name) or ((found := _PARTY.search(name)) and found["name"] and not _BARE_LEVEL.search(name)):
        return name
    if named := _NAMED.search(name):
        return name if named.end() == len(name) else ""
    if found := _BARE_LEVEL.search(name):
        return _with_place(name[: found.start()], _word(found["word"]), where)
    if found := _PARTY.search(name):
        word = _PARTY_WORD.get(found["word"].lower(), "")
        return f"{name} {where.names[word]}" if where.names.get(word) else ""
    if office := _OFFICE.match(name):
        if _ends_with_province(name):
            return name
        word = "tỉnh" if office["office"].lower() == "sở" else ""
        return _with_place(name, word or _own_word(where), where)
    return ""


def _ends_with_province(name: str) -> bool:
    """Whether the name closes with that of a province: "Sở Giáo dục và Đào tạo Nghệ An"."""
    words = name.split()
    return any(is_province(" ".join(words[-count:])) for count in (1, 2, 3))


def _dotless(name: str) -> str:
    return re.sub(r"\bTP\.?(?=\s|$)|\bTp\.?(?=\s|$)", "thành phố", name)


def _with_place(head: str, word: str, where: Whereabouts) -> str:
    name = where.names.get(word)
    if not name and word == "tỉnh" and fold(where.names.get("thành phố", "")) in _cities():
        word, name = "thành phố", where.names["thành phố"]
    return f"{head} {word} {name}" if name else ""


def _own_word(where: Whereabouts) -> str:
    """The word of the level the paper's own office stands at."""
    return next((word for word in where.names if place_level(f"{word} {where.names[word]}") == where.level), "")


def _by_symbol(symbol: str) -> str:
    """The issuer that a symbol alone names: laws, decrees, the Prime Minister's papers."""
    if _STANDING.search(symbol):
        return "Ủy ban Thường vụ Quốc hội"
    if _HOUSE.search(symbol):
        return "Quốc hội"
    if _JOINT.search(symbol):  # the last letters name one of several
        return ""
    return _OF_CENTRE.get(re.split(r"[-/]", symbol)[-1], "") if "-" in symbol else ""


def issuer_level(name: str) -> int:
    """The level of an authority by its full name; 0 when the name does not tell."""
    if not name:
        return 0
    if _CENTRAL.match(name) or _ENDS_CENTRAL.search(name):
        return CENTRAL
    if place := place_of(name):
        return place_level(place)
    named = _NAMED.search(full_name(name))
    if named and named.end() == len(full_name(name)):
        return place_level(named[0])
    if found := _PARTY.search(name):
        word = _PARTY_WORD.get(found["word"].lower(), "")
        return place_level(f"{word} {found['name'] or ''}".strip()) if word else 0
    if found := _BARE_LEVEL.search(full_name(name)):
        word = _word(found["word"])
        return 0 if word == "thành phố" else _LEVEL_OF_WORD[word]
    return 0


_RANK = re.compile(
    r"^(?:Phó\s)?(?:Chủ tịch|Thường trực|Ban Thường vụ|Bí thư|Thường vụ|Giám đốc|Bộ trưởng|Trưởng)\s", re.IGNORECASE
)


def issuer_key(name: str) -> str:
    """What all names of one authority share: "Chủ tịch UBND tỉnh X" and "Ủy ban nhân dân tỉnh X" are one."""
    key = full_name(name)
    while found := _RANK.match(key):
        rest = key[found.end() :]
        if found[0].strip().lower() == "chủ tịch" and rest.lower().startswith("nước"):
            break
        key = rest
    key = re.sub(r"^(?:Ban Chấp hành )?Đảng bộ (tỉnh|thành phố|huyện|quận)\b", _committee, key)
    key = re.sub(r"\b(?:Ban Chấp hành Trung ương|Bộ Chính trị|Ban Bí thư|Trung ương)\b.*", "Trung ương Đảng", key)
    return " ".join(re.findall(r"\w+", fold(key)))


def _committee(found: re.Match[str]) -> str:
    return {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy"}[found[1]]
