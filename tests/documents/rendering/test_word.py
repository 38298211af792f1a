"""The Word file: its structure always, and its pages through LibreOffice where that is there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from documents.rendering.metrics import FONT_FOLDER
from documents.rendering.sandbox import Renderer
from documents.text.tree import Body, Item
from tests.documents.rendering.component_table import MIDDLE, ROWS, Row
from tests.documents.rendering.papers import DRAFT, FULL, SAMPLE_NAMES, of_paragraphs, sample, source
from tests.documents.rendering.reading_back import Pages, squeezed
from tests.services import needs_soffice

soffice = needs_soffice()
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
</fontconfig>
"""


@pytest.fixture(scope="module")
def content(renderer: Renderer) -> bytes:
    return renderer.render(FULL, "docx")


def test_page(content: bytes) -> None:
    for section in Document(io.BytesIO(content)).sections:
        assert _mm(section.page_width, section.page_height) == (210, 297)
        assert _mm(section.top_margin, section.bottom_margin) == (20, 20)
        assert _mm(section.left_margin, section.right_margin) == (30, 15)
        assert _mm(section.header_distance) == (10,)
        assert section.different_first_page_header_footer


def test_font_and_language(content: bytes) -> None:
    document = Document(io.BytesIO(content))
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert normal.font.size.pt == 14
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "vi-VN"
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.title.startswith("Kế hoạch số 06/KH-PNV")


