"""Codes of titles and forms of commendation, with their names.

The law keeps the catalogue; until its data are read here, this one dictionary stands for it. Everything else asks
``TITLES`` and the functions below and stores bare codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from organizations.names import search_key

Subject = Literal["person", "collective", "household"]
SUBJECT_NAMES: dict[str, str] = {"person": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
_P, _C, _H = "person", "collective", "household"


@dataclass(frozen=True, slots=True)
class Title:
    """One title (danh hiệu) or form (hình thức khen thưởng): its name, its short name, who may hold it."""

    name: str
    short: str
    is_form: bool
    subjects: tuple[str, ...]


TITLES: dict[str, Title] = {
    "LDTT": Title("Lao động tiên tiến", "LĐTT", False, (_P,)),
    "CSTDCS": Title("Chiến sĩ thi đua cơ sở", "CSTĐ cơ sở", False, (_P,)),
    "CSTDT": Title("Chiến sĩ thi đua bộ, ban, ngành, tỉnh", "CSTĐ cấp tỉnh", False, (_P,)),
    "CSTDTQ": Title("Chiến sĩ thi đua toàn quốc", "CSTĐ toàn quốc", False, (_P,)),
    "TTLDTT": Title("Tập thể lao động tiên tiến", "Tập thể LĐTT", False, (_C,)),
    "TTLDXS": Title("Tập thể lao động xuất sắc", "Tập thể LĐXS", False, (_C,)),
    "CTDT": Title("Cờ thi đua của bộ, ban, ngành, tỉnh", "Cờ thi đua cấp tỉnh", False, (_C,)),
    "CTDCP": Title("Cờ thi đua của Chính phủ", "Cờ thi đua của Chính phủ", False, (_C,)),
    "GDVH": Title("Gia đình văn hóa", "Gia đình văn hóa", False, (_H,)),
    "TDPVH": Title("Thôn, tổ dân phố văn hóa", "Thôn, tổ dân phố văn hóa", False, (_C,)),
    "XPTB": Title("Xã, phường, đặc khu tiêu biểu", "Xã, phường tiêu biểu", False, (_C,)),
    "GK": Title("Giấy khen", "Giấy khen", True, (_P, _C, _H)),
    "BKT": Title("Bằng khen của bộ, ban, ngành, tỉnh", "Bằng khen cấp tỉnh", True, (_P, _C, _H)),
    "BKTTG": Title("Bằng khen của Thủ tướng Chính phủ", "Bằng khen của Thủ tướng", True, (_P, _C)),
    "HCLD3": Title("Huân chương Lao động hạng Ba", "HCLĐ hạng Ba", True, (_P, _C)),
    "HCLD2": Title("Huân chương Lao động hạng Nhì", "HCLĐ hạng Nhì", True, (_P, _C)),
    "HCLD1": Title("Huân chương Lao động hạng Nhất", "HCLĐ hạng Nhất", True, (_P, _C)),
}

# What lists call them beside code, name and short name; folded.
_ALSO = {
    "lao dong tien tien": "LDTT", "chien si tien tien": "LDTT", "cstd cs": "CSTDCS",
    "chien si thi dua co so": "CSTDCS", "cstdcs": "CSTDCS", "cstd tinh": "CSTDT",
    "chien si thi dua cap tinh": "CSTDT", "chien si thi dua tinh": "CSTDT", "cstd tq": "CSTDTQ",
    "cstd toan quoc": "CSTDTQ", "tap the lao dong tien tien": "TTLDTT", "don vi tien tien": "TTLDTT",
    "tap the lao dong xuat sac": "TTLDXS", "don vi quyet thang": "TTLDXS", "co thi dua tinh": "CTDT",
    "co thi dua cua tinh": "CTDT", "co thi dua cua ubnd tinh": "CTDT", "co thi dua chinh phu": "CTDCP",
    "bang khen tinh": "BKT", "bang khen ubnd tinh": "BKT", "bang khen cua ubnd tinh": "BKT",
    "bang khen cua chu tich ubnd tinh": "BKT", "bang khen chu tich ubnd tinh": "BKT", "bang khen thu tuong": "BKTTG",
    "bang khen ttg": "BKTTG", "bang khen thu tuong chinh phu": "BKTTG", "thon van hoa": "TDPVH",
    "to dan pho van hoa": "TDPVH", "khu pho van hoa": "TDPVH", "huan chuong lao dong hang 3": "HCLD3",
    "huan chuong lao dong hang 2": "HCLD2", "huan chuong lao dong hang 1": "HCLD1",
}  # fmt: skip
_BY_NAME = {
    search_key("".join(char if char.isalnum() else " " for char in text)): code
    for code, title in TITLES.items()
    for text in (code, title.name, title.short)
} | _ALSO


def title_name(code: str) -> str:
    """The name on paper; the bare code when the catalogue does not have it."""
    return TITLES[code].name if code in TITLES else code


def title_choices(subject: str = "") -> list[tuple[str, str]]:
    """Code and name, of all or of those that this kind of subject may hold."""
    return [(code, title.name) for code, title in TITLES.items() if not subject or subject in title.subjects]


def code_of(text: str) -> str | None:
    """The code that a list means: code, name or another name, whatever case and marks; None when it means none."""
    return _BY_NAME.get(search_key("".join(char if char.isalnum() else " " for char in text)))
