"""What the filter of adoptions asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from campaigns.models.adoption import AdoptionState, ModelAdoptionQuerySet


@dataclass(frozen=True, slots=True)
class AdoptionFilter:
    """The chosen model, adopting unit, year of beginning, state."""

    model: str = ""
    unit: str = ""
    year: str = ""
    state: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> AdoptionFilter:
        """The filter of an address; it may hold anything."""
        names = {"model": "mo_hinh", "unit": "don_vi", "year": "nam", "state": "trang_thai"}
        return cls(**{name: query.get(key, "").replace("\0", "")[:18] for name, key in names.items()})

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == AdoptionFilter()

    def applied(self, rows: ModelAdoptionQuerySet) -> ModelAdoptionQuerySet:
        """The rows that are asked for; what is no number filters everything out."""
        for value, name in ((self.model, "exemplar"), (self.unit, "unit"), (self.year[:4], "since__year")):
            if value and not (value.isascii() and value.isdecimal() and int(value)):
                return rows.none()
            if value:
                rows = rows.filter(**{name: int(value)})
        return rows.filter(state=self.state) if self.state else rows

    def choices(self, seen: ModelAdoptionQuerySet) -> dict[str, list[tuple[str, str]]]:
        """Models, units and years that occur among what the user sees; three queries."""
        plain = seen.order_by()
        models = plain.values_list("exemplar", "exemplar__name").distinct()
        units = plain.values_list("unit", "unit__short_name", "unit__protocol_order").distinct()
        years = {day.year for day in plain.dates("since", "year")}
        return {
            "models": [(str(pk), name) for pk, name in sorted(models, key=lambda row: (row[1], row[0]))],
            "units": [(str(pk), name) for pk, name, _ in sorted(units, key=lambda row: (row[2], row[1]))],
            "years": [(str(year), str(year)) for year in sorted(years, reverse=True)],
            "states": list(AdoptionState.choices),
        }
