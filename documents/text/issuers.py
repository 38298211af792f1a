"""Names of authorities: the short form of daily writing and the full form that is printed.

NĐ 30/2020, Phụ lục I, Phần I, Mục II.2: the letterhead carries the full official name of the issuer,
and above it that of the authority directly over it, if there is one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from documents.text.lists import word_list

_PAIRS = (
    ("UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("HĐTĐKT", "Hội đồng Thi đua - Khen thưởng"),
    ("VP", "Văn phòng"),
)
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_FULL = dict(_PAIRS)
_SHORT_WORD = re.compile(rf"\b({'|'.join(_FULL)})\b")
_CITY = re.compile(r"\b(?:TP\.?|Tp\.?)(?=\s)|\b(?:TP|Tp)\.(?=\w)")
_TOWN = re.compile(r"\bTX\.?(?=\s)")
_FULL_WORDS = tuple(
    (re.compile(full.replace("Ủy", "(?:Ủy|Uỷ)"), re.IGNORECASE), short) for short, full in _PAIRS if short != "VP"
)
_LEVEL = r"(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu)"
_WHERE = re.compile(rf"\s(?P<where>{_LEVEL}(?:\s[^\W\d_a-zđ]\S*|\s\d+)+)$")
_COUNCILS = re.compile(r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Thành phố|Tỉnh|Đảng bộ|Ủy ban Mặt trận)\b")
# An office of these kinds stands directly under the People's Committee of its place.
_OFFICE = re.compile(
    r"(?:Phòng|Sở|Ban|Văn phòng|Thanh tra|Trung tâm|Trường|Chi cục|Hội đồng Thi đua - Khen thưởng|Trạm)\s"
)


def full_name(name: str) -> str:
    """The official name: "UBND huyện Châu Thành" → "Ủy ban nhân dân huyện Châu Thành", "TP." → "thành phố"."""
    name = _SHORT_WORD.sub(lambda found: _FULL[found[1]], name)
    name = _TOWN.sub("thị xã", _CITY.sub(lambda found: "thành phố" if found.end() < len(name) else found[0], name))
    return " ".join(name.replace("Uỷ ban", "Ủy ban").replace("thành phố", "thành phố ").split())


def short_name(name: str) -> str:
    """The form of daily writing: "Ủy ban nhân dân huyện Châu Thành" → "UBND huyện Châu Thành"."""
    for pattern, short in _FULL_WORDS:
        name = pattern.sub(short, name)
    return name


def letterhead(issuer: str) -> tuple[str, str]:
    """The two lines of the letterhead: the authority above ("" if none is printed) and the issuer.

    "Phòng Tư pháp thành phố Tây Ninh" → ("UBND thành phố Tây Ninh", "Phòng Tư pháp");
    "UBND huyện Châu Thành" → ("", "Ủy ban nhân dân huyện Châu Thành").
    """
    name = full_name(issuer)
    where = _WHERE.search(name)
    if where is None or _COUNCILS.match(name) or not _OFFICE.match(name):
        return "", name
    return f"UBND {where['where']}", name[: where.start()]


def place_of(name: str) -> str:
    """The unit an authority governs: "UBND huyện Châu Thành" → "huyện Châu Thành"; "" when none is named."""
    where = _WHERE.search(full_name(name))
    return where["where"] if where else ""


def acronym(name: str) -> str:
    """The letters that stand for an office in a symbol: "Phòng Tư pháp" → "PTP", "UBND …" → "UBND"."""
    words = re.findall(r"\w+", full_name(name))
    initials = unicodedata.normalize("NFD", "".join(word[0] for word in words).upper())
    return unicodedata.normalize("NFC", initials.translate(_TONES))


_PLACE_IN_CAPITALS = re.compile(
    r"(?P<level>TỈNH|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU|TP\.?|TX\.?)\s"
    r"(?P<names>(?!HỘI\b|[ỦU][ỶY]\b).+)$"
)
_PARTY = re.compile(r"^((?:Thành ủy|Tỉnh ủy|Huyện ủy|Đảng ủy|Đảng bộ) )(.+)$")
# Words without a vowel are short forms: "HĐND", "TNHH", "TĐKT"; so are those with one that the list knows.
_SHORT = re.compile(r"(?:[BCDĐGHKLMNPQRSTVXJWZF&]{2,}|UBND|UBMTTQ|UBMTTQVN)")
# Bodies whose name is a name of their own, so that its words begin with capitals.
_OWN_NAMES = re.compile(r"TRƯỜNG|BỆNH VIỆN|(?:TỔNG )?CÔNG TY|TẬP ĐOÀN|HỢP TÁC XÃ|TRUNG TÂM Y TẾ|HỌC VIỆN|ĐẠI HỌC")


def from_capitals(name: str) -> str:
    """A name printed in capitals as it is written in a text (NĐ 30/2020, Phụ lục II).

    "UBND THÀNH PHỐ TÂY NINH" → "UBND thành phố Tây Ninh"; "PHÒNG TÀI CHÍNH - KẾ HOẠCH" →
    "Phòng Tài chính - Kế hoạch"; "TRƯỜNG TIỂU HỌC KIM ĐỒNG" → "Trường Tiểu học Kim Đồng".
    """
    name = name.replace("UỶ", "ỦY")
    place = re.search(rf"(?:^|\s){_PLACE_IN_CAPITALS.pattern}", name)
    office = name[: place.start()] if place else name
    written = _office_from_capitals(office.strip())
    if place is None:
        return written
    names = " ".join(word.capitalize() for word in place["names"].split())
    level = {"TP": "thành phố", "TX": "thị xã"}.get(place["level"].rstrip("."), place["level"].lower())
    return f"{written} {level} {names}".strip()


@cache
def _spelled() -> dict[str, str]:
    return {whole.lower(): whole for whole in word_list("names")["wholes"]}


@cache
def _wholes() -> re.Pattern[str]:
    """The words of names that are written as the list has them, longest first."""
    words = "|".join(re.escape(whole) for whole in sorted(_spelled(), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _office_from_capitals(name: str) -> str:
    named = bool(_OWN_NAMES.match(name))
    words = name.split()
    written: list[str] = []
    capital = True
    for at, word in enumerate(words):
        keep = bool(_SHORT.fullmatch(word))
        written.append(word if keep else word.capitalize() if capital or named or at == 1 else word.lower())
        capital = word in ("-", "–", "VÀ") or word.endswith(",")
        if word == "VÀ":
            written[-1] = "và"
    joined = " ".join(written)
    joined = _wholes().sub(lambda found: _spelled()[found[0].lower()], joined)
    joined = _PARTY.sub(lambda found: found[1] + found[2].title(), joined)
    return _wholes().sub(lambda found: _spelled()[found[0].lower()], joined)
