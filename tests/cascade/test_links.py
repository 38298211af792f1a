"""Proposed links are right often enough on pairs that people labelled; see ``measure.py`` and ``docs/cascade.md``."""

from __future__ import annotations

import time

from documents.text import links
from documents.text.compare import compare_items
from documents.text.compare_items import item_of
from documents.text.links import likeness, propose_both, propose_links
from tests.cascade.measure import HELD_OUT, load, score


def test_the_labels_name_items_that_are_there():
    for pair in load():
        above, below = ({item.place for item in side} for side in (pair.above, pair.below))
        for answers in (pair.answers, pair.doubtful):
            assert set(answers) <= above, pair.name
            assert {place for places in answers.values() for place in places} <= below, pair.name
    assert sum(len(pair.answers) for pair in load()) >= 60


def test_links_are_right_and_found():
    found = score(load())
    assert (found.precision >= 0.85, found.recall >= 0.8) == (True, True), found


def test_they_are_as_right_on_papers_that_the_method_was_not_tuned_on():
    found = score([pair for pair in load() if pair.name in HELD_OUT])
    assert (found.precision >= 0.85, found.recall >= 0.8) == (True, True), found


def test_papers_that_have_nothing_to_do_with_each_other_are_not_linked():
    above = [item_of("1", "Tăng cường kiểm tra việc chấp hành chính sách khen thưởng ở cơ sở trong quý III.")]
    below = [item_of("1", "Mỗi hộ nhận hai cây giống về trồng trước hiên nhà mình, tưới nước mỗi ngày.")]
    assert propose_links(above, below) == ()
    assert propose_both(above, below) == ((), ())
    assert propose_links([], below) == propose_links(above, []) == ()


def test_an_item_that_answers_two_is_proposed_for_both_and_once_from_below():
    texts = [
        "Nâng tỷ lệ hồ sơ giải quyết đúng hạn tại bộ phận một cửa.",
        "Hướng dẫn người dân nộp hồ sơ trực tuyến qua cổng dịch vụ công.",
        "Trồng cây xanh trên các tuyến đường chính của thành phố.",
    ]
    above = [item_of(str(at), text) for at, text in enumerate(texts)]
    both = "Bộ phận một cửa giải quyết đúng hạn, hướng dẫn người dân nộp hồ sơ trực tuyến."
    below = [item_of("1", both), item_of("2", "Thăm hỏi gia đình chính sách nhân ngày thương binh liệt sĩ.")]
    assert [(link.above, link.below) for link in propose_links(above, below)] == [(0, 0), (1, 0)]
    assert [link.below for link in propose_both(above, below)[1]] == [0]


def test_likeness_is_of_words():
    text = "Đẩy mạnh tuyên truyền, phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến."
    one, same, other = (item_of("1", words) for words in (text, text.upper(), "Trồng cây xanh trước hiên nhà."))
    assert (likeness(one, same), likeness(one, other)) == (1.0, 0.0)
    part = item_of("1", text + " Mỗi đơn vị giới thiệu hai gương, đăng trên trang thông tin điện tử trong tháng 6.")
    assert 0.7 < likeness(one, part) < 0.9


def test_two_hundred_items_take_less_than_two_seconds():
    [pair] = [pair for pair in load() if pair.name == "phong-tu-phap"]
    above = [item_of(str(at), f"{item.text} {at}") for at in range(10) for item in pair.above]
    started = time.process_time()
    propose_links(above, list(pair.below) * 10)
    assert time.process_time() - started < 2


def test_comparison_and_proposals_know_the_same_answers():
    """No page has a threshold of its own: what the comparison calls answered is what is proposed from either side."""
    for pair in load():
        answers, parents = propose_both(pair.above, pair.below)
        proposed = {link.above for link in (*answers, *parents)}
        rows = compare_items(pair.above, pair.below).pairs
        unanswered = {row.parent.place for row in rows if row.relation == "khong_tra_loi" and row.parent}
        assert not unanswered & {pair.above[at].place for at in proposed}, pair.name


def test_below_the_threshold_links_are_wrong_as_often_as_right(monkeypatch):
    """Were it half as high, the weak links that come in addition would hardly be better than a coin."""
    before = score(load())
    monkeypatch.setattr(links, "_ENOUGH", links._ENOUGH / 2)
    after = score(load())
    assert after.wrong - before.wrong >= after.right - before.right
    assert after.precision < before.precision
