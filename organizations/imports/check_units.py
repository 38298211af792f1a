"""Rows of units: complete, readable, each once, each under a unit that stands, without circles."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from organizations.imports.known import Known, KnownUnit, Place
from organizations.imports.places import Places
from organizations.imports.rows import Row
from organizations.imports.tables import KIND_NAMES, LEVEL_NAMES
from organizations.imports.values import name_key, read_choice, read_whole

MAX_ORDER = 999_999
RANKS = ("trung_uong", "tinh", "huyen", "xa")


@dataclass(slots=True)
class PlannedUnit:
    """A unit as it would be made."""

    place: Place
    official_name: str
    short_name: str
    level: str
    kind: str
    symbol: str
    place_name: str
    valid_from: date | None
    valid_to: date | None
    protocol_order: int
    parent: Place | None = None


def check_units(rows: list[Row], known: Known, places: Places) -> list[PlannedUnit]:
    """The units of the rows; what is wrong goes to the rows' findings. New units are added to ``places``."""
    planned = [(row, _read(row, known)) for row in rows]
    once = _without_twins(planned, known, places)
    for _, unit in once:
        places.add(unit.place, unit.official_name, unit.short_name)
    for row, unit in once:
        unit.parent = _parent(row, unit, known, places)
        if unit.parent is not None:
            places.put_under(unit.place, unit.parent)
    by_place = {unit.place: unit for _, unit in once}
    _tell_circles(once, by_place, places)
    _tell_same_siblings(once, known)
    periods = periods_of(known, [unit for _, unit in once])
    levels = {Place(unit.pk): unit.level for unit in known.units} | {unit.place: unit.level for _, unit in once}
    for row, unit in once:
        _hold_against_parent(row, unit, periods, levels, places)
    return [unit for _, unit in once]


def periods_of(known: Known, planned: list[PlannedUnit]) -> dict[Place, tuple[date | None, date | None]]:
    """From when to when each unit stands."""
    return {Place(unit.pk): (unit.valid_from, unit.valid_to) for unit in known.units} | {
        unit.place: (unit.valid_from, unit.valid_to) for unit in planned
    }


def _read(row: Row, known: Known) -> PlannedUnit:
    official = row.line("official_name")
    _tell_odd(row, "official_name", official)
    short = row.line("short_name")
    _tell_odd(row, "short_name", short)
    if official and not row.texts["short_name"]:
        if len(official) <= row.table.field("short_name").longest:
            short = official
        else:
            row.error("missing", "short_name", "Tên chính thức dài quá 80 chữ nên phải có “Tên gọi tắt”.",
                      "Hãy nhập tên gọi tắt vào ô này.")  # fmt: skip
    level = _choice(row, "level", known.levels, LEVEL_NAMES)
    kind = _choice(row, "kind", known.kinds, KIND_NAMES)
    since, until = row.period("valid_from", "valid_to", known.today, may_end_ahead=False)
    return PlannedUnit(
        place=Place(sheet=row.sheet, row=row.number),
        official_name=official,
        short_name=short,
        level=level,
        kind=kind,
        symbol=row.line("symbol"),
        place_name=row.line("place_name"),
        valid_from=since,
        valid_to=until,
        protocol_order=_order(row),
    )


def _choice(row: Row, name: str, choices: dict[str, str], also: dict[str, str]) -> str:
    text = row.line(name)
    code = read_choice(text, choices, also) if text else None
    if text and code is None:
        title = row.table.field(name).title
        row.error(f"unknown_{name}", name, f"“{title}” không có trong danh mục: {text}.",
                  f"Hãy ghi một trong: {', '.join(choices.values())}.")  # fmt: skip
    return code or ""


def _order(row: Row) -> int:
    text = row.line("protocol_order")
    number = read_whole(text, MAX_ORDER) if text else 1000
    if number is None:
        row.error("bad_number", "protocol_order", f"“Thứ tự” phải là số nguyên từ 0 đến 999.999: {text}.",
                  "Hãy ghi số, ví dụ 10, hoặc để trống.")  # fmt: skip
    return number or 0


def _tell_odd(row: Row, name: str, text: str) -> None:
    """Digits and signs belong into names of units ("Phường 3", "Trường TH-THCS"); letters of other scripts do not."""
    odd = dict.fromkeys(c for c in text if c.isalpha() and not unicodedata.name(c, "").startswith("LATIN"))
    if odd:
        row.error("odd_characters", name, f"Tên có chữ cái không phải tiếng Việt: {', '.join(odd)}.",
                  "Chữ ấy trông giống chữ thường dùng nhưng là chữ khác. Hãy gõ lại cả tên.")  # fmt: skip
    elif text and not any(char.isalpha() for char in text):
        row.error("no_letters", name, f"Tên không có chữ cái: {text}.", "Hãy kiểm tra cột, rồi gõ tên đơn vị.")


