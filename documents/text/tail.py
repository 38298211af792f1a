"""The foot of a paper: nơi nhận, the typist's mark, the signing block (NĐ 30/2020, Phụ lục I, Mục II.7 and 9).

The two columns of the foot reach us in either order, glued or torn; each line is sorted by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.tree import Signature

_RECIPIENTS = re.compile(r"N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]\s*(?:$|[:.;]\s*(?P<rest>.*)$)")
_CAPITAL = r"[^\W\d_a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]"
_BEHALF = re.compile(rf"(?:TM|T/M|T\.M)\.?\s?(?={_CAPITAL}{{2}})")
_DEPUTY = re.compile(rf"(?:KT|K/T|TL|T/L|TUQ|Q)\.?\s(?={_CAPITAL}{{2}})|(?:KT|TL|TUQ)\.(?={_CAPITAL}{{2}})")
_OFFICE = re.compile(
    r"(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|CHỦ NHIỆM|TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|HIỆU TRƯỞNG|CHÁNH|CỤC TRƯỞNG"
    r"|VIỆN TRƯỞNG|CHI CỤC TRƯỞNG|KHỐI TRƯỞNG|TỔ TRƯỞNG|THỦ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|ỦY VIÊN|THƯ KÝ"
    r"|ĐỘI TRƯỞNG|HIỆU PHÓ|CHỈ HUY|TRẠM TRƯỞNG|KẾ TOÁN|CHỦ TỌA|CHỦ TOẠ|CHỦ TRÌ|NGƯỜI GHI BIÊN BẢN)\b"
)
# The two who sign minutes.
_SECRETARY = re.compile(r"(?:THƯ KÝ|NGƯỜI GHI BIÊN BẢN)")
_CHAIR = re.compile(r"CHỦ (?:TỌA|TOẠ|TRÌ)")
_OF_OFFICE = re.compile(r"(?:PHÒNG|BAN|SỞ|ỦY BAN|UBND|VĂN PHÒNG|NỘI VỤ|TƯ PHÁP)\b")
_NAME = re.compile(
    r"(?:(?:TS|ThS|Ths|PGS|GS|BS|BSCKI|BSCKII|CN|KS)\.\s?){0,2}"
    rf"{_CAPITAL}[^\W\d_]*(?:\s{_CAPITAL}[^\W\d_]*){{1,5}}$"
)
_SIGNED = re.compile(r"\((?:đã ký|ký tên|ký|chữ ký)\b[^)]{0,20}\)$", re.IGNORECASE)
_DRAFTER = re.compile(r"\([^()]{1,60}\)$|[A-ZĐ]{1,6}\.\s?(?:\(\d{1,4}\)|\d{1,4})b?$")
_GLUED = re.compile(
    r"\s(?=(?:TM|T/M|KT|TL|TUQ)\.\s?[A-ZỦĐ]{2})"
    r"|(?<=[.;])(?<!KT\.)(?<!TL\.)(?<!Q\.)(?<!TM\.)\s(?=(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG))"
)
_STEP = re.compile(r"(?:(?<=[;.:])|^)\s*[-–+•]\s+")
# Without "Nơi nhận" the signing block is looked for in so many last lines.
_BLOCK = 12


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands under the body. ``unread`` lines belong to no known part."""

    recipients: tuple[str, ...] = ()
    recipient_lines: tuple[int, ...] = ()
    drafter_mark: str = ""
    signature: Signature = field(default_factory=Signature)
    second_signature: Signature = field(default_factory=Signature)
    unread: tuple[Line, ...] = ()


def split_tail(lines: Sequence[Line]) -> tuple[list[Line], Tail, list[Line]]:
    """(body lines, foot, lines of the annexes after the foot)."""
    start = _start(lines)
    if start is None:
        return list(lines), Tail(), []
    end = next((at for at in range(start, len(lines)) if _is_annex(lines[at])), len(lines))
    sorter = _Sorter()
    for line in lines[start:end]:
        sorter.take(line)
    return list(lines[:start]), sorter.tail(), list(lines[end:])


def _is_annex(line: Line) -> bool:
    marker = find_marker(line.shown)
    return marker is not None and marker.level == "annex"


def _start(lines: Sequence[Line]) -> int | None:
    """Index of the first line of the foot: "Nơi nhận" or the signing block, whichever stands first."""
    found = [at for at, line in enumerate(lines) if _RECIPIENTS.match(line.shown)]
    if found:
        start = found[-1]
        return _block_start(lines, start)
    end = next((at for at, line in enumerate(lines) if _is_annex(line)), len(lines))
    start = _block_start(lines, end)
    return start if start < end else None


