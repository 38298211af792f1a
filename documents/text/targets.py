"""Measurable aims: a number with a unit of measure in a sentence that promises a result.

Each tells its direction (rise, fall, reach, at least, at most, from … to), what it is measured against, and the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from documents.text.markers import find_marker
from documents.text.measures import is_span, is_weak, measures
from documents.text.reading import Direction, Target
from documents.text.sentences import Sentence
from documents.text.target_tables import find_in_tables

_PROMISE = re.compile(
    r"(?<![^\W_])(?:phấn đấu|đạt|chỉ tiêu|mục tiêu|hoàn thành|bảo đảm|đảm bảo|duy trì|giữ vững|mỗi|xây dựng"
    r"|thu ngân sách"
    r"|bình quân|tổ chức|có|giới thiệu|đăng ký|vận động|thực hiện|giải quyết|tạo|hỗ trợ|nâng|tỷ lệ|tỉ lệ|kết nạp"
    r"|huy động"
    r"|phát triển|trồng|đề nghị|bình chọn|lựa chọn|viết|đăng|hiến|tuyên truyền|thành lập|công nhận|xóa|sửa chữa"
    r"|giải ngân|phát sóng"
    r"|tăng trưởng|tăng|giảm|kéo giảm|cải thiện|đưa|thu hút|tiết kiệm|đăng tải|phát hiện|nhân rộng|biểu dương"
    r"|khen thưởng|tặng quà|thăm|chỉnh trang|trao tặng|củng cố|kiện toàn|dự kiến|rút ngắn|vượt|tối thiểu|ít nhất"
    r"|tiếp nhận|xử lý|sinh hoạt|kiểm tra|lắp đặt|trao|cấp|trang bị|đào tạo|nạo vét|thay thế|bàn giao|khởi công|đón"
    r"|phấn đấu:)(?![^\W_])",
    re.IGNORECASE,
)
_BOUND_WORDS: tuple[tuple[Direction, str], ...] = (
    ("khong_qua", r"(?:không (?:quá|vượt quá|vượt)|tối đa|nhiều nhất)\s?(?:là\s)?"),
    ("duoi", r"(?:còn )?(?:dưới|ít hơn|còn)\s?"),
    ("it_nhat", r"(?:ít nhất|tối thiểu|không dưới|không thấp hơn|từ ít nhất)\s?(?:là\s)?(?:có\s)?"),
    ("tren", r"(?:trên|hơn|vượt|cao hơn)\s?"),
)
_BOUNDS = tuple((code, re.compile(rf"(?<![^\W_]){words}$", re.IGNORECASE)) for code, words in _BOUND_WORDS)
_UP_FROM = re.compile(r"\s(?:[^\s,;.]+\s){0,12}?trở lên(?![^\W_])")
_DOWN_FROM = re.compile(r"\s(?:[^\s,;.]+\s){0,6}?trở xuống(?![^\W_])")
_RISE = re.compile(r"(?<![^\W_])(?:tăng trưởng|tăng|nâng)(?![^\W_])[^;.\d]{0,60}$", re.IGNORECASE)
_FALL = re.compile(r"(?<![^\W_])(?:kéo giảm|giảm)(?![^\W_])[^;.\d]{0,60}$", re.IGNORECASE)
_BASE = re.compile(r"[^;.,:\d]{0,80}?(?P<base>so với\s(?:[^\s,;.()]+\s?){1,10})")
_BASE_BEFORE = re.compile(r"(?P<base>[Ss]o với\s[^,;.()]{3,60}),\s[^,;]{0,60}$")
_SINCE = re.compile(r"so với [^;.]{0,30}?năm 20\d\d|cùng kỳ năm 20\d\d")
_YEAR = re.compile(
    r"(?<![^\W_])(?i:năm|đến (?:hết |cuối )?năm|trong năm|cuối năm|hết năm)\s(?P<year>20\d\d)(?![\d-]|\s[-–])"
)
# What was reached is no aim; nor are distances of time, papers in copies, sums of prize money, articles of law.
_PAST = re.compile(
    r"(?<![^\W_])(?:đã\s(?!đề ra|được giao|giao|đăng ký|xác định|phê duyệt|ký|đặt ra|được phê|nêu)"
    r"|kết quả (?:đạt được|thực hiện|năm)|trong năm qua|năm qua|tính đến ngày|đến nay|(?:mới|chỉ|chỉ mới) đạt"
    r"|hiện (?:có|nay)|thực trạng)(?![^\W_])?",
    re.IGNORECASE,
)
# Headings of what was done, and of what is to come.
_RESULTS = re.compile(r"kết quả|tình hình|thực trạng|đánh giá|đặc điểm|những việc đã|sự cần thiết", re.IGNORECASE)
_TO_COME = re.compile(
    r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|nội dung|giải pháp|kế hoạch|đề xuất|thời gian tới|thực hiện$",
    re.IGNORECASE,
)
_NO_AIM = re.compile(
    r"(?<![^\W_])(?:kỷ niệm|lần thứ|khoản|điều|điểm|mục|khóa|đợt|quý|số|ngày|tháng|năm|mức chi|ở|tại|hệ số|gồm|bao gồm"
    r"|thời hạn|trong vòng|sau|trước|lần|định kỳ|khối|cụm|tổ|nhóm|hạng|loại)\s?:?\s?$",
    re.IGNORECASE,
)
_SHORTER = re.compile(r"(?<![^\W_])(?:rút ngắn|giảm|dưới)(?![^\W_])", re.IGNORECASE)
_REWARD = re.compile(r"thưởng|mức chi|hệ số|tiền mặt|/suất", re.IGNORECASE)
_ORGANISED = re.compile(
    r"(?:tổ chức|phát động|mở|xây dựng|hoàn thành|thực hiện|thành lập)\s(?:được\s)?$", re.IGNORECASE
)
_ON_AIMS = re.compile(r"(?:chỉ tiêu|mục tiêu|phấn đấu)", re.IGNORECASE)
# "05 tổ đạt …", "02 tổ được đề nghị tặng …": what is counted is to reach something.
# "ra quân trên 08 tuyến đường": where, not how many.
_SO_MANY = re.compile(r"(?:có|đạt|được|xây dựng|hoàn thành|mới|thêm)\s(?:trên|hơn)\s$")
_PLACE = re.compile(r"tuyến|địa bàn|trục|lĩnh vực|trụ cột")
_REACHES = re.compile(
    r"\s(?:[^\s,;.]+\s){0,4}?(?:đạt|hoàn thành|giữ vững|trở lên|được (?:công nhận|tặng|khen|xếp|đề nghị))(?![^\W_])"
)
# How far before the number the word of promise may stand, in characters.
_NEAR = 90
# And the year, on either side.
_YEARS_NEAR = 300
_CLAUSE = re.compile(r"[;.:]")


def find_targets(sentences: Iterable[Sentence]) -> tuple[Target, ...]:
    """Every measured aim in reading order, with the sentence it stands in. Values keep their written form."""
    told = list(sentences)
    tables = find_in_tables(paragraph for paragraph, _ in groupby(sentence.paragraph for sentence in told))
    found: list[Target] = list(tables.targets)
    listing = past = False
    heading_year: int | None = None
    paragraph = None
    for sentence in told:
        if sentence.paragraph is not paragraph:
            paragraph = sentence.paragraph
            listing = _still_listing(paragraph.shown, listing)
            past = _still_past(paragraph.shown, past)
            heading_year = _heading_year(paragraph.shown, heading_year) if listing else None
        if not past and sentence.line not in tables.lines:
            found += (
                target if target.year else replace(target, year=heading_year)
                for target in _in_sentence(sentence, listing)
            )
    return tuple(sorted(found, key=lambda target: target.line))


def _still_past(text: str, past: bool) -> bool:
    """Whether a paragraph stands in a part on what was done: between its heading and the next one of that rank."""
    marker = find_marker(text) if len(text) < 150 else None
    if marker is None or marker.level not in ("phan", "chuong", "muc"):
        return past
    return bool(_RESULTS.search(marker.rest)) and not _TO_COME.search(_RESULTS.sub("", marker.rest))


def _still_listing(text: str, listing: bool) -> bool:
    """Whether a paragraph belongs to a list of aims: under a heading on them, until another heading comes."""
    short = len(text) < 120 and text[-1:] not in ".;,"
    if short or text.endswith(":"):
        return bool(_ON_AIMS.search(text)) or (listing and text.endswith(":") and not re.match(r"[IVX]+\.", text))
    return listing


def _heading_year(text: str, above: int | None) -> int | None:
    """The year of "II. MỤC TIÊU ĐẾN NĂM 2030" for the aims below it; a heading inside it keeps it."""
    if len(text) >= 120 or text[-1:] in ".;,":
        return above
    years = _YEAR.findall(text)
    marker = find_marker(text)
    return int(years[-1]) if years else (None if marker and marker.level in ("phan", "chuong", "muc") else above)


def _in_sentence(sentence: Sentence, listing: bool) -> Iterator[Target]:
    text = sentence.text
    for found in measures(text):
        before = text[max(0, found.start("value") - _NEAR) : found.start("value")]
        clause = _CLAUSE.split(before)[-1] if ":" not in before else before[before.rfind(";") + 1 :]
        after = text[found.end() : found.end() + 80]
        direction = _bound(clause, after, found)
        if direction == "tren" and _PLACE.match(found["unit"]) and not _SO_MANY.search(clause):
            continue
        if not _is_aim(text, found, clause, direction, listing):
            continue
        base = _BASE.match(after) or _BASE_BEFORE.search(clause)
        unit = found["unit"].strip()
        yield Target(
            text=text,
            value=found["value"],
            unit=unit,
            line=sentence.paragraph.line_at(sentence.start + found.start("value")),
            direction=direction or _way(clause),
            value_to=found["to"] or "",
            base=base["base"].strip() if base else "",
            year=_year(text, found.start("value"), found.end()),
        )


def _bound(clause: str, after: str, found: re.Match[str]) -> Direction | None:
    if found["to"] and not _RISE.search(clause) and not _FALL.search(clause):
        return "tu_den"
    if _UP_FROM.match(after):
        return "it_nhat"
    if _DOWN_FROM.match(after):
        return "khong_qua"
    for direction, pattern in _BOUNDS:
        if pattern.search(clause):
            return direction
    return None


def _way(clause: str) -> Direction:
    rise, fall = _RISE.search(clause), _FALL.search(clause)
    if rise and (not fall or rise.start() > fall.start()):
        return "tang"
    return "giam" if fall else "dat"


def _is_aim(text: str, found: re.Match[str], clause: str, direction: Direction | None, listing: bool) -> bool:
    start = found.start("value")
    if found["unit"] != "%" and _NO_AIM.search(clause) and direction not in ("it_nhat", "tren"):
        return False
    if re.search(r"so với\s[^,;]{0,40}$", clause) or _PAST.search(text, max(0, start - 200), start):
        return False
    unit = found["unit"].lower()
    if is_span(unit) and not (_SHORTER.search(clause) or direction == "khong_qua"):
        return False
    if unit == "tiêu chí" and clause.endswith("cả "):
        return False
    if unit == "tiêu chí" and _FALL.search(clause):  # "giảm cả 3 tiêu chí về tai nạn": what is measured, not how much
        return False
    if (
        is_weak(unit)
        and "/" not in found["value"]
        and not (
            _ORGANISED.search(clause)
            or direction in ("it_nhat", "tren")
            or (is_span(unit) and direction in ("khong_qua", "duoi"))
            or _REACHES.match(text[found.end() : found.end() + 60])
            or (unit == "lần" and re.search(r"gấp|tăng|nâng", clause, re.IGNORECASE))
            or re.search(r"(?:mỗi|/)", clause + unit)
        )
    ):
        return False
    if unit.endswith("đồng") and _REWARD.search(f"{clause} {text[found.end() : found.end() + 20]}"):
        return False
    if unit == "đồng" or unit.startswith("nghìn đồng"):
        return bool(direction) or bool(re.search(r"(?:đạt|thu nhập|huy động|vận động)", clause, re.IGNORECASE))
    if found["value"] == "100" and unit == "%":
        return True
    if direction:
        return True
    if "/" in found["value"] and _PROMISE.search(text, found.end(), found.end() + 60):  # "13/13 xã giữ vững …"
        return True
    return bool(_PROMISE.search(clause)) or listing or (is_weak(unit.split("/")[0]) and "/" in unit)


def _year(text: str, start: int, end: int) -> int | None:
    """The year that stands nearest to the number in its sentence."""
    begin = max(0, start - _YEARS_NEAR)
    near = _SINCE.sub(lambda found: " " * len(found[0]), text[begin : end + _YEARS_NEAR])
    start, end = start - begin, end - begin
    years = [
        (min(abs(found.start() - end), abs(start - found.end())), int(found["year"])) for found in _YEAR.finditer(near)
    ]
    return min(years)[1] if years else None
