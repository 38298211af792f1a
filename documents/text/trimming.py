"""What a web page puts above and below a paper: menus, data about it, links. None of it is the paper's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text import kinds
from documents.text.letterhead import AGENCY, is_agency
from documents.text.lines import Line
from documents.text.zone import BROKEN_NUMBER, COUNTRY, MOTTO, NUMBER

# A paper on a web page begins within so many lines.
_DEEPEST = 400
# So many rows of a page's table make it one.
_MANY_FACTS = 3
_COUNTRY_TORN = re.compile(r"CỘNG$|CỘNG\s+H(?:ÒA|OÀ)\b")
_DATED = re.compile(r"\bngày\b.*\bnăm\b|,\stháng\b.*\d{4}$|^(?:\d{1,2} |tháng \d{1,2} )?năm \d{4}$|^\d{4}$")
# The page's own heading: "Quyết định 12/QĐ-UBND năm 2014 về …"; a paper prints its kind in capitals.
_HEADING = re.compile(rf"(?:{'|'.join(kinds.NAMES)})\s(?:số\s)?\d+[a-z]?[/-]|(?:Nội dung )?[Tt]oàn văn\s")
# Rows of the page's own table about the paper, with or without a bullet.
_FACTS = re.compile(
    r"(?:[-–•*+]\s*)?(?:Số hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|Người ký|Năm ban hành|Lĩnh vực|Ngôn ngữ"
    r"|Định dạng|Thời gian duy trì|(?:Tình trạng )?[Hh]iệu lực|Tình trạng|Số công báo"
    r"|Ngày (?:ban hành|có hiệu lực|hiệu lực|hết hiệu lực|công báo|đăng|cập nhật|bị))\b[^:]{0,40}:"
)
_STARTS_NUMBER = re.compile(r"\W{0,3}S[ốỐ]\s{0,2}[:.]?\s?(?:\d|/|[.…_]|$)")
_PAGE = re.compile(
    r"(?:Tải về|Tải văn bản|Tải xuống|Tải file|Download|In bài|In trang|Bản in|Chia sẻ|Share|Xem thêm|Xem tiếp"
    r"|Văn bản liên quan"
    r"|Văn bản (?:khác|mới|cùng|căn cứ|được|dẫn chiếu|này đang)|Các văn bản|Các tin|Tin liên quan|Tin khác"
    r"|Bình luận|Ý kiến bạn đọc|Đăng nhập"
    r"|Đăng ký(?: tài khoản)?$"
    r"|Trang chủ|Liên hệ|Bản quyền|Copyright|©|Hotline|Facebook|Twitter|Zalo|Lược đồ|Thuộc tính|Từ khóa|Tags?\b"
    r"|File đính kèm"
    r"|FILE ĐƯỢC ĐÍNH KÈM|Tệp đính kèm|Lên đầu trang|Về đầu trang|Quay lại|Gửi (?:email|phản hồi|góp ý)|https?://"
    r"|www\.|Giấy phép"
    r"|Cổng thông tin điện tử|Chịu trách nhiệm|Lượt xem|Số lượt|Đánh giá|Hiệu lực:|Tình trạng|Lưu trữ$|Theo dõi"
    r"|Nguồn:|Trở về"
    r"|Ban biên tập|Mã xác thực|Văn bản (?:này )?(?:đã )?được ký số|(?:Được )?[Kk]ý bởi\s?:|Thời gian ký\s?:"
    r"|VĂN BẢN LIÊN QUAN|VĂN BẢN CÙNG|TIN LIÊN QUAN|BÌNH LUẬN|Đang tải|Mục lục$|MỤC LỤC VĂN BẢN|Tiếng Anh|English"
    r"|Bạn (?:phải|cần|chưa))",
    re.IGNORECASE,
)


def start_of_paper(lines: Sequence[Line]) -> int:
    """The index of the first line of the paper; 0 when nothing that is certain stands further down."""
    facts = 0
    for at in range(min(len(lines), _DEEPEST)):
        text = lines[at].shown
        facts += bool(_FACTS.match(text))
        if kinds.printed_kind(text)[0] and not kinds.printed_kind(text)[1]:
            return _up(lines, at)
        certain = any(pattern.search(text) for pattern in (COUNTRY, _COUNTRY_TORN, MOTTO))
        if len(text) < 200 and (certain or _is_number(text)):
            return _up(lines, at)
        if len(text) > 300 and facts < _MANY_FACTS:  # among facts the page may tell its own story
            return 0
    return 0


def page_begins(line: Line) -> bool:
    """Whether a line below the signature is the web page's and no longer the paper's."""
    return bool(_PAGE.match(line.shown))


def _is_number(text: str) -> bool:
    return bool(_STARTS_NUMBER.match(text)) and (len(text) <= 6 or NUMBER.search(text) is not None)


def _up(lines: Sequence[Line], at: int) -> int:
    """From the first certain line of the top up to the letterhead that stands above it."""
    start = at
    for above in range(at - 1, max(-1, at - 10), -1):
        text = lines[above].shown
        if len(text) > 120 or not _may_stand_above(text):
            break
        if AGENCY.match(text) or text in ("ỦY", "UỶ") or not _is_page(text):
            start = above
    return start


def _may_stand_above(text: str) -> bool:
    """Whether a line may belong to a letterhead: capitals, numbers, dates, short remarks beside it."""
    if _is_page(text) or text.endswith((".", ";")):
        return False
    known = (COUNTRY, MOTTO, NUMBER, BROKEN_NUMBER, _DATED)
    return text.upper() == text or is_agency(text) or any(pattern.search(text) for pattern in known)


def _is_page(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_PAGE, _FACTS, _HEADING)) or text in (
        "HỆ THỐNG PHÁP LUẬT",
        "TRANG CHỦ",
        "VĂN BẢN",
        "VĂN BẢN PHÁP LUẬT",
        "TOÀN VĂN",
    )
