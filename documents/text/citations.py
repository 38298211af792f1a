"""Numbered mentions of other papers: kind, number, symbol, date, issuer and title, with the exact words.

NĐ 30/2020, Phụ lục I, Mục II.6.b lays down what a first mention gives: kind, number, symbol, date, issuer, title.
Numbers are found by ``mentions``, issuers by ``printed_issuers``, titles by ``titles``; here they are put together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from documents.text.folded import fold
from documents.text.issuers import from_capitals, full_name
from documents.text.issuers_before import day_before, issuer_before, issuer_behind, issuer_within
from documents.text.lines import Paragraph
from documents.text.mentions import Mention, find_mentions
from documents.text.places import Whereabouts, resolve, whereabouts
from documents.text.printed_issuers import is_between, issuer_after, issuers_together, ministries
from documents.text.reading import Citation
from documents.text.rows import handed_on, same_day, same_days, share_day, share_issuer
from documents.text.titles import read_title, title_key
from documents.text.tree import Header

# Patterns of dates are matched on the folded text: "ngày 14 thâng 3 nãm 2024" of a scan is a date too.
_DATE = re.compile(
    r"\s?[,;]?\s?\(?\s?(?:ra\s|(?:ky\s)?ban\shanh\s|ky\s|de\s|cung\s|thong\squa\s)?"
    r"ngay\s?(?P<day>\d{1,2})\s?(?:[/.–-]\s?|thang\s?)(?P<month>\d{1,2})"
    r"\s?(?:[/.–-]\s?|,?\s?nam\s?)(?P<year>\d{4}|20\s\d\d(?=\s))(?!\d)"
    r"|(?:\s?\(\s?|,\s(?=[\d/.-]{8,10}\s(?:cua|ve)\s))(?P<day2>\d{1,2})[/.-](?P<month2>\d{1,2})[/.-](?P<year2>\d{4})(?=\s?\)|\s)"
)
# A day that is left open or cannot be read is passed over, so that the issuer behind it is found.
_OPEN_DATE = re.compile(
    r",?\s?ngay\s?[\dlio]{1,2}[/.-][\dlio]{1,2}[/.-][\dlio]{4}(?=\s|,|$)"
    r"|[,;]?\s?\(?\s?ngay[\s\d.…_/-]{0,12}(?:thang[\s\d.…_/-]{0,12})?(?:nam\s?[\d.…_]{0,6})?(?=\s|,|$)"
)
_YEAR = re.compile(r",?\s?(?:nam\s)?(?P<year>(?:19|20)\d\d)(?=\s(?:cua|ve)\s)")
_APPENDED = re.compile(r"\s?\((?:sau day (?:goi|viet)|goi tat|viet tat)[^()]{2,60}\)")
# "Bộ trưởng Bộ Giáo dục và Đào tạo (GDĐT) về …": the short form of the issuer's name.
_SHORT_NAME = re.compile(r"\s\([A-ZĐ][A-ZĐ&-]{1,14}\)(?=,?\s[^\W\d_A-ZĐ])")
_CHANGES = re.compile(
    r"(?:điều của|nội dung của|bổ sung|sửa đổi|bãi bỏ|thay thế)\s$"
    r"|(?:sửa đổi|bổ sung|bãi bỏ|thay thế)\s[^,;.“”]{3,90}\stại\s$"
)
_MOST_LISTED = 6
_ENCLOSED = "kem theo "
# Papers of several authorities name them one after the other.
_JOINT = re.compile(r"(?:LT|LN|PH)(?=$|[-/])|(?:^|/)L[TN]")


def find_citations(paragraphs: Sequence[Paragraph], own: Header) -> tuple[Citation, ...]:
    """Every numbered mention in reading order. Mentions of the paper itself (``own``) are left out."""
    found = _in_summary(own, paragraphs)
    found += [citation for paragraph in paragraphs for citation in _in_paragraph(paragraph)]
    found = [citation for citation in same_days(found) if not _is_own(citation, own)]
    if not found:
        return ()
    where = whereabouts(own, (paragraph.shown for paragraph in paragraphs))
    return tuple(_resolved(citation, where) for citation in found)


def _in_summary(own: Header, paragraphs: Sequence[Paragraph]) -> list[Citation]:
    """Mentions in the paper's own trích yếu: "Triển khai Chỉ thị số 21-CT/TU …"."""
    line = max(1, min((paragraph.line for paragraph in paragraphs), default=2) - 1)
    return [replace(one, in_summary=True) for one in _in_paragraph(Paragraph(own.summary, ((0, line),)))]


def _resolved(citation: Citation, where: Whereabouts) -> Citation:
    return replace(citation, issuer_resolved=resolve(citation.issuer, citation.symbol, where))


def _is_own(citation: Citation, own: Header) -> bool:
    same = bool(own.number) and (citation.number.lstrip("0"), _bare(citation.symbol)) == (
        own.number.lstrip("0"), _bare(own.symbol),
    )  # fmt: skip
    if not same or (citation.issuer and not _may_be(citation.issuer, own.issuer)):
        return False
    return citation.date is None or own.date is None or citation.date == own.date


def _bare(symbol: str) -> str:
    return fold(symbol).replace(" ", "").replace("&", "")


def _may_be(printed: str, own: str) -> bool:
    return not own or title_key(full_name(printed.removeprefix("Chủ tịch "))) in title_key(full_name(own))


