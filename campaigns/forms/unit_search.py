"""The search above a long list of units in a form: what a browser without script asks the server to do.

With script ``js/choose.js`` does the same without a round trip. Nothing is saved by these steps.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from organizations.models import Unit
from organizations.names import search_key

#: Steps that only change what is shown or ticked.
STEPS = ("tim", "chon-hien", "bo-hien")


class UnitSearch:
    """The words of a posted form, and which of the units match them."""

    def __init__(self, data: QueryDict | None, units: Sequence[Unit]) -> None:
        self.units = units
        self.words = data.get("tim", "")[:100] if data else ""
        self._keys = search_key(self.words).split()

    def shows(self, unit: Unit) -> bool:
        """Whether the unit's name has every word."""
        return all(key in unit.search_name for key in self._keys)

    @property
    def finds_none(self) -> bool:
        """Whether no unit matches."""
        return not any(self.shows(unit) for unit in self.units)

    def ticked(self, data: QueryDict, name: str) -> QueryDict:
        """The posted form with the shown units ticked or unticked in the field ``name``, as the step says."""
        step, chosen = data.get("buoc"), data.getlist(name)
        shown = [str(unit.pk) for unit in self.units if self.shows(unit)]
        if step not in ("chon-hien", "bo-hien"):
            return data
        changed = data.copy()
        rest = [value for value in chosen if value not in shown]
        changed.setlist(name, [*rest, *shown] if step == "chon-hien" else rest)
        return changed
