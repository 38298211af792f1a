"""Who makes up a đoàn kiểm tra, as typed: "Trần Văn Hùng, Phó Trưởng phòng Nội vụ", one person a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from organizations.names import search_key

# Forms of address before a name, and the dash of a list, are no part of it.
_BEFORE = re.compile(r"^(?:[-+•*]\s*)?(?:(?:ông|bà|đồng chí|đ/c)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """One person: ``key`` is the name without tone marks and case, by which two lines are the same person."""

    name: str
    title: str = ""

    @property
    def key(self) -> str:
        """What the name is compared by."""
        return search_key(self.name)

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


def member(line: str) -> Member | None:
    """The person of a line: name, comma or dash, post; None for a blank line."""
    text = _BEFORE.sub("", line.strip().strip(";."), count=1).strip()
    name, _, title = text.partition(",") if "," in text else text.partition(" - ")
    return Member(" ".join(name.split()), " ".join(title.split())) if name.strip() else None


def members(lines: str) -> list[Member]:
    """The people of several lines, each once, in their order."""
    found = (member(line) for line in lines.splitlines())
    return list({one.key: one for one in found if one}.values())
