"""The places that answer: found in the text as it is written, marked, cut between words, named."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.asking import read_question
from documents.text.light import parse_body
from documents.text.passages import Passage, body_passages
from documents.text.snippets import WIDTH, find_snippets
from documents.text.terms import folded, words
from tests.pace import pace

BODY = """Mở đầu.
I. MỤC ĐÍCH
- Gạch đầu dòng.
1. Mục đích
a) Điểm a
1.1. Mục con
II. NỘI DUNG
2. Thi **đua**
| Tên | Số |
| Hoa | 5 |
---
Trên đây là Kế hoạch./.
Phụ lục I
DANH SÁCH
1. Một"""
ARTICLES = "Chương I\nCHUNG\nĐiều 3. Đối tượng\n2. Cá nhân\na) Người"


def shown(text: str, question: str) -> list[str]:
    found = find_snippets([Passage("body", "", "", text)], read_question(question).wanted)
    return ["".join(f"[{part.text}]" if part.is_found else part.text for part in one.parts) for one in found]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            BODY,
            [
                ("body", "Nội dung", "", "Mở đầu."),
                ("body", "Mục I", "dong-2", "I. MỤC ĐÍCH"),
                ("body", "Mục I", "dong-3", "- Gạch đầu dòng."),
                ("body", "Mục I.1", "dong-4", "1. Mục đích"),
                ("body", "Mục I.1.a", "dong-5", "a) Điểm a"),
                ("body", "Mục I.1.1", "dong-6", "1.1. Mục con"),
                ("body", "Mục II", "dong-7", "II. NỘI DUNG"),
                ("body", "Mục II.2", "dong-8", "2. Thi đua"),
                ("body", "Mục II.2", "dong-9", "Tên | Số"),
                ("body", "Mục II.2", "dong-9", "Hoa | 5"),
                ("body", "Nội dung", "", "Trên đây là Kế hoạch./."),
                ("annexes", "Phụ lục I", "dong-13", "Phụ lục I DANH SÁCH"),
                ("annexes", "Phụ lục I, Mục 1", "dong-15", "1. Một"),
            ],
        ),
        (
            ARTICLES,
            [
                ("body", "Chương I", "dong-1", "Chương I CHUNG"),
                ("body", "Điều 3", "dong-3", "Điều 3. Đối tượng"),
                ("body", "khoản 2 Điều 3", "dong-4", "2. Cá nhân"),
                ("body", "điểm a khoản 2 Điều 3", "dong-5", "a) Người"),
            ],
        ),
    ],
)
def test_every_passage_is_named(body, places):
    found = [(one.section, one.place, one.anchor, one.text) for one in body_passages(parse_body(body))]
    assert found == places


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("Thi đua yêu nước", "dua THI", ["[Thi đua] yêu nước"]),
        ("Hoà bình, hòa giải", "hòa", ["[Hoà] bình, [hòa] giải"]),
        (unicodedata.normalize("NFD", "Đường phố"), "duong", ["[Đường] phố"]),
        ("thi đua; đua thi", '"dua thi"', ["thi đua; [đua thi]"]),
        ("Số 053 / KH - UBND và 54/KH-UBND", "53/kh-ubnd", ["Số [053 / KH - UBND] và 54/KH-UBND"]),
        ("thidua", "thi", []),
        ("a <b> &", "b", ["a <[b]> &"]),
        ("x\u0332y x", "xy", ["[x\u0332y] x"]),
    ],
)
def test_found_words_are_marked_as_they_are_written(text, question, marked):
    assert shown(text, question) == marked


def test_a_long_passage_is_cut_between_words_around_most_terms():
    text = "khen " + "chữ " * 200 + "thi rồi đua " + "chữ " * 200
    [cut] = shown(text, "khen thi dua")
    assert (cut.startswith("… chữ "), cut.endswith(" chữ …"), "[thi] rồi [đua]" in cut) == (True, True, True)
    assert len(cut) <= WIDTH + 12


def test_the_passages_that_say_most_come_in_the_order_of_the_paper():
    passages = [Passage("body", str(at), "", text) for at, text in enumerate(("a", "a b", "c", "a", "b"))]
    assert [one.place for one in find_snippets(passages, read_question("a b c").wanted)] == ["0", "1", "2"]
    assert [one.place for one in find_snippets(passages, read_question("a b c").wanted, most=2)] == ["1", "2"]


@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=40))
def test_snippets_are_the_text_itself_and_mark_only_what_was_asked(texts, typed):
    try:
        terms = read_question(typed).wanted
    except ValueError:
        return
    passages = [Passage("body", "", "", text) for text in texts]
    asked = {word for term in terms for one in term.words for word in one.split("/")}
    for snippet in find_snippets(passages, terms):
        text = "".join(part.text for part in snippet.parts)
        inner = text.removeprefix("… ").removesuffix(" …")
        assert any(inner in unicodedata.normalize("NFC", passage) for passage in texts)
        for part in snippet.parts:
            if part.is_found:
                said = {word.text.lstrip("0") or "0" for word in words(folded(part.text))}
                assert said & {word.lstrip("0") or "0" for word in asked}


@pytest.mark.parametrize("passages", [1, 1000])
def test_200_000_letters_are_searched_in_half_a_second_of_the_processor(passages):
    text = "Phát động phong trào thi đua, số 53/KH-UBND. " * (4500 // passages)
    long = [Passage("body", "", "", text) for _ in range(passages)]
    terms = read_question('thi dua "phong trao" 53/kh-ubnd 54/kh khongco').wanted
    began = time.process_time()
    assert len(find_snippets(long, terms)) == min(passages, 3)
    assert time.process_time() - began < 0.5 * pace()
