"""Shapes of papers as portals and sites of documents show them; all names, numbers and words are made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.reader import read_text
from documents.text.tree import Header


def cited(text: str) -> list[tuple[str, str, str]]:
    """Number, issuer and title of every mention."""
    found = find_citations(join_broken(read_lines(text)), Header())
    return [(one.number, one.issuer, one.title) for one in found]


def header(text: str) -> dict[str, Any]:
    """The header that is read from a text."""
    return read_text(text).as_json()["header"]


TITLES = {
    "one more thing that a decree rules": (
        "Căn cứ Nghị định số 30/2031/NĐ-CP ngày 7/1/2031 của Chính phủ quy định khung số lượng thư "
        "viện; quy trình mượn "
        "sách; điều động thủ thư, Phó Giám đốc thư viện và giao quyền Giám đốc thư viện;",
        "quy định khung số lượng thư viện; quy trình mượn sách; điều động thủ thư, Phó Giám đốc thư "
        "viện và giao quyền "
        "Giám đốc thư viện",
    ),
    "one more aim": (
        "Căn cứ Nghị quyết số 4-NQ/TU ngày 8/1/2031 của Tỉnh ủy về đẩy mạnh việc đọc sách; nâng cao "
        "chất lượng thư viện;",
        "đẩy mạnh việc đọc sách; nâng cao chất lượng thư viện",
    ),
    "what somebody says is no more of it": (
        "Căn cứ Kế hoạch số 4/KH-UBND ngày 8/1/2031 của UBND tỉnh về đọc sách; ý kiến của các sở, ban, ngành;",
        "đọc sách",
    ),
    "a place that closes it": (
        "Căn cứ Quyết định số 4/QĐ-UBND ngày 8/1/2031 của UBND tỉnh về việc lập Ban đọc sách giai đoạn 2031 - 2035, "
        "tỉnh Sông Mây;",
        "lập Ban đọc sách giai đoạn 2031 - 2035, tỉnh Sông Mây",
    ),
    "an opinion of a deputy": (
        "Xét đề nghị của UBND tỉnh Sông Mây tại văn bản số 9/TTr-UBND ngày 2/4/2031 về việc xây Thư "
        "viện Long Mây, Phó "
        "Thủ tướng Trần Văn Mẫu có ý kiến như sau:",
        "xây Thư viện Long Mây",
    ),
    "what it is called from here on": (
        "Thực hiện Chỉ thị số 20/CT-TTg ngày 7/5/2031 của Thủ tướng Chính phủ về việc đọc sách (Chỉ thị 20), UBND tỉnh",
        "đọc sách",
    ),
    "a body that was made of two": (
        "Thực hiện Quyết định số 7/QĐ-TTg ngày 6/6/2031 của Thủ tướng Chính phủ về việc lập Ban đọc "
        "sách trên cơ sở hợp "
        "nhất hai ban;",
        "lập Ban đọc sách trên cơ sở hợp nhất hai ban",
    ),
    "a verb glued to the next word": (
        "Thực hiện Quyết định số 7/QĐ-TTg ngày 6/6/2031 của Thủ tướng Chính phủ phê duyệtChương trình đọc sách.",
        "phê duyệtChương trình đọc sách",
    ),
    "a law that has laws in its name": (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2031/QH17;",
        "Ban hành văn bản quy phạm pháp luật",
    ),
    "what the outer paper goes on with": (
        "Căn cứ Chỉ thị số 36-CT/TU ngày 8/2/2031 của Tỉnh ủy về việc đọc sách theo Kết luận số "
        "48-KL/TW ngày 3/1/2031 "
        "của Bộ Chính trị trên địa bàn tỉnh;",
        "đọc sách theo Kết luận số 48-KL/TW ngày 3/1/2031 của Bộ Chính trị trên địa bàn tỉnh",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_titles_are_whole(case: str) -> None:
    text, title = TITLES[case]
    assert cited(text)[0][2] == title


ISSUERS = {
    "two brackets": (
        "Xét đề nghị của Chủ tịch UBND tỉnh Sông Mây (Tờ trình số 11/TTr-UBND ngày 5/3/2031) và Trưởng "
        "ban Ban Thi đua - "
        "Khen thưởng Trung ương (Tờ trình số 35/TTr-BTĐKT ngày 6/3/2031),",
        ["Chủ tịch UBND tỉnh Sông Mây", "Trưởng ban Ban Thi đua - Khen thưởng Trung ương"],
    ),
    "two brackets with a comma": (
        "Xét đề nghị của UBND tỉnh Sông Mây (Tờ trình số 13/TTr-UBND ngày 7/2/2031), của Bộ Y tế (Tờ "
        "trình số 16/TTr-BYT "
        "ngày 8/4/2031).",
        ["UBND tỉnh Sông Mây", "Bộ Y tế"],
    ),
    "two proposals": (
        "Theo đề nghị của Chánh Văn phòng UBND tỉnh tại Tờ trình số 18/TTr-VP ngày 1/8/2031 và Giám đốc "
        "Sở Nội vụ tại Văn "
        "bản số 48/SNV-TC ngày 4/9/2031;",
        ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ"],
    ),
    "a comma in the name": (
        "Xét đề nghị của Chủ nhiệm Ủy ban Dân số, Gia đình và Trẻ em tỉnh Sông Mây tại Tờ trình số 24/TTr-DS ngày "
        "8/4/2031,",
        ["Chủ nhiệm Ủy ban Dân số, Gia đình và Trẻ em tỉnh Sông Mây"],
    ),
    "a remark behind the name": (
        "Theo đề nghị của Sở Y tế (Thường trực Ban Đọc sách tỉnh) tại Tờ trình số 12/TTr-SYT ngày 2/1/2031,",
        ["Sở Y tế"],
    ),
    "the head of a board with a task": (
        "Căn cứ Quyết định số 9-QĐ/BCĐ ngày 3/8/2031 của Trưởng Ban Chỉ đạo phòng, chống cháy rừng tỉnh "
        "Sông Mây về lập tổ;",
        ["Trưởng Ban Chỉ đạo phòng, chống cháy rừng tỉnh Sông Mây"],
    ),
    "a session of a committee": (
        "Căn cứ Nghị quyết số 4-NQ/TU ngày 8/1/2031 của Hội nghị Tỉnh ủy lần thứ 5 Khóa XX về đọc sách;",
        ["Hội nghị Tỉnh ủy lần thứ 5 Khóa XX"],
    ),
    "who has put it out": (
        "UBND tỉnh vừa ra văn bản số 23/UBND-KT lưu ý các nội dung sau:",
        ["UBND tỉnh"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ISSUERS)
def test_issuers_are_found_where_they_stand(case: str) -> None:
    text, issuers = ISSUERS[case]
    assert [issuer for _, issuer, _ in cited(text)] == issuers


def test_a_joint_symbol_names_no_single_issuer() -> None:
    (found,) = find_citations(join_broken(read_lines("theo Thông tư liên tịch số 3/2031/TTLT-BYT-BNV;")), Header())
    assert found.issuer_resolved == ""


def test_a_year_parted_by_a_space_is_read_and_one_that_is_cut_is_not() -> None:
    text = "Quyết định số 2/QĐ-TTg ngày 16/7/20 31 của Thủ tướng Chính phủ; Quyết định số 3/QĐ-TTg ngày 16/7/20 của"
    assert [one.date for one in find_citations(join_broken(read_lines(text)), Header())] == [date(2031, 7, 16), None]


PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def test_v_slash_v_in_capitals_is_no_roman_number() -> None:
    text = f"{PROVINCE}Số: 6/QĐ-UB\nSông Mây, ngày 7 tháng 5 năm 2002\nQUYẾT ĐỊNH\nV/V ĐỌC SÁCH TRONG TỈNH\n"
    assert header(f"{text}ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY\nCăn cứ Luật Thư viện;\n")["summary"] == (
        "V/V ĐỌC SÁCH TRONG TỈNH"
    )


def test_the_number_of_a_page_glued_to_the_letterhead_is_taken_off() -> None:
    text = (
        "Trang 1THỦ TƯỚNG\nCHÍNH PHỦ\nSố: 34/QĐ-TTg\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 3 "
        "tháng 4 năm 2031"
    )
    assert header(f"{text}\nQUYẾT ĐỊNH\nVề việc tặng sách\nCăn cứ Luật Thư viện;")["issuer"] == "Thủ tướng Chính phủ"


def test_letters_behind_the_number_are_no_part_of_the_name() -> None:
    text = (
        "UBND THÀNH PHỐ HẢI PHÒNG\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 13/SNV-TĐ (HCTH)\n"
        "V/v đọc sách\nHải Phòng, ngày 4 tháng 6 năm 2031\nKính gửi: Các phường."
    )
    assert header(text)["issuer"] == "Sở Nội vụ thành phố Hải Phòng"


def test_the_line_above_the_bases_has_the_letters_that_the_letterhead_lost() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTHÀNH PH ĐÀ NNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 99/QĐ-UBND\n"
        "Đà Nẵng, ngày 2 tháng 12 năm 2031\nQUYẾT ĐỊNH\nVỀ VIỆC ĐỌC SÁCH\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN "
        "THÀNH PHỐ ĐÀ NẴNG\n\n"
        "Căn cứ Luật Thư viện ngày 2 tháng 6 năm 2029;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Lập Ban đọc sách."
    )
    assert header(text)["issuer"] == "UBND thành phố Đà Nẵng"


def test_a_minister_above_the_bases_stands_for_the_ministry() -> None:
    text = (
        "Số: 14/QĐ-BYT\nHà Nội, ngày 2 tháng 6 năm 2031\nQUYẾT ĐỊNH\nVề việc đọc sách\nBỘ TRƯỞNG BỘ Y TẾ\n"
        "Căn cứ Luật Thư viện ngày 2 tháng 6 năm 2029;\nQUYẾT ĐỊNH:\nĐiều 1. Lập Ban đọc sách."
    )
    assert header(text)["issuer"] == "Bộ Y tế"


def test_the_youth_union_stands_where_others_have_the_country() -> None:
    text = "BAN CHẤP HÀNH TRUNG ƯƠNG\nĐOÀN TNCS HỒ CHÍ MINH\n***\nSố: 22-KH/TWĐTN\nHà Nội, ngày 6 tháng 5 năm 2031"
    assert header(f"{text}\nKẾ HOẠCH\nĐọc sách trong hè\nI. MỤC ĐÍCH\n1. Đọc.")["issuer"] == (
        "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh"
    )


def test_addressees_torn_by_a_narrow_column_end_the_top() -> None:
    text = (
        "BỘ\nY TẾ\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố: 38/BYT-KH\n"
        "V/v đọc sách\n|\nHà\nNội, ngày 22 tháng 08\nnăm 2031\n|\nKính\ngửi:\n|\n- Các sở.\n|\nBộ Y tế "
        "đề nghị các sở đọc sách."
    )
    found = header(text)
    assert (found["place"], found["date"]) == ("Hà Nội", "2031-08-22")


def test_a_title_is_found_where_the_page_lost_the_kind() -> None:
    top = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 23/KH-UBND | Sông Mây, ngày 3 tháng 1 năm 2031 |\n"
    )
    found = header(f"{top}RÀ SOÁT, ĐỌC SÁCH TRÊN ĐỊA BÀN TỈNH SÔNG MÂY\nThực hiện Luật Thư viện, UBND tỉnh đọc sách.")
    assert (found["summary"], found["kind"]) == ("RÀ SOÁT, ĐỌC SÁCH TRÊN ĐỊA BÀN TỈNH SÔNG MÂY", "Kế hoạch")


def test_ends_of_lines_that_a_crawler_wrote_out_are_no_text() -> None:
    text = (
        "\\r\\n ỦY BAN NHÂN DÂN | \\r\\n CỘNG\\r\\n HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | \\r\\n\n\\r\\n Số: "
        "54/KH-UBND \\r\\n | "
        "\\r\\n Lạng Sơn, ngày 7 tháng 3 năm 2031 \\r\\n |\nThực hiện Quyết định số 18/QĐ-TTg\\r\\nngày "
        "5/2/2031, UBND tỉnh"
    )
    found = read_text(text)
    assert (found.header.number, found.header.place) == ("54", "Lạng Sơn")
    assert [one.date for one in found.citations] == [date(2031, 2, 5)]


def test_the_top_on_one_line_is_taken_apart() -> None:
    text = (
        "1. UBND TỈNH NINH THUẬN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc "
        "Số : 29 /SYT-VP "
        "Phan Rang, ngày 05 tháng11 năm 2031 V/v đọc sách ̀ ̣ trong nganh. Kính gửi: - Ủy ban nhân dân "
        "tỉnh; - Bộ Y tế. "
        "Vừa qua, các bệnh viện đã đọc sách tốt hơn, nhiều người bệnh cũng mượn sách để đọc trong lúc chờ."
    )
    found = header(text)
    assert (found["number"], found["place"], found["date"]) == ("29", "Phan Rang", "2031-11-05")
    assert found["issuer"] == "Sở Y tế tỉnh Ninh Thuận"


def test_a_number_in_a_sentence_is_no_number_of_the_paper() -> None:
    text = (
        "VỀ VIỆC ĐỌC SÁCH TRONG TỈNH\nTại phiên họp ngày 28/2/2031, sau khi nghe Ban Tổ chức báo cáo về "
        "các nội dung và "
        "tiến độ đọc sách, Ban Thường vụ (Công văn số 80-CV/BTC, ngày 27/02/2031) đã cho ý kiến và giao "
        "các ban thực hiện "
        "đúng thời hạn, không để chậm trễ như các năm trước đây.\n1. Đọc sách."
    )
    found = read_text(text)
    assert (found.header.number, found.header.symbol) == ("", "")
    assert [one.number for one in found.citations] == ["80"]


def test_articles_without_their_dot_are_articles_and_a_cited_one_is_none() -> None:
    text = (
        f"{PROVINCE}Số: 6/QĐ-UBND\nSông Mây, ngày 7 tháng 5 năm 2031\nQUYẾT ĐỊNH\nVề việc đọc sách\nCăn "
        "cứ Luật Thư viện;\n"
    )
    body = (
        "QUYẾT ĐỊNH:\nĐiều 1 Lập Ban đọc sách theo quy định tại\nĐiều 5 Quyết định này.\nĐiều 2 Ban đọc sách làm việc."
    )
    assert [one["label"] for one in read_text(text + body).as_json()["sections"]] == ["Điều 1", "Điều 2"]


def codes(text: str) -> list[str]:
    """The codes of the findings of a text."""
    return [one.code for one in read_text(text).findings]


def test_rewards_look_back_and_legal_norms_close_their_bases_as_they_like() -> None:
    top = (
        PROVINCE
        + "Số: {}\nSông Mây, ngày 7 tháng 5 năm 2031\nQUYẾT ĐỊNH\n{}\n\nCăn cứ Luật Thư viện ngày 2/6/2029;\n\n"
    )
    body = "QUYẾT ĐỊNH:\n\nĐiều 1. {} cho xã A dẫn đầu phong trào thi đua năm 2030.\n\nĐiều 2. Thi hành./."
    reward = top.format("6/QĐ-UBND", "Về việc tặng sách thi đua") + body.format("Tặng sách")
    plan = top.format("6/2031/QĐ-UBND", "Về việc đọc sách") + body.format("Giao sách")
    assert "year-slip" not in codes(reward)
    assert "year-slip" in codes(plan)
    assert "bases-end" in codes(reward)
    assert "bases-end" not in codes(plan)


def test_a_paper_named_between_two_bases_is_one_of_them() -> None:
    text = (
        f"{PROVINCE}Số: 6/QĐ-UBND\nSông Mây, ngày 7 tháng 5 năm 2031\nQUYẾT ĐỊNH\nVề việc đọc sách\n\n"
        "Căn cứ Luật Thư viện ngày 2/6/2029;\n\nQuyết định số 16/QĐ-TTg ngày 2/8/2030 của Thủ tướng Chính phủ;\n\n"
        "Xét đề nghị của Giám đốc Sở Văn hóa,\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Đọc sách."
    )
    assert len(read_text(text).bases) == 3


def test_the_text_ends_above_what_is_enclosed_and_above_an_annex() -> None:
    top = f"{PROVINCE}Số: 6/QĐ-UBND\nSông Mây, ngày 7 tháng 5 năm 2031\nQUYẾT ĐỊNH\nVề việc đọc sách\n\n"
    body = "Căn cứ Luật Thư viện ngày 2/6/2029.\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Đọc sách{}\n\n"
    note = "(Đính kèm Danh mục sách)\n"
    annex = "| TM. ỦY BAN NHÂN DÂN |\nDANH MỤC SÁCH\n(Ban hành kèm theo Quyết định số 6/QĐ-UBND ngày 7/5/2031)\n"
    for below in (note, annex):
        assert "closing-mark" not in codes(top + body.format("./.") + below)
        assert "closing-mark" in codes(top + body.format(".") + below)


def test_a_paper_named_in_the_title_of_another_is_not_asked_to_be_shortened() -> None:
    decree = "Nghị định số 9/2031/NĐ-CP ngày 2/1/2031 của Chính phủ quy định về thư viện"
    text = (
        f"Căn cứ {decree};\n\nCăn cứ Nghị định số 10/2031/NĐ-CP ngày 2/2/2031 của Chính phủ sửa đổi một số điều của "
        f"{decree};\n\nThực hiện {decree}, UBND tỉnh đọc sách./."
    )
    lines = [one.line for one in read_text(text).findings if one.code == "citation-repeated"]
    assert lines == [5]


def test_letters_that_a_page_lost_from_the_council_and_its_level_are_known() -> None:
    text = "HỘI ĐNG NHÂN DÂN\nTNH PHÚ THỌ\n"
    text += "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 3/NQ-HĐND\nPhú Thọ, ngày 4 tháng 5 năm 2031"
    assert header(f"{text}\nNGHỊ QUYẾT\nVề đọc sách\nCăn cứ Luật Thư viện;")["issuer"] == "HĐND tỉnh Phú Thọ"


def test_the_words_above_the_articles_tell_the_kind_that_a_page_lost() -> None:
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSông Mây, ngày 4 tháng 5 năm 2031\n\n"
        "Căn cứ Luật Thư viện ngày 2/6/2029;\n\nQUYẾT NGHỊ:\n\nĐiều 1. Đọc sách."
    )
    assert header(text)["kind"] == "Nghị quyết"


def test_a_basis_goes_on_in_small_letters_behind_a_semicolon() -> None:
    text = (
        f"{PROVINCE}Số: 6/QĐ-UBND\nSông Mây, ngày 7 tháng 5 năm 2031\nQUYẾT ĐỊNH\nVề việc đọc sách\n"
        "Căn cứ Nghị quyết số 12-NQ/TU ngày 11/3/2031 của Tỉnh ủy về đẩy mạnh việc đọc sách;\nnâng cao chất lượng "
        "thư viện;\nCăn cứ Luật Thư viện ngày 2/6/2029;\nQUYẾT ĐỊNH:\nĐiều 1. Đọc sách."
    )
    found = read_text(text)
    assert len(found.bases) == 2
    assert found.citations[0].title == "đẩy mạnh việc đọc sách; nâng cao chất lượng thư viện"
