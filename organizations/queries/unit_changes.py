"""The change of a unit that may be taken back, and in sentences what that puts back."""

from __future__ import annotations

from datetime import date
from typing import Any

from organizations.models import Block, BlockMember, Position, RoleAssignment, Unit, UnitChange, UnitParent
from organizations.models import UnitSuccession as Succession

MOST_NAMED = 200
RELATED = {
    "UnitParent": (UnitParent, ("child", "parent")),
    "Block": (Block, ()),
    "BlockMember": (BlockMember, ("unit", "block")),
    "Position": (Position, ("person", "unit")),
    "RoleAssignment": (RoleAssignment, ("user__person", "unit")),
}


def latest_change(unit: Unit) -> UnitChange | None:
    """The unit's latest change that was not taken back; of a unit that came of a renaming without any, that one."""
    own = unit.changes.filter(undone_at__isnull=True).select_related("unit").order_by("-pk").first()
    if own is not None:
        return own
    origin = unit.origins.filter(kind=Succession.Kind.RENAME).select_related("predecessor").first()
    if origin is None:
        return None
    changes = origin.predecessor.changes.filter(undone_at__isnull=True, kind=UnitChange.Kind.RENAME)
    return changes.select_related("unit").order_by("-pk").first()


def what_returns(change: UnitChange) -> list[str]:
    """Sentences on every row that taking the change back puts back or takes away."""
    sentences = []
    # Successions first, by their keys: PostgreSQL keeps the keys of a JSON object in an order of its own.
    for key, (before, after) in sorted(change.rows.items(), key=lambda row: (not row[0].startswith("UnitS"), row[0])):
        if key.startswith("UnitSuccession:"):
            successor = Unit.objects.get(pk=after["successor_id"])
            sentences.append(f"Bỏ việc {successor} kế tục {change.unit} từ {change.on:%d/%m/%Y}.")
        elif key.startswith("Unit:"):
            sentences += _unit_sentences(change, int(key.partition(":")[2]), before, after)
    paths = sum(
        1 for key, (before, _) in change.rows.items() if key.startswith("Unit:") and before and "path" in before
    )
    if paths > 1:  # the unit itself is told by its row below its superior
        sentences.append(f"{paths} đơn vị về chỗ cũ trong cây đơn vị (gồm cả đơn vị đã kết thúc ở dưới).")
    for name in RELATED:
        sentences += _row_sentences(change, name)
    return sentences


def _unit_sentences(change: UnitChange, pk: int, before: dict[str, Any] | None, after: dict[str, Any]) -> list[str]:
    if before is None:
        return [f"Xóa tên mới “{Unit.objects.get(pk=pk).official_name}”; nhật ký vẫn ghi việc này."]
    if "valid_to" in before:
        return [f"{change.unit} hoạt động trở lại {_until(before['valid_to'])}, không gián đoạn."]
    return []


def _row_sentences(change: UnitChange, name: str) -> list[str]:
    """One for each row that runs on as before, or goes back; rows that the change made are told with the old ones."""
    model, related = RELATED[name]
    changed = {
        int(key.partition(":")[2]): before
        for key, (before, _) in change.rows.items()
        if key.startswith(f"{name}:") and before is not None
    }
    rows = model._default_manager.select_related(*related).in_bulk(list(changed)[:MOST_NAMED])
    sentences = [_sentence(row, changed[pk], change) for pk, row in sorted(rows.items())]
    if len(changed) > MOST_NAMED:
        sentences.append(f"Cùng {len(changed) - MOST_NAMED} {model._meta.verbose_name} nữa.")
    return sentences


def _sentence(row: Any, before: dict[str, Any], change: UnitChange) -> str:
    until = _until(before["valid_to"]) if "valid_to" in before else f"trở về {change.unit}"
    if isinstance(row, UnitParent):
        if "valid_to" in before:
            return f"{row.child} trực thuộc {row.parent} {until}."
        return f"Quan hệ trực thuộc từ {row.valid_from:%d/%m/%Y} trở về {change.unit}."
    if isinstance(row, Block):
        return f"Khối “{row}” {until}."
    if isinstance(row, BlockMember):
        return f"{row.unit} ở trong khối “{row.block}” {until}."
    if isinstance(row, Position):
        return f"Chức vụ {row.title} của {row.person} {_again(until)}."
    return f"Vai trò {row.get_role_display()} của {row.user} {_again(until)}."


def _again(until: str) -> str:
    return f"tiếp tục {until}" if until.startswith("đến") else until


def _until(stored: str | None) -> str:
    return f"đến {date.fromisoformat(stored):%d/%m/%Y}" if stored else "đến nay"
