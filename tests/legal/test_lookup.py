"""Everything about one award on one day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from legal.dated import NotCovered
from legal.lookup import as_dict, look_up
from legal.titles import codes, title

DAYS = [date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 3, 2)]


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("jurisdiction", ["vn", "vn-bac-ninh"])
def test_every_award_has_an_answer_to_every_question_but_one(on, jurisdiction):
    for code in codes():
        found = look_up(code, on, jurisdiction)
        assert list(found.criteria) == list(title(code, on).subjects)
        assert all(found.criteria.values())
        assert found.authority and found.threshold and found.dossier
        assert list(found.missing) == (["money"] if code == "GDVH" else [])


def test_an_entry_of_the_nation():
    found = look_up("CSTDCS", date(2026, 8, 1))
    assert found.authority is not None
    assert [officer.name for officer in found.authority.decided_by] == ["Chủ tịch UBND cấp xã"]
    assert {subject: amount.amount for subject, amount in found.money.items()} == {"person": 2_530_000}
    assert [quota.code for quota in found.quotas] == ["HTXSNV-cong-chuc", "HTXSNV-vien-chuc"]
    assert [doubt.code for doubt in found.doubts] == []


def test_an_entry_before_2024_says_what_is_missing():
    found = look_up("CSTDCS", date(2022, 1, 20))
    assert [quota.percent for quota in found.quotas] == [15]
    assert list(found.missing) == ["criteria", "threshold", "money", "dossier"]
    assert found.missing["criteria"].startswith("Dữ liệu pháp luật chưa có tiêu chuẩn của “Chiến sĩ thi đua cơ sở”")


def test_an_entry_as_json():
    found = as_dict(look_up("TTLDTT", date(2026, 10, 1), "vn-bac-ninh"))
    assert found["title"] == {"code": "TTLDTT", "name": "Tập thể lao động tiên tiến", "subjects": ["collective"]}
    share = {
        "rule": "ti_le_ldtt",
        "text": "Ít nhất 70% cá nhân trong tập thể đạt Lao động tiên tiến",
        "citation": {"document": "86/2025/QĐ-UBND", "article": "Điều 4 khoản 2", "verified": True},
        "jurisdiction": "vn-bac-ninh",
    }
    assert found["criteria"]["collective"][1] == share
    assert found["threshold"]["percent"] is None
    assert found["money"]["collective"]["amount"] == 2_030_000
    assert found["dossier"][0]["form"] == "01"
    assert [term["text"] for term in found["terms"]][-1] == "Danh sách kỷ luật gửi trước ngày 10/12"
    assert json.loads(json.dumps(found)) == found


def test_ways_are_nested_as_json():
    found = as_dict(look_up("CSTDCS", date(2024, 6, 1)))
    (ways,) = [one for one in found["criteria"]["person"] if "any_of" in one]
    assert [way["rule"] for way in ways["any_of"]] == [
        "hoan_thanh_xuat_sac",
        "sang_kien_co_so",
        "de_tai_co_so",
        "muu_tri",
    ]


def test_what_is_missing_is_null_as_json():
    found = as_dict(look_up("LDTT", date(2022, 1, 20)))
    assert (found["authority"], found["threshold"], found["dossier"]) == (None, None, [])


@pytest.mark.parametrize(
    ("code", "on", "jurisdiction"),
    [("KNC", date(2024, 1, 1), "vn"), ("LDTT", date(2004, 6, 30), "vn"), ("LDTT", date(2024, 1, 1), "vn-hue")],
)
def test_unknown_things_are_errors(code, on, jurisdiction):
    with pytest.raises(NotCovered):
        look_up(code, on, jurisdiction)
