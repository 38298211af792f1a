"""Grammar of citations and tops that unseen papers taught: all names, numbers and words here are made up."""

from __future__ import annotations

import pytest

from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.reader import read_text
from documents.text.tree import Header


def cited(text: str) -> list[tuple[str, str, str]]:
    """Number, issuer and title of every mention."""
    found = find_citations(join_broken(read_lines(text)), Header())
    return [(one.number, one.issuer, one.title) for one in found]


ISSUERS = {
    "papers of one body parted by semicolons": (
        "Căn cứ Nghị định số 11/2012/NĐ-CP ngày 5 tháng 4 năm 2012; Nghị định số 12/2013/NĐ-CP ngày 2/4/2013; "
        "Nghị định số 13/2015/NĐ-CP ngày 1 tháng 7 năm 2015 của Chính phủ quy định chi tiết Luật Khuyến học;",
        [("11", "Chính phủ"), ("12", "Chính phủ"), ("13", "Chính phủ")],
    ),
    "papers of many bodies parted by semicolons": (
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 2/3/2021; Kế hoạch số 7/KH-UBND ngày 4/5/2021 của UBND huyện Sông Mây;",
        [("5", ""), ("7", "UBND huyện Sông Mây")],
    ),
    "a paper and those that changed it": (
        "theo Thông tư số 3/2016/TT-BVN ngày 6/5/2016 được sửa đổi, bổ sung tại Thông tư số 4/2018/TT-BVN ngày "
        "2/3/2018 và Thông tư số 5/2019/TT-BVN ngày 6/3/2019 của Bộ trưởng Bộ Văn nghệ (gọi tắt là Quy chế).",
        [("3", "Bộ trưởng Bộ Văn nghệ"), ("4", "Bộ trưởng Bộ Văn nghệ"), ("5", "Bộ trưởng Bộ Văn nghệ")],
    ),
    "a rule that a body issued by the paper": (
        "- Căn cứ Quy chế Cán bộ Hội Trồng rừng do Ban Thường vụ Huyện ủy ban hành theo Quyết định số 28-QĐ/HU ngày "
        "8/2/2011;",
        [("28", "Ban Thường vụ Huyện ủy")],
    ),
    "a board and the council behind the comma": (
        "Báo cáo thẩm tra số 11/BC-BPC ngày 1 tháng 7 năm 2018 của Ban Pháp chế, HĐND huyện; ý kiến thảo luận;",
        [("11", "Ban Pháp chế, HĐND huyện")],
    ),
    "two kinds of one Party committee parted by a semicolon": (
        "Kế hoạch số 8-KH/ĐUK ngày 15/8/2019; Hướng dẫn số 3-HD/ĐUK, ngày 28/9/2019 của Đảng ủy Khối Lâm nghiệp;",
        [("8", "Đảng ủy Khối Lâm nghiệp"), ("3", "Đảng ủy Khối Lâm nghiệp")],
    ),
    "a programme under letters of its own": (
        "Chương trình hành động số 47-CTHĐ/TU ngày 9/5/2019 của Ban Thường vụ Tỉnh ủy thực hiện Nghị quyết;",
        [("47", "Ban Thường vụ Tỉnh ủy")],
    ),
    "words that a page glued": (
        "Công văn số 29/BVN-VP ngày 12/8/2015 của Bộ Văn nghệ vềviệc mở hội sách;",
        [("29", "Bộ Văn nghệ")],
    ),
    "the Prime Minister behind an office's letter": (
        "Căn cứ chỉ đạo của Thủ tướng Chính phủ tại công văn số 26/VPCP-KG ngày 28/4/2009 và Công điện số 69/CĐ-TTg "
        "ngày "
        "9/5/2009 về trồng rừng;",
        [("26", "Thủ tướng Chính phủ"), ("69", "Thủ tướng Chính phủ")],
    ),
    "who has just sent a paper out": (
        "Văn phòng Chính phủ vừa phát đi Thông báo số 34/TB-VPCP ngày 4/5/2023 về việc trồng rừng.",
        [("34", "Văn phòng Chính phủ")],
    ),
}


@pytest.mark.parametrize("name", ISSUERS)
def test_issuers(name: str) -> None:
    text, expected = ISSUERS[name]
    assert [(number, issuer) for number, issuer, _ in cited(text)] == expected


