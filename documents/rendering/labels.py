"""How the label of a part is printed (NĐ 30/2020, Phụ lục I, Phần I, Mục II.6)."""

from __future__ import annotations

from documents.text.tree import Item

_WORDS = {"phan": "Phần", "chuong": "Chương", "dieu": "Điều", "annex": "Phụ lục"}


def printed_label(item: Item) -> str:
    """ "I." for a mục, "1." for a khoản, "a)" for a điểm, "(1)", "-", "Điều 1.", "Phần I", "Phụ lục II"."""
    mark = item.label.strip().strip("().")
    if item.level == "dash":
        return mark or "-"
    if item.level in _WORDS:
        word = _WORDS[item.level]
        named = mark if mark.lower().startswith(word.lower()) else f"{word} {mark}".strip()
        return f"{named}." if item.level == "dieu" else named
    if not mark:
        return ""
    return {"diem": f"{mark})", "paren": f"({mark})"}.get(item.level, mark if mark.startswith("Mục") else f"{mark}.")
