"""Terms of the nation and of a province."""

from __future__ import annotations

from datetime import date

from legal.terms import terms


def found(code: str, on: date, jurisdiction: str = "vn") -> list[str]:
    return [term.term for term in terms(code, on, jurisdiction)]


def test_national_terms_over_time():
    assert found("CSTDTQ", date(2025, 6, 30)) == ["trinh_bo"]
    assert found("CSTDTQ", date(2025, 7, 1)) == ["tham_dinh"]
    assert found("LDTT", date(2025, 6, 30)) == []


def test_a_province_adds_terms_for_every_award():
    assert found("LDTT", date(2026, 1, 1), "vn-bac-ninh") == ["khen_cuoi_nam", "khen_chuyen_de", "danh_sach_ky_luat"]
