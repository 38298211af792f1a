"""Whatever happens to units in whatever order: on any day the tree is a tree."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from organizations.actions.succession import end_unit, rename_unit
from organizations.actions.unit import move_unit
from organizations.models import Unit, UnitParent
from organizations.models.unit import ids_on
from tests.cast import SINCE
from tests.organizations.office_hands import administrator, ward

STEPS, DAYS = 25, 20
LAST = date(2026, 6, 1)


def some_day(dice: random.Random) -> date:
    return SINCE + timedelta(days=dice.randrange((LAST - SINCE).days))


def take_a_step(dice: random.Random, number: int, by) -> bool:
    """One change of a random unit on a random day; whether it was allowed."""
    unit, other = (dice.choice(list(Unit.objects.order_by("pk"))) for _ in range(2))
    on = some_day(dice)
    try:
        match dice.choice(["found", "found", "move", "move", "rename", "end"]):
            case "found":
                ward(f"Đơn vị {number}", unit, on)
            case "move":
                move_unit(unit=unit, parent=other, on=on)
            case "rename":
                rename_unit(unit=unit, on=on, by=by, official_name=f"Tên {number}", short_name=f"Tên {number}")
            case "end":
                end_unit(unit=unit, on=on, successors=dice.choice([[], [(other, "sap_nhap")]]))
    except ValidationError:
        return False
    return True


def climb(child: int, above: dict[int, int]) -> int:
    """Steps to the top; one more than there are links when there is none."""
    steps = 0
    while child in above and steps <= len(above):
        child, steps = above[child], steps + 1
    return steps


@pytest.mark.parametrize("seed", range(8))
def test_on_any_day_every_unit_has_one_parent_that_stands(cast, seed):
    dice = random.Random(seed)
    by = administrator(cast, cast.province)
    taken = [take_a_step(dice, number, type(by).objects.get(pk=by.pk)) for number in range(STEPS)]
    assert sum(taken) >= 5
    for on in [some_day(dice) for _ in range(DAYS)] + [SINCE, LAST]:
        standing = set(Unit.objects.as_of(on).values_list("pk", flat=True))
        links = list(UnitParent.objects.as_of(on).values_list("child", "parent"))
        children = [child for child, _ in links]
        assert len(children) == len(set(children)), f"two parents on {on}"
        assert set(children) <= standing, f"a link of a unit that does not stand on {on}"
        assert {parent for _, parent in links} <= standing, f"a parent that does not stand on {on}"
        above = dict(links)
        for child in children:
            assert climb(child, above) < len(above) + 1, f"a circle on {on}"
        tops = standing - set(children)
        assert {pk for pk in tops if Unit.objects.get(pk=pk).parent_links.exists()} == set(), f"lost on {on}"


@pytest.mark.parametrize("seed", range(8))
def test_stored_paths_are_todays_tree(cast, seed):
    dice = random.Random(100 + seed)
    by = administrator(cast, cast.province)
    for number in range(STEPS):
        take_a_step(dice, number, type(by).objects.get(pk=by.pk))
    today = date(2026, 11, 1)
    above = dict(UnitParent.objects.as_of(today).values_list("child", "parent"))
    for unit in Unit.objects.as_of(today):
        steps = ids_on(unit.path)
        assert steps[-1] == unit.pk
        assert (steps[-2] if len(steps) > 1 else None) == above.get(unit.pk)
    everything = set(Unit.objects.values_list("pk", flat=True))
    assert {step for unit in Unit.objects.all() for step in ids_on(unit.path)} == everything
