"""Documents that become doubtful from a day on."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import Citation
from legal.doubts import citation_on, warnings

DECREE = Citation("152/2025/NĐ-CP", "Điều 4", True)
LAW = Citation("06/2022/QH15", "Điều 23", True)


@pytest.mark.parametrize(
    ("citation", "on", "verified"),
    [
        (DECREE, date(2027, 3, 1), True),
        (DECREE, date(2027, 3, 2), False),
        (LAW, date(2026, 9, 30), True),
        (LAW, date(2026, 10, 1), True),
        (LAW, date(2027, 3, 2), True),
    ],
)
def test_a_document_too_doubtful_to_decide_reads_as_unverified(citation, on, verified):
    assert citation_on(citation, on) == Citation(citation.document, citation.article, verified)


@pytest.mark.parametrize(
    ("on", "received", "codes"),
    [
        (date(2026, 9, 30), None, []),
        (date(2026, 10, 1), None, ["luat-sua-doi-2026"]),
        (date(2026, 10, 1), date(2026, 9, 30), []),
        (date(2027, 3, 2), date(2026, 9, 30), ["nghi-dinh-152-het-hieu-luc"]),
    ],
)
def test_warnings_go_by_the_day_or_by_the_dossiers_day(on, received, codes):
    found = warnings(["06/2022/QH15", "152/2025/NĐ-CP"], on, received)
    assert [doubt.code for doubt in found] == codes


def test_documents_that_are_not_named_warn_of_nothing():
    assert warnings(["98/2023/NĐ-CP"], date(2027, 3, 2)) == []
