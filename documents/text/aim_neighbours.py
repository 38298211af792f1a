"""How a number stands to the aims before it in its sentence: the next of a row, a part, said again, or a mere size."""

from __future__ import annotations

import re

from documents.text.measures import Measure, is_measured
from documents.text.reading import Direction

# How far before a number its bracket may open.
_NEAR = 90
# How a number in brackets says an aim again: "(8 xã)", "(chiếm 5%)".
_AGAIN = re.compile(r"\((?:(?:bằng|khoảng|tương đương|chiếm)(?: tỷ lệ| khoảng)?\s)?\d")
# "100% doanh nghiệp có từ 25 lao động trở lên thành lập …": which of them.
_WHICH = re.compile(r"\s(?:số |các )?(?:[^\W\d_]+\s){1,6}(?:có|sử dụng) (?:từ |trên |dưới )$")
_AND_ABOVE = re.compile(r"\strở (?:lên|xuống),?\s(?!trong\s)[^\W\d_]")
# "(24 lớp, 983 học sinh)", "(ngân sách xã 100 triệu đồng)": in brackets stands how large something is.
_BRACKET = re.compile(r"\((?P<inside>[^()]*)$")
_PROMISE_INSIDE = re.compile(
    r"(?<![^\W_])(?:đạt|phấn đấu|tăng|giảm|chỉ tiêu|hoàn thành|trong đó|gồm|là(?=\s\d))(?![^\W_])", re.IGNORECASE
)
_TELLS = re.compile(r"^(?:[^\W\d_]+\s){2,10}|(?<![^\W_])(?:đạt|tăng|giảm|trong đó|gồm|là(?=\s\d))(?![^\W_])")
# What stands between two numbers of a row that counts.
_NEXT = re.compile(r"\s?(?:\([^()]*\)\s?)?[,;]\s(?:và\s)?|\s(?:và|cùng)\s")


def in_row(text: str, last: Measure | None, one: Measure) -> bool:
    """Whether a number is an aim as the one before it is: "cây ngô 2.000 ha, cây ớt 600 ha", "50 tổ; 75 hợp tác xã"."""
    if last is None:
        return False
    between = text[last.end : one.start]
    if between.endswith("; ") and between.count(";") == 1:  # "dự kiến 300 em được học bơi; 200 em được khám"
        return True
    return (is_measured(one.unit) and ";" not in between) or bool(_NEXT.fullmatch(between))


def says_again(text: str, last: Measure, one: Measure) -> bool:
    """Whether a number stands in the bracket behind an aim, and says it in another way: "50% (8 xã)"."""
    opened = text.rfind("(", last.end, one.start)
    return opened >= 0 and ")" not in text[opened : one.start] and bool(_AGAIN.match(text, opened))


def is_which(text: str, last: Measure, one: Measure) -> bool:
    """Whether a number only tells of which things the share before it is one."""
    return (
        last.unit == "%" and bool(_WHICH.fullmatch(text, last.end, one.start)) and bool(_AND_ABOVE.match(text, one.end))
    )


def is_size(text: str, one: Measure, direction: Direction | None, *, pledged: bool) -> bool:
    """Whether a number in brackets tells how large something is, and no aim: "(24 lớp, 983 học sinh)"."""
    bracket = _BRACKET.search(text[max(0, one.start - _NEAR) : one.start])
    if bracket is None or direction or "/" in one.unit or "/" in one.value:
        return False
    if pledged and is_measured(one.unit) and not one.unit.endswith(("%", "đồng")):
        return not _TELLS.search(bracket["inside"])  # "chỉ tiêu đàn bò đạt 195 ngàn con (sản lượng thịt 11.500 tấn)"
    return not _PROMISE_INSIDE.search(bracket["inside"])
