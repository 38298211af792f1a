"""What the filter of exemplars asks for. An address may hold anything: what is no choice filters everything out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from campaigns.models import Exemplar
from campaigns.models.exemplar import ExemplarQuerySet, ExemplarState
from organizations.models import Unit

_NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class ExemplarFilter:
    """The chosen kind, movement (its name), unit, year, state; words."""

    kind: str = ""
    movement: str = ""
    unit: str = ""
    year: str = ""
    state: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> ExemplarFilter:
        """The filter of an address."""
        return cls(
            kind=_plain(query, "loai", 12),
            movement=_plain(query, "phong_trao", 300),
            unit=_plain(query, "don_vi", 18),
            year=_plain(query, "nam", 4),
            state=_plain(query, "trang_thai", 12),
            words=_plain(query, "tim", 100),
        )

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == ExemplarFilter()

    def applied(self, rows: ExemplarQuerySet) -> ExemplarQuerySet:
        """The rows that are asked for; discarded drafts only by name."""
        rows = rows.filter(state=self.state) if self.state else rows.exclude(state=ExemplarState.DISCARDED)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.movement:
            rows = rows.filter(Q(campaign__name=self.movement) | Q(movement=self.movement))
        for value, name in ((self.unit, "unit"), (self.year, "year")):
            if value:
                rows = rows.filter(**{name: int(value)}) if _is_number(value) else rows.filter(_NOTHING)
        return rows.matching(self.words) if self.words else rows

    def in_words(self) -> list[str]:
        """What was asked for, so that a printed part does not pass for the whole."""
        said = [dict(Exemplar.Kind.choices).get(self.kind, "Loại không có")] if self.kind else []
        if self.movement:
            said.append(f"Phong trào: {self.movement}")
        if self.unit:
            unit = Unit.objects.filter(pk=int(self.unit)).first() if _is_number(self.unit) else None
            said.append(f"Đơn vị: {unit or 'không có'}")
        if self.year:
            said.append(f"Năm {self.year}")
        if self.state:
            said.append(f"Trạng thái: {dict(ExemplarState.choices).get(self.state, 'không có')}")
        if self.words:
            said.append(f"Có chữ “{self.words}”")
        return said


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal()


def _plain(query: QueryDict, name: str, most: int) -> str:
    """The value without letters that no database takes."""
    return query.get(name, "").replace("\0", "")[:most].strip()
