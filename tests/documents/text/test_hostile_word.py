"""Word files of a few kilobytes that would keep a reader busy for minutes, or for ever."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest

from documents.text.reader import read_file
from documents.text.reading import ReadingError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(body: str, **parts: str) -> bytes:
    """A .docx whose main part has that body and whose other parts (by name) are replaced."""
    blank, buffer = io.BytesIO(), io.BytesIO()
    docx.Document().save(blank)
    parts = {f"word/{name}.xml": content for name, content in parts.items()}
    parts["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return buffer.getvalue()


def cell(properties: str, text: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def read(data: bytes):
    started = time.process_time()
    reading = read_file("a.docx", data)
    assert time.process_time() - started < 3
    return reading


def test_a_cell_over_millions_of_columns_is_one_cell() -> None:
    row = f"<w:tr>{cell(span(300_000_000), 'Đơn vị')}</w:tr>"
    (table,) = read(word_file(f"<w:p><w:r><w:t>Bảng sau</w:t></w:r></w:p><w:tbl>{row}</w:tbl>")).body.sections
    assert table.rows == (("Đơn vị",),)


def test_a_cell_merged_downwards_stands_in_each_row() -> None:
    first = cell(f'{span(2)}<w:vMerge w:val="restart"/>', "Chung") + cell("", "một")
    second = cell(f"{span(2)}<w:vMerge/>", "") + cell("", "hai")
    rows = f"<w:tr>{first}</w:tr><w:tr>{second}</w:tr>"
    (table,) = read(word_file(f"<w:p><w:r><w:t>Bảng sau</w:t></w:r></w:p><w:tbl>{rows}</w:tbl>")).body.sections
    assert table.rows == (("Chung", "một"), ("Chung", "hai"))


def test_styles_that_rest_on_each_other_in_a_circle_end() -> None:
    pair = (("A", "B"), ("B", "A"))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{own}"/><w:basedOn w:val="{base}"/></w:style>'
        for own, base in pair
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Nội dung</w:t></w:r></w:p>'
    assert read(word_file(body, styles=f"<w:styles {W}>{styles}</w:styles>")).body.opening == ("Nội dung",)


def test_a_roman_number_of_a_thousand_million_is_not_counted_out() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1000000000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    reading = read(word_file(f"<w:p>{numbered}<w:r><w:t>Nội dung</w:t></w:r></w:p>", numbering=numbering))
    assert reading.body.opening == ("1000000000) Nội dung",)


@pytest.mark.parametrize(
    "body",
    ["<w:p/>" * 25_000, f"<w:p><w:r>{'<w:tab/>' * 700_000}</w:r></w:p>"],
    ids=["paragraphs", "tags"],
)
def test_more_than_any_paper_holds_is_refused(body: str) -> None:
    started = time.process_time()
    with pytest.raises(ReadingError, match=r"^Tệp Word có cấu trúc bất thường"):
        read_file("a.docx", word_file(body))
    assert time.process_time() - started < 3


def test_nineteen_thousand_paragraphs_are_read_in_seconds() -> None:
    body = "<w:p><w:r><w:t>Chữ</w:t></w:r></w:p>" * 19_000
    started = time.process_time()
    assert len(read_file("a.docx", word_file(body)).body.opening) == 19_000
    assert time.process_time() - started < 12
