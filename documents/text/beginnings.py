"""The beginnings of papers that come with the program: ``documents/data/templates/*.toml``.

Each is the text of one kind of paper with blanks "[… what belongs here]" for the writer, and with names that are
filled in when a paper begins: ``$don_vi`` (the issuer), ``$dia_ban`` (the place it serves), ``$thu_truong`` (its
head), ``$cap_tren`` (the body above), ``$nam``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).resolve().parents[1] / "data" / "templates"
# A blank that is still open begins with this.
OPEN_BLANK = "[…"
_BLANK = re.compile(r"\[…[^\]\n]*\]?")
FACTS = ("don_vi", "dia_ban", "thu_truong", "cap_tren", "nam")


@dataclass(frozen=True, slots=True)
class Beginning:
    """One beginning: ``kind`` is the paper's code, ``as_head`` says that the head acts, not the body."""

    code: str
    kind: str
    name: str
    about: str
    as_head: bool
    texts: dict[str, str]

    def filled(self, facts: dict[str, str]) -> dict[str, str]:
        """The text of each field with the facts in it; a name without a fact becomes a blank."""
        known = {name: facts.get(name) or f"{OPEN_BLANK} {_WORDS[name]}]" for name in FACTS}
        return {field: Template(text).substitute(known).strip() for field, text in self.texts.items()}


def without_blanks(text: str) -> str:
    """A text without its open blanks: what stands in them is said to the writer, not by the paper."""
    return " ".join(_BLANK.sub(" ", text).split()) if OPEN_BLANK in text else text


@cache
def beginnings() -> tuple[Beginning, ...]:
    """All beginnings in the order of their files."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def beginning(code: str) -> Beginning | None:
    """The beginning of that code, or None."""
    return next((found for found in beginnings() if found.code == code), None)


def _read(path: Path) -> Beginning:
    data = tomllib.loads(path.read_text("utf-8"))
    return Beginning(
        code=path.stem.partition("-")[2],
        kind=data["kind"],
        name=data["name"],
        about=data["about"],
        as_head=data.get("as_head", False),
        texts=data["texts"],
    )


_WORDS = {
    "don_vi": "tên đơn vị",
    "dia_ban": "địa bàn",
    "thu_truong": "chức vụ người đứng đầu",
    "cap_tren": "cơ quan cấp trên",
    "nam": "năm",
}
