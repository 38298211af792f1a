"""Units, people and positions of a batch: written in bulk, and taken back as long as nothing hangs on them.

What the single actions guarantee holds here, too: stored paths and links to the unit above are right, names carry their
keys, each new thing has its entry in the log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from organizations.actions.batch_open import lock_people
from organizations.actions.naming import name_for_all
from organizations.guards import PEOPLE_KEEPERS, may_keep_people
from organizations.imports.check_people import PlannedPosition
from organizations.imports.check_units import PlannedUnit
from organizations.imports.checking import Checked
from organizations.imports.kinds import ImportKind, register
from organizations.imports.known import Place
from organizations.imports.tables import KIND, TABLES
from organizations.imports.template import template
from organizations.models import ImportBatch, Person, Position, Unit, UnitParent, User
from organizations.names import normalize, search_key, sort_key
from organizations.queries.imports import check_batch, chunks, snapshot
from workflow.engine import Refused
from workflow.models import LogEntry

_ROWS = 500
_LISTED = 8


def write(batch: ImportBatch, checked: Checked, by: User) -> dict[str, list[int]]:
    """Writes all of it, in the transaction of the commit; the trees are locked.

    Raises:
        Refused: somebody chosen as the same person was merged or deleted meanwhile.
    """
    known = sorted({position.person for position in checked.new_positions if position.person})
    if lock_people(known) < len(known):
        raise Refused("Một hồ sơ đã chọn là “cùng người” vừa được gộp hoặc xóa. Hãy tải lại trang và chọn lại.")
    units = _write_units(checked.units, batch.unit)
    people = _write_people(checked.new_positions)
    positions = _write_positions(checked.new_positions, units, people)
    _log_things(batch, by, units.values(), positions)
    return {
        "units": [unit.pk for unit in units.values()],
        "people": [person.pk for person in people.values()],
        "positions": [position.pk for position in positions],
    }


def erase(batch: ImportBatch) -> None:
    """Removes exactly what the batch made, in the transaction of the undo."""
    made = batch.made
    for model, pks in ((Position, made["positions"]), (UnitParent, _links(made["units"])),
                       (Unit, made["units"]), (Person, made["people"])):  # fmt: skip
        for part in chunks(pks):
            model._default_manager.filter(pk__in=part).delete()


def held_by(batch: ImportBatch) -> list[str]:
    """What was added to or changed in what the batch made, since; a few words for each."""
    made = batch.made
    things: list[tuple[type[Model], list[int]]] = [(Unit, made["units"]), (Person, made["people"])]
    own: dict[type[Model], set[int]] = {
        Position: set(made["positions"]), Unit: set(made["units"]), UnitParent: set(_links(made["units"])),
    }  # fmt: skip
    held = []
    for model, pks in things:
        rows: dict[str, set[object]] = defaultdict(set)
        for relation in model._meta.related_objects:
            found = _others(relation.related_model, relation.field.name, pks, own)
            rows[name_for_all(relation.related_model)] |= {(relation.related_model, pk) for pk in found}
        held += [
            f"{len(each)} {name} gắn với {model._meta.verbose_name} của đợt này" for name, each in rows.items() if each
        ]
    things.append((Position, made["positions"]))
    for model, pks in things:
        left = sum(model._default_manager.filter(pk__in=part).count() for part in chunks(pks))
        if left < len(pks):
            held.append(f"{len(pks) - left} {model._meta.verbose_name} không còn (đã xóa hoặc gộp)")
    return held + _changed(made)


def _others(model: type[Model], field: str, pks: list[int], own: dict[type[Model], set[int]]) -> set[object]:
    """Which rows of the model point to one of these and were not made with them."""
    made = own.get(model, set())
    found: set[object] = set()
    for part in chunks(pks):
        found |= set(model._default_manager.filter(**{f"{field}__in": part}).values_list("pk", flat=True))
    return found - made


def _changed(made: dict[str, list[int]]) -> list[str]:
    """Things of the batch that the log names after its commit; of people known before, changes in the same units."""
    names: set[str] = set()
    people = set(made["people"])
    later = LogEntry.objects.filter(pk__gt=made["log"])
    for model, pks in ((Unit, made["units"]), (Person, made["people"])):
        for part in chunks(pks):
            about = later.filter(target_type=model._meta.label_lower, target_id__in=[str(pk) for pk in part])
            names |= set(about.values_list("target_name", flat=True))
    for part in chunks(made["positions"]):
        held = set(Position.objects.filter(pk__in=part).values_list("person", "unit"))
        known = [str(person) for person, _ in held if person not in people]
        about = later.filter(target_type=Person._meta.label_lower, target_id__in=known)
        names |= {name for pk, unit, name in about.values_list("target_id", "unit_id", "target_name")
                  if (pk, unit) in {(str(person), str(at)) for person, at in held}}  # fmt: skip
    listed = sorted(names)
    if not listed:
        return []
    more = f" và {len(listed) - _LISTED} mục khác" if len(listed) > _LISTED else ""
    return [f"đã sửa {', '.join(listed[:_LISTED])}{more}"]


def _links(units: list[int]) -> list[int]:
    """The links above the units as the commit made them: the first one of each."""
    found: dict[int, int] = {}
    for part in chunks(units):
        rows = UnitParent.objects.filter(child__in=part).order_by("-pk").values_list("child", "pk")
        found.update(rows)
    return list(found.values())


def _write_units(planned: list[PlannedUnit], root: Unit) -> dict[Place, Unit]:
    units = {each.place: _unit(each) for each in planned}
    Unit.objects.bulk_create(units.values(), batch_size=_ROWS)
    above = {each.place: each.parent or Place(root.pk) for each in planned}
    known = {place.pk for place in above.values() if place.pk}
    paths = {Place(pk): path for part in chunks(sorted(known)) for pk, path in
             Unit.objects.filter(pk__in=part).values_list("pk", "path")}  # fmt: skip
    for place in units:
        trail = [place]
        while trail[-1] not in paths:
            trail.append(above[trail[-1]])
        for each in reversed(trail[:-1]):
            paths[each] = f"{paths[above[each]]}{units[each].pk}/"
    for place, unit in units.items():
        unit.path = paths[place]
    Unit.objects.bulk_update(units.values(), ["path"], batch_size=_ROWS)
    UnitParent.objects.bulk_create(
        [
            UnitParent(
                child=unit,
                parent_id=above[place].pk or units[above[place]].pk,
                valid_from=unit.valid_from,
                valid_to=unit.valid_to,
            )
            for place, unit in units.items()
        ],
        batch_size=_ROWS,
    )
    return units


def _unit(planned: PlannedUnit) -> Unit:
    official, short = normalize(planned.official_name), normalize(planned.short_name)
    assert planned.valid_from is not None  # a unit without it has an error
    return Unit(
        official_name=official,
        short_name=short,
        search_name=search_key(f"{official} {short}")[:300],
        level=planned.level,
        kind=planned.kind,
        symbol=normalize(planned.symbol),
        place_name=normalize(planned.place_name),
        protocol_order=planned.protocol_order,
        valid_from=planned.valid_from,
        valid_to=planned.valid_to,
    )


def _write_people(planned: list[PlannedPosition]) -> dict[tuple[int, int], Person]:
    people: dict[tuple[int, int], Person] = {}
    for each in planned:
        if not each.person and each.first_row not in people:
            name = normalize(each.full_name)
            people[each.first_row] = Person(full_name=name, sort_name=sort_key(name), search_name=search_key(name))
    Person.objects.bulk_create(people.values(), batch_size=_ROWS)
    return people


def _write_positions(
    planned: list[PlannedPosition], units: dict[Place, Unit], people: dict[tuple[int, int], Person]
) -> list[Position]:
    positions = []
    for each in planned:
        assert each.unit is not None and each.since is not None  # a position without them has an error
        positions.append(
            Position(
                person_id=each.person or people[each.first_row].pk,
                unit_id=each.unit.pk or units[each.unit].pk,
                title=normalize(each.title),
                valid_from=each.since,
                valid_to=each.until,
            )
        )
    return Position.objects.bulk_create(positions, batch_size=_ROWS)


def _log_things(batch: ImportBatch, by: User, units: Iterable[Unit], positions: list[Position]) -> None:
    """An entry for each new unit and each person who got a position, as the single actions write them."""
    names = {pk: name for part in chunks(sorted({each.person_id for each in positions}))
             for pk, name in Person.objects.filter(pk__in=part).values_list("pk", "full_name")}  # fmt: skip
    line = f"Nhập từ Excel: {batch.file_name}"
    made = [_entry(unit, str(unit), "found", "Lập đơn vị", unit.pk, by, line) for unit in units]
    for each in positions:
        person = Person(pk=each.person_id)
        text = f"{each.title}, từ {each.valid_from:%d/%m/%Y}. {line}"
        made.append(_entry(person, names[each.person_id], "position", "Thêm chức vụ", each.unit_id, by, text))
    LogEntry.objects.bulk_create(made, batch_size=_ROWS)


def _entry(thing: Model, name: str, action: str, label: str, unit: int, by: User, line: str) -> LogEntry:
    return LogEntry(
        target_type=thing._meta.label_lower,
        target_id=str(thing.pk),
        target_name=name[:300],
        action=action,
        label=label,
        actor_id=str(by.pk),
        actor_name=str(by)[:150],
        unit_id=str(unit),
        data={"lines": [line]},
    )


PEOPLE_AND_UNITS = register(
    ImportKind(
        code=KIND,
        title="Đơn vị và con người",
        tables=TABLES,
        words={"units": "đơn vị", "people": "người", "positions": "chức vụ"},
        check=check_batch,
        write=write,
        held=held_by,
        erase=erase,
        template=lambda unit: template(snapshot(unit)),
        template_name="mau-nhap-don-vi-con-nguoi.xlsx",
        may=may_keep_people,
        roles=PEOPLE_KEEPERS,
        watched=(Unit._meta.label_lower, Person._meta.label_lower),
        pages=(("unit_list", "Xem đơn vị"), ("person_list", "Xem con người")),
    )
)
