"""A batch in hand: locked, and refused to whom it is not for."""

from __future__ import annotations

from typing import Any

from organizations.imports.kinds import kind_of
from organizations.models import ROLE_NAMES, ImportBatch, Person, Unit, User
from organizations.queries.imports import chunks
from organizations.queue import open_job
from workflow.engine import Refused, record


def open_batch(batch: ImportBatch, by: User) -> ImportBatch:
    """The batch as it is now, locked, if it can still be changed.

    Raises:
        Refused: it is gone, was committed or undone, a worker has it, or ``by`` does not keep the unit's people.
    """
    found = locked(batch)
    refuse_unless_keeper(by, found.unit, found.kind)
    refuse_while_busy(found)
    if found.state != ImportBatch.State.READ:
        raise Refused(
            f"Đợt nhập này {found.get_state_display().lower()} nên không sửa được nữa. Hãy tải tệp lên thành đợt mới."
        )
    return found


def locked(batch: ImportBatch) -> ImportBatch:
    """The batch as it is now, locked.

    Raises:
        Refused: it is gone.
    """
    found = ImportBatch.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=batch.pk).first()
    if found is None:
        raise Refused("Đợt nhập này không còn nữa, có thể vừa được bỏ. Hãy tải lại danh sách.")
    return found


def refuse_while_busy(batch: ImportBatch) -> None:
    """Raises Refused while a worker reads, checks or writes the batch."""
    if job := open_job(batch):
        raise Refused(f"Đợt nhập này đang chạy việc “{job.get_kind_display().lower()}”. Hãy chờ xong rồi làm tiếp.")


def refuse_unless_keeper(by: User, unit: Unit, kind: str) -> None:
    """Raises Refused when ``by`` may not import lists of that kind into the unit."""
    found = kind_of(kind)
    if not found.may(by, unit):
        who = " hoặc ".join(ROLE_NAMES[role].lower() for role in found.roles)
        raise Refused(f"Bạn không có quyền nhập dữ liệu vào {unit}. Việc này thuộc {who} của đơn vị hay cấp trên.")


def log(batch: ImportBatch, action: str, label: str, by: User, *lines: str, **data: Any) -> int:
    """Writes what happened to the batch; returns the number of the entry."""
    entry = record(
        thing=batch, action=action, label=label, by=by, unit_id=batch.unit_id, data={"lines": list(lines), **data}
    )
    return entry.pk


def lock_people(pks: list[int]) -> int:
    """Keeps other hands from merging these people or giving them positions meanwhile; how many there are."""
    return sum(
        len(Person.objects.select_for_update().filter(pk__in=part).order_by("pk").values_list("pk"))
        for part in chunks(pks)
    )
