"""Rows of people: complete, readable, in units that stand, each once; and who may be somebody known already."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from organizations.imports.known import Known, KnownPerson, Place, overlap
from organizations.imports.places import Places
from organizations.imports.rows import Row
from organizations.imports.values import name_key, same_name
from organizations.names import odd_characters, search_key

NEW, ROW = "moi", "dong"


@dataclass(slots=True)
class PlannedPosition:
    """A position as it would be made. ``person``: id of who is known; else ``first_row`` is where the person stands
    first, which may be this very row. ``is_there``: nothing is made, the person holds it already."""

    row: int
    sheet: int
    full_name: str
    unit: Place | None
    title: str
    since: date | None
    until: date | None
    person: int = 0
    first_row: tuple[int, int] = (0, 0)
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a doubt."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be somebody known. ``key`` stays the same when rows move; ``decided`` is "" while open."""

    sheet: int
    row: int
    key: str
    full_name: str
    position: str
    choices: tuple[Choice, ...]
    decided: str


def check_people(
    rows: list[Row],
    known: Known,
    places: Places,
    periods: dict[Place, tuple[date | None, date | None]],
    decisions: dict[str, str],
) -> tuple[list[PlannedPosition], list[Doubt]]:
    """The positions of the rows and the doubts about who they are; what is wrong goes to the rows' findings."""
    planned = [(row, _read(row, known, places)) for row in rows]
    for row, position in planned:
        _hold_against_unit(row, position, periods, places)
    once = _without_twins(planned)
    by_name: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in known.people:
        by_name[search_key(person.full_name)].append(person)
    doubts = []
    first: dict[tuple[str, Place | None], PlannedPosition] = {}
    for row, position in once:
        position.first_row = (row.sheet, row.number)
        if not position.full_name or position.unit is None:
            continue
        group = (name_key(position.full_name), position.unit)
        alike = [p for p in by_name[search_key(position.full_name)] if same_name(p.full_name, position.full_name)]
        doubt = _doubt(position, alike, first.get(group), places, decisions)
        if doubt is not None:
            doubts.append(doubt)
            _follow(row, position, doubt.decided, first.get(group), alike)
        first.setdefault(group, position)
    return [position for _, position in once], doubts


def _read(row: Row, known: Known, places: Places) -> PlannedPosition:
    name = row.line("full_name")
    _tell_odd(row, name)
    unit = _unit(row, places)
    title = row.line("title")
    if title and not any(char.isalpha() for char in title):
        row.error("no_letters", "title", f"Chức vụ không có chữ cái: {title}.", "Hãy kiểm tra cột, rồi gõ chức vụ.")
    since, until = row.period("since", "until", known.today, may_end_ahead=True)
    return PlannedPosition(row.number, row.sheet, name, unit, title, since, until)


def _tell_odd(row: Row, name: str) -> None:
    odd = odd_characters(name)
    if not odd:
        if name and " " not in name:
            row.warn("one_word", "full_name", f"Họ tên chỉ có một chữ: {name}.", "Hãy kiểm tra xem có thiếu họ không.")
        return
    shown = ", ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in odd)
    if any(char.isdigit() for char in odd):
        row.error("digit_in_name", "full_name", f"Họ tên có chữ số: {shown}.", "Hãy xóa chữ số khỏi họ tên.")
    elif any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in odd):
        row.error("odd_characters", "full_name", f"Họ tên có chữ cái không phải tiếng Việt: {shown}.",
                  "Chữ ấy trông giống chữ thường dùng nhưng là chữ khác. Hãy gõ lại cả họ tên.")  # fmt: skip
    else:
        row.error("odd_characters", "full_name", f"Họ tên có ký tự lạ: {shown}.",
                  "Hãy gõ lại bằng chữ cái tiếng Việt; học vị, ghi chú để ở cột khác.")  # fmt: skip


def _unit(row: Row, places: Places) -> Place | None:
    text = row.line("unit")
    found = places.named(text) if text else []
    if text and not found:
        row.error("unknown_unit", "unit", f"Không có đơn vị “{text}” trong phạm vi nhập.", places.unknown(text))
    if len(found) > 1:
        row.error("several_units", "unit", f"Có {len(found)} đơn vị tên “{text}”.", places.several(found))
    return found[0] if len(found) == 1 else None


