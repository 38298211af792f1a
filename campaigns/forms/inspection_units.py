"""Choosing the units of a programme: by hand, by search, whole khối."""

from __future__ import annotations

from django.http import QueryDict
from django.utils import timezone

from campaigns.models import InspectionProgramme
from campaigns.queries.inspection import possible_units
from documents.forms.dispatch import Choice, Group, QuickSet, block_sets, ids_of, unit_heading
from organizations.models import Unit, User
from organizations.names import search_key

# Steps that only change what is chosen; nothing is written.
CHOOSING = ("tim", "chon-hien", "bo-hien", "them")


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
        self.sets: list[QuickSet] = block_sets(user, known)

    def apply(self, step: str) -> None:
        """What a browser without script asks the server to do: (un)check what is shown, add a khối."""
        free = {unit.pk for unit in self.units} - self.present
        shown = {unit.pk for unit in self.units if self._is_shown(unit)}
        if step == "chon-hien":
            self.chosen |= free & shown
        elif step == "bo-hien":
            self.chosen -= shown
        elif step == "them":
            self.chosen |= {pk for found in self.sets if found.code == self.set_code for pk in found.unit_ids} & free

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

    def groups(self) -> list[Group]:
        """All units under their headings."""
        names = {unit.pk: unit.short_name for unit in self.units}
        found: dict[str, Group] = {}
        for unit in self.units:
            title = unit_heading(unit, self.programme.host, names)
            taken = "(đã có)" if unit.pk in self.present else ""
            row = Choice(unit, unit.pk in self.chosen, self._is_shown(unit), taken)
            found.setdefault(title, Group(title)).choices.append(row)
        return list(found.values())

    def _is_shown(self, unit: Unit) -> bool:
        return all(word in unit.search_name for word in search_key(self.words).split())
