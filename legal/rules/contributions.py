"""Sáng kiến and đề tài, đề án: of which range, how many, and whether they already served another award."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from legal.findings import Finding
from legal.rules.case import Case, Outcome, Params
from legal.scenario import SCOPE_NAMES, SCOPES, Initiative, Research
from legal.titles import kind, short_name

_Use = Literal["free", "used", "blocked", "undated"]


def initiatives(case: Case, params: Params) -> Outcome:
    """``count`` sáng kiến of the range ``scope`` or a wider one, recognised by the day of judgement."""
    return _contributions(case, params, case.subject.initiatives, "sáng kiến", "công nhận")


def research(case: Case, params: Params) -> Outcome:
    """``count`` đề tài, đề án of the range ``scope`` or a wider one, accepted by the day of judgement."""
    return _contributions(case, params, case.subject.research, "đề tài, đề án", "nghiệm thu")


def _contributions(
    case: Case, params: Params, known: tuple[Initiative | Research, ...] | None, noun: str, act: str
) -> Outcome:
    count, scope = params["count"], params["scope"]
    asked = f"cần {count} {noun} có phạm vi ảnh hưởng từ {SCOPE_NAMES[scope]} trở lên được {act}"
    needs = f"Giấy chứng nhận {noun}, phạm vi {SCOPE_NAMES[scope]}"
    if known is None:
        return Outcome(None, f"{asked}, chưa có thông tin", needs=needs)
    wide = [row for row in known if SCOPES.index(row.scope) >= SCOPES.index(scope)]
    in_time = [row for row in wide if row.on is None or row.on <= case.on]
    uses = [(row, _use(case, row)) for row in in_time]
    free, used, undated, blocked = (
        [row for row, use in uses if use == wanted] for wanted in ("free", "used", "undated", "blocked")
    )
    usable = len(free) + len(used)
    text = f"{asked}, đang có {usable}"
    if late := len(wide) - len(in_time):
        text += f"; {late} {noun} được {act} sau ngày xét"
    if blocked:
        text += f"; {len(blocked)} {noun} đã dùng cho {_names(blocked)} nên không được tính lần nữa"
    if undated:
        text += f"; {len(undated)} {noun} chưa rõ ngày {act}"
    ok = True if usable >= count else (None if usable + len(undated) >= count else False)
    leaned_on = ok is True and len(free) < count
    return Outcome(
        ok,
        text,
        [{"scope": row.scope, "on": row.on.isoformat() if row.on else None, "used_for": row.used_for} for row in known],
        None if ok else needs,
        warnings=(_warning(case, used, noun),) if leaned_on else (),
    )


def _use(case: Case, row: Initiative | Research) -> _Use:
    """Used for a danh hiệu it serves no hình thức, and the other way round; two danh hiệu are left open."""
    if row.used_for is not None and "hinh_thuc" in (kind(row.used_for), kind(case.scenario.title)):
        return "blocked"
    if row.on is None:
        return "undated"
    return "free" if row.used_for is None else "used"


def _warning(case: Case, used: list[Initiative | Research], noun: str) -> Finding:
    return replace(
        case.aside("sang_kien_mot_lan", needs=f"Một {noun} chưa dùng cho lần khen nào"),
        text=f"{noun.capitalize()} đã dùng cho {_names(used)}: văn bản không nói rõ có được dùng tiếp cho danh hiệu "
        "khác hay không; đề nghị Hội đồng xem xét.",
    )


def _names(rows: list[Initiative | Research]) -> str:
    return ", ".join(sorted({short_name(row.used_for) for row in rows if row.used_for}))
