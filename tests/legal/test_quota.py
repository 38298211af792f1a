"""Quotas: one of the nation until 2023, caps on grading since 2026."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import NotCovered
from legal.quota import quotas


@pytest.mark.parametrize(
    ("code", "on", "found"),
    [
        ("CSTDCS", date(2023, 12, 31), ["CSTDCS"]),
        ("CSTDCS", date(2024, 1, 1), []),
        ("CSTDCS", date(2025, 12, 31), []),
        ("CSTDCS", date(2026, 1, 1), ["HTXSNV-cong-chuc"]),
        ("CSTDCS", date(2026, 7, 1), ["HTXSNV-cong-chuc", "HTXSNV-vien-chuc"]),
        ("TTLDXS", date(2026, 7, 1), ["HTXSNV-don-vi"]),
        ("LDTT", date(2023, 12, 31), []),
    ],
)
def test_quotas_over_time(code, on, found):
    assert [quota.code for quota in quotas(code, on)] == found


def test_a_quota_in_whole_people():
    (old,) = quotas("CSTDCS", date(2023, 12, 31))
    assert [old.at_most(total) for total in (6, 7, 13, 14, 100)] == [0, 1, 1, 2, 15]
    (cap,) = quotas("CSTDCS", date(2026, 1, 1))
    assert (cap.at_most(19), cap.at_most(20), cap.at_most(20, exceptional=True)) == (3, 4, 5)


def test_an_unknown_jurisdiction_is_an_error():
    with pytest.raises(NotCovered):
        quotas("CSTDCS", date(2026, 1, 1), "vn-hue")
