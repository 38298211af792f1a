"""Kinds of official papers and the letters that stand for them in a symbol.

NĐ 30/2020, Phụ lục III (administrative papers); the Party's own list for CT, KL, QĐi, QC; Luật Ban hành
văn bản quy phạm pháp luật for Luật, Nghị định, Thông tư. One abbreviation may serve two kinds: "QĐ" is
Quyết định, and Quy định in older Party papers.
"""

from __future__ import annotations

import re
import unicodedata

BY_CODE: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "QĐi": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "CTHĐ": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KL": "Kết luận",
    "L": "Lệnh",
    "VBHN": "Văn bản hợp nhất",
    "CV": "Công văn",
}

#: Passed, not issued: they print the day on which they were at their end.
PASSED = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
_OTHERS = {"Luật", "Bộ luật", "Pháp lệnh", "Thông tri", "Lời kêu gọi", "Giao ước thi đua"}
#: Every kind that a paper may print, longest first so that "Thông tư liên tịch" is not cut to "Thông tư".
NAMES: tuple[str, ...] = tuple(sorted(_OTHERS.union(BY_CODE.values()), key=lambda name: (-len(name), name)))
_CODE = re.compile(r"(?:\d{4}/)?([A-ZĐ][A-Za-zĐđ]*)")
_LETTER = "Công văn"
_PRINTED = re.compile(
    rf"({'|'.join(name.upper() for name in NAMES)})(?:\s(?:LIÊN TỊCH|LIÊN NGÀNH|PHỐI HỢP|HÀNH ĐỘNG))?(?=$|[\s:])"
)


def from_symbol(symbol: str) -> str:
    """The kind a symbol stands for: "KH-UBND" → "Kế hoạch", "2025/NĐ-CP" → "Nghị định"; "" if unknown."""
    code = _CODE.match(symbol)
    if code is None:
        return ""
    return "Luật" if re.match(r"(?:\d{4}/)?QH\d", symbol) else BY_CODE.get(code[1], "")


def printed_kind(line: str) -> tuple[str, str]:
    """The kind printed in capitals at the head of a line, and what follows it; ("", "") if there is none."""
    found = _PRINTED.match(line)
    if found is None:
        return "", ""
    return found[1].capitalize(), line[found.end() :].strip(" :")


def whole_kind(line: str, *, capitals: bool = False) -> str:
    """The kind that a line says and nothing else, even without its tone marks (a bad scan); "" if it says none.

    ``capitals``: only when it is printed in capitals.
    """
    text = line.strip(" :.*-–|")
    if not 3 <= len(text) <= 24 or (capitals and text.upper() != text):
        return ""
    kind = _FOLDED.get(fold(text), "")
    return kind if text.upper() == text or text.lower() == kind.lower() else ""


def fold(text: str) -> str:
    """``text`` in small letters, without tone marks and with "d" for "đ"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_FOLDED = {fold(name): name for name in sorted(_OTHERS.union(BY_CODE.values())) if name not in ("Lệnh", "Luật")}


def is_party(symbol: str) -> bool:
    """Whether a symbol follows the Party's rules ("CT/TW", "NQ/HU") and not NĐ 30/2020."""
    return bool(re.match(r"[A-Za-zĐđ]+/[A-ZĐ]", symbol))
