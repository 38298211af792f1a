"""A plan held against the plan above: what is copied, made concrete, new, unanswered; and at what cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.compare import Comparison, compare, compare_items
from documents.text.compare_items import item_of, items_of
from documents.text.reader import read_text
from tests.documents.text.samples import HUYEN, PHONG, THANH_PHO, sample

ABOVE = """KẾ HOẠCH
Phát động thi đua năm 2024
I. NỘI DUNG
1. Đẩy mạnh tuyên truyền, phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến trên địa bàn thành phố.
2. Tăng cường công tác kiểm tra, giám sát việc thực hiện chính sách khen thưởng ở cơ sở.
3. Tổ chức phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới” trong các tầng lớp Nhân dân.
4. Nâng cao chất lượng hồ sơ đề nghị khen thưởng, bảo đảm đúng thời hạn quy định của pháp luật.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này./.
"""
BELOW = """KẾ HOẠCH
Phát động thi đua năm 2024
I. NỘI DUNG
1. Đẩy mạnh tuyên truyền, phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến trên địa bàn thành phố.
2. Tăng cường công tác kiểm tra, giám sát việc thực hiện chính sách khen thưởng ở 03 khu phố trong tháng 6.
3. Hưởng ứng phong trào “Phường Hiệp Ninh chung sức xây dựng nông thôn mới”, trồng 500 cây xanh.
4. Cải tạo sân chơi thiếu nhi bằng nguồn vận động của các nhà hảo tâm.
"""


def made(above: str, below: str) -> Comparison:
    return compare(read_text(above).body, read_text(below).body)


def test_each_relation() -> None:
    found = made(ABOVE, BELOW)
    rows = [(pair.parent and pair.parent.label, pair.child and pair.child.label, pair.relation) for pair in found.pairs]
    assert rows == [
        ("I.1", "I.1", "nguyen_van"),
        ("I.2", "I.2", "cu_the_hoa"),
        ("I.3", "I.3", "cu_the_hoa"),
        (None, "I.4", "moi"),
        ("I.4", None, "khong_tra_loi"),
        ("II.1", None, "khong_tra_loi"),
    ]
    assert found.pairs[0].similarity == 1.0
    assert found.specific == 0.5
    assert 0.4 < found.copied < 0.75


def test_json_by_contract() -> None:
    data = made(ABOVE, BELOW).as_json()
    assert set(data) == {"items", "copied", "specific"}
    assert data["items"][1]["child"].startswith("I.2 Tăng cường")
    assert data["items"][3] == {
        "parent": None,
        "child": "I.4 Cải tạo sân chơi thiếu nhi bằng nguồn vận động của các nhà hảo tâm.",
        "relation": "moi",
        "similarity": data["items"][3]["similarity"],
    }


@pytest.mark.parametrize("name", [HUYEN, PHONG, THANH_PHO])
def test_a_plan_answers_itself_word_for_word(name: str) -> None:
    found = made(sample(name), sample(name))
    assert {pair.relation for pair in found.pairs} == {"nguyen_van"}
    assert found.copied == 1.0


def test_the_samples() -> None:
    found = made(sample(THANH_PHO), sample(PHONG))
    assert (0.25 < found.copied < 0.45, 0.08 < found.specific < 0.2) == (True, True)
    relations = [pair.relation for pair in found.pairs]
    assert relations.count("cu_the_hoa") >= 7
    answered = {pair.parent.text[:40]: pair.child.text[:30] for pair in found.pairs if pair.parent and pair.child}
    assert answered["Tiếp tục đẩy mạnh thực hiện Kế hoạch số "] == "Đẩy mạnh tuyên truyền, phát hi"


def test_strangers_share_nothing() -> None:
    other = "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Mỗi hộ nhận hai cây giống về trồng trước hiên nhà.\n"
    found = made(ABOVE, other)
    assert found.copied == 0.0
    assert {pair.relation for pair in found.pairs} == {"moi", "khong_tra_loi"}


def test_days_and_numbers_of_cited_papers_are_not_the_item_s_own() -> None:
    cited = item_of(
        "1", "Tiếp tục thực hiện Kế hoạch số 50/KH-UBND ngày 12/3/2021 của UBND thành phố về phát động thi đua."
    )
    assert (cited.has_date, cited.has_number, cited.numbers) == (False, False, frozenset())
    own = item_of("1", "Xây dựng ít nhất 02 mô hình, hoàn thành trước ngày 30/6.")
    assert (own.has_date, own.has_number) == (True, True)


def test_labels_carry_the_place_and_headings_are_no_items() -> None:
    assert [item.label for item in items_of(read_text(sample(HUYEN)).body)][:4] == ["I.1", "I.2", "I.2", "II.1"]


def test_six_pages_take_a_fraction_of_a_second_and_ten_times_as_much_about_ten_times_that() -> None:
    long = sample(THANH_PHO)
    started = time.process_time()
    made(long, sample(HUYEN))
    assert time.process_time() - started < 1.0
    items = items_of(read_text(long).body)
    many = [item_of(str(at), f"{item.text} {at} {at * 7}") for at in range(40) for item in items]
    started = time.process_time()
    compare_items(many, many)
    assert time.process_time() - started < 10


@given(st.lists(st.text(alphabet="ab cd\nI.1“”", max_size=60), max_size=8), st.text(max_size=200))
def test_any_two_texts_compare(parts: list[str], other: str) -> None:
    above = [item_of("I", part) for part in parts]
    below = [item_of("1", other)]
    found = compare_items(above, below)
    assert len([pair for pair in found.pairs if pair.child]) == 1
    assert 0 <= found.copied <= 1
    assert 0 <= found.specific <= 1
