"""How right proposed links are: the labelled pairs of ``pairs/``, and precision and recall on them.

Per item of the plan above a person has written which items of the plan below answer it (any of them is right), or none;
``doubtful`` ones count for nothing. Precision is the share of proposed links that are right, recall the share of
answered items above whose link was proposed rightly. Run as a program it prints every error:
``python -m tests.cascade.measure``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from documents.text.compare_items import PlanItem
from documents.text.item_readings import read_items
from documents.text.links import propose_links
from documents.text.reader import read_text

PAIRS = Path(__file__).parent / "pairs"
DEMO = Path(__file__).parents[2] / "thidua" / "demo" / "documents"
#: Labelled after the features were made; printed before the threshold was fixed, without a part in its choice.
HELD_OUT = ("cong-an", "mam-non", "xa-bien-gioi")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two papers, and what a person said of them: by place above the places below."""

    name: str
    above: tuple[PlanItem, ...]
    below: tuple[PlanItem, ...]
    answers: dict[str, list[str]]
    doubtful: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Links proposed rightly and wrongly, and answered items."""

    right: int
    wrong: int
    answered: int
    errors: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of proposed links that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of answered items whose link was proposed."""
        return self.right / self.answered if self.answered else 1.0


def load() -> list[Labelled]:
    """All labelled pairs."""
    return [_load(path) for path in sorted(PAIRS.glob("*.toml"))]


def score(pairs: Iterable[Labelled]) -> Score:
    """Precision and recall over these pairs together."""
    right = wrong = answered = 0
    errors: list[str] = []
    for pair in pairs:
        links = {pair.above[link.above].place: link for link in propose_links(pair.above, pair.below)}
        answered += len(pair.answers)
        for place, link in links.items():
            below = pair.below[link.below].place
            if below in pair.answers.get(place, ()):
                right += 1
            elif below not in pair.doubtful.get(place, ()):
                wrong += 1
                errors.append(f"{pair.name}: {place} → {below} ({link.likeness}), đúng: {pair.answers.get(place)}")
        errors += [
            f"{pair.name}: {place} → {pair.answers[place]} bỏ sót" for place in pair.answers if place not in links
        ]
    return Score(right, wrong, answered, tuple(errors))


def _load(path: Path) -> Labelled:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    above, below = (_items(data[side]) for side in ("parent", "child"))
    return Labelled(path.stem, above, below, data["answers"], data.get("doubtful", {}))


def _items(name: str) -> tuple[PlanItem, ...]:
    path = DEMO / name.removeprefix("demo:") if name.startswith("demo:") else PAIRS / name
    reading = read_text(path.read_text(encoding="utf-8"))
    return tuple(one.item for one in read_items(reading.body, reading.header.year, reading.header.kind))


if __name__ == "__main__":
    for group in (*([pair] for pair in load()), [pair for pair in load() if pair.name in HELD_OUT], load()):
        found = score(group)
        print(*found.errors if len(group) == 1 else (), sep="\n")
        names = " + ".join(pair.name for pair in group)
        print(f"{names}: precision {found.precision:.2f}, recall {found.recall:.2f} of {found.answered}")
