"""How far targets are divided and reached: sums against the number, figures against what was asked."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from django.utils import timezone

from campaigns.models import Plan, Target, TargetActual, TargetShare
from campaigns.queries.heirs import ended_note, heirs_of
from documents.text.item_readings import written
from organizations.models import Unit, User

#: Directions in which a number must not be passed; in all others ("giảm 5 %", too) it is to be reached from below.
_DOWNWARD = frozenset({"duoi", "khong_qua"})

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
            return SumCheck(total, Decimal(0), True, f"Mỗi đơn vị được giao mức {written(target.value)}{measured}.")
        sentence = (
            f"{len(worse)} đơn vị được giao mức cao hơn giới hạn {written(target.value)}{measured}."
            if target.direction in _DOWNWARD
            else f"{len(worse)} đơn vị được giao mức thấp hơn yêu cầu {written(target.value)}{measured}."
        )
        return SumCheck(total, Decimal(0), False, sentence)
    gap = total - target.value
    told = f"Tổng giao {written(total)}{measured}"
    if gap == 0:
        return SumCheck(total, gap, True, f"{told}, bằng chỉ tiêu.")
    if target.value_to is not None and target.value < total <= target.value_to:
        return SumCheck(total, gap, True, f"{told}, trong khoảng của chỉ tiêu.")
    more = f"{'vượt' if gap > 0 else 'còn thiếu'} {written(abs(gap))}{measured} so với chỉ tiêu {written(target.value)}"
    holds = _meets(total, target)
    return SumCheck(total, gap, holds, f"{told}, {more}{' (chấp nhận được)' if holds else ''}.")


def outcome(target: Target, wanted: Decimal | None, reached: Decimal | None) -> Outcome:
    """Whether what was reached is what was asked (a share's value, or the target's own)."""
    if reached is None:
        return "chua_co"
    asked = target.value if wanted is None else wanted
    return "dat" if reaches(reached, asked, target.direction) else "chua_dat"


@dataclass(slots=True)
class ShareRow:
    """A unit's share of a target, and its last figure."""

    share: TargetShare
    actual: TargetActual | None
    outcome: Outcome

    @property
    def outcome_name(self) -> str:
        """The outcome in words."""
        return OUTCOMES[self.outcome]


@dataclass(slots=True)
class TargetRow:
    """A target with its own unit's last figure, its shares as far as the user sees them, and their sum.

    ``check`` is None for who does not see all shares; ``former`` are shares of units that stand below no more.
    """

    target: Target
    actual: TargetActual | None
    outcome: Outcome
    shares: list[ShareRow]
    check: SumCheck | None
    former: list[tuple[ShareRow, str]] = field(default_factory=list)

    @property
    def outcome_name(self) -> str:
        """The outcome in words."""
        return OUTCOMES[self.outcome]

    @property
    def counts(self) -> list[tuple[Outcome, str, int]]:
        """How many units have reached theirs, have not, have not said."""
        return [(code, name, sum(row.outcome == code for row in self.shares)) for code, name in OUTCOMES.items()]


def own_rows(targets: list[Target], user: User, owner: Unit, below: Container[int]) -> list[TargetRow]:
    """The targets of a plan with what the user sees of shares and figures; two queries for any number of them, and one
    or two about units that stand no more.

    Args:
        below: keys of the units that stand below today; shares of others are kept apart, and out of every sum.
    """
    actuals = latest_actuals(targets, user)
    shares: dict[int, list[TargetShare]] = {target.pk: [] for target in targets}
    kept: dict[int, list[TargetShare]] = {target.pk: [] for target in targets}
    rows = TargetShare.objects.filter(target__in=targets).visible_to(user).select_related("unit", "own")
    for share in rows.order_by("unit__protocol_order", "unit__official_name", "pk"):
        (shares if share.unit_id in below else kept)[share.target_id].append(share)
    notes = _notes([share.unit for gone in kept.values() for share in gone])
    sees_all = any(owner.path.startswith(path) for path in user.unit_paths())
    found = []
    for target in targets:
        own = actuals.get((target.pk, owner.pk))
        given = [_share_row(target, share, actuals) for share in shares[target.pk]]
        former = [(_share_row(target, share, actuals), notes[share.unit_id]) for share in kept[target.pk]]
        check = check_sum(target, [share.value for share in shares[target.pk]]) if sees_all else None
        found.append(TargetRow(target, own, outcome(target, None, own.value if own else None), given, check, former))
    return found


def former_shares(target: Target, below: Container[int]) -> list[tuple[TargetShare, str]]:
    """Shares of units that stand below no more, each with the reason; they are kept and count in no sum."""
    rows = TargetShare.objects.filter(target=target).select_related("unit")
    gone = [share for share in rows.order_by("unit__protocol_order", "pk") if share.unit_id not in below]
    notes = _notes([share.unit for share in gone])
    return [(share, notes[share.unit_id]) for share in gone]


def _notes(units: list[Unit]) -> dict[int, str]:
    """Why units stand below no more; no query when there are none."""
    today = timezone.localdate()
    heirs = heirs_of([unit.pk for unit in units], today)
    return {unit.pk: ended_note(unit, heirs.get(unit.pk, []), today) for unit in units}


def given_to(plan: Plan, user: User) -> list[ShareRow]:
    """What the plan above gives the plan's unit, as far as the user sees it."""
    if plan.parent_id is None:
        return []
    shares = TargetShare.objects.filter(target__item__plan=plan.parent_id, unit=plan.document.owner_id)
    rows = list(
        shares.visible_to(user).select_related("target__item__plan", "unit", "own").order_by("target__item__order")
    )
    actuals = latest_actuals([row.target for row in rows], user)
    return [_share_row(row.target, row, actuals) for row in rows]


def latest_actuals(targets: Iterable[Target], user: User) -> dict[tuple[int, int], TargetActual]:
    """By target and unit the last figure that the user sees; one query."""
    rows = TargetActual.objects.filter(target__in=list(targets)).visible_to(user).order_by("period_end", "pk")
    return {(row.target_id, row.unit_id): row for row in rows}


def _share_row(target: Target, share: TargetShare, actuals: dict[tuple[int, int], TargetActual]) -> ShareRow:
    """A share with the figure given for it."""
    actual = actuals.get((target.pk, share.unit_id))
    return ShareRow(share, actual, outcome(target, share.value, actual.value if actual else None))


def _meets(value: Decimal, target: Target) -> bool:
    return reaches(value, target.value, target.direction)


def reaches(value: Decimal, asked: Decimal, direction: str) -> bool:
    """Whether a figure is what was asked in that direction (``Target.Direction``)."""
    if direction == Target.Direction.MORE:
        return value > asked
    if direction == Target.Direction.LESS:
        return value < asked
    return value <= asked if direction == Target.Direction.AT_MOST else value >= asked
