"""Work that a worker does, as Celery workers and embedded workers run it."""

from __future__ import annotations

from functools import partial

from celery import shared_task

from campaigns import queue
from campaigns.models import BoardFile
from documents.rendering.board import Board
from documents.rendering.sandbox import BOARD_LIMITS, Renderer, RendererLost, RenderFailed
from workflow.worker import JobFailed, JobInterrupted, Pulse, run

# What a slow machine lays out in a second.
_CELLS_PER_SECOND = 3_000


@shared_task(name=queue.boards.task)
def make_board(job_id: int) -> None:
    """Makes one board, unless it is done, failed or another worker's. However it ends, the row says so."""
    run(queue.boards, job_id, _make)


def _make(job: BoardFile, worker: str) -> None:
    pulse = Pulse(queue.boards, job, worker, partial(progress, cells=job.amount))
    try:
        # A process of its own for each: a large board leaves it with half a gigabyte that papers never need.
        with Renderer(BOARD_LIMITS) as renderer:
            content = renderer.render_board(Board.from_json(job.snapshot), on_tick=pulse)
    except RendererLost as error:
        raise JobInterrupted(error.reason) from error
    except RenderFailed as error:
        raise JobFailed(error.reason) from error
    queue.publish(job, worker, content)


def progress(seconds: float, cells: int) -> int:
    """Estimated progress in percent, below 100: the share of the time that boards of that size take.

    Args:
        seconds: time since the job was taken; ``cells``: how many the board has.
    """
    return min(95, int(95 * seconds / (2 + cells / _CELLS_PER_SECOND)))
