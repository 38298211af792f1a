"""What was reached, and is no aim: figures of a half-year, of a year that is over, of a part on results.

A sentence that opens with a time that is over ("Trong 6 tháng đầu năm, …") tells of results, and so do those behind it,
until one looks ahead ("phấn đấu", "đặt mục tiêu") or a point or an order begins.
"""

from __future__ import annotations

import re

from documents.text.markers import find_marker
from documents.text.target_years import looks_ahead

_PAST = re.compile(
    r"(?<![^\W_])(?:đã\s(?!đề ra|được giao|giao|đăng ký|xác định|phê duyệt|ký|đặt ra|được phê|nêu)"
    r"|kết quả(?=[,:])|kết quả (?:đạt được|thực hiện|năm)|trong năm qua|năm qua|tính đến ngày|đến nay"
    r"|(?<!thôn )(?<!viên )(?:mới|chỉ|chỉ mới) (?:đạt|cấp|giải ngân)(?: được)?"
    r"|ước (?:thực hiện|đạt|tính)"
    r"|hiện có(?=\s(?:\d|trên|hơn|khoảng|gần|đủ))|hiện nay(?!\s?[;.)])|thực trạng)(?![^\W_])?",
    re.IGNORECASE,
)
# "Duy trì các nhóm đã tham gia đạt …", "Phấn đấu số đảng viên mới đạt …": "đã" tells which, and the verb orders.
_INTENDS = re.compile(
    r"(?<![^\W_])(?:phấn đấu|duy trì|tiếp tục|bảo đảm|đảm bảo|giữ vững|củng cố|mở rộng|nâng)(?![^\W_])", re.IGNORECASE
)
# "… đã giảm rõ rệt, giảm 5,8%": those behind it in the paragraph tell of the same time.
_DONE = re.compile(
    r"(?<![^\W_])(?:đã (?:giảm|tăng|đạt|hoàn thành|có \d|thực hiện|triển khai được|tổ chức được)"
    r"|đã có (?:sự|những|nhiều)|đã tổ chức (?!thực hiện)|đạt (?:được )?(?:những |nhiều )kết quả|đạt kết quả tích cực"
    r"|\d+/\d+ chỉ tiêu (?:đều )?(?:đạt|hoàn thành|vượt)|ước (?:thực hiện|đạt))(?![^\W_])"
)
# What stands between the past and a number and turns to what is to come.
_TURNS = re.compile(
    r"(?<![^\W_])(?:phấn đấu|sẽ|để đến năm|nhằm đạt|đặt mục tiêu|đề ra mục tiêu|dự kiến|trồng mới)(?![^\W_])",
    re.IGNORECASE,
)
_CLAUSE_ENDS = ";.:"
_NEAR = 200
# How a sentence opens that tells of results.
_OPENS = re.compile(
    r"(?:[-+•]\s)?(?:Trong\s|Qua\s)?(?:\d{1,2}|[^\W\d_]+) tháng (?:đầu năm|qua)(?![^\W_])"
    r"|(?:[-+•]\s)?(?:Cũng |Theo đó,? )?(?:Trong )?(?:\d{1,2} )?"
    r"(?:năm|nhiệm kỳ|giai đoạn|thời gian|những năm) (?:vừa )?qua(?![^\W_])"
    r"|(?:[-+•]\s)?Trong tổng số \d+ chỉ tiêu(?![^\W_])|(?:Toàn )?[^\W\d_]+ có \d+/\d+ chỉ tiêu (?:đạt|hoàn|vượt)"
    r"|(?:[-+•]\s)?(?:Tính đến|Đến nay|Cho đến nay|Hiện nay|Hiện|Qua \d+ năm|Sau \d+ năm)(?![^\W_])",
    re.IGNORECASE,
)
_YEAR_OPENS = re.compile(
    r"(?:[-+•]\s)?(?:(?:Theo (?:đánh giá|đó|báo cáo|thống kê|số liệu|thông báo)|Cụ thể|Kết quả|Kết thúc|Riêng|Cũng)"
    r"[^,;:.]{0,30},?\s)?"
    r"(?:trong )?năm (?P<year>20\d\d)(?!\s?[-–]\s?20)(?![^\W_])",
    re.IGNORECASE,
)
# "Nhiệm kỳ 2020 - 2025, xã đạt được nhiều kết quả", written in 2025.
_SPAN_OPENS = re.compile(
    r"(?:[-+•]\s)?(?:Trong )?(?:nhiệm kỳ|giai đoạn) 20\d\d\s?[-–]\s?(?P<year>20\d\d)(?![^\W_])", re.IGNORECASE
)
# "Báo cáo nêu rõ: Trong nhiệm kỳ qua, …".
_SAYS = re.compile(r"[^.;:]{3,80}(?:nêu rõ|cho biết|đánh giá|khẳng định|cho thấy)\s?:\s")
# A sentence that looks ahead; a number of aims that was reached does not ("đạt chỉ tiêu tỉnh giao").
_AHEAD = re.compile(
    r"(?<![^\W_])(?:phấn đấu(?! đạt được| vượt qua| vươn lên)|sẽ"
    r"|(?:đề ra|đặt ra|xác định|giao|(?<!so )với)(?: các| \d{1,2})? (?:chỉ tiêu|mục tiêu)"
    r"|(?:các|một số|những) (?:chỉ tiêu|mục tiêu)[^.;:]{0,60}?(?:như|là|gồm|sau)|(?:mục tiêu|chỉ tiêu)[^.;:]{0,30}:"
    r"|(?:tháng|quý) (?:cuối năm|tới)|nhiệm kỳ (?:tới|mới)|trong thời gian tới|(?:đề ra|đặt) mục tiêu)"
    r"(?:(?<=:)|(?![^\W_]))",
    re.IGNORECASE,
)
# "8.418 ha, đạt 93,5% so kế hoạch", "430 tỷ đồng, bằng 104% dự toán": measured when it was over.
_MEETS_PLAN = re.compile(
    r"\d\s?[^\W\d_][^\s,;]{0,12}(?:\s[^\W\d_]+){0,3},?\s(?:đạt|bằng)\s(?:gần |trên |hơn )?\d[\d,.]*\s?%\s"
    r"(?:so\s(?:với\s)?)?(?:kế hoạch|KH|cùng kỳ|dự toán)(?![^\W_])"
)
# Headings of what was done, and of what is to come.
_RESULTS = re.compile(r"kết quả|tình hình|thực trạng|đánh giá|đặc điểm|những việc đã|sự cần thiết", re.IGNORECASE)
_TO_COME = re.compile(
    r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|nội dung|giải pháp|kế hoạch|đề xuất|thời gian tới|thực hiện$",
    re.IGNORECASE,
)


