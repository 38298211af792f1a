"""Numbers with a unit of measure in a sentence: "7,5 - 8 %", "13/13 xã", "ít nhất một mô hình", "52 tạ/ha"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from documents.text.lists import word_list

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)"
_WHOLE_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3})"
# "7,5 - 8 %", "từ 01 đến 02 sáng kiến", "01-02 mô hình".
_MEASURE = (
    r"(?<![\w/,-])(?<!\d\.)(?P<value>{number})(?:(?P<low_unit>\s?%)?\s?(?:[-–]|đến|tới|hoặc)\s?(?P<to>{number}))?"
    r"(?:\s?\([^()\d]{{1,25}}\))?\s?(?P<unit>(?:{units}){per})(?!\w)"
)
_STOPS = (
    r"(?:được|có|cho|trong|tại|của|là|để|về|trở|và|hoặc|đạt|so|với|trên|dưới|đến|từ|năm|tháng|quý|ngày|giờ|phút|lần|tuần"
    r"|tuổi|theo|bằng|khoản|điều|mục|kèm|số|mỗi|các|những|không|đã|sẽ|đồng thời|ở|thuộc|do|khi|nhằm|bị|nếu|vào|dọc|giữa"
    r"|như)(?![^\W_])"
)
_LIKE = r"(?:an toàn|hiệu quả|tiêu biểu|chất lượng|bền vững|kịp thời|mới)(?![^\W_])"
# A noun of up to four syllables where it surely ends; else its first two.
_ENDED = rf"(?:(?!{_STOPS})[^\W\d_A-ZĐ]+\s){{0,3}}(?!{_STOPS})[^\W\d_A-ZĐ]+(?=[;,.)]|$|\s{_STOPS}|\s{_LIKE})"
_NOUN = rf"{_ENDED}|(?!{_STOPS})[^\W\d_a-zđ]?[^\W\d_A-ZĐ]+(?:\s(?!{_STOPS})[^\W\d_A-ZĐ]+)?"
# "ít nhất 01 góc trưng bày", "mỗi phân xưởng 02 công nhân": what is counted is whatever noun stands behind the number.
_COUNTED = (
    r"(?<!\w)(?:(?i:ít nhất|tối thiểu|không dưới|không ít hơn|không quá|tối đa)\s(?:là\s|có\s)?"
    r"(?=(?P<value>\d{{1,5}}|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\s(?P<to>(?!))?)"
    r"|(?i:mỗi)\s[^;.:\d]{{2,60}}?\s(?=(?P<each>\d{{1,5}})\s))"
    r"(?P<low_unit>(?!))?[^\W_]+\s(?:\([^()\d]{{1,25}}\)\s)?(?P<unit>(?:{units}){per}(?![^\W_])|{noun}|[A-ZĐ]{{2,8}})(?!\w)"
)
# "Lắp đặt 35.000 công tơ điện tử;": a whole noun, where it surely ends.
_MADE = re.compile(
    r"(?<!\w)(?i:lắp đặt|trồng|xây dựng|xây mới|thành lập|tặng|trao|cấp|trang bị|sửa chữa|thay thế|bàn giao|khởi công"
    r"|làm|phát|dán|phổ cập|đào tạo|đóng mới|mua sắm|nạo vét|thả|treo|in|hoàn thiện|số hóa)\s(?:mới\s"
    r"|thêm\s|được\s){0,2}"
    rf"(?=(?P<value>{_NUMBER})(?P<to>(?!))?)(?P<low_unit>(?!))?[\d.,]+\s(?P<unit>{_ENDED})"
)
# "02 vườn ươm,": a number with a zero before it counts things.
_ZERO = re.compile(rf"(?<![\w/.,-])(?=(?P<value>0[1-9])(?P<to>(?!))?)(?P<low_unit>(?!))?0\d\s(?P<unit>{_ENDED})")
# "mỗi chi hội giúp được hai gia đình", "từ một đến hai mô hình": in words, where a number is surely meant.
_WORDS = r"một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_IN_WORDS = (
    rf"(?<!\w)(?:(?:từ|được|được từ|thêm|thêm được)\s)(?=(?P<value>{_WORDS})\s(?:(?:đến|hoặc|-)\s(?P<to>{_WORDS})\s)?)"
    rf"(?P<low_unit>(?!))?(?:{_WORDS})\s(?:(?:đến|hoặc|-)\s(?:{_WORDS})\s)?(?P<unit>(?:{{units}}){{per}})(?!\w)"
)
# In a list of aims any number may: "tuyển sinh: 1.350 học viên".
_LISTED = re.compile(
    rf"(?<![\w/.,-])(?=(?P<value>{_NUMBER})\s(?P<to>(?!))?)(?P<low_unit>(?!))?[\d.,]+\s(?!(?:không|sạch|tốt|nhất)(?![^\W_]))(?P<unit>{_ENDED})"
)


_AROUND_STROKE = re.compile(r"\s?/\s?")
_THOUSANDS = re.compile(r"^(?:nghìn|ngàn|vạn|triệu|tỷ)\s(?=kWh|m3|ha|km|kg|tấn|USD)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit; ``to`` is the second number of a span. ``start`` and ``end``: its place."""

    value: str
    to: str
    unit: str
    start: int
    end: int


