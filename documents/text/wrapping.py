"""Whether a line goes on with the one above it: the shape of a text that was cut at a width, or not.

A text that is cut at a width shows it everywhere: long lines end in the middle of a sentence and the next begin
in small letters. In such a text a break is a paragraph's end only when the next word would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.text.kinds import whole_kind
from documents.text.lists import word_list
from documents.text.markers import Marker, find_marker, is_title, is_two_line

STOPPED = re.compile(r"[.:;!?…][”\"’)\]]*$")
UNFINISHED = re.compile(
    r"(?:,|[-–(/]|\b(?:số|ngày|tháng|năm|của|về|và|hoặc|các|những|với|cho|trong|theo|tại|là|được|do|để|từ|đến"
    r"|(?<!cao )(?<!Cao )(?<!CAO )bằng"
    r"|trên"
    r"|của (?:Phòng|Sở|Bộ|Ban|Hội|Tổng|Thường (?:trực|vụ)"
    r"|Giám đốc(?: Sở)?|Trưởng (?:phòng|ban)|Hiệu trưởng)|có|đạt|gồm|ít nhất|tối thiểu|thêm|khoảng"
    r"|gửi|trình|giúp|bởi|nhằm|một|mỗi|từng|mọi|giữa"
    r"|như|Ủy|Uỷ|Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Thủ tướng|Chủ tịch|Điều|khoản|Khoản|Mục|mục|quý|Quý))$"
)
#: After these a number goes on with the sentence, though it looks like a label.
AWAITS_NUMBER = re.compile(r"\b(?:số|ngày|tháng|năm|Điều|điều|khoản|Khoản|mục|Mục|điểm|quý|Quý|lần|đợt|tuổi)$")
#: After these a Roman number does: "… Đại hội Đảng bộ tỉnh lần thứ / XV. Để phát huy".
AWAITS_ROMAN = re.compile(r"(?:lần thứ|khóa|khoá|[Cc]hương|thế kỷ|cấp|hạng|loại|[Qq]uý)$")
# Words that a dash joins, though a line ends between them.
_JOINED = re.compile(
    r"(?:kinh tế|chính trị|văn hóa|văn hoá|nghề nghiệp) [-–] ?(?:xã hội|hạ tầng|ngân sách)"
    r"|xã hội [-–] ?(?:nghề nghiệp|quốc phòng)"
    r"|quốc phòng [-–] ?an ninh|an ninh [-–] ?quốc phòng|thi đua [-–] ?khen thưởng|tài chính [-–] ?(?:kế hoạch"
    r"|kế toán)"
    r"|lao động [-–] ?thương binh|(?:văn hóa|văn hoá) [-–] ?(?:thông tin|thể thao|nghệ thuật)"
    r"|khoa học [-–] ?(?:công nghệ|kỹ thuật)"
    r"|dân số [-–] ?(?:kế hoạch|khhgđ)|tổ chức [-–] ?(?:hành chính|kiểm tra|cán bộ)|chính sách [-–] ?pháp luật"
    r"|văn phòng [-–] ?thống kê|địa chính [-–] ?(?:xây dựng|nông nghiệp)|tư pháp [-–] ?hộ tịch"
    r"|(?:truyền|phát) thanh [-–] ?truyền hình"
    r"|giáo dục [-–] ?(?:đào tạo|dạy nghề)|nông nghiệp [-–] ?(?:nông thôn|phát triển)|quản trị [-–] ?tài vụ"
    r"|[\d)] [-–] ?\d",
    re.IGNORECASE,
)
# "QUYẾT ĐỊNH" without its colon stands between the căn cứ and the first Điều.
_DECREE = re.compile(r"QUYẾT(?: ĐỊNH| NGHỊ)?$")
# Below who proposes a legal text: who issues it.
_ISSUES = re.compile(
    r"(?:Bộ trưởng|Tổng|Chánh án|Viện trưởng|Chính phủ|Thủ tướng|Ủy ban|Uỷ ban|Hội đồng|Chủ tịch)\b[^.;:]{0,90}?\s?"
    r"\bban hành (?:Thông tư|Nghị định|Nghị quyết|Quyết định|Chỉ thị)\b"
)
_BEGINS = re.compile(
    r"(?:Đề nghị|Yêu cầu|Trên đây|Nhận được|Căn cứ|Thực hiện|Kính gửi|Nơi nhận|Điều \d|Theo đề nghị|Xét )"
)
_ORDER = re.compile(r"(?:Kính đề nghị|Đề nghị|Giao|Yêu cầu)\s")
_LOWER_DASH = re.compile(r"[-–]\s?[^\W\d_A-ZĐ]")
_ADDED = re.compile(r"\((?!(?:Kèm|kèm|Ban hành|Đính kèm|Có|có|Theo|Đơn vị tính)\s)[^()]{2,80}\)[:;,.]?(?:\s|$)")
# No heading begins so: "theo Thông tư / 71/2011/TT-BTC".
_NUMBER_OF_PAPER = re.compile(r"\d{1,5}\s?/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]{0,5}-[A-ZĐ]")
# "1. Sở / Nội vụ": no heading is half of a name.
_HALF_NAME = re.compile(r"(?:Sở|Phòng|Bộ|Hội|Công|Văn|Trung|Ủy|Uỷ|Liên|Đề|Các|Thành|Đài|Cục)$")
# "… thị xã Long Khánh, thành phố / Biên Hòa."
_AWAITS_PLACE = re.compile(r"\s(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận)$")
_PLACE = re.compile(r"(?!Căn|Thực|Kính|Nơi)[^\W\d_a-z]\w+(?:\s[^\W\d_a-z]\w+){0,3}[.;,]$")
# "… Sở Nội vụ tỉnh Vĩnh / Long hướng dẫn …": half a name of a place.
_HALF_PLACE = re.compile(
    r"\s(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường)\s(?P<half>(?!UBND|HĐND)[^\W\d_a-zđ][^\W\d_A-ZĐ]+)$"
)
_OTHER_HALF = re.compile(r"(?P<half>[^\W\d_a-zđ][^\W\d_A-ZĐ]+)(?:[.,;:]|\s(?=[a-zà-ỹđ(])|$)")
_LONG = 40


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text was broken: ``wrapped`` at ``width`` letters; ``blanks_part``: blank lines part paragraphs.

    ``only_blanks_part``: nothing else does, as on a page whose lines break anywhere.
    """

    wrapped: bool = False
    width: int = 0
    blanks_part: bool = True
    only_blanks_part: bool = False

    def continues(
        self, text: str, head: str, *, blank: bool, open_quotes: int, alone: bool, label: Marker | None
    ) -> bool:
        """Whether the line ``head`` goes on with ``text``, the line above it.

        ``alone``: that line is its paragraph's first; ``label``: what stands at the head of the paragraph, if any.
        """
        if alone and label is not None and not label.rest:
            return _takes_title(label, head)
        if alone and label is not None and _HALF_NAME.match(label.rest):
            return find_marker(head) is None
        stopped = bool(STOPPED.search(text[-10:]))
        if not stopped and _NUMBER_OF_PAPER.match(head):
            return True
        if not stopped and _AWAITS_PLACE.search(text[-12:]) and _PLACE.match(head):
            return True
        if not stopped and _is_half_place(text, head, label):
            return True
        marker = find_marker(head)
        if marker is not None:
            return not stopped and self._no_label(text, head, marker, blank)
        if opens_bracket(text, head) or (label is not None and not blank and not stopped and _adds(text, head)):
            return True
        # "QUYẾT ĐỊNH:"
        if _is_caps(head) and (head[-1] == ":" or (not _is_caps(text) and whole_kind(head))):
            return False
        if _DECREE.match(head) and not _is_caps(text):
            return False
        if text[-1] in ",;" and _ISSUES.match(head):
            return False
        if self.only_blanks_part and not blank:
            return not _is_caps(text) or _is_caps(head)
        parted = blank and self.blanks_part
        if stopped:
            return self._full(text, head) and text[-1] in ".," and not parted and not _BEGINS.match(head)
        if _is_caps(text):
            goes_on = (
                not blank
                and _is_caps(head)
                and (len(head) > 5 or (label is not None and len(head) > 2))
                and head[-1] not in ".:;"
            )
            return goes_on and (label.level != "dash" if label else self.wrapped)
        if head[0].islower():
            return not (alone and blank and _is_lone_heading(text, label))
        if alone and self.wrapped and not parted and _is_open_order(label, head, blank):
            return True
        if (
            alone
            and _is_lone_heading(text, label)
            and not _is_open_order(label, head, blank)
            and not UNFINISHED.search(text[-20:])
        ):
            return False
        if UNFINISHED.search(text[-20:]) or (open_quotes and _closes_quote(head)):
            return True
        return (
            self.wrapped and not parted and not _is_caps(head) and not _BEGINS.match(head) and self._reaches(text, head)
        )

    def _reaches(self, text: str, head: str) -> bool:
        """Whether a line without a stop goes on in the next one: a line that ends early may be a title of its own."""
        return len(text) >= _LONG or self._full(text, head) or not is_title(text)

    def _full(self, text: str, head: str) -> bool:
        """Whether the next line's first word would not have fitted on the line."""
        if not self.wrapped:
            return False
        word = head.split(" ", 1)[0]
        return len(text) + 1 + len(word) > self.width

    def _no_label(self, text: str, head: str, marker: Marker, blank: bool) -> bool:
        """Whether what looks like a label at the head of a line belongs to the sentence above."""
        if _is_caps(text):
            return False
        if marker.level == "dash" and head[0] in "-–":
            if self.wrapped and not (blank and self.blanks_part) and _LOWER_DASH.match(head):
                return True
            return joined_by_dash(text, head)
        if marker.level == "khoan" and opens_bracket(text, head):
            return True
        if marker.level in ("muc", "phan"):
            return bool(AWAITS_ROMAN.search(text))
        return marker.level in ("khoan", "paren") and bool(AWAITS_NUMBER.search(text))


