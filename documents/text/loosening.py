"""A whole paper on one line, as some scans come: cut where its parts are sure to begin.

Only a line that no paragraph is as long as, and that holds the top of a paper or several of its sections, is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 1_200
_SECTION = re.compile(r"\s(?=[IVX]{1,4}\.\s[A-Z]{2,}[\s,])")
_TOP = re.compile(r"CONG\s+HOA\s+XA\s+HOI|Hanh\s+phuc", re.IGNORECASE)
_CUTS = re.compile(
    r"\s(?=[IVX]{1,4}\.\s[A-Z]{2,}[\s,])|(?<=anh phuc)\s|\s(?=[Ss][o6]\s?:)|\s(?=(?:CONG HOA XA HOI|DANG CONG SAN)\b)"
    r"|\s(?=(?:KE|QUYET|BAO|CHI|THONG|TO|HUONG|CONG)\s[A-Z]{2,6}\s[A-Z][a-z])|\s(?=N[o]i nhan\s?:)"
    r"|\s(?=(?:TM|KT|TL)\.\s?[A-Z]{2})|(?<=[.;:])\s(?=-\s[A-Z])|\s(?=-\s(?!Khen|Hanh|Xa|Ke|Thuong|Tu)[A-Z][a-z]+\s[a-z])|(?:(?<=[.;:])|(?<=[A-Z]{2}))\s(?=\d{1,2}\.\s[A-Z])"
    r"|\s(?=(?:PHO\s)?(?:CHU TICH|GIAM DOC|TRUONG PHONG|HIEU TRUONG)\s*(?:$|[A-Z][a-z]))"
)


def loosened(line: str) -> Iterator[str]:
    """The line, or the parts that it holds."""
    if len(line) < _LONGEST or not _is_whole(line):
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


def _plain(line: str) -> str:
    """The line without the marks of its letters, each letter in its place."""
    apart = unicodedata.normalize("NFD", line.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
