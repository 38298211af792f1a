"""Checks of wording: words typed twice, slips in set phrases, one term in two forms, traces of a template, damage.

The words themselves stand in ``data/*.toml``; here is only how they are looked for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from documents.text.beginnings import OPEN_BLANK
from documents.text.folded import fold
from documents.text.lines import Paragraph
from documents.text.lists import word_list
from documents.text.quality import share_of_vietnamese
from documents.text.reading import Finding
from documents.text.sentences import Sentence

#: Below this share of well-formed words a text is a damaged scan: wording is then not judged.
DAMAGED = 0.9
_DOUBLED = re.compile(r"\b(?P<pair>[^\W\d_]+ [^\W\d_]+) (?P=pair)\b|\b(?P<word>[^\W\d_]+) (?P=word)\b", re.IGNORECASE)
_HYPHENED = re.compile(r"(?<![^\W_])([^\W\d_]+ [^\W\d_]+)(\s?[-–—]\s?)([^\W\d_]+ [^\W\d_]+)(?![^\W_])")
_OPEN_NUMBER = re.compile(
    r"(?:Kế hoạch|Quyết định|Chỉ thị|Nghị quyết|Công văn|Hướng dẫn|Thông báo|Chương trình|Báo cáo|Tờ trình)\s"
    r"(?:số\s?:?\s?)?[.…_\s]{1,20}/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]{0,5}-[A-ZĐ]{2,}"
)

# The question and the blanks of a prompt (``prompts.prompt_lines``), perhaps after a number.
_PROMPT = re.compile(rf"^(?:\w{{1,5}}[.)]\s)?{re.escape(OPEN_BLANK)} [^“\]\n]{{1,200}}: “")
_PROMPT_BLANKS = re.compile(rf"^(?:\w{{1,5}}[.)]\s)?{re.escape(OPEN_BLANK)} ai chủ trì\]")


def on_words(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """All checks of wording on the sentences of a paper."""
    told = list(sentences)
    share = share_of_vietnamese(" ".join(sentence.text for sentence in told))
    if share < DAMAGED:
        yield from _damage(told, share)
        return
    for sentence in told:
        yield from _doubled(sentence)
        yield from _slips(sentence)
        yield from _open_numbers(sentence)
    yield from _once_a_prompt(told)
    yield from _variants(told)


def _doubled(sentence: Sentence) -> Iterator[Finding]:
    data = word_list("doubled")
    for found in _DOUBLED.finditer(sentence.text):
        said = (found["pair"] or found["word"]).lower()
        pair = bool(found["pair"]) and said not in data["fine_twice"] and len(set(said.split())) == 2
        if (pair or said in data["never_twice"]) and not _is_name(found):
            message = f"Từ “{said}” bị lặp lại: hãy bỏ một lần."
            yield Finding(
                "doubled-words", "canh_bao", message, found[0], _line(sentence, found), found["pair"] or found["word"]
            )


def _is_name(found: re.Match[str]) -> bool:
    """Whether the second time begins a name: "Phòng Nội vụ nội vụ" is a slip, "của Của" is not told here."""
    first, _, second = found[0].partition(" ")
    return bool(found["word"]) and first[:1].islower() and second[:1].isupper()


@cache
def _slip_table() -> tuple[re.Pattern[str], dict[str, dict[str, object]]]:
    slips = {row["wrong"].casefold(): row for row in word_list("phrases")["slip"]}
    words = "|".join(re.escape(wrong) for wrong in sorted(slips, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])({words})(?![^\W_])", re.IGNORECASE), slips


def _slips(sentence: Sentence) -> Iterator[Finding]:
    for at, wrong, right in slips_in(sentence.text):
        message = f"“{wrong}” có lẽ là “{right}”: hãy sửa lại cho đúng."
        line = sentence.paragraph.line_at(sentence.start + at)
        yield Finding("set-phrase", "canh_bao", message, wrong, line, right)


def slips_in(text: str) -> Iterator[tuple[int, str, str]]:
    """(where, as written, as it should be) for each slip of the list in the text."""
    pattern, slips = _slip_table()
    for found in pattern.finditer(text):
        row = slips[found[1].casefold()]
        following = re.match(r"\s?([^\W\d_]+)", text[found.end() : found.end() + 20])
        unless = row.get("unless_next", [])
        if row.get("exact_case") and found[1] != row["wrong"]:
            continue
        if following and isinstance(unless, list) and following[1].casefold() in unless:
            continue
        yield found.start(), found[1], _in_case_of(found[1], str(row["right"]))


def _in_case_of(written: str, right: str) -> str:
    """``right`` with the capitals of ``written``: all, or those with which its words begin."""
    if written.isupper():
        return right.upper()
    if right[:1].islower() and written[:1].isupper():
        return right[:1].upper() + right[1:]
    return (
        right[:1].lower() + right[1:] if written[:1].islower() and right.islower() else _words_in_case(written, right)
    )


def _words_in_case(written: str, right: str) -> str:
    """Word by word: "Khôi Thi đua" → "Khối Thi đua"."""
    pairs = zip(written.split(" "), right.split(" "), strict=False)
    if len(written.split(" ")) != len(right.split(" ")):
        return right
    return " ".join(
        should
        if not is_word.isalpha() or should.isupper()
        else should.capitalize()
        if is_word[:1].isupper()
        else should.lower()
        for is_word, should in pairs
    )


@cache
def _leftover_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["about"]) for row in word_list("leftovers")["leftover"])


def _leftovers(sentence: Sentence) -> Iterator[Finding]:
    for pattern, about in _leftover_patterns():
        for found in pattern.finditer(sentence.text):
            message = f"Còn {about}: hãy điền hoặc xóa."
            yield Finding("template-leftover", "canh_bao", message, found[0], _line(sentence, found))


def _once_a_prompt(told: Sequence[Sentence]) -> Iterator[Finding]:
    """What was not cleared; a prompt of ``prompts`` is one, whether its question, its blanks or both are still there.

    Its question stands in a paragraph, its four blanks in the next: five findings would say one thing.
    """
    known: Paragraph | None = None  # the last paragraph of a prompt that a finding tells of
    before: Paragraph | None = None
    at: Paragraph | None = None
    for sentence in told:
        if sentence.paragraph is not at:
            before, at = at, sentence.paragraph
        is_blanks = bool(_PROMPT_BLANKS.search(at.shown))
        for finding in _leftovers(sentence):
            is_told = known is not None and (at is known or (is_blanks and before is known))
            if is_told and finding.quote.startswith(OPEN_BLANK):
                known = at
                continue
            if is_blanks or _PROMPT.search(at.shown):
                known = at
            yield finding


@dataclass(frozen=True, slots=True)
class _Place:
    """A form of a term where it stands."""

    written: str
    line: int


def _open_numbers(sentence: Sentence) -> Iterator[Finding]:
    """Papers cited before they had a number: "Kế hoạch số …/KH-UBND"."""
    for found in _OPEN_NUMBER.finditer(sentence.text):
        message = "Văn bản được dẫn chưa có số: hãy điền số khi văn bản đó được ban hành."
        yield Finding("citation-open", "canh_bao", message, found[0], _line(sentence, found))


def _variants(told: Sequence[Sentence]) -> Iterator[Finding]:
    """Terms that the paper writes in two ways, at the first place of the rarer one, with the commoner as repair."""
    terms: dict[str, dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for sentence in told:
        for found in _HYPHENED.finditer(sentence.text):
            dash = found[2].replace("—", "–")
            terms[fold(found[1] + "-" + found[3])][dash].append(_Place(found[0], _line(sentence, found)))
        for found in _group_pattern().finditer(sentence.text):
            group, form = _group_forms()[_small(found[0])]
            terms[group][form].append(_Place(found[0], _line(sentence, found)))
    for forms in terms.values():
        if len(forms) > 1:
            yield _two_forms(forms)


def _two_forms(forms: dict[str, list[_Place]]) -> Finding:
    counts = Counter({form: len(places) for form, places in forms.items()})
    (usual, _), *others = counts.most_common()
    rare = others[-1][0]
    place, model = forms[rare][0], forms[usual][0].written
    fixed = _respelt(place.written, usual) if _is_dash(usual) else _in_case_of(place.written, model)
    message = f"Trong văn bản có cả “{model}” và “{place.written}”: hãy thống nhất một cách viết."
    return Finding("variant", "goi_y", message, place.written, place.line, fixed)


def _is_dash(form: str) -> bool:
    return form.strip() in "-–"


def _respelt(written: str, dash: str) -> str:
    found = _HYPHENED.match(written)
    return f"{found[1]}{dash}{found[3]}" if found else written


@cache
def _group_forms() -> dict[str, tuple[str, str]]:
    groups = word_list("variants")["groups"]
    return {_small(form): (group[0], _small(form)) for group in groups for form in group}


@cache
def _group_pattern() -> re.Pattern[str]:
    forms = [form for group in word_list("variants")["groups"] for form in group]
    either = "|".join(
        f"[{form[0].lower()}{form[0].upper()}]{re.escape(form[1:])}" for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


def _small(form: str) -> str:
    return form[:1].lower() + form[1:]


def _damage(told: Sequence[Sentence], share: float) -> Iterator[Finding]:
    """One finding on the whole: what single words were is proposed with the reading, never changed by itself."""
    if not told:
        return
    message = (
        f"Chữ trong văn bản bị nhận dạng sai nhiều ({round(100 * (1 - share))} % số từ): hãy đối chiếu với bản gốc, "
        "hoặc nhập lại từ tệp rõ hơn."
    )
    worst = next((sentence for sentence in told if share_of_vietnamese(sentence.text) < DAMAGED), told[0])
    yield Finding("ocr-damage", "canh_bao", message, worst.text[:200], worst.line)


def _line(sentence: Sentence, found: re.Match[str]) -> int:
    return sentence.paragraph.line_at(sentence.start + found.start())
