"""Items keep their addresses while the text around them is edited.

The items of a text that was changed are held against those that are stored: the same sentence keeps its row wherever
it went, a sentence that was rewritten keeps it when it is still alike, what was inserted gets an address behind the
one before it, as legislators do ("II.2 gạch 4a"), and what is gone is retired. Its address is not given away.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.text.difference import matches
from documents.text.similar import words

#: From this share of equal words on, a sentence is the one that stood there, rewritten.
_ALIKE = 0.5
#: Between the same neighbours, or at its old place, less is enough.
_ALIKE_IN_PLACE = 0.3
#: A sentence that was retired comes back when it is the same but for a word or two.
_ALIKE_AGAIN = 0.85
# Pairs of sentences that are compared at most; of very long texts only those that stand near each other.
_MOST_PAIRS = 60_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>\d+)$")


@dataclass(frozen=True, slots=True)
class Stored:
    """An item that has its address; ``key`` is its row. ``retired``: it is not in the text any more."""

    key: int
    address: str
    text: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item as it stands in the text now; its place is where it would be found in a text that was never edited."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An item of the text with its address; ``key`` is None when it is new."""

    key: int | None
    address: str


def keep_addresses(stored: Sequence[Stored], fresh: Sequence[Fresh]) -> tuple[Kept, ...]:
    """For each item of the text, in its order, the stored row that it is, or a new address.

    Args:
        stored: the rows in the order of the text as it was; addresses are unique. ``fresh``: the text as it is.

    Returns:
        As many as ``fresh``; no row and no address twice. Rows that are not named are retired.
    """
    partners = _partners(stored, fresh)
    taken = {one.address for one in stored}
    addresses: list[str] = [stored[partners[at]].address if at in partners else "" for at in range(len(fresh))]
    for at in range(len(fresh)):
        if not addresses[at]:
            addresses[at] = _new_address(fresh, addresses, at, taken)
            taken.add(addresses[at])
    return tuple(Kept(stored[partners[at]].key if at in partners else None, addresses[at]) for at in range(len(fresh)))


def _partners(stored: Sequence[Stored], fresh: Sequence[Fresh]) -> dict[int, int]:
    """By index of the text's item the index of the stored one."""
    rows = [at for at, one in enumerate(stored) if not one.retired]
    pairs = matches([stored[at].text for at in rows], [one.text for one in fresh])
    found = {new: rows[old] for old, new in pairs}
    _pair_equal(stored, fresh, found, retired=False)
    _pair_alike(stored, fresh, found)
    _pair_equal(stored, fresh, found, retired=True)
    _pair_again(stored, fresh, found)
    return found


def _pair_equal(stored: Sequence[Stored], fresh: Sequence[Fresh], found: dict[int, int], *, retired: bool) -> None:
    """Equal sentences that are left, wherever they stand."""
    left: dict[str, list[int]] = defaultdict(list)
    used = set(found.values())
    for at, one in enumerate(stored):
        if one.retired == retired and at not in used:
            left[one.text].append(at)
    for at, item in enumerate(fresh):
        if at not in found and left.get(item.text):
            found[at] = left[item.text].pop(0)


def _pair_alike(stored: Sequence[Stored], fresh: Sequence[Fresh], found: dict[int, int]) -> None:
    """Rewritten sentences, the most alike first."""
    rows = [at for at, one in enumerate(stored) if not one.retired and at not in set(found.values())]
    news = [at for at in range(len(fresh)) if at not in found]
    neighbours = _neighbours(stored, fresh, found)
    scored: list[tuple[float, int, int]] = []
    bags = {row: Counter(words(stored[row].text)) for row in rows}
    near = _MOST_PAIRS // max(1, len(news))
    for at in news:
        bag = Counter(words(fresh[at].text))
        for row in rows if len(rows) <= near else (row for row in rows if abs(row - at) <= near // 2):
            in_place = stored[row].address == fresh[at].place or neighbours[0].get(row) == neighbours[1].get(at)
            likeness = _likeness(bags[row], bag)
            if likeness >= (_ALIKE_IN_PLACE if in_place else _ALIKE):
                scored.append((likeness + 0.1 * in_place, row, at))
    used: set[int] = set()
    for _, row, at in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2])):
        if row not in used and at not in found:
            found[at] = row
            used.add(row)


def _pair_again(stored: Sequence[Stored], fresh: Sequence[Fresh], found: dict[int, int]) -> None:
    """Sentences that had been taken out and are back with small changes."""
    used = set(found.values())
    rows = [(at, Counter(words(one.text))) for at, one in enumerate(stored) if one.retired and at not in used]
    for at, item in enumerate(fresh):
        if at in found:
            continue
        bag = Counter(words(item.text))
        best = max(((_likeness(other, bag), -row) for row, other in rows if row not in used), default=(0.0, 0))
        if best[0] >= _ALIKE_AGAIN:
            found[at] = -best[1]
            used.add(-best[1])


def _neighbours(
    stored: Sequence[Stored], fresh: Sequence[Fresh], found: dict[int, int]
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """For unpaired rows and unpaired items of the text: the rows between which they stand, when it is a gap of one."""
    rows = [at for at, one in enumerate(stored) if not one.retired]
    kept = set(found.values())
    before = dict(_gaps([row if row in kept else None for row in rows], rows))
    after = dict(_gaps([found.get(at) for at in range(len(fresh))], list(range(len(fresh)))))
    return before, after


def _gaps(paired: Sequence[int | None], names: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    known = [-1, *paired, -2]
    for at, name in enumerate(names, start=1):
        one, here, other = known[at - 1], known[at], known[at + 1]
        if here is None and one is not None and other is not None:
            yield name, (one, other)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _new_address(fresh: Sequence[Fresh], addresses: Sequence[str], at: int, taken: set[str]) -> str:
    """An address of its own for an inserted item.

    At the end of its list it is the next number, elsewhere the address before it with a letter. The first of all has
    its place, when that was never given.
    """
    place = fresh[at].place
    if place not in taken:
        return place
    stem = _stem(place)
    siblings = [other for other in range(len(fresh)) if _stem(fresh[other].place) == stem]
    before = [addresses[other] for other in siblings if other < at and addresses[other]]
    if not any(addresses[other] for other in siblings if other > at) and (number := _next(stem, taken)):
        return number
    return _lettered(before[-1] if before else place, taken)


def _stem(place: str) -> str:
    """The list that a place belongs to: "II.2 gạch " of "II.2 gạch 4"."""
    found = _NUMBERED.match(place)
    return found["stem"] if found else place


def _next(stem: str, taken: set[str]) -> str:
    numbers = [int(one[len(stem) :]) for one in taken if one.startswith(stem) and one[len(stem) :].isdecimal()]
    return f"{stem}{max(numbers) + 1}" if numbers and stem.endswith((" ", ".")) else ""


def _lettered(address: str, taken: set[str]) -> str:
    """The address with the first letter that is free: 4a, 4b … 4z, 4za …; "4a" is followed by "4b"."""
    base = re.sub(r"(?<=\d)[a-z]+$", "", address)
    start = address[len(base) :]
    for suffix in _suffixes():
        if (len(suffix), suffix) > (len(start), start) and base + suffix not in taken:
            return base + suffix
    raise AssertionError("letters never end")


def _suffixes() -> Iterator[str]:
    prefix = ""
    while True:
        yield from (prefix + letter for letter in _LETTERS)
        prefix += "z"
