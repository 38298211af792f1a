"""Writing, correcting and revoking records. A correction leaves what stood before in the log; nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from awards.guards import refuse_unless_keeper
from awards.models import Award, Discipline, Initiative, Rating, Review
from awards.models.subject import Decided, Subject, day_text
from awards.text.titles import TITLES, title_name
from organizations.models import Unit, User
from organizations.names import normalize, search_key
from workflow.engine import Refused, record
from workflow.models import LogEntry

R = TypeVar("R", Award, Rating, Discipline, Review)
# Which fields a correction may change, in the order of the page.
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Award: ("code", "year", "number", "decided_on", "precision", "authority", "level", "merit", "ordinal", "position",
            "unit"),
    Rating: ("rating", "year", "number", "decided_on", "precision", "authority", "unit"),
    Discipline: ("kind", "since", "until", "number", "decided_on", "precision", "authority", "unit"),
    Review: ("cause", "since", "until", "outcome", "unit"),
    Initiative: ("kind", "name", "scope", "year", "number", "decided_on", "precision", "authority", "used_for",
                 "used_year", "unit"),
}  # fmt: skip


def add_record(*, thing: R, by: User) -> R:
    """Writes a new record; the same ``creation_key`` again gives the record that was made.

    Raises:
        ValidationError: a field is empty, too long or contradicts another, or the same award stands there already.
        Refused: ``by`` does not keep the records of the unit or of the person.
    """
    with transaction.atomic():
        refuse_unless_keeper(by, thing.subject, thing.unit)
        lock_subject(thing)
        made = type(thing).objects.filter(creation_key=thing.creation_key).first()
        if made is not None:
            return made
        thing.created_by = by
        prepare(thing)
        refuse_twice(thing)
        thing.save()
        log(thing, "add", "Ghi vào hồ sơ", by, *(f"{name}: {text}" for name, text in shown(thing).items() if text))
    return thing


def correct_record(*, thing: R, changes: Mapping[str, Any], version: int, by: User) -> R:
    """Corrects a record; ``version`` is the one that was looked at.

    Raises:
        ValidationError: as for a new record.
        Refused: somebody corrected or revoked it meanwhile, or ``by`` does not keep it.
    """
    with transaction.atomic():
        lock_subject(thing)  # first, as who writes a new one does
        thing = locked(thing, by, version)
        before = shown(thing)
        for name in FIELDS[type(thing)]:
            if name in changes:
                setattr(thing, name, changes[name])
        refuse_unless_keeper(by, thing.subject, thing.unit)
        prepare(thing)
        refuse_twice(thing)
        store_correction(thing, before, by)
    return thing


def revoke_record(*, thing: Any, on: date, number: str, reason: str, by: User) -> Any:
    """Marks a record as revoked (hủy bỏ, thu hồi) by a decision; it stays where it is and counts no more.

    Raises:
        ValidationError: no number, no reason, or a day that lies ahead or before the record's own decision.
        Refused: it is revoked already, or ``by`` does not keep it.
    """
    with transaction.atomic():
        thing = locked(thing, by, None)
        thing.revoked_on, thing.revoked_number, thing.revoked_reason = on, normalize(number), normalize(reason)
        missing = {
            name: sentence
            for name, text, sentence in (
                ("number", thing.revoked_number, "Hãy ghi số quyết định hủy bỏ."),
                ("reason", thing.revoked_reason, "Hãy ghi lý do hủy bỏ."),
            )
            if not text
        }
        if on > timezone.localdate():
            missing["on"] = "Ngày hủy bỏ chưa tới. Hãy xem lại ngày."
        elif (first := _decided_or_begun(thing)) is not None and on < first:
            missing["on"] = f"Ngày hủy bỏ có trước ngày {first:%d/%m/%Y} của dòng này. Hãy xem lại ngày."
        if missing:
            raise ValidationError(missing)
        thing.version += 1
        thing.full_clean()
        thing.save()
        words = f"Quyết định số {thing.revoked_number} ngày {on:%d/%m/%Y}. {thing.revoked_reason}"
        log(thing, "revoke", "Hủy bỏ", by, words)
    return thing


def _decided_or_begun(thing: Any) -> date | None:
    """The first day on which the record can be revoked; None when it is not known."""
    return thing.decided_on if isinstance(thing, Decided) else thing.since


def prepare(thing: Any) -> None:
    """Brings texts to one form, keeps the searched words, and checks everything that the row itself can tell."""
    for field in ("number", "authority", "position", "outcome", "name"):
        if hasattr(thing, field):
            setattr(thing, field, normalize(getattr(thing, field)))
    thing.search_text = search_words(thing)
    faults: dict[str, str] = {}
    if isinstance(thing, Award):
        faults |= _title_faults(thing)
    if isinstance(thing, Decided):
        faults |= _decision_faults(thing)
    year = getattr(thing, "year", None)
    if year is not None and year > timezone.localdate().year:
        faults["year"] = f"Năm {year} chưa tới. Hãy xem lại năm."
    if isinstance(thing, Discipline | Review) and thing.since > timezone.localdate():
        faults["since"] = "Ngày bắt đầu chưa tới. Hãy xem lại ngày."
    if faults:
        raise ValidationError(faults)
    thing.full_clean()


def _title_faults(thing: Award) -> dict[str, str]:
    if thing.code not in TITLES:
        return {"code": "Hãy chọn danh hiệu hoặc hình thức khen thưởng trong danh sách."}
    if thing.subject_type not in TITLES[thing.code].subjects:
        what = {"person": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}[thing.subject_type]
        return {"code": f"{thing.title} không tặng cho {what}. Hãy chọn danh hiệu, hình thức khác."}
    return {}


def _decision_faults(thing: Any) -> dict[str, str]:
    day, this_year = thing.decided_on, timezone.localdate().year
    if getattr(thing, "year", None) is not None and thing.year > this_year:
        return {"year": f"Năm {thing.year} chưa tới. Hãy xem lại năm."}
    if day is None:
        return {}
    if day > timezone.localdate():
        return {"decided_on": f"Ngày quyết định chưa tới: {day_text(day, thing.precision)}. Hãy xem lại ngày."}
    year = getattr(thing, "year", None)
    if year is not None and day.year < year:
        return {"decided_on": f"Quyết định {day_text(day, thing.precision)} có trước năm {year}. Hãy xem lại."}
    return {}


def search_words(thing: Any) -> str:
    """What is searched besides whose record it is, folded."""
    parts = [getattr(thing, name, "") for name in ("number", "authority", "position", "name", "outcome")]
    if isinstance(thing, Award):
        parts.insert(0, title_name(thing.code))
    return search_key(" ".join([*parts, thing.unit.short_name]))[:1000]


def refuse_twice(thing: Any) -> None:
    """Raises ValidationError when the same award of the year stands there: of the same decision, or of none."""
    if not isinstance(thing, Award):
        return
    same = Award.objects.valid().about(thing.subject).filter(code=thing.code, year=thing.year).exclude(pk=thing.pk)
    if thing.number:
        same = same.filter(Q(number=thing.number) | Q(number=""))
    if same.exists():
        raise ValidationError(
            f"{thing.title} năm {thing.year} đã có trong hồ sơ. Hãy sửa dòng đã có; nếu là một quyết định khác, "
            "hãy ghi rõ số của cả hai quyết định."
        )


def shown(thing: Any) -> dict[str, str]:
    """The record's fields by label, as people read them."""
    texts = {}
    for name in FIELDS[type(thing)]:
        if name == "precision":
            continue
        field: Any = thing._meta.get_field(name)
        value = getattr(thing, name)
        if name == "decided_on":
            text = thing.decided_text
        elif name in ("code", "used_for"):
            text = title_name(value) if value else ""
        elif field.choices:
            text = str(dict(field.choices).get(value, value))
        elif isinstance(value, date):
            text = f"{value:%d/%m/%Y}"
        else:
            text = "" if value is None else str(value)
        texts[str(field.verbose_name).capitalize()] = text
    return texts


