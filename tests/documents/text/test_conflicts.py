"""Conflicts across papers: real ones are named, two issuers with one number are two papers."""

from __future__ import annotations

from documents.text.conflicts import Mention, find_conflicts, titles_differ
from documents.text.reader import read_text
from documents.text.similar import is_shortened, one_edit_apart
from tests.documents.text.samples import HUYEN, NAMES, PHONG, THANH_PHO, sample


def paper(cited: str, place: str = "huyện Châu Thành") -> str:
    return (
        f"UBND {place.upper()}\nSố: 5/KH-UBND\nngày 20 tháng 01 năm 2024\nKẾ HOẠCH\nPhát động thi đua\n"
        f"I. NỘI DUNG\nThực hiện {cited}./."
    )


def conflicts(*texts: str) -> list[tuple[str, str, int]]:
    mentions = [Mention(str(at), one) for at, text in enumerate(texts) for one in read_text(text).citations]
    return [(found.code, found.key, len(found.mentions)) for found in find_conflicts(mentions)]


def test_the_samples_hold_three_conflicts() -> None:
    mentions = [Mention(name, one) for name in NAMES for one in read_text(sample(name)).citations]
    found = [
        (one.code, one.key, sorted((mention.source, mention.citation.line) for mention in one.mentions))
        for one in find_conflicts(mentions)
    ]
    plan = "Ủy ban nhân dân thành phố Tây Ninh · Kế hoạch 67/KH-UBND · 2021"
    places = [(PHONG, 49), (THANH_PHO, 55)]
    assert found == [
        ("date-conflict", plan, places),
        ("scope-conflict", plan, places),
        ("symbol-near-duplicate", "Ban Chấp hành Trung ương · Quy định 08-QĐ/TW · 2018 ≈ 08-QĐi/TW",
         [(HUYEN, 39), (THANH_PHO, 47)]),
    ]  # fmt: skip


ONE = "Chỉ thị số 01/CT-UBND ngày 03/01/2023 của Chủ tịch UBND tỉnh Tây Ninh về phát động thi đua năm 2023"


def test_two_issuers_with_one_number_are_two_papers() -> None:
    other = "Chỉ thị số 01/CT-UBND ngày 04/01/2023 của UBND thành phố Hải Phòng về phát động thi đua năm 2023"
    assert conflicts(paper(ONE), paper(other), paper(f"{ONE}; {other}")) == []


def test_a_short_name_means_the_place_of_the_paper_that_uses_it() -> None:
    cited = "Kế hoạch số 9/KH-UBND ngày {}/02/2023 của UBND huyện về thi đua"
    here, there = paper(cited.format("03")), paper(cited.format("04"), "huyện Tân Biên")
    assert conflicts(here, there) == []
    found = conflicts(here, paper(cited.format("04")))
    assert found == [("date-conflict", "Ủy ban nhân dân huyện Châu Thành · Kế hoạch 9/KH-UBND · 2023", 2)]


def test_names_of_one_body_are_one() -> None:
    other = ONE.replace("Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh").replace("03/01", "05/01")
    assert [code for code, *_ in conflicts(paper(ONE), paper(other))] == ["date-conflict"]


def test_a_shortened_title_is_none_another_one_is() -> None:
    assert conflicts(paper(ONE), paper(ONE.replace(" năm 2023", ""))) == []
    assert [code for code, *_ in conflicts(paper(ONE), paper(ONE.replace("năm 2023", "năm 2024")))] == [
        "title-conflict"
    ]


def test_the_same_day_of_two_years_is_a_mistyped_year() -> None:
    decree = "Chỉ thị số 34-CT/TW ngày 07/4/{} của Bộ Chính trị về tiếp tục đổi mới công tác thi đua"
    assert [code for code, *_ in conflicts(paper(decree.format(2014)), paper(decree.format(2024)))] == ["date-conflict"]


def test_yearly_papers_of_one_number_are_two_papers() -> None:
    assert conflicts(paper(ONE), paper(ONE.replace("2023", "2022").replace("03/01", "04/01"))) == []


def test_mentions_without_a_day_belong_to_the_one_paper_cited_in_full() -> None:
    short = "Chỉ thị số 01/CT-UBND của UBND tỉnh Tây Ninh"
    found = conflicts(paper(ONE), paper(ONE.replace("03/01", "05/01")), paper(short))
    assert [(code, count) for code, _, count in found] == [("date-conflict", 3)]


def test_small_comparisons() -> None:
    assert (one_edit_apart("QĐi/TW", "QĐ/TW"), one_edit_apart("a", "b"), one_edit_apart("a", "a")) == (
        True,
        True,
        False,
    )
    assert one_edit_apart("KH-UBND", "QĐ-UBND") is False
    assert is_shortened(["a", "c"], ["a", "b", "c"])
    assert not titles_differ("về phát động thi đua", "phát động thi đua trên địa bàn huyện")
    assert titles_differ("phát động thi đua", "phòng chống thiên tai")
