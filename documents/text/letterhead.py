"""The letterhead: who issued the paper, and under whom (NĐ 30/2020, Phụ lục I, Phần I, Mục II.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text.broken_top import with_right_words
from documents.text.issuers import from_capitals, place_of
from documents.text.places import is_province

# Titles begin so, too: "BAN HÀNH QUY CHẾ …", "PHÒNG, CHỐNG …".
AGENCY = re.compile(
    r"(?!BAN HÀNH(?! CHÍNH)|BÁO CÁO|ĐOÀN KẾT|HỘI (?:NGHỊ|THẢO|NHẬP)|PHÒNG(?:,| CHỐNG)|BỘ (?:TIÊU CHÍ|CHỈ SỐ))"
    r"(?:UBND|[ỦU][ỶY] BAN|H[ĐD]ND|HỘI|SỞ|PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|VĂN PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|BỘ|TỈNH [ỦU][ỶY]"
    r"|HUYỆN [ỦU][ỶY]|(?:TỈNH|THÀNH|HUYỆN|THỊ|QUẬN|XÃ|PHƯỜNG) ĐOÀN|THÀNH [ỦU][ỶY]|QUẬN [ỦU][ỶY]|THỊ [ỦU][ỶY]|ĐẢNG"
    r"|CÔNG AN|TỔNG LIÊN ĐOÀN|LIÊN ĐOÀN|ĐOÀN|TỔNG HỘI|HIỆP HỘI|NHÀ XUẤT BẢN|TÒA ÁN|TOÀ ÁN|VIỆN|KHO BẠC|THANH TRA"
    r"|CÔNG TY|TỔNG CÔNG TY|BẢO HIỂM|NGÂN HÀNG|KHỐI THI ĐUA|CỤM THI ĐUA|MẶT TRẬN|CÔNG ĐOÀN|BỆNH VIỆN|TRẠM|CHÍNH PHỦ"
    r"|THỦ TƯỚNG|CHỦ TỊCH|HỌC VIỆN|ĐẠI HỌC|ĐÀI|BÁO|HẠT|CHI BỘ|UBMTTQ|UBMTTQVN|QUỐC HỘI|TIỂU BAN|TỔ CÔNG TÁC|LIÊN HIỆP"
    r"|CHI ĐOÀN|CHI HỘI|BƯU ĐIỆN|VIỄN THÔNG|XÍ NGHIỆP|NHÀ MÁY|THƯ VIỆN|BẢO TÀNG|QUÂN KHU|LỮ ĐOÀN|TRUNG ĐOÀN"
    r"|LIÊN MINH|QUỸ|TẬP ĐOÀN|BỘ CHỈ HUY|BCH|BCĐ|HỢP TÁC XÃ|ỦY VIÊN)\b"
)
# Agencies whose name a conversion broke inside.
_WHOLE = re.compile(
    r"\b(?:HỘI\s+ĐỒNG\s+NHÂN\s+DÂN|HỘI\s+ĐỒNG\s+THI\s+ĐUA\s*[-–]\s*KHEN\s+THƯỞNG"
    r"|[ỦU][ỶY]\s+BAN\s+MẶT\s+TRẬN\s+TỔ\s+QUỐC(?:\s+VIỆT\s+NAM)?|LIÊN\s+ĐOÀN\s+LAO\s+ĐỘNG"
    r"|BAN\s+THI\s+ĐUA\s*[-–]\s*KHEN\s+THƯỞNG"
    r"|BAN\s+CHẤP\s+HÀNH(?:\s+ĐẢNG\s+BỘ)?|BAN\s+THƯỜNG\s+VỤ|BỆNH\s+VIỆN|CHI\s+CỤC"
    r"|CÔNG\s+ĐOÀN|TRƯỜNG\s+ĐẠI\s+HỌC)\b"
)
_TIGHT_DASH = re.compile(r"(?<=ĐUA)[-–](?=KHEN)")
_COMMITTEE = re.compile(r"\b[ỦUÚÙỤ][ỶYÝỲ]\s+BAN\s+NH[ÂAÀÁẤẦ]N\s+D[ÂAÀÁẤẦ]N\b")
_LEVEL = r"(?:TỈNH|THÀNH PHỐ|TP\.?|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)"
# A level whose name stands on the next line, or half of "XÃ HỘI".
_OPEN_LEVEL = re.compile(rf"\s{_LEVEL}$")
# "UBND TỈNH X SỞ NỘI VỤ": the authority above and the issuer on one line.
_SECOND = re.compile(
    r"(?<=\w)(?<!TỔNG)\s(?=(?:SỞ|(?<!HẢI )PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|CHI CỤC|THANH TRA|CÔNG AN|VĂN PHÒNG|KHỐI THI ĐUA"
    r"|CỤM THI ĐUA|HỘI ĐỒNG|BỘ CHỈ HUY|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐÀI|TRẠM|CÔNG TY|TỔNG CÔNG TY|BỆNH VIỆN|UBND"
    r"|BCH|LIÊN MINH|[ỦU][ỶY] BAN NHÂN DÂN|(?:HUYỆN|THÀNH|QUẬN|THỊ|ĐẢNG) [ỦU][ỶY])\s)"
)
# A name that needs no more words: it ends with a place, or its kind has none.
_WHOLE_NAME = re.compile(
    rf"(?:.*\s)?{_LEVEL}\s\S+(?:\s\S+){{0,3}}$|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) [ỦU][ỶY]\s\S+(?:\s\S+){{0,3}}$"
    r"|BAN CHẤP HÀNH TRUNG ƯƠNG(?: ĐẢNG)?$|.*\sVIỆT NAM$|(?:BỘ|SỞ)\s\S+\s\S.*$|TỔNG CÔNG TY\s\S+\s\S.*$|QUÂN KHU \d$"
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
_ORGAN = re.compile(r"(?:Ban Thường trực|Ban Chấp hành|Ban Thường vụ|Ban chấp hành|Thường trực|Văn phòng|Chủ tịch)$")
# Two authorities of one paper on one line: "HỘI NÔNG DÂN TỈNH X - SỞ TƯ PHÁP".
_TWO = re.compile(r"(?<=\w)(?<!THI ĐUA)\s[-–]\s(?=(?:SỞ|HỘI|BAN|CÔNG AN|LIÊN ĐOÀN|PHÒNG|TRƯỜNG|CÔNG ĐOÀN|ĐOÀN)\s)")
# A council or a committee of an office or a company is that of the office, of a People's Committee that of its place.
_COUNCIL = re.compile(r"(?:Hội đồng|HĐ|Ban Chỉ đạo|BCĐ)(?:\s|TĐKT)")
_GOVERNS = re.compile(r"(?:UBND|HĐND|Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s?")
# Words that a line breaks, of which the second half looks like an authority: "SỞ NÔNG NGHIỆP VÀ MÔI / TRƯỜNG".
_TORN_WORD = re.compile(
    r"\b(?:MÔI\nTRƯỜNG|THỊ\nTRƯỜNG|(?:HẢI|QUỐC|VĂN|DỰ)\nPHÒNG|(?:LIÊN|CÔNG|TẬP)\nĐOÀN"
    r"|(?:XÃ|QUỐC|DÂN)\nHỘI(?! ĐỒNG)|THÀNH\nĐOÀN)\b"
)
_BOARD = re.compile(r"BAN (?:THƯỜNG TRỰC|THƯỜNG VỤ|CHẤP HÀNH)|THƯỜNG TRỰC")
_BOARD_OF = re.compile(r"(?:UBMTTQ|[ỦU][ỶY] BAN M|MTTQ|MẶT TRẬN|HỘI|ĐOÀN|LIÊN ĐOÀN|CÔNG ĐOÀN)")
# A name that closes with a level and leaves the place to the line above or to the day: "CÔNG ĐOÀN VIÊN CHỨC TỈNH".
_PLACELESS = re.compile(r"(?<!,)\s(?P<level>tỉnh|thành phố|thị xã|huyện|quận|xã|phường)$", re.IGNORECASE)
# With this a line begins an authority of its own, whatever the line above leaves open.
_OWN_LINE = re.compile(r"(?:CHI ĐOÀN|SỞ|PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|CHI CỤC|THANH TRA|VĂN PHÒNG|CÔNG ĐOÀN|LIÊN ĐOÀN)\s")
# "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM / BAN CHẤP HÀNH HUYỆN CÁI BÈ": the organ of the body in that place.
_ORGAN_OF_PLACE = re.compile(
    r"(?P<organ>Ban (?:Chấp hành|Thường vụ|Thường trực)) (?P<place>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s.+)$"
)
_OFFICE_BELOW = re.compile(r"(?:Ban|Chi cục|Trung tâm|Thanh tra|Phòng|Văn phòng)\s")
CITIES = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Hồ Chí Minh"})
_SHORTENED = re.compile(r"\b(?P<committee>[ỦU][ỷy] ban nhân dân)\b|\bHội đồng nhân dân\b", re.IGNORECASE)


def is_agency(text: str) -> bool:
    """Whether a line in small letters is the name of an authority and nothing else."""
    return bool(_MIXED.match(text))


def letterhead(lines: Sequence[str]) -> tuple[str, str]:
    """(authority above, issuer) from the lines of the letterhead; the issuer with the place it serves."""
    text = _COMMITTEE.sub("ỦY BAN NHÂN DÂN", "\n".join(map(with_right_words, lines)))
    text = _TIGHT_DASH.sub(" - ", text)
    text = _WHOLE.sub(lambda found: " ".join(found[0].split()), text)
    names: list[str] = []
    for part in _mended(text.split("\n")):
        for name in _split(part):
            if (names and not (AGENCY.match(name) or is_agency(name))) or (names and _is_unfinished(names[-1], name)):
                names[-1] += f" {name}"
            elif AGENCY.match(name) or is_agency(name):
                names.append(name)
    written = [_written(name) for name in names]
    if not written:
        return "", ""
    if len(written) > 1 and written[0] in ("UBND", "HĐND") and written[1].startswith(f"{written[0]} "):
        del written[0]  # its place is printed where it is named again
    parent, issuer = " ".join(written[:-1]), written[-1]
    place = next((place_of(name) for name in reversed(written[:-1]) if place_of(name)), "")
    if parent and not place_of(parent) and (organ := _ORGAN_OF_PLACE.match(issuer)):
        issuer = f"{organ['organ']} {parent} {organ['place']}"
    elif parent and not place_of(issuer):
        bare = _PLACELESS.search(issuer)
        if bare and place.startswith(f"{bare['level'].lower()} "):
            issuer = f"{issuer[: bare.start()]} {place}"
        elif bare:
            pass
        elif parent.startswith("Đảng bộ ") and issuer.endswith(" ủy"):
            issuer = f"{issuer} {place_of(parent).partition(' ')[2].removeprefix('phố ').removeprefix('xã ')}".strip()
        elif _ORGAN.match(issuer) or (_PARTY.match(parent) and _UNDER_PARTY.match(issuer)):
            issuer = f"{issuer} {parent}"
        elif (above := _OF_PROVINCE.match(parent)) and issuer.startswith("Đảng ủy Khối "):
            issuer = f"{issuer} {'tỉnh' if above[1] == 'Tỉnh' else 'thành phố'} {above[2]}"
        elif parent == _CENTRE and _UNDER_PARTY.match(issuer):
            issuer = issuer if issuer.endswith("Trung ương") else f"{issuer} Trung ương"
        elif _COUNCIL.match(issuer) and not _GOVERNS.match(parent):
            issuer = f"{issuer} {parent}"
        elif place and issuer.endswith(place.split(" ", 1)[-1]):
            pass
        elif place and not _OWN.match(issuer) and not (_PARTY.match(issuer) and len(issuer.split()) > 2):
            issuer = f"{issuer} {place}"
    return parent, issuer


def serving(parent: str, issuer: str, place: str) -> tuple[str, str]:
    """The two names when the place stands in them without its level: "SỞ NỘI VỤ ĐỒNG THÁP", dated in Đồng Tháp.

    The place is written as the date has it; an office below such a Sở or Phòng serves that place, too.
    """
    if not place or place_of(issuer):
        return parent, issuer
    above = _PLACELESS.search(parent)
    if above and place.lower().startswith(f"{above['level'].lower()} ") and not _OWN.match(issuer):
        whole = f"{above['level'].lower()} {place[above.end() - above.start() :]}"
        return f"{parent[: above.start()]} {whole}", f"{issuer} {whole}"
    if bare := _PLACELESS.search(issuer):
        fits = bare["level"].lower() != "tỉnh" or is_province(place)
        return parent, f"{issuer[: bare.end('level')]} {place}" if fits else issuer
    found = [_placed(name, place) for name in (parent, issuer)]
    named = found[0] != parent or parent.endswith(f" {place}")
    if named and parent.startswith("Sở ") and not issuer.endswith(place) and _OFFICE_BELOW.match(issuer):
        found[1] = f"{issuer} {'thành phố' if place in CITIES else 'tỉnh'} {place}"
    return found[0], found[1]


def _placed(name: str, place: str) -> str:
    """``name`` with the place at its end in the case of the place."""
    return name[: -len(place)] + place if name.casefold().endswith(f" {place.casefold()}") else name


def _written(name: str) -> str:
    """The name as a text writes it, with People's Committee and Council in their short form."""
    if name.upper() == name:
        name = " - ".join(from_capitals(one) for one in _TWO.split(name))
    return _SHORTENED.sub(lambda found: "UBND" if found["committee"] else "HĐND", name)


