"""The calendar of a programme from Excel: read and checked whole, written all or nothing, taken back as one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.actions.inspection import Slot, check_host_keeper, schedule_visits
from campaigns.imports.schedule import TABLE, Checked, KnownVisit, When, check
from campaigns.models import InspectionProgramme, InspectionVisit
from campaigns.models.inspection import VisitState
from campaigns.queries.inspection import visits_to_schedule
from organizations.actions.batch_open import locked, log
from organizations.imports.cells import Sheet
from organizations.imports.columns import Mapping, guess
from organizations.imports.pasted import read_pasted
from organizations.imports.workbook import Unreadable, read_workbook
from organizations.models import ImportBatch, User
from organizations.normalize import clean_line
from organizations.queries.imports import mappings_of, sheets_of
from workflow.engine import Refused

#: Of batches that are calendars; those of units and people have pages of their own.
KIND = "lich_kiem_tra"
# A programme has some hundred visits at most.
MOST_BYTES, MOST_ROWS = 1024 * 1024, 2_000
_OPEN = (VisitState.PLANNED, VisitState.NOTIFIED)


@dataclass(frozen=True, slots=True)
class Written:
    """One visit as a batch moved it."""

    visit: int
    old: When
    new: When


def read_schedule(
    *, programme: InspectionProgramme, by: User, file_name: str = "", data: bytes = b"", text: str = ""
) -> ImportBatch:
    """Keeps a workbook (or a pasted table) to be looked at; nothing is scheduled. What the same hand left open goes.

    Raises:
        Refused: it cannot be read, is too large, or ``by`` does not keep the programme.
    """
    check_host_keeper(programme.host_id, by)
    sheets = _read(file_name, data, text)
    size = sum(len(sheet.rows) for sheet in sheets)
    if size > MOST_ROWS:
        raise Refused(f"Bảng có {size} dòng, nhiều hơn {MOST_ROWS}. Hãy chỉ để lại các dòng của lịch.")
    mapping = {
        "programme": programme.pk,
        "sheets": [guess(sheet, (TABLE,), {}).as_json() for sheet in sheets],
    }
    with transaction.atomic():
        # Locked: what another window of theirs is just writing is open no more when it is read here.
        own = batches_of(programme).filter(created_by=by, state=ImportBatch.State.READ)
        for left in own.select_for_update(of=("self",)):
            left.delete()
        batch = ImportBatch.objects.create(
            unit_id=programme.host_id,
            kind=KIND,
            file_name=clean_line(file_name)[:255] or "Bảng dán từ Excel",
            sheets={"sheets": [sheet.as_json() for sheet in sheets]},
            mapping=mapping,
            size=size,
            created_by=by,
        )
        log(batch, "read", "Đọc lịch kiểm tra từ Excel", by)
    return batch


def checked_schedule(batch: ImportBatch, programme: InspectionProgramme) -> Checked:
    """The stored rows against the visits as they stand now."""
    sheets: list[Sheet] = sheets_of(batch)
    mappings: list[Mapping] = mappings_of(batch)
    return check(sheets, mappings, known_visits(programme), programme.starts_on, programme.ends_on)


def commit_schedule(*, batch: ImportBatch, by: User) -> list[InspectionVisit]:
    """Writes the whole calendar, or nothing; units that were told are told again of what moves.

    Returns:
        The visits that moved.

    Raises:
        Refused: a row is wrong (also by what somebody changed meanwhile), nothing would change, it was written already,
            or ``by`` does not keep the programme.
    """
    with transaction.atomic():
        batch, programme = _open(batch, by, ImportBatch.State.READ)
        list(InspectionVisit.objects.select_for_update(of=("self",)).filter(programme=programme).order_by("pk"))
        checked = checked_schedule(batch, programme)
        if checked.errors:
            raise Refused(f"Còn {len(checked.errors)} lỗi nên chưa ghi được. Hãy sửa trong Excel rồi tải lên lại.")
        if not checked.moved:
            raise Refused("Lịch trong tệp giống lịch đang có, không có gì để ghi.")
        slots = {visit.pk: _slot(when) for visit, when in checked.moved}
        moved = schedule_visits(programme=programme, slots=slots, by=by)
        batch.made = {
            "visits": [[visit.pk, visit.when.as_json(), when.as_json()] for visit, when in checked.moved],
        }
        batch.state, batch.committed_at = ImportBatch.State.COMMITTED, timezone.now()
        batch.save(update_fields=["made", "state", "committed_at"])
        log(batch, "commit", "Ghi lịch kiểm tra", by, f"{len(moved)} cuộc kiểm tra của {programme}")
        return moved


def undo_schedule(*, batch: ImportBatch, by: User) -> list[InspectionVisit]:
    """Gives every visit of the batch the day, hour and place back that it had before, all or none.

    Raises:
        Refused: a visit was moved, held or cancelled since, or its unit was told of its first day; with their names.
    """
    with transaction.atomic():
        batch, programme = _open(batch, by, ImportBatch.State.COMMITTED)
        written = written_by(batch)
        rows = InspectionVisit.objects.select_for_update(of=("self",)).filter(pk__in=[one.visit for one in written])
        visits = {visit.pk: visit for visit in rows.select_related("unit").order_by("pk")}
        changed = [
            str(visits[one.visit].unit) if one.visit in visits else "một cuộc đã xóa"
            for one in written
            if one.visit not in visits or not _is_as_written(visits[one.visit], one)
        ]
        if changed:
            raise Refused(
                f"Chưa hoàn tác được, vì sau khi nhập lịch của {', '.join(changed)} đã đổi, đã thông báo lần đầu hoặc "
                "đã kiểm tra. Hãy sửa từng cuộc ở trang Xếp lịch."
            )
        back = schedule_visits(programme=programme, slots={one.visit: _slot(one.old) for one in written}, by=by)
        batch.state, batch.undone_at = ImportBatch.State.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at"])
        log(batch, "undo", "Hoàn tác lịch kiểm tra", by, f"{len(back)} cuộc kiểm tra trở lại lịch trước")
        return back


def discard_schedule(*, batch: ImportBatch, by: User) -> None:
    """Throws away what was read and not written; the log stays.

    Raises:
        Refused: it was written, or ``by`` does not keep the programme.
    """
    with transaction.atomic():
        batch, _ = _open(batch, by, ImportBatch.State.READ)
        log(batch, "discard", "Bỏ lịch đã đọc", by)
        batch.delete()


def batches_of(programme: InspectionProgramme) -> QuerySet[ImportBatch]:
    """Calendars that were brought for the programme, the newest first."""
    return ImportBatch.objects.filter(kind=KIND, mapping__programme=programme.pk)


def written_by(batch: ImportBatch) -> list[Written]:
    """What a batch wrote."""
    return [Written(pk, When.of_json(old), When.of_json(new)) for pk, old, new in batch.made.get("visits", [])]


def known_visits(programme: InspectionProgramme) -> list[KnownVisit]:
    """The visits that can still be moved; one query."""
    return [
        KnownVisit(
            visit.pk,
            str(visit.unit),
            (visit.unit.official_name, visit.unit.short_name),
            visit.state == VisitState.NOTIFIED,
            _when(visit),
        )
        for visit in visits_to_schedule(programme)
    ]


def _open(batch: ImportBatch, by: User, state: str) -> tuple[ImportBatch, InspectionProgramme]:
    """The batch as it is now, locked, with its programme."""
    found = locked(batch)
    programme = InspectionProgramme.objects.select_related("host").filter(pk=found.mapping.get("programme")).first()
    if found.kind != KIND or programme is None:
        raise Refused("Đợt nhập này không còn nữa. Hãy tải lại trang.")
    check_host_keeper(programme.host_id, by)
    if found.state != state:
        raise Refused(f"Đợt nhập này {found.get_state_display().lower()}. Hãy tải lại trang.")
    return found, programme


def _read(file_name: str, data: bytes, text: str) -> list[Sheet]:
    if len(data) > MOST_BYTES:
        raise Refused("Tệp lớn hơn 1 MB, quá lớn cho một lịch kiểm tra. Hãy chỉ để lại trang lịch.")
    try:
        return read_workbook(file_name, data) if data or file_name else read_pasted(text)
    except Unreadable as error:
        raise Refused(str(error)) from error


def _is_as_written(visit: InspectionVisit, one: Written) -> bool:
    if visit.state not in _OPEN or _when(visit) != one.new:
        return False
    return one.old.day is not None or visit.state == VisitState.PLANNED


def _when(visit: InspectionVisit) -> When:
    return When(visit.planned_on, visit.starts_at, visit.place)


def _slot(when: When) -> Slot:
    return Slot(planned_on=when.day, starts_at=when.hour, place=when.place)
