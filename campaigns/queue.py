"""This package's queue (``workflow.queue``): boards that are made as PDF."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from campaigns.models import BoardFile, Plan
from documents import storage
from documents.rendering.board import Board
from documents.rendering.version import BOARD_VERSION
from organizations.models import User
from workflow.queue import Queue, register

boards = register(Queue(BoardFile, task="campaigns.board", what="tạo tệp PDF của bảng"))

#: A board is out of date soon; its file is kept for so long.
KEPT = timedelta(days=2)


def enqueue(*, plan: Plan, board: Board, own_units: list[int], query: str, by: User) -> BoardFile:
    """Orders the PDF of a board as ``by`` sees it; call it in a transaction.

    Args:
        plan: whose board; ``board``: what is printed; ``own_units``: whose columns are shown to
        somebody who sees only their own, [] for the whole board; ``query``: the filter.

    Returns:
        The new job, or the one that ``by`` ordered before for the very same board.
    """
    content_hash = board.content_hash(f"{BOARD_VERSION}\n{plan.pk}\n{by.pk}")
    defaults = {
        "plan": plan,
        "by": by,
        "own_units": own_units,
        "query": query,
        "snapshot": board.to_json(),
        "amount": board.amount,
    }
    job, is_new = BoardFile.objects.get_or_create(content_hash=content_hash, defaults=defaults)
    if is_new:
        boards.wake_after_commit(job.pk)
    return job


def publish(job: BoardFile, worker: str, content: bytes) -> None:
    """Stores the finished file and marks the job done; the row is changed before the file gets its name.

    Raises:
        LeaseLost: another worker has the job; the content is thrown away.
        OSError: the file cannot be written.
    """
    staged = storage.stage(content)
    try:
        with transaction.atomic():
            boards.finish(job, worker, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
            storage.place(staged, job.path)
    finally:
        staged.unlink(missing_ok=True)


def remove_old() -> int:
    """Deletes boards that were ordered more than ``KEPT`` ago, row and file, unless they are being made; how many."""
    old = BoardFile.objects.filter(created_at__lt=Now() - KEPT).exclude(state=BoardFile.State.RUNNING)
    removed = 0
    for job in old.defer("snapshot"):
        # The row first: what an interruption leaves is litter, never a broken link.
        removed += old.filter(pk=job.pk).delete()[0]
        job.path.unlink(missing_ok=True)
    return removed
