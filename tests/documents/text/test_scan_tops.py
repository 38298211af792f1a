"""What scanners, stamps and pages do to the top of a paper, and what is made of it."""

from __future__ import annotations

from datetime import date

import pytest

from documents.text.bars import with_outer_bars
from documents.text.broken_top import COUNTRY, MOTTO, broken_kind, parts_of_top, with_right_words
from documents.text.doubt import sure_of
from documents.text.reader import read_text
from documents.text.tree import Header
from documents.text.twins import Clean, Twin, find_twin

BODY = """
KÉ HOẠCH
Phát động phong trào thi đua năm 2019
Căn cứ Luật Thi đua, khen thưởng ngày 26/11/2003;
I. MỤC ĐÍCH
Động viên cán bộ, công chức hoàn thành nhiệm vụ.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ theo dõi.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
CHỦ TỊCH
Lê Văn An
"""


def paper(number: str, place: str = "Tân Biên, ngày 05 tháng 02 năm 2019") -> str:
    return f"ỦY BAN NHÂN DÂN\nHUYỆN TÂN BIÊN\n{number}\nĐộc lập - Tự do - Hạnh phúc\n{place}\n{BODY}"


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Sl: 61/Kt-UBND", "61", ""),
        ("Sô 61/KH-UBNĐ", "61", "KH-UBND"),
        ("S6: 61 /KH-UBND", "61", "KH-UBND"),
        ("Số: 6l/KH-UBND", "", "KH-UBND"),
        ("Số: ?1/KH-UBND", "", "KH-UBND"),
        ("Số: 1 18/KH-UBND", "", "KH-UBND"),
        ("Số: 05 KH/TĐTN-TCKT", "05", "KH/TĐTN-TCKT"),
    ],
)
def test_a_number_is_read_when_its_figures_are_plain(line: str, number: str, symbol: str) -> None:
    header = read_text(paper(line)).header
    assert (header.number, header.symbol) == (number, symbol)
    assert header.kind == "Kế hoạch"


@pytest.mark.parametrize("day", ["ngàyO5 tháng O2 nãm 2O19", "ngày |5 tháng 02 năm 2019", "ngày '/ tháng 2 năm 20"])
def test_a_broken_day_is_left_open_and_its_place_is_read(day: str) -> None:
    header = read_text(paper("Số: 61/KH-UBND", f"Tân Biên, {day}")).header
    assert (header.date, header.place) == (None, "Tân Biên")


def test_a_scan_whose_number_is_plain_finds_its_paper_by_it() -> None:
    clean = read_text(paper("Số: 61/KH-UBND"))
    row = Clean(7, "61", "KH-UBND", date(2019, 2, 5), "UBND huyện Tân Biên", paper("Số: 61/KH-UBND"))
    scan = read_text(paper("Sl: 61/Kt-UBND"))
    assert clean.header.number == scan.header.number
    assert find_twin(scan.header, paper(""), [row]) == Twin(7, "so", 1.0)
    other = Clean(8, "62", "KH-UBND", date(2019, 2, 5), "UBND huyện Tân Biên", paper(""))
    assert find_twin(scan.header, paper(""), [other]) is None


def test_fixed_words_are_known_by_most_of_their_letters() -> None:
    assert parts_of_top("TÌNH SƠN LẠ CỌNG HOẢ XẢ HỌI CHỦ NGHỈA VIỆT NẠM") == ["TÌNH SƠN LẠ", COUNTRY]
    assert parts_of_top("Déc lap - Tw do - Hanh phic") == [MOTTO]
    assert parts_of_top("HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == ["HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]  # torn, not broken
    assert parts_of_top("Phát động phong trào thi đua xã hội năm 2019") == [
        "Phát động phong trào thi đua xã hội năm 2019"
    ]
    for sentence in ("vì độc lập, tự do, hạnh phúc", "Ngày thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2019)"):
        assert parts_of_top(sentence) == [sentence]
    assert [broken_kind(line) for line in ("KÊ IIOẠCH", "QUYÉT ĐỊNH", "TỔ CHỨC", "Kế hoạch")] == [
        "Kế hoạch", "Quyết định", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("ƯỶ BAN NHẨN DÀN", "ỦY BAN NHÂN DÂN"),
        ("UBND TĨNH PHÚ YÊN", "UBND TỈNH PHÚ YÊN"),
        ("SỞLAO ĐỘNG", "SỞ LAO ĐỘNG"),
        ("QUAN VÀ DOANH NGHIỆP", "QUAN VÀ DOANH NGHIỆP"),
        ("XÃ HỘI", "XÃ HỘI"),
        ("HUYỆN TÂN BIÊN", "HUYỆN TÂN BIÊN"),
    ],
)
def test_words_of_form_in_a_letterhead_are_put_right(line: str, right: str) -> None:
    assert with_right_words(line) == right


