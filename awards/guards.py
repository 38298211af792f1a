"""Who keeps the records: the standing office (chuyên viên thường trực) of the unit or of one above it."""

from __future__ import annotations

from awards.models import Award, Discipline, Household, Initiative, Rating, Review
from awards.models.subject import OWN_SEERS, people_now_in, people_of
from organizations.guards import paths_where
from organizations.models import Person, Role, Unit, User
from organizations.models.unit import ids_on
from workflow.engine import Refused

KEEPERS = (Role.STANDING_OFFICER,)


def may_keep_records(user: User, unit: Unit) -> bool:
    """Whether the user keeps the records of the unit."""
    return any(user.holds(KEEPERS, above) for above in ids_on(unit.path))


def may_keep_of(user: User, subject: Person | Unit | Household) -> bool:
    """Whether the user keeps the records of this person (who is in the user's units now), unit or household."""
    if isinstance(subject, Person):
        tops = paths_where(user, KEEPERS)
        return bool(tops) and people_now_in(tops).filter(person=subject).exists()
    return may_keep_records(user, subject if isinstance(subject, Unit) else subject.unit)


def refuse_unless_keeper(by: User, subject: Person | Unit | Household, unit: Unit) -> None:
    """Raises Refused unless ``by`` keeps the records of the unit, or of the person now."""
    if not may_keep_records(by, unit) and not may_keep_of(by, subject):
        raise Refused(
            f"Bạn không có quyền ghi hồ sơ thi đua, khen thưởng tại {unit}. "
            "Việc này thuộc chuyên viên thường trực của đơn vị hay cấp trên."
        )


def may_add_for(user: User, subject: Person | Unit | Household) -> bool:
    """Whether the user writes records of the subject somewhere: of a person also for the years in the user's units."""
    if may_keep_of(user, subject):
        return True
    tops = tuple(paths_where(user, KEEPERS))
    if not isinstance(subject, Person) or not tops:
        return False
    return any(path.startswith(tops) for path in subject.positions.values_list("unit__path", flat=True))


def may_keep(user: User, thing: Award | Rating | Initiative | Discipline | Review) -> bool:
    """Whether the user corrects and revokes this record."""
    if may_keep_records(user, thing.unit):
        return True
    return not isinstance(thing, Initiative) and may_keep_of(user, thing.subject)


def may_read_in_confidence(user: User, subject: Person | Unit | Household) -> bool:
    """Whether the user may read discipline and what is under review about the subject, and what follows from it."""
    tops = tuple(paths_where(user, KEEPERS))
    exact = [held.unit_id for held in user.assignments() if held.role in OWN_SEERS]
    if isinstance(subject, Person):
        if tops and people_now_in(list(tops)).filter(person=subject).exists():
            return True
        return bool(exact) and people_of(exact).filter(person=subject).exists()
    unit = subject if isinstance(subject, Unit) else subject.unit
    return unit.path.startswith(tops) or unit.pk in exact
