"""Papers as public sites of law print them: facts and menus above, torn cells, lost lines, old ways of writing."""

from __future__ import annotations

import pytest

from documents.text.reader import read_file, read_text
from documents.text.tree import Header

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
BASES = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 7/TTr-SNV ngày 03 tháng 4 năm 2019,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế thi đua, khen thưởng.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""


def _header(top: str) -> Header:
    return read_text(f"{top}\n{BASES}").header


def test_summary_in_capitals_may_begin_with_ban_hanh() -> None:
    top = (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\n{COUNTRY}Số: 5/2019/QĐ-UBND\nHòa Bình, ngày 06 tháng 5 năm 2019\nQUYẾT ĐỊNH\n"
    )
    header = _header(f"{top}BAN HÀNH QUY CHẾ THI ĐUA TRÊN ĐỊA BÀN TỈNH HÒA\nBÌNH\nỦY BAN NHÂN DÂN TỈNH HÒA BÌNH")
    assert header.summary == "BAN HÀNH QUY CHẾ THI ĐUA TRÊN ĐỊA BÀN TỈNH HÒA BÌNH"
    assert header.issuer == "UBND tỉnh Hòa Bình"


@pytest.mark.parametrize(
    ("top", "issuer"),
    [
        ("Hải Dương, ngày 06 tháng 5 năm 2019 |\nQUYẾT ĐỊNH\nVỀ QUY CHẾ\nỦY BAN NHÂN DÂN TỈNH", "UBND tỉnh Hải Dương"),
        (
            "Hải Phòng, ngày 06 tháng 5 năm 2019 |\nQUYẾT ĐỊNH\nVỀ QUY CHẾ\nUỶ BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
            "UBND thành phố Hải Phòng",
        ),
        ("Khánh Hoà, ngày 06 tháng 5 năm 2019 |\nQUYẾT ĐỊNH\nVỀ QUY CHẾ", "UBND tỉnh Khánh Hoà"),
        (
            "Yên Lạc, ngày 06 tháng 5 năm 2019 |\nQUYẾT ĐỊNH\nVỀ QUY CHẾ\nCHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN YÊN LẠC",
            "UBND huyện Yên Lạc",
        ),
    ],
)
def test_letterhead_that_lost_its_place(top: str, issuer: str) -> None:
    row = "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/2019/QĐ-UBND |"
    assert _header(f"{row} {top}").issuer == issuer


def test_a_plan_tells_the_place_in_its_opening() -> None:
    text = (
        "Vui lòng đăng ký gói cước.\nỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 8/KH-UBND | Thanh Hoá, ngày 7 tháng 6 năm 2024 |\nKẾ HOẠCH\nTRIỂN KHAI PHONG TRÀO THI ĐUA\n"
        "Thực hiện Quyết định số 9/QĐ-TTg ngày 14/5/2024 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Thanh Hóa ban "
        "hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n"
    )
    assert read_text(text).header.issuer == "UBND tỉnh Thanh Hóa"


def test_page_that_lost_the_line_of_the_kind() -> None:
    header = _header(
        "Quyết định 5/2019/QĐ-UBND về thi đua\nSố hiệu: | 5/2019/QĐ-UBND | Loại văn bản: | Quyết định |\n"
        "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/2019/QĐ-UBND |\n"
        "Hòa Bình, ngày 06 tháng 5 năm 2019 |\nSỬA ĐỔI QUY CHẾ THI ĐUA, KHEN THƯỞNG\nỦY BAN NHÂN DÂN TỈNH HÒA BÌNH"
    )
    assert (header.kind, header.summary) == ("Quyết định", "SỬA ĐỔI QUY CHẾ THI ĐUA, KHEN THƯỞNG")
    assert (header.issuer, header.parent_authority) == ("UBND tỉnh Hòa Bình", "")


