"""Who stands today in the place of a unit that does not stand any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from organizations.models import Unit, UnitSuccession

# A unit may pass into one that has passed on itself; longer chains than this are not followed.
_GENERATIONS = 5
_KINDS = UnitSuccession.Kind


def heirs_of(ended: Iterable[int], today: date) -> dict[int, list[tuple[Unit, str]]]:
    """By key of the ended unit those that stand today in its place, in protocol order, and how they came to it.

    One query for each generation; who took over a part of its work while it went on is no heir.
    """
    found: dict[int, list[tuple[Unit, str]]] = defaultdict(list)
    waiting = {(key, key) for key in ended}
    seen = set(waiting)
    for _ in range(_GENERATIONS if waiting else 0):
        rows = UnitSuccession.objects.filter(predecessor__in={at for _, at in waiting}, on__lte=today)
        after: dict[int, list[UnitSuccession]] = defaultdict(list)
        for row in rows.exclude(kind=_KINDS.PART).select_related("successor").order_by("pk"):
            after[row.predecessor_id].append(row)
        following = set()
        for first, at in sorted(waiting):
            for row in after[at]:
                if row.successor.holds_on(today):
                    found[first].append((row.successor, row.kind))
                else:
                    following.add((first, row.successor_id))
        waiting = following - seen
        seen |= waiting
        if not waiting:
            break
    for heirs in found.values():
        heirs.sort(key=lambda one: (one[0].protocol_order, one[0].pk))
    return found


def caretaker(unit: Unit, today: date) -> Unit:
    """Whose people take care of what the unit left: the unit itself while it stands, else its first heir.

    A unit without an heir stays what it is: nobody holds a role in it. No query while the unit stands.
    """
    if unit.holds_on(today):
        return unit
    heirs = heirs_of([unit.pk], today).get(unit.pk)
    return heirs[0][0] if heirs else unit


def ended_note(unit: Unit, heirs: list[tuple[Unit, str]], today: date) -> str:
    """Why a unit is no longer among those below: "đã sáp nhập từ 01/07/2025 vào Phòng Văn hóa"."""
    if unit.holds_on(today) or unit.valid_to is None:
        return "không còn trực thuộc"
    since = f"từ {unit.valid_to + timedelta(days=1):%d/%m/%Y}"
    if not heirs:
        return f"đã giải thể {since}"
    how = {_KINDS.MERGE: "sáp nhập", _KINDS.SPLIT: "chia tách", _KINDS.RENAME: "đổi tên"}
    into = "vào" if heirs[0][1] == _KINDS.MERGE else "thành"
    return f"đã {how.get(_KINDS(heirs[0][1]), 'kết thúc')} {since} {into} {', '.join(str(heir) for heir, _ in heirs)}"
