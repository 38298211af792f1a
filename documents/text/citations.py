"""Numbered mentions of other papers: kind, number, symbol, date, issuer and title, with the exact words.

Two grammars of numbers: NĐ 30/2020, Phụ lục I, Mục II.3 ("53/KH-UBND", "152/2025/NĐ-CP") and the
Party's ("34-CT/TW"). Mục II.6.b lays down what a first mention gives: kind, number, symbol, date, issuer, title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from documents.text import kinds
from documents.text.header import SYMBOL
from documents.text.lines import Paragraph
from documents.text.reading import Citation
from documents.text.titles import read_title
from documents.text.tree import Header

_KINDS = "|".join(kinds.NAMES)
_SLASHED = rf"(?P<number>\d{{1,5}}[a-z]?)\s?/\s?(?P<symbol>(?:\d{{4}}/)?{SYMBOL})"
_DASHED = r"(?P<party>\d{1,5})\s?-\s?(?P<organ>[A-ZĐ][A-Za-zĐđ]{0,5}/[A-ZĐ][^\W\d_]*(?:[-.][A-ZĐ][^\W\d_]*)*)"
_MENTION = re.compile(
    rf"(?:\b(?P<kind>(?i:{_KINDS}))(?P<name>\s[^;.:\d“”()]{{2,80}}?)?\s(?:(?i:số):?\s?)?)?(?<![\w/])"
    rf"(?:{_SLASHED}|{_DASHED})|\b(?P<bare_kind>(?i:{_KINDS}))\s(?i:số):?\s?(?P<bare>\d{{1,5}})(?=\s(?:ngày|của)\b)"
)
_DATE = re.compile(
    r"(?:,\s|\s\(|\s)?\s?(?:ra\s|ban hành\s|ký\s)?ngày\s(?P<day>\d{1,2})(?:\s?[/.-]\s?|\stháng\s)(?P<month>\d{1,2})"
    r"(?:\s?[/.-]\s?|,?\snăm\s)(?P<year>\d{4})"
)
_YEAR = re.compile(r",?\snăm\s\d{4}(?=\scủa\s)")
# An authority's name ends before the title, a mark, or a verb in small letters ("… của UBND thành phố tổ chức …").
_ISSUER = re.compile(r",?\scủa\s(?P<issuer>[^\W\d_][^;:“”\"()]{0,120})")
_ISSUER_END = re.compile(
    r"\s(?:về|Về|v/v|V/v|tại|kèm|nhằm|để|đã|và\s(?=[a-zđ])|theo|tổ chức|ban hành|phát động"
    r"|triển khai|thực hiện"
    r"|hướng dẫn|quy định|phê duyệt|sửa đổi|bổ sung|đẩy mạnh"
    r"|tăng cường|xây dựng|công nhận|thành lập|giao|kiện toàn|tuyên truyền|nâng cao"
    r"|tiếp tục|quy|đề ra|có|được|năm|giai đoạn|trong|trên|gắn|cho|là|như|này|ngày)\b"
    r"|[.](?:\s|$)|,\s(?![A-ZĐ][^\W\d_]*(?:\s[a-zđ][^\W\d_]*)*\svà\s[A-ZĐ])|\s[-–]\s(?=[a-zđ])"
)  # fmt: skip
_CITY_DOT = re.compile(r"\b(?:TP|Tp|TX|Tx)\.$")


def find_citations(paragraphs: Sequence[Paragraph], own: Header) -> tuple[Citation, ...]:
    """Every numbered mention in reading order. Mentions of the paper itself (``own``) are left out."""
    found = [citation for paragraph in paragraphs for citation in _in_paragraph(paragraph)]
    return tuple(citation for citation in found if not _is_own(citation, own))


def _is_own(citation: Citation, own: Header) -> bool:
    same = bool(own.number) and (citation.number, citation.symbol) == (own.number, own.symbol)
    return same and citation.date in (None, own.date)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Citation]:
    text = paragraph.shown
    mentions = list(_MENTION.finditer(text))
    kind = ""
    for at, mention in enumerate(mentions):
        stop = mentions[at + 1].start() if at + 1 < len(mentions) else len(text)
        citation = _citation(text, mention, stop, kind)
        kind = citation.kind
        yield _placed(citation, paragraph.line_at(mention.start()))


def _placed(citation: Citation, line: int) -> Citation:
    return Citation(
        citation.kind, citation.number, citation.symbol, citation.date,
        citation.issuer, citation.title, citation.quote, line,
    )  # fmt: skip


def _citation(text: str, mention: re.Match[str], stop: int, before: str) -> Citation:
    """One mention; ``stop`` is where the next begins, ``before`` the kind of the one before."""
    number = mention["number"] or mention["party"] or mention["bare"]
    symbol = mention["symbol"] or mention["organ"] or ""
    printed = mention["kind"] or mention["bare_kind"] or ""
    kind = printed.capitalize() or kinds.from_symbol(symbol) or before
    end = mention.end()
    day, issuer = None, ""
    for _ in range(2):  # date and issuer come in either order
        if day is None and (dated := _DATE.match(text, end, stop)):
            day, end = _date(dated), dated.end()
        elif not issuer and (named := _issuer(text, end, stop)):
            issuer, end = named
        elif year := _YEAR.match(text, end, stop):
            end = year.end()
            if named := _issuer(text, end, stop):
                issuer, end = named
    if text[end : end + 1] == ")" and "(" in text[mention.start() : end]:
        end += 1
    title, end = read_title(text, end, stop)
    named_law = (mention["name"] or "").strip(" ,")
    return Citation(kind, number, symbol, day, issuer, title or named_law, text[mention.start() : end], 0)


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _issuer(text: str, at: int, stop: int) -> tuple[str, int] | None:
    found = _ISSUER.match(text, at, stop)
    if found is None:
        return None
    name = found["issuer"]
    for ending in _ISSUER_END.finditer(name):
        if ending[0][0] == "." and _CITY_DOT.search(name[: ending.start() + 1]):
            continue
        name = name[: ending.start()]
        break
    name = name.rstrip(" ,.;")
    return (name, found.start("issuer") + len(name)) if name else None
