"""Checks on one paper that are sure enough to be shown: each with its code, a sentence, the words and the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from documents.text.lines import Paragraph
from documents.text.reading import Citation, Finding
from documents.text.sentences import Sentence
from documents.text.tree import Header

_YEAR_OF_PLAN = re.compile(r"\bnăm (\d{4})\b(?!\s?[-–])")
_YEAR_OF_WORK = re.compile(
    r"\b(?:chủ đề|chuyên đề|phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|giao ước thi đua|danh hiệu thi đua"
    r"|phong trào thi đua|kế hoạch)(?:\s[^\s,;.:()“”]+){0,7}?\snăm (?P<year>\d{4})\b(?!\s?[-–])",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"tồn tại|hạn chế|kết quả|tổng kết|so với|đạt được|năm trước|trong năm qua|giai đoạn|phát huy|bài học"
    r"|đã (?:đạt|thực hiện)",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\b(?P<pair>[^\W\d_]+ [^\W\d_]+) (?P=pair)\b|\b(?P<word>[^\W\d_]+) (?P=word)\b", re.IGNORECASE)
# Words that are never said twice on purpose; "ngày ngày", "luôn luôn", "năm năm" are.
_NEVER_TWICE = frozenset(
    [
        "của",
        "các",
        "và",
        "với",
        "cho",
        "là",
        "được",
        "những",
        "về",
        "có",
        "tại",
        "để",
        "theo",
        "trong",
        "trên",
        "đến",
        "từ",
        "do",
        "bị",
        "thì",
        "mà",
        "ở",
        "khi",
        "nếu",
        "phải",
        "việc",
        "này",
    ]
)
_FINE_TWICE = frozenset({"từng bước", "từng ngày", "muôn người", "đời đời"})
# Laws are cited by kind and name; letters and proposals have no trích yếu that a citation must repeat.
_NAMED_BY_KIND = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Tờ trình", "Công văn", "Báo cáo", "Biên bản"})
_ARCHIVE = re.compile(r"lưu\b", re.IGNORECASE)


def on_header(header: Header, printed: str, line: int) -> Iterator[Finding]:
    """Number or day still open: the paper is a draft, which is no mistake. ``printed``: its "Số" as it stands."""
    if not header.symbol:
        yield Finding("symbol-missing", "canh_bao", "Chưa thấy số, ký hiệu của văn bản.", "", line)
    missing = [name for name, there in (("số", header.number), ("ngày", header.date)) if not there]
    if header.symbol and missing:
        message = f"Văn bản chưa ghi {' và '.join(missing)}: đang ở dạng dự thảo."
        yield Finding("draft-state", "goi_y", message, printed, line)


def on_bases(bases: Sequence[Paragraph]) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.6.a: each căn cứ ends with ";", the last with "."."""
    if bases and not bases[-1].shown.endswith("."):
        message = "Căn cứ cuối cùng phải kết thúc bằng dấu chấm (.)."
        yield Finding("bases-end", "loi", message, _end_of(bases[-1]), _last_line(bases[-1]))
    for basis in bases[:-1]:
        if not basis.shown.endswith(";"):
            message = "Mỗi căn cứ (trừ căn cứ cuối) phải kết thúc bằng dấu chấm phẩy (;)."
            yield Finding("basis-separator", "loi", message, _end_of(basis), _last_line(basis))


def on_end(paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.6: the text ends with "./."."""
    if paragraphs and not paragraphs[-1].shown.rstrip(' ”"').endswith("./."):
        last = paragraphs[-1]
        message = "Nội dung văn bản phải kết thúc bằng dấu “./.”."
        yield Finding("closing-mark", "loi", message, _end_of(last), _last_line(last))


def on_recipients(recipients: Sequence[str], line: int) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.9.b: the list of recipients ends with the "Lưu" line."""
    if not recipients:
        yield Finding("recipients-missing", "canh_bao", "Chưa thấy mục “Nơi nhận” của văn bản.", "", line)
    elif not any(_ARCHIVE.match(recipient) for recipient in recipients):
        message = "Nơi nhận chưa có dòng “Lưu: VT, …”."
        yield Finding("archive-line", "loi", message, recipients[-1], line)


def on_citations(citations: Iterable[Citation], written: date | None) -> Iterator[Finding]:
    """First mentions give symbol, date, issuer and title; a cited paper is not younger than the one that cites it."""
    seen: set[tuple[str, str]] = set()
    title_before = ""
    for citation in citations:
        if citation.date and written and citation.date > written:
            message = f"Văn bản được dẫn có ngày {citation.date:%d/%m/%Y}, sau ngày {written:%d/%m/%Y} của văn bản này."
            yield Finding("citation-later", "loi", message, citation.quote, citation.line)
        key = (citation.number, citation.symbol)
        short = key in seen or citation.kind in _NAMED_BY_KIND or citation.quote in title_before
        missing = [] if short else _missing(citation)
        seen.add(key)
        title_before = citation.title
        if missing:
            message = f"Lần dẫn đầu tiên còn thiếu {', '.join(missing)} của văn bản được dẫn."
            yield Finding("citation-incomplete", "canh_bao", message, citation.quote, citation.line)


def _missing(citation: Citation) -> list[str]:
    parts = (("ký hiệu", citation.symbol), ("ngày", citation.date), ("cơ quan ban hành", citation.issuer),
             ("trích yếu", citation.title))  # fmt: skip
    return [name for name, there in parts if not there]


def on_words(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """Words typed twice."""
    for sentence in sentences:
        for found in _DOUBLED.finditer(sentence.text):
            said = (found["pair"] or found["word"]).lower()
            if (found["pair"] and said not in _FINE_TWICE and len(set(said.split())) == 2) or said in _NEVER_TWICE:
                line = sentence.paragraph.line_at(sentence.start + found.start())
                yield Finding("doubled-words", "canh_bao", f"Từ “{said}” bị lặp lại.", found[0], line)


def plan_year(header: Header) -> int | None:
    """The year a plan is for: the last "năm …" of its trích yếu, else the year of its date."""
    years = _YEAR_OF_PLAN.findall(header.summary)
    return int(years[-1]) if years else header.year


def on_years(sentences: Iterable[Sentence], citations: Iterable[Citation], year: int | None) -> Iterator[Finding]:
    """A theme, task or pledge "năm …" of one of the three years before the plan's: left over from an older plan."""
    cited = {found[0] for citation in citations for found in _YEAR_OF_WORK.finditer(citation.quote)}
    for sentence in sentences if year else ():
        if _LOOKS_BACK.search(sentence.text):
            continue
        for found in _YEAR_OF_WORK.finditer(sentence.text):
            wrong = int(found["year"])
            if not (year and year - 3 <= wrong < year) or found[0] in cited:
                continue
            line = sentence.paragraph.line_at(sentence.start + found.start("year"))
            message = f"Năm {wrong} không khớp với năm {year} của văn bản. Vui lòng kiểm tra lại."
            yield Finding("year-slip", "canh_bao", message, found[0], line)


def _end_of(paragraph: Paragraph) -> str:
    """The last words of a paragraph, exactly as they stand."""
    return " ".join(paragraph.shown[-200:].split(" ")[-8:])


def _last_line(paragraph: Paragraph) -> int:
    return paragraph.starts[-1][1]
