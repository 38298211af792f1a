"""Word files: letterhead tables, automatic numbers, bold words and real tables become the same reading."""

from __future__ import annotations

import io

import docx
from docx.document import Document

from documents.text.reader import read_file
from documents.text.tree import Item, Signature


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def two_columns(document: Document, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def plan() -> Document:
    document = docx.Document()
    two_columns(
        document,
        ["ỦY BAN NHÂN DÂN", "HUYỆN CHÂU THÀNH", "Số: 06/KH-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Châu Thành, ngày 20 tháng 01 năm 2022"],
    )
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Phát động phong trào thi đua năm 2022")
    document.add_paragraph("Căn cứ Luật Thi đua, khen thưởng.")
    document.add_heading("I. NỘI DUNG", level=1)
    paragraph = document.add_paragraph("Thực hiện ")
    paragraph.add_run("ngay").bold = True
    paragraph.add_run(" từ đầu năm * với quyết tâm.")
    document.add_paragraph("Mục một.", style="List Number")
    document.add_paragraph("Mục hai.", style="List Number")
    document.add_paragraph("Gạch đầu dòng.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Đơn vị", "Số", "A | B", "2"], strict=True):
        cell.text = text
    document.add_paragraph("Trên đây là Kế hoạch./.")
    two_columns(document, ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["CHỦ TỊCH", "Lê Ngọc Ân"])
    return document


def test_a_plan_in_word_is_read_whole() -> None:
    reading = read_file("ke-hoach.docx", saved(plan()))
    assert reading.header.issuer == "UBND huyện Châu Thành"
    assert (reading.header.number, reading.header.symbol, reading.header.day) == ("06", "KH-UBND", 20)
    assert reading.bases == ("Căn cứ Luật Thi đua, khen thưởng.",)
    (section,) = reading.body.sections
    assert (section.label, section.title) == ("I", "NỘI DUNG")
    assert section.text == ("Thực hiện **ngay** từ đầu năm \\* với quyết tâm.",)
    dash = Item("dash", "-", "", ("Gạch đầu dòng.",), (Item("table", rows=(("Đơn vị", "Số"), ("A | B", "2"))),))
    assert section.children == (Item("khoan", "1", "", ("Mục một.",)), Item("khoan", "2", "", ("Mục hai.",), (dash,)))
    assert reading.body.closing == ("Trên đây là Kế hoạch./.",)
    assert reading.recipients == ("Như trên", "Lưu: VT")
    assert reading.signature == Signature(title="CHỦ TỊCH", name="Lê Ngọc Ân")
