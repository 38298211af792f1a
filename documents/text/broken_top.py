"""The fixed words at the top of a paper, as bad scans give them back: Quốc hiệu, tiêu ngữ, the kind, a level.

Only words that the rules of form prescribe are known again here, by most of their letters. A name, a number or a day is
never put right.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from documents.text.folded import fold
from documents.text.kinds import NAMES
from documents.text.quality import is_syllable
from documents.text.similar import one_edit_apart

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
# Both have some of these, whatever a scan makes of the rest.
_HINT = re.compile(r"lap|do|hanh|cong|san|phu|phi|hoa|xa|hoi|hol|chu|nghi|vi.t|nam")
_LETTERS = re.compile(r"[^a-z]+")
# A line with more letters or words is none of the two, with or without a name before it.
_LONGEST, _MOST_WORDS = 110, 18
_DASH = re.compile(r"[-–—]")
# So much of their triples of letters a broken line shares with them.
_ALIKE = 0.5
# What scanners read for one letter.
_MISREAD = (("ii", "h"), ("li", "h"), ("rn", "m"), ("0", "o"), ("q", "o"), ("1", "i"))
# A head of a name that lost the space behind it: "SỞLAO ĐỘNG", "UBNDHUYỆN".
_JOINED = re.compile(r"(?P<head>SỞ|PHÒNG|BAN|TRƯỜNG|CHI CỤC|TRUNG TÂM|UBND|HĐND)(?P<rest>[^\W\d_a-z]{2,})")
_DECREES = {"quyet dinh:": "QUYẾT ĐỊNH:", "quyet nghi:": "QUYẾT NGHỊ:"}
_COMMITTEE = re.compile(r"\b[uw]y\s+b[ao]n\s+nhan\s+dan\b")
# The council with one letter lost or misread; "THÀNH PH" and "TNH" lost theirs, too.
_COUNCIL = re.compile(r"\bhoi\s+d[a-z]{0,3}ng\s+nhan\s+dan\b")
_CUT_LEVELS = (("THÀNH PH ", "THÀNH PHỐ "), ("TNH ", "TỈNH "), ("HUYN ", "HUYỆN "))
_LEVEL = re.compile(r"(?P<level>TINH|HUYEN|QUAN|XA|PHUONG|THI XA|THI TRAN|THANH PHO)\s+(?=\S)")
_LEVELS = {"TINH": "TỈNH", "HUYEN": "HUYỆN", "QUAN": "QUẬN", "XA": "XÃ", "PHUONG": "PHƯỜNG", "THI XA": "THỊ XÃ",
           "THI TRAN": "THỊ TRẤN", "THANH PHO": "THÀNH PHỐ"}  # fmt: skip


def parts_of_top(text: str) -> list[str]:
    """The line, or what stands before Quốc hiệu, tiêu ngữ or the Party's name, and one of them in its right letters."""
    if (
        not 12 <= len(text) <= _LONGEST
        or text.count(" ") > _MOST_WORDS
        or COUNTRY in text
        or MOTTO in text
        or PARTY in text
    ):
        return [text]
    return _parts(text)


@lru_cache(maxsize=2_000)
def _parts(text: str) -> list[str]:
    folded = fold(text)
    if len(_HINT.findall(folded)) < 2:
        return [text]
    words = text.split(" ")
    best, found = _ALIKE, [text]
    for start in range(len(words)):
        for known in (COUNTRY, MOTTO, PARTY):
            rest = " ".join(words[start:])
            alike = _likeness(rest, known)
            if alike > best and _is_set_as(known, rest) and not _is_torn(rest, known):
                best, found = alike, [*([" ".join(words[:start])] if start else []), known]
    return found


def _is_set_as(known: str, text: str) -> bool:
    """Whether words are set as form asks: in capitals, tiêu ngữ with a capital and dashes; a sentence is neither."""
    if known == MOTTO:
        return text[0].isupper() and bool(_DASH.search(text))
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isupper, letters)) >= 0.7 * len(letters)


def _is_torn(text: str, known: str) -> bool:
    """Whether a line holds a piece of the words in sound letters; the rest stands on the line beside it."""
    piece, whole = (_LETTERS.sub("", fold(words)) for words in (text, known))
    return piece in whole and piece != whole


def _likeness(text: str, known: str) -> float:
    """The share (0 to 1) of triples of letters that both have, by the one which has more."""
    one, other = _triples(text), _triples(known)
    return len(one & other) / max(len(one), len(other))


def _triples(text: str) -> frozenset[str]:
    letters = _LETTERS.sub("", fold(text))
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def right_decree(line: str) -> str:
    """ "QUYẾT ĐỊNH:" or "QUYẾT NGHỊ:" above the articles, with its right marks; any other line as it is."""
    return _DECREES.get(fold(line), line) if line[-1:] == ":" and line.isupper() else line


def broken_kind(line: str) -> str:
    """The kind that a line in capitals says with one letter misread ("KÊ IIOẠCH"); "" when it says none."""
    text = line.strip(" :.*-–|'")
    if not 6 <= len(text) <= 26 or text.upper() != text:
        return ""
    folded = fold(text)
    for wrong, right in _MISREAD:
        folded = folded.replace(wrong, right)
    return next((kind for key, kind in _kinds() if key == folded or one_edit_apart(key, folded)), "")


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    # A công văn does not print its kind; "CỘNG SẢN" is one letter away from it.
    return tuple((fold(name), name) for name in NAMES if len(name) >= 7 and name != "Công văn")


def with_right_words(line: str) -> str:
    """A line of the letterhead; its first words, "ỦY BAN NHÂN DÂN" and the level behind, in their right letters."""
    if (joined := _JOINED.match(line)) and is_syllable(joined["rest"]) and not is_syllable(joined[0]):
        line = f"{joined['head']} {line[joined.start('rest') :]}"
    folded = fold(line)
    if found := _COMMITTEE.search(folded):
        line = f"{line[: found.start()]}ỦY BAN NHÂN DÂN{line[found.end() :]}"
    elif found := _COUNCIL.search(folded):
        line = f"{line[: found.start()]}HỘI ĐỒNG NHÂN DÂN{line[found.end() :]}"
    for cut, whole in _CUT_LEVELS:
        if line.startswith(cut):
            line = whole + line[len(cut) :]
    head = fold(line).upper()
    behind = _behind_council(head)
    level = _LEVEL.match(head, behind)
    if level is None or (not behind and level["level"] in ("QUAN", "XA")):  # "CÁC CƠ / QUAN", "XÃ HỘI"
        return line
    start, end = level.span("level")
    return f"{line[:start]}{_LEVELS[level['level']]}{line[end:]}" if line[start:end].isupper() else line


def _behind_council(head: str) -> int:
    """Where the words behind "UBND", "HĐND" or their long forms begin; 0 when the line begins otherwise."""
    return next((len(word) for word in ("UBND ", "HDND ", "UY BAN NHAN DAN ") if head.startswith(word)), 0)
