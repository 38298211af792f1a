"""The items of a paper that another can answer: each paragraph of its sections, with the label of its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from documents.text.beginnings import without_blanks
from documents.text.citations import find_citations
from documents.text.item_places import paragraphs_of
from documents.text.lines import Paragraph
from documents.text.movements import find_movements, movement_key
from documents.text.obligations import find_obligations
from documents.text.sentences import sentences
from documents.text.similar import words
from documents.text.targets import find_targets
from documents.text.tree import Body, Header

_DAY = re.compile(
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)|ngày \d{1,2} tháng \d{1,2}|tháng \d{1,2}|quý [IV1-4]+"
)
# Days of remembrance stand in brackets ("(11/6/1948 - 11/6/2023)"); the day a law begins to hold is its own.
_PAST_DAYS = re.compile(
    r"\([^()]{0,60}\d{4}\s?[-–]\s?[^()]{0,60}\)|ngày \d{1,2}[/.]\d{1,2}[/.]19\d\d|hiệu lực(?:\s\S+){0,4}?\sngày \S+"
)
_NUMBER = re.compile(r"(?<![\w/.-])\d{1,6}(?:[.,]\d+)*(?![\w/-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Items with fewer words than this are headings or remainders of lists, not things to answer.
_FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One paragraph that says what is to be done. ``label`` is its part ("II.2"), ``place`` the way to it
    ("II.2 gạch 4"), unique in its paper; the rest is what it is known by.

    ``line`` is the line of the light text on which its labelled part begins: the page of the paper leads there.
    """

    label: str
    text: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    movements: frozenset[str]
    owner: str
    has_date: bool
    has_number: bool
    line: int = field(default=0, compare=False)
    place: str = ""

    @property
    def shown(self) -> str:
        """Label and text, as people name an item."""
        return f"{self.label} {self.text}".strip()

    @property
    def is_specific(self) -> bool:
        """Whether it names who does it, how much, or by when."""
        return bool(self.owner) or self.has_number or self.has_date


def items_of(body: Body) -> tuple[PlanItem, ...]:
    """The items of a paper in reading order; headings are their labels, not items. Open blanks say nothing yet."""
    owners = {one.text: one.unit for one in find_obligations(body, {}, None)}
    return tuple(
        replace(one, place=paragraph.place)
        for paragraph in paragraphs_of(body)
        if not paragraph.is_heading
        and len(
            (
                one := item_of(
                    paragraph.label, without_blanks(paragraph.text), _owner(paragraph.text, owners), paragraph.line
                )
            ).words
        )
        >= _FEWEST_WORDS
    )


def _owner(text: str, owners: dict[str, str]) -> str:
    """The unit an obligation of this paragraph (or of its first part) is laid on."""
    if text in owners:
        return owners[text]
    return next((unit for part, unit in owners.items() if text.startswith(part)), "") if len(owners) < 400 else ""


def own_words(text: str) -> str:
    """What an item says itself, letter for letter in its place: days and numbers of cited papers are theirs."""
    own = text
    for citation in find_citations([Paragraph(text, ((0, 1),))], Header()):
        own = own.replace(citation.quote, " " * len(citation.quote))
    return own


def dates_in(own: str) -> list[tuple[int, int]]:
    """Where ``own_words`` name a day, month or quarter to come, from where to where."""
    bare = _PAST_DAYS.sub(lambda found: " " * len(found[0]), own)
    return [found.span() for found in _DAY.finditer(bare)]


def item_of(label: str, text: str, owner: str = "", line: int = 0) -> PlanItem:
    """The item that a paragraph is."""
    told = list(sentences([Paragraph(text, ((0, 1),))]))
    own = own_words(text)
    bare = _DAY.sub(" ", own)
    numbers = frozenset(number for number in _NUMBER.findall(bare) if not _YEAR.fullmatch(number))
    movements = frozenset(movement_key(name) for name in find_movements(told, ()))
    return PlanItem(
        label=label,
        text=text,
        words=tuple(words(text)),
        numbers=numbers,
        movements=movements,
        owner=owner,
        has_date=bool(dates_in(own)),
        has_number=bool(find_targets(sentences([Paragraph(own, ((0, 1),))]))),
        line=line,
    )