def store_correction(thing: Any, before: Mapping[str, str], by: User, *also: str) -> bool:
    """Saves what changed with a line for each change; False when nothing did."""
    lines = [
        f"{name}: “{before[name] or 'trống'}” sửa thành “{text or 'trống'}”"
        for name, text in shown(thing).items()
        if text != before[name]
    ]
    if not lines and not also:
        return False
    thing.version += 1
    thing.save()
    log(thing, "correct", "Sửa hồ sơ", by, *lines, *also)
    return True


def locked(thing: Any, by: User, version: int | None) -> Any:
    """The record as it is now, locked, if it can still be changed.

    Raises:
        Refused: it is gone or revoked, another version was looked at, or ``by`` does not keep it.
    """
    found = type(thing).objects.select_for_update().filter(pk=thing.pk).first()
    if found is None:
        raise Refused("Dòng này không còn nữa. Hãy tải lại hồ sơ.")
    refuse_unless_keeper(by, found.subject if isinstance(found, Subject) else found.unit, found.unit)
    if found.is_revoked:
        raise Refused("Dòng này đã hủy bỏ nên không sửa được nữa.")
    if version is not None and found.version != version:
        raise Refused("Vừa có người khác sửa dòng này. Hãy mở lại trang để xem bản mới, rồi sửa tiếp.")
    return found


def lock_subject(thing: Subject) -> None:
    """Two hands that write about one subject take turns."""
    subject = thing.subject
    type(subject)._default_manager.select_for_update().get(pk=subject.pk)


def log(thing: Any, action: str, label: str, by: User, *lines: str) -> LogEntry:
    """An entry of the record's log."""
    return record(thing=thing, action=action, label=label, by=by, unit_id=thing.unit_id, data={"lines": list(lines)})


def unit_then(subject: Any) -> Unit | None:
    """The unit that a new record is proposed for: the collective, the household's, the person's latest."""
    if isinstance(subject, Unit):
        return subject
    if hasattr(subject, "head_name"):
        unit: Unit = subject.unit
        return unit
    last = subject.positions.select_related("unit").order_by("-valid_from", "-pk").first()
    return last.unit if last else None
