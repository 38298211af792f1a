"""Which disciplinary measures are cảnh cáo or heavier."""

from __future__ import annotations

import pytest

from legal.measures import is_from_warning_up


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("khien_trach", False),
        ("canh_cao", True),
        (" Canh_cao ", True),
        ("cach_chuc", True),
        ("buoc_thoi_viec", True),
        ("keo_dai_nang_luong", None),
    ],
)
def test_the_weight_of_a_measure(code, expected):
    assert is_from_warning_up(code) is expected
