"""Fixtures of the tests about papers and their files."""

from __future__ import annotations

import pytest

from documents import queue
from documents.models import RenderJob


@pytest.fixture
def job(cast) -> RenderJob:
    """A queued job for the PDF of a draft."""
    return queue.enqueue(cast.draft(), "pdf")


@pytest.fixture
def woken(monkeypatch) -> list[int]:
    """Ids for which workers were called."""
    calls: list[int] = []
    monkeypatch.setattr(queue.renders, "wake", lambda job_id: calls.append(job_id) or True)
    return calls
