"""Keeping files that people upload."""

from __future__ import annotations

import hashlib
import logging
import uuid
from datetime import timedelta
from pathlib import PurePath

from django.db import models, transaction
from django.utils import timezone

from documents import storage
from documents.models import Document, StoredFile
from documents.text.attachments import BadFile, media_type_of
from documents.text.reading import ReadingError
from documents.text.sources import refuse_at_sight, text_of
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.normalize import clean_line
from workflow.engine import Refused, record

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    # Given out as bytes only: a browser must never take it for a page of this site.
    ".html": "application/octet-stream",
    ".htm": "application/octet-stream",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
# How long an upload waits for becoming part of a paper.
KEPT = timedelta(days=2)

_log = logging.getLogger(__name__)


def store_upload(*, name: str, data: bytes, by: User) -> StoredFile:
    """Keeps a file under a random name, outside every static route; the name it came with is data.

    Raises:
        ReadingError: its kind, its first bytes or its content are not those of a text that can be read, or it holds
            what acts by itself when opened; nothing was stored.
    """
    if PurePath(name).suffix.lower() == ".pdf":
        try:
            media_type_of(name, data)
        except BadFile as refusal:
            raise ReadingError(str(refusal)) from refusal
    text_of(name, data)
    return keep_file(name=name, data=data, by=by)


def keep_file(*, name: str, data: bytes, by: User) -> StoredFile:
    """Keeps a file that is yet to be read: only its name and its first bytes are looked at.

    Raises:
        ReadingError: it is of no kind that is read; nothing was stored.
    """
    refuse_at_sight(name, data)
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
        Refused: ``by`` may not write the draft, or it is no draft, or the file was cleaned up meanwhile.
    """
    if not (document.is_editable and by.holds(DRAFTERS, document.owner_id)):
        raise Refused("Chỉ gắn tệp gốc được vào bản thảo của đơn vị mình.")
    with transaction.atomic():
        hold_for_paper(file)
        document.source_file = file
        document.save(update_fields=["source_file"])
        record(thing=document, action="attach", label="Gắn tệp gốc", by=by, data={"file": str(file.pk)})
    return document


def hold(file: StoredFile) -> None:
    """Locks an upload until the transaction ends: whoever makes a paper refer to it does this first.

    Raises:
        Refused: it was cleaned up meanwhile.
    """
    if not StoredFile.objects.select_for_update().filter(pk=file.pk).exists():
        raise Refused(
            f"Tệp này đã bị xóa vì chờ quá {KEPT.days} ngày mà chưa được lưu thành văn bản. Hãy tải tệp lên lại."
        )


def hold_for_paper(file: StoredFile) -> None:
    """``hold`` for whoever makes a paper of an upload.

    Raises:
        Refused: it was cleaned up, or is kept beside another paper, of which it is a copy.
    """
    hold(file)
    if beside := file.attachments.select_related("document").first():
        raise Refused(f"Tệp này đã được gắn vào {beside.document}. Hãy mở văn bản đó.")


def remove_abandoned() -> int:
    """Deletes uploads older than ``KEPT`` that nothing is bound to, row and file; how many.

    Writes nothing when there is nothing to do.
    """
    unbound = dict.fromkeys(_bound_by(), None)
    old = StoredFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT, **unbound)
    return sum(_remove(key) for key in old.values_list("pk", flat=True))


def _bound_by() -> list[str]:
    """Names of the relations that protect a file: papers here, and whatever packages above keep files for."""
    relations = StoredFile._meta.related_objects
    return [relation.name for relation in relations if relation.on_delete is models.PROTECT]


def _remove(key: uuid.UUID) -> bool:
    with transaction.atomic():
        # A paper that is being saved with it has it locked (``hold``): it is left alone. Whether a paper refers to
        # it is asked again once the lock is held, for one may have been saved since it was listed.
        file = StoredFile.objects.select_for_update(skip_locked=True).filter(pk=key).first()
        if file is None or not StoredFile.objects.filter(pk=key, **dict.fromkeys(_bound_by(), None)).exists():
            return False
        path = file.path
        # What was read of it goes with it.
        file.readings.update(text="", notes=[])
        file.delete()
    # The row first, as in ``store_upload``: what an interruption leaves is litter, never a broken link.
    try:
        path.unlink(missing_ok=True)
    except OSError:
        _log.exception("the file of a deleted upload stays: %s", path)
    return True
