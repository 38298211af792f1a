"""Founding, correcting and moving units. How one goes over into another stands in ``succession.py``.

``by`` is the user who does it: without the right it is refused, and it is logged. None is the program itself, which
builds whole offices (demo, import) and logs that as one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from organizations.guards import may_administer
from organizations.models import Unit, UnitParent, User
from organizations.models.unit import ids_on
from organizations.names import normalize, search_key
from workflow.engine import Refused, record
from workflow.models import LogEntry

CORRECTABLE = ("official_name", "short_name", "level", "kind", "symbol", "place_name", "protocol_order")


def found_unit(
    *,
    official_name: str,
    short_name: str,
    level: str,
    kind: str,
    valid_from: date,
    parent: Unit | None = None,
    symbol: str = "",
    place_name: str = "",
    protocol_order: int = 1000,
    by: User | None = None,
) -> Unit:
    """A new unit under ``parent`` (None: at the top) from that day on.

    Raises:
        ValidationError: a field is empty, too long or no known code, the parent does not stand on that day, or a
            unit of that name stands under it already.
        Refused: ``by`` administers neither the parent nor a unit above it.
    """
    unit = Unit(
        official_name=normalize(official_name),
        short_name=normalize(short_name),
        level=level,
        kind=kind,
        symbol=normalize(symbol),
        place_name=normalize(place_name),
        protocol_order=protocol_order,
        valid_from=valid_from,
    )
    _check(unit)
    with transaction.atomic():
        path = "/"
        if parent is not None:
            (parent,) = lock_trees(parent)
            refuse_unless_standing(parent, valid_from)
            refuse_ended(parent)
            _refuse_twin(unit, parent)
            path = parent.path
        if by is not None:
            refuse_unless_administrator(by, parent)
        unit.save()
        if parent is not None:
            UnitParent.objects.create(child=unit, parent=parent, valid_from=valid_from)
        unit.path = f"{path}{unit.pk}/"
        unit.save(update_fields=["path"])
        log(unit, "found", "Lập đơn vị", by, f"Hoạt động từ {valid_from:%d/%m/%Y}" + (f", {parent}" if parent else ""))
    return unit


def correct_unit(*, unit: Unit, by: User, **values: Any) -> Unit:
    """Corrects slips of writing in ``CORRECTABLE`` fields: the unit was always called so.

    Raises:
        ValidationError: a value is empty, too long or no known code, or a unit of that name stands beside it.
        Refused: ``by`` does not administer the unit.
    """
    with transaction.atomic():
        (unit,) = lock_trees(unit)
        refuse_unless_administrator(by, unit)
        lines = []
        for name in CORRECTABLE:
            value = values.get(name, getattr(unit, name))
            value = normalize(value) if isinstance(value, str) else value
            if value != getattr(unit, name):
                before = _shown(unit, name)
                setattr(unit, name, value)
                title = str(Unit._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                lines.append(f"{title.capitalize()}: “{before}” sửa thành “{_shown(unit, name)}”")
        if not lines:
            return unit
        _check(unit)
        parent = unit.parent_on(timezone.localdate())
        if parent is not None:
            _refuse_twin(unit, parent)
        unit.save()
        log(unit, "correct", "Sửa thông tin", by, *lines)
    return unit


def move_unit(*, unit: Unit, parent: Unit, on: date, by: User | None = None, basis: str = "") -> Unit:
    """Puts a unit under another one from that day on; the link before ends the day before.

    Raises:
        ValidationError: the new place lies below the unit itself, one of the two does not stand on that day, or the
            day is in the future or not after the present link's first.
        Refused: ``by`` does not administer both places.
    """
    if on > timezone.localdate():
        raise ValidationError("Ngày chuyển chưa tới. Hãy ghi việc chuyển vào ngày có hiệu lực.")
    with transaction.atomic():
        unit, parent = lock_trees(unit, parent)
        if by is not None:
            refuse_unless_administrator(by, unit, parent)
        refuse_unless_standing(unit, on)
        refuse_unless_standing(parent, on)
        refuse_ended(unit)
        refuse_ended(parent)
        if parent.path.startswith(unit.path) or unit.pk in _ever_above(parent, on):
            raise ValidationError(
                f"Không thể đặt {unit} dưới {parent}: từ ngày đó, {parent} là chính nó hoặc đơn vị trực thuộc nó."
            )
        _change_link(unit, parent, on)
        rewrite_paths(unit, f"{parent.path}{unit.pk}/")
        unit.refresh_from_db()
        log(unit, "move", "Chuyển cấp trên", by, f"Từ {on:%d/%m/%Y} trực thuộc {parent}", basis=basis)
    return unit


def delete_unit(*, unit: Unit, by: User) -> None:
    """Takes back a unit that was founded by mistake today and that nothing belongs to yet; its log stays.

    Raises:
        Refused: ``by`` does not administer it, it was not founded today, or something belongs to it.
    """
    with transaction.atomic():
        (unit,) = lock_trees(unit)
        refuse_unless_administrator(by, unit)
        if not founded_today(unit):
            raise Refused(f"{unit} không phải mới lập hôm nay nên không xóa được. Hãy dùng “Kết thúc” hoặc “Sửa”.")
        log(unit, "delete", "Xóa đơn vị lập nhầm", by)
        try:
            unit.delete()
        except ProtectedError:
            raise Refused(
                f"{unit} đã có đơn vị trực thuộc, chức vụ, vai trò, văn bản hoặc quan hệ kế tục nên không xóa được. "
                "Hãy dùng “Kết thúc”."
            ) from None


def founded_today(unit: Unit) -> bool:
    """Whether somebody founded the unit today, by the log."""
    today = timezone.localdate()
    return LogEntry.objects.about(unit).filter(action="found", at__date=today).exists()


def lock_trees(*units: Unit) -> list[Unit]:
    """The units read again, while no other hand changes the trees they stand in: stored paths stay true."""
    roots = {ids_on(unit.path)[0] for unit in units}
    list(Unit.objects.select_for_update().filter(pk__in=roots).order_by("pk"))
    found = Unit.objects.in_bulk([unit.pk for unit in units])
    return [found[unit.pk] for unit in units]


def refuse_unless_standing(unit: Unit, on: date) -> None:
    """Raises ValidationError when the unit does not stand on that day."""
    if not unit.holds_on(on):
        raise ValidationError(f"{unit} không hoạt động vào ngày {on:%d/%m/%Y}. Hãy chọn ngày hoặc đơn vị khác.")


def refuse_ended(unit: Unit) -> None:
    """Raises ValidationError when the unit has ended: nothing goes on under it."""
    if unit.valid_to is not None:
        raise ValidationError(
            f"{unit} chỉ hoạt động đến hết ngày {unit.valid_to:%d/%m/%Y}. Hãy chọn đơn vị kế tục, hoặc đơn vị khác."
        )


def refuse_unless_administrator(by: User, *units: Unit | None) -> None:
    """Raises Refused when ``by`` does not administer all of the units; at the top (None) nobody does."""
    for unit in units:
        if unit is None or not may_administer(by, unit):
            where = unit or "cấp cao nhất"
            raise Refused(f"Bạn không có quyền quản trị tại {where}. Việc này thuộc quản trị của đơn vị cấp trên.")


def rewrite_paths(unit: Unit, path: str) -> None:
    """Gives the unit its new place in today's tree, and all below it theirs."""
    old = unit.path
    below = list(Unit.objects.below(unit))
    for each in below:
        each.path = path + each.path[len(old) :]
    Unit.objects.bulk_update(below, ["path"], batch_size=500)