def _without_twins(
    planned: list[tuple[Row, PlannedUnit]], known: Known, places: Places
) -> list[tuple[Row, PlannedUnit]]:
    """Rows that are neither there twice nor in the program already; the others are told and left out of ``places``."""
    first: dict[tuple[str, str], PlannedUnit] = {}
    existing: dict[tuple[int | None, str], KnownUnit] = {
        (unit.parent, name_key(unit.official_name)): unit for unit in known.units
    }
    root = next((unit for unit in known.units if unit.pk == known.root), None)
    once = []
    for row, unit in planned:
        key = name_key(unit.official_name)
        if not key:
            once.append((row, unit))
            continue
        above = row.texts["parent"]
        earlier = first.setdefault((key, name_key(above)), unit)
        named = places.named(above) if above else [Place(known.root)]
        there = existing.get((named[0].pk, key)) if len(named) == 1 else None
        if there is None and not above and root and key == name_key(root.official_name):
            there = root
        if earlier is not unit:
            # People who name the row by its own short name are not told off for that too.
            if unit.short_name:
                places.call(earlier.place, unit.short_name)
            row.error("twice_in_file", "official_name", f"Đơn vị đã có ở dòng {earlier.place.row} của bảng này.",
                      "Hãy bỏ một trong hai dòng, hoặc sửa tên hay cấp trên nếu là hai đơn vị.")  # fmt: skip
        elif there is not None:
            if unit.short_name:
                places.call(Place(there.pk), unit.short_name)
            row.error("exists", "official_name", f"Đơn vị “{unit.official_name}” đã có trong chương trình.",
                      "Hãy bỏ dòng này; người ở trang “Con người” vẫn nhập được vào đơn vị đã có.")  # fmt: skip
        else:
            once.append((row, unit))
    return once


def _parent(row: Row, unit: PlannedUnit, known: Known, places: Places) -> Place | None:
    text = row.line("parent")
    if not text:
        return None if "parent" in row.unread or row.texts["parent"] else Place(known.root)
    found = places.named(text)
    others = [place for place in found if place != unit.place]
    if len(others) == 1:
        return others[0]
    if others:
        row.error("several_parents", "parent", f"Có {len(others)} đơn vị tên “{text}”.", places.several(others))
    elif found:
        row.error("circle", "parent", "Đơn vị không thể trực thuộc chính nó.", "Hãy ghi đơn vị cấp trên trực tiếp.")
    else:
        row.error("unknown_parent", "parent", f"Không có đơn vị “{text}” trong phạm vi nhập.", places.unknown(text))
    return None


def _tell_circles(once: list[tuple[Row, PlannedUnit]], by_place: dict[Place, PlannedUnit], places: Places) -> None:
    for row, unit in once:
        trail, above = [unit.place], unit.parent
        while above in by_place and above not in trail:
            trail.append(above)
            above = by_place[above].parent
        if above == unit.place:
            names = " → ".join(places.name_of(place) for place in [*trail, unit.place])
            row.error("circle", "parent", f"Các đơn vị trực thuộc nhau thành vòng: {names}.",
                      "Hãy sửa “Trực thuộc” của một trong các đơn vị này.")  # fmt: skip


def _tell_same_siblings(once: list[tuple[Row, PlannedUnit]], known: Known) -> None:
    """Under one unit a short name stands once; a symbol that several share is only told (each commune has UBND)."""
    names: dict[tuple[Place | None, str], str] = {}
    symbols: dict[tuple[Place | None, str], list[str]] = defaultdict(list)
    for there in known.units:
        above = Place(there.parent) if there.parent else None
        names[above, name_key(there.short_name)] = "trong chương trình"
        if there.symbol:
            symbols[above, there.symbol.casefold()].append(there.short_name)
    for row, unit in once:
        if unit.parent is None:
            continue
        if unit.short_name:
            where = names.setdefault((unit.parent, name_key(unit.short_name)), f"ở dòng {row.number}")
            if where != f"ở dòng {row.number}":
                row.error("same_short", "short_name", f"Tên gọi tắt “{unit.short_name}” đã có {where}, cùng cấp trên.",
                          "Hãy đặt tên gọi tắt khác để phân biệt.")  # fmt: skip
        sharing = symbols[unit.parent, unit.symbol.casefold()] if unit.symbol and unit.kind != "ubnd" else []
        if sharing:
            row.warn("same_symbol", "symbol", f"Ký hiệu “{unit.symbol}” trùng với {sharing[0]}, cùng cấp trên.",
                     "Hãy kiểm tra lại ký hiệu; nếu đúng thì để nguyên.")  # fmt: skip
        if unit.symbol:
            symbols[unit.parent, unit.symbol.casefold()].append(unit.short_name or unit.official_name)


def _hold_against_parent(
    row: Row,
    unit: PlannedUnit,
    periods: dict[Place, tuple[date | None, date | None]],
    levels: dict[Place, str],
    places: Places,
) -> None:
    if unit.parent is None or unit.parent not in periods:
        return
    name, (since, until) = places.name_of(unit.parent), periods[unit.parent]
    if unit.valid_from and since and unit.valid_from < since:
        row.error("before_parent", "valid_from",
                  f"{name} hoạt động từ {since:%d/%m/%Y}, sau ngày của đơn vị này ({unit.valid_from:%d/%m/%Y}).",
                  "Hãy sửa ngày, hoặc chọn đơn vị cấp trên khác.")  # fmt: skip
    elif until and (unit.valid_to is None or unit.valid_to > until):
        row.error("after_parent", "valid_to" if "valid_to" in row.columns else "parent",
                  f"{name} đã kết thúc ngày {until:%d/%m/%Y}.",
                  "Hãy chọn đơn vị cấp trên đang hoạt động, hoặc ghi “Đến ngày” không muộn hơn ngày đó.")  # fmt: skip
    above = levels.get(unit.parent, "")
    if unit.level in RANKS and above in RANKS and RANKS.index(unit.level) < RANKS.index(above):
        row.warn("level_above_parent", "level", f"Cấp của đơn vị cao hơn cấp của {name}.", "Hãy kiểm tra lại cấp.")
