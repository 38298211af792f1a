"""Reminding units by hand of what they owe, about any number of papers at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from documents.actions.dispatch import lately_reminded, remind
from documents.models import Dispatch, Reminder
from organizations.models import User
from workflow.engine import Refused


def remind_of_all(
    *, dispatches: Iterable[Dispatch], text: str, by: User, again: Collection[int] = ()
) -> list[Reminder]:
    """Reminds units of papers that were sent to them: all or, where one is refused, none.

    Args:
        text: what all of them read; ``again``: ids of dispatches that may be reminded although they were within a day.

    Raises:
        Refused: with the reason; nobody was reminded.
    """
    dispatches = list(dispatches)
    lately = lately_reminded(dispatches)
    by_paper: dict[int, list[Dispatch]] = {}
    for one in dispatches:
        if one.pk not in lately or one.pk in again:
            by_paper.setdefault(one.document_id, []).append(one)
    if not by_paper:
        raise Refused("Các đơn vị đã chọn đều được nhắc trong một ngày qua. Hãy đánh dấu đơn vị cần nhắc lại.")
    with transaction.atomic():
        made: list[Reminder] = []
        for _, own in sorted(by_paper.items()):  # in one order, so that two clerks do not wait for each other
            made += remind(document=own[0].document, dispatches=own, text=text, by=by, again=again)
        return made
