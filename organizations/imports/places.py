"""Units by the names people write: short or official, with "thuộc …" where several are called the same."""

from __future__ import annotations

import difflib
from collections import defaultdict

from organizations.imports.known import Known, Place
from organizations.imports.values import name_key
from organizations.names import search_key

_OF = " thuộc "


class Places:
    """All units that a row may name: those known, then those of the workbook as they are added."""

    def __init__(self, known: Known) -> None:
        self._exact: dict[str, set[Place]] = defaultdict(set)
        self._folded: dict[str, set[Place]] = defaultdict(set)
        self._names: dict[Place, str] = {}
        self._above: dict[Place, Place] = {}
        for unit in known.units:
            place = Place(unit.pk)
            self.add(place, unit.official_name, unit.short_name)
            if unit.parent is not None:
                self.put_under(place, Place(unit.parent))

    def add(self, place: Place, official_name: str, short_name: str) -> None:
        """One more unit by its names."""
        self._names[place] = short_name or official_name
        for name in filter(None, (official_name, short_name)):
            self.call(place, name)

    def call(self, place: Place, name: str) -> None:
        """One more name of a unit."""
        self._exact[name_key(name)].add(place)
        self._folded[search_key(name)].add(place)

    def put_under(self, place: Place, above: Place) -> None:
        """Which unit stands above."""
        self._above[place] = above

    def named(self, text: str) -> list[Place]:
        """The units called so: by the very name, else whatever tone marks, else as "X thuộc Y"."""
        found = self._exact.get(name_key(text)) or self._folded.get(search_key(text))
        if found:
            return sorted(found, key=lambda place: (place.pk, place.row))
        lower = text.casefold()
        if _OF in lower:
            cut = lower.rindex(_OF)
            inner, above = self.named(text[:cut].strip()), set(self.named(text[cut + len(_OF) :].strip()))
            return [place for place in inner if self._above.get(place) in above]
        return []

    def name_of(self, place: Place) -> str:
        """How the unit is called in lists."""
        return self._names.get(place, "")

    def full_name_of(self, place: Place) -> str:
        """The same with the unit above it, which tells apart."""
        above = self.name_of(self._above.get(place, Place()))
        return f"{self.name_of(place)} thuộc {above}" if above else self.name_of(place)

    def unknown(self, text: str) -> str:
        """What to do about a name that no unit has: the nearest ones."""
        near = difflib.get_close_matches(search_key(text), list(self._folded), n=2, cutoff=0.75)
        names = list(dict.fromkeys(self.name_of(min(self._folded[key], key=lambda p: (p.pk, p.row))) for key in near))
        if names:
            return f"Có phải là {' hay '.join(f'“{name}”' for name in names)}?"
        return "Hãy ghi đúng tên có trong trang “Danh mục” của tệp mẫu, hoặc thêm đơn vị ấy vào trang “Đơn vị”."

    def several(self, found: list[Place]) -> str:
        """What to do about a name that several units have."""
        names = "; ".join(f"“{self.full_name_of(place)}”" for place in found[:3])
        return f"Hãy ghi rõ một trong: {names}{' …' if len(found) > 3 else ''}."
