"""Who signs, and under which marks (NĐ 30/2020/NĐ-CP, Điều 13)."""

from __future__ import annotations

import pytest

from legal.signing import Block, block, doubts, office, substitute_block

UBND = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("position", "printed"),
    [
        ("Chủ tịch Ủy ban nhân dân", "CHỦ TỊCH"),
        ("Phó Chủ tịch UBND phường", "PHÓ CHỦ TỊCH"),
        ("Trưởng phòng Tư pháp", "TRƯỞNG PHÒNG"),
        ("Phó Trưởng phòng", "PHÓ TRƯỞNG PHÒNG"),
        ("Giám đốc Sở Nội vụ", "GIÁM ĐỐC"),
        ("Chánh Văn phòng", "CHÁNH VĂN PHÒNG"),
        ("Chỉ huy trưởng Ban Chỉ huy Quân sự", "CHỈ HUY TRƯỞNG"),
        ("Bí thư Đoàn thanh niên", "BÍ THƯ"),
        ("  Hiệu  trưởng ", "HIỆU TRƯỞNG"),
    ],
)
def test_the_office_of_a_position(position, printed):
    assert office(position) == printed


@pytest.mark.parametrize(
    ("position", "collective", "as_head", "lines"),
    [
        ("Chủ tịch Ủy ban nhân dân", UBND, False, ("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH")),
        ("Phó Chủ tịch Ủy ban nhân dân", UBND, False, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Chủ tịch Ủy ban nhân dân", UBND, True, ("", "", "CHỦ TỊCH")),
        ("Phó Chủ tịch Ủy ban nhân dân", UBND, True, ("", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Trưởng phòng", "", False, ("", "", "TRƯỞNG PHÒNG")),
        ("Phó Trưởng phòng", "", False, ("", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
    ],
)
def test_who_holds_a_position_signs_so(position, collective, as_head, lines):
    assert block(position, collective=collective, as_head=as_head) == Block(*lines)


@pytest.mark.parametrize(
    ("mark", "lines"),
    [
        ("KT.", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TUQ.", ("", "TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TL.", ("", "TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Q.", ("TM. ỦY BAN NHÂN DÂN", "", "Q. CHỦ TỊCH")),
    ],
)
def test_a_substitute_signs_under_the_mark(mark, lines):
    found = substitute_block("Phó Chủ tịch UBND", mark, "Chủ tịch UBND", collective=UBND)
    assert found == Block(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("", "", "CHỦ TỊCH"),
        ("", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        ("", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ("", "TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
        ("", "Q. GIÁM ĐỐC", ""),
        ("", "", ""),
    ],
)
def test_the_blocks_of_the_decree_raise_no_doubt(lines):
    assert doubts(Block(*lines)) == []


@pytest.mark.parametrize(
    ("lines", "options", "code"),
    [
        (("ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH"), {}, "tm-missing"),
        (("TM. PHÒNG NỘI VỤ", "", "TRƯỞNG PHÒNG"), {"one_head": True}, "tm-one-head"),
        (("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH"), {"as_head": True}, "tm-as-head"),
        (("TM. ỦY BAN NHÂN DÂN", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), {}, "tm-by-order"),
        (("", "", "PHÓ CHỦ TỊCH"), {}, "kt-missing"),
        (("", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"), {}, "mark-unknown"),
        (("", "KT. CHỦ TỊCH", "CHỦ TỊCH"), {}, "kt-not-deputy"),
        (("", "KT. CHỦ TỊCH", ""), {}, "kt-not-deputy"),
        (("", "KT. CHỦ TỊCH", "PHÓ TRƯỞNG PHÒNG"), {}, "kt-other-head"),
    ],
)
def test_a_wrong_block_is_told_with_what_to_do(lines, options, code):
    found = doubts(Block(*lines), **options)
    assert [doubt.code for doubt in found] == [code]
    assert found[0].text.endswith(".")