def test_facts_of_the_page_right_above_the_letterhead() -> None:
    reading = read_text(
        "Quyết định 5/2019/QĐ-UBND - Hòa Bình\n• Trang chủ\n• Hiệu lực: Còn hiệu lực\n• Ngày có hiệu lực: 15/05/2019\n"
        "• Ngày hết hiệu lực: 01/02/2022\nUBND TỈNH HÒA BÌNH Số: 5/2019/QĐ-UBND\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "Độc lập - Tự do - Hạnh phúc Hòa Bình, ngày 6 tháng 5 năm 2019\n\nQUYẾT ĐỊNH\n\nBan hành Quy định\n\n"
        f"ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\n\n{BASES}"
    )
    assert len(reading.bases) == 3
    assert [section.label for section in reading.body.sections] == ["1", "2"]


def test_last_basis_above_a_decree_without_its_colon() -> None:
    text = f"{COUNTRY}Số: 5/QĐ-UBND\nQUYẾT ĐỊNH\nVề Quy chế\n{BASES}".replace("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH")
    assert read_text(text).bases[-1].endswith("ngày 03 tháng 4 năm 2019,")


def test_names_joined_by_a_tight_dash_and_an_old_greeting() -> None:
    text = (
        f"UBND TỈNH BẾN TRE\nBAN THI ĐUA-KHEN THƯỞNG\n{COUNTRY}Số: 2/CV-BTĐKT\nBến Tre, ngày 4 tháng 2 năm 2008\n"
        "Kính gởi: Các sở, ban, ngành tỉnh.\nĐề nghị các đơn vị gửi báo cáo."
    )
    reading = read_text(text)
    assert reading.header.issuer == "Ban Thi đua - Khen thưởng tỉnh Bến Tre"
    assert reading.addressees == ("Các sở, ban, ngành tỉnh",)


@pytest.mark.parametrize(
    ("text", "kind", "issuer", "title"),
    [
        (
            "căn cứ Hướng dẫn số 5/TĐKT-HD ngày 12/01/2006 của Ban Thi đua, khen thưởng Trung ương về việc tổng kết;",
            "Hướng dẫn",
            "Ban Thi đua, khen thưởng Trung ương",
            "tổng kết",
        ),
        (
            "theo Hướng dẫn số 4/HD-BCĐ ngày 11/8/2009 của Ban Chỉ đạo công tác dân tộc thiểu số tỉnh Bến Tre;",
            "Hướng dẫn",
            "Ban Chỉ đạo công tác dân tộc thiểu số tỉnh Bến Tre",
            "",
        ),
        (
            "theo Quyết định số 9/QĐ-BCĐ ngày 27/9/2013 của Ban Chỉ đạo xây dựng đời sống văn hóa và Xây dựng gia đình "
            "huyện Yên Lạc (sau đây viết tắt là Ban Chỉ đạo) về việc ban hành Quy chế hoạt động;",
            "Quyết định",
            "Ban Chỉ đạo xây dựng đời sống văn hóa và Xây dựng gia đình huyện Yên Lạc",
            "ban hành Quy chế hoạt động",
        ),
        (
            "xét Báo cáo thẩm định số 6/STP-BC ngày 03/4/2020 của Sở Tư pháp,",
            "Báo cáo",
            "Sở Tư pháp",
            "",
        ),
        (
            "theo Công văn số 4/CV-TĐKT ngày 31/5/2007 của Ban Thi đua tỉnh hướng dẫn, vì vậy khi thẩm định đã rõ.",
            "Công văn",
            "Ban Thi đua tỉnh",
            "",
        ),
        (
            "căn cứ Nghị định số 5/1998/NĐ-CP ngày 30/7/1998 của Chính phủ quy định hình thức khen thưởng của Chính "
            "phủ, các Bộ; cụ thể hoá tiêu chuẩn khen thưởng huân chương;",
            "Nghị định",
            "Chính phủ",
            "quy định hình thức khen thưởng của Chính phủ, các Bộ; cụ thể hoá tiêu chuẩn khen thưởng huân chương",
        ),
        (
            "theo Nghị định s20/2008/NĐ-CP ngày 14/02/2008 của Chính phủ về việc tiếp nhận kiến nghị;",
            "Nghị định",
            "Chính phủ",
            "tiếp nhận kiến nghị",
        ),
        (
            "theo Thông tư số 2/2017/TT-VPCP ngày 31/10/2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn "
            "về kiểm soát thủ tục;",
            "Thông tư",
            "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
            "hướng dẫn về kiểm soát thủ tục",
        ),
        (
            "theo Nghị quyết số 12/2016/NQ-HĐND , ngày 13 tháng 5 năm 2016 của HĐND tỉnh Bến Tre "
            "ban hành Quy định chi;",
            "Nghị quyết",
            "HĐND tỉnh Bến Tre",
            "ban hành Quy định chi",
        ),
        (
            "theo Nghị định số 7/2025/NĐ-CP ngày 01 tháng 4 năm 2025 của Chính phủ quy định chi tiết một số điều và "
            "biện pháp để tổ chức, hướng dẫn thi hành Luật Thi đua;",
            "Nghị định",
            "Chính phủ",
            "quy định chi tiết một số điều và biện pháp để tổ chức, hướng dẫn thi hành Luật Thi đua",
        ),
    ],
)
def test_one_mention(text: str, kind: str, issuer: str, title: str) -> None:
    (cited,) = read_text(f"I. NỘI DUNG\n1. Việc này được tiến hành {text}").citations
    assert (cited.kind, cited.issuer, cited.title) == (kind, issuer, title)


