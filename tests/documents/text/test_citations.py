"""Numbered mentions: every form, the real end of the title, the exact words and the line."""

from __future__ import annotations

import pytest

from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.reader import read_text
from documents.text.titles import title_key
from documents.text.tree import Header
from tests.documents.text.samples import HUYEN, NAMES, PHONG, THANH_PHO, sample


def cite(text: str, own: Header | None = None) -> list[tuple]:
    found = find_citations(join_broken(read_lines(text)), own or Header())
    return [(c.kind, c.number, c.symbol, c.date and c.date.isoformat(), c.issuer, c.title) for c in found]


ONE = [
    (
        "Thực hiện Kế hoạch 53/KH-UBND ngày 14 tháng 3 năm 2024 của Ủy ban nhân dân thành phố Tây Ninh "
        "về phát động thi đua;",
        ("Kế hoạch", "53", "KH-UBND", "2024-03-14", "Ủy ban nhân dân thành phố Tây Ninh", "phát động thi đua"),
    ),
    (
        "theo Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ quy định chi tiết Luật Thi đua, khen thưởng.",
        ("Nghị định", "152", "2025/NĐ-CP", "2025-06-14", "Chính phủ", "quy định chi tiết Luật Thi đua, khen thưởng"),
    ),
    (
        "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về “Tiếp tục đổi mới công tác thi đua”, phát huy vai trò.",
        ("Chỉ thị", "34", "CT/TW", "2014-04-07", "Bộ Chính trị", "Tiếp tục đổi mới công tác thi đua"),
    ),
    ("kế hoạch số 0124/KH-UBND của UBND tỉnh", ("Kế hoạch", "0124", "KH-UBND", None, "UBND tỉnh", "")),
    ("Quy định số 08-QĐi/TW;", ("Quy định", "08", "QĐi/TW", None, "", "")),
    (
        "Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19 tháng 6 năm 2015;",
        ("Luật", "77", "2015/QH13", "2015-06-19", "", "Tổ chức chính quyền địa phương"),
    ),
    (
        "Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ về việc “Phát động “thi đua” năm 2021”, nhất là",
        ("Chỉ thị", "19", "CT-TTg", "2021-07-16", "Thủ tướng Chính phủ", "Phát động “thi đua” năm 2021"),
    ),
    (
        "Kế hoạch số 181/KH-UBND ngày 23/12/2022 của UBND thành phố tổ chức kỷ niệm (11/6/1948 - 11/6/2023), "
        "tổ chức văn nghệ.",
        ("Kế hoạch", "181", "KH-UBND", "2022-12-23", "UBND thành phố", "tổ chức kỷ niệm (11/6/1948 - 11/6/2023)"),
    ),
    (
        "Quyết định của UBND TP. Tây Ninh: Kế hoạch số 7/KH-UBND ngày 1-2-2023 của UBND TP. Tây Ninh về tổng kết.",
        ("Kế hoạch", "7", "KH-UBND", "2023-02-01", "UBND TP. Tây Ninh", "tổng kết"),
    ),
    ("Nghị quyết số 57 ngày 21/12/2021 của HĐND huyện về A.",
     ("Nghị quyết", "57", "", "2021-12-21", "HĐND huyện", "A")),
    ("Kế hoạch số 9/KH-UBND ngày 31/02/2023 của UBND xã về B.", ("Kế hoạch", "9", "KH-UBND", None, "UBND xã", "B")),
    (
        "Quyết định số 12/QĐ-BVHTTDL ngày 03/01/2023 của Bộ Văn hóa, Thể thao và Du lịch về C.",
        ("Quyết định", "12", "QĐ-BVHTTDL", "2023-01-03", "Bộ Văn hóa, Thể thao và Du lịch", "C"),
    ),
    (
        "tại Tờ trình số 5/TTr-PNV ngày 02/01/2024.",
        ("Tờ trình", "5", "TTr-PNV", "2024-01-02", "", ""),
    ),
    (
        "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 5/TTr-PNV ngày 02/01/2024.",
        ("Tờ trình", "5", "TTr-PNV", "2024-01-02", "Trưởng phòng Nội vụ", ""),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE, ids=[text[:40] for text, _ in ONE])
def test_one_mention(text: str, expected: tuple) -> None:
    assert cite(text) == [expected]


def test_several_numbers_after_one_kind_share_kind_and_issuer() -> None:
    text = "Căn cứ các Nghị định số 91/2017/NĐ-CP ngày 31/7/2017, số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;"
    assert cite(text) == [
        ("Nghị định", "91", "2017/NĐ-CP", "2017-07-31", "Chính phủ", ""),
        ("Nghị định", "98", "2023/NĐ-CP", "2023-12-31", "Chính phủ", ""),
    ]


def test_a_title_may_hold_the_next_mention_and_a_list_may_not() -> None:
    held = "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị về tiếp tục thực hiện Chỉ thị số 05-CT/TW, Đảng ủy."
    assert [title for *_, title in cite(held)] == ["tiếp tục thực hiện Chỉ thị số 05-CT/TW", ""]
    listed = "Nghị quyết số 5-NQ/TU của Thành ủy về nhiệm vụ năm 2024, Nghị quyết số 21/NQ-HĐND của HĐND về kế hoạch."
    assert [title for *_, title in cite(listed)] == ["nhiệm vụ năm 2024", "kế hoạch"]


def test_a_clause_between_two_cited_papers_is_still_title() -> None:
    text = "Kết luận số 21-KL/TW của TW về chỉnh đốn Đảng; kiên quyết ngăn chặn “tự diễn biến”; Quy định số 37-QĐ/TW."
    assert [title for *_, title in cite(text)] == ["chỉnh đốn Đảng; kiên quyết ngăn chặn “tự diễn biến”", ""]


def test_the_own_number_is_no_citation_but_the_same_number_of_another_issuer_is() -> None:
    own = Header(number="01", symbol="CT-UBND", issuer="UBND thành phố Hải Phòng", day=4, month=1, year=2023)
    assert cite("ban hành kèm theo Chỉ thị số 01/CT-UBND của UBND thành phố Hải Phòng.", own) == []
    other = "Chỉ thị số 01/CT-UBND ngày 03/01/2023 của Chủ tịch UBND tỉnh Tây Ninh."
    assert cite(other, own) == [("Chỉ thị", "01", "CT-UBND", "2023-01-03", "Chủ tịch UBND tỉnh Tây Ninh", "")]


@pytest.mark.parametrize("text", ["ngày 07/4/2014", "24/7", "giai đoạn 2021-2025", "tỷ lệ 3/4", "Số: /KH-UBND"])
def test_what_only_resembles_a_number_is_none(text: str) -> None:
    assert cite(f"Nội dung {text} của kế hoạch.") == []


def test_a_mention_broken_by_a_page_is_whole_and_keeps_its_line() -> None:
    found = read_text(sample(THANH_PHO)).citations
    broken = next(citation for citation in found if citation.symbol == "QĐi/TW")
    assert broken.quote == (
        "Quy định số 08-QĐi/TW ngày 25/10/2018 của Ban Chấp hành Trung ương "
        "“Về trách nhiệm nêu gương của cán bộ, đảng viên”"
    )
    assert broken.line == 47


NUMBERS = {
    HUYEN: "12 57 1423 34 55 225 21 37 08 03 57 23",
    PHONG: "53 34 184 50 05 21 67 4139",
    THANH_PHO: "01 34 19 50 19 21 37 08 181 67",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_give_every_mention_whole(name: str) -> None:
    found = read_text(sample(name)).citations
    assert " ".join(citation.number for citation in found) == NUMBERS[name]
    for citation in found:
        assert (bool(citation.kind), citation.date is not None, bool(citation.issuer), bool(citation.title)) == (
            True,
        ) * 4
        assert citation.quote.startswith(citation.kind)


@pytest.mark.parametrize("name", NAMES)
def test_quotes_stand_in_the_source_on_their_line(name: str) -> None:
    lines = sample(name).replace("*", "").split("\n")
    for citation in read_text(sample(name)).citations:
        assert citation.quote[:3] in lines[citation.line - 1]
        text = " ".join(line for line in lines[citation.line - 1 : citation.line + 2] if line)
        assert text.count(citation.quote) == 1


def test_titles_compare_without_case_quotes_and_the_word_about() -> None:
    assert title_key("“Về trách nhiệm nêu gương của cán bộ, đảng viên”") == title_key(
        "trách nhiệm nêu gương của cán bộ đảng viên"
    )


def test_the_paper_s_own_title_may_cite() -> None:
    text = (
        "Số: 9/KH-UBND\nBa Tri, ngày 12 tháng 5 năm 2022\nKẾ HOẠCH\nTriển khai Chỉ thị số 21-CT/TU của Tỉnh ủy\n"
        "I. NỘI DUNG\nThực hiện tốt./."
    )
    (found,) = read_text(text).citations
    assert (found.number, found.symbol, found.issuer, found.line, found.in_summary) == (
        "21",
        "CT/TU",
        "Tỉnh ủy",
        4,
        True,
    )
    assert "citation-incomplete" not in [one.code for one in read_text(text).findings]
