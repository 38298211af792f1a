"""Years that do not fit the paper's own: what is left over from last year's plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    r"|đã (?:đạt|thực hiện|tổ chức|ban hành)|tiếp nối|thành tích|sơ kết|từ năm|vừa qua",
    re.IGNORECASE,
)
# How many years back a leftover may come from.
_BACK = 3


def plan_year(header: Header) -> int | None:
    """The year a plan is for: the last "năm …" of its trích yếu, else the year of its date."""
    years = _YEAR_OF_PLAN.findall(header.summary)
    return int(years[-1]) if years else header.year


# "… dẫn đầu phong trào thi đua năm 2022": for what somebody is rewarded lies behind.
_REWARDS = re.compile(r"\b(?:tặng|khen thưởng|công nhận|tôn vinh|biểu dương)\b", re.IGNORECASE)


def rewards(header: Header) -> bool:
    """Whether a paper gives rewards, by its trích yếu."""
    return header.kind in ("Quyết định", "Tờ trình") and bool(_REWARDS.search(header.summary))


def on_years(sentences: Iterable[Sentence], citations: Iterable[Citation], year: int | None) -> Iterator[Finding]:
    """A theme, task or pledge "năm …" of one of the three years before the plan's: left over from an older plan."""
    cited = {found[0] for citation in citations for found in _YEAR_OF_WORK.finditer(citation.quote)}
    for sentence in sentences if year else ():
        if _LOOKS_BACK.search(sentence.text):
            continue
        for found in _YEAR_OF_WORK.finditer(sentence.text):
            wrong = int(found["year"])
            if not (year and year - _BACK <= wrong < year) or found[0] in cited:
                continue
            line = sentence.paragraph.line_at(sentence.start + found.start("year"))
            message = f"Năm {wrong} không khớp với năm {year} của văn bản: hãy kiểm tra lại."
            fixed = found[0][: found.start("year") - found.start()] + str(year)
            yield Finding("year-slip", "canh_bao", message, found[0], line, fixed)
