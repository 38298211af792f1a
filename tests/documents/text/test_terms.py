"""Words of texts and of questions: one spelling for what is written in many."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.asking import MAX_LENGTH, Question, TooMuch, read_question
from documents.text.terms import BREAK, folded, stream, words

LONG = 10_000


def kept(*passages: str) -> str:
    return stream(passages, LONG).strip()


def asked(text: str) -> tuple[list[str], list[str]]:
    question = read_question(text)
    return [" ".join(term.words) for term in question.wanted], [" ".join(term.words) for term in question.unwanted]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Đổi mới, HOÀ bình", "doi moi hoa binh ¶"),
        ("hòa", "hoa ¶"),
        (unicodedata.normalize("NFD", "Ủy ban ĐƯỜNG"), "uy ban duong ¶"),
        ("đạt 100% (1,5 tỷ)", "dat 100 1 5 ty ¶"),
        ("số 053 / KH – UBND.", "so 053 kh ubnd ¶ 53/kh/ubnd 53/kh ¶"),
        ("08-QĐi/TW", "08 qdi tw ¶ 8/qdi/tw 8/qdi ¶"),
        ("152/2025/NĐ-CP", "152 2025 nd cp ¶ 152/2025/nd/cp 152/2025/nd 152/nd/cp 152/nd ¶"),
        ("06/2022/QH15", "06 2022 qh15 ¶ 6/2022/qh15 6/qh15 ¶"),
        ("ngày 20/01/2022, từ 5-7 người, 2024 - UBND", "ngay 20 01 2022 tu 5 7 nguoi 2024 ubnd ¶"),
        ("¶ ½_!", "½ ¶"),
        ("…", ""),
    ],
)
def test_the_words_that_are_kept_of_a_text(text, run):
    assert kept(text) == run


def test_passages_end_with_a_break_and_what_is_beyond_the_limit_is_left_out():
    assert stream(["Một", "", "hai"], LONG) == f" mot {BREAK} hai {BREAK} "
    assert stream(["Một", "hai ba"], 12) == f" mot {BREAK} "


@given(st.text())
def test_a_folded_text_has_the_places_of_the_text_and_only_words_that_stay(text):
    plain = unicodedata.normalize("NFC", text)
    low = folded(text)
    assert len(low) == len(plain)
    for word in words(low):
        assert word.text and word.text.isalnum()
        assert [one.text for one in words(folded(word.text))] == [word.text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thi ĐUA", (["thi", "dua"], [])),
        ('"thi đua" khen', (["thi dua", "khen"], [])),
        ("“thi đua khen", (["thi dua khen"], [])),
        ("53/KH-UBND", (["53/kh/ubnd"], [])),
        ("53 / KH - UBND", (["53/kh/ubnd"], [])),
        ("053/kh-ubnd,", (["53/kh/ubnd"], [])),
        ("08/QĐi-TW", (["8/qdi/tw"], [])),
        ("53/KH-UBND - thi đua", (["53/kh/ubnd", "thi", "dua"], [])),
        ("53/KH-UBND -thi", (["53/kh/ubnd"], ["thi"])),
        ("KH-UBND 20/1/2022", (["kh ubnd", "20 1 2022"], [])),
        ('a -b -"c d" --e', (["a"], ["b", "c d", "e"])),
        ('* ( ) OR NEAR : " ^ -', (["or", "near"], [])),
        ("thi Thi THI", (["thi"], [])),
        ("", ([], [])),
    ],
)
def test_what_a_question_asks(text, found):
    assert asked(text) == found


@given(st.text(max_size=MAX_LENGTH))
def test_any_text_is_a_question_or_told_why_not(text):
    try:
        question = read_question(text)
    except TooMuch as error:
        assert str(error).endswith(".")
    else:
        assert isinstance(question, Question)
        assert all(word == " ".join(word.split()) for term in question.wanted for word in term.words)
