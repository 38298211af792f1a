"""Numbered mentions of other papers: kind, number, symbol, date, issuer and title, with the exact words.

Two grammars of numbers: NĐ 30/2020, Phụ lục I, Mục II.3 ("53/KH-UBND", "152/2025/NĐ-CP") and the
Party's ("34-CT/TW"). Mục II.6.b lays down what a first mention gives: kind, number, symbol, date, issuer, title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from documents.text import kinds
from documents.text.header import SYMBOL
from documents.text.issuers import full_name
from documents.text.lines import Paragraph
from documents.text.reading import Citation
from documents.text.titles import read_title, title_key
from documents.text.tree import Header

_KINDS = "|".join(kinds.NAMES)
_SLASHED = rf"(?P<number>\d{{1,5}}[a-z]?)\s?/\s?(?P<symbol>(?:\d{{4}}/)?{SYMBOL})"
_DASHED = r"(?P<party>\d{1,5})\s?-\s?(?P<organ>[A-ZĐ][A-Za-zĐđ]{0,5}/[A-ZĐ][^\W\d_]*(?:[-.][A-ZĐ][^\W\d_]*)*)"
# A law has its name between kind and number: "Luật Tổ chức chính quyền địa phương số 77/2015/QH13".
_NAME = r"(?P<name>(?:(?<=[Ll]uật)|(?<=[Ll]ệnh))\s[^;.:\d“”()]{2,80}?)"
_MENTION = re.compile(
    rf"(?:\b(?P<kind>(?i:{_KINDS})){_NAME}??\s(?:(?i:số):?\s?)?|\b(?i:số):?\s?)?(?<![\w/])(?:{_SLASHED}|{_DASHED})"
    rf"|\b(?P<bare_kind>(?i:{_KINDS}))\s(?i:số):?\s?(?P<bare>\d{{1,5}})(?=\s(?:ngày|của)\b)"
)
_DATE = re.compile(
    r"(?:,\s|\s\(|\s)?\s?(?:ra\s|ban hành\s|ký\s)?ngày\s(?P<day>\d{1,2})(?:\s?[/.-]\s?|\stháng\s)(?P<month>\d{1,2})"
    r"(?:\s?[/.-]\s?|,?\snăm\s)(?P<year>\d{4})"
)
_YEAR = re.compile(r",?\snăm\s\d{4}(?=\scủa\s)")
# An authority's name ends before the title, a mark, or a verb in small letters ("… của UBND thành phố tổ chức …").
_ISSUER = re.compile(r",?\scủa\s(?P<issuer>[^\W\d_][^;:“”\"()]{0,120})")
_ISSUER_END = re.compile(
    r"\s(?:về|Về|v/v|V/v|tại|kèm|nhằm|để|đã|và\s(?=[a-zđ])|theo|tổ chức|ban hành|phát động|triển khai|thực hiện"
    r"|hướng dẫn|quy định|phê duyệt|sửa đổi|bổ sung|đẩy mạnh|tăng cường|xây dựng|công nhận|thành lập|giao|kiện toàn"
    r"|tuyên truyền|nâng cao|tiếp tục|quy|đề ra|có|được|năm|giai đoạn|trong|trên|gắn|cho|là|như|này|ngày)\b"
    r"|[.](?:\s|$)|,\s(?![A-ZĐ][^\W\d_]*(?:\s[a-zđ][^\W\d_]*)*\svà\s[A-ZĐ])|\s[-–]\s(?=[a-zđ])"
)
_CITY_DOT = re.compile(r"\b(?:TP|Tp|TX|Tx)\.$")
# "… của Trưởng phòng Nội vụ tại Tờ trình số …": the issuer stands before the mention.
_ISSUER_BEFORE = re.compile(r"\scủa\s(?P<issuer>[^;,:“”]{3,80})\stại\s$")
# "Nghị định số 91/2017/NĐ-CP ngày …, số 98/2023/NĐ-CP ngày … của Chính phủ": one issuer for both.
_SHARED = re.compile(r"(?:,|\svà|,\svà)\s$")


def find_citations(paragraphs: Sequence[Paragraph], own: Header) -> tuple[Citation, ...]:
    """Every numbered mention in reading order. Mentions of the paper itself (``own``) are left out."""
    found = [citation for paragraph in paragraphs for citation in _in_paragraph(paragraph)]
    return tuple(citation for citation in found if not _is_own(citation, own))


def _is_own(citation: Citation, own: Header) -> bool:
    same = bool(own.number) and (citation.number, citation.symbol) == (own.number, own.symbol)
    if not same or (citation.issuer and title_key(full_name(citation.issuer)) not in title_key(full_name(own.issuer))):
        return False
    return citation.date in (None, own.date)


def _in_paragraph(paragraph: Paragraph) -> list[Citation]:
    """Read from the last mention to the first, since a title may hold the mention that follows."""
    text = paragraph.shown
    mentions = list(_MENTION.finditer(text))
    names = _kinds(mentions)
    found: list[Citation] = []
    stop = stop_end = len(text)
    for mention, kind in zip(reversed(mentions), reversed(names), strict=True):
        citation, end = _citation(text, mention, kind, (stop, stop_end))
        if not citation.issuer and found and _SHARED.match(text, end, stop) and mention["kind"] and stop_end > stop:
            shared = found[-1].issuer if not mentions[len(mentions) - len(found)]["kind"] else ""
            citation = replace(citation, issuer=shared)
        found.append(replace(citation, line=paragraph.line_at(mention.start())))
        stop, stop_end = mention.start(), end
    return found[::-1]


def _kinds(mentions: Sequence[re.Match[str]]) -> list[str]:
    """The kind of each mention: as printed, else by its symbol, else that of the mention before."""
    names: list[str] = []
    for mention in mentions:
        printed = mention["kind"] or mention["bare_kind"] or ""
        symbol = mention["symbol"] or mention["organ"] or ""
        names.append(printed.capitalize() or kinds.from_symbol(symbol) or (names[-1] if names else ""))
    return names


def _citation(text: str, mention: re.Match[str], kind: str, following: tuple[int, int]) -> tuple[Citation, int]:
    """One mention and where it ends; ``following`` is where the next mention begins and ends."""
    stop = following[0]
    end = mention.end()
    day, issuer = None, ""
    for _ in range(2):  # date and issuer come in either order
        if day is None and (dated := _DATE.match(text, end, stop)):
            day, end = _date(dated), dated.end()
        elif not issuer and (named := _issuer(text, end, stop)):
            issuer, end = named
        elif year := _YEAR.match(text, end, stop):
            end = year.end()
            issuer, end = _issuer(text, end, stop) or ("", end)
    if text[end : end + 1] == ")" and "(" in text[mention.start() : end]:
        end += 1
    if not issuer and (before := _ISSUER_BEFORE.search(text, max(0, mention.start() - 100), mention.start())):
        issuer = before["issuer"]
    title, end = read_title(text, end, following)
    law = (mention["name"] or "").strip(" ,")
    number, symbol = (
        mention["number"] or mention["party"] or mention["bare"],
        mention["symbol"] or mention["organ"] or "",
    )
    return Citation(kind, number, symbol, day, issuer, title or law, text[mention.start() : end], 0), end


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
