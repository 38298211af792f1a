"""The letterhead: who issued the paper, and under whom (NĐ 30/2020, Phụ lục I, Phần I, Mục II.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text.issuers import from_capitals, place_of, short_name

AGENCY = re.compile(
    r"(?:UBND|[ỦU][ỶY] BAN|H[ĐD]ND|HỘI|SỞ|PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|VĂN PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|BỘ|TỈNH [ỦU][ỶY]"
    r"|HUYỆN [ỦU][ỶY]|THÀNH [ỦU][ỶY]|QUẬN [ỦU][ỶY]|THỊ [ỦU][ỶY]|ĐẢNG|CÔNG AN|LIÊN ĐOÀN|ĐOÀN|TÒA ÁN|TOÀ ÁN|VIỆN|KHO BẠC|THANH TRA"
    r"|CÔNG TY|TỔNG CÔNG TY|BẢO HIỂM|NGÂN HÀNG|KHỐI THI ĐUA|CỤM THI ĐUA|MẶT TRẬN|CÔNG ĐOÀN|BỆNH VIỆN|TRẠM|CHÍNH PHỦ"
    r"|THỦ TƯỚNG|CHỦ TỊCH|HỌC VIỆN|ĐẠI HỌC|ĐÀI|BÁO|HẠT|CHI BỘ|UBMTTQ|UBMTTQVN|QUỐC HỘI|TIỂU BAN|TỔ CÔNG TÁC|LIÊN HIỆP"
    r"|LIÊN MINH|QUỸ|TẬP ĐOÀN|BỘ CHỈ HUY|BCH|HỢP TÁC XÃ|ỦY VIÊN)\b"
)
# Agencies whose name a conversion broke inside.
_WHOLE = re.compile(
    r"\b(?:[ỦU][ỶY]\s+BAN\s+NHÂN\s+DÂN|HỘI\s+ĐỒNG\s+NHÂN\s+DÂN|HỘI\s+ĐỒNG\s+THI\s+ĐUA\s*[-–]\s*KHEN\s+THƯỞNG"
    r"|[ỦU][ỶY]\s+BAN\s+MẶT\s+TRẬN\s+TỔ\s+QUỐC(?:\s+VIỆT\s+NAM)?|LIÊN\s+ĐOÀN\s+LAO\s+ĐỘNG|BAN\s+THI\s+ĐUA\s*[-–]\s*KHEN\s+THƯỞNG"
    r"|BAN\s+CHẤP\s+HÀNH(?:\s+ĐẢNG\s+BỘ)?|BAN\s+THƯỜNG\s+VỤ)\b"
)
_LEVEL = r"(?:TỈNH|THÀNH PHỐ|TP\.?|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)"
# "UBND TỈNH X SỞ NỘI VỤ": the authority above and the issuer on one line.
_SECOND = re.compile(
    rf"(?<=\w)\s(?=(?:SỞ|PHÒNG|BAN QUẢN LÝ|BAN CHỈ ĐẠO|TRƯỜNG|TRUNG TÂM|CHI CỤC|THANH TRA|CÔNG AN|BAN THI ĐUA|HỘI ĐỒNG THI ĐUA)\s)"
)
_UPPER = re.compile(rf"(?:UBND|[ỦU][ỶY] BAN NHÂN DÂN|PHÒNG GIÁO DỤC VÀ ĐÀO TẠO|SỞ [^|]+?)\s{_LEVEL}\s\S")
_MIXED = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Sở|Phòng|Ban|Trường|Trung tâm|Văn phòng|Chi cục|Cục|Bộ"
    r"|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Hội|Liên đoàn|Công an|Thanh tra)\s(?:[^\s,.;:]+\s?){1,14}$"
)
_PARTY = re.compile(r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng bộ)\b")
_UNDER_PARTY = re.compile(r"(?:Ban|Văn phòng|Ủy ban Kiểm tra|Uỷ ban Kiểm tra|Trung tâm)\b")


def is_agency(text: str) -> bool:
    """Whether a line in small letters is the name of an authority and nothing else."""
    return bool(_MIXED.match(text))


def letterhead(lines: Sequence[str]) -> tuple[str, str]:
    """(authority above, issuer) from the lines of the letterhead; the issuer with the place it serves."""
    text = _WHOLE.sub(lambda found: " ".join(found[0].split()), "\n".join(lines))
    names: list[str] = []
    for part in text.split("\n"):
        for name in _split(part):
            if names and not (AGENCY.match(name) or is_agency(name)) or (names and _is_unfinished(names[-1])):
                names[-1] += f" {name}"
            elif AGENCY.match(name) or is_agency(name):
                names.append(name)
    written = [short_name(_written(name)) for name in names]
    if not written:
        return "", ""
    parent, issuer = " ".join(written[:-1]), written[-1]
    if parent and not place_of(issuer):
        if place_of(parent):
            issuer = f"{issuer} {place_of(parent)}"
        elif _PARTY.match(parent) and _UNDER_PARTY.match(issuer):
            issuer = f"{issuer} {parent}"
    return parent, issuer


def _written(name: str) -> str:
    return from_capitals(name) if name.upper() == name else name


def _split(text: str) -> list[str]:
    """The names of one line."""
    upper = _UPPER.match(text)
    if upper is None:
        return [text]
    found = _SECOND.search(text, upper.end())
    return [text] if found is None else [text[: found.start()], text[found.end() :]]


def _is_unfinished(name: str) -> bool:
    return name.endswith((" VÀ", "-", "–", ",")) or name in ("ỦY", "UỶ", "HỘI", "BAN")
