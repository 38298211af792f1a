"""Settling what papers contradict each other in: once, for all plans, by a standing officer."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from documents.models import CitedPaper, SettledConflict
from documents.models.cited import Code
from documents.queries.readings import Contradiction, open_for
from organizations.models import Role, Unit, User
from workflow.engine import Refused, record

SETTLERS = (Role.STANDING_OFFICER,)
_GONE = "Mâu thuẫn này không còn: đã có người thống nhất, hoặc văn bản đã sửa. Hãy tải lại danh sách."


def settling_unit(user: User) -> Unit | None:
    """For which unit the user settles: the highest one where they are standing officer; None when nowhere."""
    units = [held.unit for held in user.assignments() if held.role in SETTLERS]
    return min(units, key=lambda unit: (unit.path.count("/"), unit.protocol_order, unit.pk), default=None)


def settle_conflict(
    *, conflict: Contradiction, by: User, reason: str, day: date | None = None, text: str = ""
) -> SettledConflict:
    """Says what is right; from then on other mentions are findings, and no conflict is shown.

    Args:
        conflict: as ``by`` sees it; ``day``: the right day, for dates; ``text``: the right title, issuer or symbol.

    Raises:
        Refused: ``by`` is no standing officer, the answer or the reason is missing, or it is settled already.
    """
    unit = settling_unit(by)
    if unit is None:
        raise Refused("Chỉ chuyên viên thường trực thống nhất được các mâu thuẫn này.")
    about_day = conflict.code == Code.DATE
    if (day is None) if about_day else not text.strip():
        raise Refused("Hãy chọn hoặc ghi điều đúng.")
    if not reason.strip():
        raise Refused("Hãy ghi căn cứ: đã đối chiếu với bản nào, ở đâu.")
    with transaction.atomic():
        # Two officers may settle the same thing at once: the second finds it settled.
        now = open_for(by, CitedPaper.objects.select_for_update().filter(pk=conflict.cited_id))
        if not any(
            (one.code, one.cited_id, one.other_id) == (conflict.code, conflict.cited_id, conflict.other_id)
            for one in now
        ):  # fmt: skip
            raise Refused(_GONE)
        settled = SettledConflict.objects.create(
            unit=unit,
            cited_id=conflict.cited_id,
            other_id=conflict.other_id,
            code=conflict.code,
            day=day if about_day else None,
            text="" if about_day else text.strip(),
            reason=reason.strip(),
            by=by,
        )
        record(
            thing=settled, action="settle", label="Thống nhất văn bản được dẫn", by=by, unit_id=unit.pk, reason=reason
        )
        return settled


def reopen_conflict(*, settled: SettledConflict, by: User) -> SettledConflict:
    """Takes a settlement back; it stays on record.

    Raises:
        Refused: ``by`` is no standing officer of the unit that settled it, or it is open again already.
    """
    if not by.holds(SETTLERS, settled.unit_id):
        raise Refused(f"Chỉ chuyên viên thường trực của {settled.unit} mở lại được điều đã thống nhất.")
    with transaction.atomic():
        [current] = SettledConflict.objects.select_for_update(of=("self",)).filter(pk=settled.pk)
        if current.is_open_again:
            raise Refused("Mâu thuẫn này đã được mở lại rồi.")
        current.reopened_by, current.reopened_at = by, timezone.now()
        current.save(update_fields=["reopened_by", "reopened_at"])
        record(thing=current, action="reopen", label="Mở lại mâu thuẫn", by=by, unit_id=current.unit_id)
        return current
