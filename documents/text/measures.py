"""Numbers with a unit of measure in a sentence: "7,5 - 8 %", "13/13 xã", "ít nhất một mô hình", "52 tạ/ha"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from documents.text.lists import word_list

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)"
# "7,5 - 8 %", "từ 01 đến 02 sáng kiến", "01-02 mô hình".
_MEASURE = (
    r"(?<![\w/,-])(?<!\d\.)(?P<value>{number})(?:(?P<low_unit>\s?%)?\s?(?:[-–]|đến|tới|hoặc)\s?(?P<to>{number}))?"
    r"(?:\s?\([^()\d]{{1,25}}\))?\s?(?P<unit>(?:{units}){per})(?!\w)"
)
_NO_NOUN = (
    r"(?:được|có|cho|trong|tại|của|là|để|về|trở|và|hoặc|đạt|so|với|trên|dưới|đến|từ|năm|tháng|quý|ngày|giờ|phút|lần|tuần"
    r"|tuổi|theo|bằng|khoản|điều|mục|kèm|số|trở|mỗi|các|những|không|đã|sẽ|đồng thời)(?![^\W_])"
)
_NOUN = rf"(?!{_NO_NOUN})[^\W\d_a-zđ]?[^\W\d_A-ZĐ]+(?:\s(?!{_NO_NOUN})[^\W\d_A-ZĐ]+)?"
# "ít nhất 01 góc trưng bày", "mỗi phân xưởng 02 công nhân": what is counted is whatever noun stands behind the number.
_COUNTED = (
    r"(?<!\w)(?:(?i:ít nhất|tối thiểu|không dưới|không ít hơn|không quá|tối đa)\s(?:là\s|có\s)?"
    r"|(?i:mỗi)\s[^,;.:\d]{{2,45}}?\s)(?=(?P<value>\d{{1,5}}|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\s(?P<to>(?!))?)"
    r"(?P<low_unit>(?!))?[^\W_]+\s(?:\([^()\d]{{1,25}}\)\s)?(?P<unit>(?:{units}){per}(?![^\W_])|{noun})(?!\w)"
)
# "Lắp đặt 35.000 công tơ điện tử;": a whole noun, where it surely ends.
_MADE = re.compile(
    r"(?<!\w)(?i:lắp đặt|trồng|xây dựng|xây mới|thành lập|tặng|trao|cấp|trang bị|sửa chữa|thay thế|bàn giao|khởi công"
    r"|làm|đào tạo|đóng mới|mua sắm|nạo vét|thả|treo|in|hoàn thiện)\s(?:mới\s|thêm\s|được\s){0,2}"
    rf"(?=(?P<value>{_NUMBER})(?P<to>(?!))?)(?P<low_unit>(?!))?[\d.,]+\s"
    rf"(?P<unit>(?:(?!{_NO_NOUN})[^\W\d_A-ZĐ]+\s){{0,3}}(?!{_NO_NOUN})[^\W\d_A-ZĐ]+)(?=[;,.)]|$|\s{_NO_NOUN})"
)
# "02 vườn ươm,": a number with a zero before it counts things.
_ZERO = re.compile(
    rf"(?<![\w/.,-])(?=(?P<value>0[1-9])(?P<to>(?!))?)(?P<low_unit>(?!))?0\d\s"
    rf"(?P<unit>(?:(?!{_NO_NOUN})[^\W\d_A-ZĐ]+\s){{0,3}}(?!{_NO_NOUN})[^\W\d_A-ZĐ]+)(?=[;,.)]|$|\s{_NO_NOUN})"
)


@cache
def _all_units() -> str:
    lists = word_list("measures")
    return "|".join(map(re.escape, sorted({*lists["measured"], *lists["counted"]}, key=len, reverse=True)))


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
def _share() -> re.Pattern[str]:
    """So many of so many: "13/13 xã", "19/19 tiêu chí"."""
    nouns = "|".join(sorted(map(re.escape, word_list("measures")["shares"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w/.,-])(?P<value>(?P<part>\d{{1,3}})/(?P<all>\d{{1,3}}))(?P<to>(?!))?(?P<low_unit>(?!))?"
        rf"\s(?P<unit>{nouns})(?!\w)"
    )


def measures(text: str) -> Iterator[re.Match[str]]:
    """Numbers with a unit of the lists, "13/13 xã", and behind "ít nhất", "mỗi …" with whatever is counted."""
    known = {one.start("value"): one for one in _measure().finditer(text)}
    seconds = {one.start("to") for one in known.values() if one["to"]}
    for one in (*_MADE.finditer(text), *_counted().finditer(text), *_ZERO.finditer(text)):
        start = one.start("value")
        if start not in seconds and not _in_quotes(text, start):
            known.setdefault(start, one)
    shares = [one for one in _share().finditer(text) if int(one["part"]) <= int(one["all"])]
    yield from sorted([*known.values(), *shares], key=lambda one: one.start("value"))


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
