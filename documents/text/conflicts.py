"""Where papers contradict each other about a third one: two days, two titles, two territories, near-equal symbols.

A cited paper is known by issuer, kind, number, symbol and year. Two issuers with one number are two papers; an issuer
that cannot be told is never taken for another's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from documents.text import kinds
from documents.text.folded import fold
from documents.text.places import issuer_key
from documents.text.reading import Citation
from documents.text.scopes import same_scope, scope_of, without_scope
from documents.text.similar import is_shortened, one_edit_apart, shared, words

#: From this share of common words on, two titles name one matter.
_ALIKE = 0.6
# Pairs that are compared inside one group of mentions; a register groups thousands of mentions of one paper at most.
_MOST = 60
_CENTRE = "trung uong dang"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in one paper. ``source`` names that paper: a file, or the key of a row of the register."""

    source: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not fit: ``code`` says in what, ``key`` of which paper, ``mentions`` where."""

    key: str
    code: str
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Paper:
    """All mentions of one cited paper."""

    authority: str
    number: str
    symbol: str
    year: int | None
    mentions: list[Mention]

    @property
    def printed(self) -> str:
        """The number as it is printed first, with its leading zero."""
        return self.mentions[0].citation.number

    @property
    def key(self) -> str:
        """Issuer, kind, number, symbol, year, as people read them."""
        names = Counter(one.citation.issuer_resolved or one.citation.issuer for one in self.mentions)
        name = names.most_common(1)[0][0] or "(chưa rõ cơ quan ban hành)"
        party = kinds.is_party(self.symbol)
        code = f"{self.printed}{'-' if party else '/'}{self.symbol}"
        kind = Counter(one.citation.kind for one in self.mentions).most_common(1)[0][0]
        return " · ".join(part for part in (name, f"{kind} {code}".strip(), str(self.year or "")) if part)


def find_conflicts(mentions: Iterable[Mention]) -> tuple[Conflict, ...]:
    """Every conflict, papers in the order of their first mention."""
    papers = _papers(list(mentions))
    found: list[Conflict] = []
    for paper in papers:
        for code, differs in (("date-conflict", _dates), ("scope-conflict", _scopes), ("title-conflict", _titles),
                              ("issuer-conflict", _issuers)):  # fmt: skip
            if differs(paper):
                found.append(Conflict(paper.key, code, tuple(paper.mentions)))
                if code == "scope-conflict":
                    break
    return (*found, *_near_symbols(papers), *_other_years(papers))


def identity(citation: Citation, source: str = "") -> tuple[str, str, str, int | None]:
    """(authority, number, symbol, year) by which a cited paper is known; ``source`` keeps unknown issuers apart."""
    return (
        _authority(citation, source),
        citation.number.lstrip("0"),
        fold(citation.symbol),
        citation.date.year if citation.date else _year_in(citation.symbol),
    )


def _papers(mentions: Sequence[Mention]) -> list[_Paper]:
    groups: dict[tuple[str, str, str, int | None], _Paper] = {}
    undated: list[tuple[tuple[str, str, str], Mention]] = []
    for mention in mentions:
        authority, number, symbol, year = identity(mention.citation, mention.source)
        if year is None:
            undated.append(((authority, number, symbol), mention))
            continue
        paper = groups.setdefault(
            (authority, number, symbol, year), _Paper(authority, number, mention.citation.symbol, year, [])
        )
        paper.mentions.append(mention)
    by_number: dict[tuple[str, str, str], list[_Paper]] = defaultdict(list)
    for (authority, number, symbol, _), paper in groups.items():
        by_number[authority, number, symbol].append(paper)
    for known, mention in undated:  # a short mention belongs to the one paper of that number that is cited in full
        if len(papers := by_number.get(known, [])) == 1:
            papers[0].mentions.append(mention)
    return list(groups.values())


def _authority(citation: Citation, source: str) -> str:
    organ = fold(citation.symbol).rpartition("/")[2].rpartition("-")[2]
    if kinds.is_party(citation.symbol) and organ == "tw":
        return _CENTRE
    if citation.issuer_resolved:
        return issuer_key(citation.issuer_resolved)
    return f"{issuer_key(citation.issuer)}@{source}"


def _year_in(symbol: str) -> int | None:
    head = symbol.partition("/")[0]
    return int(head) if head.isdigit() and len(head) == 4 else None


def _dates(paper: _Paper) -> bool:
    return len({one.citation.date for one in paper.mentions if one.citation.date}) > 1


def _distinct_titles(paper: _Paper) -> list[str]:
    titles: dict[str, str] = {}
    for one in paper.mentions:
        if one.citation.title:
            titles.setdefault(" ".join(words(one.citation.title)), one.citation.title)
    return list(titles.values())[:_MOST]


def _scopes(paper: _Paper) -> bool:
    scopes = [scope for title in _distinct_titles(paper) if (scope := scope_of(title)[1])]
    return any(not same_scope(one, other) for one, other in combinations(scopes, 2))


def _titles(paper: _Paper) -> bool:
    return any(titles_differ(one, other) for one, other in combinations(_distinct_titles(paper), 2))


def titles_differ(one: str, other: str) -> bool:
    """Whether two titles cannot be two forms of one: other words, or another year."""
    first, second = words(without_scope(one)), words(without_scope(other))
    if is_shortened(first, second):
        return False
    years = [{word for word in title if word.isdigit() and len(word) == 4} for title in (first, second)]
    if years[0] and years[1] and not (years[0] <= years[1] or years[1] <= years[0]):
        return True
    return shared(first, second) < _ALIKE


def _issuers(paper: _Paper) -> bool:
    """Two bodies of the centre for one paper; elsewhere another issuer is another paper."""
    if paper.authority != _CENTRE or not _dates_agree(paper):
        return False
    names = {fold(one.citation.issuer.split(" khóa")[0]) for one in paper.mentions if one.citation.issuer}
    bodies = {body for name in names for body in ("bo chinh tri", "ban bi thu", "chap hanh trung uong") if body in name}
    return len(bodies) > 1


def _dates_agree(paper: _Paper) -> bool:
    return len({one.citation.date for one in paper.mentions if one.citation.date}) == 1


def _near_symbols(papers: Sequence[_Paper]) -> list[Conflict]:
    """Papers of one authority, number and day whose symbols are one letter apart."""
    groups: dict[tuple[str, str, int | None], list[_Paper]] = defaultdict(list)
    for paper in papers:
        groups[paper.authority, paper.number, paper.year].append(paper)
    found: list[Conflict] = []
    for group in groups.values():
        for one, other in combinations(group[:_MOST], 2):
            if one_edit_apart(fold(one.symbol), fold(other.symbol)) and _one_matter(one, other):
                key = f"{one.key} ≈ {other.printed}{'-' if kinds.is_party(other.symbol) else '/'}{other.symbol}"
                found.append(Conflict(key, "symbol-near-duplicate", (*one.mentions, *other.mentions)))
    return found


def _one_matter(one: _Paper, other: _Paper) -> bool:
    days = [{mention.citation.date for mention in paper.mentions} for paper in (one, other)]
    if not days[0] & days[1]:
        return False
    titles = _distinct_titles(one), _distinct_titles(other)
    return not titles[0] or not titles[1] or any(
        not titles_differ(first, second) for first in titles[0] for second in titles[1]
    )  # fmt: skip


def _other_years(papers: Sequence[_Paper]) -> list[Conflict]:
    """One number, day and month and the very same title in two years: one of the years is mistyped."""
    groups: dict[tuple[str, str, str], list[_Paper]] = defaultdict(list)
    for paper in papers:
        groups[paper.authority, paper.number, fold(paper.symbol)].append(paper)
    found: list[Conflict] = []
    for group in groups.values():
        for one, other in combinations(group[:_MOST], 2):
            if _same_day(one, other) and set(map(_title_key, _distinct_titles(one))) & set(
                map(_title_key, _distinct_titles(other))
            ):
                found.append(Conflict(one.key, "date-conflict", (*one.mentions, *other.mentions)))
    return found


def _same_day(one: _Paper, other: _Paper) -> bool:
    days = [
        {(day.month, day.day) for mention in paper.mentions if (day := mention.citation.date)} for paper in (one, other)
    ]
    return bool(days[0] & days[1])


def _title_key(title: str) -> str:
    return " ".join(words(title))
