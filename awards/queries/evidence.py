"""What the records say about a person, unit or household, in the words in which the law is asked.

The keys are those of the "subject" of ``python -m legal check``. A key that nobody recorded anything for is absent,
which means "not known"; an empty list means "none", and somebody has said so (``Statement``). The reader sees all
records: who shows the result answers for who may see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from awards.models import Award, Discipline, Household, Initiative, Rating, Review, Statement
from awards.models.subject import field_of
from organizations.models import Person, Position, Unit, UnitSuccession

Evidence = dict[str, Any]
_COMPLETED = (Rating.Grade.EXCELLENT, Rating.Grade.GOOD, Rating.Grade.DONE)
_Topic = Statement.Topic


def evidence_of(subject: Person | Unit | Household, year: int, on: date | None = None) -> Evidence:
    """The "subject" of a scenario for the emulation year ``year``: records of that year and of earlier ones.

    What keeps an award back is asked as it stands on the day ``on`` of the judgement (default: the year's last day),
    which often lies in the year after: discipline that began by then, and what is under review on it.

    A renamed unit is the same collective: what it earned under its earlier names is its own. What a merged or split
    unit earned is not its successor's.
    """
    kind = field_of(subject)
    ids = names_of_unit(subject) if isinstance(subject, Unit) else [subject.pk]
    whose = Q(**{f"{kind}__in": ids})
    stated = list(Statement.objects.filter(whose).order_by("year", "pk"))
    on = on or date(year, 12, 31)
    found: Evidence = {"type": kind}
    found |= _listed("awards", _awards(whose, year), stated, year)
    if kind != "household":
        found |= _listed("ratings", _ratings(whose, year), stated, year)
        found |= _initiatives(kind, ids, year, stated)
    found |= _discipline(subject, year, on, stated)
    found |= _under_review(whose, year, on, stated)
    if isinstance(subject, Person):
        found |= _of_person(year, stated)
    if isinstance(subject, Unit):
        found |= _members(subject, year)
    return found


def names_of_unit(unit: Unit) -> list[int]:
    """Ids of the unit and of the rows under which it was called otherwise before, latest first."""
    ids = [unit.pk]
    while True:
        before = UnitSuccession.objects.filter(successor=ids[-1], kind=UnitSuccession.Kind.RENAME)
        earlier = before.order_by("pk").values_list("predecessor", flat=True).first()
        if earlier is None or earlier in ids:
            return ids
        ids.append(earlier)


def _listed(key: str, rows: list[Any], stated: list[Statement], year: int) -> Evidence:
    return {key: rows} if rows or _is_whole(key, stated, year) else {}


def _is_whole(topic: str, stated: list[Statement], year: int) -> bool:
    """Whether somebody said that the records of that topic are all there is, up to the year or later."""
    return any(one.topic == topic and one.value and one.year >= year for one in stated)


def _awards(whose: Q, year: int) -> list[Evidence]:
    rows = Award.objects.filter(whose, year__lte=year).order_by("year", "pk")
    return [award_fact(row) for row in rows]


def award_fact(row: Award) -> Evidence:
    """One award as the law is told of it: a whole day that is not known is left out, the merit of a hình thức that is
    not known is null. Danh hiệu are given for công trạng alone."""
    fact: Evidence = {"code": row.code, "year": row.year, "revoked": row.is_revoked}
    if row.exact_day is not None:
        fact["decided_on"] = row.exact_day.isoformat()
    if row.merit or row.is_form:
        fact["merit"] = row.merit or None
    return fact


def _ratings(whose: Q, year: int) -> list[Evidence]:
    """One for each year; of a unit that was renamed within a year the later decision."""
    rows = Rating.objects.filter(whose, year__lte=year).valid().order_by("year", "decided_on", "pk")
    return [{"year": at, "rating": rating} for at, rating in dict(rows.values_list("year", "rating")).items()]


def _initiatives(kind: str, ids: Iterable[int], year: int, stated: list[Statement]) -> Evidence:
    """Sáng kiến and đề tài apart, those recognised up to the year."""
    rows = Initiative.objects.filter(**{f"authors__{kind}__in": list(ids)}, year__lte=year).valid()
    facts: dict[str, list[Evidence]] = {"initiatives": [], "research": []}
    for row in rows.order_by("year", "pk").distinct():
        is_research = row.kind == Initiative.Kind.RESEARCH
        day = row.exact_day.isoformat() if row.exact_day else None
        fact = {"scope": row.scope, "used_for": row.used_for or None}
        fact["accepted_on" if is_research else "recognized_on"] = day
        facts["research" if is_research else "initiatives"].append(fact)
    return {key: value for name in facts for key, value in _listed(name, facts[name], stated, year).items()}


def _discipline(subject: Person | Unit | Household, year: int, on: date, stated: list[Statement]) -> Evidence:
    """Of a collective that of its members, and of whoever was disciplined there in the year and left since."""
    if isinstance(subject, Household):
        return {}
    rows = Discipline.objects.valid().filter(since__lte=max(on, date(year, 12, 31)))
    if isinstance(subject, Unit):
        left_since = Q(unit__in=names_of_unit(subject), since__year=year)
        rows = rows.filter(Q(person__in=members_in(subject, year)) | left_since)
    else:
        rows = rows.about(subject)
    facts: list[Evidence] = []
    for row in rows.order_by("since", "pk"):
        until = row.until.isoformat() if row.until else None
        facts.append({"kind": row.kind, "from": row.since.isoformat(), "until": until})
    return _listed("discipline", facts, stated, year)


def _under_review(whose: Q, year: int, on: date, stated: list[Statement]) -> Evidence:
    """True while something is open on that day, its last one included; False only when somebody said so."""
    open_then = Q(until__isnull=True) | Q(until__gte=on)
    opened = Review.objects.valid().filter(whose, open_then, since__lte=on)
    if opened.exists():
        return {"under_review": True}
    return {"under_review": False} if _is_whole(_Topic.UNDER_REVIEW, stated, year) else {}


def _of_person(year: int, stated: list[Statement]) -> Evidence:
    found: Evidence = {}
    combat = [one.value for one in stated if one.topic == _Topic.COMBAT and one.year == year]
    if combat:
        found["combat_resourcefulness"] = combat[0]
    leave = [one for one in stated if one.topic == _Topic.MATERNITY and one.year <= year]
    if leave:
        found["maternity_years"] = sorted(one.year for one in leave if one.value)
    return found


def members_in(unit: Unit, year: int) -> set[int]:
    """Ids of the people who held a position in the unit (under any of its names) on the year's last day, or on the
    unit's own last day when it ended before."""
    last = min(date(year, 12, 31), unit.valid_to or date.max)
    held = Position.objects.as_of(last).filter(unit__in=names_of_unit(unit))
    return set(held.order_by().values_list("person", flat=True))


def _members(unit: Unit, year: int) -> Evidence:
    """How many members there were, and of them how many hold what; a count nobody recorded anything for is absent.

    Who completed the year's tasks is counted only when every member has a rating: half a list would say "not all".
    """
    people = members_in(unit, year)
    if not people:
        return {}
    found: Evidence = {"members": len(people)}
    awards = Award.objects.valid().filter(person__in=people, year=year, code__in=["LDTT", "CSTDCS"])
    held = Counter(code for code, _ in set(awards.values_list("code", "person")))
    # Who is CSTĐ cơ sở is LĐTT too (06/2022/QH15, Điều 23), also where only the higher title was written down.
    advanced = len(set(awards.values_list("person", flat=True)))
    if advanced:
        found["members_ldtt"] = advanced
        found["members_cstdcs"] = held["CSTDCS"]
    ratings = dict(Rating.objects.valid().filter(person__in=people, year=year).values_list("person", "rating"))
    if len(ratings) == len(people):
        found["members_completed"] = sum(rating in _COMPLETED for rating in ratings.values())
    return found
