"""Who is told to do what, and until when: the sentences of the section "Tổ chức thực hiện"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from documents.text.inline import plain
from documents.text.reading import Obligation
from documents.text.tree import Body, Item

_SECTION = re.compile(r"tổ chức (?:triển khai )?thực hiện|phân công|trách nhiệm", re.IGNORECASE)
_UNIT_HEAD = (
    r"(?:Thường trực|Phòng|phòng|Ban|Sở|Văn phòng|Trung tâm|Ủy ban|UBND|UBMTTQ|HĐND|Hội đồng|Hội|Đoàn|Liên đoàn"
    r"|Công đoàn|Công an|Mặt trận|Thủ trưởng|Lãnh đạo|Hiệu trưởng|Khối trưởng|Các|Trưởng|Công chức|Chi cục|Đài"
    r"|Bảo hiểm|Cơ quan|Trường|Thanh tra|Kho bạc|Tòa án|Viện)\s"
)
_ORDER = re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Phân công)\s+(?:cho\s+)?")
_VERB = re.compile(
    r"\s(?=(?:chủ trì|phối hợp|tham mưu|xây dựng|tổ chức(?!\s(?:chính trị|hội|xã hội|đoàn thể|đảng|cơ sở))"
    r"|triển khai|đẩy mạnh|đảm bảo|bảo đảm|thực hiện|quán triệt"
    r"|phát động|có văn bản|có trách nhiệm|có nhiệm vụ|theo dõi|hướng dẫn|đôn đốc|kiểm tra|tuyên truyền"
    r"|căn cứ|chịu trách nhiệm|tăng cường|tập trung|tiếp tục|báo cáo|tổng hợp|phổ biến|vận động|cân đối|bố trí"
    r"|thẩm định|rà soát|lập|gửi|đề xuất)\b)"
)
_DUE = re.compile(
    r"(?:trước|chậm nhất(?: là)?|hạn|đến hết|xong trước|hoàn thành trước)\s(?:ngày\s)?(?P<day>\d{1,2})(?:/|-|\stháng\s)"
    r"(?P<month>\d{1,2})(?:(?:/|-|\snăm\s)(?P<year>\d{4}))?"
)
# A name longer than this is a sentence that the list of verbs did not cut.
_LONGEST_NAME = 220


def find_obligations(body: Body, lines: Mapping[str, int], year: int | None) -> tuple[Obligation, ...]:
    """What the sections on carrying out the plan lay on whom.

    ``lines`` gives the source line of each text of the body; ``year`` completes a day written without one.
    """
    found: list[Obligation] = []
    for section in body.sections:
        if _SECTION.search(plain(section.title)):
            found += _under(section, "", lines, year)
    return tuple(found)


def _under(item: Item, unit: str, lines: Mapping[str, int], year: int | None) -> Iterator[Obligation]:
    """Obligations of an item: named by its heading, or by each paragraph itself."""
    for text in item.text:
        shown = plain(text)
        named = _named(shown)
        if named or unit:
            yield Obligation(named or unit, shown, _due(shown, year), lines.get(text, item.line))
    for child in item.children:
        heading = plain(child.title).rstrip(" :")
        yield from _under(child, heading if _is_unit(heading) else unit, lines, year)


def _is_unit(heading: str) -> bool:
    return bool(re.match(_UNIT_HEAD, heading)) and len(heading) <= _LONGEST_NAME


def _named(text: str) -> str:
    """The unit that a sentence addresses: "Giao Phòng Nội vụ chủ trì …" or "Phòng Tài chính đảm bảo …"."""
    order = _ORDER.match(text)
    rest = text[order.end() :] if order else text
    if not order and not re.match(_UNIT_HEAD, rest):
        return ""
    verb = _VERB.search(rest)
    name = rest[: verb.start()].rstrip(" ,:") if verb else ""
    return name if 0 < len(name) <= _LONGEST_NAME and "." not in name else ""


def _due(text: str, year: int | None) -> date | None:
    found = _DUE.search(text)
    if found is None or not (found["year"] or year):
        return None
    try:
        return date(int(found["year"] or year or 0), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
