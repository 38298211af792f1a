"""Files that go with a paper (tài liệu kèm theo): added, put in order and taken away while it is a draft."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.db import transaction
from django.db.models import Max

from documents import storage
from documents.actions.upload import hold
from documents.models import Attachment, Document, StoredFile
from documents.models.document import State
from documents.text.attachments import media_type_of
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.normalize import clean_line
from workflow.engine import Refused, record

MOST = 30


def may_change(document: Document, by: User) -> bool:
    """Whether the user may change what goes with the paper: a drafter, of a draft or of a received paper."""
    return document.state in (State.DRAFT, State.RECEIVED) and by.holds(DRAFTERS, document.owner_id)


def add_attachment(*, document: Document, name: str, data: bytes, title: str, by: User) -> Attachment:
    """Keeps a file beside the paper, last in the list.

    Args:
        name: the file's name as it came; ``title``: what the list calls it ("": the name without its ending).

    Raises:
        BadFile: the file may not be taken. Refused: the paper may not be changed, or has too many files.
    """
    _refuse_if_closed(document, by)
    stored = checked_file(name, data, by)
    with transaction.atomic():
        locked = _locked(document, by)
        stored.save()
        hold(stored)
        return _last(locked, stored, clean_line(title) or PurePath(stored.original_name).stem, by)


def checked_file(name: str, data: bytes, by: User) -> StoredFile:
    """A file that was checked and lies on the disk, with its row still to be saved: by whoever refers to it, and
    in the transaction that does.

    Args:
        name: the file's name as it came.

    Raises:
        BadFile: the file may not be taken; nothing was stored.
    """
    media_type = media_type_of(name, data)
    stored = StoredFile(
        original_name=clean_line(PurePath(name).name)[-255:],
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )
    # The file first, as with every upload: a row without its file would be a broken link.
    storage.place(storage.stage(data), stored.path)
    return stored


def attach_upload(*, document: Document, file: StoredFile, title: str, by: User) -> Attachment:
    """Keeps beside the paper a file that was uploaded to be read: the scan of a paper that the register has already.

    Doing it twice keeps it once.

    Args:
        title: what the list calls it.

    Raises:
        Refused: the paper may not be changed, has too many files, or the file was cleaned up or became a paper
            of its own meanwhile.
    """
    with transaction.atomic():
        locked = _locked(document, by)
        hold(file)
        if earlier := locked.attachments.filter(file=file).first():
            return earlier
        if file.documents.exists() or file.attachments.exists():
            raise Refused("Tệp này vừa được lưu vào một văn bản khác. Hãy mở văn bản đó.")
        return _last(locked, file, title, by)


def remove_attachment(*, attachment: Attachment, by: User) -> None:
    """Takes a file away from the paper; the log says which one it was.

    Raises:
        Refused: the paper may not be changed.
    """
    with transaction.atomic():
        locked = _locked(attachment.document, by)
        data = {"title": attachment.title, "sha256": attachment.file.sha256}
        attachment.delete()
        record(thing=locked, action="remove_file", label="Bỏ tài liệu kèm theo", by=by, data=data)


def move_attachment(*, attachment: Attachment, up: bool, by: User) -> None:
    """Moves a file one place up or down in the list; at the end of the list nothing happens.

    Raises:
        Refused: the paper may not be changed, or another hand has just removed the file.
    """
    with transaction.atomic():
        locked = _locked(attachment.document, by)
        files = list(locked.attachments.order_by("position", "pk"))
        at = next((index for index, one in enumerate(files) if one.pk == attachment.pk), None)
        if at is None:
            raise Refused("Tài liệu này vừa được bỏ đi. Hãy tải lại trang.")
        to = at - 1 if up else at + 1
        if not 0 <= to < len(files):
            return
        files[at], files[to] = files[to], files[at]
        for position, one in enumerate(files, start=1):
            one.position = position
        Attachment.objects.bulk_update(files, ["position"])
        record(thing=locked, action="order_files", label="Sắp xếp tài liệu kèm theo", by=by)


def _locked(document: Document, by: User) -> Document:
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _refuse_if_closed(locked, by)
    return locked


def _last(document: Document, file: StoredFile, title: str, by: User) -> Attachment:
    """The file as the last one in the list of the paper, which is locked."""
    if document.attachments.count() >= MOST:
        raise Refused(f"Mỗi văn bản có tối đa {MOST} tài liệu kèm theo. Hãy gộp các tệp nhỏ lại.")
    last = document.attachments.aggregate(last=Max("position"))["last"] or 0
    added = Attachment.objects.create(document=document, file=file, title=title[:200], position=last + 1, added_by=by)
    data = {"file": str(file.pk), "title": added.title, "sha256": file.sha256}
    record(thing=document, action="add_file", label="Thêm tài liệu kèm theo", by=by, data=data)
    return added


def _refuse_if_closed(document: Document, by: User) -> None:
    if not may_change(document, by):
        raise Refused("Chỉ người soạn mới thêm, bớt được tài liệu kèm theo, và chỉ với bản thảo hoặc văn bản đến.")
