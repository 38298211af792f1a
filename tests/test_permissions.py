"""Who gets what answer from every address: own things by role, foreign things as absent ones.

An address that stands not in the table (``tests/permission_rows``) fails the first test.
"""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organizations.models import Role, User
from tests.cast import Cast, make_user
from tests.clients import client_of
from tests.permission_rows import ROLES, TABLE
from tests.world import World, build, foreign_leader

# What belongs to nobody: pages and pictures of the user guide, a secret that nobody has.
SHARED = {"topic": "soan-va-trinh", "picture": "ke-hoach", "list": "document_list", "token": "A" * 43}


@pytest.fixture
def own(cast: Cast) -> World:
    return build(cast.city, cast.clerk, cast.leader)


@pytest.fixture
def users(cast: Cast) -> dict[str, User | None]:
    inspector = make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR)
    everybody = (cast.clerk, cast.leader, cast.justice_officer, inspector, cast.outsider, None)
    return dict(zip(ROLES, everybody, strict=True))


def url_names() -> Iterator[str]:
    """Every named or unnamed pattern of the site."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.name or str(pattern.pattern)

    return walk(get_resolver().url_patterns)


def address(name: str, kind: str, world: World | None) -> str:
    """The address of a world's object; without a world that of an object that does not exist."""
    absent = {"upload": uuid.UUID(int=7), "code": "2222222222222222", "batch": uuid.UUID(int=7),
              "schedule": uuid.UUID(int=7), "photo": uuid.UUID(int=7)}  # fmt: skip
    if not kind:
        return reverse(name)
    if kind in SHARED:
        return reverse(name, args=[SHARED[kind]])
    if world is None:
        key = absent.get(kind, 987654321)
    else:
        key = world.issued.document.verify_code if kind == "code" else getattr(world, kind).pk
    extra = {"document_step": ["withdraw"], "file_make": ["docx"], "version_restore": [1],
             "exemplar_step": ["return"], "adoption_step": ["return"], "visit_step": ["cancel"],
             "person_record_add": ["award"], "unit_record_add": ["rating"],
             "household_record_add": ["award"], "desk_fix": ["ngay"]}.get(name, [])  # fmt: skip
    return reverse(name, args=[key, *extra])


def answer(user: User | None, method: str, url: str) -> tuple[int, str]:
    """Status and body, without what differs from request to request."""
    response = getattr(client_of(user), method)(url)
    body = b"" if response.streaming else response.content
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body.decode(errors="replace"))


def test_every_address_stands_in_the_table() -> None:
    assert sorted(set(url_names())) == sorted({name for name, _, _ in TABLE})


@pytest.mark.parametrize("role", ROLES)
def test_own_things_answer_by_role(own: World, users: dict[str, User | None], role: str) -> None:
    # What changes something comes last, so that the rest still finds the things as they were made.
    rows = sorted(TABLE, key=lambda row: (row[1] == "post", row[0] == "logout"))
    found = {row: answer(users[role], row[1], address(row[0], row[2], own))[0] for row in rows}
    assert found == {row: TABLE[row][ROLES.index(role)] for row in rows}


@pytest.mark.parametrize("role", ["clerk", "leader", "below", "inspector"])
def test_foreign_things_answer_as_absent_ones(cast: Cast, users: dict[str, User | None], role: str) -> None:
    foreign = build(cast.other_city, cast.outsider, foreign_leader(cast.other_city))
    rows = [row for row in TABLE if row[2] not in ("", "code", *SHARED)]
    there = {row: answer(users[role], row[1], address(row[0], row[2], foreign)) for row in rows}
    nowhere = {row: answer(users[role], row[1], address(row[0], row[2], None)) for row in rows}
    assert there == nowhere
    # Who registers papers nowhere is turned away before an upload is looked for.
    early = 404 if role in ("clerk", "below") else 403
    assert {row: there[row][0] for row in rows} == {row: early if row[2] == "upload" else 404 for row in rows}


def test_what_only_changes_something_refuses_get(own: World, users: dict[str, User | None]) -> None:
    with_get = {name for name, method, _ in TABLE if method == "get"}
    rows = [row for row in TABLE if row[0] not in with_get]
    assert {"document_step", "file_make", "logout"} <= {name for name, _, _ in rows}
    found = {row: answer(users["clerk"], "get", address(row[0], row[2], own))[0] for row in rows}
    assert found == dict.fromkeys(rows, 405)


@pytest.mark.parametrize("role", ["clerk", "outsider", "anonymous"])
def test_a_post_without_token_is_refused(own: World, users: dict[str, User | None], role: str) -> None:
    rows = [row for row in TABLE if row[1] == "post"]
    found = {
        row: client_of(users[role], enforce_csrf_checks=True).post(address(row[0], row[2], own)).status_code
        for row in rows
    }
    assert found == dict.fromkeys(rows, 403)


def test_no_page_lets_another_units_words_out(cast: Cast, users: dict[str, User | None]) -> None:
    marker = f"Zq{secrets.token_hex(6)}"
    foreign = build(cast.other_city, cast.outsider, foreign_leader(cast.other_city), marker)
    own = build(cast.city, cast.clerk, cast.leader)
    pages = [address(name, kind, world) for name, method, kind in TABLE if method == "get" for world in (own, foreign)
             if kind != "code"]  # fmt: skip
    half = marker[:8]
    pages += [f"{reverse('document_list')}?tim={half}", f"{reverse('plan_create')}?don-vi={cast.city.pk}"]

    def holding(user: User | None) -> list[str]:
        client = client_of(user)
        return [page for page in pages if marker in everything(client, page)]

    assert {role: holding(users[role]) for role in ROLES if role != "outsider"} == {
        role: [] for role in ROLES if role != "outsider"
    }
    # The test can fail: whose words they are reads them on most of these pages.
    assert len(holding(cast.outsider)) >= 10


def everything(client: Client, page: str) -> str:
    """Headers and body of a page and of what it leads to."""
    response = client.get(page, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}{body.decode(errors='replace')}"
