"""What has to be looked at when last year's paper is used again: years, dates, ordinals, sums, cited papers.

Each is found with its sentence and a proposed new text; nothing is changed without a decision. What a cited paper's
number, day and title say belongs to that paper and is never shifted: the whole mention is one thing to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from documents.text.citations import find_citations
from documents.text.lines import Paragraph
from documents.text.reading import Citation
from documents.text.tree import Header

Kind = Literal["citation", "date", "period", "ordinal", "anniversary", "year", "money"]
NAMES: dict[Kind, str] = {
    "citation": "Văn bản viện dẫn",
    "date": "Ngày tháng",
    "period": "Giai đoạn",
    "ordinal": "Thứ tự",
    "anniversary": "Số năm kỷ niệm",
    "year": "Năm",
    "money": "Số tiền",
}
# A year further away than this from the paper's own is history or a far aim: it stays, unless somebody decides.
_NEAR = 1
_LONGEST_SENTENCE = 260
_YEAR = r"(?:19|20)\d{2}"
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_DATES = re.compile(
    rf"(?:ngày\s+)?(?<![\d/])(?P<day>\d{{1,2}})\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?(?P<year>{_YEAR})(?![\d/])"
    rf"|ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:,?\s+năm\s+(?P<year2>{_YEAR}))?"
    rf"|(?:đầu|giữa|cuối)?\s?tháng\s+\d{{1,2}}\s?(?:/|\s+năm\s+)\s?(?P<year3>{_YEAR})"
    rf"|[Qq]uý\s+(?:[IV]{{1,3}}|\d)\s?(?:/|\s+năm\s+)\s?(?P<year4>{_YEAR})"
    r"|ngày\s+\d{1,2}\s?[/-]\s?\d{1,2}(?![\d/])"
)
_PERIOD = re.compile(rf"(?<![\d/]){_YEAR}\s?[-–]\s?{_YEAR}(?!\d)")
_ORDINAL = re.compile(
    rf"(?:lần|khóa|kỳ|đợt|năm)\s+thứ\s+(?P<value>\d{{1,3}}|[IVX]{{1,6}}|{'|'.join(_WORDS)})\b", re.IGNORECASE
)
# Congresses and terms do not come every year.
_NOT_YEARLY = re.compile(r"đại hội|nhiệm kỳ|khóa|hội nghị lần thứ|trung ương", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    r"(?:kỷ niệm|kỉ niệm|lần thứ|mừng)\s+(?P<value>\d{1,3})\s+năm\b|\b(?P<value2>\d{1,3})\s+năm(?=\s+[Nn]gày\s)"
)
_SINGLE_YEAR = re.compile(rf"(?<![\d/.,-])(?P<year>{_YEAR})(?![\d/]|[.,]\d|-\d)")
_MONEY = re.compile(
    # Numbers of a bounded length: else a line of digits alone is read again from each of them to its end.
    r"\d[\d.,]{0,40}\s?(?:nghìn|ngàn|triệu|tỷ|tỉ)?\s?(?:đồng|VNĐ|VND|vnđ)\b|\d[\d.,]{0,40}\s(?:triệu|tỷ|tỉ)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One place: in which field, from where to where, of which kind; ``proposed`` equals ``text`` if it may well stay.

    ``before`` and ``after`` are the rest of its sentence; ``why`` says what to look at; ``citation`` is what was read.
    """

    field: str
    start: int
    end: int
    kind: Kind
    text: str
    before: str
    after: str
    proposed: str
    why: str = ""
    citation: Citation | None = None

    @property
    def kind_name(self) -> str:
        """What it is, on screen."""
        return NAMES[self.kind]


def find_dated(texts: Mapping[str, str], *, year: int, new_year: int) -> list[Found]:
    """Every place to be decided, field by field, in reading order; no two overlap.

    Args:
        texts: fields of the paper; of the field "bases" each line cites a paper.
        year: the year that the old paper was for; ``new_year``: the one that it is used for now.
    """
    found = []
    for name, text in texts.items():
        offset = 0
        for line in text.split("\n"):
            found += [_placed(one, name, offset, line) for one in _in_line(line, name == "bases", year, new_year)]
            offset += len(line) + 1
    return found