def joined_by_dash(above: str, below: str) -> bool:
    """Whether the dash at the head of a line joins two words of one name: "Ban Thi đua / - Khen thưởng"."""
    return bool(_JOINED.search(f"{above[-14:]} {below[:20]}"))


def shape_of(texts: Sequence[str], blanks: Sequence[bool]) -> Shape:
    """The shape of a text given as its lines, and whether a blank line stands above each."""
    goes_on, stops = _breaks(texts, blanks)
    torn = stops[True] >= 4 and stops[False] <= stops[True] // 20 and goes_on[False] >= 3 and not goes_on[True]
    lengths = sorted(len(text) for text in texts if len(text) >= 25 and text[0] != "|")
    width = lengths[-1 - len(lengths) // 50] if len(lengths) >= 6 else 0
    if not width or width > 200:
        return Shape(only_blanks_part=torn)
    together = sum(goes_on)
    wrapped = together >= 3 and together >= 0.2 * len(lengths)
    return Shape(wrapped, width, goes_on[True] <= max(2, goes_on[False] // 3), torn)


def _breaks(texts: Sequence[str], blanks: Sequence[bool]) -> tuple[list[int], list[int]]:
    """How many sentences go on in the line below, and how many stop; without and with a blank line between."""
    goes_on, stops = [0, 0], [0, 0]
    for above, text, blank in zip(texts, texts[1:], blanks[1:], strict=False):
        if not text or not above or STOPPED.search(above[-10:]) or len(above) < 15:
            stops[blank] += len(above) > 8 and bool(STOPPED.search(above[-10:]))
        elif find_marker(text) is None and (text[0].islower() or UNFINISHED.search(above[-20:])):
            goes_on[blank] += 1
    return goes_on, stops


def _takes_title(label: Marker, head: str) -> bool:
    """Whether a label that stands alone on its line has its words on the next one."""
    if is_two_line(label.level, label.label) or label.level == "annex":
        return False
    return find_marker(head) is None


def _is_lone_heading(text: str, label: Marker | None) -> bool:
    """A short labelled line stands for itself, whatever follows."""
    return label is not None and label.level in ("muc", "khoan", "dieu") and len(text) < 60 and is_title(label.rest)


def _is_half_place(text: str, head: str, label: Marker | None) -> bool:
    """Whether a line ends in the middle of the name of a place: that of a province, or in a long line any."""
    half, other = _HALF_PLACE.search(text[-40:]), _OTHER_HALF.match(head)
    if half is None or other is None:
        return False
    if f"{half['half']} {other['half']}" in word_list("places")["provinces"]:
        return True
    return label is None and len(text) >= _LONG and not _BEGINS.match(head) and not _begins_task(head)


def _begins_task(head: str) -> bool:
    begins = head[:1].lower() + head[1:40]
    return any(begins.startswith(f"{verb} ") for verb in word_list("duties")["verbs"])


def _is_open_order(label: Marker | None, head: str, blank: bool) -> bool:
    """Whether "4. Đề nghị Báo Đà Nẵng, Đài Phát thanh" still awaits its verb, and more of the name follows."""
    if label is None or blank or not _ORDER.match(label.rest) or _is_caps(head):
        return False
    return find_marker(head) is None and not _begins_task(head)


def _is_caps(text: str) -> bool:
    return text.upper() == text and text.lower() != text


def opens_bracket(text: str, head: str) -> bool:
    """Whether a bracket that is opened in a line is closed in the next."""
    closing = head.find(")", 0, 80)
    return closing >= 0 and "(" not in head[:closing] and text.rfind("(") > text.rfind(")")


def _adds(text: str, head: str) -> bool:
    """Whether a bracket adds to the name above it: "2. Ban Thi đua - Khen thưởng / (Sở Nội vụ):"."""
    return not _is_caps(text) and bool(_ADDED.match(head))


def _closes_quote(head: str) -> bool:
    """Whether a line closes a quotation before it opens another."""
    closing = head.find("”")
    return closing >= 0 and "“" not in head[:closing]