def _in_paragraph(paragraph: Paragraph) -> list[Citation]:
    """Read from the last mention to the first, since a title may hold the mention that follows."""
    text = paragraph.shown
    mentions = find_mentions(text)
    if not mentions:
        return []
    folded = fold(text)
    found: list[Citation] = []
    ends: list[int] = []
    stop = stop_end = len(text)
    for at in range(len(mentions) - 1, -1, -1):
        mention = mentions[at]
        floor = mentions[at - 1].end if at else 0
        listed = _listed_end(text, mentions, at, ends) or stop_end
        citation, end = _citation(text, folded, mention, floor, (stop, listed))
        if found and not citation.issuer and share_issuer(text, end, mention, mentions[at + 1]):
            citation = replace(citation, issuer=found[-1].issuer)
        if found and citation.date is None and share_day(text, folded, end, mention, mentions[at + 1]):
            citation = replace(citation, date=found[-1].date)
        broken = _is_broken(paragraph, mention.start, end)
        named = folded.endswith(_ENCLOSED, floor, mention.start)
        line = paragraph.line_at(mention.start)
        found.append(replace(citation, line=line, broken=broken, named_before=named))
        ends.append(end)
        stop, stop_end = mention.start, end
    return handed_on(text, mentions, found[::-1], ends[::-1])


def _listed_end(text: str, mentions: Sequence[Mention], at: int, ends: Sequence[int]) -> int:
    """Where papers end that the title of mention ``at`` lists: "… một số điều của Nghị định số 1 …, số 2 … và …"; or 0.

    ``ends`` of the mentions behind it, the last mention's first.
    """
    following = mentions[at + 1 : at + 1 + _MOST_LISTED]
    if not following or not _CHANGES.search(text, max(0, following[0].start - 120), following[0].start):
        return 0
    for (before, end), (mention, last) in pairwise(zip(following, ends[: -1 - _MOST_LISTED : -1], strict=True)):
        between = text[end : mention.start] if mention.start - end <= 5 else ""
        if before.kind != mention.kind or between not in (", ", " và ", ", và "):
            break
        if "và" in between:
            return last
    return 0


def _is_broken(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether more than the end of a line stands inside the mention: an empty line, as at the end of a page."""
    first = bisect_right(paragraph.starts, start, key=lambda piece: piece[0])
    last = bisect_left(paragraph.starts, end, key=lambda piece: piece[0])
    pieces = paragraph.starts[max(0, first - 1) : last]
    return any(line - before > 1 for (_, before), (_, line) in pairwise(pieces))


def _others(mention: Mention) -> int:
    """How many issuers a joint paper has beside the first: its symbol names them all ("TTLT-BGDĐT-BNV")."""
    organs = [part for part in re.split(r"[-/]", mention.symbol) if not part.isdigit()][1:]
    return max(1, len(organs) - 1)


def _citation(text: str, folded: str, mention: Mention, floor: int, following: tuple[int, int]) -> tuple[Citation, int]:
    """One mention and where it ends; ``following`` is where the next mention begins and ends."""
    stop = following[0]
    end = mention.end
    day, issuer = None, ""
    for _ in range(3):  # date and issuer come in either order
        if day is None and (dated := _DATE.match(folded, end, stop)):
            day, end = _date(dated), dated.end()
            closes = text[end : end + 1] == ")"
            end += closes and ("(" in dated[0] or issuer_after(text, folded, end + 1, stop) is not None)
        elif day is None and (blank := _OPEN_DATE.match(folded, end, stop) or same_day(folded, end, stop)):
            end = blank.end()
        elif not issuer and (named := issuer_after(text, folded, end, stop)) and not _opens_next(text, end, named[1]):
            issuer, end = named
            if (_JOINT.search(mention.symbol) or is_between(folded, mention.end, end)) and (
                last := issuers_together(text, end, stop, _others(mention))
            ) > end:
                issuer, end = text[end - len(issuer) : last], last
            if (last := ministries(text, end, stop)) > end:
                issuer, end = text[end - len(issuer) : last], last
        elif not issuer and (year := _YEAR.match(folded, end, stop)):
            end = year.end()
    if text[end : end + 1] == ")" and "(" in text[mention.start : end]:
        end += 1
    if not issuer:
        issuer = issuer_within(text, folded, mention.start, mention.core) or issuer_before(
            text, folded, mention.start, floor, mention.symbol
        )
    if day is None and (dated := day_before(folded, mention.start, floor)):
        day = _date(dated)
    if appended := _APPENDED.match(folded, end, stop):
        end = appended.end()
    elif issuer and issuer == text[end - len(issuer) : end] and (short := _SHORT_NAME.match(text, end, stop)):
        end = short.end()
    title, end = read_title(text, end, following)
    if not issuer and (behind := issuer_behind(title, mention.symbol)):
        title, issuer = behind
    quote = text[mention.start : end]
    if issuer.isupper() and " " in issuer:  # in a trích yếu that is printed in capitals
        issuer = from_capitals(issuer)
    return Citation(mention.kind, mention.number, mention.symbol, day, issuer, title or mention.law, quote, 0), end


def _opens_next(text: str, end: int, at: int) -> bool:
    """Whether an issuer behind a closed bracket is that of the next: "của A (Tờ trình số …), của B (Tờ trình số …)"."""
    return text[end - 1 : end + 1] == ")," and text.startswith(" (", at)


def _date(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    try:
        return date(*(int((groups[name] or groups[f"{name}2"]).replace(" ", "")) for name in ("year", "month", "day")))
    except (ValueError, KeyError):
        return None
