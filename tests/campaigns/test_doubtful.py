"""Which fields of a review are to be looked at again, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaigns.forms.doubtful import doubtful
from documents.text.reading import Reading
from documents.text.tree import Header

TODAY = date(2024, 5, 20)
DAY = date(2024, 3, 14)
HEADER = Header(
    kind="Kế hoạch", number="53", symbol="KH-UBND", place="Tây Ninh", day=14, month=3, year=2024,
    issuer="UBND thành phố Tây Ninh", summary="Phát động phong trào thi đua",
)  # fmt: skip
READ = Reading(header=HEADER)
SCAN = replace(READ, ocr=0.63)
SURE = {
    "kind": "KH", "number": "53", "symbol": "KH-UBND", "on": "14/03/2024", "place": "Tây Ninh",
    "issuer_printed": "Ủy ban nhân dân thành phố Tây Ninh", "summary": "Phát động phong trào thi đua",
    "body": "I. MỤC ĐÍCH", "bases": "", "recipients": "Lưu: VT.", "sign_title": "CHỦ TỊCH", "sign_name": "Lê Ngọc Ân",
}  # fmt: skip


def test_what_was_read_well_is_sure() -> None:
    assert doubtful(READ, SURE, DAY, TODAY) == {}
    assert doubtful(SCAN, SURE, DAY, TODAY) == {}


def test_what_is_empty_is_doubtful() -> None:
    assert doubtful(Reading(), {}, None, TODAY) == {
        "kind": "không đọc được loại văn bản.",
        "number": "không đọc được số.",
        "symbol": "không đọc được ký hiệu.",
        "place": "không đọc được địa danh.",
        "issuer_printed": "không đọc được cơ quan ban hành.",
        "summary": "không đọc được trích yếu.",
        "body": "không đọc được nội dung.",
        "on": "không đọc được ngày ban hành.",
    }


CASES = {
    "number with letters": (READ, {"number": "5B"}, DAY, {"number": "số có ký tự không phải chữ số."}),
    "day to come": (READ, {"on": "21/05/2024"}, date(2024, 5, 21), {"on": "ngày sau hôm nay."}),
    "today": (READ, {"on": "20/05/2024"}, TODAY, {}),
    "no whole day": (
        replace(READ, header=replace(HEADER, day=None)), {"on": ""}, None, {"on": "chỉ đọc được tháng 3 năm 2024."},
    ),
    "a day that is none: the form says so": (READ, {"on": "31/02/2024"}, None, {}),
    "issuer guessed": (
        replace(READ, header=replace(HEADER, issuer_is_guessed=True)), {}, DAY,
        {"issuer_printed": "đoán theo ký hiệu, địa danh và lời văn vì không thấy tên in ở đầu văn bản."},
    ),
    "issuer guessed, and put right": (
        replace(READ, header=replace(HEADER, issuer_is_guessed=True)),
        {"issuer_printed": "Ủy ban nhân dân thị xã Hòa Thành"}, DAY, {},
    ),
    "another kind's symbol": (
        READ, {"symbol": "QĐ-UBND"}, DAY, {"symbol": "ký hiệu này thường là của Quyết định, không phải Kế hoạch."},
    ),
    "a stroke may be lost": (SCAN, {"symbol": "QD-UBND"}, DAY, {"symbol": "bản quét mất dấu: chữ D có thể là Đ."}),
    "broken words of a scan": (
        SCAN, {"summary": "Phát đông phong trào thi đua yêu nưóc, viêc thírc hiên, công tâc"}, DAY,
        {"summary": "bản quét đọc kém, có chữ không thành tiếng Việt: “nưóc”, “viêc”, “thírc” và 1 chữ khác."},
    ),
    "the same words of a text that was read well": (READ, {"summary": "Phát động thi đua yêu nưóc"}, DAY, {}),
    "a trích yếu that ran on": (
        READ, {"summary": "thi đua " * 50}, DAY, {"summary": "dài khác thường, có thể đã đọc lẫn sang nội dung."},
    ),
    "an old year of a scan": (
        replace(SCAN, header=replace(HEADER, year=1924)), {"on": "14/03/1924"}, date(1924, 3, 14),
        {"on": "năm cũ khác thường, bản quét có thể đọc sai chữ số."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_doubt_has_its_reason(case: str) -> None:
    reading, changes, on, expected = CASES[case]
    assert doubtful(reading, SURE | changes, on, TODAY) == expected
