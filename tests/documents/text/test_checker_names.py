"""Laws by name, authorities by place, movements by alias, and the word lists behind the checks."""

from __future__ import annotations

import re
import unicodedata

import pytest

from documents.text.citations import find_citations
from documents.text.folded import fold
from documents.text.laws import find_laws
from documents.text.lines import join_broken, read_lines
from documents.text.lists import FOLDER, word_list
from documents.text.movements import find_movements, movement_key, national
from documents.text.places import (
    CENTRAL,
    COMMUNE,
    DISTRICT,
    PROVINCE,
    issuer_key,
    issuer_level,
    resolve,
    whereabouts,
)
from documents.text.quality import is_syllable
from documents.text.scopes import reaches_above, same_scope, scope_of
from documents.text.sentences import sentences
from documents.text.tree import Header


def laws(text: str) -> list[tuple]:
    found = find_laws(join_broken(read_lines(text)))
    return [(one.kind, one.name, one.date and one.date.isoformat(), one.year) for one in found]


def test_laws_by_name_alone() -> None:
    text = (
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Luật sửa đổi, bổ sung một số điều của Luật Thi "
        "đua, khen thưởng ngày 16/11/2013; thi hành Luật Phòng, chống tham nhũng năm 2018 và Pháp lệnh Dân số; "
        "pháp luật; Luật Hôn nhân và gia đình có hiệu lực; Luật Tổ chức chính quyền địa phương số 72/2025/QH15."
    )
    assert laws(text) == [
        ("Luật", "Thi đua, khen thưởng", "2022-06-15", 2022),
        ("Luật", "sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng", "2013-11-16", 2013),
        ("Luật", "Phòng, chống tham nhũng", None, 2018),
        ("Pháp lệnh", "Dân số", None, None),
        ("Luật", "Hôn nhân và gia đình", None, None),
    ]


CITY = Header(issuer="UBND thành phố Tây Ninh", place="TP. Tây Ninh")
OFFICE = Header(issuer="Phòng Y tế huyện Châu Thành", place="Châu Thành", parent_authority="UBND huyện Châu Thành")
PROVINCIAL_CITY = Header(issuer="Sở Nội vụ thành phố Hải Phòng", place="Hải Phòng")
RESOLVED = [
    (CITY, "", "UBND thành phố", "Ủy ban nhân dân thành phố Tây Ninh"),
    (CITY, "", "UBND TP", "Ủy ban nhân dân thành phố Tây Ninh"),
    (CITY, "", "Thành ủy", "Thành ủy Tây Ninh"),
    (CITY, "", "UBND tỉnh", ""),
    (CITY, "trên địa bàn tỉnh Tây Ninh", "Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"),
    (CITY, "tỉnh Tây Ninh và tỉnh Long An", "UBND tỉnh", ""),
    (CITY, "", "Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    (CITY, "", "Bộ trưởng Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
    (CITY, "", "UBND phường", ""),
    (OFFICE, "", "HĐND huyện", "Hội đồng nhân dân huyện Châu Thành"),
    (OFFICE, "", "Phòng Nội vụ", "Phòng Nội vụ huyện Châu Thành"),
    (OFFICE, "tỉnh Tây Ninh", "Sở Y tế", "Sở Y tế tỉnh Tây Ninh"),
    (OFFICE, "", "Ban Thường vụ Huyện ủy", "Ban Thường vụ Huyện ủy Châu Thành"),
    (PROVINCIAL_CITY, "", "UBND thành phố", "Ủy ban nhân dân thành phố Hải Phòng"),
    (PROVINCIAL_CITY, "", "Sở Y tế", "Sở Y tế thành phố Hải Phòng"),
    (CITY, "", "Sở Giáo dục và Đào tạo Nghệ An", "Sở Giáo dục và Đào tạo Nghệ An"),
    (CITY, "", "cấp có thẩm quyền", ""),
    (CITY, "", "HĐND thành phố khóa XI, nhiệm kỳ 2021 - 2026", "Hội đồng nhân dân thành phố Tây Ninh"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "text", "printed", "full"), RESOLVED)
def test_short_names_mean_the_paper_s_own_place(own: Header, text: str, printed: str, full: str) -> None:
    assert resolve(printed, "KH-UBND", whereabouts(own, [text])) == full


def test_a_symbol_names_the_issuer_of_the_centre() -> None:
    where = whereabouts(CITY, [])
    assert [resolve("", symbol, where) for symbol in ("2025/NĐ-CP", "QĐ-TTg", "2022/QH15", "KH-UBND")] == [
        "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "",
    ]  # fmt: skip


def test_all_names_of_one_authority_have_one_key() -> None:
    names = [
        "Chủ tịch UBND tỉnh Tây Ninh",
        "UBND tỉnh Tây Ninh",
        "Ủy ban nhân dân tỉnh Tây Ninh",
        "Uỷ ban nhân dân tỉnh Tây Ninh",
    ]
    assert len({issuer_key(name) for name in names}) == 1
    assert issuer_key("Ban Chấp hành Đảng bộ huyện Châu Thành") == issuer_key("Ban Thường vụ Huyện ủy Châu Thành")
    assert issuer_key("UBND tỉnh Tây Ninh") != issuer_key("UBND thành phố Tây Ninh")


def test_levels() -> None:
    names = ["Chính phủ", "UBND tỉnh Tây Ninh", "UBND thành phố Hải Phòng", "UBND Thành phố Hồ Chí Minh",
             "UBND thành phố Tây Ninh", "UBND xã A", "X"]  # fmt: skip
    assert [issuer_level(name) for name in names] == [CENTRAL, PROVINCE, PROVINCE, PROVINCE, DISTRICT, COMMUNE, 0]


@pytest.mark.parametrize(
    ("title", "issuer", "above"),
    [
        ("thi đua trên địa bàn tỉnh Tây Ninh", "Ủy ban nhân dân thành phố Tây Ninh", True),
        ("thi đua trên địa bàn thành phố Tây Ninh", "Ủy ban nhân dân thành phố Tây Ninh", False),
        ("thi đua trên địa bàn tỉnh Tây Ninh", "Ủy ban nhân dân tỉnh Tây Ninh", False),
        ("thi đua trên địa bàn thành phố", "Ủy ban nhân dân phường 1", False),
        ("thi đua trên địa bàn huyện Châu Thành", "Ủy ban nhân dân xã Thái Bình", True),
        ("thi đua trên địa bàn tỉnh Tây Ninh", "", False),
    ],
)
def test_a_territory_above_the_issuer(title: str, issuer: str, above: bool) -> None:
    assert reaches_above(scope_of(title)[1], issuer) is above


def test_territories_compare() -> None:
    assert same_scope("tỉnh", "tỉnh Tây Ninh")
    assert not same_scope("tỉnh Tây Ninh", "thành phố Tây Ninh")


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Châu Thành chung sức xây dựng nông thôn mới", "Cả nước chung sức xây dựng nông thôn mới"),
        ("Thành phố Tây Ninh chung tay vì người nghèo - Không để ai bị bỏ lại phía sau",
         "Vì người nghèo - Không để ai bị bỏ lại phía sau"),
        ("Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
         "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
        ("dân vận khéo", "Dân vận khéo"),
        ("Phòng Tư pháp kiểu mẫu", ""),
    ],
)  # fmt: skip
def test_movements_are_parts_of_national_ones(name: str, whole: str) -> None:
    assert national(name) == whole
    assert movement_key(name) == movement_key(whole or name)


