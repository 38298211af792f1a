"""Số liệu thành tích as people type it: one "tên: giá trị" a line."""

from __future__ import annotations

MOST_FIGURES = 30


def figures_of(text: str) -> list[tuple[str, str]]:
    """Name and value of each line that is not blank; a line without a colon is a name without a value."""
    found = []
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip() or value.strip():
            found.append((name.strip(), value.strip()))
    return found


def figure_faults(text: str) -> list[str]:
    """What is wrong with the lines, a sentence each; none when all can be shown as a table."""
    rows = figures_of(text)
    faults = [
        f"Dòng {number} chưa có đủ “tên: giá trị”. Ví dụ: Số hộ thoát nghèo: 45 hộ."
        for number, (name, value) in enumerate(rows, start=1)
        if not name or not value
    ]
    if len(rows) > MOST_FIGURES:
        faults.append(f"Có {len(rows)} dòng số liệu; hãy giữ tối đa {MOST_FIGURES} dòng tiêu biểu.")
    return faults