def log(unit: Unit, action: str, label: str, by: User | None, *lines: str, basis: str = "") -> None:
    """Writes what happened to the unit, with sentences that its page shows."""
    if by is not None:
        data = {"lines": [*lines, *([f"Căn cứ: {basis}"] if basis else [])]}
        record(thing=unit, action=action, label=label, by=by, unit_id=unit.pk, data=data)


def _check(unit: Unit) -> None:
    unit.search_name = search_key(f"{unit.official_name} {unit.short_name}")
    unit.full_clean(exclude=["path"])


def _shown(unit: Unit, name: str) -> str:
    display = getattr(unit, f"get_{name}_display", None)
    return str(display() if display else getattr(unit, name))


def _refuse_twin(unit: Unit, parent: Unit) -> None:
    beside = UnitParent.objects.as_of(unit.valid_from).filter(parent=parent).exclude(child=unit.pk)
    if beside.filter(child__official_name=unit.official_name, child__short_name=unit.short_name).exists():
        raise ValidationError(f"Dưới {parent} đã có đơn vị tên “{unit.official_name}”. Hãy kiểm tra lại danh sách.")


def _ever_above(unit: Unit, since: date) -> set[int]:
    """Ids of the units that stood above this one on some day from ``since`` on, however high."""
    found: set[int] = set()
    level = {unit.pk}
    while level:
        links = UnitParent.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since), child__in=level)
        level = set(links.values_list("parent_id", flat=True)) - found
        found |= level
    return found


def _change_link(unit: Unit, parent: Unit, on: date) -> None:
    link = unit.parent_links.filter(valid_to__isnull=True).first()
    if link is not None:
        if on <= link.valid_from:
            raise ValidationError(f"Ngày chuyển phải sau ngày {link.valid_from:%d/%m/%Y}.")
        if link.parent_id == parent.pk:
            raise ValidationError(f"{unit} đang trực thuộc {parent} rồi. Hãy chọn đơn vị khác.")
        link.valid_to = on - timedelta(days=1)
        link.save(update_fields=["valid_to"])
    UnitParent.objects.create(child=unit, parent=parent, valid_from=on)
