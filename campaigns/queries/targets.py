"""How far targets are divided and reached: sums against the number, figures against what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from campaigns.models import Target, TargetActual, TargetShare

#: Directions in which a number is reached from below, and those in which it must not be passed.
_UPWARD = frozenset({"dat", "tang", "tren", "it_nhat", "tu_den"})

Outcome = Literal["dat", "chua_dat", "chua_co"]
OUTCOMES: dict[Outcome, str] = {"dat": "Đạt", "chua_dat": "Chưa đạt", "chua_co": "Chưa có số liệu"}


@dataclass(frozen=True, slots=True)
class SumCheck:
    """Whether shares add up to the number: ``gap`` is what they have too much (+) or too little (−)."""

    total: Decimal
    gap: Decimal
    holds: bool
    sentence: str


def check_sum(target: Target, values: Iterable[Decimal]) -> SumCheck:
    """The shares of a target against its number, with a sentence that says by how much they differ.

    Divided shares add up to the number: more of what is to rise, or less of what is to stay below, is no fault.
    Repeated ones are each at least as strict as the number.
    """
    values = list(values)
    total = sum(values, Decimal(0))
    measured = f" {target.unit}" if target.unit else ""
    if not values:
        return SumCheck(total, -target.value, False, "Chưa giao cho đơn vị nào.")
    if target.sharing == Target.Sharing.REPEATED:
        worse = [value for value in values if not _meets(value, target)]
        if not worse:
            return SumCheck(total, Decimal(0), True, f"Mỗi đơn vị được giao mức {shown(target.value)}{measured}.")
        sentence = (
            f"{len(worse)} đơn vị được giao mức thấp hơn yêu cầu {shown(target.value)}{measured}."
            if target.direction in _UPWARD
            else f"{len(worse)} đơn vị được giao mức cao hơn giới hạn {shown(target.value)}{measured}."
        )
        return SumCheck(total, Decimal(0), False, sentence)
    gap = total - target.value
    told = f"Tổng giao {shown(total)}{measured}"
    if gap == 0:
        return SumCheck(total, gap, True, f"{told}, bằng chỉ tiêu.")
    if target.value_to is not None and target.value < total <= target.value_to:
        return SumCheck(total, gap, True, f"{told}, trong khoảng của chỉ tiêu.")
    more = f"{'vượt' if gap > 0 else 'còn thiếu'} {shown(abs(gap))}{measured} so với chỉ tiêu {shown(target.value)}"
    holds = _meets(total, target)
    return SumCheck(total, gap, holds, f"{told}, {more}{' (chấp nhận được)' if holds else ''}.")


def outcome(target: Target, wanted: Decimal | None, reached: Decimal | None) -> Outcome:
    """Whether what was reached is what was asked (a share's value, or the target's own)."""
    if reached is None:
        return "chua_co"
    asked = target.value if wanted is None else wanted
    return "dat" if _reaches(reached, asked, target.direction) else "chua_dat"


def latest_actuals(targets: Iterable[Target]) -> dict[tuple[int, int], TargetActual]:
    """By target and unit the last figure; one query."""
    rows = TargetActual.objects.filter(target__in=list(targets)).order_by("period_end", "pk")
    return {(row.target_id, row.unit_id): row for row in rows}


def shares_of(targets: Iterable[Target]) -> dict[int, list[TargetShare]]:
    """By target its shares in protocol order; one query."""
    found: dict[int, list[TargetShare]] = {target.pk: [] for target in targets}
    rows = TargetShare.objects.filter(target__in=list(found)).select_related("unit", "own__item__plan")
    for row in rows.order_by("unit__protocol_order", "unit__official_name", "pk"):
        found[row.target_id].append(row)
    return found


def shown(value: Decimal) -> str:
    """A number as Vietnamese papers print it: 1.250 and 7,5."""
    whole, _, part = f"{value:,.4f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _meets(value: Decimal, target: Target) -> bool:
    return _reaches(value, target.value, target.direction)


def _reaches(value: Decimal, asked: Decimal, direction: str) -> bool:
    if direction == Target.Direction.MORE:
        return value > asked
    if direction == Target.Direction.LESS:
        return value < asked
    return value <= asked if direction == Target.Direction.AT_MOST else value >= asked
