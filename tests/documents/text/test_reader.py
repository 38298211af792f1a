"""Whole papers: what each part holds, and that nothing of the source is lost or doubled."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from documents.text.inline import plain
from documents.text.light import parse_body, print_body
from documents.text.reader import read_text
from documents.text.reading import Reading, ReadingError, walk
from documents.text.tree import Signature
from tests.documents.text.samples import HUYEN, NAMES, PHONG, THANH_PHO, sample

WORD = re.compile(r"\w+")


def words_of_source(text: str) -> list[str]:
    """All words of a source in order; the marks of Markdown and of lists are not words."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def words_of_reading(reading: Reading) -> list[str]:
    """All words of a reading in the order of the paper, labels included."""
    header = reading.header
    day = f"{header.day:02d}" if header.day else ""
    month = f"{header.month:02d}" if header.month and header.month < 3 else str(header.month or "")
    parts = [f"Số {header.number} {header.symbol} {header.place} ngày {day} tháng {month} năm {header.year or ''}"]
    parts += [header.kind.upper(), header.summary, *reading.bases, *reading.body.opening]
    for item in walk(reading.body.sections):
        parts += [item.label, item.title, *item.text]
    parts += [*reading.body.closing, "Nơi nhận", *reading.recipients, reading.drafter_mark]
    signature = reading.signature
    parts += [signature.on_behalf_of, signature.deputy_for, signature.title, signature.name]
    return WORD.findall(plain(" ".join(parts)))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_source_stands_once_and_in_order(name: str) -> None:
    text = sample(name)
    assert words_of_reading(read_text(text)) == words_of_source(text)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_holds_every_word_below_the_kind_once_and_in_order(name: str) -> None:
    data = read_text(sample(name)).as_json()
    kept = ("bases", "opening", "sections", "closing")
    parts = [data["header"]["summary"], *(text for key in kept for text in texts_of(data[key]))]
    parts += ["Nơi nhận", *data["recipients"], data["drafter_mark"] or "", *texts_of(data["signature"])]
    source = sample(name)
    below = source[source.index("KẾ HOẠCH") + len("KẾ HOẠCH") :]
    assert WORD.findall(" ".join(parts)) == words_of_source(below)