def test_a_stamp_of_receipt_and_specks_are_no_part_of_the_paper() -> None:
    stamp = "\nVĂN PHÒNG HĐND VÀ UBND\nĐẾN Số: 518\nNgày: 13/02/2019\nChuyển: ......\n"
    text = paper("Số: 61/KH-UBND").replace("\nKÉ", f"{stamp}\n,_\nKÉ").replace("\nII.", "\n* THỊ XÃ *\n~ '^\nII.")
    assert read_text(text).header == read_text(paper("Số: 61/KH-UBND")).header
    assert read_text(text).body == read_text(paper("Số: 61/KH-UBND")).body


def test_numerals_are_told_by_their_neighbours() -> None:
    def labels(*heads: str) -> list[str]:
        text = "\n".join(f"{head}\nLời văn." for head in heads)
        return [section.label for section in read_text(text).body.sections]

    assert labels("l. MỤC ĐÍCH", "II. NỘI DUNG", "Ill. TỔ CHỨC") == ["I", "II", "III"]
    assert labels("1. MỤC ĐÍCH", "ll. NỘI DUNG", "lll. TỔ CHỨC") == ["I", "II", "III"]
    assert labels("1. MỤC ĐÍCH", "2. NỘI DUNG", "3. TỔ CHỨC") == ["1", "2", "3"]


def test_rows_without_outer_bars_and_with_tabs_are_rows() -> None:
    rows = ["STT | Chỉ tiêu | Năm", "--- | --- | ---", "1 | Hộ nghèo | 2024"]
    assert with_outer_bars(rows) == ["| STT | Chỉ tiêu | Năm |", "", "| 1 | Hộ nghèo | 2024 |"]
    assert with_outer_bars(["1\tA\tB", "2\tC\tD"]) == ["| 1 | A | B |", "| 2 | C | D |"]
    assert with_outer_bars(["Trang chủ | Tin | Liên hệ", "UBND TỈNH A | CỘNG HÒA"]) == [
        "Trang chủ | Tin | Liên hệ", "UBND TỈNH A | CỘNG HÒA",
    ]  # fmt: skip


def test_a_text_pasted_twice_is_read_once_and_it_is_told() -> None:
    text = paper("Số: 61/KH-UBND")
    once = read_text(text)
    both = read_text(f"{text}\nBạn chưa đăng nhập.\n{text}")
    assert both.body.sections == once.body.sections
    assert any("Đã bỏ qua" in note for note in both.notes)


@pytest.mark.parametrize(
    ("header", "ocr", "left"),
    [
        (Header(issuer="UBND tỉnh Sơn Lạ", place="Scm La", number="61"), 0.8, ("", "", "61")),
        (Header(issuer="UBND tỉnh Sơn La", place="Sơn La", number="6b"), 0.8, ("UBND tỉnh Sơn La", "Sơn La", "")),
        (Header(issuer="UBND thành phố Hà Tĩnh", place="Hà Tĩnh"), 0.8, ("UBND thành phố Hà Tĩnh", "Hà Tĩnh", "")),
        (Header(issuer="UBND huyện Krông Năng", place="Krông Năng"), 0.8, ("UBND huyện Krông Năng", "Krông Năng", "")),
        (Header(issuer="Hội Đông thi đua - Khen thưởng tỉnh A", place="KiênGiang"), 0.8, ("", "", "")),
        (Header(issuer="Phòng Văn hóa- Thông tin", place="K'Bang", number="6b"), 1.0, None),
        (Header(issuer="UBND huyện' A~", place="Hà Nội"), 1.0, ("", "Hà Nội", "")),
    ],
)
def test_names_that_a_scan_broke_are_left_open(header: Header, ocr: float, left: tuple[str, str, str] | None) -> None:
    found = sure_of(header, ocr)
    assert (found.issuer, found.place, found.number) == (left or (header.issuer, header.place, header.number))
