"""What units that do not stand any more still owed: it is shown under the units that took over from them."""

from __future__ import annotations

from datetime import date, timedelta

from campaigns.models import Plan
from campaigns.queries import IN_FORCE
from campaigns.queries.heirs import heirs_of
from campaigns.queries.late import Owed
from organizations.models import Unit, UnitSuccession

_KINDS = UnitSuccession.Kind


def under_heirs(found: list[Owed], today: date) -> list[Owed]:
    """Those rows (of ``owed_about``), where a plan that an ended unit owed stands under the unit that has taken over.

    Such a row has the former unit and a note. It goes when a unit that took over has issued a plan under the paper.
    Nobody can acknowledge for a unit that is gone, so that is not asked for. No query when there are none; rows have
    no names of papers yet.
    """
    rows = [row for row in found if row.is_of_ended and row.to_answer]
    shown = [row for row in found if not row.is_of_ended]
    if not rows:
        return shown
    former = Unit.objects.in_bulk({row.unit_id for row in rows})
    heirs = heirs_of(former, today)
    issued = set(
        Plan.objects.filter(
            parent__document__in={row.document_id for row in rows},
            document__owner__in={heir.pk for found in heirs.values() for heir, _ in found},
            document__state__in=IN_FORCE,
        ).values_list("parent__document", "document__owner")
    )
    for row in rows:
        taken = heirs[row.unit_id]
        if any((row.document_id, heir.pk) in issued for heir, _ in taken):
            continue
        row.former = former[row.unit_id]
        row.note = _note(row.former, taken)
        row.unit_id = taken[0][0].pk if taken else row.unit_id
        shown.append(row)
    return shown


def _note(former: Unit, heirs: list[tuple[Unit, str]]) -> str:
    """How the duty came here: "của Phòng Kinh tế, đã sáp nhập từ 01/7/2025"."""
    last = former.valid_to
    since = f" từ {last + timedelta(days=1):%d/%m/%Y}" if last else ""
    if not heirs:
        return f"đã giải thể{since}, chưa có đơn vị kế tục"
    how = {_KINDS.MERGE: "đã sáp nhập", _KINDS.SPLIT: "đã chia tách", _KINDS.RENAME: "đã đổi tên"}
    told = f"của {former}, {how.get(_KINDS(heirs[0][1]), 'đã kết thúc')}{since}"
    others = ", ".join(str(heir) for heir, _ in heirs[1:])
    return f"{told}; cùng kế tục: {others}" if others else told
