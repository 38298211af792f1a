"""Rendering, as Celery workers and embedded workers run it."""

from __future__ import annotations

import logging
import time
from functools import cache
from typing import Literal, cast

from celery import shared_task
from django.conf import settings

from documents import queue
from documents.models import RenderJob
from documents.rendering.paper import Paper
from documents.rendering.sandbox import Renderer, RendererLost, RenderFailed

UNEXPECTED = "Có lỗi khi tạo tệp. Hãy bấm “Thử lại”; nếu vẫn không được, xin báo người quản trị."
MACHINE = (
    "Máy chủ không ghi được tệp hoặc thiếu bộ nhớ. "
    "Xin báo người quản trị xem ổ đĩa còn chỗ không, sau đó bấm “Thử lại”."
)

_log = logging.getLogger(__name__)


@shared_task(name=queue.RENDER_TASK)
def render(job_id: int) -> None:
    """Renders one job, unless it is done, failed or another worker's. However it ends, the row says so."""
    worker = queue.worker_name()
    job = queue.claim(job_id, worker)
    if job is None:
        return
    try:
        _render(job, worker)
    except queue.LeaseLost:
        _log.warning("job %d was taken over by another worker", job_id)
    except RendererLost as error:
        queue.release(job, worker, error.reason)
    except RenderFailed as error:
        queue.fail(job, worker, error.reason)
    except OSError:
        _log.exception("the machine refused what job %d needs", job_id)
        queue.release(job, worker, MACHINE)
    except Exception:
        _log.exception("job %d failed", job_id)
        queue.release(job, worker, UNEXPECTED)
    except BaseException:  # told to stop
        queue.give_back(job, worker)
        raise


def _render(job: RenderJob, worker: str) -> None:
    paper = Paper.from_json(job.snapshot)
    format = cast(Literal["pdf", "docx"], job.kind)
    content = renderer().render(paper, format, on_tick=_Pulse(job, worker))
    queue.publish(job, worker, content)


@cache
def renderer() -> Renderer:
    """The warm renderer of this process; made at the first job, thus after Celery's fork."""
    return Renderer()


class _Pulse:
    """Called about once a second while a job runs: extends its lease in good time and shows the progress."""

    def __init__(self, job: RenderJob, worker: str) -> None:
        self.job, self.worker = job, worker
        self.started = self.last = time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self.last >= settings.RENDER_LEASE_SECONDS / 5:
            self.last = now
            queue.heartbeat(self.job, self.worker, progress(now - self.started, len(self.job.snapshot)))


def progress(seconds: float, characters: int) -> int:
    """Estimated progress in percent, below 100.

    The layout engine tells nothing about itself, so this is the share of the time that papers of that size take.

    Args:
        seconds: time since the job was taken; ``characters``: length of its snapshot.
    """
    expected = 1 + characters / _CHARACTERS_PER_SECOND
    return min(95, int(95 * seconds / expected))


_CHARACTERS_PER_SECOND = 20_000
