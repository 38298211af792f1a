"""Whether a text that a paper cites was in force on a day: ``legal/data/texts.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from legal.dated import Row, load

Force = Literal["in_force", "ended", "not_yet", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalText(Row):
    """One text. ``code`` is number and symbol as cited ("98/2023/NĐ-CP"); ``name`` that of a law ("" otherwise).

    ``start_known`` is False where only the last day is on record: then ``valid_from`` is no later than the true one.
    """

    kind: str
    name: str = ""
    made_on: date | None = None
    replaced_by: str = ""
    start_known: bool = True

    def force(self, on: date) -> Force:
        """Whether the text holds on that day; "unknown" for what was not verified or begins on an unknown day."""
        if not self.citation.verified:
            return "unknown"
        if self.valid_to is not None and on > self.valid_to:
            return "ended"
        if on < self.valid_from:
            return "not_yet" if self.start_known else "unknown"
        return "in_force" if self.start_known else "unknown"


@cache
def texts() -> tuple[LegalText, ...]:
    """All texts of the list."""
    return tuple(LegalText(**row) for row in load("texts", "text"))


@cache
def _by_code() -> dict[str, LegalText]:
    return {_key(text.code): text for text in texts()}


def text_cited(number: str, symbol: str) -> LegalText | None:
    """The text with that number and symbol ("98", "2023/NĐ-CP"), leading zeros and spaces aside; None if unlisted."""
    return _by_code().get(_key(f"{number}/{symbol}"))


def law_named(name: str, year: int | None, on: date) -> LegalText | None:
    """The law of that name: of that year where one is said, else the one in force on the day; None if unlisted."""
    wanted = " ".join(name.casefold().replace(",", "").replace("-", " ").split())
    named = [text for text in texts() if " ".join(text.name.casefold().replace(",", "").split()) == wanted and wanted]
    if year is not None:
        return next((text for text in named if text.code.split("/")[1] == str(year)), None)
    return next((text for text in named if text.in_force(on)), None)


def _key(code: str) -> str:
    number, _, symbol = code.replace(" ", "").partition("/")
    return f"{number.lstrip('0')}/{symbol}".upper()
