"""What the data knowingly do not hold is said with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from legal.gaps import not_covered


@pytest.mark.parametrize(
    ("about", "what"),
    [
        ("criteria", "tiêu chuẩn"),
        ("authority", "thẩm quyền quyết định"),
        ("vote", "tỷ lệ phiếu"),
        ("money", "mức tiền thưởng"),
        ("dossier", "thành phần hồ sơ"),
    ],
)
def test_a_known_gap_has_a_reason(about, what):
    assert str(not_covered(about, "LDTT", date(2022, 1, 20))) == (
        f"Dữ liệu pháp luật chưa có {what} của “Lao động tiên tiến” (LDTT) cho ngày 20/01/2022: Luật Thi đua, khen "
        "thưởng 2003 và Nghị định 91/2017/NĐ-CP chưa được đưa vào dữ liệu; hãy đối chiếu văn bản của thời điểm đó."
    )


def test_a_gap_that_nobody_spoke_of_has_none():
    assert str(not_covered("vote", "LDTT", date(2002, 1, 20))) == (
        "Dữ liệu pháp luật chưa có tỷ lệ phiếu của “Lao động tiên tiến” (LDTT) cho ngày 20/01/2002."
    )
