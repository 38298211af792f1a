"""Who decides, in capitals between the trích yếu and the căn cứ: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text.letterhead import AGENCY
from documents.text.lines import Line

BASIS = re.compile(r"(?:[-–+]\s*)?(?:Căn cứ|Thực hiện|Theo|Xét|Tiếp theo|Để)\s")
_DECREE = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s?:?$")
# Words of a trích yếu: a line of it may begin with an authority, too ("… CỦA THỦ TƯỚNG / CHÍNH PHỦ VỀ VIỆC …").
_OF_TITLE = re.compile(
    r"\b(?:VỀ|VIỆC|CỦA|TRÊN|TRONG|CHO|NĂM|GIAI ĐOẠN|NGÀY|CÁC CẤP|TỔ CHỨC THỰC HIỆN|TRIỂN KHAI|BAN HÀNH)\b"
)
# A conversion may break the name over so many lines.
_MOST = 5


def is_authority(lines: Sequence[Line], at: int) -> bool:
    """Whether the lines in capitals from ``at`` on name who decides: right above the căn cứ, and nothing else."""
    block: list[str] = []
    for line in lines[at : at + _MOST]:
        if line.shown.upper() != line.shown or _DECREE.match(line.shown):
            break
        block.append(line.shown)
    end = at + len(block)
    below = lines[end].shown if end < len(lines) else ""
    name = " ".join(block)
    named = AGENCY.match(name) and not _OF_TITLE.search(name)
    return bool(named) and bool(BASIS.match(below) or _DECREE.match(below))
