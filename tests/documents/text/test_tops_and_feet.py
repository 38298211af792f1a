"""Tops and feet as conversions leave them: one header, one list of recipients, one signature whatever the form."""

from __future__ import annotations

import pytest

from documents.text.reader import read_text

BODY = """
KẾ HOẠCH
Phát động phong trào thi đua năm 2024
Căn cứ Luật Thi đua, khen thưởng năm 2022;
I. MỤC ĐÍCH
Nội dung./.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Lê Văn A"""

# (number, symbol, place, day, month, year, issuer)
TOPS = {
    "so no colon": (
        "UBND TỈNH A\nSố 12 /KH-UBND\nHà Tĩnh, ngày 5 tháng 02 năm 2024",
        ("12", "KH-UBND", "Hà Tĩnh", 5, 2, 2024, "UBND tỉnh A"),
    ),
    "dots": (
        "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố:...../KH-UBND\nHà Tĩnh, ngày..... tháng...... năm 2024",
        ("", "KH-UBND", "Hà Tĩnh", None, None, 2024, "UBND tỉnh Hà Tĩnh"),
    ),
    "spaces in symbol": (
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ\nSố: 45 / KH - UBND\nTP. Huế, ngày 01/3/2024",
        ("45", "KH-UBND", "TP. Huế", 1, 3, 2024, "UBND thành phố Huế"),
    ),
    "tp hcm": (
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSố: 1234/KH-UBND Thành phố Hồ Chí Minh, ngày 15 tháng 3 năm 2024",
        ("1234", "KH-UBND", "Thành phố Hồ Chí Minh", 15, 3, 2024, "UBND thành phố Hồ Chí Minh"),
    ),
    "bvtau": (
        "ỦY BAN NHÂN DÂN\nTỈNH BÀ RỊA - VŨNG TÀU\nSố: 34/KH-UBND\nBà Rịa - Vũng Tàu, ngày 15 tháng 3 năm 2024",
        ("34", "KH-UBND", "Bà Rịa - Vũng Tàu", 15, 3, 2024, "UBND tỉnh Bà Rịa - Vũng Tàu"),
    ),
    "phan rang": (
        "UBND THÀNH PHỐ\nPHAN RANG - THÁP CHÀM\nSố: 34/KH-UBND\nPhan Rang – Tháp Chàm, ngày 15 tháng 3 năm 2024",
        ("34", "KH-UBND", "Phan Rang – Tháp Chàm", 15, 3, 2024, "UBND thành phố Phan Rang - Tháp Chàm"),
    ),
    "dak lak": (
        "UBND HUYỆN CƯ M'GAR\nPHÒNG NỘI VỤ\nSố: 34/KH-PNV\nCư M’gar, ngày 15 tháng 3 năm 2024",
        ("34", "KH-PNV", "Cư M’gar", 15, 3, 2024, "Phòng Nội vụ huyện Cư M'gar"),
    ),
    "one line all": (
        "UBND HUYỆN CHÂU THÀNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 06/KH-UBND Châu Thành, ngày 20 tháng 01 năm 2022",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "cells one per row": (
        "| ỦY BAN NHÂN DÂN |\n| HUYỆN CHÂU THÀNH |\n| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "| Độc lập - Tự do - Hạnh phúc |\n| Số: 06/KH-UBND |\n| Châu Thành, ngày 20 tháng 01 năm 2022 |",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "tabbed": (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN CHÂU THÀNH\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 06/KH-UBND\tChâu Thành, ngày 20 tháng 01 năm 2022",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "mixed case issuer": (
        "Ủy ban nhân dân huyện Châu Thành\nCộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 06/KH-UBND\nChâu Thành, ngày 20 tháng 01 năm 2022",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "bold md": (
        "**ỦY BAN NHÂN DÂN**\n**HUYỆN CHÂU THÀNH**\n\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n"
        "**Độc lập - Tự do - Hạnh phúc**\n\n*Số: 06/KH-UBND*\n\n*Châu Thành, ngày 20 tháng 01 năm 2022*",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "bold split": (
        "**ỦY BAN NHÂN DÂN** **HUYỆN CHÂU THÀNH**\n"
        "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** **Độc lập - Tự do - Hạnh phúc**\nSố: **06**/KH-UBND\n"
        "_Châu Thành, ngày 20 tháng 01 năm 2022_",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "date first": (
        "Châu Thành, ngày 20 tháng 01 năm 2022\nỦY BAN NHÂN DÂN\nHUYỆN CHÂU THÀNH\nSố: 06/KH-UBND",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "meta": (
        "Kế hoạch 06/KH-UBND 2022 phát động phong trào thi đua\nSố hiệu:\n06/KH-UBND\nLoại văn bản:\n"
        "Kế hoạch\nNơi ban hành:\nHuyện Châu Thành\nNgười ký:\nLê Văn A\nNgày ban hành:\n20/01/2022\n"
        "Tình trạng:\nĐã biết\nNội dung toàn văn\nỦY BAN NHÂN DÂN\nHUYỆN CHÂU THÀNH\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 06/KH-UBND\n"
        "Châu Thành, ngày 20 tháng 01 năm 2022",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "every line blank": (
        "ỦY BAN\n\nNHÂN DÂN\n\nHUYỆN CHÂU\n\nTHÀNH\n\nCỘNG HÒA XÃ HỘI CHỦ\n\nNGHĨA VIỆT NAM\n\n"
        "Độc lập - Tự do -\n\nHạnh phúc\n\nSố: 06/\n\nKH-UBND\n\nChâu Thành, ngày 20\n\ntháng 01 năm 2022",
        ("06", "KH-UBND", "Châu Thành", 20, 1, 2022, "UBND huyện Châu Thành"),
    ),
    "so hoa": (
        "UBND XÃ TÂN AN\nSỐ: 06/KH-UBND\nTân An, Ngày 20 Tháng 01 Năm 2022",
        ("06", "KH-UBND", "Tân An", 20, 1, 2022, "UBND xã Tân An"),
    ),
    "hoatoc": (
        "UBND XÃ TÂN AN\nSố: 06/KH-UBND\nHỎA TỐC\nTân An, ngày 20 tháng 01 năm 2022",
        ("06", "KH-UBND", "Tân An", 20, 1, 2022, "UBND xã Tân An"),
    ),
    "dang bo": (
        "ĐẢNG BỘ TỈNH TÂY NINH\nTHÀNH ỦY TÂY NINH\n*\nSố 12-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Tây Ninh, ngày 20 tháng 01 năm 2022",
        ("12", "KH/TU", "Tây Ninh", 20, 1, 2022, "Thành ủy Tây Ninh"),
    ),
    "ban tg": (
        "THÀNH ỦY TÂY NINH\nBAN TUYÊN GIÁO\n*\nSố 12-KH/BTGTU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Tây Ninh, ngày 20 tháng 01 năm 2022",
        ("12", "KH/BTGTU", "Tây Ninh", 20, 1, 2022, "Ban Tuyên giáo Thành ủy Tây Ninh"),
    ),
    "so van hoa": (
        "UBND TỈNH QUẢNG NAM\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\nSố: 06/KH-SVHTTDL\nQuảng Nam, ngày 20 tháng 01 năm 2022",
        ("06", "KH-SVHTTDL", "Quảng Nam", 20, 1, 2022, "Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Nam"),
    ),
    "ubnd line glued so": (
        "UBND TỈNH QUẢNG NAM SỞ NỘI VỤ\nSố: 06/KH-SNV\nQuảng Nam, ngày 20 tháng 01 năm 2022",
        ("06", "KH-SNV", "Quảng Nam", 20, 1, 2022, "Sở Nội vụ tỉnh Quảng Nam"),
    ),
    "nbsp date": (
        "UBND XÃ TÂN AN\nSố: 06/KH-UBND\nTân An, ngày\xa020\xa0tháng 01\xa0năm\xa02022",
        ("06", "KH-UBND", "Tân An", 20, 1, 2022, "UBND xã Tân An"),
    ),
    "dashes date": (
        "UBND XÃ TÂN AN\nSố: 06/KH-UBND\nTân An, ngày 20-01-2022",
        ("06", "KH-UBND", "Tân An", 20, 1, 2022, "UBND xã Tân An"),
    ),
    "year first": (
        "UBND XÃ TÂN AN\nSố: 06/2022/KH-UBND\nTân An, ngày 20 tháng 1 năm 2022",
        ("06", "2022/KH-UBND", "Tân An", 20, 1, 2022, "UBND xã Tân An"),
    ),
    "month only": (
        "UBND XÃ TÂN AN\nSố:       /KH-UBND\nTân An, tháng 1 năm 2022",
        ("", "KH-UBND", "Tân An", None, 1, 2022, "UBND xã Tân An"),
    ),
}


@pytest.mark.parametrize("name", TOPS)
def test_a_top_gives_its_header(name: str) -> None:
    text, expected = TOPS[name]
    header = read_text(text + BODY).header
    found = (header.number, header.symbol, header.place, header.day, header.month, header.year, header.issuer)
    assert found == expected
    assert (header.kind, header.summary) == ("Kế hoạch", "Phát động phong trào thi đua năm 2024")


ABOVE = (
    "UBND XÃ TÂN AN\nSố: 06/KH-UBND\nTân An, ngày 20 tháng 01 năm 2022\nKẾ HOẠCH\n"
    "Phát động phong trào thi đua năm 2024\nCăn cứ Luật Thi đua, khen thưởng năm 2022;\n"
    "I. MỤC ĐÍCH\nNội dung thực hiện tốt./."
)
# (recipients, (on behalf of, for, title, name))
FEET = {
    "one line dash": (
        "\nNơi nhận: - TT HĐND; - UBND tỉnh; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn An",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Nguyễn Văn An"),
    ),
    "glued to body": (
        " Nơi nhận: - TT HĐND; - UBND tỉnh; - Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("", "", "CHỦ TỊCH", "Nguyễn Văn An"),
    ),
    "no colon": (
        "\nNơi nhận\n- TT HĐND\n- UBND tỉnh\n- Lưu VT\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNGUYỄN VĂN AN",
        ("TT HĐND", "UBND tỉnh", "Lưu VT"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "NGUYỄN VĂN AN"),
    ),
    "md cell": (
        "\n| **Nơi nhận:** | **TM. ỦY BAN NHÂN DÂN** |\n| - TT HĐND; | **CHỦ TỊCH** |\n| - UBND tỉnh; | |\n"
        "| - Lưu: VT. | **Nguyễn Văn An** |",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Nguyễn Văn An"),
    ),
    "digital": (
        "\nNơi nhận:\n- TT HĐND;\n- UBND tỉnh;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
        "Ký bởi: Ủy ban nhân dân xã Tân An\nEmail: ubnd@tanan.gov.vn\nCơ quan: Tỉnh X\n"
        "Thời gian ký: 20.01.2022 10:11:12 +07:00\nNguyễn Văn An",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Nguyễn Văn An"),
    ),
    "sig first, list w/o dash": (
        "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nNguyễn Văn An\nNơi nhận:\nTT HĐND;\nUBND tỉnh;\nLưu: VT.",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Nguyễn Văn An"),
    ),
    "tuq": (
        "\nNơi nhận:\n- TT HĐND;\n- UBND tỉnh;\n- Lưu: VT.\nTUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nNguyễn Văn An",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("", "TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ", "Nguyễn Văn An"),
    ),
    "q": (
        "\nNơi nhận:\n- TT HĐND;\n- UBND tỉnh;\n- Lưu: VT.\nQ. CHỦ TỊCH\nNguyễn Văn An",
        ("TT HĐND", "UBND tỉnh", "Lưu: VT"),
        ("", "Q. CHỦ TỊCH", "", "Nguyễn Văn An"),
    ),
    "long item": (
        "\nNơi nhận:\n- TT HĐND;\n- Các phòng, ban, ngành, đoàn thể\nhuyện, UBND các xã;\n- Lưu: VT, NV,\n"
        "VX.\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Thị An",
        ("TT HĐND", "Các phòng, ban, ngành, đoàn thể huyện, UBND các xã", "Lưu: VT, NV, VX"),
        ("", "KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị An"),
    ),
    "nested": (
        "\nNơi nhận:\n- Bộ Nội vụ (b/c);\n- TT Tỉnh ủy; TT HĐND tỉnh;\n- CT, PCT UBND tỉnh;\n"
        "- VP UBND tỉnh: CVP, các PCVP; các phòng;\n- Lưu: VT, NC (2b).\n\nTM. ỦY BAN NHÂN DÂN\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC\n\n\nNguyễn Văn An",
        (
            "Bộ Nội vụ (b/c)",
            "TT Tỉnh ủy; TT HĐND tỉnh",
            "CT, PCT UBND tỉnh",
            "VP UBND tỉnh: CVP, các PCVP; các phòng",
            "Lưu: VT, NC (2b)",
        ),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "Nguyễn Văn An"),
    ),
    "mau": (
        "\nNơi nhận:\n- TT HĐND;\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An\nMẪU SỐ 01\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBÁO CÁO THÀNH TÍCH\nI. SƠ LƯỢC\n"
        "1. Đặc điểm\nNơi nhận:\n- Như trên.\nTHỦ TRƯỞNG ĐƠN VỊ",
        ("TT HĐND", "Lưu: VT"),
        ("", "", "CHỦ TỊCH", "Nguyễn Văn An"),
    ),
}


@pytest.mark.parametrize("name", FEET)
def test_a_foot_gives_its_recipients_and_its_signature(name: str) -> None:
    foot, recipients, signature = FEET[name]
    reading = read_text(ABOVE + foot)
    block = reading.signature
    assert reading.recipients == recipients
    assert (block.on_behalf_of, block.deputy_for, block.title, block.name) == signature
    assert reading.body.closing == ("Nội dung thực hiện tốt./.",)