def test_movements_in_any_quotation_marks_and_without() -> None:
    text = 'Các phong trào «Xanh - sạch - đẹp», "Dạy tốt - Học tốt"; phong trào Đền ơn đáp nghĩa; Quỹ “Vì người nghèo”.'
    told = list(sentences(join_broken(read_lines(text))))
    assert find_movements(told, find_citations([], Header())) == (
        "Xanh - sạch - đẹp", "Dạy tốt - Học tốt", "Đền ơn đáp nghĩa",
    )  # fmt: skip


def test_a_row_of_movements_goes_on_behind_one_campaign() -> None:
    text = (
        "Các phong trào: “Bến cảng xanh”, “Giờ học vàng” gắn với Cuộc vận động “Nói không với rác”, “Chợ văn minh”. "
        "Các phong trào: “Kho sạch” gắn với các cuộc vận động “Mỗi ngày một cây”, “Nhà không rác”."
    )
    told = list(sentences(join_broken(read_lines(text))))
    assert find_movements(told, ()) == ("Bến cảng xanh", "Giờ học vàng", "Chợ văn minh", "Kho sạch")


def test_folding_keeps_every_letter_in_its_place() -> None:
    text = "Ủy ban NHÂN DÂN, Đặng – “ữ” 5 €"
    assert fold(text) == "uy ban nhan dan, dang – “u” 5 €"
    assert len(fold(text)) == len(text)


LISTS = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_dated_and_in_one_form(name: str) -> None:
    assert word_list(name)["as_of"].year >= 2026
    text = (FOLDER / f"{name}.toml").read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)


def test_slips_differ_from_what_they_should_be_and_stand_once() -> None:
    slips = word_list("phrases")["slip"]
    wrong = [slip["wrong"].casefold() for slip in slips]
    assert sorted(set(wrong)) == sorted(wrong)
    right = {slip["right"].casefold() for slip in slips}
    assert not right & set(wrong)
    words = {word for phrase in right for word in re.findall(r"[^\W\d_]+", phrase)}
    assert {word for word in words if not is_syllable(word)} == {"tđkt"}


def test_leftover_patterns_match_what_they_are_for() -> None:
    shown = "Error! Reference source not found. #REF! [… tên] {{ten}} xxx năm 20… ngày … tháng … năm UBND ......"
    for row in word_list("leftovers")["leftover"]:
        assert re.search(row["pattern"], shown), row
        assert not re.search(
            row["pattern"], "UBND xã ban hành ngày 05 tháng 6 năm 2024, gồm 20 mục; v.v... và Xuân XX."
        )
