"""Who is told what about papers. A notice names the paper; what it says is read in the program."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from documents.models import Dispatch, Document, Forwarding, Reminder
from documents.models.document import State
from documents.workflow import DRAFTERS, ISSUERS, SIGNERS
from organizations.models import Notice, User
from organizations.notifications import Told, holders, notify, notify_each, settle
from workflow.models import LogEntry

# Who is told of what is sent to a unit, and may acknowledge it.
RECEIVERS = DRAFTERS


def notify_step(*, document: Document, action: str, by: User) -> None:
    """After a step: whoever has the next one, or the drafter when the paper came back or was issued.

    What waited for the step that was taken is no longer unread.
    """
    settle(key_prefix=f"task:document:{document.pk}:")
    title, owner = titled(document), document.owner_id
    if action == "submit":
        _tell(document, Notice.Kind.TASK, _others(owner, SIGNERS, by), f"Chờ bạn ký: {title}", action)
    elif action == "sign":
        _tell(document, Notice.Kind.TASK, _others(owner, ISSUERS, by), f"Đã ký, chờ ban hành: {title}", action)
    elif action == "return" and document.created_by_id != by.pk:
        _tell(document, Notice.Kind.TASK, [document.created_by], f"{by} trả lại: {title}", action)
    elif action == "issue":
        if document.created_by_id != by.pk:
            _tell(document, Notice.Kind.ANSWER, [document.created_by], f"Đã ban hành: {title}", action)
        _notify_answered(document)
        _notify_replaced(document)


def notify_sent(dispatches: Iterable[Dispatch], by: User) -> None:
    """Officers and heads of the units that a paper was sent to."""
    dispatches = list(dispatches)
    people = holders(RECEIVERS, [dispatch.unit_id for dispatch in dispatches])
    notify_each(
        kind=Notice.Kind.DISPATCH,
        told=[
            Told(
                user,
                f"{dispatch.document.owner} gửi {dispatch.unit}: {titled(dispatch.document)}",
                reverse("received_detail", args=[dispatch.pk]),
                f"dispatch:{dispatch.pk}:sent",
            )
            for dispatch in dispatches
            for user in people.get(dispatch.unit_id, [])
            if user.pk != by.pk
        ],
    )


def notify_acknowledged(dispatch: Dispatch) -> None:
    """The sender, once a day for each paper, the latest day alone unread: three hundred units answer."""
    settle(key_prefix=f"dispatch:{dispatch.pk}:sent")
    document = dispatch.document
    prefix = f"document:{document.pk}:acknowledged:"
    key = f"{prefix}{timezone.localdate():%Y%m%d}"
    settle(key_prefix=prefix, keep=key)
    notify(
        users=[dispatch.sent_by],
        kind=Notice.Kind.ANSWER,
        text=f"Đã có đơn vị tiếp nhận: {titled(document)}. Xem bảng theo dõi nơi nhận.",
        address=reverse("dispatch_board", args=[document.pk]),
        key=key,
    )


def notify_forwarded(forwarding: Forwarding) -> None:
    """Whom the paper was passed on to."""
    due = f", hạn {forwarding.due_on:%d/%m/%Y}" if forwarding.due_on else ""
    notify(
        users=[forwarding.to],
        kind=Notice.Kind.TASK,
        text=f"{forwarding.by} chuyển bạn xử lý{due}: {titled(forwarding.dispatch.document)}",
        address=reverse("received_detail", args=[forwarding.dispatch_id]),
        key=f"task:forwarding:{forwarding.pk}:{forwarding.at:%Y%m%d%H%M%S}",
    )


def notify_done(forwarding: Forwarding) -> None:
    """Who passed the paper on: it is done."""
    settle(key_prefix=f"task:forwarding:{forwarding.pk}:")
    notify(
        users=[forwarding.by],
        kind=Notice.Kind.ANSWER,
        text=f"{forwarding.to} đã xử lý xong: {titled(forwarding.dispatch.document)}",
        address=reverse("received_detail", args=[forwarding.dispatch_id]),
        key=f"forwarding:{forwarding.pk}:done:{forwarding.at:%Y%m%d%H%M%S}",
    )


def notify_reminded(reminders: Iterable[Reminder]) -> None:
    """Officers and heads of the units that are reminded."""
    reminders = list(reminders)
    people = holders(RECEIVERS, [reminder.dispatch.unit_id for reminder in reminders])
    notify_each(
        kind=Notice.Kind.REMINDER,
        told=[
            Told(
                user,
                f"Nhắc {reminder.dispatch.unit}: {titled(reminder.dispatch.document)}",
                reverse("received_detail", args=[reminder.dispatch_id]),
                f"reminder:{reminder.pk}",
            )
            for reminder in reminders
            for user in people.get(reminder.dispatch.unit_id, [])
        ],
    )


def titled(document: Document) -> str:
    """ "Kế hoạch 01/KH-UBND, Phát động phong trào …"."""
    return f"{document}, {document.summary}"


def _notify_answered(document: Document) -> None:
    """Who sent the paper that this one carries out. Its place in the chain is known in the package above."""
    place = getattr(document, "plan", None)
    if place is None or place.parent_id is None:
        return
    answered = Dispatch.objects.filter(document=place.parent.document_id, unit=document.owner_id, asks_answer=True)
    for dispatch in answered.select_related("document", "sent_by__person"):
        notify(
            users=[dispatch.sent_by],
            kind=Notice.Kind.ANSWER,
            text=f"{document.owner} đã ban hành {document} thực hiện {dispatch.document}",
            address=reverse("dispatch_board", args=[dispatch.document_id]),
            key=f"dispatch:{dispatch.pk}:answered:{document.pk}",
        )


def _notify_replaced(document: Document) -> None:
    """Officers and heads of the units whose plans carry out the paper that this one replaces."""
    place = getattr(document.replaces, "plan", None)
    if place is None:
        return
    living = [State.DRAFT, State.SUBMITTED, State.SIGNED, State.ISSUED]
    below = list(place.children.filter(document__state__in=living).select_related("document__owner"))
    people = holders(RECEIVERS, [plan.document.owner_id for plan in below])
    notify_each(
        kind=Notice.Kind.TASK,
        told=[
            Told(
                user,
                f"{document} thay thế {document.replaces}. Xem điều gì thay đổi với {plan.document}",
                reverse("plan_changes", args=[plan.pk]),
                f"plan:{plan.pk}:replaced-above:{document.pk}",
            )
            for plan in below
            for user in people.get(plan.document.owner_id, [])
        ],
    )


def _others(unit_id: int, roles: Iterable[str], by: User) -> list[User]:
    return [user for user in holders(roles, [unit_id]).get(unit_id, []) if user.pk != by.pk]


def _tell(document: Document, kind: str, users: Iterable[User], text: str, action: str) -> None:
    # A paper may be handed in again after it came back: the log's row tells the times apart.
    entry = LogEntry.objects.about(document).order_by("-pk").values_list("pk", flat=True).first()
    prefix = "task:" if kind == Notice.Kind.TASK else ""
    key = f"{prefix}document:{document.pk}:{action}:{entry}"
    notify(users=users, kind=kind, text=text, address=document.get_absolute_url(), key=key)
