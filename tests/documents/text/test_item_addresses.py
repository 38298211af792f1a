"""Items keep their addresses while a text is edited: inserted, deleted, moved, swapped, rewritten."""

from __future__ import annotations

from string import ascii_lowercase

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text.item_addresses import Fresh, Stored, keep_addresses

TOPICS = (
    "tuyên truyền Luật Thi đua, khen thưởng đến toàn thể công chức", "trồng cây xanh trên các tuyến đường chính",
    "phân loại rác tại nguồn ở từng hộ gia đình", "kiểm tra chính sách khen thưởng ở cơ sở",
    "vận động xây dựng nhà đại đoàn kết cho hộ nghèo", "giải quyết hồ sơ đúng hạn tại bộ phận một cửa",
    "hội giảng, dự giờ, nâng chất lượng dạy và học", "bảo đảm an toàn giao thông trước cổng trường",
    "chấm, công nhận sáng kiến làm căn cứ xét danh hiệu", "thăm hỏi gia đình chính sách ngày 27 tháng 7",
)  # fmt: skip


def natural(texts: list[str]) -> list[Fresh]:
    return [Fresh(f"II.2 gạch {number}", text) for number, text in enumerate(texts, start=1)]


def first(texts: list[str]) -> list[Stored]:
    """The rows of a text that was never edited."""
    kept = keep_addresses([], natural(texts))
    return [Stored(at, one.address, text) for at, (one, text) in enumerate(zip(kept, texts, strict=True))]


def after(texts: list[str], changed: list[str]) -> list[tuple[int | None, str]]:
    return [(one.key, one.address) for one in keep_addresses(first(texts), natural(changed))]


def sentence(topic: int, extra: str = "") -> str:
    return f"Tổ chức {TOPICS[topic]}{extra}."


FOUR = [sentence(topic) for topic in range(4)]


def test_a_text_that_was_never_edited_has_the_addresses_of_its_places():
    assert [one.address for one in first(FOUR)] == [f"II.2 gạch {number}" for number in range(1, 5)]


def test_what_is_inserted_has_a_letter_what_is_added_a_number():
    new = sentence(5)
    assert after(FOUR, [FOUR[0], new, *FOUR[1:]]) == [
        (0, "II.2 gạch 1"), (None, "II.2 gạch 1a"), (1, "II.2 gạch 2"), (2, "II.2 gạch 3"), (3, "II.2 gạch 4"),
    ]  # fmt: skip
    assert after(FOUR, [*FOUR, new])[-1] == (None, "II.2 gạch 5")
    two = [FOUR[0], new, sentence(6), *FOUR[1:]]
    assert [address for _, address in after(FOUR, two)][1:3] == ["II.2 gạch 1a", "II.2 gạch 1b"]


def test_the_address_of_what_is_gone_is_not_given_away():
    assert after(FOUR, [*FOUR[:3], sentence(7)])[-1] == (None, "II.2 gạch 5")
    assert after(FOUR, FOUR[1:]) == [(1, "II.2 gạch 2"), (2, "II.2 gạch 3"), (3, "II.2 gạch 4")]


def test_a_rewritten_sentence_keeps_its_row():
    changed = [FOUR[0], sentence(1, ", mỗi đơn vị trồng 20 cây trong tháng 5"), *FOUR[2:]]
    assert [key for key, _ in after(FOUR, changed)] == [0, 1, 2, 3]


def test_a_sentence_rewritten_to_more_than_half_keeps_its_row_between_its_neighbours():
    changed = [
        FOUR[0],
        "Trồng 200 cây xanh trên các tuyến đường, chăm sóc hoa, phân công đoàn viên tưới nước hằng ngày.",
        *FOUR[2:],
    ]
    assert [key for key, _ in after(FOUR, changed)] == [0, 1, 2, 3]


def test_a_retired_sentence_comes_back_under_its_address():
    rows = [Stored(0, "1", FOUR[0]), Stored(1, "2", FOUR[1], retired=True)]
    kept = keep_addresses(rows, [Fresh("1", FOUR[0]), Fresh("2", sentence(1) + ".")])
    assert [(one.key, one.address) for one in kept] == [(0, "1"), (1, "2")]


def test_equal_sentences_keep_their_places():
    twice = ["Đăng ký thi đua.", FOUR[0], "Đăng ký thi đua."]
    assert [key for key, _ in after(twice, twice[1:])] == [1, 2]


def test_letters_go_on_behind_z():
    used = (Stored(10 + at, f"II.2 gạch 1{letter}", "x", retired=True) for at, letter in enumerate(ascii_lowercase))
    rows = [*first(FOUR), *used]
    kept = keep_addresses(rows, natural([FOUR[0], sentence(8), *FOUR[1:]]))
    assert kept[1].address == "II.2 gạch 1za"


topics = st.lists(st.sampled_from(range(len(TOPICS))), min_size=1, max_size=8, unique=True)


@settings(deadline=None)
@given(topics, st.data())
def test_the_same_sentences_keep_rows_and_addresses_wherever_they_go(chosen: list[int], data: st.DataObject) -> None:
    texts = [sentence(topic) for topic in chosen]
    moved = data.draw(st.permutations(texts))
    rows = {row.text: (row.key, row.address) for row in first(texts)}
    assert after(texts, moved) == [rows[text] for text in moved]


@settings(deadline=None)
@given(topics, st.data())
def test_deleting_touches_nothing_else(chosen: list[int], data: st.DataObject) -> None:
    texts = [sentence(topic) for topic in chosen]
    left = [text for text in texts if data.draw(st.booleans())]
    rows = {row.text: (row.key, row.address) for row in first(texts)}
    assert after(texts, left) == [rows[text] for text in left]


@settings(deadline=None)
@given(topics, st.data())
def test_inserting_touches_nothing_else_and_gives_new_addresses(chosen: list[int], data: st.DataObject) -> None:
    texts = [sentence(topic) for topic in chosen]
    others = [sentence(topic) for topic in range(len(TOPICS)) if topic not in chosen]
    mixed = list(texts)
    for other in others:
        mixed.insert(data.draw(st.integers(0, len(mixed))), other)
    kept = dict(zip(mixed, after(texts, mixed), strict=True))
    rows = {row.text: (row.key, row.address) for row in first(texts)}
    assert {text: kept[text] for text in texts} == rows
    addresses = [address for _, address in kept.values()]
    assert len(set(addresses)) == len(addresses)
    assert all(kept[other][0] is None for other in others)


@settings(deadline=None)
@given(topics, st.data())
def test_edited_words_keep_their_rows(chosen: list[int], data: st.DataObject) -> None:
    texts = [sentence(topic) for topic in chosen]
    extra = st.sampled_from(["", " trong quý II", ", hoàn thành trước ngày 30/6", " tại đơn vị mình"])
    edited = [sentence(topic, data.draw(extra)) for topic in chosen]
    assert [key for key, _ in after(texts, edited)] == list(range(len(texts)))


@settings(deadline=None)
@given(st.lists(st.text("ab \n1.", max_size=12), max_size=6), st.lists(st.text("ab \n1.", max_size=12), max_size=6))
def test_any_two_texts_give_each_row_and_address_once(old: list[str], new: list[str]) -> None:
    kept = keep_addresses(first(old), natural(new))
    assert len(kept) == len(new)
    keys = [one.key for one in kept if one.key is not None]
    assert len(set(keys)) == len(keys)
    assert len({one.address for one in kept}) == len(kept)
