"""Headings without a label, and the sentences below them."""

from __future__ import annotations

import html
import io

import docx
import pytest

from documents.text.reader import read_file, read_text
from documents.text.reading import Reading

TOP = ["UBND XÃ TÂN LẬP", "Số: 12/KH-UBND", "Tân Lập, ngày 05 tháng 02 năm 2024", "KẾ HOẠCH", "Thi đua năm 2024"]
OPENING = "Ủy ban nhân dân xã xây dựng Kế hoạch thi đua năm 2024 như sau:"
BODY = [
    ("Mục tiêu", ["Hoàn thành 100% chỉ tiêu được giao."]),
    ("Nhiệm vụ trọng tâm", ["1. Rà soát các chỉ tiêu.", "2. Phân công cán bộ phụ trách."]),
    ("Tổ chức thực hiện", ["Công chức Văn phòng theo dõi, báo cáo./."]),
]
TREE = [("", "Mục tiêu", []), ("", "Nhiệm vụ trọng tâm", ["1", "2"]), ("", "Tổ chức thực hiện", [])]


def tree(reading: Reading) -> list[tuple[str, str, list[str]]]:
    return [(item.label, item.title, [child.label for child in item.children]) for item in reading.body.sections]


def lines(mark: str) -> list[str]:
    return [*TOP, OPENING, *(line for title, texts in BODY for line in (f"{mark}{title}{mark}", *texts))]


def word(*, style: str = "") -> bytes:
    document = docx.Document()
    for line in [*TOP, OPENING]:
        document.add_paragraph(line)
    for title, texts in BODY:
        if style:
            document.add_paragraph(title, style=style)
        else:
            paragraph = document.add_paragraph()
            for piece in title.split(" ", 1):  # Word cuts a line into runs anywhere
                paragraph.add_run(f"{piece} ").bold = True
        for text in texts:
            document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(mark: str) -> bytes:
    bold, end = (f"<p><{mark}>", f"</{mark}></p>") if mark[0] != "h" else (f"<{mark}>", f"</{mark}>")
    body = "".join(
        f"{bold}{html.escape(title)}{end}" + "".join(f"<p>{html.escape(text)}</p>" for text in texts)
        for title, texts in BODY
    )
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in [*TOP, OPENING])}{body}</body></html>".encode()


FILES = {
    "bold in Word": ("a.docx", word()),
    "styled in Word": ("a.docx", word(style="Heading 1")),
    "bold in Markdown": ("a.md", "\n\n".join(lines("**")).encode()),
    "alone in a text": ("a.txt", "\n\n".join(lines("")).encode()),
    "alone without blank lines": ("a.txt", "\n".join(lines("")).encode()),
    "bold on a page": ("a.html", page("strong")),
    "a heading on a page": ("a.html", page("h3")),
}


@pytest.mark.parametrize("form", FILES)
def test_headings_without_labels_are_read_as_headings(form: str) -> None:
    assert tree(read_file(*FILES[form])) == TREE


def test_a_bold_line_of_a_labelled_paper_is_text() -> None:
    text = "\n\n".join([*TOP, "I. MỤC TIÊU", "**Mục tiêu chung**", "Đạt.", "**Mục tiêu cụ thể**", "Đạt.", "II. KHÁC"])
    assert tree(read_text(text)) == [("I", "MỤC TIÊU", []), ("II", "KHÁC", [])]


def test_a_bold_line_under_bold_numbers_is_text() -> None:
    text = "\n\n".join(
        [*TOP, "**1. Mục tiêu**", "**Chỉ tiêu chung**", "Đạt.", "**2. Nhiệm vụ**", "**Công việc**", "Làm."]
    )
    assert [item[0] for item in tree(read_text(text))] == ["1", "2"]


def test_one_bold_line_alone_is_no_heading() -> None:
    text = "\n\n".join([*TOP, OPENING, "**Lưu ý quan trọng**", "Hoàn thành trước hạn.", "Báo cáo đúng hạn./."])
    assert tree(read_text(text)) == []


@pytest.mark.parametrize("heading", ["MỤC TIÊU", "TÌNH HÌNH CHUNG"])
def test_a_sentence_under_a_heading_is_no_basis(heading: str) -> None:
    below = "Thực hiện Kế hoạch số 5/KH-UBND của UBND huyện, xã đã hoàn thành các chỉ tiêu."
    reading = read_text("\n".join([*TOP, heading, below, "NHIỆM VỤ", "Tiếp tục thi đua./."]))
    assert (reading.bases, [item[1] for item in tree(reading)]) == ((), [heading, "NHIỆM VỤ"])


def test_a_sentence_that_names_no_paper_is_no_basis() -> None:
    assert read_text("\n".join([*TOP, "Thực hiện tốt các phong trào.", "I. NỘI DUNG", "1. Thi đua."])).bases == ()


def test_bases_under_who_issues_in_capitals_stay_bases() -> None:
    given = ["Căn cứ Luật Thi đua, khen thưởng;", "Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị."]
    top = [line.replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace("KH-", "QĐ-") for line in TOP]
    reading = read_text(
        "\n\n".join([*top, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN LẬP", *given, "QUYẾT ĐỊNH:", "Điều 1. Giao."])
    )
    assert reading.bases == tuple(given)
