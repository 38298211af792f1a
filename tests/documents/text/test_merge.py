"""Merging two people's texts: laws that hold for any texts, and examples."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.difference import compare, compare_words, folded, matches, paragraphs
from documents.text.merge import Clash, Settled, assemble, chosen, clashes, merge, merge_line, written_by_both
from tests.pace import pace

# Few different lines, so that equal ones, moved ones and blank ones happen often.
LINES = st.sampled_from(["", "I. MỤC ĐÍCH", "1. Nâng cao", "- Thi đua", "- Khen thưởng", "a) Một", "b) Hai"])
TEXTS = st.lists(LINES, max_size=9).map("\n".join)
NEW = st.lists(st.sampled_from(["mới 1", "mới 2", "mới 3"]), min_size=1, max_size=3)


def whole(parts, choice="mine"):
    return assemble(parts, [chosen(clash, choice) for clash in clashes(parts)])


def words(text):
    return sorted(paragraphs(text))


@given(TEXTS, TEXTS)
def test_what_one_side_left_alone_is_taken_from_the_other(base, changed):
    assert whole(merge(base, changed, base)) == changed
    assert whole(merge(base, base, changed)) == changed


@given(TEXTS, TEXTS)
def test_the_same_change_on_both_sides_is_that_change(base, changed):
    parts = merge(base, changed, changed)
    assert clashes(parts) == []
    assert whole(parts) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_no_new_paragraph_of_either_side_is_lost(base, mine, theirs):
    parts = merge(base, mine, theirs)
    seen = set()
    for part in parts:
        for text in [part.text] if isinstance(part, Settled) else [part.mine, part.theirs]:
            seen |= set(paragraphs(text))
    old = set(paragraphs(base))
    assert (set(paragraphs(mine)) | set(paragraphs(theirs))) - old <= seen
    both = set(paragraphs(whole(parts, "both")))
    assert (set(paragraphs(mine)) | set(paragraphs(theirs))) - old <= both


@given(TEXTS, TEXTS, TEXTS)
def test_the_sides_may_be_changed_about(base, mine, theirs):
    there, back = merge(base, mine, theirs), merge(base, theirs, mine)
    assert [(c.base, c.mine, c.theirs) for c in clashes(there)] == [(c.base, c.theirs, c.mine) for c in clashes(back)]


@given(st.lists(st.integers(0, 99).map(str), min_size=4, max_size=9, unique=True), NEW, NEW, st.data())
def test_changes_apart_from_each_other_are_both_taken(base, mine, theirs, data):
    cut = data.draw(st.integers(1, len(base) - 2))
    upper, lower = base[:cut], base[cut + 1 :]
    middle = base[cut]
    own = "\n".join([*mine, middle, *lower])
    other = "\n".join([*upper, middle, *theirs])
    parts = merge("\n".join(base), own, other)
    assert clashes(parts) == []
    assert whole(parts) == "\n".join([*mine, middle, *theirs])
    assert written_by_both(parts) == (1, 1)


@given(TEXTS, TEXTS)
def test_a_comparison_holds_both_texts(old, new):
    rows = compare(old, new)
    assert [row.old for row in rows if row.kind != "added"] == paragraphs(old)
    assert [row.new for row in rows if row.kind != "removed"] == paragraphs(new)
    assert [row for stretch in folded(rows) for row in stretch.rows] == rows


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_comparison_of_words_holds_both_texts(old, new):
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.sign != "added") == old
    assert "".join(piece.text for piece in pieces if piece.sign != "removed") == new


@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=12))
def test_matches_are_equal_and_rise(old, new):
    found = matches(old, new)
    assert all(old[one] == new[other] for one, other in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in zip(found, found[1:], strict=False))


def test_two_rewrites_of_one_paragraph_are_a_question_with_three_texts():
    parts = merge("A\nB\nC", "A\nB của tôi\nC", "A\nB của người kia\nC")
    assert parts == [Settled("A\n"), Clash("B\n", "B của tôi\n", "B của người kia\n"), Settled("C")]
    assert assemble(parts, ["B chung"]) == "A\nB chung\nC"
    assert whole(parts, "both") == "A\nB của người kia\nB của tôi\nC"


def test_one_side_deletes_what_the_other_changes_is_a_question():
    assert clashes(merge("A\nB\nC", "A\nC", "A\nB mới\nC")) == [Clash("B\n", "", "B mới\n")]


def test_two_additions_in_one_place_are_a_question_and_neighbours_are_not():
    assert clashes(merge("A\nB", "A\nmột\nB", "A\nhai\nB")) == [Clash("", "một\n", "hai\n")]
    assert whole(merge("A\nB\nC\nD", "A\nB1\nC\nD", "A\nB\nC2\nD")) == "A\nB1\nC2\nD"


def test_an_addition_at_the_end_begins_a_line_of_its_own():
    assert whole(merge("A\nB", "A1\nB", "A\nB\nC")) == "A1\nB\nC"


def test_a_line_is_merged_as_a_whole():
    assert merge_line("a", "b", "a") == [Settled("b", "mine")]
    assert merge_line("a", "a", "c") == [Settled("c", "theirs")]
    assert merge_line("a", "b", "b") == [Settled("b")]
    assert merge_line("a", "b", "c") == [Clash("a", "b", "c")]


def test_each_question_needs_its_answer():
    parts = merge("A", "B", "C")
    with pytest.raises(ValueError, match="one decision"):
        assemble(parts, [])
    with pytest.raises(ValueError, match="one decision"):
        assemble(parts, ["B", "C"])


def test_a_changed_paragraph_shows_its_words_and_long_equal_runs_fold():
    rows = compare("1\n2\n3\n4\nThi đua năm 2024 sôi nổi", "1\n2\n3\n4\nThi đua năm 2025 sôi nổi")
    assert [row.kind for row in rows] == ["same"] * 4 + ["changed"]
    assert [(piece.sign, piece.text) for piece in rows[-1].pieces] == [
        ("same", "Thi đua năm "),
        ("removed", "2024"),
        ("added", "2025"),
        ("same", " sôi nổi"),
    ]
    assert [(stretch.hidden, len(stretch.rows)) for stretch in folded(rows)] == [(True, 3), (False, 2)]


def test_a_hostile_text_is_compared_in_a_moment():
    old, new = "a\nb\n" * 20_000, "b\na\n" * 20_001
    rows = compare(old, new)
    assert len(rows) >= 40_000


def test_words_changed_side_by_side_are_one_change():
    assert [(piece.sign, piece.text) for piece in compare_words("thi đua sôi nổi.", "thi đua rộng khắp.")] == [
        ("same", "thi đua "),
        ("removed", "sôi nổi"),
        ("added", "rộng khắp"),
        ("same", "."),
    ]


def _lines(number, form):
    return "\n".join(form.format(at) for at in range(number))


def _noise(number):
    chance = random.Random(1)
    return "\n".join(" ".join(chance.choice("ab") for _ in range(240)) for _ in range(number))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_lines(30_000, "o{0} p{0}"), _lines(30_000, "x{0} y{0}")),
        ("o " * 100_000, _lines(50_000, "x{0}")),
        ("\n".join(f"x{at} " * 400 for at in range(300)), _lines(50_000, "y{0}")),
        (_noise(800), _noise(800)[::-1]),
    ],
    ids=["nothing in common", "one line against many", "long lines against many", "few words again and again"],
)
def test_texts_made_to_be_slow_are_compared_in_two_seconds_of_the_processor(old, new):
    began = time.process_time()
    rows = compare(old, new)
    assert time.process_time() - began < 2 * pace()
    assert [row.old for row in rows if row.old] == paragraphs(old)
    assert [row.new for row in rows if row.new] == paragraphs(new)
