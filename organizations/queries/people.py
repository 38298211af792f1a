"""People of a day: the list, and what a person's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from organizations.models import Person, Position, Unit, User
from organizations.models.period import PeriodQuerySet
from organizations.models.person import PersonQuerySet
from organizations.names import search_key
from workflow.models import LogEntry


def seen_positions(user: User) -> PeriodQuerySet:
    """Positions in the user's units and below them."""
    condition = Q(pk__in=[])
    for path in user.unit_paths():
        condition |= Q(unit__path__startswith=path)
    return Position.objects.filter(condition)


def titled(positions: PeriodQuerySet, words: str) -> PeriodQuerySet:
    """Positions whose title holds every word, whatever case and tone marks."""
    wanted = search_key(words).split()
    titles = positions.order_by().values_list("title", flat=True).distinct()
    fitting = [title for title in titles if all(word in search_key(title) for word in wanted)]
    return positions.filter(title__in=fitting)


def in_unit(positions: PeriodQuerySet, unit: Unit) -> PeriodQuerySet:
    """Positions in the unit and below it."""
    return positions.filter(unit__path__startswith=unit.path)


def people_of(positions: PeriodQuerySet, words: str) -> PersonQuerySet:
    """Who holds one of these positions and is called so, by tên, then họ đệm; each with all of them as ``held``."""
    people = Person.objects.filter(pk__in=positions.order_by().values("person")).matching(words)
    held = positions.select_related("unit").order_by("unit__protocol_order", "-valid_from", "pk")
    return people.order_by("sort_name", "pk").prefetch_related(Prefetch("positions", queryset=held, to_attr="held"))


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What the page of a person shows."""

    positions: list[Position]
    log: list[LogEntry]
    log_in: User | None
    seen: set[int]  # ids of the units whose pages the user may open


def page_of(person: Person, user: User) -> PersonPage:
    """Reads the page; the log also of records that were merged into this one."""
    positions = list(person.positions.select_related("unit").order_by("-valid_from", "-pk"))
    units = Unit.objects.visible_to(user).filter(pk__in={row.unit_id for row in positions})
    return PersonPage(
        positions=positions,
        log=log_of(person),
        log_in=User.objects.filter(person=person).first(),
        seen=set(units.values_list("pk", flat=True)),
    )


def log_of(person: Person) -> list[LogEntry]:
    """The person's log, newest first, with that of the records that were merged into this one."""
    own = list(LogEntry.objects.about(person))
    merged = {str(pk) for entry in own if entry.action == "merge" for pk in entry.data.get("merged", [])}
    others = LogEntry.objects.filter(target_type=person._meta.label_lower, target_id__in=merged) if merged else []
    return sorted([*own, *others], key=lambda entry: entry.pk, reverse=True)


def namesakes(user: User, full_name: str, besides: Person | None = None) -> list[Person]:
    """People whom the user sees and who are called so, whatever case and tone marks: perhaps the same person."""
    found = Person.objects.visible_to(user).filter(search_name=search_key(full_name))
    if besides is not None:
        found = found.exclude(pk=besides.pk)
    return list(found.order_by("sort_name", "pk")[:20])


def running_on(positions: PeriodQuerySet, on: date, *, also_past: bool) -> PeriodQuerySet:
    """Positions held on that day; with ``also_past`` also those that ended before it."""
    return positions.filter(valid_from__lte=on) if also_past else positions.as_of(on)
