"""Awards, ratings and initiatives of 2022 and 2023 of the demo's people and units, so that histories are not empty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from awards.actions.initiative import add_initiative
from awards.actions.record import add_record
from awards.guards import may_keep_records
from awards.models import Award, Initiative, Rating
from organizations.models import Person, Unit, User
from thidua.demo.chain import key_of
from thidua.demo.office import Office

YEARS = (2022, 2023)
AUTHORITY = "Chủ tịch Ủy ban nhân dân thành phố"
IDEAS = (
    "Hẹn giờ giải quyết thủ tục qua điện thoại", "Sổ theo dõi nhiệm vụ dùng chung", "Mẫu trả lời công dân soạn sẵn",
)  # fmt: skip


class Records:
    """Runs the ordinary actions as the clerk of the city, who keeps the records of the units below."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.clerk: User = office.users["chuyenvien"]

    def build(self) -> None:
        """People with positions in units that the clerk keeps; then the units themselves."""
        units = [unit for unit in self.office.units.values() if may_keep_records(self.clerk, unit)]
        for order, unit in enumerate(units):
            people = Person.objects.filter(positions__unit=unit).order_by("pk").distinct()
            for place, person in enumerate(people):
                for year in YEARS:
                    self._person(person, unit, year, order + place)
            self._unit(unit, order)

    def _person(self, person: Person, unit: Unit, year: int, order: int) -> None:
        """Every third one stands out; every fifth has no award in the second year."""
        best = order % 3 == 0
        grade = "HTXSNV" if best else "HTTNV" if order % 5 else "HTNV"
        rating = Rating(person=person, unit=unit, year=year, rating=grade, **self._decided("xl", year))
        add_record(thing=self._keyed(rating, f"{person.pk}-{year}"), by=self.clerk)
        if grade == "HTNV":
            return
        code = "CSTDCS" if best else "LDTT"
        decided = self._decided("thi-dua", year)
        award = Award(person=person, unit=unit, code=code, year=year, level="huyen", merit="cong_trang", **decided)
        add_record(thing=self._keyed(award, f"{person.pk}-{year}"), by=self.clerk)
        if best and year == YEARS[-1]:
            name = f"{IDEAS[order // 3 % len(IDEAS)]} tại {unit}"
            idea = Initiative(name=name, unit=unit, scope="co_so", year=year, **self._decided("sang-kien", year))
            add_initiative(thing=self._keyed(idea, f"{person.pk}"), authors=[(person, Decimal(100))], by=self.clerk)

    def _unit(self, unit: Unit, order: int) -> None:
        for year in YEARS:
            if order % 4:
                decided = self._decided("thi-dua", year)
                award = Award(collective=unit, unit=unit, code="TTLDTT", year=year, level="huyen", **decided)
                add_record(thing=self._keyed(award, f"unit-{unit.pk}-{year}"), by=self.clerk)

    def _decided(self, what: str, year: int) -> dict[str, object]:
        """One decision a year for each kind."""
        number, day = {"xl": (1180, 5), "thi-dua": (1325, 20), "sang-kien": (1102, 1)}[what]
        return {"number": f"{number + year - YEARS[0]}/QĐ-UBND", "decided_on": date(year, 12, day),
                "authority": AUTHORITY}  # fmt: skip

    @staticmethod
    def _keyed(thing: Any, key: str) -> Any:
        thing.creation_key = key_of(f"{type(thing).__name__}-{key}")
        return thing
