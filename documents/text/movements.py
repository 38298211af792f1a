"""The emulation movements (phong trào thi đua) a paper names in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.text.reading import Citation
from documents.text.sentences import Sentence
from documents.text.titles import title_key

_QUOTE = re.compile(r"[“\"]([^“”\"]{3,200})[”\"]")
_DIRECT = re.compile(r"phong trào(?:\sthi đua)?(?:\s(?:đặc biệt|yêu nước))?(?:\snhư)?:?\s*$", re.IGNORECASE)
_NAMES_ONE = re.compile(r"phong trào", re.IGNORECASE)
# What stands in quotation marks after these words is the name of something else.
_OTHER = re.compile(
    r"(?:vận động|chủ đề|chuyên đề|khẩu hiệu|phương châm|tinh thần|biểu hiện|gương|danh hiệu|mô hình|cuộc thi|hội thi|"
    r"đề án|chương trình|về|về việc)(?:\s[^“”\";,]{0,60})?\s*$",
    re.IGNORECASE,
)

# How far before its name the word "phong trào" may stand, in characters.
_NEAR = 1_500


def find_movements(sentences: Iterable[Sentence], citations: Iterable[Citation]) -> tuple[str, ...]:
    """Names in reading order, each once. The title of a cited paper is a movement only if it says so."""
    titles = {citation.title for citation in citations}
    titles |= {quote for title in titles for quote in _QUOTE.findall(title)}
    found: dict[str, str] = {}
    for sentence in sentences:
        for name in _in_sentence(sentence.text, titles):
            found.setdefault(title_key(name), name)
    return tuple(found.values())


def _in_sentence(text: str, titles: set[str]) -> list[str]:
    names: list[str] = []
    for quote in _QUOTE.finditer(text):
        before = text[max(0, quote.start() - _NEAR) : quote.start()]
        clause = before[max(before.rfind("”"), before.rfind(";")) + 1 :]
        listed = _NAMES_ONE.search(before) and not _OTHER.search(clause)
        if _DIRECT.search(clause) or (listed and quote[1] not in titles):
            names.append(quote[1].strip(" .,;"))
    return names
