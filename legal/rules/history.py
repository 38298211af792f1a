"""What each year of a history is worth: an award held, a rating reached; True, False or not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legal.findings import Finding
from legal.rules.case import Case, never_fails
from legal.scenario import RATINGS


def held_year(case: Case, codes: tuple[str, ...], year: int) -> bool | None:
    """Whether the year has an award of one of these codes, not revoked and for công trạng."""
    if case.subject.awards is None:
        return None
    decided = [award for code in codes for award in case.decided(code, year)]
    held = [award for award in decided if not award.revoked]
    if any(award.merit == "cong_trang" for award in held):
        return True
    if any(award.merit is None for award in held):
        return None
    if held:  # only for sudden or themed achievements
        return never_fails(False, verified=case.principle("dot_xuat_khong_tinh").citation.verified)
    return None if case.on_maternity_leave(year) and not decided else False


def award_year(case: Case, codes: tuple[str, ...], year: int) -> bool | None:
    """Whether the year has such an award and lies after the end of discipline."""
    held = held_year(case, codes, year)
    return _counted(case, year) if held else held


def rating_year(case: Case, at_least: str, year: int) -> bool | None:
    """Whether the year was rated at least so."""
    if case.subject.ratings is None:
        return None
    rated = case.rating(year)
    if rated is None:
        return None if case.on_maternity_leave(year) else False
    return _counted(case, year) if RATINGS.index(rated.rating) >= RATINGS.index(at_least) else False


def either(one: bool | None, other: bool | None) -> bool | None:
    """Three-valued "or"."""
    if one or other:
        return True
    return None if None in (one, other) else False


def every(values: list[bool | None]) -> bool | None:
    """Three-valued "and"."""
    if False in values:
        return False
    return None if None in values else True


def run_length(values: list[bool | None]) -> int:
    """How many of the newest years (the last values) hold without a break."""
    length = 0
    for value in reversed(values):
        if value is not True:
            break
        length += 1
    return length


def why_missing(case: Case, codes: tuple[str, ...], years: list[int]) -> str:
    """Why years of these awards do not count, as clauses behind the numbers; "" when they were simply not given."""
    reasons = []
    first = case.first_year_counted()
    for year in years:
        decided = [award for code in codes for award in case.decided(code, year)]
        pending = [award for award in case.subject.awards or () if award.code in codes and award.year == year]
        if decided and all(award.revoked for award in decided):
            reasons.append(f"năm {year} đã bị hủy bỏ quyết định")
        elif not decided and pending:
            reasons.append(f"năm {year} chưa có quyết định vào ngày xét")
        elif not decided and case.on_maternity_leave(year):
            reasons.append(f"năm {year} nghỉ thai sản, được tính là thời gian công tác nhưng chưa có danh hiệu")
        elif decided and year < first:
            reasons.append(f"năm {year} trước khi hết thời hạn kỷ luật")
        elif any(award.merit is None for award in decided if not award.revoked):
            reasons.append(f"năm {year} chưa rõ khen công trạng hay khen đột xuất, chuyên đề")
        elif decided and all(award.merit != "cong_trang" for award in decided if not award.revoked):
            reasons.append(f"năm {year} khen đột xuất hoặc chuyên đề, không tính vào công trạng")
    return "".join(f"; {reason}" for reason in reasons)


def asides(case: Case, years: Iterable[int]) -> tuple[Finding, ...]:
    """The general rules that play a part in years that do not count, or not surely."""
    years, found = tuple(years), []
    if any(case.on_maternity_leave(year) for year in years):
        found.append(case.aside("thai_san"))
    if any(year < case.first_year_counted() for year in years):
        found.append(case.aside("sau_ky_luat"))
    return tuple(found)


def award_evidence(case: Case, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """The awards of these codes that were looked at, oldest first."""
    rows = [award for award in case.subject.awards or () if award.code in codes]
    return [
        {
            "code": award.code,
            "year": award.year,
            "decided_on": award.decided_on.isoformat() if award.decided_on else None,
            "revoked": award.revoked,
        }
        for award in sorted(rows, key=lambda award: award.year)
    ]


def rating_evidence(case: Case, years: range) -> list[dict[str, Any]]:
    """The ratings of these years, oldest first."""
    return [{"year": row.year, "rating": row.rating} for year in years if (row := case.rating(year))]


def _counted(case: Case, year: int) -> bool | None:
    """Achievements count from the end of the discipline."""
    if year >= case.first_year_counted():
        return True
    return never_fails(False, verified=case.principle("sau_ky_luat").citation.verified)
