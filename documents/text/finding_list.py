"""Findings as a page lists them: by severity, each with the place it is about and with what may be done with it.

Plain data for ``templates/documents/finding_list.html``; where the place of a finding is, its page knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents.text.findings import fingerprint
from documents.text.reading import Finding

#: Code, word and icon of the severities, the gravest first.
SEVERITIES = (("loi", "Lỗi", "error"), ("canh_bao", "Cảnh báo", "warning"), ("goi_y", "Gợi ý", "info"))


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding on its page.

    ``place``: where it is, in words ("Căn cứ, dòng 2"), "" of the whole paper; ``target``: id of the element that
    holds the words (a field, or the source text), ``line``: their line in it, from 1. ``source_line``: where a page
    shows the source, too, the line there, whose element is "dong-LINE"; 0 where it does not. ``can_fix`` shows its
    repair with a button; ``can_dismiss`` the form to dismiss it, with ``reason`` as typed and ``error`` beside it.
    ``address``: the page, with what it is called, where the finding is answered when that is not in the text.
    ``by``, ``at``: who dismissed it, and when (in words); then ``reason`` is why.
    """

    finding: Finding
    place: str = ""
    target: str = ""
    line: int = 0
    source_line: int = 0
    can_fix: bool = False
    can_dismiss: bool = False
    reason: str = ""
    error: str = ""
    address: str = ""
    page: str = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """By what its buttons name it."""
        return fingerprint(self.finding)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity, with its word and icon."""

    code: str
    word: str
    icon: str
    rows: tuple[Listed, ...]


def grouped(rows: Iterable[Listed]) -> list[Group]:
    """The findings by severity, the gravest first; a severity without any is left out."""
    told = list(rows)
    groups = [
        Group(code, word, icon, tuple(row for row in told if row.finding.severity == code))
        for code, word, icon in SEVERITIES
    ]
    return [group for group in groups if group.rows]
