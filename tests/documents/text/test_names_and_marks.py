"""Small pure helpers: clean text, inline marks, names of authorities."""

from __future__ import annotations

import unicodedata

import pytest

from documents.text.inline import Run, escape, plain, runs
from documents.text.issuers import acronym, from_capitals, full_name, letterhead, short_name
from organizations.normalize import clean, clean_line


def test_text_comes_out_in_one_form_and_keeps_its_lines() -> None:
    dirty = "\ufeff" + unicodedata.normalize("NFD", "Kế hoạch") + "\u00a0\t số\u200b 5\r\nÐiều 1\x07\x0ctrang\u2028hai"
    assert clean(dirty) == "Kế hoạch số 5\nĐiều 1\ntrang\nhai"
    assert clean_line("  a \u00ad b ") == "a b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một **hai** ba", (Run("một "), Run("hai", bold=True), Run(" ba"))),
        ("*nghiêng*", (Run("nghiêng", italic=True),)),
        ("***cả hai***", (Run("cả hai", bold=True, italic=True),)),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
        ("5 * 3 (*) **", (Run("5 * 3 (*) **"),)),
        ("\\*a\\* \\\\ \\n", (Run("*a* \\ \\n"),)),
        ("", ()),
    ],
)
def test_runs(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


def test_escaped_text_shows_as_it_is() -> None:
    for text in ("a*b**c", "\\*", "**x**", "C:\\dir\\*"):
        assert plain(escape(text)) == text


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND huyện Châu Thành", "Ủy ban nhân dân huyện Châu Thành"),
        ("HĐND tỉnh Tây Ninh", "Hội đồng nhân dân tỉnh Tây Ninh"),
        ("Phòng Nội vụ", "Phòng Nội vụ"),
    ],
)
def test_short_and_full_names(short: str, full: str) -> None:
    assert (full_name(short), short_name(full)) == (full, short)


def test_city_abbreviations_are_written_out() -> None:
    assert full_name("UBND TP. Tây Ninh") == full_name("UBND TP.Tây Ninh") == "Ủy ban nhân dân thành phố Tây Ninh"


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        ("Phòng Tư pháp thành phố Tây Ninh", ("UBND thành phố Tây Ninh", "Phòng Tư pháp")),
        ("UBND huyện Châu Thành", ("", "Ủy ban nhân dân huyện Châu Thành")),
        ("Sở Nội vụ tỉnh Tây Ninh", ("UBND tỉnh Tây Ninh", "Sở Nội vụ")),
        ("Trường THCS Trần Hưng Đạo phường 1", ("UBND phường 1", "Trường THCS Trần Hưng Đạo")),
        ("Thành ủy Tây Ninh", ("", "Thành ủy Tây Ninh")),
        ("Phòng Nội vụ", ("", "Phòng Nội vụ")),
    ],
)
def test_letterhead(issuer: str, lines: tuple[str, str]) -> None:
    assert letterhead(issuer) == lines


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("UỶ BAN NHÂN DÂN XÃ AN BÌNH", "Ủy ban nhân dân xã An Bình"),
        ("UBND THÀNH PHỐ TÂY NINH", "UBND thành phố Tây Ninh"),
        ("HỘI ĐỒNG NHÂN DÂN TP. TÂY NINH", "Hội đồng nhân dân thành phố Tây Ninh"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("TRƯỜNG TIỂU HỌC KIM ĐỒNG", "Trường Tiểu học Kim Đồng"),
        ("UBND PHƯỜNG 1", "UBND phường 1"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("THÀNH ỦY TÂY NINH", "Thành ủy Tây Ninh"),
        ("CÔNG AN TỈNH TÂY NINH", "Công an tỉnh Tây Ninh"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương"),
        ("ĐOÀN TNCS HỒ CHÍ MINH", "Đoàn TNCS Hồ Chí Minh"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "Tổng Liên đoàn Lao động Việt Nam"),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH LONG AN", "Bộ Chỉ huy Quân sự tỉnh Long An"),
        ("HUYỆN ĐOÀN CHÂU THÀNH", "Huyện đoàn Châu Thành"),
        ("BAN CHẤP HÀNH HUYỆN ĐOÀN", "Ban Chấp hành Huyện đoàn"),
        ("UBND XÃ ĐOÀN KẾT", "UBND xã Đoàn Kết"),
        ("THÀNH ĐOÀN ĐÀ NẴNG", "Thành đoàn Đà Nẵng"),
        ("QUẬN ỦY THANH KHÊ", "Quận ủy Thanh Khê"),
        ("ĐẢNG ỦY CÔNG AN TỈNH", "Đảng ủy Công an tỉnh"),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH", "Hội đồng Thi đua - Khen thưởng tỉnh"),
        ("TIỂU BAN THI ĐUA - KHEN THƯỞNG", "Tiểu ban Thi đua - Khen thưởng"),
        ("KHỐI THI ĐUA SỐ 3", "Khối thi đua số 3"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("ỦY BAN MTTQ VIỆT NAM TỈNH CÀ MAU", "Ủy ban MTTQ Việt Nam tỉnh Cà Mau"),
        ("ỦY BAN KIỂM TRA TỈNH ỦY", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("VĂN PHÒNG HĐND VÀ UBND", "Văn phòng HĐND và UBND"),
        ("VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HĐND", "Văn phòng Đoàn đại biểu Quốc hội và HĐND"),
        ("TRUNG TÂM Y TẾ HUYỆN TÂN CHÂU", "Trung tâm Y tế huyện Tân Châu"),
        ("BỆNH VIỆN ĐA KHOA TỈNH", "Bệnh viện Đa khoa tỉnh"),
        ("BẢO HIỂM XÃ HỘI TỈNH TÂY NINH", "Bảo hiểm xã hội tỉnh Tây Ninh"),
        ("KHO BẠC NHÀ NƯỚC", "Kho bạc Nhà nước"),
        ("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", "Ngân hàng Chính sách xã hội"),
        ("TÒA ÁN NHÂN DÂN TỈNH TÂY NINH", "Tòa án nhân dân tỉnh Tây Ninh"),
        ("CHI CỤC KIỂM LÂM", "Chi cục Kiểm lâm"),
        ("THANH TRA TỈNH", "Thanh tra tỉnh"),
        ("ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH TÂY NINH", "Đài Phát thanh và Truyền hình Tây Ninh"),
        ("SỞ GD&ĐT LÂM ĐỒNG", "Sở GD&ĐT Lâm Đồng"),
        ("CÔNG TY TNHH MTV XỔ SỐ", "Công ty TNHH MTV Xổ số"),
        ("CÔNG ĐOÀN NGÀNH Y TẾ", "Công đoàn ngành Y tế"),
        ("CHI BỘ TRƯỜNG THCS LÊ LỢI", "Chi bộ Trường THCS Lê Lợi"),
    ],
)
def test_names_in_capitals_are_written_as_in_a_text(printed: str, written: str) -> None:
    assert from_capitals(printed) == written


def test_letters_of_a_symbol() -> None:
    assert (acronym("Phòng Tư pháp"), acronym("UBND")) == ("PTP", "UBND")
