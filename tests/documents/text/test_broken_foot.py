"""What scanners make of the fixed words of a foot, and that they are known again; names stay as they are."""

from __future__ import annotations

import pytest

from documents.text.broken_foot import with_right_foot
from documents.text.lines import Line
from documents.text.reader import read_text


def right(*texts: str) -> list[str]:
    """The texts of the lines afterwards."""
    return [line.text for line in with_right_foot([Line(at, text) for at, text in enumerate(texts, 1)])]


@pytest.mark.parametrize("head", ["Nơt nhận:", "Nơi nliận:", "Nơi nhậnl", "Nơj nhận:", "N0i nhan :", "Noi nhận"])
def test_a_misread_head_of_the_recipients_is_known_by_the_list_below_it(head: str) -> None:
    read = right(head, "- UBND tỉnh;", "- Lưu: VT.")
    assert read[0].startswith(("Nơi nhận", "Noi nhận", "N0i nhan"))
    assert read_text(f"Nội dung thực hiện./.\n{head}\n- UBND tỉnh;\n- Lưu: VT.").recipients == ("UBND tỉnh", "Lưu: VT")


def test_a_line_like_it_without_a_list_below_stays() -> None:
    assert right("Nơt nhận:", "Phòng Nội vụ theo dõi.") == ["Nơt nhận:", "Phòng Nội vụ theo dõi."]


def test_of_two_heads_the_sound_one_counts() -> None:
    assert right("Nội nhân", "- a;", "Nơi nhận:", "- b;")[0] == "Nội nhân"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("PHl CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("HIỆU TRƯỞNt", "HIỆU TRƯỞNG"), ("KT. GIÁM ĐỐt", "KT. GIÁM ĐỐC"),
        ("TMi ỦY BAN NHÂj DÂN", "TM. ỦY BAN NHÂN DÂN"), ("CHj TỊCH", "CHỦ TỊCH"),
    ],
)  # fmt: skip
def test_an_office_with_a_misread_letter_is_known_again(printed: str, meant: str) -> None:
    assert right(printed) == [meant]


@pytest.mark.parametrize("text", ["CHU TICH", "TRƯỞNG BẢN", "LÊ GIAM ĐOC", "Lê Giang Đốc", "Chủ tjch xã", "GIÁM SÁT"])
def test_what_is_printed_soundly_or_is_a_name_stays(text: str) -> None:
    assert right(text) == [text]


def test_marks_of_a_list_that_a_scanner_misread_part_recipients() -> None:
    text = "Nội dung thực hiện./.\nNơi nhận:\n~ Như trên;\ni UBND các xãj\n. TT UBND huyện;\n— Lưu: VT."
    assert read_text(text).recipients == ("Như trên", "UBND các xãj", "TT UBND huyện", "Lưu: VT")
