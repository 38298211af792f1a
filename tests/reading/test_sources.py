"""What files become: letters of older systems, web pages, PDF with and without letters."""

from __future__ import annotations

import io
import unicodedata

import docx
import pikepdf
import pypdfium2
import pytest

from documents.rendering.from_reading import paper_from
from documents.rendering.sandbox import Renderer
from documents.text import encodings
from documents.text.reader import read_file, read_text
from documents.text.reading import ReadingError
from documents.text.sources import source_of
from tests.documents.text.samples import HUYEN, sample

TEXT = sample(HUYEN)
CLEAN = read_text(TEXT).as_json()


def tcvn3(text: str) -> str:
    """``text`` in the letters of TCVN3; its fonts have no capitals with marks."""
    back = {letter: old for old, letter in encodings._TCVN3.items()}
    return "".join(back.get(letter, back.get(letter.lower(), letter)) for letter in text)


def vni(text: str) -> str:
    """``text`` in the letters of VNI: base letter and a sign after it."""
    signs = {mark: sign for sign, mark in encodings._SIGNS.items()}
    alone = {letter: old for old, letter in encodings._ALONE.items()}
    found = []
    for letter in text:
        small = letter.lower()
        apart = unicodedata.normalize("NFD", small)
        base, marks = apart[0], apart[1:]
        if small in alone:
            old = alone[small]
        elif base == "i" and marks:
            old = {"\u0301": "í", "\u0300": "ì"}[marks]
        elif marks:
            base = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
            marks = "".join(sorted(marks.replace("\u031b", ""), key=lambda mark: mark not in "\u0302\u0306"))
            old = base + (signs[marks] if marks else "")
        else:
            old = small
        found.append(old if letter.islower() else old.upper())
    return "".join(found)


def windows_1258(text: str) -> bytes:
    """``text`` in Windows-1258: letters with a hat as one sign, tones after them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in tones)
        whole = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
        found += (whole + tone).encode("cp1258")
    return found


PLAIN = TEXT.replace("“", '"').replace("”", '"').replace("–", "-")
OLD = {
    "TCVN3 bytes": (tcvn3(PLAIN).encode("latin-1"), encodings.TCVN3_NOTE),
    "TCVN3 in UTF-8": (tcvn3(TEXT).encode(), encodings.TCVN3_NOTE),
    "VNI bytes": (vni(PLAIN).encode("latin-1"), encodings.VNI_NOTE),
    "VNI in UTF-8": (vni(TEXT).encode(), encodings.VNI_NOTE),
    "Windows-1258": (windows_1258(PLAIN), encodings.WINDOWS_NOTE),
    "UTF-16 without mark": (TEXT.encode("utf-16-le"), encodings.UTF16_NOTE),
    "UTF-16 big end first": (TEXT.encode("utf-16-be"), encodings.UTF16_NOTE),
    "decomposed": (unicodedata.normalize("NFD", TEXT).encode(), encodings.NFD_NOTE),
    "UTF-8 read wrongly": (TEXT.encode().decode("latin-1").encode(), encodings.MISREAD_NOTE),
}


@pytest.mark.parametrize("name", OLD)
def test_old_letters_are_read_and_the_reading_says_so(name: str) -> None:
    data, note = OLD[name]
    reading = read_file("a.txt", data)
    found = reading.as_json()
    assert reading.notes == (note,)
    assert found["quality"]["notes"] == [note]
    assert found["header"] == CLEAN["header"]
    assert [len(section["children"]) for section in found["sections"]] == [2, 5, 3]
    assert found["signature"] == CLEAN["signature"]
    assert len(found["citations"]) == len(CLEAN["citations"])


def test_a_text_in_order_has_no_note() -> None:
    assert source_of("a.txt", TEXT.encode()).notes == ()
    assert "notes" not in CLEAN["quality"]


def test_a_word_file_in_the_fonts_of_tcvn3_keeps_its_capitals() -> None:
    document = docx.Document()
    for text, font in (("ủy ban nhân dân", ".VnTimeH"), ("Tây Ninh, ngày 5 tháng 3 năm 2008", ".VnTime")):
        run = document.add_paragraph().add_run(tcvn3(text))
        run.font.name = font
    buffer = io.BytesIO()
    document.save(buffer)
    source = source_of("a.docx", buffer.getvalue())
    assert source.text.split("\n") == ["", "ỦY BAN NHÂN DÂN", "", "Tây Ninh, ngày 5 tháng 3 năm 2008"]
    assert source.notes == (encodings.TCVN3_NOTE,)


def test_a_web_page_says_only_what_is_seen() -> None:
    page = (
        b"<html><head><meta charset=utf-8><title>T</title><style>p{}</style></head><body><script>bad()</script>"
        b"<nav>Menu</nav><p>M\xe1\xbb\x99t&nbsp;hai<br>ba</p><div style='display:none'>an</div>"
        b"<table><tr><td>1</td><td>A | B</td></tr><tr><td>2</td><td><p>C</p><p>D</p></td></tr></table>"
        b"<ol><li>X</li><li>Y<ul><li>Z</li></ul></li></ol><!-- gone --></body></html>"
    )
    lines = [line for line in source_of("a.html", page).text.split("\n") if line]
    assert lines == ["Một hai", "ba", "| 1 | A \\| B |", "| 2 | C D |", "1. X", "2. Y", "- Z"]


def test_a_web_page_in_the_encoding_that_it_names() -> None:
    page = b"<meta charset='windows-1258'>" + windows_1258("<p>Ủy ban nhân dân huyện Châu Thành</p>")
    assert source_of("a.html", page).text.strip() == "Ủy ban nhân dân huyện Châu Thành"


def test_a_pdf_of_images_is_refused_with_what_to_do(renderer: Renderer) -> None:
    whole = pypdfium2.PdfDocument(renderer.render(paper_from(read_text(TEXT)), "pdf"))
    image = io.BytesIO()
    whole[0].render(scale=1).to_pil().save(image, "PDF")
    with pytest.raises(ReadingError, match=r"^Tệp PDF này chỉ có ảnh chụp, không có lớp chữ"):
        read_file("a.pdf", image.getvalue())


def test_a_locked_pdf_is_refused_with_what_to_do(renderer: Renderer) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(renderer.render(paper_from(read_text(TEXT)), "pdf"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ReadingError, match=r"^Tệp PDF được đặt mật khẩu\."):
        read_file("a.pdf", locked.getvalue())


def test_a_pdf_reads_as_its_text_does(renderer: Renderer) -> None:
    found = read_file("a.pdf", renderer.render(paper_from(read_text(TEXT)), "pdf")).as_json()
    assert found["header"] == CLEAN["header"]
    assert found["bases"] == CLEAN["bases"]
    assert found["recipients"] == CLEAN["recipients"]
    assert [citation["quote"] for citation in found["citations"]] == [
        citation["quote"] for citation in CLEAN["citations"]
    ]


def test_lines_of_a_web_page_left_out_are_told() -> None:
    page = f"Trang chủ\nĐăng nhập\nỦY BAN NHÂN DÂN\nHUYỆN CHÂU THÀNH\n{TEXT}\nTải về\nVăn bản liên quan\n"
    reading = read_text(page)
    assert reading.notes == (
        "Đã bỏ qua 2 dòng ở đầu và 2 dòng ở cuối trang vì không thuộc văn bản. Vui lòng đối chiếu lại.",
    )
    assert reading.body == read_text(TEXT).body
