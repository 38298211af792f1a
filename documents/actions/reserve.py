"""Keeping numbers for papers to come (giữ số), and giving kept numbers up."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from documents import numbering
from documents.models import ReservedNumber
from documents.workflow import ISSUERS
from legal import papers
from organizations.models import Unit, User
from workflow.engine import Refused, record

MOST_AT_ONCE = 20


def reserve_numbers(*, issuer: Unit, kind: str, count: int, reason: str, by: User) -> list[ReservedNumber]:
    """Takes the next numbers of the issuer's series, in the order of today: no later paper goes out dated before.

    Args:
        issuer: the issuing unit; ``kind``: code of the papers' kind ("KH"); ``count``: how many;
        ``reason``: what they are kept for.

    Raises:
        Refused: ``by`` may not give numbers there, there is no reason, or the count is out of bounds.
    """
    if not by.holds(ISSUERS, issuer.pk):
        raise Refused(f"Bạn không có quyền giữ số của {issuer}.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do giữ số: số dành cho văn bản nào, vì sao phải giữ.")
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused(f"Mỗi lần giữ được từ 1 đến {MOST_AT_ONCE} số.")
    today = timezone.localdate()
    series = numbering.series_of(issuer, kind)
    with transaction.atomic():
        kept = []
        for _ in range(count):
            try:
                number = numbering.take(issuer=issuer, series=series, on=today)
            except numbering.DateBeforeLast as error:
                raise Refused(str(error)) from error
            one = ReservedNumber.objects.create(
                issuer=issuer,
                series=series,
                year=today.year,
                number=number,
                kind=kind,
                on=today,
                reason=reason.strip(),
                reserved_by=by,
            )
            record(thing=one, action="reserve", label="Giữ số", by=by, unit_id=issuer.pk, reason=reason)
            kept.append(one)
        return kept


def cancel_reserved(*, reserved: ReservedNumber, reason: str, by: User) -> ReservedNumber:
    """Gives a kept number up: it stays in the register as cancelled, and no paper gets it any more.

    Raises:
        Refused: ``by`` may not, there is no reason, or the number is used or cancelled already.
    """
    if not by.holds(ISSUERS, reserved.issuer_id):
        raise Refused(f"Bạn không có quyền hủy số của {reserved.issuer}.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do hủy số: lý do được in trong sổ văn bản đi.")
    with transaction.atomic():
        locked = ReservedNumber.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=reserved.pk)
        if locked.document_id is not None:
            raise Refused("Số này đã dùng cho văn bản nên không hủy được. Văn bản ban hành sai thì thu hồi văn bản.")
        if locked.cancelled_at is not None:
            raise Refused("Số này đã hủy trước đó.")
        locked.cancelled_by, locked.cancelled_at, locked.cancel_reason = by, timezone.now(), reason.strip()
        locked.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])
        record(thing=locked, action="cancel", label="Hủy số giữ trước", by=by, unit_id=locked.issuer_id, reason=reason)
        return locked


def number_words(kept: list[ReservedNumber]) -> str:
    """The numbers as a message names them: "07" or "07 đến 09"."""
    first, last = (papers.number_text(one.number) for one in (kept[0], kept[-1]))
    return first if first == last else f"{first} đến {last}"
