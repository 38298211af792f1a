"""People, their positions and their log-ins."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from organizations.actions.naming import name_for_all
from organizations.guards import may_keep_log_in, may_keep_people, may_keep_person
from organizations.models import Person, Position, RoleAssignment, Unit, User
from organizations.names import normalize, odd_characters, search_key, sort_key
from workflow.engine import Refused, record
from workflow.models import LogEntry


def add_person(
    *, full_name: str, unit: Unit | None = None, title: str = "", since: date | None = None, by: User | None = None
) -> Person:
    """A person, with a first position when ``unit``, ``title`` and ``since`` are given.

    ``by`` is who adds; None is the program itself (demo, import), which is not asked for a right and logs as one.

    Raises:
        ValidationError: the name is empty, too long or holds a character that no name has, or the unit does not
            stand on that day.
        Refused: ``by`` does not keep the unit's people.
    """
    person = Person()
    _name(person, full_name)
    with transaction.atomic():
        person.save()
        if unit is not None and since is not None:
            position = Position(person=person, unit=unit, title=normalize(title), valid_from=since)
            position.full_clean()
            if by is not None:
                _refuse_unless_keeper(by, unit)
                _refuse_outside(position)
            position.save()
        if by is not None:
            line = f"{normalize(title)}, {unit}" if unit else ""
            _log(person, "add", "Thêm người", by, unit, *([line] if line else []))
    return person


def correct_name(*, person: Person, full_name: str, by: User) -> Person:
    """Corrects how a person's name is written.

    Raises:
        ValidationError: the name is empty, too long or holds a character that no name has.
        Refused: ``by`` keeps the people of no unit where the person holds or held a position.
    """
    with transaction.atomic():
        person = _locked(person)
        _refuse_unless_keeper_of(by, person)
        before = person.full_name
        _name(person, full_name)
        if person.full_name != before:
            person.save()
            _log(person, "correct", "Sửa họ tên", by, None, f"“{before}” sửa thành “{person.full_name}”")
    return person


def add_position(
    *, person: Person, unit: Unit, title: str, since: date, until: date | None = None, by: User
) -> Position:
    """A further position of a person, in a unit that stands on its days.

    Raises:
        ValidationError: no title, a period that runs backwards or outside the unit's own, or the same position in
            the unit at that time.
        Refused: ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        person = _locked(person)
        _refuse_unless_keeper(by, unit)
        position = Position(person=person, unit=unit, title=normalize(title), valid_from=since, valid_to=until)
        position.full_clean()
        _refuse_outside(position)
        _refuse_same(position)
        position.save()
        _log(person, "position", "Thêm chức vụ", by, unit, f"{position.title}, {unit}, {_days(position)}")
    return position