def texts_of(value: object) -> list[str]:
    """All strings in a part of the JSON, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for part in value for text in texts_of(part)]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_of(part)]
    return []


@pytest.mark.parametrize("name", NAMES)
def test_the_body_can_be_stored_as_light_text(name: str) -> None:
    body = read_text(sample(name)).body
    assert parse_body(print_body(body)) == body


def test_the_plan_of_the_district() -> None:
    reading = read_text(sample(HUYEN))
    assert reading.as_json()["header"] == {
        "kind": "Kế hoạch",
        "number": "06",
        "symbol": "KH-UBND",
        "place": "Châu Thành",
        "date": "2022-01-20",
        "issuer": "UBND huyện Châu Thành",
        "summary": "Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, "
        "đảm bảo quốc phòng - an ninh năm 2022",
    }
    assert len(reading.bases) == 3
    assert reading.recipients[0] == "Hội đồng TĐKT Tỉnh"
    assert reading.recipients[-1] == "Lưu: VT, VP HĐND và UBND, PNV huyện"
    assert reading.drafter_mark == "(Lời - KH 01-2022)"
    assert reading.signature == Signature(title="CHỦ TỊCH", name="Lê Ngọc Ân")
    assert [(item.label, item.title, len(item.children)) for item in reading.body.sections] == [
        ("I", "MỤC ĐÍCH VÀ YÊU CẦU", 2),
        ("II", "NỘI DUNG THỰC HIỆN", 5),
        ("III", "TỔ CHỨC THỰC HIỆN", 3),
    ]
    assert reading.movements[1] == "Châu Thành chung sức xây dựng nông thôn mới"
    assert [(found.code, found.line) for found in reading.findings] == [
        ("citation-repeated", 41), ("set-phrase", 43), ("variant", 81), ("set-phrase", 93), ("template-leftover", 94),
    ]  # fmt: skip


def test_the_plan_of_the_city_has_open_number_and_day() -> None:
    reading = read_text(sample(THANH_PHO))
    header = reading.header
    assert (header.number, header.symbol, header.day, header.month, header.year) == ("", "KH-UBND", None, 1, 2023)
    assert (header.place, header.issuer) == ("TP. Tây Ninh", "UBND thành phố Tây Ninh")
    assert reading.as_json()["header"]["number"] is None
    assert reading.as_json()["header"]["date"] is None
    assert reading.signature == Signature("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "")
    assert [(found.code, found.line) for found in reading.findings] == [
        ("draft-state", 3), ("bases-end", 11), ("set-phrase", 35), ("variant", 35), ("set-phrase", 41),
        ("citation-broken", 47), ("set-phrase", 57), ("variant", 73), ("variant", 75), ("set-phrase", 81),
    ]  # fmt: skip


def test_the_plan_of_the_office_answers_the_plan_above_it() -> None:
    reading = read_text(sample(PHONG))
    assert reading.header.issuer == "Phòng Tư pháp thành phố Tây Ninh"
    assert reading.header.date == date(2024, 3, 22)
    assert len(reading.bases) == 1
    assert reading.bases[0].startswith("Thực hiện Kế hoạch 53/KH-UBND ngày 14 tháng 3 năm 2024")
    assert reading.signature == Signature(title="TRƯỞNG PHÒNG")


def test_paragraphs_broken_by_a_page_are_joined() -> None:
    text = " ".join(item for section in read_text(sample(THANH_PHO)).body.sections for item in all_text(section))
    assert "Quy định số 08-QĐi/TW ngày 25/10/2018" in text
    assert "thực hiện có hiệu qua Phong trào thi đua" in text


def all_text(item) -> list[str]:
    return [text for part in walk((item,)) for text in part.text]


def test_decomposed_text_and_windows_line_ends_read_the_same() -> None:
    text = sample(PHONG)
    other = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    assert read_text(other).as_json() == read_text(text).as_json()


LETTERHEADS = {
    "two columns one after the other": "ỦY BAN NHÂN DÂN\nHUYỆN CHÂU THÀNH\n-----\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n-----\nSố: 06/KH-UBND\nChâu Thành, ngày 20 tháng 01 năm 2022\n",
    "columns glued": "UBND HUYỆN CHÂU THÀNH      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n    Độc lập - Tự do - Hạnh phúc\n"
    "Số: 06/KH-UBND     Châu Thành, ngày 20 tháng 01 năm 2022\n",
    "a Markdown table": "| **ỦY BAN NHÂN DÂN**<br>**HUYỆN CHÂU THÀNH** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>"
    "**Độc lập - Tự do - Hạnh phúc** |\n|---|---|\n| Số: 06/KH-UBND | *Châu Thành, ngày 20 tháng 01 năm 2022* |\n",
    "number below the kind": "ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH\nKẾ HOẠCH\nSố: 06/KH-UBND\n"
    "Châu Thành, ngày 20 tháng 01 năm 2022\n",
}


@pytest.mark.parametrize("top", LETTERHEADS.values(), ids=LETTERHEADS.keys())
def test_tops_of_every_make_give_one_header(top: str) -> None:
    kind = "" if "KẾ HOẠCH" in top else "KẾ HOẠCH\n"
    text = f"{top}{kind}Phát động phong trào thi đua\nphát triển kinh tế năm 2022\nCăn cứ Luật Thi đua;\nNội dung./."
    header = read_text(text).header
    assert (header.kind, header.number, header.symbol, header.place) == ("Kế hoạch", "06", "KH-UBND", "Châu Thành")
    assert (header.date, header.issuer) == (date(2022, 1, 20), "UBND huyện Châu Thành")
    assert header.summary == "Phát động phong trào thi đua phát triển kinh tế năm 2022"


def test_an_office_under_a_committee_has_both_lines() -> None:
    header = read_text("UBND THÀNH PHỐ TÂY NINH\nPHÒNG TÀI CHÍNH - KẾ HOẠCH\nKẾ HOẠCH\nNăm 2024\nCăn cứ A;").header
    assert header.parent_authority == "UBND thành phố Tây Ninh"
    assert header.issuer == "Phòng Tài chính - Kế hoạch thành phố Tây Ninh"


FEET = {
    "recipients first": "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An",
    "signature first": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nNguyễn Văn An\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.",
    "glued": "Nơi nhận: KT. CHỦ TỊCH\n- Như Điều 3; PHÓ CHỦ TỊCH\n- Lưu: VT. Nguyễn Văn An",
    "a table": "| **Nơi nhận:**<br>- Như Điều 3;<br>- Lưu: VT. | **KT. CHỦ TỊCH**<br>**PHÓ CHỦ TỊCH**<br>"
    "Nguyễn Văn An |",
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
def test_feet_of_every_make_give_one_block(foot: str) -> None:
    reading = read_text(f"KẾ HOẠCH\nNăm 2024\nCăn cứ Luật;\nI. NỘI DUNG\nThực hiện nghiêm túc./.\n{foot}")
    assert reading.recipients == ("Như Điều 3", "Lưu: VT")
    assert reading.signature == Signature("", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An")
    assert reading.body.closing == ("Thực hiện nghiêm túc./.",)


def test_an_annex_after_the_foot_is_kept() -> None:
    reading = read_text(
        "KẾ HOẠCH\nNăm 2024\nCăn cứ A.\nI. NỘI DUNG\nHết./.\nNơi nhận:\n- Lưu: VT.\nPHỤ LỤC\nDANH SÁCH\nDòng."
    )
    annex = reading.body.sections[-1]
    assert (annex.level, annex.title, annex.text) == ("annex", "DANH SÁCH", ("Dòng.",))
    assert reading.recipients == ("Lưu: VT",)


def test_a_letter_and_a_decision() -> None:
    letter = read_text(
        "SỞ NỘI VỤ\nSố: 12/SNV-TĐKT\nV/v báo cáo\ntổng kết năm\nTây Ninh, ngày 3 tháng 10 năm 2023\nKính gửi: A"
    )
    assert (letter.header.kind, letter.header.summary) == ("Công văn", "báo cáo tổng kết năm")
    assert letter.addressees == ("A",)
    decision = read_text(
        "QUYẾT ĐỊNH\nVề việc A\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ\nCăn cứ B;\nCăn cứ C.\nQUYẾT ĐỊNH:\nĐiều 1. Nội dung."
    )
    assert decision.bases == ("Căn cứ B;", "Căn cứ C.")
    assert decision.authority_line == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"
    assert decision.body.opening == ("QUYẾT ĐỊNH:",)
    assert [(item.level, item.label, item.text) for item in decision.body.sections] == [("dieu", "1", ("Nội dung.",))]


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff", "---\n***"])
def test_a_text_that_says_nothing_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ReadingError, match=r"^Văn bản không có chữ nào\. Vui lòng"):
        read_text(text)


def test_the_day_from_outside_serves_only_when_the_paper_has_none() -> None:
    text = "KẾ HOẠCH\nNăm 2023\nCăn cứ Kế hoạch số 5/KH-UBND ngày 02/02/2023 của UBND xã về A.\nHết./."
    assert [found.code for found in read_text(text).findings if found.code == "citation-later"] == []
    found = [found for found in read_text(text, on=date(2023, 2, 1)).findings if found.code == "citation-later"]
    assert [(item.quote, item.line) for item in found] == [
        ("Kế hoạch số 5/KH-UBND ngày 02/02/2023 của UBND xã về A", 3)
    ]
