"""Shapes that published papers have and drafts do not: all names, numbers and words here are made up."""

from __future__ import annotations

from datetime import date

import pytest

from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.reader import read_text
from documents.text.tree import Header


def cited(text: str) -> list[tuple[str, str, str]]:
    """Number, issuer and title of every mention."""
    found = find_citations(join_broken(read_lines(text)), Header())
    return [(one.number, one.issuer, one.title) for one in found]


TITLES = {
    "a quotation closed by an opening mark": (
        "Thực hiện Quyết định số 21/QĐ-UBND ngày 5/5/2023 của UBND tỉnh Sông Mây về thực hiện Chỉ thị số 8-CT/TU ngày "
        "2/3/2023 của Tỉnh ủy “về nếp sống văn minh nơi công sở “;",
        [
            ("21", "thực hiện Chỉ thị số 8-CT/TU ngày 2/3/2023 của Tỉnh ủy “về nếp sống văn minh nơi công sở “"),
            ("8", "về nếp sống văn minh nơi công sở"),
        ],
    ),
    "a quotation that is never closed": (
        "bám sát Chỉ thị số 8-CT/TU ngày 2/3/2023 của Tỉnh ủy “về nếp sống văn minh nơi công sở (Chỉ thị số 8-CT/TU);",
        [("8", "về nếp sống văn minh nơi công sở"), ("8", "")],
    ),
    "a quotation that is only closed": (
        "tại Nghị quyết số 9-NQ/TU ngày 2/3/2023 của Tỉnh ủy về đổi mới tác phong, giữ gìn kỷ cương”;",
        [("9", "đổi mới tác phong, giữ gìn kỷ cương")],
    ),
    "square brackets": (
        "theo ý kiến [tại Kế hoạch số 4/KH-UBND ngày 2/3/2023 của UBND tỉnh về dọn rác trên sông/ ] và các sở[xem sau]",
        [("4", "dọn rác trên sông")],
    ),
    "a title in capitals that holds a mention": (
        "CHƯƠNG TRÌNH THỰC HIỆN KẾ HOẠCH SỐ 5-KH/TU NGÀY 2/3/2023 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ THỰC HIỆN CHỈ THỊ SỐ "
        "7-CT/TW NGÀY 2/1/2023 CỦA BAN BÍ THƯ VỀ ĐỌC SÁCH",
        [("5", "THỰC HIỆN CHỈ THỊ SỐ 7-CT/TW NGÀY 2/1/2023 CỦA BAN BÍ THƯ VỀ ĐỌC SÁCH"), ("7", "ĐỌC SÁCH")],
    ),
    "who has an opinion on it": (
        "UBND tỉnh nhận được Công văn số 61/UBND-VX ngày 2/3/2023 của UBND tỉnh Đồi Gió V/v cùng tổ chức hội sách, Chủ "
        "tịch UBND tỉnh có ý kiến như sau:",
        [("61", "cùng tổ chức hội sách")],
    ),
    "what the paper goes on to say": (
        "UBND tỉnh ban hành Kế hoạch thực hiện Chỉ thị số 7-CT/TW ngày 2/1/2023 của Ban Bí thư về đọc sách nơi công "
        "cộng, với các nội dung như sau:",
        [("7", "đọc sách nơi công cộng")],
    ),
    "what stands in a rule of another paper": (
        "thanh toán theo Thông tư số 3/2023/TT-BYT ngày 2/3/2023 của Bộ Y tế về khám mắt tại trường, theo quy định tại "
        "điểm a khoản 2 Điều 5 của Luật.",
        [("3", "khám mắt tại trường")],
    ),
    "who issued something, too": (
        "Thủ tướng Chính phủ đã ban hành Chỉ thị số 5/CT-TTg về việc tiết kiệm điện và Bộ Công Thương đã ban hành "
        "hướng dẫn.",
        [("5", "tiết kiệm điện")],
    ),
    "issued on": (
        "Căn cứ Hướng dẫn số 6/HD-BTĐ ngày 2/3/2023 của Ban Thi đua tỉnh ban hành về việc chấm điểm thi đua.",
        [("6", "chấm điểm thi đua")],
    ),
    "what part of another paper it corrects": (
        "Công văn số 12/SYT-NV ngày 2/3/2023 của Sở Y tế về việc đính chính điểm b Mục 3 Công văn số 11/SYT-NV.",
        [("12", "đính chính điểm b Mục 3 Công văn số 11/SYT-NV"), ("11", "")],
    ),
    "what is given to whom inside a title": (
        "Quyết định số 38/2016/QĐ-TTg ngày 2/9/2016 của Thủ tướng Chính phủ về việc bảo vệ rừng và hỗ trợ đầu tư, giao "
        "nhiệm vụ công ích đối với công ty lâm nghiệp.",
        [("38", "bảo vệ rừng và hỗ trợ đầu tư, giao nhiệm vụ công ích đối với công ty lâm nghiệp")],
    ),
    "a quotation behind a comma": (
        "Thực hiện Nghị quyết số 8-NQ/TW, ngày 25-10-2017, “Một số vấn đề về đọc sách” và Nghị quyết số 9-NQ/TW, ngày "
        "25-10-2017, “Về thư viện”, Tỉnh ủy đã ban hành Kế hoạch.",
        [("8", "Một số vấn đề về đọc sách"), ("9", "Về thư viện")],
    ),
    "what the paper it holds is called from here on": (
        "Thông tư số 5/2018/TT-BYT ngày 2/2/2018 của Bộ Y tế sửa đổi khoản 1 Điều 2 Quy chế khám mắt ban hành kèm theo "
        "Thông tư số 1/2014/TT-BYT (sau đây gọi chung là Quy chế 1);",
        [("5", "sửa đổi khoản 1 Điều 2 Quy chế khám mắt ban hành kèm theo Thông tư số 1/2014/TT-BYT"), ("1", "")],
    ),
    "two of one office, each with its title": (
        "Sở Y tế có Công văn số 11/SYT-NV ngày 1/3/2023 về việc hướng dẫn tiêm phòng và Công văn số 12/SYT-NV ngày "
        "2/3/2023 về việc đính chính thời gian.",
        [("11", "hướng dẫn tiêm phòng"), ("12", "đính chính thời gian")],
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_titles_end_where_they_end(case: str) -> None:
    text, expected = TITLES[case]
    assert [(number, title) for number, _, title in cited(text)] == expected


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thông tư liên tịch số 2/2009/TTLT-BNG-BNV ngày 2/5/2009 của Bộ Ngoại giao - Bộ Nội vụ hướng dẫn chức năng.",
         "Bộ Ngoại giao - Bộ Nội vụ"),
        ("(Hướng dẫn số 4/HD-BCĐ ngày 1/8/2019 của Ban Chỉ đạo Ngày hội các dân tộc thiểu số tỉnh Sông Mây)",
         "Ban Chỉ đạo Ngày hội các dân tộc thiểu số tỉnh Sông Mây"),
        ("Kế hoạch số 1-KH/BTC ngày 3/8/2016 của Ban Tổ chức kỷ niệm 45 năm Ngày thành lập huyện Sông Mây (1971-2016),",
         "Ban Tổ chức kỷ niệm 45 năm Ngày thành lập huyện Sông Mây"),
        ("Hướng dẫn số 15/HD-HĐTĐKT của Hội đồng thi đua, khen thưởng tỉnh về chấm điểm;",
         "Hội đồng thi đua, khen thưởng tỉnh"),
        ("theo chỉ đạo của Bộ trưởng Bộ Y tế tại điểm c khoản 2 Chỉ thị số 25/CT-BYT ngày 2/12/2020 về việc khám mắt;",
         "Bộ trưởng Bộ Y tế"),
    ],
)  # fmt: skip
def test_issuers_are_whole(text: str, issuer: str) -> None:
    assert cited(text)[0][1] == issuer


