"""What papers that are cited in one row share: the issuer or the day is printed once for all of them.

It stands behind the last ("số 18, 19-NQ/TW ngày 25/10/2017", "Nghị định số …, số … của Chính phủ") or before the first
("UBND tỉnh đã ban hành Kế hoạch số … và Công văn số …"); "cùng ngày" is the day of the paper before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from documents.text import kinds
from documents.text.folded import fold
from documents.text.mentions import Mention
from documents.text.reading import Citation

# "Nghị định số 91/2017/NĐ-CP ngày …, số 98/2023/NĐ-CP ngày … của Chính phủ": one issuer for both.
_ROW = re.compile(
    r"(?:,|\svà|,\svà)\s(?:các\s)?(?:số\s)?"
    r"(?:(?:bãi bỏ|thay thế|sửa đổi|bổ sung)\s(?:(?:điểm \w|khoản \d{1,2}|Điều \d{1,3}),?\s){0,3})?$"
    r"|\s\((?:đã được\s|được\s)?(?:sửa đổi|bổ sung|thay thế)[^()\d]{0,40}\s$"
    r"|,?\s(?:đã\s)?được\s(?:(?:sửa đổi|bổ sung|thay thế|đính chính)(?:,\s|\svà\s|\s)){1,3}(?:một số điều\s)?"
    r"(?:tại|bởi|bằng|theo)\s(?:các\s)?$"
)
# "Nghị định số … ngày …; Nghị định số … của Chính phủ": so, too, where one body alone issues under these letters.
_SEMICOLON = re.compile(r";\s(?:các\s)?$")
_MANY_ISSUE = frozenset({"UBND", "HĐND", "TW", "TU", "BCĐ", "HU", "ĐU"})
# Behind an issuer that was named before them, papers may also be parted by semicolons.
_LIST = re.compile(r"(?:,|;|\svà|[,;]\svà)\s(?:(?:ngày\s[\d/.-]{8,10},?\s)?(?:đã\s)?ban hành\s)?(?:các\s)?(?:số\s)?$")
_SEVERAL = re.compile(r"(?<![^\W_])(?:cac|hai|ba)\s$")
_SAME_DAY = re.compile(r"[,;]?\s?\(?cung\s(?:mot\s)?ngay(?![^\W_])")
_SAME_DAY_OF_ITS = re.compile(rf"{_SAME_DAY.pattern}(?!\s\d)")
_DAY_FOLLOWS = re.compile(r"\s\d")
# Party symbols that several organs use: what is said of the second need not be true of the first.
_WIDE_ORGANS = frozenset({"TW", "TU"})


def share_issuer(text: str, end: int, mention: Mention, following: Mention) -> bool:
    """Whether two mentions stand in one row, so that the issuer behind the second is that of both."""
    if not _ROW.match(text, end, following.start):
        alone = _organ(mention.symbol) == _organ(following.symbol) and _organ(mention.symbol) not in _MANY_ISSUE
        return alone and bool(mention.symbol and _SEMICOLON.match(text, end, following.start))
    if kinds.is_party(mention.symbol) and _organ(mention.symbol) in _WIDE_ORGANS:
        # "TW" and "TU" stand for several organs of the Party, so two kinds may have two issuers.
        return mention.symbol == following.symbol
    if not following.printed:
        return True
    return _organ(mention.symbol) == _organ(following.symbol)


def share_day(text: str, folded: str, end: int, mention: Mention, following: Mention) -> bool:
    """Whether the day behind the second of two mentions is that of both.

    So of "số 18, 19-NQ/TW ngày 25/10/2017", of several under one plural and of two papers "cùng ngày".
    """
    if mention.symbol and text[mention.core : mention.end] == mention.number:
        return True
    if not _ROW.match(text, end, following.start):
        return False
    several = not following.printed and _SEVERAL.search(folded, max(0, mention.start - 6), mention.start)
    told = _SAME_DAY.match(folded, following.end)
    return bool(several or (told and _DAY_FOLLOWS.match(folded, told.end())))


def same_day(folded: str, at: int, stop: int) -> re.Match[str] | None:
    """ "cùng ngày" without a day of its own at ``at``: the day of the paper before."""
    told = _SAME_DAY.match(folded, at, stop)
    return None if told is None or _DAY_FOLLOWS.match(folded, told.end(), stop) else told


def same_days(found: Iterable[Citation]) -> Iterator[Citation]:
    """The citations, "cùng ngày" being the day of the one before, which may stand in the paragraph above."""
    day = None
    for citation in found:
        if citation.date is None and day and _SAME_DAY_OF_ITS.search(fold(citation.quote)):
            citation = replace(citation, date=day)
        day = citation.date
        yield citation


def handed_on(text: str, mentions: Sequence[Mention], found: Sequence[Citation], ends: Sequence[int]) -> list[Citation]:
    """The citations of a paragraph; an issuer that was named before the first of several is that of all."""
    told = list(found)
    for at in range(1, len(told)):
        before = told[at - 1]
        named_before = bool(before.issuer) and before.issuer not in before.quote
        if not named_before or told[at].issuer or not _LIST.match(text, ends[at - 1], mentions[at].start):
            continue
        if _issue_alike(mentions[at - 1].symbol, mentions[at].symbol, before.issuer):
            told[at] = replace(told[at], issuer=before.issuer)
    return told


def _issue_alike(symbol: str, following: str, issuer: str) -> bool:
    """Whether the issuer of a paper issued the one that follows it, too: by their letters, or as the Prime Minister."""
    of_prime_minister = _organ(following) == "TTg" and issuer.startswith("Thủ tướng")
    return of_prime_minister or _issuing(symbol) == _issuing(following)


def _letters(symbol: str) -> str:
    return re.sub(r"^\d{4}/", "", symbol)


def _organ(symbol: str) -> str:
    return re.split(r"[-/]", symbol)[-1]


def _issuing(symbol: str) -> str:
    """The letters of the issuer in a symbol: the first of a letter's ("UBND-NC"), the last of others ("KH-UBND")."""
    parts = re.split(r"[-/]", _letters(symbol))
    return parts[-1] if kinds.from_symbol(symbol) else parts[0]
