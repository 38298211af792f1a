"""What a body lays on whom and what it aims at, item by item: the readings that a person confirms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

from documents.text.beginnings import without_blanks
from documents.text.compare_items import PlanItem, item_of
from documents.text.item_places import Placed, paragraphs_of
from documents.text.lines import Paragraph
from documents.text.obligations import find_obligations
from documents.text.reading import Obligation, Target
from documents.text.sentences import sentences
from documents.text.targets import find_targets
from documents.text.tree import Body

Recurrence = Literal["", "thang", "quy", "nua_nam", "nam"]
#: Items with fewer words than this are headings or remainders of lists, unless they lay or aim at something.
FEWEST_WORDS = 6
_EVERY = r"(?:hằng|hàng|mỗi|định kỳ(?: (?:hằng|hàng|0?1|một))?)"
_RECURRING: tuple[tuple[Recurrence, re.Pattern[str]], ...] = (
    ("thang", re.compile(rf"{_EVERY} tháng(?! \d)", re.IGNORECASE)),
    ("quy", re.compile(rf"{_EVERY} quý(?! [IV\d])", re.IGNORECASE)),
    ("nua_nam", re.compile(r"(?<![\d/])(?:0?6|sáu) tháng(?: đầu năm)?(?: một lần|/lần|(?:,| và)(?: cuối)? ?(?:cả )?năm)"
                           r"|(?:định kỳ|hằng|hàng)(?: 0?1 lần)? ?0?6 tháng", re.IGNORECASE)),
    ("nam", re.compile(rf"{_EVERY} năm(?! \d)|báo cáo (?:tổng kết )?năm(?! \d)", re.IGNORECASE)),
)  # fmt: skip
_MEASURE_ENDS = re.compile(
    r"\s(?:đạt|giảm|tăng|còn|là|từ|trên|dưới|ít nhất|tối thiểu|không quá|phấn đấu|lên|xuống|chiếm|khoảng|hơn|có)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:.]\s|,\s(?=[^\W\d])")
_BEGINNING = re.compile(r"^(?:phấn đấu|bảo đảm|đảm bảo|có|đạt|trên|ít nhất|tối thiểu|hoàn thành)\s", re.IGNORECASE)
_LONGEST_MEASURE = 200


@dataclass(frozen=True, slots=True)
class ItemReading:
    """An item with what it lays on whom, and its aims."""

    item: PlanItem
    obligations: tuple[Obligation, ...]
    targets: tuple[Target, ...]


def read_items(body: Body, year: int | None, kind: str = "") -> tuple[ItemReading, ...]:
    """The items of a body in reading order; ``year`` completes days, ``kind`` is the paper's ("Chỉ thị").

    A short paragraph that lays or aims at something is an item, too.
    """
    placed = paragraphs_of(body)
    duties = _duties(placed, body, year, kind)
    aims = _aims(placed)
    found = []
    for at, one in enumerate(placed):
        if one.is_heading:
            continue
        owner = duties[at][0].unit if at in duties else ""
        item = replace(item_of(one.label, without_blanks(one.text), owner, one.line), place=one.place)
        if len(item.words) >= FEWEST_WORDS or at in duties or at in aims:
            found.append(ItemReading(item, tuple(duties.get(at, ())), tuple(aims.get(at, ()))))
    return tuple(found)


def recurrence(text: str) -> Recurrence:
    """How often a thing comes again: the most frequent that the words say; "" when they say nothing of it."""
    return next((code for code, pattern in _RECURRING if pattern.search(text)), "")


def measure_of(target: Target) -> str:
    """What an aim measures: the words before its number ("tỷ lệ hộ nghèo"), else those behind it."""
    before, _, after = target.text.partition(target.value)
    name = _CLAUSE.split(before.replace(" | ", ", "))[-1].strip(" ,-")
    while (cut := _MEASURE_ENDS.sub("", f" {name}").strip()) != name:
        name = cut
    name = _BEGINNING.sub("", name).strip()
    if len(name.split()) < 2:
        rest = after.removeprefix(target.unit if after.startswith(target.unit) else "").lstrip(" %").strip()
        rest = rest.removeprefix(target.unit).strip()
        name = _CLAUSE.split(rest)[0].strip(" .;,/") or target.text
    return name[:1].upper() + name[1:_LONGEST_MEASURE]


def number(written: str) -> Decimal | None:
    """The value of a number as Vietnamese papers write it: "1.250", "7,5", "02"; None when it is none."""
    text = written.strip().replace(" ", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif all(len(part) == 3 for part in text.split(".")[1:]):
        text = text.replace(".", "")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 15 else None


def written(value: Decimal) -> str:
    """A number as Vietnamese papers print it: 1.250 and 7,5."""
    whole, _, part = f"{value:,.4f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _duties(placed: Sequence[Placed], body: Body, year: int | None, kind: str) -> dict[int, list[Obligation]]:
    lines: dict[str, int] = {}
    for at, one in enumerate(placed):
        if not one.is_heading:
            lines.setdefault(one.raw, -1 - at)  # no line of the source is negative
    found: dict[int, list[Obligation]] = defaultdict(list)
    rows = [at for at, one in enumerate(placed) if one.is_row and not one.is_heading]
    for duty in find_obligations(body, lines, year, kind):
        in_row = (at for at in rows if duty.text in placed[at].text and duty.unit in placed[at].text)
        place = -1 - duty.line if duty.line < 0 else next(in_row, None)
        if place is not None and duty not in found[place]:
            found[place].append(duty)
    return found


def _aims(placed: Sequence[Placed]) -> dict[int, list[Target]]:
    told = [Paragraph(one.raw, ((0, at),), heading=one.is_heading and not one.is_row) for at, one in enumerate(placed)]
    found: dict[int, list[Target]] = defaultdict(list)
    for target in find_targets(sentences(told)):
        found[target.line].append(target)
    return found