def test_page_number_field_is_centred_in_the_header(content: bytes) -> None:
    section = Document(io.BytesIO(content)).sections[0]
    paragraph = section.header.paragraphs[0]
    assert [node.text for node in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert (paragraph.alignment, paragraph.runs[0].font.size.pt) == (1, 14)
    assert section.first_page_header.paragraphs[0].text == ""


def test_letterhead_is_a_table_without_borders(content: bytes) -> None:
    table = Document(io.BytesIO(content)).tables[0]
    assert [round(column.width.mm) for column in table.columns] == [65, 100]
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is None
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_headings_and_the_last_paragraph_stay_with_what_follows(content: bytes) -> None:
    paragraphs = {p.text: p for p in Document(io.BytesIO(content)).paragraphs}
    kept = ("Phần I", "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "Điều 1. Phạm vi điều chỉnh", FULL.body.closing[0])
    assert [paragraphs[text].paragraph_format.keep_with_next for text in kept] == [True] * len(kept)
    end = Document(io.BytesIO(content)).tables[1]
    assert end.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_tables_repeat_their_heading(content: bytes) -> None:
    table = Document(io.BytesIO(content)).tables[2]
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert headers == [True] + [False] * 60
    assert [cell.text for cell in table.rows[60].cells][:2] == ["60", "Nguyễn Thị Ánh 60"]


def test_table_properties_are_in_the_order_of_the_schema(content: bytes) -> None:
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in Document(io.BytesIO(content)).tables:
        found = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        assert found == sorted(found, key=order.index)


def test_the_code_is_a_picture_of_20_mm(content: bytes, renderer: Renderer) -> None:
    shapes = Document(io.BytesIO(content)).inline_shapes
    assert [_mm(shape.width, shape.height) for shape in shapes] == [(20, 20)]
    assert len(Document(io.BytesIO(renderer.render(DRAFT, "docx"))).inline_shapes) == 0


def test_bytes_are_equal_in_two_processes() -> None:
    papers = [FULL, DRAFT, *map(sample, SAMPLE_NAMES)]
    with Renderer() as one, Renderer() as other:
        first = [one.render(paper, "docx") for paper in papers]
        second = [other.render(paper, "docx") for paper in reversed(papers)][::-1]
    assert first == second


def test_the_package_has_no_dates_of_its_own(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None


def test_unprintable_characters_do_no_harm(renderer: Renderer) -> None:
    paper = replace(
        FULL, summary="Một\x00\x0b\x1f hai", body=Body(("Ba\x07 bốn",), (Item("table", rows=(("\x02năm",),)),))
    )
    texts = [p.text for p in Document(io.BytesIO(renderer.render(paper, "docx"))).paragraphs]
    assert [text in texts for text in ("Một hai", "Ba bốn")] == [True, True]


def test_a_list_of_a_thousand_rows_is_quick(renderer: Renderer) -> None:
    rows = tuple((str(n), "Nguyễn Thị Ánh", "Phòng Nội vụ", "Lao động tiên tiến", "") for n in range(1_001))
    paper = replace(FULL, body=Body((), (Item("table", rows=rows),)))
    assert len(Document(io.BytesIO(renderer.render(paper, "docx"))).tables[1]._tbl.tr_lst) == 1_001


@pytest.fixture(scope="module")
def converted(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    """Several papers as LibreOffice lays them out; one start of LibreOffice for all."""
    folder = tmp_path_factory.mktemp("word")
    papers = {"full": FULL, "draft": DRAFT, **{name: sample(name) for name in SAMPLE_NAMES}}
    papers |= {f"paragraphs-{count}": of_paragraphs(count) for count in range(6, 12)}
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(renderer.render(paper, "docx"))
    convert(folder)
    return {name: Pages((folder / f"{name}.pdf").read_bytes()) for name in papers}


def convert(folder: Path, *kinds: str) -> None:
    """All Word files (or those ``kinds``) of the folder to PDF, with a LibreOffice profile and one font of our own.

    Word has Times New Roman; what a test machine has in its place is chance.
    """
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is required and not there"
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder=FONT_FOLDER, cache=folder / "fonts"), "utf-8")
    for kind in kinds or ("*.docx",):
        files = [str(path) for path in sorted(folder.glob(kind))]
        # Of more than two hundred files on one line LibreOffice leaves the last one out.
        for start in range(0, len(files), 100):
            subprocess.run(
                [*command, "--outdir", str(folder), *files[start : start + 100]],
                check=True, capture_output=True, timeout=180, env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            )  # fmt: skip


@soffice
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.rule}")
def test_component_of_the_converted_file(converted: dict[str, Pages], row: Row) -> None:
    spot = converted["full"].find(row.text)
    assert {row.sizes[0] <= size <= row.sizes[1] for size in spot.sizes} == {True}
    assert (spot.bold, spot.italic, spot.upright) == (row.bold, row.italic, not row.italic)
    assert spot.is_one_line
    if row.centre is not None:
        assert spot.centre == pytest.approx(row.centre, abs=1)


@soffice
def test_converted_pages_have_the_size_margins_and_numbers(converted: dict[str, Pages]) -> None:
    pages = converted[SAMPLE_NAMES[0]]
    assert [pages.number(page) for page in range(len(pages))] == ["", *map(str, range(2, len(pages) + 1))]
    assert pages.number_spot(1).centre == pytest.approx(MIDDLE, abs=1)
    for page, (width, height) in enumerate(pages.sizes):
        assert (width, height) == (pytest.approx(210, abs=0.2), pytest.approx(297, abs=0.2))
        assert min(char["x0"] for char in pages.chars(page)) * 25.4 / 72 >= 30 - 0.3
        assert max(char["x1"] for char in pages.chars(page)) * 25.4 / 72 <= 195 + 0.5


@soffice
def test_converted_rules(converted: dict[str, Pages]) -> None:
    pages = converted["full"]
    motto = pages.find("Độc lập - Tự do - Hạnh phúc")
    left, right = pages.rule_under(motto)
    assert right - left == pytest.approx(motto.width, abs=1)
    for text in ("PHÒNG NỘI VỤ", "Phát động phong trào thi đua yêu nước năm 2024"):
        line = pages.find(text)
        left, right = pages.rule_under(line)
        assert 1 / 3 <= (right - left) / line.width <= 1 / 2


@soffice
@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_converted_sample_has_every_sentence_once_and_in_order(converted: dict[str, Pages], name: str) -> None:
    printed = converted[name].text()
    assert printed[printed.index("Số:") :] == squeezed(source(name).replace("*", "").replace("#", ""))


@soffice
def test_converted_draft_is_marked(converted: dict[str, Pages]) -> None:
    mark, kind = converted["draft"].find("DỰ THẢO"), converted["draft"].find("KẾ HOẠCH")
    assert mark.bottom <= kind.top


@soffice
@pytest.mark.parametrize("count", range(6, 12))
def test_converted_end_stays_together(converted: dict[str, Pages], count: int) -> None:
    pages = converted[f"paragraphs-{count}"]
    texts = ("Nơi nhận:", "- Đơn vị số 11.", "TL. CHỦ TỊCH", "Nguyễn Hoàng Phương", "thực hiện./.")
    assert {pages.find(text).page for text in texts} == {len(pages) - 1}


def _mm(*lengths: Mm) -> tuple[int, ...]:
    return tuple(round(length.mm) for length in lengths)
