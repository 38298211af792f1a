"""Names of authorities: the short form of daily writing and the full form that is printed.

NĐ 30/2020, Phụ lục I, Phần I, Mục II.2: the letterhead carries the full official name of the issuer,
and above it that of the authority directly over it, if there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
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


_LEVELS = ("TỈNH", "THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "ĐẶC KHU")
# "HUYỆN ĐOÀN", "QUẬN ỦY" at the head of a name are organs, "XÃ HỘI" is a word.
_PLACE_IN_CAPITALS = re.compile(
    rf"(?:^(?!\w+ ĐOÀN\b)|(?<!HỢP TÁC)\s)(?!(?:TỈNH|HUYỆN|QUẬN) ĐOÀN\b)(?P<level>{'|'.join(_LEVELS)}|TP\.?|TX\.?)"
    r"\s(?P<names>(?!HỘI\b|[ỦU][ỶY]\b).+)$"
)
# With what the name of an authority begins, as NĐ 30/2020, Phụ lục II, writes it; the next word has a capital.
_HEADS = (
    "Ủy ban", "Hội đồng", "Văn phòng", "Trung tâm", "Tòa án", "Toà án", "Viện", "Bệnh viện", "Thanh tra", "Công an",
    "Tổng cục", "Chi cục", "Tổng công ty", "Công ty", "Tập đoàn", "Công đoàn", "Liên đoàn", "Tổng Liên đoàn", "Chi bộ",
    "Hợp tác xã", "Học viện", "Liên minh", "Liên hiệp", "Tiểu ban", "Bảo hiểm", "Kho bạc", "Ngân hàng", "Thường trực",
    "Ban Thường vụ", "Ban Thường trực", "Bộ Chỉ huy", "Ban Chỉ huy", "Bộ Tư lệnh", "Khối thi đua", "Cụm thi đua",
    "Đại học", "Tổng hội", "Hiệp hội", "Nhà xuất bản",
)  # fmt: skip
# Words that keep small letters also behind the head of a name.
_SMALL = frozenset({"SỐ", "CÁC", "NGÀNH", "CỦA", "VÀ", "TỈNH", "HUYỆN", "PHƯỜNG", "QUẬN"})
_WITH_PLACE = re.compile(r"^((?:Thành|Tỉnh|Huyện|Quận|Thị|Đảng) ủy|Đảng bộ|(?:Tỉnh|Thành|Huyện|Quận) đoàn) (.+)$")
_OF_OFFICE = re.compile(r"(?:KHỐI|CÔNG AN|QUÂN SỰ|SỞ|BAN|TRƯỜNG|TRUNG TÂM|CÁC|BỘ|CƠ QUAN)\b")
_KEPT = frozenset(
    {"UBND", "HĐND", "THCS", "THPT", "TH", "MN", "UBMTTQ", "UBMTTQVN", "MTTQ", "TĐKT", "HĐTĐKT", "TP", "TNCS", "GD&ĐT",
     "TNHH", "MTV", "BCH"}
)  # fmt: skip
# Words without a vowel are short forms: "HĐND", "TNHH", "TĐKT".
_SHORT = re.compile(r"[BCDĐGHKLMNPQRSTVXJWZF&]{2,}(?:-[BCDĐGHKLMNPQRSTVXJWZF]{2,})?")
_LISTED_LEVEL = re.compile(r"(?<=, )(?:Thành phố|Thị xã|Thị trấn|Huyện|Quận|Xã|Phường)\b")
# Bodies whose name is a name of their own, so that its words begin with capitals.
_OWN_NAMES = re.compile(r"TRƯỜNG|BỆNH VIỆN|(?:TỔNG )?CÔNG TY|TẬP ĐOÀN|HỢP TÁC XÃ|TRUNG TÂM Y TẾ|HỌC VIỆN|ĐẠI HỌC")


def from_capitals(name: str) -> str:
    """A name printed in capitals as it is written in a text (NĐ 30/2020, Phụ lục II).

    "UBND THÀNH PHỐ TÂY NINH" → "UBND thành phố Tây Ninh"; "PHÒNG TÀI CHÍNH - KẾ HOẠCH" →
    "Phòng Tài chính - Kế hoạch"; "TRƯỜNG TIỂU HỌC KIM ĐỒNG" → "Trường Tiểu học Kim Đồng".
    """
    name = name.replace("UỶ", "ỦY")
    place = _PLACE_IN_CAPITALS.search(name)
    office = name[: place.start()] if place else name
    written = _office_from_capitals(office.strip())
    if place is None:
        return written
    level = {"TP": "thành phố", "TX": "thị xã"}.get(place["level"].rstrip("."), place["level"].lower())
    return f"{written} {level} {_proper(place['names'])}".strip()


@cache
def _spelled() -> dict[str, str]:
    return {whole.lower(): whole for whole in word_list("names")["wholes"]}


@cache
def _wholes() -> re.Pattern[str]:
    """The words of names that are written as the list has them, longest first."""
    words = "|".join(re.escape(whole) for whole in sorted(_spelled(), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _office_from_capitals(name: str) -> str:
    if name.startswith("ĐOÀN TNCS "):
        return _whole(_proper(name))
    province = _province_at_end(name)
    words = (name[: -len(province)] if province else name).split()
    head, named = _head_of(words), bool(_OWN_NAMES.match(name))
    # Fields of an office stand in a row; the task of a board is said in a text's own words.
    listed = () if name.startswith("BAN CHỈ ĐẠO ") else (",",)
    written: list[str] = []
    for at, word in enumerate(words):
        if at < len(head):
            written.append(head[at])
        elif word in _KEPT or _SHORT.fullmatch(word):
            written.append(word)
        else:
            before = words[at - 1] if at else "-"
            starts = at == max(1, len(head)) or before in ("-", "–", "VÀ", "NGÀNH") or before.endswith(listed)
            starts = starts or before in _KEPT
            capital = at == 0 or (word not in _SMALL and (starts or named or "TRƯỜNG" in words[:at]))
            written.append(word.capitalize() if capital else word.lower())
    joined = _LISTED_LEVEL.sub(lambda found: found[0].lower(), _whole(" ".join(written)))
    if (found := _WITH_PLACE.match(joined)) and len(words) > 2:
        rest = " ".join(words[2:])
        joined = f"{found[1]} {_office_from_capitals(rest) if _OF_OFFICE.match(rest) else _proper(rest)}"
    return f"{joined} {_proper(province)}".strip()


def _head_of(words: Sequence[str]) -> list[str]:
    """The longest beginning of a name that is known, as it is written."""
    fitting = [head.split() for head in _HEADS if head.upper().split() == list(words[: len(head.split())])]
    return max(fitting, key=len, default=[])


def _province_at_end(name: str) -> str:
    """The province or city with which a name ends, in capitals; "" without."""
    return next((one for one in _provinces() if name.endswith(f" {one}")), "")


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(one.upper() for one in word_list("places")["provinces"])


def _proper(names: str) -> str:
    """The name of a place or a person: every word with a capital."""
    return " ".join(word if word in _KEPT else word.capitalize() for word in names.split())


def _whole(name: str) -> str:
    return _wholes().sub(lambda found: _spelled()[found[0].lower()], name)
