"""Tests on the year of the scenario alone: its rating, the criteria of LĐTT, courage in combat."""

from __future__ import annotations

from legal.rules.case import Case, Outcome, Params
from legal.rules.history import asides
from legal.scenario import RATING_NAMES, RATINGS

_OUTSIDE = "người lao động ngoài khu vực công: xét lao động, sản xuất và sự gương mẫu theo quy định của tỉnh"


def rating(case: Case, params: Params) -> Outcome:
    """Rated ``at_least`` so in the year of the scenario."""
    at_least = params["at_least"]
    needs = f"Kết quả xếp loại năm {case.year}: {RATING_NAMES[at_least]}"
    if case.subject.ratings is None:
        return Outcome(None, f"chưa có thông tin về xếp loại năm {case.year}", needs=needs)
    rated = case.rating(case.year)
    if rated is None and case.on_maternity_leave(case.year):
        text = f"năm {case.year} nghỉ thai sản, được tính là thời gian công tác; chưa có kết quả xếp loại"
        return Outcome(None, text, needs=needs, warnings=asides(case, [case.year]))
    if rated is None:
        return Outcome(False, f"năm {case.year} không có kết quả xếp loại", needs=needs)
    ok = RATINGS.index(rated.rating) >= RATINGS.index(at_least)
    evidence = {"year": rated.year, "rating": rated.rating}
    return Outcome(ok, f"năm {case.year} {RATING_NAMES[rated.rating]}", evidence, None if ok else needs)


def meets_ldtt(case: Case, params: Params) -> Outcome:
    """Meets the criteria of LĐTT: by the rating ``at_least``; without one, by the title of that year itself."""
    held = case.decided("LDTT", case.year)
    if held and all(award.revoked for award in held):
        needs = f"Danh hiệu LĐTT năm {case.year} còn hiệu lực"
        return Outcome(False, f"LĐTT năm {case.year} đã bị hủy bỏ quyết định", [{"year": case.year}], needs)
    rated = case.rating(case.year)
    if rated is None and any(not award.revoked for award in held):
        evidence = {"code": "LDTT", "year": case.year}
        return Outcome(True, f"đã được tặng danh hiệu LĐTT năm {case.year}", evidence)
    if rated is None and case.subject.outside_public_service:
        return Outcome(None, _OUTSIDE, judged=True)
    found = rating(case, params)
    if found.ok is False and rated is None and case.subject.awards is None:
        return Outcome(None, f"{found.text}; chưa rõ đã được tặng LĐTT hay chưa", needs=found.needs)
    return found


def work_of_ldtt(case: Case, params: Params) -> Outcome:
    """The work that LĐTT asks for: by the rating ``at_least``; outside the bodies that rate, people judge it."""
    if case.subject.outside_public_service and case.rating(case.year) is None:
        return Outcome(None, _OUTSIDE, judged=True)
    return rating(case, params)


def combat(case: Case, params: Params) -> Outcome:
    """Mưu trí, sáng tạo in combat or in serving it."""
    known = case.subject.combat_resourcefulness
    if known is None:
        return Outcome(None, "chưa có thông tin", needs="Xác nhận thành tích chiến đấu, phục vụ chiến đấu")
    return Outcome(known, "có" if known else "không có", known)


def flag(case: Case, params: Params) -> Outcome:
    """A fact about the subject that is known, denied or not known (``key``)."""
    known = getattr(case.subject, params["key"])
    if known is None:
        return Outcome(None, "chưa có thông tin", needs=params["needs"])
    return Outcome(known, "đạt" if known else "không đạt", known, None if known else params["needs"])


def judged(case: Case, params: Params) -> Outcome:
    """Only people can judge it."""
    return Outcome(None, "do Hội đồng xem xét, đánh giá", judged=True)


def to_compare(case: Case, params: Params) -> Outcome:
    """The content is not in the data, or nobody read it in the text."""
    return Outcome(None, "cần đối chiếu văn bản", needs=params["needs"])
