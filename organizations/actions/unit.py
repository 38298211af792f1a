"""Founding, moving and ending units."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.models import Unit, UnitParent, UnitSuccession
from organizations.models.unit import ids_on
from organizations.names import normalize, search_key


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
) -> Unit:
    """A new unit under ``parent`` (None: at the top) from that day on.

    Raises:
        ValidationError: a field is empty, too long or no known code, or the parent does not stand on that day.
    """
    unit = Unit(
        official_name=normalize(official_name),
        short_name=normalize(short_name),
        search_name=search_key(f"{official_name} {short_name}"),
        level=level,
        kind=kind,
        symbol=normalize(symbol),
        place_name=normalize(place_name),
        protocol_order=protocol_order,
        valid_from=valid_from,
    )
    unit.full_clean(exclude=["path"])
    with transaction.atomic():
        unit.save()
        path = "/"
        if parent is not None:
            (parent,) = _lock_trees(parent)
            _refuse_unless_standing(parent, valid_from)
            UnitParent.objects.create(child=unit, parent=parent, valid_from=valid_from)
            path = parent.path
        unit.path = f"{path}{unit.pk}/"
        unit.save(update_fields=["path"])
    return unit


def move_unit(*, unit: Unit, parent: Unit, on: date) -> Unit:
    """Puts a unit under another one from that day on; the link before ends the day before.

    Raises:
        ValidationError: the new place lies below the unit itself, one of the two does not stand on that day, or the
            day is in the future or not after the present link's first.
    """
    if on > timezone.localdate():
        raise ValidationError("Ngày chuyển chưa tới. Hãy ghi việc chuyển vào ngày có hiệu lực.")
    with transaction.atomic():
        unit, parent = _lock_trees(unit, parent)
        _refuse_unless_standing(unit, on)
        _refuse_unless_standing(parent, on)
        if parent.path.startswith(unit.path):
            raise ValidationError(
                f"Không thể đặt {unit} dưới {parent}: {parent} là chính nó hoặc đơn vị trực thuộc nó."
            )
        link = unit.parent_links.filter(valid_to__isnull=True).first()
        if link is not None:
            if on <= link.valid_from:
                raise ValidationError(f"Ngày chuyển phải sau ngày {link.valid_from:%d/%m/%Y}.")
            link.valid_to = on - timedelta(days=1)
            link.save(update_fields=["valid_to"])
        UnitParent.objects.create(child=unit, parent=parent, valid_from=on)
        _rewrite_paths(unit, f"{parent.path}{unit.pk}/")
        unit.refresh_from_db()
    return unit


def end_unit(*, unit: Unit, on: date, successors: list[tuple[Unit, str]], basis: str = "") -> list[UnitSuccession]:
    """Ends a unit: ``on`` is the first day it no longer stands; its history stays.

    Args:
        successors: pairs of the unit that carries the work on and the kind of succession.
        basis: the decision, as cited.

    Raises:
        ValidationError: the unit was founded on that day or later, has units below it that go on, or a successor
            is the unit itself.
    """
    last_day = on - timedelta(days=1)
    if last_day < unit.valid_from:
        raise ValidationError(f"{unit} thành lập ngày {unit.valid_from:%d/%m/%Y}, không thể kết thúc trước đó.")
    with transaction.atomic():
        (unit,) = _lock_trees(unit)
        if below := unit.child_links.as_of(on).select_related("child").first():
            raise ValidationError(f"{below.child} còn trực thuộc {unit}. Hãy chuyển hoặc kết thúc đơn vị đó trước.")
        unit.valid_to = last_day
        unit.save(update_fields=["valid_to"])
        unit.parent_links.filter(valid_to__isnull=True).update(valid_to=last_day)
        rows = [
            UnitSuccession(predecessor=unit, successor=new, kind=kind, on=on, basis=basis) for new, kind in successors
        ]
        for row in rows:
            row.full_clean()
            row.save()
    return rows


def _lock_trees(*units: Unit) -> list[Unit]:
    """The units read again, while no other hand changes the trees they stand in: stored paths stay true."""
    roots = {ids_on(unit.path)[0] for unit in units}
    list(Unit.objects.select_for_update().filter(pk__in=roots).order_by("pk"))
    return [Unit.objects.get(pk=unit.pk) for unit in units]


def _refuse_unless_standing(unit: Unit, on: date) -> None:
    if not unit.holds_on(on):
        raise ValidationError(f"{unit} không hoạt động vào ngày {on:%d/%m/%Y}. Hãy chọn ngày hoặc đơn vị khác.")


def _rewrite_paths(unit: Unit, path: str) -> None:
    old = unit.path
    below = list(Unit.objects.below(unit))
    for each in below:
        each.path = path + each.path[len(old) :]
    Unit.objects.bulk_update(below, ["path"], batch_size=500)
