"""Whose row it is: a person by name and unit, a unit, a household; and the doubts that a person has to decide."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from awards.imports.known import Recorded
from awards.imports.tables import SUBJECT_ALSO, SUBJECT_WORDS
from awards.text.titles import TITLES
from organizations.imports.check_people import Choice, Doubt
from organizations.imports.known import KnownPerson, KnownPosition, Place
from organizations.imports.places import Places
from organizations.imports.rows import Row
from organizations.imports.values import name_key, read_choice, same_name
from organizations.names import search_key

SKIP = "bo"
MOST_HEAD = 100


@dataclass(slots=True)
class Whose:
    """Who the row is about: ``kind`` and ``pk``, or a household to be made (``new``: name and address); the unit."""

    kind: str = ""
    pk: int = 0
    unit: int = 0
    new: tuple[str, str] | None = None
    skipped: bool = False

    @property
    def key(self) -> tuple[str, object]:
        """The same for the same subject, also for a household that is not made yet."""
        return (self.kind, self.pk or (self.unit, self.new))

    @property
    def is_known(self) -> bool:
        """Whether it was found, or will be made."""
        return bool(self.pk or self.new) and bool(self.unit)


@dataclass(slots=True)
class Finder:
    """Finds whose rows are; collects the doubts."""

    recorded: Recorded
    decisions: dict[str, str]
    places: Places = field(init=False)
    doubts: list[Doubt] = field(default_factory=list)
    _people: dict[str, list[KnownPerson]] = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.recorded.known)
        self._people = defaultdict(list)
        for person in self.recorded.known.people:
            self._people[search_key(person.full_name)].append(person)

    def find(self, row: Row, code: str = "", on: date | None = None, what: str = "") -> Whose:
        """Whose row it is; errors go to the row.

        Args:
            code: title of the row, which tells whom it is given to; ``on``: the day whose position gives the unit
            when the row names none; ``what``: the row in a few words, for the doubt.
        """
        name = row.line("name")
        unit = self._unit(row)
        if not name:
            return Whose()
        kind = self._kind(row, name, code)
        if kind == "collective":
            return self._collective(row, name)
        if kind == "household":
            return self._household(row, name, unit)
        return self._person(row, name, unit, on, what)

    def _kind(self, row: Row, name: str, code: str) -> str:
        text = row.line("subject") if "subject" in row.texts else ""
        allowed = TITLES[code].subjects if code in TITLES else ()
        if text:
            kind = read_choice(text, SUBJECT_WORDS, SUBJECT_ALSO) or ""
            if not kind:
                row.error("unknown_choice", "subject", f"“Đối tượng” không có trong danh mục: {text}.",
                          f"Hãy ghi một trong: {', '.join(SUBJECT_WORDS.values())}.")  # fmt: skip
            return kind or "person"
        if row.table.code == "discipline" or self._people.get(search_key(name)):
            return "household" if allowed == ("household",) else "person"
        if len(allowed) == 1 and (allowed[0] != "person" or not self.places.named(name)):
            return allowed[0]
        return "collective" if self.places.named(name) else "person"

    def _unit(self, row: Row) -> Place | None:
        text = row.line("unit")
        return self._place(row, "unit", text) if text else None

    def _place(self, row: Row, name: str, text: str) -> Place | None:
        found = self.places.named(text)
        if not found:
            row.error("unknown_unit", name, f"Không có đơn vị “{text}” trong phạm vi nhập.", self.places.unknown(text))
        if len(found) > 1:
            row.error("several_units", name, f"Có {len(found)} đơn vị tên “{text}”.", self.places.several(found))
        return found[0] if len(found) == 1 else None

    def _collective(self, row: Row, name: str) -> Whose:
        place = self._place(row, "name", name)
        return Whose("collective", place.pk, place.pk) if place else Whose("collective")

    def _household(self, row: Row, name: str, unit: Place | None) -> Whose:
        if unit is None:
            if not row.texts["unit"]:
                row.error("no_unit", "unit", "Dòng của hộ gia đình phải ghi đơn vị theo dõi hộ.", "Hãy nhập đơn vị.")
            return Whose("household")
        if len(name) > MOST_HEAD:
            row.error("too_long", "name", f"Họ tên chủ hộ dài quá {MOST_HEAD} chữ.", "Hãy viết gọn lại.")
            return Whose("household")
        address = row.line("address") if "address" in row.texts else ""
        key = (unit.pk, search_key(f"{name} {address}"))
        pk = self.recorded.households.get(key, 0)
        return Whose("household", pk, unit.pk, None if pk else (name, address))

    def _person(self, row: Row, name: str, unit: Place | None, on: date | None, what: str) -> Whose:
        alike = [each for each in self._people.get(search_key(name), []) if same_name(each.full_name, name)]
        if row.texts["unit"] and unit is None:
            return Whose("person")  # the wrong unit is told already
        if not alike:
            row.error("unknown_person", "name", f"Không có ai tên “{name}” trong phạm vi nhập.",
                      "Hãy kiểm tra họ tên; người chưa có hồ sơ thì nhập danh sách con người trước.")  # fmt: skip
            return Whose("person")
        there = [each for each in alike if unit and any(at.unit == unit.pk for at in each.positions)]
        sure = there if there or unit else alike
        if len(sure) == 1:
            return self._of(row, sure[0], unit, on)
        return self._doubted(row, name, sorted(alike, key=lambda each: (each not in there, each.pk)), unit, on, what)

    def _doubted(
        self, row: Row, name: str, alike: list[KnownPerson], unit: Place | None, on: date | None, what: str
    ) -> Whose:
        choices = [Choice(str(each.pk), f"{each.full_name}, hồ sơ số {each.pk} ({self._held(each)})") for each in alike]
        choices.append(Choice(SKIP, "Không phải những người này: bỏ dòng"))
        key = "|".join((row.table.code, name_key(name), str(unit.pk if unit else 0), name_key(what)))
        decided = self.decisions.get(key, "")
        if decided not in {choice.value for choice in choices}:
            decided = ""
        where = f" – {self.places.name_of(unit)}" if unit else ""
        self.doubts.append(Doubt(row.sheet, row.number, key, name, f"{what}{where}", tuple(choices), decided))
        if decided == SKIP:
            row.note("skipped", "name", "Dòng này được bỏ theo quyết định về người trùng tên.")
            return Whose("person", skipped=True)
        chosen = next((each for each in alike if str(each.pk) == decided), None)
        return self._of(row, chosen, unit, on) if chosen else Whose("person")

    def _of(self, row: Row, person: KnownPerson, unit: Place | None, on: date | None) -> Whose:
        if unit is not None:
            return Whose("person", person.pk, unit.pk)
        at = _position_on(person.positions, on)
        row.note("guessed_unit", "name", f"Không ghi đơn vị; lấy theo chức vụ: {self.places.name_of(Place(at.unit))}.")
        return Whose("person", person.pk, at.unit)

    def _held(self, person: KnownPerson) -> str:
        return "; ".join(f"{at.title}, {self.places.name_of(Place(at.unit))}" for at in person.positions[:2])


def _position_on(positions: tuple[KnownPosition, ...], on: date | None) -> KnownPosition:
    """The position held on the day, else the latest."""
    held = (at for at in positions if on and at.since <= on and (at.until is None or on <= at.until))
    return next(held, positions[0])
