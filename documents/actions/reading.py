"""A batch of files to be read: kept, handed to the workers, tried again."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from documents.actions.upload import keep_file
from documents.models import ReadingBatch, ReadingItem
from documents.models.reading import MOST_RETRIES
from documents.queue import readings
from documents.text.reading import ReadingError
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from organizations.normalize import clean_line
from workflow.engine import Refused
from workflow.models import Job


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came; ``refusal`` is why it is not even kept, "" when it is to be read."""

    name: str
    size: int
    data: bytes = b""
    refusal: str = ""


def begin_batch(*, unit: Unit, files: Sequence[Incoming], by: User, creation_key: uuid.UUID) -> ReadingBatch:
    """Keeps the files and orders their reading; one that is refused is listed with its sentence.

    Args:
        creation_key: from the form: posted twice with the same files it makes no second batch. With other files, as
            after going back, it makes one of those.

    Returns:
        The new batch, or the one that an earlier post of the same form made.

    Raises:
        Refused: ``by`` may not enter papers there, or none of the files can be read: nothing was made.
    """
    if not by.holds(DRAFTERS, unit.pk):
        raise Refused(f"Bạn không có quyền nhập văn bản của {unit}.")
    if not any(not file.refusal for file in files):
        raise Refused("Không có tệp nào đọc được. Hãy chọn tệp khác.")
    key = _key_of(creation_key, unit, files, by)
    try:
        with transaction.atomic():
            # The row first: who posts the same at the same moment waits for it, and then keeps no file.
            batch = ReadingBatch.objects.create(unit=unit, created_by=by, creation_key=key)
            for position, file in enumerate(files, 1):
                item = _item(batch, position, file, by)
                if item.state == Job.State.QUEUED:
                    readings.wake_after_commit(item.pk)
            return batch
    except IntegrityError:
        earlier = ReadingBatch.objects.filter(creation_key=key).first()
        if earlier is None:  # an IntegrityError of another kind
            raise
        return earlier


def retry_reading(*, item: ReadingItem, by: User) -> ReadingItem:
    """Has a file read again whose reading was interrupted each time, at most ``MOST_RETRIES`` times.

    Raises:
        Refused: it is not ``by``'s own, its file is gone, it has not failed, or the file itself is at fault.
    """
    if item.batch.created_by_id != by.pk or item.stored is None or item.state != Job.State.FAILED:
        raise Refused(_NOT_AGAIN)
    if not item.can_be_retried:
        raise Refused(
            GIVEN_UP if item.is_given_up else f"Đọc lại cũng không được, vì lỗi ở chính tệp này. {item.error}"
        )
    with transaction.atomic():
        if not readings.retry(item):
            raise Refused(_NOT_AGAIN)
        ReadingItem.objects.filter(pk=item.pk).update(retries=F("retries") + 1)
    item.refresh_from_db()
    return item


_NOT_AGAIN = "Tệp này không đọc lại được: tệp đã bị xóa, hoặc đang được đọc. Hãy tải tệp lên lại."
GIVEN_UP = (
    f"Đã thử lại {MOST_RETRIES} lần mà lần nào cũng bị ngắt: lỗi ở chính tệp này. "
    "Hãy mở tệp, lưu lại thành .docx rồi tải lên, hoặc chép phần chữ rồi dán vào ô ở trang Nhập văn bản."
)


def _key_of(creation_key: uuid.UUID, unit: Unit, files: Sequence[Incoming], by: User) -> uuid.UUID:
    """The key of one form with these files, in one person's hands."""
    sent = [f"{file.name} {file.size} {hashlib.sha256(file.data).hexdigest()}" for file in files]
    return uuid.uuid5(creation_key, "\n".join([f"{by.pk} {unit.pk}", *sent]))


def _item(batch: ReadingBatch, position: int, file: Incoming, by: User) -> ReadingItem:
    refusal, stored = file.refusal, None
    if not refusal:
        try:
            stored = keep_file(name=file.name, data=file.data, by=by)
        except ReadingError as error:
            refusal = str(error)
    return ReadingItem.objects.create(
        batch=batch,
        position=position,
        name=clean_line(file.name)[-255:],
        size=file.size,
        stored=stored,
        state=Job.State.FAILED if refusal else Job.State.QUEUED,
        error=refusal[:500],
    )
