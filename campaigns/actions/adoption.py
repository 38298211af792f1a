"""Nhân rộng: a unit adopts a model, reports what came of it, and the office confirms."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.actions.exemplar_telling import tell_of_adoption
from campaigns.models import Exemplar, ModelAdoption
from campaigns.models.exemplar import ExemplarState
from campaigns.queries.exemplars import office_for
from campaigns.workflow.adoption import ADOPTION
from campaigns.workflow.exemplar import WRITERS
from organizations.models import Unit, User
from workflow.engine import Refused, perform, record


def why_not_adopt(exemplar: Exemplar, unit: Unit) -> str | None:
    """Why the unit cannot adopt it; None when it can. Whether it does already is not asked here."""
    if not exemplar.is_model or exemplar.state != ExemplarState.APPROVED:
        return "Chỉ áp dụng được mô hình, cách làm đã duyệt."
    if exemplar.unit_id == unit.pk:
        return f"Đây là mô hình của chính {unit}."
    return None


def adopt_model(*, exemplar: Exemplar, unit: Unit, since: date, how: str, by: User) -> ModelAdoption:
    """The unit adopts the model from that day on; doing it twice keeps the first.

    Raises:
        Refused: ``by`` does not write for the unit, does not see the model, or it is none that can be adopted.
    """
    if not by.holds(WRITERS, unit.pk):
        raise Refused(f"Bạn không có quyền ghi nhận thay {unit}.")
    current = Exemplar.objects.visible_to(by).filter(pk=exemplar.pk).first()
    if current is None:
        raise Refused("Không tìm thấy mô hình. Hãy mở lại từ danh sách.")
    if refusal := why_not_adopt(current, unit):
        raise Refused(refusal)
    if since > timezone.localdate():
        raise Refused("Ngày bắt đầu áp dụng chưa tới. Hãy ghi khi đã áp dụng.")
    adoption = ModelAdoption(exemplar=current, unit=unit, desk=unit, since=since, how=how[:1000], created_by=by)
    try:
        with transaction.atomic():
            adoption.save()
            record(thing=adoption, action="adopt", label="Áp dụng mô hình", by=by, target=adoption.state)
    except IntegrityError:
        return ModelAdoption.objects.get(exemplar=current, unit=unit)
    return adoption


def report_result(
    *, adoption: ModelAdoption, result: str, quantity: int | None, quantity_unit: str, by: User
) -> ModelAdoption:
    """What came of it so far, in words and as a number; it goes to the office, which confirms it.

    Raises:
        Refused: nothing is said, it is not the user's to report, or an earlier report still waits.
    """
    if not result.strip():
        raise Refused("Hãy ghi kết quả áp dụng.")

    def change(locked: ModelAdoption) -> None:
        locked.result, locked.quantity = result.strip(), quantity
        locked.quantity_unit = quantity_unit.strip()[:60] if quantity is not None else ""
        locked.reported_by, locked.reported_on, locked.confirmed_on = by, timezone.localdate(), None
        locked.desk = office_for(locked.unit)

    with transaction.atomic():
        done: ModelAdoption = perform(thing=adoption, action="report", by=by, change=change)
        tell_of_adoption(adoption=done, action="report", by=by)
        return done


def take_adoption_step(*, adoption: ModelAdoption, action: str, by: User, reason: str = "") -> ModelAdoption:
    """Any other step of the table.

    Raises:
        Refused: with the reason, also for a code that is no such step.
    """
    if action not in {row.action for row in ADOPTION.transitions if not row.automatic}:
        raise Refused("Không có bước này trong quy trình. Hãy tải lại trang rồi chọn lại.")

    def change(locked: ModelAdoption) -> None:
        locked.desk = locked.unit
        if action == "confirm":
            locked.confirmed_on = timezone.localdate()

    with transaction.atomic():
        done: ModelAdoption = perform(thing=adoption, action=action, by=by, reason=reason, change=change)
        tell_of_adoption(adoption=done, action=action, by=by)
        return done
