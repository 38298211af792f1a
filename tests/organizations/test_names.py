"""Order and search of Vietnamese names, the same on both databases."""

from __future__ import annotations

import random
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from organizations.names import normalize, odd_characters, search_key, sort_key
from tests.services import needs_postgres

# Each list stands in the order of a Vietnamese register: by tên, then họ đệm; letters first, tones break ties.
ORDERED = [
    ["Lê Văn An", "Lê Văn Ân"],
    ["Lê An", "Lê Ăn", "Lê Ân", "Lê Bình"],
    ["Trần Văn Da", "Trần Văn Đa", "Trần Văn E"],
    ["Lê Ha", "Lê Hà", "Lê Hả", "Lê Hã", "Lê Há", "Lê Hạ"],
    ["Lê Hạ", "Lê Hai", "Lê Hăng", "Lê Hằng"],
    ["Đỗ Thị Hoa", "Nguyễn Thị Hoa", "Đỗ Thị Hoà"],
    ["Nguyễn An", "Nguyễn Văn An", "Nguyễn Anh"],
    ["Lê O", "Lê Ô", "Lê Ơ", "Lê U", "Lê Ư", "Lê Y"],
    ["Lê Thuy", "Lê Thùy", "Lê Thủy", "Lê Thúy", "Lê Thụy"],
]
letters = st.sampled_from("aàảãáạăằâấbcdđeêềghiklmnoôơpqrstuưvxyỳ")
words = st.text(letters, min_size=1, max_size=6)
names = st.lists(words, min_size=1, max_size=4).map(lambda parts: " ".join(part.capitalize() for part in parts))


@pytest.mark.parametrize("ordered", ORDERED, ids=lambda ordered: ordered[0])
def test_order(ordered):
    shuffled = random.Random(4).sample(ordered, len(ordered))
    expected = sorted(ordered, key=ordered.index)
    assert sorted(shuffled, key=sort_key) == expected


@needs_postgres()
@pytest.mark.django_db
def test_order_is_that_of_icu():
    rnd = random.Random(20)
    starts = ["", "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu", "t", "th"]
    ends = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "o", "a"]
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]

    def word() -> str:
        made = rnd.choice(starts) + rnd.choice("aăâeêioôơuưy") + rnd.choice(tones) + rnd.choice(ends)
        return unicodedata.normalize("NFC", made).capitalize()

    made = [[word() for _ in range(rnd.randint(1, 4))] for _ in range(2000)]
    names = list({(parts[-1], " ".join(parts[:-1])) for parts in made})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT family || ' ' || given FROM unnest(%s, %s) AS people(given, family) "
            'ORDER BY given COLLATE "vi-VN-x-icu", family COLLATE "vi-VN-x-icu"',
            [list(part) for part in zip(*names, strict=True)],
        )
        icu = [row[0].strip() for row in cursor.fetchall()]
    assert sorted(icu, key=sort_key) == icu


@given(names)
def test_keys_do_not_depend_on_case_normal_form_or_spaces(name):
    other = unicodedata.normalize("NFD", f"  {name.upper()} ").replace(" ", "  ")
    assert (sort_key(other), search_key(other)) == (sort_key(name), search_key(name))


@given(names, names)
def test_different_names_have_different_sort_keys(one, other):
    assert (sort_key(one) == sort_key(other)) == (one.casefold() == other.casefold())


@given(st.text(max_size=100))
def test_sort_keys_are_digits_that_fit_the_column(text):
    key = sort_key(normalize(text)[:100])
    assert key.isdecimal()
    assert len(key) <= 500 or len(text.casefold()) > 100


@given(names)
def test_search_keys_are_plain_latin(name):
    assert search_key(name).replace(" ", "").isascii()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đỗ Thị Hoà", "do thi hoa"),
        ("ĐỖ  thị HÒA ", "do thi hoa"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("Thúy", "thuy"),
        ("Phường 1", "phuong 1"),
    ],
)
def test_search_key(text, key):
    assert search_key(text) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key


def test_foreign_letters_sort_under_their_bare_letter():
    assert sorted(["Müller", "Munz", "Mua"], key=sort_key) == ["Mua", "Müller", "Munz"]
    assert sorted(["Lê A-B", "Lê AB", "Lê A B", "Lê A1"], key=sort_key) == ["Lê A-B", "Lê A1", "Lê AB", "Lê A B"]


def test_normalize_composes_and_folds_spaces():
    assert normalize(" Lê\u00a0 Hoa\u0300\n") == "Lê Hoà"


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Nguyễn Thị Mai", ""),
        ("H'Hen Niê", ""),
        ("Tôn-Nữ Thị A.", ""),
        ("Nguy\u200bễn", "\u200b"),
        ("Nguyễn\u0007", "\u0007"),
        ("Nguуễn Vаn", "уа"),
        ("Lê Văn 8", "8"),
        ("<b>Lê</b>", "<>/"),
    ],
)
def test_odd_characters(name, odd):
    assert odd_characters(name) == odd
