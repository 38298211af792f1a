"""Cells of the top and the foot of a paper that touch on the page: cut apart where the cells of other rows begin.

A long cell ends a space before the one beside it, so no gap parts them ("… xã hội tỉnh; PHÓ CHỦ TỊCH"). What begins in
the same place as the cells above or below it, or says what only the right column says, is a cell of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.text.kinds import printed_kind
from documents.text.markers import find_marker
from documents.text.pdf_rows import Row, cut_row, joined_row, split_word
from documents.text.signing import is_office
from documents.text.zone import COUNTRY, MOTTO

# So many rows the top of a paper reaches above and below the country's name, and the foot below "Nơi nhận".
_ABOVE, _BELOW, _FOOT = 4, 8, 60
# Cells that begin within so many points of each other begin in the same place.
_SAME = 1.0
# In so many rows above and below.
_NEAR = 3
# No column is narrower.
_COLUMN = 80.0
_SHORT = re.compile(r"[^\W\d_a-z/]{1,4}(?:/[^\W\d_a-z]{1,3})?\.$")
_RECIPIENTS = re.compile(r"(?:^|.{0,60}\s)N(?:ơi|ƠI) (?:nhận|NHẬN)\s?:")
_ARCHIVE = re.compile(r"[-–+•*]?\s?L[ưu]u\b")
_DATED = re.compile(r"[^\W\d][^\d,;:]{1,40},\s?(?:ngày\b.{1,12})?tháng\b.{1,12}năm\b")
_TORN = (
    (re.compile(r".+CHỦ NGHĨA VIỆT$"), re.compile(r"NAM$")),
    (re.compile(r".+,\s?ngày \d{1,2} tháng \d{1,2} năm$"), re.compile(r"(?:19|20)\d\d$")),
)
_SYMBOL = re.compile(r"\S*[/-](?:[A-ZĐ&./-]|Tw|Tr|Tg|Đi|\d{1,2})+$")
# "- Ban TĐKT tỉnh;     (Báo cáo)": a remark to the recipient, and no column.
_REMARKED = re.compile(r"[-–+•]\s?[^()]{3,80}\s\((?!(?:đã )?ký|Đã ký)[^()]{2,40}\)[;,.]?$")
_TITLE_BEGINS = re.compile(r"Kính gửi|Căn cứ |Điều \d")


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell begins, in which row; ``sure`` when it says what only the right column says."""

    row: int
    left: float
    sure: bool


def with_cells_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, those of tops and feet cut where their cells begin."""
    found = list(_whole(rows))
    for start, end in _windows(found):
        found[start:end] = map(_unglued, found[start:end])
        cells = [cell for at in range(start, end) for cell in _cells(at, found[at])]
        edge = min(found[at].left for at in range(start, end)) + _COLUMN
        beside = [cell for cell in cells if cell.left > edge]
        for at in range(start, end):
            lefts = [cell.left for cell in cells if cell.row == at and cell.sure] or _in_line(found[at], at, beside)
            if lefts:
                found[at] = cut_row(found[at], lefts)
            elif _REMARKED.match(found[at].text) and len(found[at].parts) == 2:
                found[at] = joined_row(found[at])
    return found


def _whole(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; a word that the width of the page drove to the left edge of the next row is back where it belongs."""
    held: Row | None = None
    for row in rows:
        if held is not None and _is_torn(held, row):
            word, last = row.parts[0].words[0], held.parts[-1].words[-1]
            left = last.right + 0.25 * last.size
            yield cut_row(held, (), [replace(word, left=left, right=left + word.right - word.left)])
            held = None
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _is_torn(above: Row, row: Row) -> bool:
    if (
        above.page != row.page
        or len(row.parts) > 1
        or abs(above.left - row.left) > _SAME
        or len(row.parts[0].words) > 1
    ):
        return False
    return any(head.search(above.text) and rest.match(row.text) for head, rest in _TORN)


def _windows(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The tops and feet, as ranges of rows of one page."""
    done = 0
    for at, row in enumerate(rows):
        if at < done:
            continue
        text = row.text
        if COUNTRY.search(text) or MOTTO.search(text):
            start, end = max(done, at - _ABOVE), at + 1
            while end < len(rows) and end - at < _BELOW and not _begins_title(rows[end].text):
                end += 1
        elif _RECIPIENTS.match(text):
            start, end = at, at + 1
            while start > max(done, at - _ABOVE) and rows[start - 1].text.upper() == rows[start - 1].text:
                start -= 1
            while end < len(rows) and end - at < _FOOT and not _ARCHIVE.match(rows[end - 1].text):
                end += 1
        else:
            continue
        while rows[start].page != row.page:
            start += 1
        while rows[end - 1].page != row.page:
            end -= 1
        yield start, end
        done = end


def _begins_title(text: str) -> bool:
    """Whether a row below the top is of the title or the text."""
    if printed_kind(text)[0] or _TITLE_BEGINS.match(text):
        return True
    marker = find_marker(text)
    return marker is not None and marker.level != "dash"


def _cells(at: int, row: Row) -> Iterator[_Cell]:
    for part in row.parts[1:]:
        yield _Cell(at, part.left, False)
    if len(row.parts) == 1:
        yield _Cell(at, row.left, False)
    words = [word for part in row.parts for word in part.words]
    texts = [word.text for word in words]
    for place in range(1, len(words)):
        if texts[place][:1].isupper() and _says_right_column(" ".join(texts[place:]), texts[place - 1]):
            yield _Cell(at, words[place].left, True)
            return


def _unglued(row: Row) -> Row:
    """The row; a word that the one of the next cell touches is two: "PHÚĐộc lập - Tự do - Hạnh phúc"."""
    words = [word for part in row.parts for word in part.words]
    for at, word in enumerate(words):
        for cut in _seams(word.text):
            rest = " ".join([word.text[cut:], *(later.text for later in words[at + 1 :])])
            if _says_right_column(rest, word.text[:cut]):
                return split_word(row, word, cut)
    return row


def _seams(text: str) -> Iterator[int]:
    """Where a word in capitals or figures goes over into one of small letters; symbols end so, too ("BTĐKTTw")."""
    for at in range(2, len(text) - 1):
        small = text[at].isupper() and text[at + 1].islower() and text[at : at + 2] not in ("Tw", "Tr", "Tg", "Đi")
        if small and not (text[at - 1].islower() or text[at - 2].islower()) and text[at - 1].isalnum():
            yield at


def _says_right_column(rest: str, before: str) -> bool:
    """Whether the rest of a row is the country's name, the motto, a place with a day, or an office that signs."""
    if COUNTRY.match(rest) or MOTTO.match(rest):
        return True
    if _DATED.match(rest):
        return before[-1] in ",.;" or (before.upper() == before and before[-1].isalnum()) or bool(_SYMBOL.match(before))
    # An office has more than one word; "KTHT." behind "VT," is a room's letters.
    office = " " in rest and rest.upper() == rest and is_office(rest)
    return before[-1] in ";,." and not _SHORT.match(before) and office


def _in_line(row: Row, at: int, cells: Sequence[_Cell]) -> list[float]:
    """Where a row without a gap is cut: below or above two cells of other rows, or one that is sure."""
    if len(row.parts) > 1 or any(row.left > cell.left - _COLUMN / 2 for cell in cells):
        return []
    near = [cell for cell in cells if 0 < abs(cell.row - at) <= _NEAR]
    for word in row.parts[0].words[1:]:
        same = [cell for cell in near if abs(cell.left - word.left) <= _SAME]
        if word.text[:1].isupper() and (len(same) > 1 or any(cell.sure for cell in same)):
            return [word.left]
    return []
