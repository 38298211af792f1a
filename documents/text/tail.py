"""The foot of a paper: nơi nhận, the typist's mark, the signing block (NĐ 30/2020, Phụ lục I, Mục II.7 and 9).

The two columns of the foot reach us in either order, glued or torn; each line is sorted by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.text.broken_foot import with_right_foot
from documents.text.kinds import whole_kind
from documents.text.letterhead import is_agency
from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.printed_issuers import HEAD
from documents.text.signing import (
    CAPITAL,
    NAME,
    Signing,
    is_office,
    is_person,
    is_signed,
    mend,
    parts_of,
    stands_in_block,
)
from documents.text.tree import Signature
from documents.text.trimming import page_begins
from documents.text.wrapping import UNFINISHED, joined_by_dash
from documents.text.zone import MOTTO

_RECIPIENTS = re.compile(
    r"\W{0,3}N[ơƠoO][iIíÍ]\s+[nN][hH][ậẬâÂạẠaAặăẩấẫầàáảã][nN]\W{0,2}\s*(?:$|[:.;]\s*(?P<rest>.*)$|(?=[-–])(?P<list>.*)$)"
)
_SMALL_OFFICE = re.compile(
    rf"(?:(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\.?\s?{CAPITAL}[a-zà-ỹ][^.;:,]{{2,60}}"
    r"|(?:Phó |Quyền )?(?:Chủ tịch|Giám đốc|Trưởng (?:phòng|ban)|Hiệu trưởng|Bí thư|Chánh Văn phòng|Bộ trưởng"
    r"|Thứ trưởng|Thủ tướng)(?: [^.;:,]{2,40})?)$"
)
_HALF = re.compile(r"\W{0,3}N[ơƠ][iI]$")
# "… thực hiện./. Nơi nhận: - …": the foot glued to the last paragraph.
_GLUED_FOOT = re.compile(r"(?<=[./])\s+(?=N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]\s*:)")
_DRAFTER = re.compile(
    r"\([^()]{1,60}\)$|[A-ZĐ]{1,6}\.\s?(?:\(\d{1,4}\)|\d{1,4})b?$|(?=\S*\d)[\dA-ZĐa-zđ]{1,8}[-_./][\dA-ZĐa-zđ._()-]{1,14}$"
)
_STEP = re.compile(
    rf"(?:(?<=[;.:])\s*[-–•]|^\s*[-–—+•*▪]|^\s*[.~_·](?=\s))\s*(?=\S)|^\s*[iltj]\s(?={CAPITAL})|(?<=,)\s[-–•]\s(?={CAPITAL})"
)
_SEVERAL = re.compile(r"(?<=;)\s+(?=\S)")
_GLUED_NAME = re.compile(rf"(?P<own>.*[;,.])\s(?P<name>{CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*){{1,4}})$")
_AUTHORITY = re.compile(HEAD)
# "D:\2024\CV\…": where a typist keeps the file, printed below the recipients.
_FILE = re.compile(r"(?:[A-Za-z]:?|\\)\\\S.*\\|.*\.docx?$")
_ARCHIVE = re.compile(r"(?:[-–+•*]\s*)?l[ưu]u\b", re.IGNORECASE)
_ATTACHED = re.compile(r"\W{0,3}(?:Ban hành kèm theo|Kèm theo|Đính kèm)\b", re.IGNORECASE)
_FORM = re.compile(
    r"(?:MẪU|Mẫu|BIỂU|Biểu|BIỂU MẪU)\s(?:SỐ|số)?\s?\d{1,2}|(?:MẪU|BIỂU MẪU|DANH SÁCH|DANH MỤC|PHỤ BIỂU|BẢNG)\b"
)
# The foot of a paper, to its last recipient, is not longer than this many lines.
_FOOT = 150


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands under the body. ``unread`` lines belong to no known part; ``skipped`` counts lines of a web page."""

    recipients: tuple[str, ...] = ()
    recipient_lines: tuple[int, ...] = ()
    drafter_mark: str = ""
    signature: Signature = field(default_factory=Signature)
    second_signature: Signature = field(default_factory=Signature)
    unread: tuple[Line, ...] = ()
    skipped: int = 0


def split_tail(lines: Sequence[Line]) -> tuple[list[Line], Tail, list[Line]]:
    """(body lines, foot, lines of the annexes after the foot)."""
    lines = list(_cut_glued(_mended(_raised(with_right_foot(lines)))))
    start = _start(lines)
    if start is None:
        return lines, Tail(), []
    end = _end(lines, start)
    sorter = _Sorter()
    skipped, paper = 0, True
    for line in mend(lines[start:end]):
        if paper:
            paper = not (sorter.is_complete() and (page_begins(line) or (line.after_rule and sorter.is_signed())))
        else:  # the column of the signature, or its last line, may stand behind the page's own lines
            signed = sorter.signing.first
            named = bool(NAME.match(line.shown)) and bool(signed.title) and not signed.name and is_person(line.shown)
            paper = named or (is_office(line.shown) and not signed.title)
        if paper:
            sorter.take(line)
        else:
            skipped += 1
    more, annexes = _after(lines, end)
    return [*lines[:start], *more], replace(sorter.tail(), skipped=skipped), annexes