def test_a_space_that_a_link_left_before_the_comma_parts_nothing() -> None:
    text = "Quy chế ban hành kèm theo Thông tư số 11/2014/TT-BYT , ngày 18/4/2014 của Bộ trưởng Bộ Y tế về khám mắt;"
    (found,) = find_citations(join_broken(read_lines(text)), Header())
    assert (found.date, found.issuer, found.title) == (date(2014, 4, 18), "Bộ trưởng Bộ Y tế", "khám mắt")


def paper(body: str, kind: str = "CÔNG VĂN", foot: str = "") -> dict:
    """The reading of a paper with this body."""
    top = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\n\nSố: 45/UBND-VX\nSông Mây, ngày 3 tháng 4 năm 2023\n\n"
    head = (
        "V/v tổ chức hội sách\n\nKính gửi: Các sở, ban, ngành.\n\n" if kind == "CÔNG VĂN" else f"{kind}\nVề hội sách\n"
    )
    foot = foot or "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu"
    return read_text(f"{top}{head}{body}\n{foot}").as_json()


def tasks(reading: dict) -> list[tuple[str, str | None]]:
    """Who is told what by which day."""
    return [(one["unit"], one["due"]) for one in reading["obligations"]]


def test_letters_without_numbered_parts_order_in_their_text() -> None:
    said = "Giao Sở Văn hóa chủ trì tổ chức hội sách, báo cáo kết quả trước ngày 20/5/2023./."
    assert tasks(paper(f"Sau khi xem xét, Chủ tịch UBND tỉnh có ý kiến như sau: {said}")) == [
        ("Sở Văn hóa", "2023-05-20")
    ]
    assert tasks(paper(f"UBND tỉnh nhận được Tờ trình của Sở Văn hóa, có ý kiến như sau:\n{said}")) == [
        ("Sở Văn hóa", "2023-05-20")
    ]
    about = "Về nội dung trên, Chủ tịch UBND tỉnh giao Sở Tài chính theo chức năng bố trí kinh phí.\nTrân trọng./."
    assert tasks(paper(about)) == [("Sở Tài chính", None)]
    assert tasks(paper("Ngày 02/4, UBND tỉnh đã giao Sở Tài chính bố trí kinh phí hội sách.\nTrân trọng./.")) == []


