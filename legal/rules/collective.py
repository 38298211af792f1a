"""Tests on the members of a collective, in whole numbers."""

from __future__ import annotations

from legal.measures import is_from_warning_up
from legal.rules.case import Case, Outcome, Params

_COUNTS = {"members_ldtt": "đạt LĐTT", "members_completed": "hoàn thành nhiệm vụ"}


def share(case: Case, params: Params) -> Outcome:
    """At least ``percent`` % of all members (``count``: which of them are counted)."""
    total, counted = case.subject.members, getattr(case.subject, params["count"])
    what, percent = _COUNTS[params["count"]], params["percent"]
    needs = f"Số thành viên và số người {what} của năm {case.year}"
    if total is None or counted is None:
        return Outcome(None, f"cần {percent}% số thành viên {what}, chưa có đủ số liệu", needs=needs)
    required = least(percent, total)
    ok = counted >= required
    text = f"cần {percent}% số thành viên {what}, tức {required} trên {total} người, đang có {counted}"
    evidence = {"members": total, params["count"]: counted}
    return Outcome(ok, text, evidence, None if ok else f"Thêm {required - counted} người {what}")


def has_cstdcs(case: Case, params: Params) -> Outcome:
    """At least ``count`` members with CSTĐCS."""
    known, count = case.subject.members_cstdcs, params["count"]
    if known is None:
        needs = f"Số người đạt CSTĐ cơ sở năm {case.year}"
        return Outcome(None, f"cần ít nhất {count} người, chưa có thông tin", needs=needs)
    ok = known >= count
    text = f"cần ít nhất {count} người, đang có {known}"
    return Outcome(ok, text, {"members_cstdcs": known}, None if ok else f"Thêm {count - known} CSTĐ cơ sở")


def no_severe_discipline(case: Case, params: Params) -> Outcome:
    """No member disciplined from cảnh cáo up in the year of the scenario."""
    known = case.subject.discipline
    if known is None:
        needs = f"Danh sách kỷ luật của tập thể năm {case.year}"
        return Outcome(None, "chưa có thông tin về kỷ luật", needs=needs)
    inside = [
        measure
        for measure in known
        if measure.since <= case.on
        and measure.since.year <= case.year
        and (measure.until is None or measure.until.year >= case.year)
    ]
    severe = [measure for measure in inside if is_from_warning_up(measure.kind)]
    unsure = [measure for measure in inside if is_from_warning_up(measure.kind) is None]
    evidence = [{"kind": measure.kind, "from": measure.since.isoformat()} for measure in inside]
    if severe:
        return Outcome(False, f"có {len(severe)} người bị kỷ luật từ cảnh cáo trở lên trong năm", evidence)
    if unsure:
        kinds = ", ".join(sorted({f"“{measure.kind}”" for measure in unsure}))
        needs = "Mức độ của hình thức kỷ luật so với cảnh cáo"
        return Outcome(None, f"chưa rõ hình thức {kinds} nặng hay nhẹ hơn cảnh cáo", evidence, needs)
    return Outcome(True, "không có người bị kỷ luật từ cảnh cáo trở lên trong năm", evidence)


def least(percent: int, total: int) -> int:
    """The least whole number that is at least ``percent`` % of ``total``."""
    return -(-percent * total // 100)
