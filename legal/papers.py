"""Kinds of paper: those that offices write (NĐ 30/2020/NĐ-CP, Điều 7 and Phụ lục III), and those they only receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from legal.dated import Row, find, load


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind(Row):
    """One kind. ``code`` is the abbreviation used in symbols; ``layout`` the decree's template ("1.4")."""

    name: str
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedKind(Row):
    """A kind that is never drafted here: Luật, Nghị định. ``by_name``: cited by its name, without number and issuer."""

    name: str
    by_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningMark(Row):
    """A mark before the authority line of a signature (TM., KT., TL., TUQ., Q.) and what it means."""

    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLayout(Row):
    """One of the decree's templates ("1.2") that papers are printed in."""

    name: str


@cache
def kinds() -> tuple[PaperKind, ...]:
    """All kinds, in the order of Phụ lục III."""
    return tuple(PaperKind(**row) for row in load("papers", "kind"))


@cache
def received_kinds() -> tuple[ReceivedKind, ...]:
    """Kinds that are only received and cited, those of the highest rank first."""
    return tuple(ReceivedKind(**row) for row in load("papers", "received_kind"))


@cache
def kind_names() -> dict[str, str]:
    """Printed names of the kinds by code, also of those that ended: an old paper keeps its name."""
    return {row.code: row.name for row in received_kinds()} | {row.code: row.name for row in kinds()}


@cache
def signing_marks() -> tuple[SigningMark, ...]:
    """All signing marks (Phụ lục I, Phần I, Mục II.7)."""
    return tuple(SigningMark(**row) for row in load("papers", "signing_mark"))


@cache
def layouts() -> tuple[PaperLayout, ...]:
    """The layouts that papers are printed in (Phụ lục III)."""
    return tuple(PaperLayout(**row) for row in load("papers", "layout"))


def kind(code: str, on: date) -> PaperKind:
    """The kind with that abbreviation on that day; legal.dated.NotCovered when there is none."""
    return find(kinds(), code, on)


def kind_named(name: str, on: date) -> PaperKind | ReceivedKind | None:
    """The kind of that name, written here or only received, letter case aside ("KẾ HOẠCH"), or None."""
    wanted = name.casefold().strip()
    known: tuple[PaperKind | ReceivedKind, ...] = (*kinds(), *received_kinds())
    return next((row for row in known if row.name.casefold() == wanted and row.in_force(on)), None)


@cache
def is_cited_by_name(code: str) -> bool:
    """Whether a căn cứ names papers of that kind without number and issuer: Luật, Pháp lệnh.

    NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.
    """
    return any(row.by_name for row in received_kinds() if row.code == code)


@cache
def is_only_received(code: str) -> bool:
    """Whether papers of that kind are made by the State's highest bodies, not by offices."""
    return any(row.code == code for row in received_kinds())


def layout(kind_code: str, on: date) -> PaperLayout | None:
    """The layout of that kind of paper on that day; None for a kind that is unknown or has no layout here."""
    wanted = next((row.layout for row in kinds() if row.code == kind_code and row.in_force(on)), None)
    return next((row for row in layouts() if row.code == wanted and row.in_force(on)), None)


def number_text(number: int) -> str:
    """A number as printed: below 10 with a leading zero (Phụ lục I, Phần I, Mục II.3).

    Raises:
        ValueError: it is not positive.
    """
    if number < 1:
        raise ValueError("a document number starts from 1")
    return f"{number:02d}"


def symbol(kind_code: str, issuer_symbol: str, drafting_unit: str = "") -> str:
    """The part after the number: "KH-UBND"; of a công văn (CV) "UBND-NV" (Phụ lục I, Phần I, Mục II.3).

    Args:
        drafting_unit: letters of the unit that drafts a công văn ("NV"); "" where the issuer has no such units.
    """
    if kind_code != "CV":
        return f"{kind_code}-{issuer_symbol}"
    return f"{issuer_symbol}-{drafting_unit}" if drafting_unit else issuer_symbol
