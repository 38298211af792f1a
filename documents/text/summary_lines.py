"""The trích yếu below the kind of a paper: the lines that belong to it, up to its real end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text.authority import BASIS, is_authority
from documents.text.letterhead import AGENCY, is_agency
from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.wrapping import STOPPED, UNFINISHED

LONGEST = 400
# A title goes on behind these, whatever follows.
_AWAITS_NAME = re.compile(r"(?:chào mừng|kỷ niệm|Chủ tịch Hồ|giai đoạn|năm học|tiến tới Đại hội)$")
# A line of a centred title is not longer than this.
_TITLE_LINE = 110
_OPEN_CAPITALS = re.compile(r"\s(?:ỦY|UỶ|ỦY BAN|UỶ BAN|UBND|HĐND)$")
ADDRESSED = re.compile(r"K[íìi]nh\s+g[ửừứữựưuùúủở][iíì]\b")
_OPENS = re.compile(
    r"(?:[^.]{0,120}?\b(?:xây dựng|ban hành|đề nghị|báo cáo|phát động|tổ chức|triển khai)\b.{0,200}(?:như sau"
    r"|sau đây)"
    r"|Nhằm\s|Trong những năm|Thời gian qua|Trong thời gian|Ngày \d)"
)
# "BÁO CÁO TỔNG KẾT" begins a trích yếu on the line of the kind; "KẾ HOẠCH VÀ" may be half of the name of a Sở.
SORT_OF_REPORT = re.compile(r"(?:SƠ KẾT|TỔNG KẾT|TÓM TẮT|KẾT LUẬN|NHANH|NĂM \d{4}|QUÝ [IV]+|THÁNG \d{1,2})\b")
# The note of an annex under its title is no part of the trích yếu.
_ENCLOSED = re.compile(r"\((?:Ban hành kèm|Kèm) theo\s")
_YEARS = re.compile(r"(?:\d{4}(?:\s?[-–]\s?\d{4})?|[IVX]{1,6})\W{0,2}")
_AWAITS_YEAR = re.compile(r"(?:năm|giai đoạn|nhiệm kỳ|khóa|lần thứ|\d{4}\s?[-–])$", re.IGNORECASE)
_TORN_YEARS = re.compile(r"(?<=\d{4}[-–]) (?=\d{4}\b)")
_CONTINUES = re.compile(r"\(|năm \d|giai đoạn \d|[^\W\d_]+ năm \d{4}$")


def is_capitals(text: str) -> bool:
    """Whether every letter is a capital."""
    return text.upper() == text and text.lower() != text


def read_summary(lines: Sequence[Line], at: int, first: str, *, below: bool) -> tuple[int, str]:
    """The trích yếu: the lines after the kind up to its real end."""
    parts = [first] if first else []
    while at < len(lines) and not (parts and lines[at].after_rule) and _is_summary(parts, lines, at):
        parts.append(lines[at].shown)
        at += 1
    return at, _TORN_YEARS.sub("", " ".join(parts)).strip()


def _is_summary(parts: Sequence[str], lines: Sequence[Line], at: int) -> bool:
    line, text = lines[at], lines[at].shown
    if ADDRESSED.match(text) or text[0] == "|" or len(text) > LONGEST or _ENCLOSED.match(text):
        return False
    marker = find_marker(text)
    if marker is not None and marker.level in ("phan", "chuong", "muc", "dieu", "khoan", "diem"):
        return False
    if marker is not None and marker.level == "dash":
        goes_on = marker.rest[:1].islower() or (marker.rest[:1].isdigit() and bool(parts) and parts[-1][-1].isdigit())
        return bool(parts) and not STOPPED.search(parts[-1][-10:]) and (goes_on or _is_open(" ".join(parts)))
    if parts and sum(map(len, parts)) > 600:
        return False
    if not parts or (len(parts) == 1 and SORT_OF_REPORT.fullmatch(parts[0])):
        return _is_first_of_summary(lines, at)
    if parts[-1][-1] == ":" and text[0] in '“"':
        return True
    if parts[-1][-1] in ".;:" and not parts[-1].endswith("TP.") and not (parts[-1][-1] == ";" and text[0].islower()):
        return False
    if text[0].islower() or UNFINISHED.search(parts[-1][-20:]) or _AWAITS_NAME.search(parts[-1][-20:]):
        return True
    if text[0] == "“" and len(text) <= _TITLE_LINE:
        return True
    if _YEARS.fullmatch(text) and _AWAITS_YEAR.search(parts[-1][-12:]):
        return True
    if len(text) <= _TITLE_LINE and _closes(" ".join(parts), text):
        return True
    if text[0] in '“"' and len(text) <= _TITLE_LINE and text[-1] in '”"':  # "… Kỷ niệm chương / “Vì sự nghiệp …”"
        return True
    if BASIS.match(text) or _OPENS.match(text):
        return False
    if is_capitals(" ".join(parts)):
        if not is_capitals(text) or _OPEN_CAPITALS.search(parts[-1]) or UNFINISHED.search(parts[-1][-20:].lower()):
            return is_capitals(text)
        return not (AGENCY.match(text) and line.after_blank) and not is_authority(lines, at)
    if is_capitals(text):
        return False
    if line.heading and lines[at - 1].heading:
        return True
    return _is_loose_end(line, text, lines, at)


def _closes(above: str, text: str) -> bool:
    """Whether a line closes the quotation that the lines above it left open."""
    return _is_open(above) and "”" in text


def _is_open(text: str) -> bool:
    """Whether a quotation was opened and not closed."""
    return text.count("“") > text.count("”")


def _is_first_of_summary(lines: Sequence[Line], at: int) -> bool:
    """The first line below the kind: a căn cứ or an opening ends with a mark, a trích yếu does not."""
    text = lines[at].shown
    if is_capitals(text) and is_authority(lines, at):
        return False
    if text.startswith("Căn cứ ") or (not is_capitals(text) and is_glued_letterhead(text)):
        return False
    end = _paragraph_end(lines, at)
    if BASIS.match(text) or _OPENS.match(text):
        return not STOPPED.search(lines[end].shown) and lines[end].shown[-1] != ","
    return len(text) <= 300 or not STOPPED.search(text)


def _is_loose_end(line: Line, text: str, lines: Sequence[Line], at: int) -> bool:
    """A further line that begins with a capital: short, not closed by a mark, and before the body begins."""
    if _CONTINUES.match(text) and len(text) <= 90 and text[-1] not in ".;:,":
        return True
    if AGENCY.match(text) or is_agency(text):
        return False
    if line.after_blank:
        return _is_parted_end(text, lines, at)
    end = _paragraph_end(lines, at)
    if STOPPED.search(lines[end].shown) or end - at > 3:
        return False
    below = lines[end + 1] if end + 1 < len(lines) else None
    return below is not None and (begins_body(below) or below.after_blank or below.after_rule)


def _is_parted_end(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line behind a blank one ends the trích yếu: pasted, its lines are paragraphs of their own."""
    below = lines[at + 1].shown if at + 1 < len(lines) else ""
    if AGENCY.match(text.upper()) and len(text.split()) <= 5 and _OPENS.match(f"{text} {below}"):
        return False  # "Bệnh viện / Đa khoa tỉnh xây dựng Kế hoạch …"
    if len(text) > _TITLE_LINE or " " not in text or text[-1] in ".;:,…" or not below:
        return False
    return begins_body(lines[at + 1]) or bool(_OPENS.match(below)) or len(below) > 2 * _TITLE_LINE


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    """The index of the last line of the paragraph that begins at ``at``, as far as marks and blank lines tell."""
    end = at
    while end + 1 < min(len(lines), at + 12) and not STOPPED.search(lines[end].shown):
        below = lines[end + 1]
        if begins_body(below) or (below.after_blank and not below.shown[0].islower()) or below.after_rule:
            break
        end += 1
    return end


def begins_body(line: Line) -> bool:
    """Whether a line begins the body: a căn cứ, "Kính gửi", a labelled part or who acts."""
    text = line.shown
    marker = find_marker(text)
    if marker is not None and marker.level in ("phan", "chuong", "muc", "dieu", "khoan"):
        return True
    return bool(
        BASIS.match(text)
        or ADDRESSED.match(text)
        or (AGENCY.match(text) and not is_capitals(text) and not is_glued_letterhead(text))
    )


def is_glued_letterhead(text: str) -> bool:
    """Whether a line is a letterhead with other things of the top glued to it."""
    return bool(AGENCY.match(text)) and len(text) < 200 and sum(map(str.isupper, text)) > 0.4 * len(text)