def test_a_title_that_lists_the_papers_it_changes() -> None:
    title = (
        "hướng dẫn thi hành một số điều của Nghị định số 4/2010/NĐ-CP ngày 15/4/2010, Nghị định số 3/2012/NĐ-CP ngày "
        "27/4/2012 và Nghị định số 6/2014/NĐ-CP ngày 01/7/2014 của Chính phủ quy định chi tiết Luật Thi đua"
    )
    cited = read_text(f"Căn cứ Thông tư số 7/2014/TT-BNV ngày 29/8/2014 của Bộ Nội vụ {title};\n").citations
    assert [one.number for one in cited] == ["7", "4", "3", "6"]
    assert cited[0].title == title


def test_a_paper_that_a_title_in_capitals_names() -> None:
    title = "THỰC HIỆN CHỈ THỊ SỐ 9/CT-TTG NGÀY 16 THÁNG 7 NĂM 2021 CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ VIỆC PHÁT ĐỘNG THI ĐUA"
    (cited,) = read_text(f"UBND TỈNH BẾN TRE\nSố: 5/KH-UBND\nKẾ HOẠCH\n{title}\nI. MỤC ĐÍCH\nNội dung.").citations
    assert (cited.symbol, cited.issuer, cited.title) == ("CT-TTg", "Thủ tướng Chính phủ", "PHÁT ĐỘNG THI ĐUA")


def test_a_signature_in_small_letters() -> None:
    text = f"{BASES}\nTM. Ủy ban nhân dân tỉnh\n\nChủ tịch\n\n(Đã ký)\n\nLê Văn Bốn"
    signature = read_text(text).signature
    assert (signature.on_behalf_of, signature.title) == ("TM. ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH")
    assert signature.name == "Lê Văn Bốn"


@pytest.mark.parametrize(
    "cut",
    [
        "BAN HÀNH QUY CHẾ THI ĐUA CỦA\nỦY BAN NHÂN DÂN CÁC XÃ\nỦY\nBAN NHÂN DÂN TỈNH HÒA BÌNH",
        "BAN HÀNH QUY CHẾ THI ĐUA CỦA ỦY BAN NHÂN DÂN\nCÁC XÃ\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH",
        "BAN HÀNH QUY CHẾ THI ĐUA CỦA ỦY\nBAN NHÂN DÂN CÁC XÃ\nHỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH\nKHÓA XII, KỲ HỌP THỨ 9",
    ],
)
def test_a_title_in_capitals_cut_before_an_authority(cut: str) -> None:
    header = _header(
        f"UBND TỈNH HÒA BÌNH\n{COUNTRY}Số: 5/QĐ-UBND\nHòa Bình, ngày 06 tháng 5 năm 2019\nQUYẾT ĐỊNH\n{cut}"
    )
    assert header.summary == "BAN HÀNH QUY CHẾ THI ĐUA CỦA ỦY BAN NHÂN DÂN CÁC XÃ"