def _hold_against_unit(
    row: Row,
    position: PlannedPosition,
    periods: dict[Place, tuple[date | None, date | None]],
    places: Places,
) -> None:
    if position.unit is None or position.since is None:
        return
    since, until = periods.get(position.unit, (None, None))
    name = places.name_of(position.unit)
    if since and position.since < since:
        row.error("before_unit", "since", f"{name} chỉ hoạt động từ {since:%d/%m/%Y}.",
                  "Hãy sửa ngày, hoặc chọn đơn vị khác.")  # fmt: skip
    elif until and (position.since > until or position.until is None or position.until > until):
        row.error("after_unit", "until" if "until" in row.columns and position.since <= until else "since",
                  f"{name} đã kết thúc ngày {until:%d/%m/%Y}.",
                  "Hãy ghi “Đến ngày” không muộn hơn ngày đó, hoặc chọn đơn vị khác.")  # fmt: skip


def _without_twins(planned: list[tuple[Row, PlannedPosition]]) -> list[tuple[Row, PlannedPosition]]:
    """Rows that do not say once more what an earlier one says."""
    seen: dict[tuple[str, Place | None, str], list[PlannedPosition]] = defaultdict(list)
    once = []
    for row, position in planned:
        same = seen[name_key(position.full_name), position.unit, name_key(position.title)]
        earlier = next((each for each in same if _together(each, position)), None)
        if position.full_name and position.unit and earlier is not None:
            row.error("twice_in_file", "full_name",
                      f"{position.full_name}, {position.title} đã có ở dòng {earlier.row} của bảng này.",
                      "Hãy bỏ một trong hai dòng, hoặc sửa chức vụ hay ngày.")  # fmt: skip
            continue
        same.append(position)
        once.append((row, position))
    return once


def _together(one: PlannedPosition, other: PlannedPosition) -> bool:
    if one.since is None or other.since is None:
        return one.since == other.since
    return overlap(one.since, one.until, other.since, other.until)


def _doubt(
    position: PlannedPosition,
    alike: list[KnownPerson],
    earlier: PlannedPosition | None,
    places: Places,
    decisions: dict[str, str],
) -> Doubt | None:
    choices = []
    for person in sorted(
        alike, key=lambda p: (not any(at.unit == (position.unit or Place()).pk for at in p.positions), p.pk)
    ):
        held = "; ".join(f"{at.title}, {places.name_of(Place(at.unit))}" for at in person.positions[:2])
        choices.append(Choice(str(person.pk), f"Cùng người: {person.full_name}" + (f" ({held})" if held else "")))
    if earlier is not None:
        choices.append(Choice(ROW, f"Cùng người với dòng {earlier.row} ({earlier.title})"))
    if not choices:
        return None
    choices.append(Choice(NEW, "Người khác, lập hồ sơ mới"))
    where = places.name_of(position.unit) if position.unit else ""
    since = f"{position.since:%Y-%m-%d}" if position.since else ""
    key = "|".join((name_key(position.full_name), name_key(where), name_key(position.title), since))
    decided = decisions.get(key, "")
    if decided not in {choice.value for choice in choices}:
        decided = ""
    what = f"{position.title}, {where}" + (f", từ {position.since:%d/%m/%Y}" if position.since else "")
    return Doubt(position.sheet, position.row, key, position.full_name, what, tuple(choices), decided)


def _follow(
    row: Row, position: PlannedPosition, decided: str, earlier: PlannedPosition | None, alike: list[KnownPerson]
) -> None:
    """Gives the position to whom a person decided it belongs."""
    if decided == ROW and earlier is not None:
        position.person, position.first_row = earlier.person, earlier.first_row
    elif decided and decided != NEW:
        position.person = int(decided)
    person = next((each for each in alike if each.pk == position.person), None)
    if person is None or position.unit is None or position.since is None:
        return
    for at in person.positions:
        same = at.unit == position.unit.pk and name_key(at.title) == name_key(position.title)
        if same and overlap(at.since, at.until, position.since, position.until):
            position.is_there = True
            row.note("is_there", "full_name", "Chức vụ này đã có trong chương trình nên không ghi thêm.")
            return
