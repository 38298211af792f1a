"""Reads a scenario from JSON; what is wrong is said in a Vietnamese sentence that names the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from legal.layers import NATIONAL
from legal.scenario import (
    MERITS,
    RATINGS,
    SCOPES,
    Award,
    Discipline,
    Initiative,
    Rating,
    Research,
    Scenario,
    Subject,
)
from legal.titles import SUBJECT_TYPES, codes

T = TypeVar("T")
Read = Callable[[Any, str], T]
_MISSING = object()
_SLIP = 0.75  # how like a known key another one is that passes for a slip of the pen, from 0 to 1
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNTS = ("members_ldtt", "members_completed", "members_cstdcs")


class ScenarioError(ValueError):
    """A scenario that cannot be read; ``key`` is the wrong key, ``str()`` a sentence for the user."""

    def __init__(self, key: str, problem: str) -> None:
        stop = "" if problem.endswith("?") else "."
        super().__init__(f"Khóa “{key}” {problem}{stop}" if key else f"{problem}{stop}")
        self.key = key


def read_scenario(data: Any) -> Scenario:
    """The scenario that parsed JSON describes (``docs/law.md`` lists the keys).

    Raises:
        ScenarioError: a key is missing, misspelt, of the wrong kind, or contradicts another.
    """
    top = _object(data, "", ("title", "on", "jurisdiction", "year", "subject", "dossier_received_on"))
    found = Scenario(
        title=_field(top, "title", _code),
        on=_field(top, "on", _date),
        year=_field(top, "year", _year),
        jurisdiction=_field(top, "jurisdiction", _text, NATIONAL),
        subject=_field(top, "subject", _subject),
        dossier_received_on=_field(top, "dossier_received_on", _date, None),
    )
    if found.year > found.on.year:
        raise ScenarioError("year", f"là năm {found.year}, sau ngày xét {found.on:%d/%m/%Y}")
    return found


def _subject(data: Any, key: str) -> Subject:
    """What is absent or null is not known."""
    found = _object(data, key, tuple(Subject.__dataclass_fields__))
    subject = Subject(
        type=_field(found, "type", _one_of(SUBJECT_TYPES), at=key),
        **{
            name: _field(found, name, read, at=key)
            for name, read in _SUBJECT_KEYS.items()
            if found.get(name) is not None
        },
    )
    _check_counts(subject, key)
    years = [rating.year for rating in subject.ratings or ()]
    if twice := next((year for year in years if years.count(year) > 1), None):
        raise ScenarioError(f"{key}.ratings", f"có hai kết quả xếp loại của năm {twice}")
    return subject


def _check_counts(subject: Subject, at: str) -> None:
    if subject.members == 0:
        raise ScenarioError(f"{at}.members", "phải lớn hơn 0")
    for name in _COUNTS:
        count = getattr(subject, name)
        if None not in (count, subject.members) and count > subject.members:
            raise ScenarioError(f"{at}.{name}", f"là {count}, nhiều hơn số thành viên ({subject.members})")


def _award(data: Any, key: str) -> Award:
    """A decision day of null says that there is no decision yet; a merit of null that it is not known."""
    found = _object(data, key, ("code", "year", "decided_on", "revoked", "merit"))
    return Award(
        code=_field(found, "code", _code, at=key),
        year=_field(found, "year", _year, at=key),
        decided_on=_field(found, "decided_on", _or_null(_date), None, at=key),
        revoked=_field(found, "revoked", _flag, False, at=key),
        merit=_field(found, "merit", _or_null(_one_of(MERITS)), "cong_trang", at=key),
        decided=found.get("decided_on", "") is not None,
    )


def _rating(data: Any, key: str) -> Rating:
    found = _object(data, key, ("year", "rating"))
    return Rating(_field(found, "year", _year, at=key), _field(found, "rating", _one_of(RATINGS), at=key))


def _initiative(data: Any, key: str) -> Initiative:
    return Initiative(*_contribution(data, key, "recognized_on"))


def _research(data: Any, key: str) -> Research:
    return Research(*_contribution(data, key, "accepted_on"))


def _contribution(data: Any, key: str, day: str) -> tuple[Any, date | None, str | None]:
    found = _object(data, key, ("scope", day, "used_for"))
    return (
        _field(found, "scope", _one_of(SCOPES), at=key),
        _field(found, day, _or_null(_date), None, at=key),
        _field(found, "used_for", _or_null(_code), None, at=key),
    )


def _discipline(data: Any, key: str) -> Discipline:
    found = _object(data, key, ("kind", "from", "until"))
    measure = Discipline(
        _field(found, "kind", _text, at=key),
        _field(found, "from", _date, at=key),
        _field(found, "until", _or_null(_date), None, at=key),
    )
    if measure.until is not None and measure.until < measure.since:
        raise ScenarioError(f"{key}.until", f"là ngày {measure.until:%d/%m/%Y}, trước ngày bắt đầu")
    return measure


def _object(data: Any, key: str, known: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ScenarioError(key, "phải là một đối tượng JSON { … }" if key else "Tình huống phải là một đối tượng JSON")
    for name in data:
        # A slip would be read as "not known"; a note of another name is the writer's own business. So is who decided or
        # recognized it ("decided_by"): close to a known key, but no slip of it.
        noted = name in known or name.endswith("_by")
        near = [] if noted else get_close_matches(name, known, n=1, cutoff=_SLIP)
        if near:
            raise ScenarioError(_path(key, name), f"không có trong mẫu tình huống; có phải là “{near[0]}”?")
    return data


def _field(found: Mapping[str, Any], name: str, read: Read[T], default: Any = _MISSING, *, at: str = "") -> T:
    key = _path(at, name)
    if name in found:
        return read(found[name], key)
    if default is _MISSING:
        raise ScenarioError(key, "còn thiếu")
    return default


def _path(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _text(value: Any, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ScenarioError(key, "phải là một chuỗi ký tự, không để trống")
    return value


def _code(value: Any, key: str) -> str:
    return _one_of(codes())(value, key)


def _one_of(choices: Sequence[T]) -> Read[T]:
    def read(value: Any, key: str) -> T:
        if not isinstance(value, str) or value not in choices:
            raise ScenarioError(key, f"phải là một trong {', '.join(map(str, choices))}; đang là {_shown(value)}")
        return value  # type: ignore[return-value]

    return read


def iso_day(text: str) -> date | None:
    """The day written as 2024-12-10, and in no other way; None for anything else."""
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _date(value: Any, key: str) -> date:
    day = iso_day(value) if isinstance(value, str) else None
    if day is None:
        raise ScenarioError(key, f"phải là một ngày dạng năm-tháng-ngày (2024-12-10); đang là {_shown(value)}")
    return day


def _year(value: Any, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2200:
        raise ScenarioError(key, f"phải là một năm (2024); đang là {_shown(value)}")
    return value


def _count(value: Any, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ScenarioError(key, f"phải là một số nguyên không âm; đang là {_shown(value)}")
    return value


def _flag(value: Any, key: str) -> bool:
    if not isinstance(value, bool):
        raise ScenarioError(key, f"phải là true hoặc false; đang là {_shown(value)}")
    return value


def _or_null(read: Read[T]) -> Read[T | None]:
    return lambda value, key: None if value is None else read(value, key)


def _rows(read: Read[T]) -> Read[tuple[T, ...]]:
    def read_all(value: Any, key: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise ScenarioError(key, f"phải là một danh sách [ … ]; đang là {_shown(value)}")
        return tuple(read(item, f"{key}[{index}]") for index, item in enumerate(value))

    return read_all


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else repr(value)[:60]


_SUBJECT_KEYS: dict[str, Read[Any]] = {
    "awards": _rows(_award),
    "ratings": _rows(_rating),
    "initiatives": _rows(_initiative),
    "research": _rows(_research),
    "combat_resourcefulness": _flag,
    "discipline": _rows(_discipline),
    "under_review": _flag,
    "maternity_years": _rows(_year),
    "members": _count,
    "members_ldtt": _count,
    "members_completed": _count,
    "members_cstdcs": _count,
    "outside_public_service": _flag,
    "exceeds_targets": _flag,
    "leads_block": _flag,
    "leads_themed_movement": _flag,
}
