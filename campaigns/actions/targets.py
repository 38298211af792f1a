"""Giao chỉ tiêu: a target is divided among units or repeated for each; units report what they reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from campaigns.actions.judging import check_drafter
from campaigns.models import Plan, Target, TargetActual, TargetShare
from campaigns.queries import IN_FORCE
from campaigns.queries.addressed import units_below
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from organizations.names import normalize
from workflow.engine import Refused


def share_target(*, target: Target, sharing: str, values: Mapping[int, Decimal], by: User) -> list[TargetShare]:
    """Gives units their shares of a confirmed target (value by key of the unit), in place of those given before.

    The shares of units that stand no longer below (ended, moved) are what was asked of them, and stay.

    A sum that does not fit the number is no refusal: the page says by how much it differs.

    Returns:
        The shares of the units below.

    Raises:
        Refused: ``by`` does not draft for the plan's unit, the target is not confirmed, its paper is no plan in force,
            or a unit does not stand below.
    """
    plan = target.item.plan
    check_drafter(plan, by)
    check_in_force(plan)
    if sharing not in (Target.Sharing.DIVIDED, Target.Sharing.REPEATED):
        raise Refused("Hãy chọn cách giao: chia cho các đơn vị, hoặc mỗi đơn vị như nhau.")
    below = {unit.pk for unit in units_below(plan, timezone.localdate())}
    if not set(values) <= below:
        raise Refused("Có đơn vị không trực thuộc đơn vị ban hành. Hãy tải lại trang rồi chọn lại.")
    if any(value < 0 for value in values.values()):
        raise Refused("Giá trị giao không được âm.")
    with transaction.atomic():
        Plan.objects.hold(plan.pk)
        if not Target.objects.settled().filter(pk=target.pk, item__retired_at__isnull=True).exists():
            raise Refused("Chỉ giao được chỉ tiêu đã xác nhận. Hãy xác nhận chỉ tiêu trước.")
        Target.objects.filter(pk=target.pk).update(sharing=sharing)
        target.sharing = sharing
        TargetShare.objects.filter(target=target, unit__in=below - set(values)).delete()
        TargetShare.objects.bulk_create(
            [TargetShare(target=target, unit_id=unit, value=value, set_by=by) for unit, value in values.items()],
            update_conflicts=True,
            unique_fields=["target", "unit"],
            update_fields=["value", "set_by", "set_at"],
        )
    return list(TargetShare.objects.filter(target=target, unit__in=below))


def check_in_force(plan: Plan) -> None:
    """Raises ``Refused`` unless the plan's targets can be given to units: it is issued, and was not taken back."""
    document = plan.document
    if not document.is_published:
        raise Refused("Chỉ giao chỉ tiêu của văn bản đã ban hành. Hãy ban hành trước khi giao cho các đơn vị.")
    if document.state not in IN_FORCE:
        raise Refused(f"{document} đang “{document.get_state_display()}” nên không giao chỉ tiêu được nữa.")


def link_share(*, share: TargetShare, own: Target | None, by: User) -> None:
    """Says which target of the unit's own plan answers its share; None unlinks.

    Raises:
        Refused: ``by`` does not draft for the unit, the target is none of its own, or the share was taken back.
    """
    if not by.holds(DRAFTERS, share.unit_id):
        raise Refused("Chỉ người soạn của đơn vị được giao mới nối chỉ tiêu của đơn vị mình.")
    if own is not None and (own.item.plan.document.owner_id != share.unit_id or not own.is_settled):
        raise Refused("Hãy chọn một chỉ tiêu đã xác nhận trong kế hoạch của đơn vị mình.")
    share.own = own
    if not TargetShare.objects.filter(pk=share.pk).update(own=own):
        raise Refused("Cấp trên vừa bỏ phần giao này. Hãy tải lại trang.")


def report_actual(
    *, target: Target, unit: Unit, period_end: date, value: Decimal, by: User, note: str = ""
) -> TargetActual:
    """What the unit had reached at the end of a period; a second report for the same day takes the first one's place.

    Raises:
        Refused: ``by`` does not draft for the unit, the target is neither its own nor shared to it, or the day has not
            come.
    """
    if not by.holds(DRAFTERS, unit.pk):
        raise Refused(f"Chỉ người soạn của {unit} mới báo kết quả của đơn vị.")
    if not target.is_settled:
        raise Refused("Chỉ báo kết quả cho chỉ tiêu đã xác nhận.")
    is_own = target.item.plan.document.owner_id == unit.pk
    if not is_own and not TargetShare.objects.filter(target=target, unit=unit).exists():
        raise Refused("Chỉ tiêu này không giao cho đơn vị của bạn.")
    if period_end > timezone.localdate():
        raise Refused(f"Ngày {period_end:%d/%m/%Y} chưa tới. Hãy báo kết quả đến một ngày đã qua.")
    row, _ = TargetActual.objects.update_or_create(
        target=target,
        unit=unit,
        period_end=period_end,
        defaults={"value": value, "note": normalize(note)[:500], "by": by},
    )
    return row
