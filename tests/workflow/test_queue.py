"""Kinds of job: who knows them, and how they share the workers. ``tests/documents/test_queue*.py`` prove a kind."""

from __future__ import annotations

import pytest

from workflow.models import Job
from workflow.queue import Queue, Turns, register, registered


class Counted(Queue):
    """A kind with so many jobs, numbered from the oldest."""

    def __init__(self, task: str, count: int) -> None:
        super().__init__(Job, task=task, what="thử")
        self.waiting = list(range(count))

    def next_id(self) -> int | None:
        return self.waiting.pop(0) if self.waiting else None


def drain(turns: Turns) -> list[tuple[str, int]]:
    """What comes next until nothing waits."""
    return [(str(queue), job_id) for queue, job_id in iter(turns.next, None)]


def test_many_jobs_of_one_kind_hold_up_no_other():
    turns = Turns([Counted("read", 4), Counted("render", 2)])
    assert drain(turns) == [("read", 0), ("render", 0), ("read", 1), ("render", 1), ("read", 2), ("read", 3)]


def test_a_kind_that_was_idle_does_not_lose_its_turn():
    reading, rendering = Counted("read", 3), Counted("render", 0)
    turns = Turns([reading, rendering])
    assert [str(turns.next()[0]), str(turns.next()[0])] == ["read", "read"]
    rendering.waiting.append(7)
    assert drain(turns) == [("render", 7), ("read", 2)]


def test_without_kinds_there_is_nothing_to_do():
    assert Turns([]).next() is None


@pytest.mark.parametrize("task", ["documents.render", "documents.other"])
def test_a_task_and_a_model_are_registered_once(task):
    (renders,) = (queue for queue in registered() if queue.task == "documents.render")
    with pytest.raises(ValueError, match="registered already"):
        register(Queue(renders.model, task=task, what="thử"))


def test_kinds_are_told_in_the_order_of_their_tasks():
    tasks = [queue.task for queue in registered()]
    assert "documents.render" in tasks
    assert tasks == sorted(tasks)


def test_what_is_said_names_the_work():
    reading = Queue(Job, task="read", what="đọc tệp")
    assert reading.gave_up == (
        "Đã thử 3 lần nhưng việc đọc tệp đều bị ngắt giữa chừng. "
        "Hãy bấm “Thử lại”; nếu vẫn không được, xin báo người quản trị."
    )
    assert reading.unexpected == (
        "Có lỗi khi đọc tệp. Hãy bấm “Thử lại”; nếu vẫn không được, xin báo người quản trị."
    )  # fmt: skip
