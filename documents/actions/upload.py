"""Keeping files that people upload."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.db import transaction

from documents import storage
from documents.models import Document, StoredFile
from documents.text.normalize import clean_line
from documents.text.sources import text_of
from documents.workflow import DRAFTERS
from organizations.models import User
from workflow.engine import Refused, record

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


def store_upload(*, name: str, data: bytes, by: User) -> StoredFile:
    """Keeps a file under a random name, outside every static route; the name it came with is data.

    Raises:
        ReadingError: its kind, its first bytes or its content are not those of a text that can be read; nothing
            was stored.
    """
    text_of(name, data)
    stored = StoredFile(
        original_name=clean_line(PurePath(name).name)[-255:],
        media_type=MEDIA_TYPES[PurePath(name).suffix.lower()],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )
    # The file first: a row without its file would be a broken link, a file without its row is only litter.
    storage.place(storage.stage(data), stored.path)
    stored.save()
    return stored


def attach_source(*, document: Document, file: StoredFile, by: User) -> Document:
    """Keeps with a draft the file that it was read from.

    Raises:
        Refused: ``by`` may not write the draft, or it is no draft.
    """
    if not (document.is_editable and by.holds(DRAFTERS, document.owner_id)):
        raise Refused("Chỉ gắn tệp gốc được vào bản thảo của đơn vị mình.")
    with transaction.atomic():
        document.source_file = file
        document.save(update_fields=["source_file"])
        record(thing=document, action="attach", label="Gắn tệp gốc", by=by, data={"file": str(file.pk)})
    return document
