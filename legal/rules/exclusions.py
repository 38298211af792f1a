"""What keeps an award away for a time: discipline, and matters that are still under review."""

from __future__ import annotations

from datetime import date

from legal.rules.case import Case, Outcome, Params


def not_under_review(case: Case, params: Params) -> Outcome:
    """No discipline, inspection, complaint or press case is being looked into."""
    known = case.subject.under_review
    needs = "Kết luận của cơ quan có thẩm quyền"
    if known is None:
        return Outcome(None, "chưa có thông tin", needs="Xác nhận không thuộc trường hợp đang bị xem xét")
    if known:
        return Outcome(False, "đang bị xem xét, chưa được xét khen thưởng cho đến khi có kết luận", known, needs)
    return Outcome(True, "không thuộc trường hợp đang bị xem xét", known)


def not_disciplined(case: Case, params: Params) -> Outcome:
    """The whole year of the scenario lies after the end of the last disciplinary measure."""
    known = case.subject.discipline
    if known is None:
        return Outcome(None, "chưa có thông tin về kỷ luật", needs="Xác nhận về kỷ luật")
    evidence = [
        {
            "kind": measure.kind,
            "from": measure.since.isoformat(),
            "until": measure.until.isoformat() if measure.until else None,
        }
        for measure in known
    ]
    first = case.first_year_counted()
    if case.year >= first:
        return Outcome(True, f"không có kỷ luật làm gián đoạn thành tích năm {case.year}", evidence)
    ends = [measure.until for measure in known if measure.since <= case.on]
    if None in ends:
        text = "thời hạn kỷ luật chưa kết thúc; thành tích được tính từ khi hết thời hạn"
        return Outcome(False, text, evidence, "Hết thời hạn kỷ luật", over_years=True)
    text = f"thành tích được tính từ khi hết thời hạn kỷ luật ({_last(ends):%d/%m/%Y}), năm {case.year} không trọn vẹn"
    return Outcome(False, text, evidence, f"Thành tích từ năm {first}", over_years=True)


def _last(ends: list[date | None]) -> date:
    return max(end for end in ends if end is not None)
