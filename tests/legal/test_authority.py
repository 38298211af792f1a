"""Who decides, before and after the end of the districts."""

from __future__ import annotations

from datetime import date

import pytest

from legal.authority import authority
from legal.dated import NotCovered

LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
HUYEN, XA, TINH = "chu_tich_huyen", "chu_tich_xa", "chu_tich_tinh"


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("LDTT", [HUYEN, XA], [XA]),
        ("GK", [HUYEN, XA], [XA]),
        ("CSTDCS", [HUYEN], [XA]),
        ("TTLDTT", [HUYEN], [XA]),
        ("TDPVH", [HUYEN], [XA]),
        ("GDVH", [XA], [XA]),
        ("TTLDXS", [TINH], [TINH]),
        ("BKT", [TINH], [TINH]),
        ("CSTDT", [TINH], [TINH]),
        ("CTDT", [TINH], [TINH]),
        ("XPTB", [TINH], [TINH]),
        ("CSTDTQ", ["thu_tuong"], ["thu_tuong"]),
        ("CTDCP", ["thu_tuong"], ["thu_tuong"]),
        ("BKTTG", ["thu_tuong"], ["thu_tuong"]),
        ("HCLD3", ["chu_tich_nuoc"], ["chu_tich_nuoc"]),
        ("HCLD2", ["chu_tich_nuoc"], ["chu_tich_nuoc"]),
        ("HCLD1", ["chu_tich_nuoc"], ["chu_tich_nuoc"]),
    ],
)
def test_who_decides(code, before, since):
    for on, expected in ((LAST_OLD, before), (FIRST_NEW, since)):
        assert [officer.code for officer in authority(code, on).decided_by] == expected


@pytest.mark.parametrize("on", [LAST_OLD, FIRST_NEW])
def test_heads_of_units_decide_beside_them_on_the_lower_titles(on):
    heads = {code: bool(authority(code, on).own_unit) for code in ("LDTT", "CSTDCS", "TTLDTT", "GK", "TDPVH", "BKT")}
    assert heads == {"LDTT": True, "CSTDCS": True, "TTLDTT": True, "GK": True, "TDPVH": False, "BKT": False}


def test_the_decree_that_gave_the_commune_its_powers_is_cited():
    found = authority("CSTDCS", FIRST_NEW).citation
    assert (found.document, found.article, found.verified) == ("129/2025/NĐ-CP", "Điều 59", True)


def test_what_was_not_read_says_so():
    assert [authority(code, FIRST_NEW).citation.verified for code in ("TTLDXS", "BKT", "CSTDT", "HCLD3")] == [
        True,
        True,
        False,
        False,
    ]


def test_before_2024_only_the_district_for_cstdcs_is_on_record():
    found = authority("CSTDCS", date(2022, 1, 20))
    assert ([officer.code for officer in found.decided_by], found.citation.verified) == ([HUYEN], False)
    with pytest.raises(NotCovered):
        authority("LDTT", date(2022, 1, 20))


def test_bac_ninh_cites_its_own_article():
    assert authority("BKT", date(2026, 1, 1), "vn-bac-ninh").citation.document == "86/2025/QĐ-UBND"
    assert authority("BKT", date(2026, 1, 1)).citation.document == "06/2022/QH15"


def test_an_unknown_code_is_an_error():
    with pytest.raises(NotCovered):
        authority("KNC", FIRST_NEW)
