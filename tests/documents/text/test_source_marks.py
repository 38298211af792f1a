"""The source with its marks: what was read from where, what is found fault with, what looks broken."""

from __future__ import annotations

from documents.text.corrections import Alignment
from documents.text.light import print_body
from documents.text.reader import read_text
from documents.text.source_marks import Mark, Piece, cut, shown
from tests.reading.cases import load

SCAN = load("26-*.toml")[0].text.strip("\n")


def marked(text: str, kind: str) -> dict[str, str]:
    """The marked words by their key."""
    reading = read_text(text)
    fields = {
        "summary": reading.header.summary,
        "bases": "\n".join(reading.bases),
        "body": print_body(reading.body),
        "recipients": "\n".join(reading.recipients),
        "sign_name": reading.signature.name,
    }
    found: dict[str, str] = {}
    for line in shown(Alignment(text, fields), reading).lines:
        for piece in line.pieces:
            for mark in piece.marks:
                if mark.kind == kind:
                    found[mark.key] = found.get(mark.key, "") + piece.text
    return found


def test_the_words_of_each_field_are_marked() -> None:
    assert marked(SCAN, "field") == {
        "kind": "KÉ HOACH",
        "number": "Sô: 129",
        "symbol": "129/KH-UBND",
        "on": "ngày 23 tháng 02 năm 2018",
        "place": "Kim Bôi",
        "summary": "Phát đông phong trào thi đua yêu nưóc năm 2018",
        "sign_name": "Bùi Văn Lưc",
    }


def test_what_was_not_read_is_marked_nowhere() -> None:
    text = "KẾ HOẠCH\nVề thi đua\n\nCăn cứ Chỉ thị số 12/CT-UBND ngày 03/01/2024;\nI. MỤC ĐÍCH\nThi đua./."
    assert marked(text, "field") == {"kind": "KẾ HOẠCH", "summary": "Về thi đua"}


def test_the_lines_of_long_fields_are_told() -> None:
    reading = read_text(SCAN)
    fields = {"bases": "\n".join(reading.bases), "body": print_body(reading.body)}
    found = shown(Alignment(SCAN, fields), reading)
    parts = {line.number: line.field for line in found.lines if line.field}
    assert parts == {8: "bases"} | dict.fromkeys(range(9, 21), "body")
    assert {name: found.line_of[name] for name in ("bases", "body", "number")} == {"bases": 8, "body": 9, "number": 3}


def test_every_repair_and_every_quoted_finding_is_marked() -> None:
    reading = read_text(SCAN)
    assert {int(key): text for key, text in marked(SCAN, "repair").items()} == {
        at: repair.word for at, repair in enumerate(reading.repairs)
    }
    assert marked(SCAN, "finding") == {
        "0": "phát đông phong trào thi đua năm 2018",
        "1": "Căn cứ Chi thi sô 03/CT-UBND ngày 12/01/2018 cùa UBND tinh vê viêc phát đông phong trào thi đua năm 2018",
    }


def test_the_lines_say_the_whole_source() -> None:
    reading = read_text(SCAN)
    lines = shown(Alignment(SCAN, {}), reading).lines
    said = ["".join(piece.text for piece in line.pieces) for line in lines]
    assert said == [" ".join(line.split()) for line in SCAN.split("\n")]


def test_marks_that_cross_each_other_share_a_piece() -> None:
    one, other = Mark("field", "a", 1, 0, 7), Mark("finding", "0", 1, 4, 11)
    assert cut("một hai ba bốn", [one, other]) == (
        Piece("một ", (one,)),
        Piece("hai", (one, other)),
        Piece(" ba ", (other,)),
        Piece("bốn"),
    )
    assert cut("", []) == ()
