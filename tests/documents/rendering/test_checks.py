"""What is refused before it is laid out, and what is left out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.rendering.checks import printable, refusal
from documents.text.tree import Body, Item
from tests.documents.rendering.papers import FULL, SAMPLE_NAMES, sample


def nested(depth: int) -> Body:
    item = Item("dash", "-", "", ("x",))
    for _ in range(depth - 1):
        item = Item("dash", "-", "", ("x",), (item,))
    return Body((), (item,))


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_real_papers_pass(name: str) -> None:
    assert refusal(sample(name)) == ""


@pytest.mark.parametrize(("depth", "passes"), [(40, True), (41, False), (50_000, False)])
def test_depth(depth: int, passes: bool) -> None:
    assert (refusal(replace(FULL, body=nested(depth))) == "") == passes


@pytest.mark.parametrize(("letters", "passes"), [(2_000, True), (2_001, False)])
@pytest.mark.parametrize(
    "place", ["summary", "kind", "authority", "bases", "recipients", "opening", "cell", "title", "name"]
)
def test_long_words_anywhere(place: str, letters: int, passes: bool) -> None:
    word = "ế" * letters
    changes = {
        "bases": {"bases": (word,)},
        "recipients": {"recipients": (word,)},
        "opening": {"body": Body((f"một {word} hai",))},
        "cell": {"body": Body((), (Item("table", rows=(("a", word),)),))},
        "title": {"body": Body((), (Item("muc", "I", word),))},
        "name": {"signature": replace(FULL.signature, name=word)},
    }
    assert (refusal(replace(FULL, **changes.get(place, {place: word}))) == "") == passes


@pytest.mark.parametrize(("columns", "passes"), [(50, True), (51, False)])
def test_columns(columns: int, passes: bool) -> None:
    body = Body((), (Item("table", rows=(("a",) * columns,)),))
    assert (refusal(replace(FULL, body=body)) == "") == passes


def test_unprintable_characters_go_and_the_rest_stays() -> None:
    dirty = replace(
        FULL, summary="a\x00b\u202ec\tđ\u00a0ế", day=5, body=Body(("x\x1b",), (Item("table", rows=(("\x7fy",),)),), ())
    )
    clean = printable(dirty)
    assert (clean.summary, clean.day) == ("abc\tđ\u00a0ế", 5)
    assert clean.body == Body(("x",), (Item("table", rows=(("y",),)),), ())
    assert printable(FULL) == FULL
