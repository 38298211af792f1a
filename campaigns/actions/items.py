"""Keeping the items of plans: with every change of a text, its items, what was read in them, and proposed answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from campaigns.actions.answers import propose_answers
from campaigns.actions.readings import keep_readings
from campaigns.models import ItemAnswer, Plan, PlanItem
from documents.models import Document
from documents.text.compare_items import PlanItem as ReadItem
from documents.text.item_addresses import Fresh, Kept, Stored, keep_addresses
from documents.text.item_readings import read_items
from documents.text.light import parse_body

#: Raised when the reader parts texts otherwise than before: all items are read again then.
_READER = "1"
# A plan of forty pages has some 600 paragraphs; what is longer is no plan.
_MOST_ITEMS = 2_000
_TEXT_COLUMNS = ("place", "label", "order", "text", "owner", "movements", "numbers", "has_date", "has_number")


def follow_text(document: Document) -> None:
    """What ``keep_text`` calls for every paper that was saved."""
    plan = Plan.objects.filter(document=document).select_related("parent").first()
    if plan is not None:
        plan.document = document
        keep_items(plan=plan)


def keep_items(*, plan: Plan) -> bool:
    """Brings the rows of a plan's items to its text, if it was changed; in one transaction. Whether anything was done.

    Sentences that stay or are rewritten keep their rows and addresses, those that are gone are retired. When the paper
    is published, before anybody else can refer to its items, their addresses become the places where they stand.
    """
    key = _key(plan)
    if plan.items_key == key:
        return False
    with transaction.atomic():
        Plan.objects.hold(plan.pk)
        read = read_items(parse_body(plan.document.body), plan.year, plan.document.kind_name)[:_MOST_ITEMS]
        rows = _keep_rows(plan, [one.item for one in read])
        keep_readings(list(zip(rows, read, strict=True)), plan)
        plan.items_key = key
        if plan.parent is not None:  # of a database older than items
            keep_items(plan=plan.parent)
        plan.save(update_fields=["items_key"])
        propose_answers(plan=plan)
        for child in Plan.objects.filter(parent=plan).select_related("document"):
            child.parent = plan
            propose_answers(plan=child)
    return True


def _key(plan: Plan) -> str:
    document = plan.document
    parts = (_READER, str(document.is_published), document.kind, str(plan.year), document.body)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _keep_rows(plan: Plan, read: Sequence[ReadItem]) -> list[PlanItem]:
    """The rows of the items that stand in the text, in its order."""
    stored = {row.pk: row for row in PlanItem.objects.filter(plan=plan).order_by("retired_at", "order", "pk")}
    kept = keep_addresses(
        [Stored(row.pk, row.address, row.text, row.retired_at is not None) for row in stored.values()],
        [Fresh(one.place, one.text) for one in read],
    )
    if plan.document.is_published:
        kept = tuple(Kept(one.key, item.place) for one, item in zip(kept, read, strict=True))
    gone = [row for key, row in stored.items() if key not in {one.key for one in kept}]
    _retire(gone, final=plan.document.is_published)
    rows = [_row(plan, at, *pair, stored) for at, pair in enumerate(zip(read, kept, strict=True), start=1)]
    old = [row for row in rows if row.pk]
    moved = [row for row in old if stored[row.pk].address != row.address]
    for row in moved:  # two may change places: none may have the other's address for a moment
        PlanItem.objects.filter(pk=row.pk).update(address=f"~{row.pk}")
    PlanItem.objects.bulk_update(old, [*_TEXT_COLUMNS, "address", "retired_at"], batch_size=200)
    PlanItem.objects.bulk_create([row for row in rows if not row.pk], batch_size=500)
    return rows


def _row(plan: Plan, order: int, item: ReadItem, kept: Kept, stored: dict[int, PlanItem]) -> PlanItem:
    return PlanItem(
        pk=kept.key,
        plan=plan,
        address=kept.address[:120],
        place=item.place[:120],
        label=item.label[:80],
        order=order,
        text=item.text,
        owner=item.owner[:300],
        movements=sorted(item.movements),
        numbers=sorted(item.numbers),
        has_date=item.has_date,
        has_number=item.has_number,
    )


def _retire(rows: Sequence[PlanItem], *, final: bool) -> None:
    """Takes items out of the text. Of a published paper those are deleted that nobody judged, the others step aside."""
    now = timezone.now()
    keys = [row.pk for row in rows]
    if final:
        kept = {pk for pk in keys if _is_referred_to(pk)}
        gone = set(keys) - kept
        ItemAnswer.objects.filter(child_item__in=gone, decided_at__isnull=True).delete()  # proposed anew after this
        PlanItem.objects.filter(pk__in=gone).delete()
        for row in rows:
            if row.pk in kept:
                PlanItem.objects.filter(pk=row.pk).update(address=f"{row.address} (đã bỏ {row.pk})")
    PlanItem.objects.filter(pk__in=keys, retired_at__isnull=True).update(retired_at=now)


def _is_referred_to(pk: int) -> bool:
    item = PlanItem.objects.filter(pk=pk)
    return (
        item.filter(obligations__judged_at__isnull=False).exists()
        or item.filter(targets__judged_at__isnull=False).exists()
        or item.filter(answers__decided_at__isnull=False).exists()
        or item.filter(answering__decided_at__isnull=False).exists()
    )