def correct_position(*, position: Position, title: str, since: date, until: date | None, by: User) -> Position:
    """Corrects the title or the days of a position, or says when it ended.

    Raises:
        ValidationError: as for a new position.
        Refused: ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        person = _locked(position.person)
        position = Position.objects.select_related("unit").get(pk=position.pk)
        _refuse_unless_keeper(by, position.unit)
        before = f"{position.title}, {_days(position)}"
        ends = position.valid_to is None and until is not None
        position.title, position.valid_from, position.valid_to = normalize(title), since, until
        position.full_clean()
        _refuse_outside(position)
        _refuse_same(position)
        after = f"{position.title}, {_days(position)}"
        if after != before:
            position.save()
            label = "Thôi giữ chức vụ" if ends else "Sửa chức vụ"
            line = f"{position.unit}: “{before}” thành “{after}”"
            _log(person, "position", label, by, position.unit, line)
    return position


def merge_people(*, keep: Person, other: Person, by: User) -> Person:
    """Makes one record of two of the same person: everything of ``other`` goes over to ``keep``; the log keeps both.

    Raises:
        ValidationError: both are the same record, both have a log-in, or something would stand twice.
        Refused: ``by`` does not keep both, or a log-in of theirs holds roles elsewhere.
    """
    if keep.pk == other.pk:
        raise ValidationError("Hãy chọn một hồ sơ khác: hai hồ sơ phải khác nhau.")
    with transaction.atomic():
        first, second = sorted((keep, other), key=lambda person: person.pk)
        locked = {person.pk: _locked(person) for person in (first, second)}
        keep, other = locked[keep.pk], locked[other.pk]
        _refuse_unless_keeper_of(by, keep)
        _refuse_unless_keeper_of(by, other)
        if not (may_keep_log_in(by, keep) and may_keep_log_in(by, other)):
            raise Refused("Tài khoản của người này giữ vai trò ngoài phạm vi của bạn. Hãy nhờ quản trị cấp trên gộp.")
        if User.objects.filter(person__in=[keep, other]).count() > 1:
            raise ValidationError("Cả hai hồ sơ đều có tài khoản đăng nhập. Hãy khóa và gỡ một tài khoản trước.")
        lines = [f"{row.title}, {row.unit}, {_days(row)}" for row in other.positions.select_related("unit")]
        merged = [other.pk, *_merged_before(other)]
        _log(other, "merged", "Gộp vào hồ sơ khác", by, None, f"Gộp vào hồ sơ số {keep.pk}, {keep}")
        text = f"Nhận từ hồ sơ số {other.pk}, {other}" + (f": {'; '.join(lines)}" if lines else "")
        _log(keep, "merge", "Gộp hồ sơ", by, None, text, merged=merged)
        _hand_over(other, keep)
        other.delete()
    return keep


def _hand_over(other: Person, keep: Person) -> None:
    """Everything that points to one record points to the other, in whatever package; equal positions become one."""
    held = {_what(row) for row in keep.positions.all()}
    twice = [row.pk for row in other.positions.all() if _what(row) in held]
    Position.objects.filter(pk__in=twice).delete()
    for relation in Person._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: other})
        try:
            with transaction.atomic():
                rows.update(**{relation.field.name: keep})
        except IntegrityError:
            name = name_for_all(relation.related_model)
            raise ValidationError(f"Hai hồ sơ có {name} trùng nhau nên chưa gộp được. Hãy bỏ bớt một bên.") from None


def _what(position: Position) -> tuple[object, ...]:
    return position.unit_id, position.title, position.valid_from, position.valid_to


def _name(person: Person, full_name: str) -> None:
    name = normalize(full_name)
    if odd := odd_characters(name):
        shown = ", ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in odd)
        raise ValidationError({"full_name": f"Họ tên có ký tự lạ: {shown}. Hãy gõ lại bằng chữ cái tiếng Việt."})
    person.full_name, person.search_name = name, search_key(name)
    person.sort_name = sort_key(name) if name else ""
    person.full_clean()


def _locked(person: Person) -> Person:
    found = Person.objects.select_for_update().filter(pk=person.pk).first()
    if found is None:
        raise Refused("Hồ sơ này không còn nữa, có thể vừa được gộp. Hãy tải lại danh sách.")
    return found


def _refuse_unless_keeper(by: User, unit: Unit) -> None:
    if not may_keep_people(by, unit):
        raise Refused(
            f"Bạn không có quyền ghi chức vụ tại {unit}. "
            "Việc này thuộc quản trị hoặc chuyên viên thường trực của đơn vị hay cấp trên."
        )


def _refuse_unless_keeper_of(by: User, person: Person) -> None:
    if not may_keep_person(by, person):
        raise Refused(
            f"Bạn không có quyền sửa hồ sơ của {person}. "
            "Việc này thuộc quản trị hoặc chuyên viên thường trực nơi người đó giữ chức vụ."
        )


def _refuse_outside(position: Position) -> None:
    unit = position.unit
    if not unit.holds_on(position.valid_from):
        raise ValidationError(
            f"{unit} không hoạt động vào ngày {position.valid_from:%d/%m/%Y}. Hãy chọn ngày hoặc đơn vị khác."
        )
    if unit.valid_to and (position.valid_to is None or position.valid_to > unit.valid_to):
        raise ValidationError(
            f"{unit} chỉ hoạt động đến {unit.valid_to:%d/%m/%Y}. Hãy ghi ngày thôi giữ chức vụ không muộn hơn."
        )


def _refuse_same(position: Position) -> None:
    same = Position.objects.filter(person=position.person_id, unit=position.unit_id, title=position.title)
    same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=position.valid_from)).exclude(pk=position.pk)
    if position.valid_to is not None:
        same = same.filter(valid_from__lte=position.valid_to)
    if same.exists():
        raise ValidationError("Người này đã giữ chức vụ ấy tại đơn vị trong thời gian đó. Hãy xem lại các ngày.")


def _merged_before(person: Person) -> list[int]:
    entries = LogEntry.objects.about(person).filter(action="merge")
    return [pk for entry in entries for pk in entry.data.get("merged", [])]


def _days(position: Position) -> str:
    until = f"đến {position.valid_to:%d/%m/%Y}" if position.valid_to else "đến nay"
    return f"từ {position.valid_from:%d/%m/%Y} {until}"


def _log(person: Person, action: str, label: str, by: User, unit: Unit | None, *lines: str, **data: Any) -> None:
    if unit is None:
        last = person.positions.order_by("-valid_from", "-pk").select_related("unit").first()
        unit = last.unit if last else None
    record(
        thing=person,
        action=action,
        label=label,
        by=by,
        unit_id=unit.pk if unit else 0,
        data={"lines": list(lines), **data},
    )


def grant_role(*, user: User, unit: Unit, role: str, valid_from: date, valid_to: date | None = None) -> RoleAssignment:
    """Gives a role in one unit for a period.

    Raises:
        ValidationError: no such role, a period that runs backwards, the role is held already, or the unit does
            not stand on the first day.
    """
    if not unit.holds_on(valid_from):
        raise ValidationError(f"{unit} không hoạt động vào ngày {valid_from:%d/%m/%Y}. Hãy chọn ngày hoặc đơn vị khác.")
    assignment = RoleAssignment(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    assignment.full_clean()
    assignment.save()
    return assignment
