"""Imported records: written in bulk with what the single actions guarantee, taken back while nobody changed them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from awards.actions.initiative import names_of
from awards.actions.record import search_words, shown
from awards.guards import KEEPERS, may_keep_records
from awards.imports.check import Planned
from awards.imports.tables import AWARDS, DISCIPLINE, FAULTS, INITIATIVES, RATINGS, RECORDS
from awards.imports.whose import Whose
from awards.models import Award, Discipline, Household, Initiative, InitiativeAuthor, Rating
from awards.queries.imports import check_discipline, check_records, template_of
from organizations.actions.batch_open import lock_people
from organizations.imports.kinds import ImportKind, Outcome, register
from organizations.models import ImportBatch, Person, Unit, User
from organizations.names import normalize, search_key
from organizations.queries.imports import chunks
from workflow.engine import Refused
from workflow.models import LogEntry

_ROWS = 500
_LISTED = 8
_MODELS: dict[str, type[Model]] = {
    AWARDS.code: Award, RATINGS.code: Rating, INITIATIVES.code: Initiative, DISCIPLINE.code: Discipline,
    "households": Household,
}  # fmt: skip
_TEXTS = ("number", "authority", "position", "name")
_WORDS = {"awards": "khen thưởng", "ratings": "xếp loại", "initiatives": "sáng kiến, đề tài", "discipline": "kỷ luật",
          "households": "hộ gia đình"}  # fmt: skip


def write(batch: ImportBatch, outcome: Outcome, by: User) -> dict[str, list[int]]:
    """Writes all records, in the transaction of the commit.

    Raises:
        Refused: somebody of the list was merged or deleted meanwhile.
    """
    plan: dict[str, list[Planned]] = outcome.plan
    people = {whose.pk for whose in _everybody(plan) if whose.kind == "person"}
    if lock_people(sorted(people)) < len(people):
        raise Refused("Một người trong danh sách vừa được gộp hoặc xóa. Hãy tải lại trang để kiểm tra lại.")
    units = {unit.pk: unit for part in chunks(sorted({whose.unit for whose in _everybody(plan)}))
             for unit in Unit.objects.filter(pk__in=part)}  # fmt: skip
    names = {pk: name for part in chunks(sorted(people))
             for pk, name in Person.objects.filter(pk__in=part).values_list("pk", "full_name")}  # fmt: skip
    households = _write_households(plan)
    made: dict[str, list[int]] = {"households": [house.pk for house in households.values()]}
    known = {whose.pk for whose in _everybody(plan) if whose.kind == "household" and whose.pk}
    households |= {("household", house.pk): house for part in chunks(sorted(known))
                   for house in Household.objects.filter(pk__in=part)}  # fmt: skip
    line = f"Nhập từ Excel: {batch.file_name}"
    for code, planned in plan.items():
        rows = [_row(code, one, units, names, households, by) for one in planned]
        _MODELS[code]._default_manager.bulk_create(rows, batch_size=_ROWS)
        made[code] = [row.pk for row in rows]
        if code == INITIATIVES.code:
            _write_authors(rows, planned)
        _log(rows, planned, names, units, by, line)
    return made


def _everybody(plan: dict[str, list[Planned]]) -> list[Whose]:
    found = [one.whose for planned in plan.values() for one in planned]
    return found + [whose for planned in plan.values() for one in planned for whose, _ in one.authors]


def _write_households(plan: dict[str, list[Planned]]) -> dict[tuple[str, object], Household]:
    houses: dict[tuple[str, object], Household] = {}
    for planned in plan.values():
        for one in planned:
            if one.whose.new is not None and one.whose.key not in houses:
                head, address = (normalize(text) for text in one.whose.new)
                key = search_key(f"{head} {address}")
                houses[one.whose.key] = Household(
                    unit_id=one.whose.unit, head_name=head[:100], address=address, search_name=key
                )
    Household.objects.bulk_create(houses.values(), batch_size=_ROWS)
    return houses


def _row(
    code: str,
    one: Planned,
    units: dict[int, Unit],
    names: dict[int, str],
    households: dict[tuple[str, object], Household],
    by: User,
) -> Any:
    fields = {name: normalize(value) if name in _TEXTS else value for name, value in one.fields.items()}
    row: Any = _MODELS[code](**fields, unit=units[one.whose.unit], created_by=by)
    if code != INITIATIVES.code:
        if one.whose.kind == "household":
            row.household = households[one.whose.key]
        elif one.whose.kind == "collective":
            row.collective = row.unit
        else:
            # Named for the log, without reading each person.
            row.person = Person(pk=one.whose.pk, full_name=names[one.whose.pk])
    row.search_text = search_words(row)
    return row


def _write_authors(rows: list[Initiative], planned: list[Planned]) -> None:
    InitiativeAuthor.objects.bulk_create(
        [
            InitiativeAuthor(initiative=row, share=share, **{f"{whose.kind}_id": whose.pk})
            for row, one in zip(rows, planned, strict=True)
            for whose, share in one.authors
        ],
        batch_size=_ROWS,
    )


def _log(
    rows: list[Any], planned: list[Planned], names: dict[int, str], units: dict[int, Unit], by: User, line: str
) -> None:
    """An entry for each record, as the single action writes it."""
    pairs = list(zip(rows, planned, strict=True))
    for part in chunks(pairs, _ROWS):  # twenty thousand entries at once would be too much memory
        LogEntry.objects.bulk_create([_entry(row, one, names, units, by, line) for row, one in part])


def _entry(row: Any, one: Planned, names: dict[int, str], units: dict[int, Unit], by: User, line: str) -> LogEntry:
    lines = [f"{name}: {text}" for name, text in shown(row).items() if text]
    if one.authors:
        lines.append(f"Tác giả: {_authors(one, names, units)}")
    return LogEntry(
        target_type=row._meta.label_lower,
        target_id=str(row.pk),
        target_name=str(row)[:300],
        action="add",
        label="Ghi vào hồ sơ",
        actor_id=str(by.pk),
        actor_name=str(by)[:150],
        unit_id=str(row.unit_id),
        data={"lines": [*lines, line]},
    )


def _authors(one: Planned, names: dict[int, str], units: dict[int, Unit]) -> str:
    found = [(Person(pk=whose.pk, full_name=names[whose.pk]) if whose.kind == "person"
              else units[whose.pk], share) for whose, share in one.authors]  # fmt: skip
    return names_of(found)


def held_by(batch: ImportBatch) -> list[str]:
    """Records of the batch that somebody corrected or revoked since, or that are gone; households with more records."""
    held, changed = [], []
    for code, model in _MODELS.items():
        pks = batch.made.get(code, [])
        for part in chunks(pks):
            rows: Any = model._default_manager.filter(pk__in=part)
            if code != "households":
                changed += [str(row) for row in rows.filter(version__gt=1).order_by("pk")[: _LISTED + 1]]
        there = sum(model._default_manager.filter(pk__in=part).count() for part in chunks(pks))
        if there < len(pks):
            held.append(f"{len(pks) - there} {model._meta.verbose_name} không còn")
    if changed:
        more = " và mục khác" if len(changed) > _LISTED else ""
        held.append(f"đã sửa hoặc hủy bỏ {'; '.join(changed[:_LISTED])}{more}")
    own = set(batch.made.get(AWARDS.code, []))
    for part in chunks(batch.made.get("households", [])):
        others = Award.objects.filter(household__in=part).exclude(pk__in=own).count()
        if others:
            held.append(f"{others} khen thưởng khác gắn với hộ gia đình của đợt này")
    return held


def erase(batch: ImportBatch) -> None:
    """Removes exactly what the batch made; the log keeps that it was there."""
    for code, model in _MODELS.items():  # households last: awards point to them
        for part in chunks(batch.made.get(code, [])):
            model._default_manager.filter(pk__in=part).delete()


_RECORD_PAGES = (("award_list", "Xem sổ khen thưởng"),)
_WATCHED_MODELS: tuple[type[Model], ...] = (Unit, Person, *_MODELS.values())
_WATCHED = tuple(model._meta.label_lower for model in _WATCHED_MODELS)

register(
    ImportKind(
        code="khen_thuong",
        title="Khen thưởng, xếp loại, sáng kiến",
        tables=RECORDS,
        words={key: noun for key, noun in _WORDS.items() if key != DISCIPLINE.code},
        faults=FAULTS,
        check=check_records,
        write=write,
        held=held_by,
        erase=erase,
        template=lambda unit: template_of(unit, RECORDS),
        template_name="mau-nhap-khen-thuong.xlsx",
        may=may_keep_records,
        roles=KEEPERS,
        watched=_WATCHED,
        pages=_RECORD_PAGES,
    )
)
register(
    ImportKind(
        code="ky_luat",
        title="Kỷ luật",
        tables=(DISCIPLINE,),
        words={DISCIPLINE.code: _WORDS[DISCIPLINE.code]},
        faults=FAULTS,
        check=check_discipline,
        write=write,
        held=held_by,
        erase=erase,
        template=lambda unit: template_of(unit, (DISCIPLINE,)),
        template_name="mau-nhap-ky-luat.xlsx",
        may=may_keep_records,
        roles=KEEPERS,
        watched=_WATCHED,
        pages=(("person_list", "Xem con người"),),
        confidential=True,
    )
)
