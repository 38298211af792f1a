"""Eight hands at once: one step is done, seven are refused, the log has one row."""

from __future__ import annotations

import pytest

from documents.models import Document
from tests.cast import Cast
from tests.threads import together
from workflow import engine
from workflow.engine import Refused, perform
from workflow.models import LogEntry

HANDS = 8
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def eight_submit() -> list[object]:
    """Eight clerks who all read the draft before any of them submits it."""
    cast = Cast()
    draft = cast.draft()
    read = [Document.objects.get(pk=draft.pk) for _ in range(HANDS)]
    return together(HANDS, lambda hand: perform(thing=read[hand], action="submit", by=cast.clerk))


def test_one_is_done_and_seven_are_refused():
    answers = eight_submit()
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert {str(refusal) for refusal in refusals} == {
        "Không thể “Trình ký”: hiện ở trạng thái “Đã trình, chờ ký”. Có thể người khác vừa xử lý; hãy tải lại trang."
    }
    assert [answer.state for answer in answers if isinstance(answer, Document)] == ["submitted"]
    assert len(refusals) == HANDS - 1
    assert LogEntry.objects.filter(action="submit").count() == 1


def test_without_the_lock_all_eight_are_done(monkeypatch):
    monkeypatch.setattr(engine, "_lock", lambda workflow, thing: thing)
    answers = eight_submit()
    assert [answer.state for answer in answers if isinstance(answer, Document)] == ["submitted"] * HANDS
    assert LogEntry.objects.filter(action="submit").count() == HANDS
