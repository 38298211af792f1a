"""Of worn scans nothing is invented: numbers and days are those of the paper or none, and their quality is told."""

from __future__ import annotations

import os
import random
from statistics import mean

import pytest

from documents.text.reader import read_text
from documents.text.repairs import BROKEN
from tests.reading.cases import load
from tests.reading.damage import HEAVY, LIGHT, MIDDLE, worn
from tests.reading.layouts import TEXTS

MANY = int(os.environ.get("READER_SCANS", "1"))
CASES = [case for case in load() if not case.text]
# Below this no name of a header is taken as read; see ``documents.text.doubt``.
NAMES = ("kind", "symbol", "place", "issuer")


@pytest.mark.parametrize("wear", [LIGHT, MIDDLE, HEAVY], ids=["light", "middle", "heavy"])
def test_no_number_and_no_day_is_invented(wear: tuple[float, float, float]) -> None:
    wrong: list[tuple[str, str, str | None]] = []
    wanted = read = fields = slips = 0
    quality: list[float] = []
    for case in CASES:
        for layout in ("typed", "spaces"):
            for seed in range(MANY):
                chance = random.Random(f"{case.name} {layout} {seed}")
                found = read_text(worn(TEXTS[layout](case), chance, *wear)).as_json()
                quality.append(found["quality"]["ocr"])
                wrong += [
                    (case.name, name, found["header"][name])
                    for name in ("number", "date")
                    if found["header"][name] and found["header"][name] != case.header.get(name)
                ]
                numbers = [one.split("|")[1] for one in case.citations]
                known = {number.lstrip("0") for number in (*numbers, case.header.get("number", ""))}
                cited = [one["number"] for one in found["citations"] if one["number"]]
                wrong += [(case.name, "cited", number) for number in cited if number.lstrip("0") not in known]
                wanted += len(numbers)
                read += sum(number in cited for number in numbers)
                told = [name for name in NAMES if found["header"][name]]
                fields += len(told)
                slips += sum(found["header"][name] != case.header.get(name) for name in told)
    assert wrong == []
    assert read >= 0.6 * wanted
    # A name with another letter in it ("Tân Uyên", "Tâm Uyên") cannot be told from a name: few are taken for one.
    assert slips <= 0.08 * fields
    assert wear is LIGHT or mean(quality) < BROKEN
