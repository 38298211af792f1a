"""What stands at the head of a line: "I.", "1.1.", "a)", "(1)", "- ", "Điều 1.", "Chương II" …

The forms are those of NĐ 30/2020, Phụ lục I, Phần I, Mục II.6, and the variants people type
("1/", "a.", "I -", "•"). One order of levels makes the tree: a line belongs to the nearest line
above it whose level is higher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.text.inline import plain
from documents.text.tree import Level

_ORDER: dict[Level, int] = {
    "annex": 0, "phan": 10, "chuong": 20, "muc": 30, "dieu": 40, "khoan": 50,
    "diem": 70, "paren": 80, "dash": 90, "table": 100, "para": 100,
}  # fmt: skip
_DASHES = {"*": 0, "-": 1, "+": 2}
_WORDS: dict[str, Level] = {"phần": "phan", "chương": "chuong", "mục": "muc", "phụ lục": "annex"}
_HEADED = frozenset({"annex", "phan", "chuong", "muc", "dieu", "khoan"})

_WORD = re.compile(
    r"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|PHỤ LỤC|Phụ lục)"
    r"(?:\s+(?P<label>(?:THỨ|[Tt]hứ)\s+\w+|[IVX]+|\d{1,2}))?\s*(?:$|(?:[.:]|[-–](?=\s))\s*(?P<rest>.*)$)"
)
#: Capital letters, for a class of a pattern.
CAPITALS = "A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
# "Điều 1 Tặng thưởng …" without its dot; "Điều 1 Quyết định số …" goes on with a sentence.
_DIEU = re.compile(
    rf"(?:Đi[ềêểễé]u|ĐI[ỀÊỂ]U)\s+(?P<label>\d{{1,3}}[a-zđ]?)(?:\s*[.:]|(?=\s[{CAPITALS}](?![{CAPITALS}])[^\W\d_])"
    r"(?!\s(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị|Quyết|Thông tư|Chỉ thị|Quy|Điều lệ|Kế hoạch|Chương|Mục|Phần|Khoản"
    r"|Hướng dẫn|Đề án|Mẫu|Phụ lục)(?![^\W_])))\s*(?P<rest>.*)$"
)
_ROMAN = re.compile(r"(?!V/V\b)(?P<label>[IVX]{1,7})(?:[./](?=$|[\s*]|[^\W\d_a-z])|\s?[-–](?=\s|$))\s*(?P<rest>.*)$")
_ROMAN_VALID = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})$")
_LETTER = re.compile(r"(?P<label>[A-H])\.(?:$|\s+(?P<rest>.*)$)")
_NUMBER = re.compile(
    r"(?P<label>(?:[IVX]{1,7}\.)?\d{1,2}(?:\.\d{1,2}){0,3})"
    r"(?:\.(?=\D|$)|[)/](?=\s|$)|-(?=\s[^\W\d_]|$)|(?<=\.\d)(?=\s\W*[^\W\d_a-z])"
    r"|(?<=\.\d\d)(?=\s\W*[^\W\d_a-z]))\s*(?P<rest>.*)$"
)
_POINT = re.compile(r"(?P<label>[a-zđ])(?:\)|[./](?=\s))\s*(?P<rest>.*)$")
_PAREN = re.compile(r"\((?P<label>\d{1,2}|[a-zđ]|[ivx]{1,5})\)\s*(?P<rest>.*)$")
_DASH = re.compile(r"(?P<label>[-–—−•·▪●*+])(?:$|\s+(?P<rest>.*)$)|(?P<tight>[-–])(?P<close>[^\W\d_a-z].*)$")
_SENTENCE_END = frozenset(".;,…!?/")


@dataclass(frozen=True, slots=True)
class Marker:
    """A recognised head of a line, and the rest of it. ``bold``: the whole line was bold, as headings are."""

    level: Level
    label: str
    rest: str
    bold: bool = False


def find_marker(line: str, *, forced: bool = False) -> Marker | None:
    """The marker that ``line`` (clean, one line) begins with, also inside bold or italic marks.

    ``forced``: the line is known to be a heading, so that "A. Khái quát" counts as well as "A. KHÁI QUÁT".
    """
    return _remembered(line, forced) if len(line) < 300 else _find(line, forced)


def rank(level: Level, label: str) -> int:
    """Depth of a level: smaller stands above greater. "1.1" is below "1", "+" below "-" below "*"."""
    if level == "khoan":
        return _ORDER[level] + label.lstrip("IVX.").count(".")
    if level == "dash":
        return _ORDER[level] + _DASHES.get(label, 1)
    return _ORDER[level]


def head(level: Level, label: str) -> str:
    """The printed form of a label: "I.", "Mục 1", "Chương II", "Điều 3.", "1.1.", "a)", "(1)", "-"."""
    if level == "muc":
        return "" if not label else f"Mục {label}" if label.isdigit() else f"{label}."
    if level == "phan" and is_letter(label):
        return f"{label}."
    forms = {"annex": "Phụ lục {}", "phan": "Phần {}", "chuong": "Chương {}", "dieu": "Điều {}.", "khoan": "{}.",
             "diem": "{})", "paren": "({})", "dash": "{}", "para": "", "table": ""}  # fmt: skip
    return forms[level].format(label).strip()


def is_two_line(level: Level, label: str) -> bool:
    """True for headings whose title stands on the line below: Phần, Chương, Mục 1, Phụ lục."""
    return level in ("annex", "chuong") or (level == "phan" and not is_letter(label)) or (
        level == "muc" and label.isdigit()
    )  # fmt: skip


def is_letter(label: str) -> bool:
    """True for the labels A to H of the widest parts of long papers."""
    return len(label) == 1 and "A" <= label <= "H"


def is_headed(level: Level) -> bool:
    """True for levels whose line may be a heading without being forced."""
    return level in _HEADED


def is_title(text: str) -> bool:
    """Whether ``text`` after a label reads as a heading: capitals, or short and without a closing mark."""
    shown = plain(text).rstrip('”"’)]* ')
    if not shown or len(shown) > 200:
        return False
    if shown.upper() == shown and shown.lower() != shown:
        return True
    if shown[-1] == ":":
        return len(shown) <= 60
    return shown[-1] not in _SENTENCE_END


def _find(line: str, forced: bool) -> Marker | None:
    if line[:1] == "*" and line[1:2] not in ("", " "):
        return _starred(line, forced)
    return _bare(line, forced)


# Every line is looked at several times on its way from the source to the tree.
_remembered = lru_cache(maxsize=10_000)(_find)


def _bare(line: str, forced: bool) -> Marker | None:
    line = line.strip()
    if found := _WORD.match(line):
        return _worded(found)
    if found := _DIEU.match(line):
        return Marker("dieu", found["label"], found["rest"])
    if found := _NUMBER.match(line):
        return Marker("khoan", found["label"], found["rest"])
    if (found := _ROMAN.match(line)) and _ROMAN_VALID.match(found["label"]):
        return Marker("muc", found["label"], found["rest"])
    if found := _LETTER.match(line):
        rest = found["rest"] or ""
        return Marker("phan", found["label"], rest) if forced or not rest or _is_capitals(rest) else None
    if found := _POINT.match(line):
        return Marker("diem", found["label"], found["rest"])
    if found := _PAREN.match(line):
        return Marker("paren", found["label"], found["rest"])
    if found := _DASH.match(line):
        label = found["label"] or found["tight"]
        return Marker("dash", label if label in _DASHES else "-", found["rest"] or found["close"] or "")
    return None


def _worded(found: re.Match[str]) -> Marker | None:
    level = _WORDS[found["word"].lower()]
    label = " ".join((found["label"] or "").split())
    if not label and level != "annex":
        return None
    return Marker(level, label.lower() if label[:1] in "Tt" else label, found["rest"] or "")


def _starred(line: str, forced: bool) -> Marker | None:
    width = len(line) - len(line.lstrip("*"))
    marks, inner = line[:width], line[width:]
    if inner.endswith(marks) and inner.count("*") == width:
        found = _bare(inner[:-width], forced)
        if found is None or not found.rest:
            return found
        if width >= 2 and is_headed(found.level):
            return Marker(found.level, found.label, found.rest, bold=True)
        return Marker(found.level, found.label, marks + found.rest + marks)
    label, closing, rest = inner.partition(marks)
    if closing and (found := _bare(label + rest, forced)) and rest.endswith(found.rest):
        return found  # the marks hold the label alone: "**1.** …"
    found = _bare(inner, forced)
    return Marker(found.level, found.label, marks + found.rest) if found and found.rest else None


def _is_capitals(text: str) -> bool:
    shown = plain(text)
    return shown.upper() == shown and shown.lower() != shown