def _raised(lines: Sequence[Line]) -> list[Line]:
    """The lines, with who signs in capitals where a page printed it small: "TM. Ủy ban nhân dân / Chủ tịch"."""
    found = list(lines)
    below = max(0, len(found) - _FOOT)
    signed = [at for at in range(below + 1, len(found)) if is_signed(found[at].shown)]
    for at in signed:
        above = at - 1
        while above >= below and _SMALL_OFFICE.match(found[above].shown):
            found[above] = replace(found[above], text=found[above].text.upper())
            above -= 1
    return found


def _mended(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with "Nơi / nhận:" in one."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            if _RECIPIENTS.match(f"{held.shown} {line.shown}"):
                yield replace(held, text=f"{held.text} {line.text}")
                held = None
                continue
            yield held
            held = None
        if _HALF.match(line.shown):
            held = line
        else:
            yield line
    if held is not None:
        yield held


def _cut_glued(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        glued = "ơi nhận" in line.text or "ƠI NHẬN" in line.text
        parts = _GLUED_FOOT.split(line.text, maxsplit=1) if glued else [line.text]
        yield from (replace(line, text=part) for part in parts) if len(parts) > 1 else (line,)


def _is_annex(line: Line) -> bool:
    marker = find_marker(line.shown)
    return marker is not None and marker.level == "annex"


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the foot ends: at an annex, with or without its word, at a form with a top of its own, or at the end."""
    listed = False
    for at in range(start + 1, len(lines)):
        text = lines[at].shown
        listed = listed or bool(_ARCHIVE.match(text))
        if _is_annex(lines[at]):
            return at
        if not listed:
            continue
        if _goes_on(lines[at]):
            return at
        if _FORM.match(text) and (text.upper() == text or len(text) <= 20):
            return at
        below = " ".join(line.shown for line in lines[at + 1 : at + 4])
        long = len(text) > 8 or bool(whole_kind(text, capitals=True))  # "KẾ HOẠCH (Ban hành kèm theo …)"
        titled = text.upper() == text and long and not is_office(text)
        if titled and any(_ATTACHED.match(line.shown) for line in lines[at + 1 : at + 4]):
            return at
        if titled and MOTTO.search(below):
            return at
    return len(lines)


def _goes_on(line: Line) -> bool:
    """Whether a line below the recipients is text again: a section, a căn cứ or a long paragraph."""
    marker = find_marker(line.shown)
    if marker is not None and marker.level in ("phan", "chuong", "muc", "dieu"):
        return True
    return line.shown.startswith("Căn cứ ") or (len(line.shown) > 220 and marker is None and "|" not in line.shown)


def _after(lines: Sequence[Line], end: int) -> tuple[list[Line], list[Line]]:
    """What stands below the foot: text that goes on, and the annexes."""
    if end >= len(lines) or not _goes_on(lines[end]):
        return [], list(lines[end:])
    annex = next((at for at in range(end, len(lines)) if _is_annex(lines[at])), len(lines))
    return list(lines[end:annex]), list(lines[annex:])


def _start(lines: Sequence[Line]) -> int | None:
    """Index of the first line of the foot: "Nơi nhận" or the signing block, whichever stands first."""
    annex = next((at for at, line in enumerate(lines) if _is_annex(line)), len(lines))
    found = [at for at, line in enumerate(lines) if _RECIPIENTS.match(line.shown)]
    main = [at for at in found if at < annex] or found
    if main:
        listed = [at for at in main if _lists(lines, at)]
        return _block_start(lines, (listed or main)[0])
    last = _last_office(lines[:annex])
    return None if last is None else _block_start(lines, last + 1)


def _lists(lines: Sequence[Line], at: int) -> bool:
    """Whether recipients follow: a "Lưu" line within the foot's length."""
    return any("ưu" in line.shown and _ARCHIVE.search(line.shown[-80:]) for line in lines[at : at + _FOOT])


def _last_office(lines: Sequence[Line]) -> int | None:
    """The last line of a signing block without "Nơi nhận": an office in capitals with little below it."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 60), -1):
        text = lines[at].shown
        if is_office(text) and len(text) <= 80 and find_marker(text) is None:
            return at if _only_names(lines[at + 1 :]) else None
    return None


def _only_names(lines: Sequence[Line]) -> bool:
    """Whether nothing of a body stands below an office: names and marks, then at most remarks or a web page."""
    named = False
    for line in lines:
        if page_begins(line) or (named and not find_marker(line.shown)):
            return True
        if not stands_in_block(line.shown):
            return False
        named = named or bool(NAME.match(line.shown))
    return True


def _block_start(lines: Sequence[Line], end: int) -> int:
    """Where the signing block that ends just before ``end`` begins; ``end`` when there is none."""
    start, sure = end, end
    while start > max(0, end - 14) and stands_in_block(lines[start - 1].shown):
        start -= 1
        if is_office(lines[start].shown):
            sure = start
    return sure


def _stands_apart(own: str, name: str) -> bool:
    """Whether words behind a recipient's mark can only be the signer's: capitals, and no authority or office."""
    return own.endswith(";") and len(name.split()) >= 3 and not (is_agency(name) or _AUTHORITY.match(name))


class _Sorter:
    """Sorts the lines of the foot, one after the other."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.recipient_lines: list[int] = []
        self.mark = ""
        self.signing = Signing()
        self.unread: list[Line] = []
        self._listing = False
        self._dashed = False

    def is_complete(self) -> bool:
        """Whether the foot may end here: recipients down to "Lưu", or a signer's name."""
        archived = bool(self.recipients) and bool(_ARCHIVE.match(self.recipients[-1]))
        return archived or bool(self.signing.first.name) or (bool(self.signing.first.title) and not self._listing)

    def is_signed(self) -> bool:
        """Whether both columns of the foot are there, down to the name."""
        return self._ended() and bool(self.signing.first.name)

    def take(self, line: Line) -> None:
        """Sort one line; a line that glues both columns together is cut first."""
        for piece in line.shown.split("|"):
            for part in parts_of(piece.strip()):
                self._part(Line(line.number, part))

    def tail(self) -> Tail:
        """The parts found."""
        self._cut_name()
        recipients = tuple(text.rstrip(" ;.,:") for text in self.recipients)
        signing = self.signing
        return Tail(
            recipients, tuple(self.recipient_lines), self.mark, signing.first, signing.second, tuple(self.unread)
        )

    def _cut_name(self) -> None:
        """A signer's name that a conversion glued to the last recipient ("Lưu: VT. Trần Thị Bình")."""
        block, last = self.signing.first, self.recipients[-1] if self.recipients else ""
        before, dot, name = last.partition(". ")
        if dot and not self.mark and _ARCHIVE.match(before) and _DRAFTER.match(name):
            self.recipients[-1], self.mark = f"{before}.", name
            return
        if block.name or not (block.title or block.deputy_for):
            return
        if dot and NAME.match(name):
            self.recipients[-1] = f"{before}."
            self.signing.first = replace(block, name=name)
            return
        for at, recipient in enumerate(self.recipients):
            found = _GLUED_NAME.match(recipient)
            if found and (is_person(found["name"]) or _stands_apart(found["own"], found["name"])):
                self.recipients[at] = found["own"]
                self.signing.first = replace(block, name=found["name"])
                return

    def _part(self, line: Line) -> None:
        text = line.text
        if found := _RECIPIENTS.match(text):
            self._listing = True
            rest = found["rest"] or found["list"] or ""
            if rest and not self.signing.take(rest):
                self._list(Line(line.number, rest))
        elif is_signed(text) or self.signing.take(text, listing=self._listing and not self._closed()):
            return
        elif _FILE.match(text) and self.recipients:
            self.unread.append(line)
        elif not self.mark and _DRAFTER.match(text) and self.recipients:
            self.mark = text
        elif self._listing and len(text) > 1:
            self._list(line)
        else:
            self.unread.append(line)

    def _closed(self) -> bool:
        """Whether a line without a dash can be no recipient: the list is at its end, or has dashes and marks."""
        return self._ended() or (self._dashed and self.recipients[-1].endswith((";", ",")))

    def _ended(self) -> bool:
        return bool(self.recipients) and bool(_ARCHIVE.match(self.recipients[-1]))

    def _list(self, line: Line) -> None:
        """Recipients: "- A;" each, several in one line, or the rest of the one before."""
        text = line.text
        if self.recipients and joined_by_dash(self.recipients[-1], text):
            self.recipients[-1] += f" {text}"
            return
        stepped = _STEP.match(text) is not None
        self._dashed = self._dashed or stepped
        if not stepped and self.recipients:
            last = self.recipients[-1]
            archived = bool(_ARCHIVE.match(last))
            if last.endswith(":") or (not last.endswith((";", ".")) and self._goes_on(last, text)):
                self.recipients[-1] += f" {text}"
                return
            if archived and (self._dashed or last.endswith(".") or not _ARCHIVE.match(text)):
                self.unread.append(line)
                return
        parts = [part.strip() for part in _STEP.split(text) if part.strip()]
        if len(parts) == 1 and not stepped and text.count(";") >= 2:
            parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        self.recipients += parts
        self.recipient_lines += [line.number] * len(parts)

    def _goes_on(self, last: str, text: str) -> bool:
        """Whether a line without a dash goes on with the recipient above it."""
        if self._dashed or text[0].islower() or UNFINISHED.search(last[-20:]):
            return not (_ARCHIVE.match(last) and re.match(rf"{CAPITAL}", text) and len(text) > 60)
        return False
