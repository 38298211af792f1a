"""A session goes on while it is used, without a write for every page that is read."""

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clients import client_of

START = "2026-03-02 08:00 +07:00"


def writes(client) -> int:
    """How many statements of one page change something."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/tin-vua-roi/").status_code == 200
    return sum(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked)


def test_a_page_that_is_read_again_writes_nothing(cast):
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(cast.clerk)
        writes(client)
        clock.shift(10)
        assert writes(client) == 0


def test_the_end_is_moved_on_once_a_minute(cast):
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(cast.clerk)
        for _ in range(40):
            clock.shift(59)
            assert client.get("/tin-vua-roi/").status_code == 200
        clock.shift(15 * 60)  # since the last click
        assert client.get("/tin-vua-roi/").status_code == 200


def test_a_session_that_is_not_used_ends(cast):
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(cast.clerk)
        client.get("/tin-vua-roi/")
        clock.shift(16 * 60 + 1)
        assert client.get("/tin-vua-roi/").status_code == 302
