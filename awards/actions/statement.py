"""Xác nhận: said, and taken back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from awards.actions.record import lock_subject
from awards.guards import refuse_unless_keeper
from awards.models import Statement
from awards.models.subject import field_of
from organizations.models import User
from workflow.engine import Refused, record


def say(*, thing: Statement, by: User) -> Statement:
    """Writes a statement in the place of an earlier one on the same topic and year.

    Raises:
        ValidationError: the topic is not one of this kind of subject, or a list is said not to be whole.
        Refused: ``by`` does not keep the subject's records.
    """
    with transaction.atomic():
        refuse_unless_keeper(by, thing.subject, thing.unit)
        lock_subject(thing)
        if thing.topic in Statement.COMPLETE and not thing.value:
            raise ValidationError({"value": "Danh sách chưa đủ thì không cần xác nhận. Hãy ghi thêm hồ sơ."})
        if thing.topic in Statement.ANSWERS and thing.subject_type != "person":
            raise ValidationError({"topic": "Việc này chỉ xác nhận cho cá nhân."})
        if thing.year > timezone.localdate().year:
            raise ValidationError({"year": f"Năm {thing.year} chưa tới nên chưa xác nhận được. Hãy xem lại năm."})
        same = Statement.objects.about(thing.subject).filter(topic=thing.topic, year=thing.year)
        same.delete()
        thing.created_by = by
        thing.full_clean()
        thing.save()
        _log(thing, "say", "Xác nhận", by)
    return thing


def take_back(*, thing: Statement, by: User) -> None:
    """Removes a statement; the log keeps that it was said.

    Raises:
        Refused: it is gone, or ``by`` does not keep the subject's records.
    """
    with transaction.atomic():
        found = Statement.objects.select_for_update().filter(pk=thing.pk).first()
        if found is None:
            raise Refused("Xác nhận này không còn nữa. Hãy tải lại trang.")
        refuse_unless_keeper(by, found.subject, found.unit)
        _log(found, "unsay", "Bỏ xác nhận", by)
        found.delete()


def _log(thing: Statement, action: str, label: str, by: User) -> None:
    """About whom it was said, for the statement itself may go; few see that log."""
    answer = "" if thing.topic in Statement.COMPLETE else f": {'có' if thing.value else 'không'}"
    line = f"{thing.get_topic_display()}, năm {thing.year}{answer}"
    record(thing=thing, action=action, label=label, by=by, unit_id=thing.unit_id,
           data={"lines": [line], "subject": [field_of(thing.subject), thing.subject.pk]})  # fmt: skip