def _mended(lines: list[str]) -> list[str]:
    """The lines, with the first word of a name put back before the rest ("CÔNG / AN HUYỆN …")."""
    found: list[str] = []
    for line in lines:
        whole = f"{found[-1]} {line}" if found else ""
        torn = bool(found) and not AGENCY.match(found[-1]) and AGENCY.match(whole)
        if torn and (found[-1] in ("ỦY", "UỶ", "BỆNH", "TIỂU", "TỔNG", "CHI") or not AGENCY.match(line)):
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


def _is_unfinished(name: str, following: str) -> bool:
    """Whether the next line goes on with a name."""
    if name.endswith((" VÀ", "-", "–", ",", " CÁC", " CỦA")) or name in (
        "ỦY BAN THƯỜNG VỤ",
        "UỶ BAN THƯỜNG VỤ",
        "ỦY",
        "UỶ",
        "HỘI",
        "BAN",
        "CHỦ TỊCH",
        "THỦ TƯỚNG",
        "BCH",
        "BTV",
    ):
        return True
    if _TORN_WORD.search(f"{name}\n{following}"):
        return True
    if _BOARD.fullmatch(name) and _BOARD_OF.match(following):
        return True
    return bool(_OPEN_LEVEL.search(name)) and not _OWN_LINE.match(following)