def test_orders_are_found_behind_other_sentences() -> None:
    body = (
        "Để kịp mở hội sách. Đề nghị Phòng Văn hóa huyện phối hợp với các xã lập danh sách. Yêu cầu hoàn thiện và "
        "gửi về Sở Văn hóa trước ngày 20/5/2023.\nTrân trọng./."
    )
    assert tasks(paper(body)) == [("Phòng Văn hóa huyện", "2023-05-20")]


def test_heads_of_several_offices_are_named_behind_a_colon() -> None:
    body = "Giao Giám đốc: Sở Văn hóa, Sở Tài chính, Đài Phát thanh tỉnh phối hợp tổ chức hội sách."
    assert tasks(paper(body)) == [("Giám đốc: Sở Văn hóa, Sở Tài chính, Đài Phát thanh tỉnh", None)]


def test_an_order_leads_to_the_points_below_it() -> None:
    body = (
        "I. NỘI DUNG\n1. Trưng bày sách hay.\n2. Giao Sở Văn hóa:\n- Làm đầu mối mời các nhà xuất bản.\n"
        "- Tổng hợp kết quả báo cáo UBND tỉnh trước ngày 20/5/2023.\n3. Bộ sách mẫu do nhà xuất bản tặng."
    )
    assert tasks(paper(body, "KẾ HOẠCH")) == [("Sở Văn hóa", None), ("Sở Văn hóa", "2023-05-20")]


def test_who_leads_is_named_alone_in_the_line_on_who_carries_it_out() -> None:
    body = (
        "I. NỘI DUNG\n1. Trưng bày sách hay.\n- Cơ quan thực hiện: Sở Văn hóa chủ trì, phối hợp với Hội Nhà văn tỉnh.\n"
        "- Thời gian thực hiện: Hoàn thành trong quý III/2023.\n2. Đọc sách cho trẻ em.\n"
        "- Cơ quan thực hiện: Tỉnh đoàn chủ trì, phối hợp với các xã -Thời gian thực hiện: Hằng năm."
    )
    found = paper(body, "KẾ HOẠCH")["obligations"]
    assert [(one["unit"], one["when"]) for one in found] == [
        ("Sở Văn hóa", "Hoàn thành trong quý III/2023"),
        ("Tỉnh đoàn", None),
    ]


def test_a_unit_is_told_apart_by_where_it_does_something() -> None:
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Thư viện huyện nơi lưu giữ sách cổ có trách nhiệm bảo quản sách."
    assert tasks(paper(body, "KẾ HOẠCH")) == [("Thư viện huyện nơi lưu giữ sách cổ", None)]