# "Tình hình thực hiện kế hoạch năm 2023": what was carried out is named up to "và".
_HEADS_RESULTS = re.compile(
    r"(?:Đánh giá )?(?:Tình hình|Kết quả) (?:triển khai |tổ chức )?thực hiện(?:(?! và |[,;]).)*", re.IGNORECASE
)


def was_reached(text: str, start: int) -> bool:
    """Whether what stands before the number at ``start`` says that it was reached."""
    begin = max(0, start - _NEAR)
    for past in _PAST.finditer(text, begin, start + 1):
        clause = max(text.rfind(mark, 0, past.start()) for mark in _CLAUSE_ENDS) + 1
        relative = past[0].casefold().startswith(("đã", "mới", "hiện có")) and _INTENDS.search(
            text, clause, past.start()
        )
        if not relative and not _TURNS.search(text, past.end(), start):
            return True
    return False


def says_reached(text: str) -> bool:
    """Whether a sentence says with a verb of its own that something was reached, and looks not ahead."""
    return bool(_DONE.search(text)) and not _AHEAD.search(text)


def tells_results(text: str, told: bool, written: int | None, *, among_aims: bool = False) -> bool:
    """Whether a sentence tells of results; ``told``: so did the one before it in its paragraph.

    ``among_aims``: it stands under a heading on aims, where a number may be so much of the plan.
    """
    if _AHEAD.search(text) or looks_ahead(text, written):
        return False
    if says := _SAYS.match(text):
        text = text[says.end() :]
    year = _YEAR_OPENS.match(text)
    if year:
        return bool(written) and int(year["year"]) < (written or 0)
    if (span := _SPAN_OPENS.match(text)) and written:
        return int(span["year"]) <= written
    return told or bool(_OPENS.match(text)) or (not among_aims and bool(_MEETS_PLAN.search(text)))


def heads_results(text: str) -> bool:
    """Whether a heading is one on what was done: "1. Tình hình thực hiện chỉ tiêu", and not also on what is to come."""
    marker = find_marker(text)
    title = marker.rest if marker else text
    head = _HEADS_RESULTS.match(title)
    return bool(head) and not _TO_COME.search(title, head.end() if head else 0)


def still_in_results(text: str, past: bool) -> bool:
    """Whether a paragraph stands in a part on what was done: between its heading and the next one of that rank."""
    marker = find_marker(text) if len(text) < 150 else None
    if marker is None or marker.level not in ("phan", "chuong", "muc"):
        return past
    if heads_results(text):
        return True
    return bool(_RESULTS.search(marker.rest)) and not _TO_COME.search(_RESULTS.sub("", marker.rest))
