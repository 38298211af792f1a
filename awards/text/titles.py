"""Codes of titles and forms of commendation, with their names: the law's catalogue as forms and lists need it."""

from __future__ import annotations

from dataclasses import dataclass

from legal import titles as law
from organizations.names import search_key

SUBJECT_NAMES: dict[str, str] = {"person": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}


@dataclass(frozen=True, slots=True)
class Title:
    """One title (danh hiệu) or form (hình thức khen thưởng): its name, its short name, who may hold it."""

    name: str
    short: str
    is_form: bool
    subjects: tuple[str, ...]


TITLES: dict[str, Title] = {
    code: Title(law.name(code), law.short_name(code), law.kind(code) == "hinh_thuc", tuple(law.subjects(code)))
    for code in law.codes()
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
