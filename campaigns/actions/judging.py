"""What a person says about what the machine read: confirmed, corrected, rejected, or added by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from campaigns.models import Obligation, Plan, PlanItem, Target
from campaigns.models.reading import Judgement, Read
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from workflow.engine import Refused

R = TypeVar("R", bound=Read)
_GONE = "Văn bản vừa được lưu lại và chỗ này không còn trong đó. Hãy tải lại trang rồi xem lại."


def confirm_readings(
    *, plan: Plan, by: User, obligations: Collection[int] = (), targets: Collection[int] = ()
) -> tuple[int, int]:
    """Confirms what was read, as it was read. Returns how many obligations and targets were open and are not now.

    Raises:
        Refused: ``by`` does not draft for the plan's unit.
    """
    check_drafter(plan, by)
    now = timezone.now()
    with transaction.atomic():
        Plan.objects.hold(plan.pk)
        counts = []
        for model, keys in ((Obligation, obligations), (Target, targets)):
            rows = model.objects.filter(item__plan=plan, pk__in=keys)
            proposed = rows.filter(judgement=Judgement.PROPOSED)
            confirmed = proposed.update(judgement=Judgement.CONFIRMED, judged_by=by, judged_at=now)
            # Looked at again after the text was changed: it holds as entered.
            again = rows.filter(is_stale=True).update(is_stale=False, read_key="", judged_by=by, judged_at=now)
            counts.append(confirmed + again)
    return counts[0], counts[1]


def reject_reading(*, row: Read, by: User) -> None:
    """Says that the machine read wrongly: the row stays, so that it is not proposed again; one entered by hand goes.

    Raises:
        Refused: ``by`` does not draft for the plan's unit, a target has been divided among units, or the text was
            saved meanwhile without it.
    """
    check_drafter(row.item.plan, by)
    with transaction.atomic():
        _hold(row)
        if isinstance(row, Target) and row.shares.exists():
            raise Refused("Chỉ tiêu này đã giao cho các đơn vị. Hãy bỏ phần giao trước khi loại chỉ tiêu.")
        if not row.read_key:
            row.delete()
            return
        row.judgement, row.judged_by, row.judged_at, row.is_stale = Judgement.REJECTED, by, timezone.now(), False
        row.save(update_fields=["judgement", "judged_by", "judged_at", "is_stale"])


def save_obligation(
    *,
    item: PlanItem,
    by: User,
    unit_printed: str,
    units: Sequence[Unit],
    groups: Sequence[str],
    what: str,
    due_on: date | None = None,
    when: str = "",
    recurring: str = "",
    row: Obligation | None = None,
) -> Obligation:
    """Corrects an obligation, or adds one that the machine did not read (``row`` None).

    Raises:
        Refused: ``by`` does not draft there. ValidationError: a field is empty or too long.
    """
    with transaction.atomic():
        values = {
            "unit_printed": unit_printed,
            "groups": list(groups),
            "what": what,
            "due_on": due_on,
            "when": when,
            "recurring": recurring,
        }
        saved = _save(row or Obligation(), item, by, values)
        saved.units.set(units)
    return saved


def save_target(
    *,
    item: PlanItem,
    by: User,
    measure: str,
    value: Decimal,
    unit: str,
    direction: str,
    value_to: Decimal | None = None,
    base: str = "",
    year: int | None = None,
    row: Target | None = None,
) -> Target:
    """Corrects a target, or adds one that the machine did not read (``row`` None).

    Raises:
        Refused: ``by`` does not draft there. ValidationError: a field is empty or out of its limits, or "từ … đến …"
            does not rise.
    """
    if (direction == Target.Direction.BETWEEN) != (value_to is not None):
        raise ValidationError({"value_to": "Chỉ tiêu “Từ … đến” cần cả hai con số; chỉ tiêu khác chỉ cần một."})
    if value_to is not None and value_to < value:
        raise ValidationError({"value_to": "Con số sau phải từ con số trước trở lên."})
    values = {
        "measure": measure,
        "value": value,
        "value_to": value_to,
        "unit": unit,
        "direction": direction,
        "base": base,
        "year": year,
    }
    return _save(row or Target(), item, by, values)


def check_drafter(plan: Plan, by: User) -> None:
    """Raises ``Refused`` unless the user drafts for the plan's unit."""
    if not by.holds(DRAFTERS, plan.document.owner_id):
        raise Refused(f"Chỉ người soạn của {plan.document.owner} mới làm được việc này.")


def _save(row: R, item: PlanItem, by: User, values: dict[str, Any]) -> R:
    check_drafter(item.plan, by)
    with transaction.atomic():
        if row.pk:
            _hold(row)
        else:
            Plan.objects.hold(item.plan_id)
            if not PlanItem.objects.filter(pk=item.pk, retired_at__isnull=True).exists():
                raise Refused(_GONE)
        for name, value in values.items():
            setattr(row, name, value)
        row.item = item
        row.judgement = Judgement.CORRECTED if row.read_key else Judgement.CONFIRMED
        row.judged_by, row.judged_at, row.is_stale = by, timezone.now(), False
        row.full_clean(exclude=["item", "judged_by"])
        row.save()
    return row


def _hold(row: Read) -> None:
    """Holds the row's plan; refuses when the row went with a text that was saved meanwhile."""
    Plan.objects.hold(row.item.plan_id)
    if not type(row)._default_manager.filter(pk=row.pk).exists():
        raise Refused(_GONE)