TITLES = {
    "a căn cứ that a full stop closes": (
        "Căn cứ Nghị định số 45/2014/NĐ-CP ngày 9/10/2014 của Chính phủ quy định về ngày hội; nghi thức trao cờ, "
        "đón khách; nghi lễ khai mạc.",
        [("45", "quy định về ngày hội; nghi thức trao cờ, đón khách; nghi lễ khai mạc")],
    ),
    "a clause that says its first words again": (
        "Căn cứ Nghị quyết số 30/2005/NQ-HĐND ngày 3/9/2005 của HĐND tỉnh về việc phê chuẩn bảng giá đất ở; bảng giá "
        "đất vườn, đất rừng;",
        [("30", "phê chuẩn bảng giá đất ở; bảng giá đất vườn, đất rừng")],
    ),
    "what a căn cứ names behind a title": (
        "Căn cứ Nghị quyết số 30/2005/NQ-HĐND ngày 3/9/2005 của HĐND tỉnh về việc phê chuẩn bảng giá đất ở; ý kiến "
        "của các xã;",
        [("30", "phê chuẩn bảng giá đất ở")],
    ),
    "a quotation behind the verb": (
        "- Căn cứ Hướng dẫn số 6-HD/VPTW, ngày 7/1/2016 của Văn phòng Trung ương Đảng hướng dẫn \"về mức chi kèm theo "
        "các hình thức khen\";",
        [("6", "về mức chi kèm theo các hình thức khen")],
    ),
    "a quotation of two kinds of marks": (
        "Hướng dẫn số 3-HD/ĐU ngày 3/2/2022 của Đảng ủy Trường Đại học Sông Mây về \"kiểm điểm, xếp loại đảng viên "
        "năm 2022” và kết quả xếp loại năm 2022",
        [("3", "kiểm điểm, xếp loại đảng viên năm 2022")],
    ),
    "the short form of the issuer's name": (
        "Căn cứ Chỉ thị số 80/CT-BVN ngày 4/8/2022 của Bộ trưởng Bộ Văn nghệ (BVN) về nhiệm vụ năm 2023 của ngành;",
        [("80", "nhiệm vụ năm 2023 của ngành")],
    ),
    "a paper that goes on with another": (
        "Căn cứ Quyết định số 36/QĐ-UBND ngày 20/3/2010 của UBND tỉnh về ban hành Kế hoạch triển khai tiếp Nghị quyết "
        "số "
        "4-NQ/TU ngày 17/2/2010 của Tỉnh ủy xây dựng huyện Sông Mây giai đoạn 2010 - 2015;",
        [
            (
                "36",
                "ban hành Kế hoạch triển khai tiếp Nghị quyết số 4-NQ/TU ngày 17/2/2010 của Tỉnh ủy xây dựng huyện "
                "Sông "
                "Mây giai đoạn 2010 - 2015",
            ),
            ("4", "xây dựng huyện Sông Mây giai đoạn 2010 - 2015"),
        ],
    ),
    "what is changed in two papers": (
        "Thông tư số 8/2011/TT-BVN ngày 30/3/2011 của Bộ trưởng Bộ Văn nghệ về việc sửa đổi, bổ sung một số điều quy "
        "định "
        "về thủ tục tại Quyết định số 6/2008/QĐ-BVN ngày 7/2/2008 của Bộ trưởng Bộ Văn nghệ và Quyết định số "
        "5/2007/QĐ-BTN ngày 5/6/2007 của Bộ trưởng Bộ Thơ, có hiệu lực từ ngày 15/5/2011.",
        [
            (
                "8",
                "sửa đổi, bổ sung một số điều quy định về thủ tục tại Quyết định số 6/2008/QĐ-BVN ngày 7/2/2008 của Bộ "
                "trưởng Bộ Văn nghệ và Quyết định số 5/2007/QĐ-BTN ngày 5/6/2007 của Bộ trưởng Bộ Thơ",
            ),
            ("6", ""),
            ("5", ""),
        ],
    ),
    "what another paper rules": (
        "Hướng dẫn số 4/HD-BCĐ ngày 2/3/2019 của Ban Chỉ đạo huyện về việc xét tặng danh hiệu “Xóm xanh” theo quy "
        "định của "
        "Chính phủ tại Nghị định số 22/2018/NĐ-CP.",
        [
            ("4", "xét tặng danh hiệu “Xóm xanh” theo quy định của Chính phủ tại Nghị định số 22/2018/NĐ-CP"),
            ("22", ""),
        ],
    ),
    "a row of names in quotation marks": (
        "căn cứ Thông tư số 2/2019/TT-BVN ngày 4/1/2019 của Bộ Văn nghệ về việc công khai “Giải Bút vàng”, “Giải Bút "
        "bạc”, "
        "danh hiệu “Người viết trẻ” trên trang của ngành, Hội đồng Thi đua – Khen thưởng Sở lấy ý kiến về danh sách.",
        [
            (
                "2",
                "công khai “Giải Bút vàng”, “Giải Bút bạc”, danh hiệu “Người viết trẻ” trên trang của ngành",
            )
        ],
    ),
    "a proposal": (
        "Xét Tờ trình số 5/TTr-UBND ngày 4/6/2019 của UBND tỉnh đề nghị sửa đổi, bổ sung Nghị quyết số 3/2017/NQ-HĐND "
        "quy "
        "định mức thưởng;",
        [
            ("5", "đề nghị sửa đổi, bổ sung Nghị quyết số 3/2017/NQ-HĐND quy định mức thưởng"),
            ("3", "quy định mức thưởng"),
        ],
    ),
    "a quotation of two kinds of marks inside": (
        "Bộ trưởng đã ban hành Quyết định số 78/QĐ-BVN về Kế hoạch xét tặng “Người thợ giỏi\", “Người thợ trẻ\" lần "
        "thứ 3. "
        "Trên cơ sở ý kiến gửi về, Bộ xin nói rõ.",
        [("78", "Kế hoạch xét tặng “Người thợ giỏi\", “Người thợ trẻ\" lần thứ 3")],
    ),
    "what a paper says": (
        "Khoản 1 Điều 3 Nghị định số 41/2016/NĐ-CP quy định: Người dự thi từ 18 tuổi.",
        [("41", "")],
    ),
    "what was agreed": (
        "theo Tờ trình số 14/TTr-SVN ngày 2/6/2021 của Sở Văn nghệ về việc khen thưởng năm 2021 và kết quả thống nhất "
        "của "
        "Hội đồng.",
        [("14", "khen thưởng năm 2021")],
    ),
    "who asked for it": (
        "UBND tỉnh đã ban hành Quyết định số 14/QĐ-UBND tặng bằng khen cho 23 tập thể theo đề nghị của Ban Tuyên giáo.",
        [("14", "tặng bằng khen cho 23 tập thể")],
    ),
    "the issuer behind the title, and what the paper says": (
        "Chỉ thị số 11/CT-BVN về việc mở hội sách của Bộ Văn nghệ xác định chủ đề là “Đọc”.",
        [("11", "mở hội sách")],
    ),
    "a school year with a subject of its own": (
        "Thực hiện Kế hoạch số 12/KH-SGDĐT ngày 4/9/2021 của Sở Giáo dục và Đào tạo về đổi mới cách dạy học, năm học "
        "2021 - 2022, nhà trường đã mở hai lớp.",
        [("12", "đổi mới cách dạy học")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TITLES)
def test_titles(name: str) -> None:
    text, expected = TITLES[name]
    assert [(number, title) for number, _, title in cited(text)] == expected


COUNCIL = """HỘI ĐỒNG NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 54/2017/NQ-HĐND | Sông Mây, ngày 13 tháng 7 năm 2017 |
{title}HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG MÂY
KHÓA XVI KỲ HỌP THỨ TƯ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT NGHỊ:
Điều 1. Quy định mức thưởng của hội thi.
"""


@pytest.mark.parametrize("title", ["", "QUY ĐỊNH MỨC THƯỞNG CỦA HỘI THI TRÊN ĐỊA BÀN TỈNH SÔNG MÂY\n"])
def test_a_council_that_names_its_term_and_no_kind(title: str) -> None:
    header = read_text(COUNCIL.format(title=title)).header
    assert (header.kind, header.issuer, header.summary) == ("Nghị quyết", "HĐND tỉnh Sông Mây", title.strip())


def test_a_committee_of_the_house_on_two_lines() -> None:
    top = "ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\n--------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 53/2018/UBTVQH14\n\n"
    assert read_text(f"{top}NGHỊ QUYẾT\n\nVỀ VIỆC LẬP XÃ\n").header.issuer == "Ủy ban Thường vụ Quốc hội"


def test_a_title_in_capitals_ends_without_its_full_stop() -> None:
    top = "UBND TỈNH SÔNG MÂY\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 5/QĐ-UBND\n\nQUYẾT ĐỊNH\n\n"
    text = f"{top}BAN HÀNH QUY CHẾ HỘI THI TRÊN ĐỊA BÀN TỈNH.\n\nCăn cứ Luật Khuyến học;\n"
    assert read_text(text).header.summary == "BAN HÀNH QUY CHẾ HỘI THI TRÊN ĐỊA BÀN TỈNH"
