"""Rendering, as Celery workers and embedded workers run it."""

from __future__ import annotations

from functools import cache, partial
from typing import Literal, cast

from celery import shared_task

from documents import queue
from documents.models import RenderJob
from documents.rendering.paper import Paper
from documents.rendering.sandbox import Renderer, RendererLost, RenderFailed
from workflow.worker import JobFailed, JobInterrupted, Pulse, run

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
