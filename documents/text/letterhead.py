"""The letterhead: who issued the paper, and under whom (NĐ 30/2020, Phụ lục I, Phần I, Mục II.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text.broken_top import with_right_words
from documents.text.issuers import from_capitals, place_of

AGENCY = re.compile(
    r"(?:UBND|[ỦU][ỶY] BAN|H[ĐD]ND|HỘI|SỞ|PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|VĂN PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|BỘ|TỈNH [ỦU][ỶY]"
    r"|HUYỆN [ỦU][ỶY]|(?:TỈNH|THÀNH|HUYỆN|THỊ|QUẬN|XÃ|PHƯỜNG) ĐOÀN|THÀNH [ỦU][ỶY]|QUẬN [ỦU][ỶY]|THỊ [ỦU][ỶY]|ĐẢNG"
    r"|CÔNG AN|LIÊN ĐOÀN|ĐOÀN|TÒA ÁN|TOÀ ÁN|VIỆN|KHO BẠC|THANH TRA"
    r"|CÔNG TY|TỔNG CÔNG TY|BẢO HIỂM|NGÂN HÀNG|KHỐI THI ĐUA|CỤM THI ĐUA|MẶT TRẬN|CÔNG ĐOÀN|BỆNH VIỆN|TRẠM|CHÍNH PHỦ"
    r"|THỦ TƯỚNG|CHỦ TỊCH|HỌC VIỆN|ĐẠI HỌC|ĐÀI|BÁO|HẠT|CHI BỘ|UBMTTQ|UBMTTQVN|QUỐC HỘI|TIỂU BAN|TỔ CÔNG TÁC|LIÊN HIỆP"
    r"|LIÊN MINH|QUỸ|TẬP ĐOÀN|BỘ CHỈ HUY|BCH|HỢP TÁC XÃ|ỦY VIÊN)\b"
)
# Agencies whose name a conversion broke inside.
_WHOLE = re.compile(
    r"\b(?:HỘI\s+ĐỒNG\s+NHÂN\s+DÂN|HỘI\s+ĐỒNG\s+THI\s+ĐUA\s*[-–]\s*KHEN\s+THƯỞNG"
    r"|[ỦU][ỶY]\s+BAN\s+MẶT\s+TRẬN\s+TỔ\s+QUỐC(?:\s+VIỆT\s+NAM)?|LIÊN\s+ĐOÀN\s+LAO\s+ĐỘNG"
    r"|BAN\s+THI\s+ĐUA\s*[-–]\s*KHEN\s+THƯỞNG"
    r"|BAN\s+CHẤP\s+HÀNH(?:\s+ĐẢNG\s+BỘ)?|BAN\s+THƯỜNG\s+VỤ)\b"
)
_COMMITTEE = re.compile(r"\b[ỦUÚÙỤ][ỶYÝỲ]\s+BAN\s+NH[ÂAÀÁẤẦ]N\s+D[ÂAÀÁẤẦ]N\b")
_LEVEL = r"(?:TỈNH|THÀNH PHỐ|TP\.?|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)"
# A level whose name stands on the next line, or half of "XÃ HỘI".
_OPEN_LEVEL = re.compile(rf"\s{_LEVEL}$")
# "UBND TỈNH X SỞ NỘI VỤ": the authority above and the issuer on one line.
_SECOND = re.compile(
    r"(?<=\w)\s(?=(?:SỞ|(?<!HẢI )PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|CHI CỤC|THANH TRA|CÔNG AN|VĂN PHÒNG|KHỐI THI ĐUA"
    r"|CỤM THI ĐUA|HỘI ĐỒNG|BỘ CHỈ HUY|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐÀI|TRẠM|CÔNG TY|TỔNG CÔNG TY|BỆNH VIỆN|UBND"
    r"|[ỦU][ỶY] BAN NHÂN DÂN|(?:HUYỆN|THÀNH|QUẬN|THỊ|ĐẢNG) [ỦU][ỶY])\s)"
)
# A name that needs no more words: it ends with a place, or its kind has none.
_WHOLE_NAME = re.compile(
    rf"(?:.*\s)?{_LEVEL}\s\S+(?:\s\S+){{0,3}}$|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) [ỦU][ỶY]\s\S+(?:\s\S+){{0,3}}$"
    r"|BAN CHẤP HÀNH TRUNG ƯƠNG(?: ĐẢNG)?$|TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM$|(?:BỘ|SỞ)\s\S+\s\S.*$"
)
_MIXED = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Sở|Phòng|Ban|Trường|Trung tâm|Văn phòng"
    r"|Chi cục|Cục|Bộ"
    r"|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Hội|Liên đoàn|Công an|Thanh tra)\s[^\s,.;:]+(?:\s[^\s,.;:]+){0,13}\s?$"
)
_PARTY = re.compile(r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng bộ)\b")
_UNDER_PARTY = re.compile(r"(?:Ban|Văn phòng|Ủy ban Kiểm tra|Uỷ ban Kiểm tra|Trung tâm)\b")
_OF_PROVINCE = re.compile(r"(Tỉnh|Thành) ủy (.+)$")
_CENTRE = "Ban Chấp hành Trung ương"
# They bear a name of their own, not that of the place over them.
_OWN = re.compile(r"(?:Công ty|Tổng công ty|Tập đoàn|Hợp tác xã)\b")
# Organs of a body that bear its name behind theirs.
_ORGAN = re.compile(r"(?:Ban Thường trực|Ban Chấp hành|Ban Thường vụ|Ban chấp hành|Thường trực)$")
# "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM / BAN CHẤP HÀNH HUYỆN CÁI BÈ": the organ of the body in that place.
_ORGAN_OF_PLACE = re.compile(
    r"(?P<organ>Ban (?:Chấp hành|Thường vụ|Thường trực)) (?P<place>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s.+)$"
)
_OFFICE_BELOW = re.compile(r"(?:Ban|Chi cục|Trung tâm|Thanh tra|Phòng|Văn phòng)\s")
_CITIES = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Hồ Chí Minh"})
_SHORTENED = re.compile(r"\b(?P<committee>[ỦU][ỷy] ban nhân dân)\b|\bHội đồng nhân dân\b", re.IGNORECASE)


def is_agency(text: str) -> bool:
    """Whether a line in small letters is the name of an authority and nothing else."""
    return bool(_MIXED.match(text))


def letterhead(lines: Sequence[str]) -> tuple[str, str]:
    """(authority above, issuer) from the lines of the letterhead; the issuer with the place it serves."""
    text = _COMMITTEE.sub("ỦY BAN NHÂN DÂN", "\n".join(map(with_right_words, lines)))
    text = _WHOLE.sub(lambda found: " ".join(found[0].split()), text)
    names: list[str] = []
    for part in _mended(text.split("\n")):
        for name in _split(part):
            if (names and not (AGENCY.match(name) or is_agency(name))) or (names and _is_unfinished(names[-1])):
                names[-1] += f" {name}"
            elif AGENCY.match(name) or is_agency(name):
                names.append(name)
    written = [_written(name) for name in names]
    if not written:
        return "", ""
    parent, issuer = " ".join(written[:-1]), written[-1]
    if parent and not place_of(parent) and (organ := _ORGAN_OF_PLACE.match(issuer)):
        issuer = f"{organ['organ']} {parent} {organ['place']}"
    elif parent and not place_of(issuer):
        if parent.startswith("Đảng bộ ") and issuer.endswith(" ủy"):
            issuer = f"{issuer} {place_of(parent).partition(' ')[2].removeprefix('phố ').removeprefix('xã ')}".strip()
        elif _ORGAN.match(issuer) or (_PARTY.match(parent) and _UNDER_PARTY.match(issuer)):
            issuer = f"{issuer} {parent}"
        elif (above := _OF_PROVINCE.match(parent)) and issuer.startswith("Đảng ủy Khối "):
            issuer = f"{issuer} {'tỉnh' if above[1] == 'Tỉnh' else 'thành phố'} {above[2]}"
        elif parent == _CENTRE and _UNDER_PARTY.match(issuer):
            issuer = issuer if issuer.endswith("Trung ương") else f"{issuer} Trung ương"
        elif place_of(parent) and not _OWN.match(issuer) and not (_PARTY.match(issuer) and len(issuer.split()) > 2):
            issuer = f"{issuer} {place_of(parent)}"
    return parent, issuer


def serving(parent: str, issuer: str, place: str) -> tuple[str, str]:
    """The two names when the place stands in them without its level: "SỞ NỘI VỤ ĐỒNG THÁP", dated in Đồng Tháp.

    The place is written as the date has it; an office below such a Sở or Phòng serves that place, too.
    """
    if not place or place_of(issuer):
        return parent, issuer
    found = [_placed(name, place) for name in (parent, issuer)]
    named = found[0] != parent or parent.endswith(f" {place}")
    if named and parent.startswith("Sở ") and not issuer.endswith(place) and _OFFICE_BELOW.match(issuer):
        found[1] = f"{issuer} {'thành phố' if place in _CITIES else 'tỉnh'} {place}"
    return found[0], found[1]


def _placed(name: str, place: str) -> str:
    """``name`` with the place at its end in the case of the place."""
    return name[: -len(place)] + place if name.casefold().endswith(f" {place.casefold()}") else name


def _written(name: str) -> str:
    """The name as a text writes it, with People's Committee and Council in their short form."""
    if name.upper() == name:
        name = from_capitals(name)
    return _SHORTENED.sub(lambda found: "UBND" if found["committee"] else "HĐND", name)


def _mended(lines: list[str]) -> list[str]:
    """The lines, with the first word of a name put back before the rest ("CÔNG / AN HUYỆN …")."""
    found: list[str] = []
    for line in lines:
        whole = f"{found[-1]} {line}" if found else ""
        torn = bool(found) and not AGENCY.match(found[-1]) and AGENCY.match(whole)
        if torn and (found[-1] in ("ỦY", "UỶ") or not AGENCY.match(line)):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _split(text: str) -> list[str]:
    """The names of one line."""
    found: list[str] = []
    start = 0
    for cut in _SECOND.finditer(text):
        if _WHOLE_NAME.match(text[start : cut.start()]):
            found.append(text[start : cut.start()])
            start = cut.end()
    return [*found, text[start:]]


def _is_unfinished(name: str) -> bool:
    if name.endswith((" VÀ", "-", "–", ",", " CÁC", " CỦA")) or name in ("ỦY", "UỶ", "HỘI", "BAN", "CHỦ TỊCH"):
        return True
    return bool(_OPEN_LEVEL.search(name))
