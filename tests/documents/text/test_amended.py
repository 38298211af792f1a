"""A plan above is replaced: which own items lost their basis, which new ones nobody answers, which words changed."""

from __future__ import annotations

from documents.text.amended import what_changes
from documents.text.compare_items import PlanItem

OLD = """I. NỘI DUNG
1. Các phòng, ban đẩy mạnh cải cách thủ tục hành chính, nâng cao sự hài lòng của người dân.
2. Các phòng, ban tổ chức hội thi nấu ăn chào mừng ngày thành lập thành phố.
3. Các trường học phát động phong trào đọc sách trong học sinh toàn thành phố.
4. Các đơn vị báo cáo kết quả phong trào thi đua trước ngày 15/6/2024."""
NEW = """I. NỘI DUNG
1. Các phòng, ban đẩy mạnh cải cách thủ tục hành chính, nâng cao sự hài lòng của người dân.
2. Các trường học phát động phong trào đọc sách trong học sinh toàn thành phố.
3. Các đơn vị báo cáo kết quả phong trào thi đua trước ngày 30/5/2024.
4. Các cơ quan vận động đoàn viên hiến máu tình nguyện ít nhất hai đợt trong năm.
5. Các phòng, ban mở lớp tập huấn hòa giải ở cơ sở cho hòa giải viên toàn thành phố."""
OWN = """I. NỘI DUNG
1. Phòng đẩy mạnh cải cách thủ tục hành chính, nâng cao sự hài lòng của người dân đạt 95 %.
2. Công đoàn phòng tổ chức hội thi nấu ăn chào mừng ngày thành lập thành phố trong tháng 9.
3. Phòng báo cáo kết quả phong trào thi đua trước ngày 15/6/2024.
4. Mở lớp tập huấn hòa giải ở cơ sở cho hòa giải viên toàn thành phố trong quý II."""


def labels(items: tuple[PlanItem, ...]) -> list[str]:
    return [item.label for item in items]


def test_items_gone_changed_added_and_kept() -> None:
    found = what_changes(OLD, NEW, OWN)
    assert [one.old.label for one in found.gone] == ["I.2"]
    assert [(one.old.label, one.new and one.new.label) for one in found.changed] == [("I.4", "I.3")]
    assert [one.new.label for one in found.added] == ["I.4", "I.5"]
    assert found.unchanged == 2


def test_an_own_item_that_nothing_asks_for_now_lost_its_basis() -> None:
    assert labels(what_changes(OLD, NEW, OWN).lost) == ["I.2"]


def test_an_own_item_that_the_new_plan_asks_for_too_lost_nothing() -> None:
    moved = f"{NEW}\n6. Công đoàn các phòng tổ chức hội thi nấu ăn trong tháng 9 để gây quỹ vì người nghèo."
    assert what_changes(OLD, moved, OWN).lost == ()


def test_a_new_item_is_answered_or_not() -> None:
    found = what_changes(OLD, NEW, OWN)
    assert [(one.new.label, labels(one.own)) for one in found.added] == [("I.4", []), ("I.5", ["I.4"])]
    assert [one.new.label for one in found.unanswered] == ["I.4"]


def test_changed_words_stand_beside_the_own_answer() -> None:
    [changed] = what_changes(OLD, NEW, OWN).to_review
    assert labels(changed.own) == ["I.3"]
    assert [piece.text for piece in changed.pieces if piece.sign == "removed"] == ["15", "6"]
    assert [piece.text for piece in changed.pieces if piece.sign == "added"] == ["30", "5"]


def test_the_same_text_changes_nothing() -> None:
    found = what_changes(OLD, OLD, OWN)
    assert (found.gone, found.changed, found.added, found.lost, found.unchanged) == ((), (), (), (), 4)


def test_two_items_put_into_one_are_not_gone() -> None:
    lines = OLD.splitlines()
    merged = "\n".join([lines[0], f"{lines[1]} {lines[2].removeprefix('2. ')}", *lines[3:]])
    found = what_changes(OLD, merged, OWN)
    assert found.gone == ()
    assert [(one.old.label, one.new and one.new.label) for one in found.changed] == [("I.1", "I.1"), ("I.2", "I.1")]


def test_empty_texts_are_no_error() -> None:
    assert what_changes("", NEW, OWN).unchanged == 0
    assert labels(what_changes(OLD, "", OWN).lost) == ["I.1", "I.2", "I.3"]
    assert what_changes(OLD, NEW, "").lost == ()


def test_an_item_that_is_gone_is_not_taken_for_another_that_stayed() -> None:
    fifty = (
        "Đẩy mạnh thực hiện Kế hoạch số 50/KH-UBND ngày 12/3/2021 của UBND thành phố về phát động phong trào thi đua."
    )
    other = (
        "Đẩy mạnh thực hiện Kế hoạch số 67/KH-UBND ngày 31/3/2021 của UBND thành phố về nhân rộng các mô hình thi đua."
    )
    old = f"I. NỘI DUNG\n1. {fifty}\n2. {other}"
    found = what_changes(
        old, f"I. NỘI DUNG\n1. {other}", f"I. NỘI DUNG\n1. Phòng tiếp tục {fifty[0].lower()}{fifty[1:]}"
    )
    assert ([one.old.label for one in found.gone], found.changed, found.unchanged) == (["I.1"], (), 1)
    assert labels(found.lost) == ["I.1"]