def test_a_title_goes_on_with_an_authority_above_other_lines() -> None:
    top = (
        f"UBND TỈNH HÒA BÌNH\n{COUNTRY}Số: 5/KH-UBND\nKẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ CỦA THỦ TƯỚNG\nCHÍNH PHỦ VỀ THI ĐUA\n"
    )
    text = f"{top}Thực hiện Chỉ thị số 9/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ, UBND tỉnh lập Kế hoạch như sau:"
    assert read_text(text).header.summary == "THỰC HIỆN CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ THI ĐUA"


def test_a_sub_committee_whose_name_is_torn() -> None:
    top = (
        f"BAN TỔ CHỨC\nHỘI THI\nTIỂU\nBAN THI ĐUA-KHEN THƯỞNG\n{COUNTRY}Số: 5/BTC-TĐKT\nHà Nội, ngày 8 tháng 9 năm 2009"
    )
    assert read_text(f"{top}\nKính gửi: Các tỉnh.\nĐề nghị báo cáo.").header.issuer == "Tiểu ban Thi đua - Khen thưởng"


def test_who_issues_a_legal_text_stands_below_who_proposes_it() -> None:
    text = (
        f"BỘ NỘI VỤ\n{COUNTRY}Số: 5/2019/TT-BNV\nHà Nội, ngày 30 tháng 12 năm 2019\n"
        "Căn cứ Nghị định số 6/2017/NĐ-CP ngày 25 tháng 5 năm 2017 của Chính phủ về thi đua;\n"
        "Theo đề nghị của Vụ trưởng Vụ Thi đua,\nBộ trưởng Bộ Nội vụ ban hành Thông tư về hồ sơ.\nĐiều 1. Phạm vi\n"
    )
    assert read_text(text).bases[-1] == "Theo đề nghị của Vụ trưởng Vụ Thi đua,"


def test_the_day_of_one_paper_is_not_that_of_the_next() -> None:
    text = "UBND tỉnh có Quyết định số 6/QĐ-UBND ngày 21/3/2022 chọn ngày ban hành Nghị quyết số 6-NQ/TU làm ngày hội."
    first, second = read_text(f"I. KẾT QUẢ\n{text}").citations
    assert (str(first.date), second.date) == ("2022-03-21", None)


def test_headings_of_the_page_right_above_the_letterhead() -> None:
    reading = read_text(
        "Quyết định 12/QĐ-UBND năm 2014 công bố thủ tục\n\nNội dung toàn văn Quyết định 12/QĐ-UBND thủ tục 2014\n\n"
        f"ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n-------\n\n{COUNTRY}\nSố: 12/-UBND\n\nHà Tĩnh, ngày 13 tháng 05 năm 2014\n\n"
        f"QUYẾT ĐỊNH\n\nVỀ VIỆC CÔNG BỐ THỦ TỤC\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\n{BASES}"
    )
    assert (reading.header.number, reading.header.issuer) == ("12", "UBND tỉnh Hà Tĩnh")
    assert len(reading.bases) == 3