def _measure_of(found: re.Match[str]) -> Measure:
    name = "value" if found["value"] is not None else "each"
    return Measure(
        found[name], found["to"] or "", _AROUND_STROKE.sub("/", found["unit"].strip()), found.start(name), found.end()
    )


@cache
def _all_units() -> str:
    lists = word_list("measures")
    counted = "|".join(map(re.escape, sorted({*lists["measured"], *lists["counted"]}, key=len, reverse=True)))
    return rf"(?:(?:nghìn|ngàn|vạn|triệu|tỷ)\s(?!đồng|tỷ|USD))?(?:{counted})"


@cache
def _per() -> str:
    """What a measure may be told for: "/người/năm", "/10.000 dân"."""
    words = "|".join(map(re.escape, sorted(word_list("measures")["per"], key=len, reverse=True)))
    other = r"[^\W\d_]+(?:\s[^\W\d_]+)?(?=\s?(?:[,;.)]|$))"
    return rf"(?:\s?/\s?(?:(?:{words})(?![^\W_])|{other})){{0,2}}"


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(_MEASURE.format(number=_NUMBER, units=_all_units(), per=_per()))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(_COUNTED.format(units=_all_units(), per=_per(), noun=_NOUN))


@cache
def _in_words() -> re.Pattern[str]:
    return re.compile(_IN_WORDS.format(units=_all_units(), per=_per()))


@cache
def _share() -> re.Pattern[str]:
    """So many of so many: "13/13 xã", "19/19 tiêu chí"."""
    nouns = "|".join(sorted(map(re.escape, word_list("measures")["shares"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w/.,-])(?P<value>(?P<part>{_WHOLE_NUMBER})/(?P<all>{_WHOLE_NUMBER}))(?P<to>(?!))?(?P<low_unit>(?!))?"
        rf"\s(?P<unit>(?i:{nouns}))(?!\w)"
    )


def measures(text: str, *, listing: bool = False) -> Iterator[Measure]:
    """Numbers with a unit of the lists, "13/13 xã", and with other nouns where what stands before them counts.

    ``listing``: the text stands in a list of aims, so any noun is one.
    """
    listed = list(_measure().finditer(text))
    known = {
        found.start("value"): _measure_of(found)
        for found in listed
        if is_measured(found["unit"].strip()) or not _in_quotes(text, found.start("value"))
    }
    seconds = {found.start("to") for found in listed}
    loose = (_MADE, _counted(), _in_words(), _ZERO, *((_LISTED,) if listing else ()))
    for one in (_measure_of(found) for pattern in loose for found in pattern.finditer(text)):
        if one.start not in seconds and not _in_quotes(text, one.start):
            known.setdefault(one.start, one)
    shares = [_measure_of(found) for found in _share().finditer(text) if _whole(found["part"]) <= _whole(found["all"])]
    yield from sorted([*known.values(), *shares], key=lambda one: one.start)


def _whole(number: str) -> int:
    return int(number.replace(".", ""))


def is_measured(unit: str) -> bool:
    """Whether a unit measures ("%", "tỷ đồng") where others count."""
    return _THOUSANDS.sub("", unit.split("/")[0]) in _listed("measured")


def is_span(unit: str) -> bool:
    """Whether a unit is one of time, an aim only where it is to shrink or bound."""
    return unit in _listed("spans")


def is_weak(unit: str) -> bool:
    """Whether a number of that unit says little alone ("2 ngày", "01 lần")."""
    return unit in _listed("weak")


def _in_quotes(text: str, at: int) -> bool:
    """Whether a place stands in the name of a movement: “Mỗi cán bộ một sáng kiến”."""
    begin = max(0, at - 120)
    return text.rfind("“", begin, at) > text.rfind("”", begin, at)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word_list("measures")[name])
