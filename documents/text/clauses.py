"""The tasks inside a paragraph: it is parted where a later sentence or clause names another unit."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from documents.text.lines import Paragraph
from documents.text.sentences import sentences
from documents.text.unit_names import ORDER, SMALL_UNIT, is_order, named, says_verb

# "…; giao Sở Tư pháp …", "…; Sở Tài chính …": where another unit may be named inside a sentence.
_WITHIN = re.compile(rf";\s(?=(?:giao|đề nghị|yêu cầu|phân công)\s|[^\W\d_a-zđ]|{SMALL_UNIT})")
_SMALL = re.compile(SMALL_UNIT, re.IGNORECASE)
# So far a name may reach behind what a sentence begins with, in characters.
_LONGEST_LEAD = 700


@dataclass(frozen=True, slots=True)
class Task:
    """Words that belong together, and who is named in them ("" when nobody is)."""

    unit: str
    text: str


def tasks_of(text: str, heading: str) -> list[Task]:
    """A paragraph parted where a later sentence names another unit than its first one, or than its ``heading``."""
    found: list[Task] = []
    start = 0
    unit = named(text)
    for begin, clause in _clauses(text):
        other = named(clause)
        if other and (found or unit or heading or ORDER.match(clause)) and _may_part(clause, other):
            found.append(Task(unit, text[start:begin].strip()))
            start, unit = begin, as_printed(other, text[begin:])
    found.append(Task(unit, text[start:].strip()))
    return found


def as_printed(name: str, text: str) -> str:
    """A name that a clause begins with, its first letter as the text has it."""
    small = name[:1].lower() + name[1:]
    return small if text.startswith(small) else name


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """Where a further sentence, or a clause that may name another unit, begins; and its words up to the next."""
    begins = [sentence.start for sentence in sentences([Paragraph(text, ((0, 1),))])]
    parted = 0
    named_from, name_begin, name_end = -1, 0, 0
    for found in _WITHIN.finditer(text):
        before = max(parted, begins[bisect_right(begins, found.start()) - 1])
        clause = text[before : found.start()]
        if before != named_from:
            named_from, (name_begin, name_end) = before, _name_at(text, before)
        if name_begin <= found.start() < name_end:  # "… Sở Y tế; UBND các xã …": in the middle of one name
            continue
        if ORDER.match(text, found.end()) or says_verb(clause) or named(clause[:1].upper() + clause[1:300]):
            parted = found.end()
            insort(begins, parted)
    ordered = sorted(set(begins) - {0})
    for begin, end in pairwise([*ordered, len(text)]):
        clause = text[begin:end]
        yield begin, clause[:1].upper() + clause[1:]


def _name_at(text: str, start: int) -> tuple[int, int]:
    """Where the name of whom the sentence at ``start`` addresses begins and ends; the same place twice without one."""
    sentence = text[start : start + _LONGEST_LEAD]
    if ";" not in sentence:
        return start, start
    name = named(sentence)
    begin = start + max(0, sentence.find(name))
    return begin, begin + len(name)


def _may_part(sentence: str, name: str) -> bool:
    """Whether a sentence in the middle of a paragraph surely names another unit, not the subject of an explanation."""
    general = ("Các ", "Những ", "Mỗi ", "Từng ", "Người ", "Toàn thể ", "Tất cả ")
    charged = sentence[len(name) :].lstrip().startswith(("có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "phải "))
    if charged or is_order(sentence):
        return True
    if name.startswith(("Các ", "Những ")):
        return bool(_SMALL.match(sentence))
    return name[:1].isupper() and not name.startswith(general)
