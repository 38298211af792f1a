"""Việc của tôi."""

from __future__ import annotations

from documents.actions.step import take_step
from documents.models import Document
from tests.cast import Cast, make_user
from tests.clients import client_of
from workflow.models import LogEntry


def steps(cast_user) -> list[tuple[str, list[int]]]:
    context = client_of(cast_user).get("/").context
    return [(step.label, [task.document.pk for task in step.tasks]) for step in context["steps"]]


def test_each_step_waits_for_whoever_may_take_it(cast: Cast) -> None:
    draft = cast.draft()
    waiting = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    assert steps(cast.clerk) == [("Trình ký", [draft.pk])]
    assert steps(cast.leader) == [("Ký", [waiting.pk])]
    assert steps(cast.justice_head) == []
    assert steps(cast.outsider) == []


def test_what_i_submitted_is_what_i_wait_for(cast: Cast) -> None:
    waiting = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    others = client_of(cast.clerk).get("/").context["others"]
    assert [(task.document, task.since) for task in others] == [(waiting, LogEntry.objects.get(action="submit").at)]


def test_returned_paper_comes_back_with_its_reason(cast: Cast) -> None:
    document = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    take_step(document=document, action="return", by=cast.leader, reason="Thiếu chỉ tiêu")
    task = client_of(cast.clerk).get("/").context["steps"][0].tasks[0]
    assert (task.document, task.returned_by, task.reason) == (document, "Trần Văn Hùng", "Thiếu chỉ tiêu")


def test_nothing_to_do_says_so_and_where_to_go(cast: Cast) -> None:
    page = client_of(cast.outsider).get("/").content.decode()
    assert "Không có việc nào đang chờ bạn." in page
    assert Document.objects.count() == 0


def test_user_without_a_role_is_told_whom_to_ask(cast: Cast) -> None:
    user = make_user("moi", "Trần Thị Mới", cast.city, "inspector")
    user.role_assignments.all().delete()
    assert "Bạn chưa được giao vai trò" in client_of(user).get("/").content.decode()
