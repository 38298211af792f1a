"""Answers to the plan above: proposed by the machine, confirmed, changed or refused by the drafter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from campaigns.models import ItemAnswer, Plan, PlanItem
from campaigns.models.answer import BY_AN_ITEM, AnswerState
from documents.text.compare_items import PlanItem as ReadItem
from documents.text.links import VERBATIM, Link, likeness, propose_links
from documents.text.similar import words
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.names import normalize
from workflow.engine import Refused

_GONE_ABOVE = "Mục này không còn trong văn bản cấp trên. Hãy tải lại trang."
_GONE_BELOW = "Mục được chọn không còn trong kế hoạch. Hãy tải lại trang rồi chọn lại."
_REWRITTEN = {
    AnswerState.VERBATIM: "Đã xác nhận là nguyên văn, nhưng chữ đã đổi sau đó: nay giống {now}%. Hãy xem lại.",
    AnswerState.CONCRETE: "Đã xác nhận là cụ thể hóa, nhưng chữ đã đổi sau đó: nay giống {now}%. Hãy xem lại.",
}
_FIELDS = ("child_item", "state", "similarity", "reason", "note", "decided_by", "decided_at")


def propose_answers(*, plan: Plan) -> bool:
    """Makes the proposals anew when the plan's text or that of the plan above was changed. Whether anything was done.

    What a person has decided stays, unless the item that answered is gone: then it is open again and says so. Where it
    was confirmed as copied and was rewritten since (or the other way round), it stays and says so.
    """
    parent = plan.parent
    key = f"{parent.items_key[:31]}-{plan.items_key[:31]}" if parent and parent.items_key and plan.items_key else ""
    if parent is None or not key or plan.answers_key == key:
        return False
    with transaction.atomic():
        Plan.objects.hold(plan.pk)
        above, below = (list(PlanItem.objects.filter(plan=one).standing()) for one in (parent, plan))
        answers = ItemAnswer.objects.filter(plan=plan).select_related("child_item")
        rows = {row.parent_item_id: row for row in answers}
        _open_again(rows.values(), {item.pk for item in below})
        _flag_rewritten(rows.values(), above, below)
        links = propose_links([compared(item) for item in above], [compared(item) for item in below])
        _write(plan, [(above[link.above], below[link.below], link) for link in links], rows)
        plan.answers_key = key
        plan.save(update_fields=["answers_key"])
    return True


def compared(item: PlanItem) -> ReadItem:
    """The item as texts are compared."""
    return ReadItem(
        label=item.label,
        text=item.text,
        words=tuple(words(item.text)),
        numbers=frozenset(item.numbers),
        movements=frozenset(item.movements),
        owner=item.owner,
        has_date=item.has_date,
        has_number=item.has_number,
        place=item.place,
    )


def confirm_answers(*, plan: Plan, parent_items: Collection[int], by: User) -> int:
    """Confirms what is proposed for these items of the plan above; returns for how many there was a proposal.

    Raises:
        Refused: ``by`` does not draft for the plan's unit.
    """
    _check_drafter(plan, by)
    with transaction.atomic():
        Plan.objects.hold(plan.pk)
        rows = ItemAnswer.objects.filter(plan=plan, parent_item__in=parent_items, decided_at__isnull=True).answering()
        return rows.update(decided_by=by, decided_at=timezone.now(), note="")


def answer_item(*, plan: Plan, parent_item: PlanItem, child_item: PlanItem, by: User) -> ItemAnswer:
    """Says that an item of the plan answers one of the plan above, whatever was proposed.

    Raises:
        Refused: ``by`` does not draft there, or the items do not belong to the two plans or are gone.
    """
    _check_drafter(plan, by)
    _check_parent(plan, parent_item)
    if child_item.plan_id != plan.pk:
        raise Refused(_GONE_BELOW)
    similarity = likeness(compared(parent_item), compared(child_item))
    state = _state_of(similarity)
    return _decide(plan, parent_item, by, state=state, child_item=child_item, similarity=similarity)


def answer_not_applicable(*, plan: Plan, parent_item: PlanItem, reason: str, by: User) -> ItemAnswer:
    """Says that an item of the plan above does not concern the unit, and why.

    Raises:
        Refused: ``by`` does not draft there, no reason is given, or the item is none of the plan above.
    """
    _check_drafter(plan, by)
    _check_parent(plan, parent_item)
    reason = normalize(reason)
    if not reason:
        raise Refused("Hãy ghi lý do vì sao mục này không áp dụng cho đơn vị.")
    if len(reason) > 500:
        raise Refused("Lý do quá dài: hãy viết trong 500 chữ cái.")
    return _decide(plan, parent_item, by, state=AnswerState.NOT_APPLICABLE, reason=reason)


def refuse_answer(*, plan: Plan, parent_item: PlanItem, by: User) -> ItemAnswer:
    """Says that what is proposed or was confirmed is no answer; the machine does not propose for this item again.

    Raises:
        Refused: ``by`` does not draft there, or the item is none of the plan above.
    """
    _check_drafter(plan, by)
    _check_parent(plan, parent_item)
    return _decide(plan, parent_item, by, state=AnswerState.REFUSED)


def _decide(
    plan: Plan,
    parent_item: PlanItem,
    by: User,
    *,
    state: str,
    child_item: PlanItem | None = None,
    similarity: float = 0.0,
    reason: str = "",
) -> ItemAnswer:
    with transaction.atomic():
        Plan.objects.hold(plan.pk)
        _check_standing(parent_item, child_item)
        row, _ = ItemAnswer.objects.update_or_create(
            plan=plan,
            parent_item=parent_item,
            defaults={
                "unit_id": plan.document.owner_id,
                "parent_plan_id": parent_item.plan_id,
                "child_item": child_item,
                "state": state,
                "similarity": similarity,
                "reason": reason,
                "note": "",
                "decided_by": by,
                "decided_at": timezone.now(),
            },
        )
    return row


def _check_drafter(plan: Plan, by: User) -> None:
    if not by.holds(DRAFTERS, plan.document.owner_id):
        raise Refused(f"Chỉ người soạn của {plan.document.owner} mới trả lời được văn bản cấp trên cho kế hoạch này.")


def _check_parent(plan: Plan, parent_item: PlanItem) -> None:
    if plan.parent_id is None or parent_item.plan_id != plan.parent_id:
        raise Refused(_GONE_ABOVE)


def _check_standing(above: PlanItem, below: PlanItem | None) -> None:
    """Raises ``Refused`` when an item was taken out of its text, be it a moment ago."""
    keys = {above.pk, below.pk if below else above.pk}
    standing = set(PlanItem.objects.filter(pk__in=keys, retired_at__isnull=True).values_list("pk", flat=True))
    if above.pk not in standing:
        raise Refused(_GONE_ABOVE)
    if standing != keys:
        raise Refused(_GONE_BELOW)


def _open_again(rows: Iterable[ItemAnswer], standing: set[int]) -> None:
    """Opens confirmed answers again whose item was taken out of the plan, with a word why; saves nothing."""
    for row in rows:
        item = row.child_item
        if row.decided_at is not None and item is not None and item.pk not in standing:
            row.note = f"Mục {item.address} đã được xác nhận là câu trả lời, nay không còn trong kế hoạch."
            row.decided_by = row.decided_at = None


def _flag_rewritten(rows: Iterable[ItemAnswer], above: Iterable[PlanItem], below: Iterable[PlanItem]) -> None:
    """Flags confirmed answers whose words are by now other than what was confirmed, and takes the flag off again."""
    texts = {item.pk: item for item in (*above, *below)}
    changed = []
    for row in rows:
        one, other = texts.get(row.parent_item_id), texts.get(row.child_item_id or 0)
        if row.decided_at is None or row.state not in BY_AN_ITEM or one is None or other is None:
            continue
        now = likeness(compared(one), compared(other))
        note = "" if _state_of(now) == row.state else _REWRITTEN[AnswerState(row.state)].format(now=round(now * 100))
        if (note, now) != (row.note, row.similarity):
            row.note, row.similarity = note, now
            changed.append(row)
    ItemAnswer.objects.bulk_update(changed, ["note", "similarity"], batch_size=200)


def _state_of(similarity: float) -> AnswerState:
    """Nguyên văn or cụ thể hóa, by how alike the words are."""
    return AnswerState.VERBATIM if similarity >= VERBATIM else AnswerState.CONCRETE


def _write(plan: Plan, found: Sequence[tuple[PlanItem, PlanItem, Link]], rows: dict[int, ItemAnswer]) -> None:
    """Writes the proposals for items that nobody has decided about; those that no longer hold go."""
    proposed: dict[int, ItemAnswer] = {}
    for above, below, link in found:
        row = rows.get(above.pk) or ItemAnswer(
            plan=plan, unit_id=plan.document.owner_id, parent_plan_id=above.plan_id, parent_item=above
        )
        if row.decided_at is None:
            row.child_item, row.similarity = below, link.likeness
            row.state = _state_of(link.likeness)
            proposed[above.pk] = row
    others = [row for row in rows.values() if row.decided_at is None and row.parent_item_id not in proposed]
    ItemAnswer.objects.filter(pk__in=[row.pk for row in others if not row.note]).delete()
    for row in others:
        row.child_item, row.state, row.similarity = None, AnswerState.OPEN_AGAIN, 0.0
    changed = [row for row in (*proposed.values(), *others) if row.pk and (row.note or row.child_item)]
    ItemAnswer.objects.bulk_update(changed, _FIELDS, batch_size=200)
    ItemAnswer.objects.bulk_create([row for row in proposed.values() if not row.pk], batch_size=500)
