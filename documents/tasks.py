"""Rendering and reading, as Celery workers and embedded workers run them."""

from __future__ import annotations

from functools import cache, partial
from typing import Literal, cast

from celery import shared_task

from documents import queue
from documents.models import ReadingItem, RenderJob
from documents.models.reading import LONGEST_IMPORT
from documents.rendering.paper import Paper
from documents.rendering.sandbox import Renderer, RendererLost, RenderFailed
from documents.sandbox.reading import Reader, ReaderLost
from documents.text.reading import ReadingError
from workflow.worker import JobFailed, JobInterrupted, Pulse, run

GONE = "Tệp không còn trên máy chủ vì chờ quá lâu. Hãy tải tệp lên lại."
_CHARACTERS_PER_SECOND = 20_000


@shared_task(name=queue.renders.task)
def render(job_id: int) -> None:
    """Renders one job, unless it is done, failed or another worker's. However it ends, the row says so."""
    run(queue.renders, job_id, _render)


def _render(job: RenderJob, worker: str) -> None:
    paper = Paper.from_json(job.snapshot)
    format = cast(Literal["pdf", "docx"], job.kind)
    pulse = Pulse(queue.renders, job, worker, partial(progress, characters=len(job.snapshot)))
    try:
        content = renderer().render(paper, format, on_tick=pulse)
    except RendererLost as error:
        raise JobInterrupted(error.reason) from error
    except RenderFailed as error:
        raise JobFailed(error.reason) from error
    queue.publish(job, worker, content)


@shared_task(name=queue.readings.task)
def read(item_id: int) -> None:
    """Reads one uploaded file, unless it is read, failed or another worker's. However it ends, the row says so."""
    run(queue.readings, item_id, _read)


def _read(item: ReadingItem, worker: str) -> None:
    if item.stored is None:
        raise JobFailed(GONE)
    pulse = Pulse(queue.readings, item, worker, partial(progress, characters=item.size))
    try:
        data = item.stored.path.read_bytes()
    except FileNotFoundError as error:
        raise JobFailed(GONE) from error
    try:
        found = reader().read(item.stored.original_name, data, longest=LONGEST_IMPORT, on_tick=pulse)
    except ReaderLost as error:
        raise JobInterrupted(queue.readings.gave_up) from error
    except ReadingError as error:
        raise JobFailed(str(error)) from error
    queue.keep_reading(item, worker, found)


@cache
def reader() -> Reader:
    """The warm reader of this process."""
    return Reader()


@cache
def renderer() -> Renderer:
    """The warm renderer of this process; made at the first job, thus after Celery's fork."""
    return Renderer()


def progress(seconds: float, characters: int) -> int:
    """Estimated progress in percent, below 100.

    The layout engine tells nothing about itself, so this is the share of the time that papers of that size take.

    Args:
        seconds: time since the job was taken; ``characters``: length of its snapshot.
    """
    expected = 1 + characters / _CHARACTERS_PER_SECOND
    return min(95, int(95 * seconds / expected))
