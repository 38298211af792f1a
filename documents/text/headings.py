"""Headings without a label: in capitals, wholly bold, or alone on their line, in a paper whose sections carry none.

Where one section is labelled ("I.", "Điều 1.", "Phần II"), a line without a label is no heading of that level, however
it looks: it is left as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.text.lines import Paragraph
from documents.text.markers import find_marker, is_title

_LABELLED = ("phan", "chuong", "muc", "dieu")
_WHOLE_BOLD = re.compile(r"(\*{2,3})(?P<text>[^*]+)\1$")
# A bold line is not longer as a heading; one that only stands alone is shorter, and says what sections say.
_LONGEST_BOLD, _LONGEST_ALONE = 120, 45
_SECTION = re.compile(
    r"(?:Mục đích|Yêu cầu|Mục tiêu|Đối tượng|Phạm vi|Nội dung|Chỉ tiêu|Tiêu chí|Thời gian|Địa điểm|Thành phần|Kinh phí"
    r"|Nhiệm vụ|Giải pháp|Biện pháp|Khen thưởng|Tổ chức thực hiện|Phân công|Kết quả|Đánh giá|Kiến nghị|Đề xuất"
    r"|Phương hướng|Quan điểm|Kiểm tra|Sơ kết|Tổng kết|Tiến độ|Hình thức|Nguyên tắc|Tồn tại|Hạn chế)\b[^\d]*$"
)


def unlabelled_headings(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The source lines of the headings without a label: at least two of one look, each with text below."""
    for part in paragraphs:
        marker = find_marker(part.shown)
        if marker is not None and (marker.level in _LABELLED or part.shown.isupper()):
            return frozenset()
    for found in (_in_capitals(paragraphs), _bold(paragraphs), _alone(paragraphs)):
        lines = frozenset(found)
        if len(lines) > 1:
            return lines
    return frozenset()


def without_bold(text: str) -> str:
    """``text`` without the marks that make the whole of it bold."""
    found = _WHOLE_BOLD.match(text)
    return found["text"] if found else text


def may_be_heading(text: str) -> bool:
    """Whether a line that is wholly bold, or set in the style of a heading, may be one without a label."""
    return (
        0 < len(text) <= _LONGEST_BOLD
        and text[0].isupper()
        and text.upper() != text
        and is_title(text)
        and find_marker(text) is None
    )


def _in_capitals(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    for part, below in pairwise(paragraphs):
        shown = part.shown
        if shown.isupper() and find_marker(shown) is None and is_title(shown) and not below.shown.isupper():
            yield part.line


def _bold(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Bold lines; none where bold numbers, or any above the first of them, label the sections."""
    found: list[int] = []
    for part, below in pairwise(paragraphs):
        whole = _WHOLE_BOLD.match(part.text)
        marker = find_marker(part.shown)
        if marker is not None and marker.level == "khoan" and (whole or not found):
            return
        if whole and may_be_heading(part.shown) and not _WHOLE_BOLD.match(below.text):
            found.append(part.line)
    yield from found


def _alone(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    for part, below in pairwise(paragraphs):
        shown = part.shown
        if (
            len(shown) <= _LONGEST_ALONE
            and len(part.starts) == 1
            and _SECTION.match(shown)
            and may_be_heading(shown)
            and shown[-1] != ":"
            and not _SECTION.match(below.shown[: _LONGEST_ALONE + 1])
            and not below.shown[:1].islower()
        ):
            yield part.line
