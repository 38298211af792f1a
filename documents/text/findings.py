"""Every check on one paper in one place, and what may be done with a finding: fix it, know it again later.

The checks themselves stand in ``check_form``, ``check_citations``, ``check_words``, ``check_years``, ``check_places``.
"""

from __future__ import annotations

import hashlib
import re

from documents.text.check_citations import on_citations, on_laws
from documents.text.check_form import on_bases, on_end, on_header, on_recipients, on_typist_mark
from documents.text.check_places import on_other_places
from documents.text.check_words import on_words
from documents.text.check_years import on_years, plan_year
from documents.text.reading import Finding

__all__ = [
    "apply_fix", "fingerprint", "on_bases", "on_citations", "on_end", "on_header", "on_laws", "on_other_places",
    "on_recipients", "on_typist_mark", "on_words", "on_years", "place_of", "plan_year",
]  # fmt: skip


_BY_MESSAGE = frozenset({"date-conflict", "citation-incomplete"})


def fingerprint(finding: Finding) -> str:
    """By what a dismissed finding is known again: its code and words, wherever the lines move them.

    One that is about no words in particular is known by what it says; one that tells a day, by the day too: another
    day in the register, or one that was settled since, has not been looked at. One that speaks of several papers of a
    line, by all that it says: the next paper in that line has not been looked at.
    """
    words = finding.quote if finding.quote and finding.code not in _BY_MESSAGE else f"{finding.quote} {finding.message}"
    said = f"{finding.code}\n{' '.join(words.split())}\n{finding.fix or ''}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def place_of(text: str, finding: Finding) -> tuple[int, int] | None:
    """Where the finding's words begin and end: their first place from its line on; None when they stand there no more.

    The words may be broken over lines and hold marks of bold type.
    """
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: max(0, finding.line - 1)])
    words = r"(?:\s|\*)+".join(re.escape(word) for word in finding.quote.split())
    found = re.compile(rf"(?<![^\W_]){words}(?![^\W_])").search(text, start) if words else None
    return found.span() if found else None


def apply_fix(text: str, finding: Finding) -> str:
    """``text`` with the finding's repair in place of its words (``place_of``); what surrounds them stays as it is.

    Raises:
        ValueError: there is no repair, or the words no longer stand there.
    """
    if finding.fix is None or not finding.quote:
        raise ValueError("Mục này không có cách sửa sẵn.")
    place = place_of(text, finding)
    if place is None:
        raise ValueError("Đoạn chữ cần sửa đã thay đổi: hãy kiểm tra lại văn bản.")
    return text[: place[0]] + finding.fix + text[place[1] :]
