"""A whole paper on one line, as some scans come: cut where its parts are sure to begin.

Only a line that no paragraph is as long as, and that holds the top of a paper or several of its sections, is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 1_200
# A line from this length on that holds Quốc hiệu and tiêu ngữ with other words holds the top of a paper.
_WHOLE_TOP = 250
_SECTION = re.compile(r"\s(?=[IVX]{1,4}\.\s[A-Z]{2,}[\s,])")
_TOP = re.compile(r"CONG\s+HOA\s+XA\s+HOI|Hanh\s+phuc", re.IGNORECASE)
# Marks that a conversion parted from their letters stand alone between spaces; nobody can put them back.
_STRAY = re.compile(r"(?<=\s)[\u0300-\u0323]+\s?|[\u0300-\u0323]+(?=\s)")
_COUNTRY = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = re.compile(r"Độc lập\s?[-–]?\s?Tự do\s?[-–]?\s?Hạnh phúc")
_NUMBER = re.compile(r"\sSố\s?:\s?\d")
_CUTS = re.compile(
    r"\s(?=[IVX]{1,4}\.\s[A-Z]{2,}[\s,])|(?<=anh phuc)\s|(?<=VIET NAM)\s|\s(?=Doc lap\s?-?\s?Tu do)|\s(?=V/v\s)"
    r"|(?<=\.)\s(?=(?:Thuc hien|Can cu|Vua qua|Theo|De)\s)"
    r"|\s(?=Kinh gui\s?:)|(?<=\d\.)\s(?=UBND\s)|\s(?=[Ss][o6]\s?:)|\s(?=(?:CONG HOA XA HOI|DANG CONG SAN)\b)"
    r"|\s(?=(?:KE|QUYET|BAO|CHI|THONG|TO|HUONG|CONG)\s[A-Z]{2,6}\s[A-Z][a-z])|\s(?=N[o]i nhan\s?:)"
    r"|\s(?=(?:TM|KT|TL)\.\s?[A-Z]{2})|(?<=[.;:])\s(?=-\s[A-Z])|\s(?=-\s(?!Khen|Hanh|Xa|Ke|Thuong|Tu)[A-Z][a-z]+\s[a-z])|(?:(?<=[.;:])|(?<=[A-Z]{2}))\s(?=\d{1,2}\.\s[A-Z])"
    r"|\s(?=(?:PHO\s)?(?:CHU TICH|GIAM DOC|TRUONG PHONG|HIEU TRUONG)\s*(?:$|[A-Z][a-z]))"
)


def loosened(line: str) -> Iterator[str]:
    """The line, or the parts that it holds."""
    line = _STRAY.sub("", line)
    whole = _is_whole(line) if len(line) >= _LONGEST else _holds_top(line)
    if not whole:
        yield line
        return
    plain = _plain(line)
    at = 0
    for cut in _CUTS.finditer(plain):
        if line[at : cut.start()].strip():
            yield line[at : cut.start()].strip()
        at = cut.end()
    yield line[at:].strip()


def _is_whole(line: str) -> bool:
    plain = _plain(line)
    if len(plain) != len(line):
        return False
    sections = len(_SECTION.findall(plain))
    return sections >= 3 or (sections >= 1 and bool(_TOP.search(plain)))


def _holds_top(line: str) -> bool:
    """Whether a line holds the fixed words of a top, each once, in sound letters, and a number."""
    fixed = (_COUNTRY.findall(line), _MOTTO.findall(line), _NUMBER.findall(line))
    return len(line) >= _WHOLE_TOP and all(len(found) == 1 for found in fixed) and len(_plain(line)) == len(line)


def _plain(line: str) -> str:
    """The line without the marks of its letters, each letter in its place."""
    apart = unicodedata.normalize("NFD", line.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
