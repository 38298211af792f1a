"""Imports of records: what is known already, the check of a batch, the workbook to fill in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from awards.imports.check import Words, check
from awards.imports.known import Recorded, Who
from awards.imports.tables import AWARDS, DISCIPLINE, INITIATIVES, RATINGS, RECORDS, SUBJECT_WORDS
from awards.models import Award, Discipline, Household, Initiative, Rating
from awards.models.subject import SUBJECTS, Level
from awards.text.titles import TITLES
from organizations.imports.columns import Table
from organizations.imports.kinds import Outcome
from organizations.imports.rows import joined
from organizations.imports.template import UNIT_LIST, form_workbook, unit_names
from organizations.models import ImportBatch, Unit
from organizations.names import search_key
from organizations.queries.imports import chunks, mappings_of, sheets_of, snapshot


def _labels(choices: list[tuple[str, Any]]) -> dict[str, str]:
    return {str(code): str(label) for code, label in choices}


WORDS = Words(
    levels=_labels(Level.choices),
    merits=_labels(Award.Merit.choices),
    ratings=_labels(Rating.Grade.choices),
    kinds=_labels(Initiative.Kind.choices),
    scopes=_labels(Initiative.Scope.choices),
    measures=_labels(Discipline.Measure.choices),
)


def check_records(batch: ImportBatch) -> Outcome:
    """A batch of awards, ratings and initiatives against what is known now."""
    return _check(batch, RECORDS)


def check_discipline(batch: ImportBatch) -> Outcome:
    """A batch of disciplinary measures against what is known now."""
    return _check(batch, (DISCIPLINE,))


def _check(batch: ImportBatch, tables: tuple[Table, ...]) -> Outcome:
    sheets, mappings = sheets_of(batch), mappings_of(batch)
    by_code = {table.code: table for table in tables}
    names: set[str] = set()
    for sheet, mapping in zip(sheets, mappings, strict=True):
        table = by_code.get(mapping.table)
        if table is not None:
            field = table.field("name")
            names |= {joined(field, mapping.columns, cells) for _, cells in sheet.rows}
    recorded = recorded_in(batch.unit, sorted(names))
    return check(sheets, mappings, tables, recorded, WORDS, batch.decisions)


def recorded_in(unit: Unit, names: list[str]) -> Recorded:
    """The records of people called like one of the names, and of units and households in the unit and below it."""
    known = snapshot(unit, names)
    people = [person.pk for person in known.people]
    awards: dict[tuple[Who, str, int], set[str]] = defaultdict(set)
    for who, code, year, number in _rows(Award, unit, people, "code", "year", "number"):
        awards[who, code, year].add(number)
    ratings = {(who, year): grade for who, year, grade in _rows(Rating, unit, people, "year", "rating")}
    ideas = Initiative.objects.valid().filter(unit__path__startswith=unit.path)
    measures = _rows(Discipline, unit, people, "kind", "since")
    households = Household.objects.filter(unit__path__startswith=unit.path).order_by("pk")
    return Recorded(
        known=known,
        awards=dict(awards),
        ratings=ratings,
        initiatives=frozenset((search_key(name), year) for name, year in ideas.values_list("name", "year")),
        discipline=frozenset((who[1], kind, since.isoformat()) for who, kind, since in measures),
        households={(at, key): pk for at, key, pk in households.values_list("unit", "search_name", "pk")},
    )


def _rows(model: Any, unit: Unit, people: list[int], *fields: str) -> list[tuple[Any, ...]]:
    """Who, then the fields, of every record of these people and of subjects in the unit's tree."""
    found: list[tuple[Any, ...]] = []
    valid = model.objects.valid().order_by("pk")
    parts = [valid.filter(person__in=part) for part in chunks(people)]
    parts.append(valid.filter(person__isnull=True, unit__path__startswith=unit.path))
    for part in parts:
        for *ids, pk_fields in ((*row[:3], row[3:]) for row in part.values_list(*SUBJECTS, *fields)):
            kind, pk = next((name, pk) for name, pk in zip(SUBJECTS, ids, strict=True) if pk is not None)
            found.append(((kind, pk), *pk_fields))
    return found


def template_of(unit: Unit, tables: tuple[Table, ...]) -> bytes:
    """An empty workbook for these lists, with the lists to choose from on a last sheet."""
    lists = {
        "Danh hiệu": [title.name for title in TITLES.values()],
        "Xếp loại": list(WORDS.ratings.values()),
        "Phạm vi": list(WORDS.scopes.values()),
        "Loại sáng kiến": list(WORDS.kinds.values()),
        "Đối tượng": list(SUBJECT_WORDS.values()),
        "Cấp": list(WORDS.levels.values()),
        "Loại hình": list(WORDS.merits.values()),
        "Hình thức kỷ luật": list(WORDS.measures.values()),
        UNIT_LIST: unit_names(snapshot(unit)),
    }
    offers = (
        (AWARDS, "code", "Danh hiệu"), (AWARDS, "subject", "Đối tượng"), (AWARDS, "level", "Cấp"),
        (AWARDS, "merit", "Loại hình"), (AWARDS, "unit", UNIT_LIST), (RATINGS, "rating", "Xếp loại"),
        (RATINGS, "subject", "Đối tượng"), (RATINGS, "unit", UNIT_LIST), (INITIATIVES, "kind", "Loại sáng kiến"),
        (INITIATIVES, "scope", "Phạm vi"), (INITIATIVES, "subject", "Đối tượng"), (INITIATIVES, "unit", UNIT_LIST),
        (INITIATIVES, "used_for", "Danh hiệu"), (DISCIPLINE, "kind", "Hình thức kỷ luật"),
        (DISCIPLINE, "unit", UNIT_LIST),
    )  # fmt: skip
    wanted = [offer for offer in offers if offer[0] in tables]
    used = {title for _, _, title in wanted}
    return form_workbook(tables, {title: names for title, names in lists.items() if title in used}, wanted)