def apply(texts: Mapping[str, str], decisions: Sequence[tuple[Found, str]]) -> dict[str, str]:
    """The texts with each place replaced by its decided text; places without a decision stay as they are."""
    done = dict(texts)
    for place, text in sorted(decisions, key=lambda pair: pair[0].start, reverse=True):
        old = done[place.field]
        done[place.field] = old[: place.start] + text + old[place.end :]
    return done


def quotation(texts: Mapping[str, str], decisions: Sequence[tuple[Found, str]], place: Found) -> str:
    """The sentence of an undecided place as it reads after ``apply``."""
    earlier = [pair for pair in decisions if pair[0].field == place.field and pair[0].start < place.start]
    moved = place.start + sum(len(text) - (one.end - one.start) for one, text in earlier)
    whole = apply(texts, decisions)[place.field]
    line_start = whole.rfind("\n", 0, moved) + 1
    line_end = whole.find("\n", moved)
    line = whole[line_start : line_end if line_end >= 0 else len(whole)]
    start, end = _sentence(line, moved - line_start, moved - line_start + len(place.text))
    return line[start:end].strip()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: Kind
    proposed: str
    why: str = ""
    citation: Citation | None = None


def _in_line(line: str, is_basis: bool, year: int, new_year: int) -> list[_Hit]:
    hits = list(_citations(line))
    taken = bytearray(len(line))
    for hit in hits:
        _take(taken, hit)
    rules: list[Callable[[str, int, int], Iterator[_Hit]]] = [
        _dates,
        _periods,
        _anniversaries,
        _ordinals,
        _money,
        _years,
    ]
    for rule in rules:
        for hit in rule(line, year, new_year):
            if not any(taken[hit.start : hit.end]):
                hits.append(hit)
                _take(taken, hit)
    if is_basis and hits and not any(hit.kind == "citation" for hit in hits):
        # A law is cited without a number: its day is its own, too.
        start = len(line) - len(line.lstrip())
        end = len(line.rstrip(" ;."))
        hits = [
            _Hit(start, end, "citation", line[start:end], "Xem lại căn cứ: còn hiệu lực không, có văn bản mới không.")
        ]
    return sorted(hits, key=lambda hit: hit.start)


def _take(taken: bytearray, hit: _Hit) -> None:
    taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)


def _citations(line: str) -> Iterator[_Hit]:
    at = 0
    for citation in find_citations([Paragraph(line, ((0, 1),))], Header()):
        quote = citation.quote
        start = line.find(quote, at)
        if start < 0:  # marks of bold or italic stand inside the mention
            quote = next(
                (
                    sign
                    for sign in (f"{citation.number}/{citation.symbol}", f"{citation.number}-{citation.symbol}")
                    if line.find(sign, at) >= 0
                ),
                "",
            )
            start = line.find(quote, at) if quote else -1
        if start < 0:
            continue
        at = start + len(quote)
        yield _Hit(start, at, "citation", quote, "Xem lại căn cứ: còn hiệu lực không, có văn bản mới không.", citation)


def _dates(line: str, year: int, new_year: int) -> Iterator[_Hit]:
    for match in _DATES.finditer(line):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        group = next((name for name in ("year", "year2", "year3", "year4") if match[name]), None)
        if group is None:
            yield _Hit(start, match.end(), "date", line[start : match.end()], "Ngày không ghi năm: xem lại ngày.")
            continue
        new, why = _shifted(int(match[group]), year, new_year)
        proposed = line[start : match.start(group)] + new + line[match.end(group) : match.end()]
        if re.search(r"(?<!\d)29\s?(?:[/.-]|\stháng)\s?0?2(?!\d)", proposed) and not _leap(int(new)):
            proposed, why = line[start : match.end()], f"Năm {new} không có ngày 29 tháng 2."
        yield _Hit(start, match.end(), "date", proposed, why)


def _periods(line: str, year: int, new_year: int) -> Iterator[_Hit]:
    for match in _PERIOD.finditer(line):
        first, last = (int(number) for number in re.findall(_YEAR, match[0]))
        if last - first == 1 and abs(first - year) <= _NEAR:  # a school year
            step = new_year - year
            yield _Hit(
                *match.span(),
                "period",
                match[0].replace(str(last), str(last + step)).replace(str(first), str(first + step), 1),
            )
            continue
        why = f"Năm {new_year} nằm ngoài giai đoạn này." if not first <= new_year <= last else ""
        yield _Hit(*match.span(), "period", match[0], why)


