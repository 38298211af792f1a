"""What the review of an uploaded file reads."""

from __future__ import annotations

from documents.models import ReadingItem, StoredFile
from documents.text.sources import Source, source_of
from workflow.models import Job


def source_for_review(stored: StoredFile) -> Source:
    """The text of an upload: as the worker read it; of pasted text, which no worker reads, from the file.

    Raises:
        FileNotFoundError: the file was cleaned up.
        ReadingError: a file that no worker has read, and that cannot be read.
    """
    item = ReadingItem.objects.filter(stored=stored, state=Job.State.DONE).order_by("-pk").first()
    if item is not None and stored.path.exists():
        return Source(item.text, tuple(item.notes))
    return source_of(stored.original_name, stored.path.read_bytes())
