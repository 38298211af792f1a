"""Records of one unit: of its drafter, of itself and of a household; every text holds the marker."""

from __future__ import annotations

from datetime import date

from awards.actions.household import save_household
from awards.actions.initiative import add_initiative
from awards.actions.record import add_record
from awards.actions.statement import say
from awards.models import Award, Discipline, Household, Initiative, Rating, Review, Statement
from organizations.models import Person, Unit, User


class RecordThings:
    """What a world has of them."""

    unit: Unit

    @property
    def award(self) -> Award:
        """The person's award."""
        return Award.objects.get(unit=self.unit, person__isnull=False)

    @property
    def rating(self) -> Rating:
        """The person's rating."""
        return Rating.objects.get(unit=self.unit)

    @property
    def initiative(self) -> Initiative:
        """What the person wrote."""
        return Initiative.objects.get(unit=self.unit)

    @property
    def discipline(self) -> Discipline:
        """A measure on the person."""
        return Discipline.objects.get(unit=self.unit)

    @property
    def review(self) -> Review:
        """What is looked into about the unit."""
        return Review.objects.get(unit=self.unit)

    @property
    def statement(self) -> Statement:
        """What was said about the person."""
        return Statement.objects.get(unit=self.unit)

    @property
    def household(self) -> Household:
        """A household of the unit."""
        return Household.objects.get(unit=self.unit)


def add_record_things(unit: Unit, person: Person, clerk: User, marker: str) -> None:
    """One record of each kind."""
    household = save_household(unit=unit, head_name="Nguyễn Văn Hộ", address=f"Tổ {marker}", by=clerk)
    decided = {"number": f"1 {marker}"[:60], "decided_on": date(2024, 12, 20), "authority": f"Chủ tịch {marker}"}
    add_record(thing=Award(person=person, unit=unit, code="LDTT", year=2024, position=marker, **decided), by=clerk)
    add_record(thing=Award(household=household, unit=unit, code="GDVH", year=2024, **decided), by=clerk)
    add_record(thing=Rating(person=person, unit=unit, rating="HTTNV", year=2024, **decided), by=clerk)
    measure = Discipline(person=person, unit=unit, kind="khien_trach", since=date(2023, 1, 1), **decided)
    add_record(thing=measure, by=clerk)
    review = Review(collective=unit, unit=unit, cause="thanh_tra", since=date(2024, 1, 1), outcome=marker)
    add_record(thing=review, by=clerk)
    idea = Initiative(name=f"Sáng kiến {marker}", unit=unit, scope="co_so", year=2024, **decided)
    add_initiative(thing=idea, authors=[(person, None)], by=clerk)
    say(thing=Statement(person=person, unit=unit, topic="maternity", year=2024, value=False), by=clerk)
