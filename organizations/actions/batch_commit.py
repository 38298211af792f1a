"""Commits a batch, all or nothing and once, and takes it back as long as nothing hangs on what it made.

What is written stands with the kind of the list (``imports/kinds.py``); here the trees are locked, the batch is checked
once more, and its state and log go along in one transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from organizations.actions.batch_open import (
    lock_people,
    locked,
    log,
    open_batch,
    refuse_unless_keeper,
    refuse_while_busy,
)
from organizations.actions.unit import lock_trees
from organizations.imports.kinds import kind_of
from organizations.models import ImportBatch, User
from workflow.engine import Refused


def commit_batch(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Writes everything of the batch, or nothing.

    Raises:
        Refused: errors or open doubts are left (also new ones, because somebody changed units, people or records
            meanwhile), the batch was committed already, or ``by`` may not import such a list.
    """
    with transaction.atomic():
        batch = open_batch(batch, by)
        kind = kind_of(batch.kind)
        (batch.unit,) = lock_trees(batch.unit)
        checked = kind.check(batch)
        _refuse_unready(checked)
        batch.made = kind.write(batch, checked, by)
        batch.state, batch.committed_at = ImportBatch.State.COMMITTED, timezone.now()
        batch.made["log"] = log(batch, "commit", "Ghi vào chương trình", by, kind.made_words(batch.made))
        batch.save(update_fields=["state", "committed_at", "made"])
    return batch


def undo_batch(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Removes exactly what the batch made.

    Raises:
        Refused: something else hangs on it now (the sentences list what), the batch is not committed, or ``by``
            may not import such a list.
    """
    with transaction.atomic():
        batch = locked(batch)
        refuse_unless_keeper(by, batch.unit, batch.kind)
        refuse_while_busy(batch)
        if batch.state != ImportBatch.State.COMMITTED:
            raise Refused("Đợt nhập này chưa ghi hoặc đã hoàn tác rồi. Hãy tải lại trang.")
        kind = kind_of(batch.kind)
        lock_trees(batch.unit)
        lock_people(batch.made.get("people", []))
        if held := what_hangs_on(batch):
            raise Refused("Chưa hoàn tác được, vì sau khi nhập: " + "; ".join(held) + ".")
        try:
            kind.erase(batch)
        except (ProtectedError, IntegrityError):
            raise Refused("Vừa có dữ liệu khác gắn với đợt này nên chưa hoàn tác được. Hãy tải lại trang.") from None
        batch.state, batch.undone_at = ImportBatch.State.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at"])
        log(batch, "undo", "Hoàn tác", by, f"Đã xóa {kind.made_words(batch.made)}")
    return batch


def what_hangs_on(batch: ImportBatch) -> list[str]:
    """What was added to or changed in what the batch made, since; a few words for each."""
    return kind_of(batch.kind).held(batch)


def _refuse_unready(checked: Any) -> None:
    if checked.errors:
        raise Refused(f"Còn {len(checked.errors)} lỗi nên chưa ghi được. Hãy sửa hết lỗi trước.")
    if checked.open_doubts:
        raise Refused(f"Còn {len(checked.open_doubts)} người trùng tên chưa quyết định. Hãy chọn cho từng dòng trước.")
    if not checked.is_ready:
        raise Refused("Không có gì mới để ghi. Hãy kiểm tra lại tệp.")
