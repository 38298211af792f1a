"""From what was read to what is printed: the letterhead."""

from __future__ import annotations

import pytest

from documents.rendering.from_reading import paper_from
from documents.text.reader import read_text

PAPER = """{letterhead}
Số: 7/KH-X
Tân Bình, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Thi đua năm 2024
I. MỤC ĐÍCH
Nội dung một./.
"""


@pytest.mark.parametrize(
    ("letterhead", "parent", "authority"),
    [
        ("UBND QUẬN TÂN BÌNH\nPHÒNG NỘI VỤ", "UBND quận Tân Bình", "Phòng Nội vụ"),
        ("ỦY BAN NHÂN DÂN\nQUẬN TÂN BÌNH", "", "Ủy ban nhân dân quận Tân Bình"),
        ("SỞ NỘI VỤ\nBAN THI ĐUA - KHEN THƯỞNG", "Sở Nội vụ", "Ban Thi đua - Khen thưởng"),
    ],
)
def test_letterhead_prints_as_it_stood(letterhead: str, parent: str, authority: str) -> None:
    paper = paper_from(read_text(PAPER.format(letterhead=letterhead)))
    assert (paper.parent_authority, paper.authority) == (parent, authority)
