"""Scenarios from JSON: absent is unknown, and what is wrong is named by its key."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legal.scenario import Award, Discipline, Initiative, Rating, Research, Scenario, Subject
from legal.scenario_reading import ScenarioError, read_scenario

WHOLE: dict[str, Any] = {
    "title": "CSTDCS",
    "on": "2024-12-10",
    "jurisdiction": "vn",
    "year": 2024,
    "subject": {
        "type": "person",
        "awards": [{"code": "LDTT", "year": 2024, "decided_on": "2024-12-01", "revoked": False}],
        "ratings": [{"year": 2024, "rating": "HTXSNV"}],
        "initiatives": [{"scope": "co_so", "recognized_on": "2024-11-01", "used_for": None}],
        "research": [{"scope": "tinh", "accepted_on": "2024-10-01", "used_for": "GK"}],
        "combat_resourcefulness": False,
        "discipline": [{"kind": "khien_trach", "from": "2022-01-01", "until": "2023-01-01"}],
        "under_review": False,
        "maternity_years": [2023],
        "members": 20,
        "members_ldtt": 15,
        "members_completed": 20,
        "members_cstdcs": 2,
    },
}


def with_subject(**changes: Any) -> dict[str, Any]:
    return WHOLE | {"subject": WHOLE["subject"] | changes}


def test_the_scenario_of_the_contract_is_read():
    assert read_scenario(WHOLE) == Scenario(
        title="CSTDCS",
        on=date(2024, 12, 10),
        year=2024,
        jurisdiction="vn",
        subject=Subject(
            type="person",
            awards=(Award("LDTT", 2024, date(2024, 12, 1), False),),
            ratings=(Rating(2024, "HTXSNV"),),
            initiatives=(Initiative("co_so", date(2024, 11, 1), None),),
            research=(Research("tinh", date(2024, 10, 1), "GK"),),
            combat_resourcefulness=False,
            discipline=(Discipline("khien_trach", date(2022, 1, 1), date(2023, 1, 1)),),
            under_review=False,
            maternity_years=(2023,),
            members=20,
            members_ldtt=15,
            members_completed=20,
            members_cstdcs=2,
        ),
    )


def test_an_absent_key_is_unknown_and_an_empty_list_is_none():
    found = read_scenario({"title": "LDTT", "on": "2024-12-10", "year": 2024, "subject": {"type": "household"}})
    assert found == Scenario(title="LDTT", on=date(2024, 12, 10), year=2024, subject=Subject(type="household"))
    assert read_scenario(with_subject(awards=[])).subject.awards == ()
    nulls = read_scenario(with_subject(awards=None, under_review=None, members=None)).subject
    assert (nulls.awards, nulls.under_review, nulls.members) == (None, None, None)


def test_what_a_row_leaves_out_is_what_is_usual():
    found = read_scenario(
        with_subject(
            awards=[{"code": "LDTT", "year": 2023}, {"code": "LDTT", "year": 2024, "decided_on": None}],
            initiatives=[{"scope": "co_so"}],
            discipline=[{"kind": "canh_cao", "from": "2024-01-01", "until": None}],
        )
    ).subject
    assert found.awards == (Award("LDTT", 2023, None, False), Award("LDTT", 2024, decided=False))
    assert found.initiatives == (Initiative("co_so", None, None),)
    assert found.discipline == (Discipline("canh_cao", date(2024, 1, 1), None),)


def test_keys_beyond_the_usual_ones_are_read():
    found = read_scenario(
        with_subject(
            awards=[{"code": "BKT", "year": 2023, "merit": "dot_xuat"}, {"code": "BKT", "year": 2022, "merit": None}],
            outside_public_service=True,
            exceeds_targets=True,
            leads_block=False,
            leads_themed_movement=False,
        )
        | {"dossier_received_on": "2026-09-30"}
    )
    assert found.dossier_received_on == date(2026, 9, 30)
    assert found.subject.awards == (Award("BKT", 2023, merit="dot_xuat"), Award("BKT", 2022, merit=None))
    assert (found.subject.outside_public_service, found.subject.leads_block) == (True, False)


@pytest.mark.parametrize(
    ("data", "key", "sentence"),
    [
        ([], "", "Tình huống phải là một đối tượng JSON."),
        ({}, "title", "Khóa “title” còn thiếu."),
        (WHOLE | {"title": "CSTD"}, "title", None),
        (WHOLE | {"title": ["CSTDCS"]}, "title", None),
        (
            WHOLE | {"on": "10/12/2024"},
            "on",
            "Khóa “on” phải là một ngày dạng năm-tháng-ngày (2024-12-10); đang là “10/12/2024”.",
        ),
        (WHOLE | {"on": "2024-13-10"}, "on", None),
        (WHOLE | {"on": "2024-W50-2"}, "on", None),
        (WHOLE | {"on": "20241210"}, "on", None),
        (WHOLE | {"on": 20241210}, "on", None),
        (WHOLE | {"year": "2024"}, "year", "Khóa “year” phải là một năm (2024); đang là “2024”."),
        (WHOLE | {"year": 2024.0}, "year", None),
        (WHOLE | {"year": True}, "year", None),
        (WHOLE | {"year": 24}, "year", None),
        (WHOLE | {"year": 2025}, "year", "Khóa “year” là năm 2025, sau ngày xét 10/12/2024."),
        (WHOLE | {"jurisdiction": ""}, "jurisdiction", None),
        (WHOLE | {"jurisdiction": 1}, "jurisdiction", None),
        (WHOLE | {"subject": None}, "subject", "Khóa “subject” phải là một đối tượng JSON { … }."),
        (WHOLE | {"subject": {}}, "subject.type", "Khóa “subject.type” còn thiếu."),
        (
            with_subject(type="people"),
            "subject.type",
            "Khóa “subject.type” phải là một trong person, collective, household; đang là “people”.",
        ),
        (
            with_subject(initiative=[]),
            "subject.initiative",
            "Khóa “subject.initiative” không có trong mẫu tình huống; có phải là “initiatives”?",
        ),
        (WHOLE | {"Title": "LDTT"}, "Title", "Khóa “Title” không có trong mẫu tình huống; có phải là “title”?"),
        (
            with_subject(awards={}),
            "subject.awards",
            "Khóa “subject.awards” phải là một danh sách [ … ]; đang là {}.",
        ),
        (with_subject(awards=[1]), "subject.awards[0]", None),
        (with_subject(awards=[{"code": "LDTT"}]), "subject.awards[0].year", None),
        (with_subject(awards=[{"code": "KNC", "year": 2024}]), "subject.awards[0].code", None),
        (with_subject(awards=[{"code": "LDTT", "year": 2024, "revoked": 0}]), "subject.awards[0].revoked", None),
        (
            with_subject(ratings=[{"year": 2024, "rating": "HTTNV"}, {"year": 2023, "rating": "TOT"}]),
            "subject.ratings[1].rating",
            None,
        ),
        (
            with_subject(ratings=[{"year": 2024, "rating": "HTTNV"}, {"year": 2024, "rating": "HTNV"}]),
            "subject.ratings",
            "Khóa “subject.ratings” có hai kết quả xếp loại của năm 2024.",
        ),
        (with_subject(initiatives=[{"scope": "xa"}]), "subject.initiatives[0].scope", None),
        (
            with_subject(research=[{"scope": "co_so", "used_for": "KNC"}]),
            "subject.research[0].used_for",
            None,
        ),
        (
            with_subject(discipline=[{"kind": "canh_cao", "from": "2024-02-01", "until": "2024-01-31"}]),
            "subject.discipline[0].until",
            "Khóa “subject.discipline[0].until” là ngày 31/01/2024, trước ngày bắt đầu.",
        ),
        (with_subject(discipline=[{"kind": "canh_cao"}]), "subject.discipline[0].from", None),
        (with_subject(combat_resourcefulness="no"), "subject.combat_resourcefulness", None),
        (with_subject(maternity_years=2023), "subject.maternity_years", None),
        (with_subject(members=0), "subject.members", "Khóa “subject.members” phải lớn hơn 0."),
        (with_subject(members=-1), "subject.members", None),
        (with_subject(members=20.5), "subject.members", None),
        (with_subject(members=True), "subject.members", None),
        (
            with_subject(members_ldtt=21),
            "subject.members_ldtt",
            "Khóa “subject.members_ldtt” là 21, nhiều hơn số thành viên (20).",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_key(data, key, sentence):
    with pytest.raises(ScenarioError) as refused:
        read_scenario(data)
    assert refused.value.key == key
    if sentence:
        assert str(refused.value) == sentence


def test_a_note_of_the_writers_own_is_passed_over() -> None:
    noted = WHOLE | {"note": "boundary", "expect": "eligible"}
    noted["subject"] = {**WHOLE["subject"], "name": "Lê Văn An", "unit": "Phòng Tư pháp"}
    assert read_scenario(noted) == read_scenario(WHOLE)


@pytest.mark.parametrize(
    ("rows", "key"), [("awards", "decided_by"), ("initiatives", "recognized_by"), ("research", "accepted_by")]
)
def test_who_decided_or_recognized_is_passed_over(rows, key):
    told = [row | {key: "Chủ tịch UBND thành phố"} for row in WHOLE["subject"][rows]]
    assert read_scenario(with_subject(**{rows: told})) == read_scenario(WHOLE)