def test_letters_order_in_dashes_below_what_the_committee_says() -> None:
    body = (
        "UBND tỉnh có ý kiến như sau:\n- Đồng ý tổ chức hội sách.\n- Giao Sở Văn hóa trực tiếp phụ trách trang trí.\n"
        "- Bộ chỉ huy Quân sự tỉnh: chuẩn bị lều bạt.\n- Văn phòng UBND tỉnh phát hành thư mời.\n"
    )
    assert [unit for unit, _ in tasks(paper(body))] == [
        "Sở Văn hóa", "Bộ chỉ huy Quân sự tỉnh", "Văn phòng UBND tỉnh",
    ]  # fmt: skip


def test_what_was_only_reached_is_no_aim() -> None:
    body = "I. NỘI DUNG\n1. Đến ngày 31/3/2023, toàn tỉnh mới cấp được 61,5% thẻ đọc sách.\n2. Phấn đấu cấp 90% thẻ."
    assert [one["value"] for one in paper(body, "KẾ HOẠCH")["targets"]] == ["90"]


def test_the_place_of_a_file_is_no_recipient() -> None:
    foot = (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, VX.AB\n\nD:\\2023\\CV\\VX\\T4\\hoi sach\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\n"
        "Trần Văn Mẫu"
    )
    reading = paper("Đề nghị các sở phối hợp.", foot=foot)
    assert reading["recipients"] == ["Như trên", "Lưu: VT, VX.AB"]
    assert reading["signature"]["name"] == "Trần Văn Mẫu"


def test_a_minister_signs_behind_the_last_recipient() -> None:
    reading = paper("Đề nghị các sở phối hợp.", foot="Nơi nhận:\n- Như trên;\n- Lưu: VT. BỘ TRƯỞNG\nTrần Văn Mẫu")
    assert (reading["recipients"][-1], reading["signature"]["title"]) == ("Lưu: VT", "BỘ TRƯỞNG")


def test_a_list_of_aims_goes_on_below_lines_without_a_stop_and_below_its_own_headings() -> None:
    body = (
        "I. CHỈ TIÊU NĂM 2023\n1. Kinh tế\n- Diện tích gieo 772 ha, trong đó:\n+ Lúa 507 ha\n+ Rau màu 265 ha.\n"
        "- Sản lượng lúa 2.961 tấn\n2. Xã hội\n- Dân số trung bình 7.129 người.\n"
        "- Thu nhập bình quân 70,5 Tr. đồng theo tiêu chí 6 triệu đồng.\n"
        "II. GIẢI PHÁP\n1. Tuyên truyền\n- Hiện toàn xã gồm 12 ấp."
    )
    found = paper(body, "KẾ HOẠCH")["targets"]
    assert [(one["value"], one["unit"]) for one in found] == [
        ("772", "ha"), ("507", "ha"), ("265", "ha"), ("2.961", "tấn"), ("7.129", "người"), ("70,5", "Tr. đồng"),
    ]  # fmt: skip


def test_a_remark_in_brackets_is_nobodys_task() -> None:
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Văn hóa\n- Tổ chức hội sách.\n(Kèm theo Công văn số 12/SVH-VP)"
    assert tasks(paper(body, "KẾ HOẠCH")) == [("Sở Văn hóa", None)]


DECISION = """**ỦY BAN NHÂN DÂN\x20\x20
HUYỆN SÔNG MÂY**

Số: 10/QĐ-UBND

Sông Mây, ngày 10 tháng 11 năm 2022

Số hồ sơ: SM 10

**QUYẾT ĐỊNH**

**V/v tặng Giấy khen**

**CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN SÔNG MÂY**

- - Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
- - Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết Luật Thi đua, khen thưởng;

Xét đề nghị của Trưởng phòng Nội vụ,

**QUYẾT ĐỊNH**

**Điều 1.** Tặng Giấy khen cho 02 tập thể.

**Nơi nhận:**

- - Như Điều 1;
- - Lưu: VT.

**KT. CHỦ TỊCH\x20\x20
PHÓ CHỦ TỊCH**

**Trần Văn Mẫu**
"""


def test_marks_that_a_conversion_doubled_or_drew_over_two_lines_are_no_words() -> None:
    reading = read_text(DECISION).as_json()
    assert [basis[:20] for basis in reading["bases"]] == [
        "Căn cứ Luật Thi đua,", "Căn cứ Nghị định số ", "Xét đề nghị của Trưở",
    ]  # fmt: skip
    assert reading["recipients"] == ["Như Điều 1", "Lưu: VT"]
    assert reading["signature"] == {
        "on_behalf_of": None, "for": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Trần Văn Mẫu",
    }  # fmt: skip
