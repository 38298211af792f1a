"""Which fields of a review a person has to look at again, and why: from what was read and what stands there now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from documents.text import kinds
from documents.text.issuers import full_name
from documents.text.quality import is_damaged, words_of
from documents.text.reading import Reading
from documents.text.repairs import BROKEN
from legal import papers

# A trích yếu that is longer has run on into the text.
_LONG_SUMMARY = 350
_EMPTY = {
    "kind": "không đọc được loại văn bản.",
    "number": "không đọc được số.",
    "symbol": "không đọc được ký hiệu.",
    "on": "không đọc được ngày ban hành.",
    "place": "không đọc được địa danh.",
    "issuer_printed": "không đọc được cơ quan ban hành.",
    "summary": "không đọc được trích yếu.",
    "body": "không đọc được nội dung.",
}
# What a scan can have broken; signs and numbers are judged by themselves.
_WORDS = (
    "place", "issuer_printed", "summary", "addressees", "bases", "body", "recipients", "sign_title", "sign_name",
)  # fmt: skip
_SHOWN = 3


def doubtful(reading: Reading, values: Mapping[str, str], on: date | None, today: date) -> dict[str, str]:
    """By field: why it is doubtful, a clause that ends with a full stop; fields that stand sure are left out.

    Args:
        values: what stands in the fields now, "" where nothing does; ``on``: the day of issue in them, if it is one.
    """
    found: dict[str, str] = {}
    for name, empty in _EMPTY.items():
        if name != "on" and not values.get(name, "").strip():
            found[name] = empty
    if why := _day(reading, values.get("on", ""), on, today):
        found["on"] = why
    checks: dict[str, Callable[[Reading, Mapping[str, str]], str]] = {
        "number": _number, "symbol": _symbol, "issuer_printed": _issuer, "summary": _summary,
    }  # fmt: skip
    for name, check in checks.items():
        if name not in found and (why := check(reading, values)):
            found[name] = why
    if reading.ocr < BROKEN:
        for name in _WORDS:
            if name not in found and (why := _broken(values.get(name, ""))):
                found[name] = why
    return found


def _day(reading: Reading, typed: str, on: date | None, today: date) -> str:
    if on is None:
        if typed.strip():
            return ""  # the form itself says what is wrong with it
        header = reading.header
        part = [f"{name} {value}" for name, value in (("tháng", header.month), ("năm", header.year)) if value]
        return f"chỉ đọc được {' '.join(part)}." if part else _EMPTY["on"]
    if on > today:
        return "ngày sau hôm nay."
    if reading.header.date == on and reading.ocr < BROKEN and on.year < 1990:
        return "năm cũ khác thường, bản quét có thể đọc sai chữ số."
    return ""


def _number(_: Reading, values: Mapping[str, str]) -> str:
    return "" if values["number"].strip().isdigit() else "số có ký tự không phải chữ số."


def _symbol(reading: Reading, values: Mapping[str, str]) -> str:
    symbol, kind = values["symbol"], values.get("kind", "")
    if reading.ocr < BROKEN and "D" in symbol.replace("UBND", "").replace("HĐND", "HĐN"):
        return "bản quét mất dấu: chữ D có thể là Đ."
    told = kinds.from_symbol(symbol)
    name = papers.kind_names().get(kind, "")
    if told and name and told != name and kind not in ("CV", ""):
        return f"ký hiệu này thường là của {told}, không phải {name}."
    return ""


def _issuer(reading: Reading, values: Mapping[str, str]) -> str:
    header = reading.header
    if header.issuer_is_guessed and values["issuer_printed"] == full_name(header.issuer):
        return "đoán theo ký hiệu, địa danh và lời văn vì không thấy tên in ở đầu văn bản."
    return ""


def _summary(_: Reading, values: Mapping[str, str]) -> str:
    if len(values["summary"]) > _LONG_SUMMARY:
        return "dài khác thường, có thể đã đọc lẫn sang nội dung."
    return ""


def _broken(text: str) -> str:
    """Which words of a field no Vietnamese word can be."""
    broken = list(dict.fromkeys(word for word in words_of(text) if is_damaged(word)))
    if not broken:
        return ""
    named = ", ".join(f"“{word}”" for word in broken[:_SHOWN])
    rest = f" và {len(broken) - _SHOWN} chữ khác" if len(broken) > _SHOWN else ""
    return f"bản quét đọc kém, có chữ không thành tiếng Việt: {named}{rest}."
