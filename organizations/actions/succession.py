"""How a unit ends and who carries its work on: renamed, merged, split, or handed over in part.

An ended unit keeps its papers and its history. When one unit carries all of its work on, its stored path leads
through that unit: who sees the successor sees what the predecessor left.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.actions.unit import (
    lock_trees,
    log,
    refuse_ended,
    refuse_unless_administrator,
    refuse_unless_standing,
    rewrite_paths,
)
from organizations.actions.unit_record import Recorder
from organizations.models import (
    Block,
    BlockMember,
    Notice,
    Position,
    RoleAssignment,
    RoleRequest,
    Unit,
    UnitChange,
    UnitParent,
    UnitSuccession,
    User,
)
from organizations.models.period import PeriodQuerySet
from organizations.names import normalize, search_key
from organizations.notifications import notify
from organizations.queries import unfinished_in

ONE_DAY = timedelta(days=1)


def end_unit(
    *,
    unit: Unit,
    on: date,
    successors: Sequence[tuple[Unit, str]],
    basis: str = "",
    carry_people: bool = False,
    by: User | None = None,
) -> list[UnitSuccession]:
    """Ends a unit: ``on`` is the first day it no longer stands. Its positions, roles and places in blocks end with it.

    Args:
        successors: pairs of the unit that carries the work on and the kind of succession.
        basis: the decision, as cited; ``carry_people``: positions go on in the one successor.

    Raises:
        ValidationError: the unit was founded on that day or later, the day lies ahead, units below it go on, papers
            wait in it, a successor is the unit itself or does not stand, or something in it begins later.
        Refused: ``by`` does not administer the unit.
    """
    last_day = on - ONE_DAY
    if last_day > timezone.localdate():
        raise ValidationError("Ngày kết thúc chưa tới. Hãy ghi việc này vào ngày có hiệu lực.")
    with transaction.atomic():
        (unit,) = lock_trees(unit)
        if by is not None:
            refuse_unless_administrator(by, unit)
        _refuse_ending(unit, on)
        recorder = Recorder(unit, [new for new, _ in successors]) if by is not None else None
        heirs = [new for new, kind in successors if kind != UnitSuccession.Kind.PART]
        if carry_people and len(successors) == 1:
            carry_over(Position.objects.filter(unit=unit), field="unit", to=successors[0][0], on=on)
        held = _roles_on(unit, on)
        _close_all(unit, on)
        rows = _succeed(unit, on, successors, basis)
        if len(heirs) == 1:
            (heir,) = lock_trees(heirs[0])
            rewrite_paths(unit, f"{heir.path}{unit.pk}/")
        if recorder is not None and by is not None:
            recorder.close(UnitChange.Kind.END, on, by)
        lines = [f"Hoạt động đến hết ngày {last_day:%d/%m/%Y}", *(f"{row.get_kind_display()}: {row}" for row in rows)]
        log(unit, "end", "Kết thúc hoạt động", by, *lines, *_named("Vai trò kết thúc", held), basis=basis)
        _tell(held, f"{unit} kết thúc hoạt động từ {on:%d/%m/%Y}. Vai trò của bạn ở đó kết thúc theo.", unit, "ended")
        for new, _ in successors:
            log(new, "succeed", "Nhận kế tục", by, f"Từ {on:%d/%m/%Y} kế tục {unit}", basis=basis)
    return rows


def hand_over_part(*, unit: Unit, on: date, successors: Sequence[Unit], basis: str, by: User) -> list[UnitSuccession]:
    """Part of the work of a unit that goes on passes to other units from that day.

    Raises:
        ValidationError: no successor, one is the unit itself, or one of them does not stand on that day.
        Refused: ``by`` does not administer the unit.
    """
    if not successors:
        raise ValidationError("Hãy nhập ít nhất một đơn vị nhận phần việc.")
    with transaction.atomic():
        (unit,) = lock_trees(unit)
        refuse_unless_administrator(by, unit)
        refuse_unless_standing(unit, on)
        recorder = Recorder(unit, successors)
        rows = _succeed(unit, on, [(new, UnitSuccession.Kind.PART) for new in successors], basis)
        recorder.close(UnitChange.Kind.PART, on, by)
        for row in rows:
            text = f"Từ {on:%d/%m/%Y} {row.successor} nhận một phần việc của {unit}"
            log(unit, "hand_over", "Chuyển một phần", by, text, basis=basis)
            log(row.successor, "succeed", "Nhận một phần", by, text, basis=basis)
    return rows


def rename_unit(*, unit: Unit, on: date, by: User, basis: str = "", **names: str) -> Unit:
    """From that day the unit goes on under another name, as a new unit: units below, positions, roles and places in
    blocks go over to it; papers and numbers stay with the old name.

    Args:
        names: ``official_name``, ``short_name``, and perhaps ``symbol``, ``place_name``, ``level``, ``kind``.

    Raises:
        ValidationError: the day lies ahead or not after the first day, the unit does not stand then, papers wait in
            it, a name is wrong, or nothing changes.
        Refused: ``by`` does not administer the unit.
    """
    if on > timezone.localdate():
        raise ValidationError("Ngày đổi tên chưa tới. Hãy ghi việc đổi tên vào ngày có hiệu lực.")
    with transaction.atomic():
        (unit,) = lock_trees(unit)
        refuse_unless_administrator(by, unit)
        refuse_unless_standing(unit, on)
        refuse_ended(unit)
        _refuse_early_or_busy(unit, on)
        recorder = Recorder(unit)
        new = _under_new_name(unit, on, names)
        held = _roles_on(unit, on)
        _carry_all_over(unit, new, on)
        _succeed(unit, on, [(new, UnitSuccession.Kind.RENAME)], basis)
        recorder.close(UnitChange.Kind.RENAME, on, by, new)
        text = f"Từ {on:%d/%m/%Y} “{unit.official_name}” đổi tên thành “{new.official_name}”"
        for each in (unit, new):
            log(each, "rename", "Đổi tên", by, text, *_named("Vai trò tiếp tục", held), basis=basis)
        _tell(held, f"{text}. Vai trò của bạn tiếp tục ở đơn vị mang tên mới.", new, "renamed")
    return new


def carry_over(rows: PeriodQuerySet, *, field: str, to: Any, on: date) -> int:
    """Splits the periods of ``rows`` at a day: up to the day before they stay, from that day they name ``to``.

    Args:
        rows: rows of a period model; ``field``: which of their foreign keys changes.

    Returns:
        How many rows go on with ``to``.
    """
    running = list(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lt=on))
    later = rows.filter(valid_from__gte=on).update(**{field: to})
    rows.model._default_manager.filter(pk__in=[row.pk for row in running]).update(valid_to=on - ONE_DAY)
    continued = []
    for row in running:
        again = copy.copy(row)
        again.pk, again.valid_from = None, on
        again._state = copy.copy(row._state)
        again._state.adding = True
        setattr(again, field, to)
        continued.append(again)
    rows.model._default_manager.bulk_create(continued, batch_size=500)
    return later + len(continued)


def _roles_on(unit: Unit, on: date) -> list[RoleAssignment]:
    """Roles that run in the unit on that day or later."""
    runs = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return list(RoleAssignment.objects.filter(runs, unit=unit).select_related("user__person").order_by("role", "pk"))


def _named(what: str, held: Sequence[RoleAssignment]) -> list[str]:
    """A line for the log: whose roles they are."""
    return [f"{what}: {', '.join(f'{row.get_role_display()} ({row.user})' for row in held)}"] if held else []


def _tell(held: Sequence[RoleAssignment], text: str, unit: Unit, what: str) -> None:
    notify(
        users=[row.user for row in held],
        kind=Notice.Kind.ACCOUNT,
        text=text,
        address=reverse("unit_detail", args=[unit.pk]),
        key=f"unit-{what}:{unit.pk}",
    )


def _succeed(unit: Unit, on: date, successors: Sequence[tuple[Unit, str]], basis: str) -> list[UnitSuccession]:
    rows = [
        UnitSuccession(predecessor=unit, successor=new, kind=kind, on=on, basis=normalize(basis))
        for new, kind in successors
    ]
    if len({row.successor_id for row in rows}) < len(rows):
        raise ValidationError("Một đơn vị kế tục được nhập hai lần. Hãy bỏ bớt một dòng.")
    for row in rows:
        row.full_clean()
        refuse_unless_standing(row.successor, on)
        row.save()
    return rows


def _refuse_early_or_busy(unit: Unit, on: date) -> None:
    if on <= unit.valid_from:
        raise ValidationError(f"{unit} thành lập ngày {unit.valid_from:%d/%m/%Y}, không thể kết thúc trước đó.")
    if waiting := unfinished_in(unit):
        counted = ", ".join(f"{count} {name.lower()}" for name, count in waiting)
        raise ValidationError(
            f"{unit} còn {counted} chưa xử lý xong. Hãy ban hành hoặc hủy bản thảo trước: sau ngày này không ai còn "
            "quyền ký ở đơn vị cũ."
        )


def _refuse_ending(unit: Unit, on: date) -> None:
    if unit.valid_to is not None:
        raise ValidationError(f"{unit} đã kết thúc từ sau ngày {unit.valid_to:%d/%m/%Y}.")
    _refuse_early_or_busy(unit, on)
    runs = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    if below := unit.child_links.filter(runs).select_related("child").first():
        raise ValidationError(f"{below.child} còn trực thuộc {unit}. Hãy chuyển hoặc kết thúc đơn vị đó trước.")
    if moved := unit.parent_links.filter(valid_from__gte=on).first():
        raise ValidationError(
            f"{unit} chuyển cấp trên ngày {moved.valid_from:%d/%m/%Y}. Ngày kết thúc phải sau ngày đó."
        )
    later = Position.objects.filter(unit=unit, valid_from__gte=on).select_related("person").first()
    if later is not None:
        raise ValidationError(
            f"Chức vụ {later.title} của {later.person} bắt đầu ngày {later.valid_from:%d/%m/%Y}, khi đơn vị không còn. "
            "Hãy sửa chức vụ đó trước."
        )


def _close_all(unit: Unit, on: date) -> None:
    """The unit, its place in the tree, its positions, roles, memberships and blocks end the day before."""
    last_day = on - ONE_DAY
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    beyond = Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)
    for rows in (
        UnitParent.objects.filter(child=unit),
        Position.objects.filter(unit=unit),
        RoleAssignment.objects.filter(unit=unit),
        BlockMember.objects.filter(Q(unit=unit) | Q(block__host=unit)),
        Block.objects.filter(host=unit),
    ):
        rows.filter(beyond, valid_from__lte=last_day).update(valid_to=last_day)


def _under_new_name(unit: Unit, on: date, names: dict[str, str]) -> Unit:
    new = copy.copy(unit)
    new.pk, new.valid_from, new.path = None, on, ""
    new._state = copy.copy(unit._state)
    new._state.adding = True
    for name, value in names.items():
        setattr(new, name, normalize(value))
    new.search_name = search_key(f"{new.official_name} {new.short_name}")
    if (new.official_name, new.short_name) == (unit.official_name, unit.short_name):
        raise ValidationError("Tên mới giống tên cũ. Hãy nhập tên mới, hoặc dùng “Sửa thông tin”.")
    new.full_clean(exclude=["path"])
    new.save()
    return new


def _carry_all_over(unit: Unit, new: Unit, on: date) -> None:
    """What belongs to the unit from that day on belongs to its new name; paths follow."""
    today = timezone.localdate()
    moved = set(UnitParent.objects.as_of(today).filter(parent=unit).values_list("child_id", flat=True))
    carry_over(UnitParent.objects.filter(child=unit), field="child", to=new, on=on)
    carry_over(UnitParent.objects.filter(parent=unit), field="parent", to=new, on=on)
    carry_over(Position.objects.filter(unit=unit), field="unit", to=new, on=on)
    carry_over(RoleAssignment.objects.filter(unit=unit), field="unit", to=new, on=on)
    carry_over(BlockMember.objects.filter(unit=unit), field="unit", to=new, on=on)
    Block.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), host=unit).update(host=new)
    RoleRequest.objects.filter(unit=unit, state=RoleRequest.State.PENDING).update(unit=new)
    old_path = unit.path
    new.path = f"{old_path[: -len(f'{unit.pk}/')]}{new.pk}/"
    new.save(update_fields=["path"])
    below = list(Unit.objects.below(unit))
    for each in below:
        rest = each.path[len(old_path) :]
        goes_on = bool(rest) and int(rest.split("/")[0]) in moved
        each.path = f"{new.path}{rest}" if goes_on else f"{new.path}{unit.pk}/{rest}"
    Unit.objects.bulk_update(below, ["path"], batch_size=500)
    unit.refresh_from_db()
    unit.valid_to = on - ONE_DAY
    unit.save(update_fields=["valid_to"])
