"""What scans and stamps leave between the lines of a paper: specks, the inscription of a seal, the stamp of receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.text.broken_top import right_decree
from documents.text.letterhead import AGENCY
from documents.text.lines import Line

# Signs that stand in no text by themselves, and what does: labels, the mark at the end, "V/v".
_SPECKS = frozenset("~^■▪«»\\`'‘’_|<>={}°¬*")
_TEXT = re.compile(r"[^\W\d_]{2,}|\d")
_ALONE = re.compile(r"(?:[-–+*•▪]|\(?\w{1,4}[.)/:]?|[\W_]?[^\W_][\W_]?|\W{0,2}V/v\W{0,2})$")
# Round a seal: "* THỊ XÃ *"; Markdown leaves no space within its marks.
_SEAL = re.compile(r"[*★☆]\s[^\W\d_a-z][^*★☆]{0,40}\s[*★☆]$")
# The same on the line of a recipient or of a name.
_SEAL_BEHIND = re.compile(r"(?<=\S)\s+[*★☆]\s[^\W\d_a-z][^*★☆a-z]{1,40}\s[*★☆]$")
# Of whoever copied the paper: "SAO Y BẢN CHÍNH".
_COPY = re.compile(r"(?:CHỨNG THỰC BẢN SAO|SAO Y|SAO LỤC|TRÍCH SAO)\b[^a-z]{0,60}$")
# The stamp of an office that received the paper.
_ARRIVED = re.compile(
    r"(?:CÔNG VĂN|CV)?\s?ĐẾN\b(?=\W{0,3}(?:$|[Ss]ố|Ngày|Giờ))|(?:Số|SỐ|Ngày|NGÀY|Giờ) (?:đến|ĐẾN)\s?:"
)
_OF_STAMP = re.compile(
    r"(?:Số|SỐ)\s?:?\s?(?:[.…_]|\d{1,6}\s?$|$)|(?:Ngày|NGÀY|Giờ)\s?:?\s?(?:[.…_]|\d{1,2}\b.{0,25}$|$)"
    r"|(?:Chuyển|CHUYỂN|Kính chuyển|Lưu hồ sơ(?: số)?|Số và ký hiệu HS)\s?:"
)
_HEIGHT = 5


def without_noise(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that somebody wrote; the first below a stamp keeps that something stood above it."""
    dropped = {at for at, line in enumerate(lines) if _is_speck(line.text)}
    for at, line in enumerate(lines):
        if _ARRIVED.match(line.shown):
            dropped.update(_stamp(lines, at))
    for at, line in enumerate(lines):
        if at not in dropped:
            text = _SEAL_BEHIND.sub("", line.text) if line.text[-1] in "*★☆" else line.text
            yield replace(line, text=right_decree(text))


def _is_speck(text: str) -> bool:
    """Whether a line holds no word, or is what stands round a seal."""
    if len(text) > 80 or text[0] == "|" or _ALONE.match(text):
        return False
    if _SEAL.match(text) or (_COPY.match(text) and text.isupper()):
        return True
    signs = sum(not (letter.isalnum() or letter.isspace()) for letter in text)
    letters = sum(map(str.isalnum, text))
    return bool(_SPECKS.intersection(text)) and (not _TEXT.search(text) or (signs >= 4 and signs > 2 * letters))


def _stamp(lines: Sequence[Line], at: int) -> Iterator[int]:
    """The lines of a stamp of receipt of which one is given: the office above, number and day below."""
    below = at + 1
    while below < min(len(lines), at + _HEIGHT) and _OF_STAMP.match(lines[below].shown):
        below += 1
    if below == at + 1 and not re.search(r"\d|[.…_]{3}", lines[at].shown):
        return
    yield from range(at, below)
    above = at - 1
    if (
        above > 0
        and AGENCY.match(lines[above].shown)
        and lines[above].after_blank
        and lines[at].number - lines[above].number < 3
    ):
        yield above