def test_stamps_and_watermarks_of_a_signed_file_are_no_text() -> None:
    text = (
        "UBND HUYỆN A\nSố: 5/KH-UBND\nKý bởi: UBND huyện A\nEmail: ubnd@example.gov.vn\nThời gian ký: 14.03.2022\n"
        f"09:41:22 +07:00\n{COUNTRY}A, ngày 14 tháng 3 năm 2022\nKẾ HOẠCH\nThi đua năm 2022\n"
        "Giao Phòng Nội vụ theo\n1\nubnd_vanthu-14/03/2022 10:05:11\ndõi, đôn đốc.\nNơi nhận:\n- Lưu: VT.\n"
        "CHỦ TỊCH\nNgười ký: Lê Văn A\nCơ quan: UBND huyện A\nThời gian ký: 14/03/2022 09:38:02\nLê Văn A"
    )
    found = read_text(text).as_json()
    assert (found["header"]["place"], found["header"]["number"]) == ("A", "5")
    assert (found["signature"]["title"], found["signature"]["name"]) == ("CHỦ TỊCH", "Lê Văn A")
    assert "Giao Phòng Nội vụ theo dõi, đôn đốc." in str(found)
    assert "vanthu" not in str(found)


def test_the_mark_of_a_note_and_a_caption_are_no_title() -> None:
    page = (
        "<p>KẾ HOẠCH</p><p>Thi đua năm 2023<a href='#_ftn1'>[1]</a></p><figure><figcaption>Ảnh lễ phát động"
        "</figcaption></figure><p>Căn cứ Luật Thi đua, khen thưởng năm 2022;</p><p>I. MỤC ĐÍCH</p><p>Nội dung.</p>"
    )
    assert read_file("a.html", f"<meta charset='utf-8'>{page}".encode()).header.summary == "Thi đua năm 2023"


def test_the_name_below_the_last_line_of_a_page_is_the_signers() -> None:
    text = f"{BASES}Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nBản quyền thuộc về Báo\n\nNông Thế Hưng"
    assert read_text(text).signature.name == "Nông Thế Hưng"


def test_a_page_that_tells_its_own_story_among_its_facts_is_no_text() -> None:
    story = f"Theo trang này, {'văn bản vẫn còn hiệu lực và được nhiều văn bản khác dẫn chiếu; ' * 6}xem thêm lược đồ."
    top = (
        "Thông tin văn bản\n• Số hiệu văn bản: 7/QĐ-UBND\n• Loại văn bản: Quyết định\n• Cơ quan ban hành: UBND tỉnh B\n"
        f"{story}\nỦY BAN NHÂN DÂN\nTỈNH B\n{COUNTRY}Số: 7/QĐ-UBND\nB, ngày 03 tháng 4 năm 2019\nQUYẾT ĐỊNH\n"
        "Ban hành Quy chế thi đua"
    )
    found = read_text(f"{top}\n{BASES}").as_json()
    assert [section["label"] for section in found["sections"]] == ["Điều 1", "Điều 2"]
    assert found["header"]["issuer"] == "UBND tỉnh B"


def test_a_country_that_lost_its_last_word_is_of_no_office() -> None:
    top = (
        "UBND HUYỆN A\nTRƯỜNG MẦM NON B\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\n Độc lập - Tự do -Hạnh phúc\nSố: 10./QĐ- MNB\n"
        "Thị trấn A, ngày 6 tháng 9 năm 2018\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế thi đua"
    )
    header = _header(top)
    assert (header.number, header.symbol) == ("10", "QĐ-MNB")
    assert header.issuer == "Trường Mầm non B huyện A"


def test_the_number_of_a_page_before_the_first_word_goes() -> None:
    top = f"Trang 1ỦY BAN NHÂN DÂN\nTỈNH B\nSố: 7/QĐ-UBND\n{COUNTRY}B, ngày 3 tháng 4 năm 2019\nQUYẾT ĐỊNH\nVề thi đua"
    assert _header(top).issuer == "UBND tỉnh B"


def test_a_speck_below_the_name_is_neither_name_nor_recipient() -> None:
    text = f"{BASES}Nơi nhận:\n- Website;\nKT. THỦ TƯỚNG PHÓ THỦ TƯỚNG\n(Đã ký)\nNguyễn Sinh Hà\nT"
    found = read_text(text)
    assert (found.signature.deputy_for, found.signature.title) == ("KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG")
    assert (found.signature.name, found.recipients) == ("Nguyễn Sinh Hà", ("Website",))
