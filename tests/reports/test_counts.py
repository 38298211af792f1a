"""What waits for a user, in one query that is written once for a user, roles and day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.actions.step import take_step
from organizations.actions.person import grant_role
from organizations.models import Role, Unit, User
from reports.queries.counts import _question, counts_for
from tests.cast import SINCE, Cast


def again(user: User) -> User:
    """The user as the next request loads him."""
    return User.objects.get(pk=user.pk)


def written() -> int:
    return _question.cache_info().misses


@pytest.fixture(autouse=True)
def _nothing_kept():
    _question.cache_clear()


def test_the_query_is_written_once_and_answered_anew(cast: Cast) -> None:
    assert counts_for(again(cast.leader)).steps == 0
    take_step(document=cast.draft(), action="submit", by=cast.clerk)
    assert counts_for(again(cast.leader)).steps == 1
    assert written() == 1


def test_a_role_more_is_counted_at_once(cast: Cast) -> None:
    take_step(document=cast.draft(), action="submit", by=cast.clerk)
    assert counts_for(again(cast.outsider)).steps == 0
    grant_role(user=cast.outsider, unit=cast.city, role=Role.SIGNING_LEADER, valid_from=SINCE)
    assert counts_for(again(cast.outsider)).steps == 1


def test_a_unit_that_moves_in_the_tree_and_a_new_day_ask_anew(cast: Cast, time_machine) -> None:
    counts_for(again(cast.leader))
    Unit.objects.filter(pk=cast.city.pk).update(path="/0/")
    counts_for(again(cast.leader))
    assert written() == 2
    time_machine.move_to(timezone.now() + timedelta(days=1))
    counts_for(again(cast.leader))
    assert written() == 3
