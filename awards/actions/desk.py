"""What the data desk mends by one click: only where the records themselves leave no doubt."""

from __future__ import annotations

from django.db import transaction

from awards.actions.record import correct_record, lock_subject, locked, log
from awards.models import Award
from awards.models.subject import Precision
from awards.queries.desk import copy_of, fills_for
from organizations.models import User
from workflow.engine import Refused


def fill_decision(*, award: Award, by: User) -> Award:
    """Takes the day (and who decided) from the other rows of the same decision.

    Raises:
        Refused: these do not agree any more, the row was changed meanwhile, or ``by`` does not keep it.
    """
    with transaction.atomic():
        award = locked(award, by, None)
        fill = fills_for([award]).get(award.pk)
        if fill is None:
            raise Refused("Các dòng cùng số quyết định không còn cho biết một ngày duy nhất. Hãy sửa từng dòng.")
        changes = {"decided_on": fill.decided_on, "precision": Precision.DAY, "authority": fill.authority}
        return correct_record(thing=award, changes=changes, version=award.version, by=by)


def drop_copy(*, award: Award, by: User) -> Award:
    """Removes a row that says exactly what an earlier one says; returns that one, whose log keeps the removal.

    Raises:
        Refused: no earlier row says exactly the same, or ``by`` does not keep it.
    """
    with transaction.atomic():
        award = locked(award, by, None)
        lock_subject(award)
        kept = copy_of(award)
        if kept is None:
            raise Refused("Hai dòng không giống hệt nhau nên không bỏ được. Hãy mở từng dòng để sửa hoặc hủy bỏ.")
        log(kept, "drop_copy", "Bỏ dòng ghi trùng", by, f"Bỏ dòng số {award.pk} giống hệt dòng này.")
        log(award, "drop_copy", "Bỏ dòng ghi trùng", by, f"Giống hệt dòng số {kept.pk}, dòng ấy ở lại.")
        award.delete()
    return kept