def _block_start(lines: Sequence[Line], end: int) -> int:
    """Where the signing block that ends just before ``end`` begins; ``end`` when there is none."""
    start, sure = end, end
    while start > max(0, end - _BLOCK) and _signs(lines[start - 1].shown):
        start -= 1
        if _is_office(lines[start].shown):
            sure = start
    return sure


def _is_office(text: str) -> bool:
    return bool(_BEHALF.match(text) or _DEPUTY.match(text) or (_OFFICE.match(text) and text.upper() == text))


def _signs(text: str) -> bool:
    """Whether a line may stand in a signing block."""
    if len(text) > 80:
        return False
    if _is_office(text) or _SIGNED.match(text) or _NAME.match(text):
        return True
    return text.upper() == text and find_marker(text) is None


class _Sorter:
    """Sorts the lines of the foot, one after the other."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.recipient_lines: list[int] = []
        self.mark = ""
        self.signature = Signature()
        self.second = Signature()
        self.unread: list[Line] = []
        self._listing = False

    def take(self, line: Line) -> None:
        """Sort one line; a line that glues both columns together is cut first."""
        for piece in re.split(r"\s?\|\s?", line.shown):
            for part in _GLUED.split(piece):
                if part.strip():
                    self._part(Line(line.number, part.strip()))

    def tail(self) -> Tail:
        """The parts found."""
        self._cut_name()
        recipients = tuple(text.rstrip(" ;.,") for text in self.recipients)
        return Tail(recipients, tuple(self.recipient_lines), self.mark, self.signature, self.second, tuple(self.unread))

    def _cut_name(self) -> None:
        """A signer's name that a conversion glued to the last recipient ("Lưu: VT. Trần Thị Bình")."""
        block, last = self.signature, self.recipients[-1] if self.recipients else ""
        before, dot, name = last.partition(". ")
        if dot and _NAME.match(name) and not block.name and (block.title or block.deputy_for):
            self.recipients[-1] = f"{before}."
            self.signature = replace(block, name=name)

    def _part(self, line: Line) -> None:
        text = line.text
        if found := _RECIPIENTS.match(text):
            self._listing = True
            if found["rest"] and not self._signature(found["rest"]):
                self._list(Line(line.number, found["rest"]))
        elif _SIGNED.match(text) or self._signature(text):
            return
        elif not self.mark and _DRAFTER.match(text) and self.recipients:
            self.mark = text
        elif self._listing:
            self._list(line)
        else:
            self.unread.append(line)

    def _list(self, line: Line) -> None:
        """Recipients: "- A;" each, or several in one line, or the rest of the one before."""
        text = line.text
        if not _STEP.match(text) and self.recipients and not self.recipients[-1].endswith((";", ".")):
            self.recipients[-1] += f" {text}"
            return
        if not _STEP.match(text) and self.recipients and "lưu" in self.recipients[-1].lower():
            self.unread.append(line)
            return
        parts = [part.strip() for part in _STEP.split(text) if part.strip()]
        self.recipients += parts
        self.recipient_lines += [line.number] * len(parts)

    def _signature(self, text: str) -> bool:
        """Take a line of the signing block; False when it is none."""
        old = self.signature
        if _CHAIR.match(text) and _SECRETARY.match(old.title) and not self.second.title:
            self.second, self.signature = old, Signature(title=text)
        elif _NAME.match(text) and self.second.title and not self.second.name and not old.name:
            self.second = replace(self.second, name=text)
        elif _BEHALF.match(text) and not old.on_behalf_of:
            self.signature = replace(old, on_behalf_of=text)
        elif _DEPUTY.match(text) and not old.deputy_for:
            self.signature = replace(old, deputy_for=text)
        elif _OFFICE.match(text) and text.upper() == text and not old.name:
            self.signature = replace(old, title=f"{old.title} {text}".strip())
        elif text.upper() == text and text.lower() != text and not _DRAFTER.match(text) and not _STEP.match(text):
            return self._capitals(text)
        elif _NAME.match(text) and (old.title or old.deputy_for) and not old.name:
            self.signature = replace(old, name=text)
        else:
            return False
        return True

    def _capitals(self, text: str) -> bool:
        """A line in capitals that names no office: the rest of the line before, or the signer's name."""
        old = self.signature
        if old.name or not (old.on_behalf_of or old.deputy_for or old.title):
            return False
        if old.title and _NAME.match(text) and not _OF_OFFICE.match(text):
            self.signature = replace(old, name=text)
        elif old.title:
            self.signature = replace(old, title=f"{old.title} {text}")
        elif old.deputy_for:
            self.signature = replace(old, deputy_for=f"{old.deputy_for} {text}")
        else:
            self.signature = replace(old, on_behalf_of=f"{old.on_behalf_of} {text}")
        return True
