"""What the tests of the queue do with jobs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db.models.functions import Now

from documents.models import RenderJob

PDF = b"%PDF-1.7 made up"


def let_lease_run_out(job: RenderJob) -> None:
    """As if the job's worker had been silent for a lease."""
    RenderJob.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def row(job: RenderJob) -> RenderJob:
    """The job as it stands in the database."""
    return RenderJob.objects.get(pk=job.pk)


def files(folder: Path) -> list[str]:
    """Names of all files below the folder of the test's files."""
    return sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())
