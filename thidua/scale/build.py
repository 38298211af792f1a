"""Builds the large data set in one transaction."""

from __future__ import annotations

from random import Random

from django.db import transaction

from thidua.scale.papers import Papers
from thidua.scale.people import build_people
from thidua.scale.units import build_units

LAST_YEAR = 2025


def build_scale(*, units: int, people: int, years: int) -> None:
    """A city with its people and papers; the same for the same numbers.

    Args:
        units: how many units, at least 4; ``people``: how many people, at least two for each unit are made;
        ``years``: how many years of papers, up to and including ``LAST_YEAR``.
    """
    random = Random(f"{units} {people} {years}")  # noqa: S311 - sample data, no secret
    with transaction.atomic():
        founded = build_units(units)
        build_people(founded, people, random)
        Papers(founded, random).build(range(LAST_YEAR - years + 1, LAST_YEAR + 1))
