"""The words of a paper that lists exemplars: a short body and the list as an annex with a table (light text)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.text.inline import escape

_BAR = re.compile(r"(\\*)\|")
COLUMNS = ("STT", "Tên", "Đơn vị", "Phong trào", "Tóm tắt thành tích")


@dataclass(frozen=True, slots=True)
class Listed:
    """One exemplar in the list; ``kind`` is the heading of its part."""

    kind: str
    name: str
    unit: str
    movement: str
    summary: str


def list_body(unit: str, years: str, rows: Sequence[Listed], *, report: bool) -> str:
    """The body of a thông báo, or of a báo cáo, with the list as annex.

    Args:
        unit: the issuer's name; ``years``: "năm 2024", "từ năm 2022 đến năm 2024"; ``rows``: in the order of the list.
    """
    counts = _in_order(rows)
    said = "; ".join(f"{len(own)} {kind.lower()}" for kind, own in counts)
    verb = "báo cáo kết quả phát hiện, nhân rộng" if report else "thông báo danh sách"
    last = "xem xét, chỉ đạo" if report else "biết, nghiên cứu học tập và nhân rộng"
    whom = "cơ quan cấp trên" if report else "các cơ quan, đơn vị"
    lines = [
        f"{unit} {verb} điển hình tiên tiến {years} như sau:",
        "1. Số lượng",
        f"Tổng số {len(rows)} điển hình tiên tiến đã được duyệt, gồm: {said}.",
        "2. Danh sách",
        "Danh sách kèm theo tại Phụ lục.",
        "3. Tổ chức thực hiện",
        "- Các cơ quan, đơn vị tuyên truyền, học tập các điển hình nêu trên; đăng ký áp dụng mô hình, cách làm phù hợp "
        "với điều kiện của đơn vị.",
        f"{unit} kính gửi {whom} để {last}./.",
        "PHỤ LỤC",
        f"DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN {years.upper()}",
    ]
    for part, (kind, own) in enumerate(counts, start=1):
        lines.append(f"{'I' * part}. {kind.upper()}")
        lines += _table(own)
    return "\n".join(lines)


def years_in_words(years: Iterable[int]) -> str:
    """ "năm 2024", "từ năm 2022 đến năm 2024"; "" for none."""
    known = sorted(set(years))
    if not known:
        return ""
    return f"năm {known[0]}" if len(known) == 1 else f"từ năm {known[0]} đến năm {known[-1]}"


def _in_order(rows: Iterable[Listed]) -> list[tuple[str, list[Listed]]]:
    found: dict[str, list[Listed]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return list(found.items())


def _table(rows: Sequence[Listed]) -> list[str]:
    lines = [_line(COLUMNS), _line(["---"] * len(COLUMNS))]
    for number, row in enumerate(rows, start=1):
        lines.append(_line([str(number), *map(_cell, (row.name, row.unit, row.movement, row.summary))]))
    return lines


def _cell(text: str) -> str:
    """A cell that shows the text as it is: no mark of light text works in it."""
    return _BAR.sub(lambda found: found[1] * 2 + "\\|", escape(" ".join(text.split())))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
