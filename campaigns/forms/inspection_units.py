"""Choosing the units of a programme: by hand, by search, whole khối."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils import timezone

from campaigns.models import InspectionProgramme
from campaigns.queries.inspection import possible_units
from documents.forms.dispatch import ids_of, unit_heading
from organizations.models import Block, Unit, User
from organizations.names import search_key

# Steps that only change what is chosen; nothing is written.
CHOOSING = ("tim", "chon-hien", "bo-hien", "them")


@dataclass(slots=True)
class UnitRow:
    """One unit that can be chosen; ``is_in``: it has a visit in the programme already."""

    unit: Unit
    is_in: bool
    is_checked: bool
    is_shown: bool


@dataclass(slots=True)
class UnitGroup:
    """Units under one heading."""

    title: str
    choices: list[UnitRow] = field(default_factory=list)

    @property
    def shown(self) -> int:
        """How many match the search."""
        return sum(row.is_shown for row in self.choices)


class UnitChoice:
    """What is posted by the page that chooses units, as far as it names units below the office."""

    def __init__(self, data: QueryDict | None, *, programme: InspectionProgramme, user: User) -> None:
        self.programme = programme
        self.units = list(possible_units(programme.host, timezone.localdate()))
        self.present = set(programme.visits.standing().values_list("unit_id", flat=True))
        known = {unit.pk for unit in self.units}
        self.chosen = (ids_of(data.getlist("don-vi")) & known if data else set()) - self.present
        self.words = data.get("tim", "")[:100] if data else ""
        self.set_code = data.get("bo", "") if data else ""
        self.sets = self._blocks(user, known)

    def apply(self, step: str) -> None:
        """What a browser without script asks the server to do: (un)check what is shown, add a khối."""
        free = {unit.pk for unit in self.units} - self.present
        shown = {unit.pk for unit in self.units if self._is_shown(unit)}
        if step == "chon-hien":
            self.chosen |= free & shown
        elif step == "bo-hien":
            self.chosen -= shown
        elif step == "them":
            self.chosen |= {pk for code, _, ids in self.sets if code == self.set_code for pk in ids} & free

    def chosen_units(self) -> list[Unit]:
        """The chosen units in protocol order."""
        return [unit for unit in self.units if unit.pk in self.chosen]

    @property
    def is_full(self) -> bool:
        """Whether every unit is in the programme."""
        return all(unit.pk in self.present for unit in self.units)

    def present_units(self) -> list[Unit]:
        """Units that have a visit and may be visited again."""
        return [unit for unit in self.units if unit.pk in self.present]

    def groups(self) -> list[UnitGroup]:
        """All units under their headings."""
        names = {unit.pk: unit.short_name for unit in self.units}
        found: dict[str, UnitGroup] = {}
        for unit in self.units:
            title = unit_heading(unit, self.programme.host, names)
            row = UnitRow(unit, unit.pk in self.present, unit.pk in self.chosen, self._is_shown(unit))
            found.setdefault(title, UnitGroup(title)).choices.append(row)
        return list(found.values())

    def _is_shown(self, unit: Unit) -> bool:
        return all(word in unit.search_name for word in search_key(self.words).split())

    def _blocks(self, user: User, known: set[int]) -> list[tuple[str, str, list[int]]]:
        today = timezone.localdate()
        blocks = Block.objects.visible_to(user).as_of(today).prefetch_related("members").order_by("protocol_order")
        found = [
            (f"khoi-{block.pk}", str(block), [row.unit_id for row in block.members.all() if row.holds_on(today)])
            for block in blocks
        ]
        return [(code, name, own) for code, name, ids in found if (own := [pk for pk in ids if pk in known])]
