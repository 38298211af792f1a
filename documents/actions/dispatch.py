"""Sending published papers to units, and what those units do with them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from documents.actions.document import Content
from documents.actions.receive import register_received
from documents.models import Dispatch, Document, Forwarding, Reminder
from documents.models.document import State
from documents.notifications import (
    RECEIVERS,
    notify_acknowledged,
    notify_done,
    notify_forwarded,
    notify_reminded,
    notify_sent,
)
from documents.workflow import ISSUERS, SIGNERS
from organizations.models import Unit, User
from organizations.models.unit import UnitQuerySet
from workflow.engine import Refused, record

SENDABLE = (State.ISSUED, State.RECEIVED)
FORWARDERS = (*RECEIVERS, *SIGNERS)
# Twice within so long only when the sender says so.
REMINDER_PAUSE = timedelta(days=1)


def possible_receivers(document: Document) -> UnitQuerySet:
    """Units that a paper can be sent to: those that stand below its owner today, and those above it."""
    owner = document.owner
    return (
        Unit.objects.as_of(timezone.localdate())
        .filter(Q(path__startswith=owner.path) | Q(pk__in=owner.ancestor_ids))
        .exclude(pk=owner.pk)
        .in_protocol_order()
    )


def send_refusal(document: Document, by: User) -> str | None:
    """Why the user cannot send this paper, or None."""
    if not by.holds(ISSUERS, document.owner_id):
        return f"Bạn không có quyền gửi văn bản của {document.owner}."
    if document.state not in SENDABLE:
        return f"{document} đang “{document.get_state_display()}”; chỉ gửi được văn bản đã ban hành hoặc văn bản đến."
    return None


def send_paper(
    *,
    document: Document,
    units: Iterable[Unit],
    by: User,
    asks_answer: bool = False,
    due_on: date | None = None,
    note: str = "",
) -> list[Dispatch]:
    """Sends a published paper to units; those that have it already are left as they are.

    Args:
        asks_answer: the units have to issue a plan that carries it out; ``due_on``: until when;
        ``note``: a line for the receivers.

    Returns:
        What was sent now; empty when all the units had it.

    Raises:
        Refused: with the reason; nothing was sent.
    """
    wanted = {unit.pk: unit for unit in units}
    if not wanted:
        raise Refused("Hãy chọn ít nhất một đơn vị nhận.")
    if due_on and due_on < timezone.localdate():
        raise Refused(f"Hạn {due_on:%d/%m/%Y} đã qua. Hãy chọn hạn từ hôm nay trở đi.")
    with transaction.atomic():
        locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if refusal := send_refusal(locked, by):
            raise Refused(refusal)
        if asks_answer and getattr(locked, "plan", None) is None:
            raise Refused(
                "Văn bản này không nằm trong chuỗi kế hoạch nên không yêu cầu văn bản thực hiện được. "
                "Hãy bỏ dấu “phải có văn bản thực hiện”."
            )
        if set(wanted) - set(possible_receivers(locked).filter(pk__in=wanted).values_list("pk", flat=True)):
            raise Refused(f"Chỉ gửi được tới đơn vị cấp trên hoặc trực thuộc {locked.owner}. Hãy chọn lại.")
        had = set(locked.dispatches.values_list("unit_id", flat=True))
        rows = [
            Dispatch(document=locked, unit=unit, asks_answer=asks_answer, due_on=due_on, note=note, sent_by=by)
            for pk, unit in wanted.items()
            if pk not in had
        ]
        sent = Dispatch.objects.bulk_create(rows)
        if sent:
            Document.objects.filter(pk=locked.pk, sent_on__isnull=True).update(sent_on=timezone.localdate())
            record(thing=locked, action="dispatch", label="Gửi văn bản", by=by, data=_facts(sent))
            notify_sent(sent, by)
        return sent


def mark_seen(*, dispatch: Dispatch, by: User) -> None:
    """Notes that somebody of the unit opened the paper; the first one counts.

    Raises:
        Refused: ``by`` holds no role in the unit.
    """
    if dispatch.unit_id not in {unit_id for _, unit_id in by.roles_held()}:
        raise Refused(f"Bạn không thuộc {dispatch.unit}.")
    Dispatch.objects.filter(pk=dispatch.pk, seen_at__isnull=True).update(seen_at=timezone.now(), seen_by=by)


def acknowledge(*, dispatch: Dispatch, by: User, register: bool = False) -> Document | None:
    """Says for the unit that it has the paper (tiếp nhận).

    Args:
        register: enters the paper into the unit's register of received papers, too.

    Returns:
        The entry in the register; None when none was wanted or the paper stood there before.

    Raises:
        Refused: with the reason, also when somebody of the unit was faster.
    """
    if not by.holds(RECEIVERS, dispatch.unit_id):
        raise Refused(f"Bạn không có quyền tiếp nhận văn bản cho {dispatch.unit}.")
    now = timezone.now()
    with transaction.atomic():
        open_ = Dispatch.objects.filter(pk=dispatch.pk, acknowledged_at__isnull=True)
        if not open_.update(acknowledged_at=now, acknowledged_by=by):
            raise Refused(f"{dispatch.unit} đã tiếp nhận văn bản này. Hãy tải lại trang.")
        mark_seen(dispatch=dispatch, by=by)
        entry = _enter(dispatch, by) if register else None
        data = {"entry": entry.pk} if entry else {}
        record(
            thing=dispatch, action="acknowledge", label="Tiếp nhận văn bản", by=by, unit_id=dispatch.unit_id, data=data
        )
        notify_acknowledged(dispatch)
        return entry


def forward(*, dispatch: Dispatch, to: User, by: User, note: str = "", due_on: date | None = None) -> Forwarding:
    """Passes a sent paper on to a person of the unit (chuyển xử lý); to one who was done with it, once more.

    Raises:
        Refused: with the reason.
    """
    if not by.holds(FORWARDERS, dispatch.unit_id):
        raise Refused(f"Bạn không có quyền chuyển xử lý văn bản của {dispatch.unit}.")
    if to.pk == by.pk:
        raise Refused("Việc đang ở chỗ bạn. Hãy chọn người khác.")
    if dispatch.unit_id not in {unit_id for _, unit_id in to.roles_held()}:
        raise Refused(f"{to} không giữ vai trò nào ở {dispatch.unit}. Hãy chọn người khác.")
    if due_on and due_on < timezone.localdate():
        raise Refused(f"Hạn {due_on:%d/%m/%Y} đã qua. Hãy chọn hạn từ hôm nay trở đi.")
    with transaction.atomic():
        # One hand at a time: two chiefs may pass the same paper on to the same person.
        Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
        earlier = dispatch.forwardings.filter(to=to).first()
        if earlier and earlier.done_at is None:
            raise Refused(f"Văn bản đã chuyển cho {to} và đang được xử lý.")
        passed = earlier or Forwarding(dispatch=dispatch, to=to)
        passed.by, passed.note, passed.due_on, passed.done_at, passed.at = by, note, due_on, None, timezone.now()
        passed.save()
        mark_seen(dispatch=dispatch, by=by)
        data = {"to": to.pk}
        label = f"Chuyển {to} xử lý"[:80]
        record(thing=dispatch, action="forward", label=label, by=by, unit_id=dispatch.unit_id, reason=note, data=data)
        notify_forwarded(passed)
        return passed


def finish(*, forwarding: Forwarding, by: User) -> None:
    """Says that what was passed on is done; once.

    Raises:
        Refused: it was passed on to somebody else.
    """
    if forwarding.to_id != by.pk:
        raise Refused("Việc này được chuyển cho người khác.")
    dispatch = forwarding.dispatch
    with transaction.atomic():
        open_ = Forwarding.objects.filter(pk=forwarding.pk, done_at__isnull=True)
        if open_.update(done_at=timezone.now()):
            record(thing=dispatch, action="finish", label="Xử lý xong", by=by, unit_id=dispatch.unit_id)
            notify_done(forwarding)


def remind(*, dispatches: Iterable[Dispatch], text: str, by: User, again: Collection[int] = ()) -> list[Reminder]:
    """Reminds units of papers that were sent to them: all of those that may be reminded, or nobody.

    Args:
        text: what they read; ``again``: ids of dispatches that may be reminded although they were within a day.

    Raises:
        Refused: with the reason; nobody was reminded.
    """
    wanted = list(dispatches)
    for one in wanted:
        if not by.holds(ISSUERS, one.document.owner_id):
            raise Refused(f"Bạn không có quyền nhắc về văn bản của {one.document.owner}.")
    if not text.strip():
        raise Refused("Hãy ghi lời nhắc.")
    with transaction.atomic():
        # One hand at a time, in one order: two clerks may remind the same units.
        papers = Document.objects.filter(pk__in={one.document_id for one in wanted}).order_by("pk")
        list(papers.select_for_update(of=("self",)).values_list("pk"))
        lately = lately_reminded(wanted)
        chosen = [one for one in wanted if one.pk not in lately or one.pk in again]
        if not chosen:
            raise Refused("Chưa chọn đơn vị nào để nhắc, hoặc các đơn vị đã được nhắc trong một ngày qua.")
        made = Reminder.objects.bulk_create([Reminder(dispatch=one, text=text[:500], by=by) for one in chosen])
        for document in {one.document_id: one.document for one in chosen}.values():
            data = {"units": [one.unit_id for one in chosen if one.document_id == document.pk]}
            record(thing=document, action="remind", label="Nhắc đơn vị nhận", by=by, reason=text, data=data)
        notify_reminded(made)
        return made


def lately_reminded(dispatches: Iterable[Dispatch]) -> dict[int, Reminder]:
    """The last reminder within a day, by dispatch id."""
    since = timezone.now() - REMINDER_PAUSE
    found = Reminder.objects.filter(dispatch__in=[one.pk for one in dispatches], at__gt=since).order_by("pk")
    return {reminder.dispatch_id: reminder for reminder in found}


def _facts(sent: list[Dispatch]) -> dict[str, object]:
    first = sent[0]
    return {
        "units": [dispatch.unit_id for dispatch in sent],
        "asks_answer": first.asks_answer,
        "due_on": first.due_on.isoformat() if first.due_on else None,
    }


def _enter(dispatch: Dispatch, by: User) -> Document | None:
    """The paper in the unit's own register; None when it stands there already or has no date."""
    paper = dispatch.document
    if paper.date is None:
        return None
    try:
        return register_received(
            owner=dispatch.unit,
            kind=paper.kind,
            number=paper.number,
            symbol=paper.symbol,
            on=paper.date,
            issuer_printed=paper.issuer_printed,
            content=Content(summary=paper.summary),
            by=by,
            creation_key=uuid.uuid5(uuid.NAMESPACE_OID, f"dispatch:{dispatch.pk}"),
            issuer=paper.issuer,
            place=paper.place,
        )
    except Refused:
        return None
