"""Three-valued logic: known failures outweigh, people's judgements leave the rest open."""

from __future__ import annotations

import pytest

from legal.dated import Citation
from legal.findings import Finding, conjunction, disjunction, verdict

CITATION = Citation("06/2022/QH15", "Điều 23", True)
JUDGED = "judged"


def one(ok: bool | str | None, **more: object) -> Finding:
    judged = ok == JUDGED
    return Finding(
        rule="r",
        ok=None if judged else ok,  # type: ignore[arg-type]
        text="Câu.",
        citation=CITATION,
        judged_by="hoi_dong" if judged else None,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([True, True], (True, None)),
        ([True, None], (None, None)),
        ([True, False, None], (False, None)),
        ([True, JUDGED], (True, None)),
        ([None, JUDGED], (None, None)),
        ([False, JUDGED], (False, None)),
        ([JUDGED, JUDGED], (None, "hoi_dong")),
    ],
)
def test_all_of(values, expected):
    assert conjunction(map(one, values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([False, True, None], (True, None)),
        ([False, None], (None, None)),
        ([False, False], (False, None)),
        ([True, JUDGED], (True, None)),
        ([False, JUDGED], (None, None)),
        ([None, JUDGED], (None, None)),
        ([JUDGED, JUDGED], (None, "hoi_dong")),
    ],
)
def test_any_of(values, expected):
    assert disjunction(map(one, values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([True, True], "eligible"),
        ([True, JUDGED], "eligible"),
        ([True, None], "unknown"),
        ([None, False], "not_eligible"),
        ([JUDGED, False], "not_eligible"),
        ([JUDGED, None], "unknown"),
    ],
)
def test_verdict(values, expected):
    assert verdict(map(one, values)) == expected


def test_a_finding_as_json_says_more_only_where_there_is_more():
    part = one(JUDGED)
    plain = {
        "rule": "r",
        "ok": True,
        "text": "Câu.",
        "evidence": None,
        "needs": None,
        "citation": {"document": "06/2022/QH15", "article": "Điều 23", "verified": True},
    }
    judged = plain | {"ok": None, "judged_by": "hoi_dong"}
    assert one(True).as_dict() == plain
    assert one(True, warning=True).as_dict() == plain | {"warning": True}
    assert one(True, any_of=(part,)).as_dict() == plain | {"any_of": [judged]}
    assert one(True, all_of=(part,)).as_dict() == plain | {"all_of": [judged]}
