"""What a paper says, as a tree: the result of reading and the input of rendering.

Pure data, no Django. Strings are NFC. ``text``, ``title`` and table cells may carry the inline
marks of the light text (``**bold**``, ``*italic*``, backslash escapes); everything else is plain.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Level = Literal["phan", "chuong", "muc", "dieu", "khoan", "diem", "paren", "dash", "para", "table", "annex"]


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the body: a heading with what stands under it, a point, a dash or a table.

    ``title`` is the text of a heading that stands on its own line ("1. Mục đích"); a numbered
    paragraph ("1. Thủ trưởng các cơ quan …") has no title, and ``text[0]`` follows its label.
    Text always stands before children: a paragraph after a child belongs to that child.
    """

    level: Level
    label: str = ""
    title: str = ""
    text: tuple[str, ...] = ()
    children: tuple[Item, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Body:
    """Opening paragraphs, labelled sections, closing paragraphs ("Trên đây là …./.")."""

    opening: tuple[str, ...] = ()
    sections: tuple[Item, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """The signing block (NĐ 30/2020, Phụ lục I, Phần I, Mục II.7), as printed.

    ``on_behalf_of`` "TM. ỦY BAN NHÂN DÂN", ``deputy_for`` "KT. CHỦ TỊCH" (or TL., TUQ., Q.),
    ``title`` "PHÓ CHỦ TỊCH", ``name`` the signer's full name; an absent line is "".
    """

    on_behalf_of: str = ""
    deputy_for: str = ""
    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the body. Missing parts are ""; of a half-filled date the parts that stand are kept.

    ``issuer_is_guessed``: no letterhead names it, the symbol, the place and the words of the paper do.
    """

    kind: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    parent_authority: str = ""
    issuer: str = ""
    summary: str = ""
    issuer_is_guessed: bool = field(default=False, compare=False)

    @property
    def date(self) -> date | None:
        """The date when day, month and year are all there and real, else None."""
        if not (self.day and self.month and self.year):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None