def _anniversaries(line: str, year: int, new_year: int) -> Iterator[_Hit]:
    for match in _ANNIVERSARY.finditer(line):
        group = "value" if match["value"] else "value2"
        new = str(int(match[group]) + new_year - year)
        proposed = line[match.start() : match.start(group)] + new + line[match.end(group) : match.end()]
        yield _Hit(*match.span(), "anniversary", proposed)


def _ordinals(line: str, year: int, new_year: int) -> Iterator[_Hit]:
    for match in _ORDINAL.finditer(line):
        around = line[max(0, match.start() - 40) : match.end() + 25]
        if _NOT_YEARLY.search(around):
            yield _Hit(*match.span(), "ordinal", match[0], "Không tổ chức hằng năm: xem lại.")
            continue
        new = _next_ordinal(match["value"], new_year - year)
        if new is None:
            yield _Hit(*match.span(), "ordinal", match[0], "Hãy xem lại thứ tự.")
        else:
            proposed = line[match.start() : match.start("value")] + new + line[match.end("value") : match.end()]
            yield _Hit(*match.span(), "ordinal", proposed, "Đề xuất này đúng nếu tổ chức hằng năm.")


def _money(line: str, year: int, new_year: int) -> Iterator[_Hit]:
    for match in _MONEY.finditer(line):
        yield _Hit(*match.span(), "money", match[0], f"Xem lại số tiền cho năm {new_year}.")


def _years(line: str, year: int, new_year: int) -> Iterator[_Hit]:
    for match in _SINGLE_YEAR.finditer(line):
        proposed, why = _shifted(int(match["year"]), year, new_year)
        yield _Hit(*match.span(), "year", proposed, why)


def _shifted(found: int, year: int, new_year: int) -> tuple[str, str]:
    if abs(found - year) > _NEAR:
        return str(found), f"Cách xa năm {year} nên đề xuất giữ nguyên."
    return str(found + new_year - year), ""


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _next_ordinal(value: str, step: int) -> str | None:
    if value.isdecimal():
        return str(int(value) + step)
    if value.casefold() in _WORDS:
        at = _WORDS.index(value.casefold()) + step
        return _WORDS[at] if 0 <= at < len(_WORDS) else None
    number = _from_roman(value.upper())
    return _to_roman(number + step) if number and number + step > 0 else None


def _from_roman(text: str) -> int:
    total, rest = 0, text
    for sign, value in _ROMAN:
        while rest.startswith(sign):
            total, rest = total + value, rest[len(sign) :]
    return 0 if rest or _to_roman(total) != text else total


def _to_roman(number: int) -> str:
    text = ""
    for sign, value in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _placed(hit: _Hit, field: str, offset: int, line: str) -> Found:
    start, end = _sentence(line, hit.start, hit.end)
    placed = Found(
        field,
        offset + hit.start,
        offset + hit.end,
        hit.kind,
        line[hit.start : hit.end],
        line[start : hit.start],
        line[hit.end : end],
        hit.proposed,
        hit.why,
        hit.citation,
    )
    return replace(placed, before=placed.before.lstrip(), after=placed.after.rstrip())


def _sentence(line: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends; of an endless one what stands beside the place."""
    # Only so far is looked: what lies further away is cut off below.
    since = max(0, start - _LONGEST_SENTENCE)
    begins = [since + match.end() for match in re.finditer(r"[.;!?]\s+", line[since:start])]
    stops = re.search(r"[.;!?](?=\s|$)", line[end : end + _LONGEST_SENTENCE])
    first = begins[-1] if begins else since
    last = end + stops.end() if stops else len(line)
    room = max(0, _LONGEST_SENTENCE - (end - start)) // 2
    if start - room > first:  # a whole word at each end
        first = line.find(" ", start - room, start) + 1 or start
    if end + room < last:
        last = max(line.rfind(" ", end, end + room), end)
    return first, last
