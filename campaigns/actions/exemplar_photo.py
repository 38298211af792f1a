"""Pictures of an exemplar: added, put first, taken away, while it is written."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

from django.db import transaction
from django.db.models import F, Max, Min

from campaigns.actions.exemplar import forget_consent, locked_for_writing, may_write
from campaigns.models import Exemplar, ExemplarPhoto
from campaigns.text.exemplar_photo import photo_of
from documents import storage
from organizations.models import User
from workflow.engine import Refused, record

MOST_PHOTOS = 10
_CLOSED = "Chỉ cán bộ của đơn vị thêm, bớt được ảnh, và chỉ khi bài là bản nháp hoặc bị trả lại."


def add_photo(*, exemplar: Exemplar, data: bytes, alt: str, by: User) -> ExemplarPhoto:
    """Keeps a picture, made anew from its points, last in the row; a consent that was given without it ends.

    Args:
        alt: what it shows, for who cannot see it.

    Raises:
        BadPhoto: the file may not be taken. Refused: the exemplar may not be changed, or has too many pictures.
    """
    if not may_write(exemplar, by):
        raise Refused(_CLOSED)
    if not alt.strip():
        raise Refused("Hãy ghi ảnh chụp gì, để người không xem được ảnh cũng hiểu.")
    made = photo_of(data)
    photo = ExemplarPhoto(
        id=uuid.uuid4(),
        exemplar=exemplar,
        alt=alt.strip()[:200],
        width=made.width,
        height=made.height,
        size=len(made.large),
        sha256=hashlib.sha256(made.large).hexdigest(),
        added_by=by,
    )
    # The files first: a row without its file would be a broken picture, a file without its row is only litter.
    storage.place(storage.stage(made.large), photo.path)
    storage.place(storage.stage(made.small), photo.small_path)
    try:
        with transaction.atomic():
            locked = locked_for_writing(exemplar, by)
            if locked.photos.filter(sha256=photo.sha256).exists():
                raise Refused("Ảnh này đã có trong bài.")
            if locked.photos.count() >= MOST_PHOTOS:
                raise Refused(f"Mỗi bài có tối đa {MOST_PHOTOS} ảnh. Hãy bỏ bớt ảnh cũ.")
            photo.position = (locked.photos.aggregate(last=Max("position"))["last"] or 0) + 1
            photo.save(force_insert=True)
            _changed(locked, "add_photo", "Thêm ảnh", photo, by)
    except BaseException:
        _delete_files(photo.path, photo.small_path)
        raise
    return photo


def remove_photo(*, photo: ExemplarPhoto, by: User) -> None:
    """Takes a picture away; its files are deleted, the log keeps what it showed.

    Raises:
        Refused: the exemplar may not be changed.
    """
    with transaction.atomic():
        locked = locked_for_writing(photo.exemplar, by)
        paths = photo.path, photo.small_path
        _changed(locked, "remove_photo", "Bỏ ảnh", photo, by, ends_consent=False)
        ExemplarPhoto.objects.filter(pk=photo.pk).delete()
        transaction.on_commit(lambda: _delete_files(*paths), robust=True)


def put_photo_first(*, photo: ExemplarPhoto, by: User) -> None:
    """Makes the picture the one that stands on the card.

    Raises:
        Refused: the exemplar may not be changed.
    """
    with transaction.atomic():
        locked = locked_for_writing(photo.exemplar, by)
        first = locked.photos.aggregate(first=Min("position"))["first"]
        if first is None or first == photo.position:
            return
        if first == 0:
            locked.photos.update(position=F("position") + 1)
            first = 1
        locked.photos.filter(pk=photo.pk).update(position=first - 1)
        _changed(locked, "first_photo", "Đặt làm ảnh đại diện", photo, by, ends_consent=False)


def _changed(
    exemplar: Exemplar, action: str, label: str, photo: ExemplarPhoto, by: User, *, ends_consent: bool = True
) -> None:
    data = {"photo": str(photo.pk), "alt": photo.alt, "sha256": photo.sha256}
    exemplar.version += 1
    if ends_consent and exemplar.consented_at:
        forget_consent(exemplar)
        data["consent"] = "ended"
    exemplar.save()
    record(thing=exemplar, action=action, label=label, by=by, data=data)


def _delete_files(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
