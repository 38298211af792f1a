"""Each layout as a Word file: its runs always, its pages through LibreOffice where that is there."""

from __future__ import annotations

import io
import itertools

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from documents.rendering.sandbox import Renderer
from tests.documents.rendering.component_table import Row
from tests.documents.rendering.layout_papers import BEGINNINGS, DECISION, LETTER, MINUTES, PAPERS
from tests.documents.rendering.layout_table import CASES, IDS
from tests.documents.rendering.reading_back import Pages, squeezed
from tests.documents.rendering.test_word import convert
from tests.services import needs_soffice

soffice = needs_soffice()


@pytest.fixture(scope="module")
def files(renderer: Renderer) -> dict[str, bytes]:
    return {name: renderer.render(paper, "docx") for name, paper in (PAPERS | BEGINNINGS).items()}


@pytest.mark.parametrize(("name", "row"), CASES, ids=IDS)
def test_runs_of_a_component(files: dict[str, bytes], name: str, row: Row) -> None:
    """The runs that print the component: size, bold, italic; centred where the decree says so."""
    for paragraph in paragraphs(files[name]):
        at = squeezed(paragraph.text).find(squeezed(row.text))
        if at >= 0:
            break
    else:
        pytest.fail(f"not in the file: {row.text}")
    runs = list(covering(paragraph, at, at + len(squeezed(row.text))))
    sizes = {(run.font.size or paragraph.style.font.size).pt for run in runs}
    assert {row.sizes[0] <= size <= row.sizes[1] for size in sizes} == {True}
    assert {(bool(run.bold), bool(run.italic)) for run in runs} == {(row.bold, row.italic)}
    if row.centre is not None:
        assert paragraph.alignment == 1


def test_the_stamp_is_a_red_box_of_its_size(files: dict[str, bytes]) -> None:
    cell = Document(io.BytesIO(files["quyet-dinh"])).tables[0].rows[1].cells[0]
    [stamp] = cell.tables
    assert round(stamp.columns[0].width.mm) == 30
    height = stamp.rows[0]._tr.trPr.find(qn("w:trHeight"))
    assert (height.get(qn("w:val")), height.get(qn("w:hRule"))) == (str(round(Mm(8).twips)), "exact")
    [run] = stamp.rows[0].cells[0].paragraphs[0].runs
    assert (run.text, str(run.font.color.rgb), run.font.size.pt) == ("HỎA TỐC", "C80000", 13)
    sides = {side.get(qn("w:color")) for side in stamp._tbl.tblPr.find(qn("w:tblBorders"))}
    assert sides == {"C80000"}


def test_table_properties_are_in_the_order_of_the_schema(files: dict[str, bytes]) -> None:
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for content in files.values():
        for table in Document(io.BytesIO(content)).element.body.iter(qn("w:tblPr")):
            found = [child.tag.rpartition("}")[2] for child in table]
            assert found == sorted(found, key=order.index)


def test_the_foot_of_a_letter_is_the_footer_of_its_first_page(files: dict[str, bytes]) -> None:
    section = Document(io.BytesIO(files["cong-van"])).sections[0]
    [foot] = section.first_page_footer.paragraphs
    assert foot.text == LETTER.contact_line
    assert [side.tag.rpartition("}")[2] for side in foot._p.pPr.find(qn("w:pBdr"))] == ["top"]
    assert [paragraph.text for paragraph in section.footer.paragraphs] == [""]


def test_the_page_number_is_a_field_in_every_layout(files: dict[str, bytes]) -> None:
    for content in files.values():
        header = Document(io.BytesIO(content)).sections[0].header.paragraphs[0]
        assert [node.text for node in header._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_minutes_have_a_table_for_both_signatures(files: dict[str, bytes]) -> None:
    _, signatures, tail = Document(io.BytesIO(files["bien-ban"])).tables
    assert [[p.text for p in cell.paragraphs] for cell in signatures.rows[0].cells] == [
        ["THƯ KÝ", MINUTES.second_signature.name],
        ["CHỦ TỌA", MINUTES.signature.name],
    ]
    assert tail.rows[0].cells[0].paragraphs[0].text == "Nơi nhận:"
    assert tail.rows[0].cells[1].text == ""


def test_the_word_of_decision_stands_in_the_middle(files: dict[str, bytes]) -> None:
    texts = [paragraph.text for paragraph in Document(io.BytesIO(files["quyet-dinh"])).paragraphs]
    assert texts.count("QUYẾT ĐỊNH:") == 1
    assert texts.index("QUYẾT ĐỊNH:") == texts.index("Theo đề nghị của Trưởng phòng Nội vụ.") + 1


def test_bytes_repeat(files: dict[str, bytes], renderer: Renderer) -> None:
    assert renderer.render(DECISION, "docx") == files["quyet-dinh"]
    assert renderer.render(MINUTES, "docx") == files["bien-ban"]


@pytest.fixture(scope="module")
def converted(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    """All papers as LibreOffice lays them out; one start for all."""
    folder = tmp_path_factory.mktemp("word")
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    convert(folder)
    return {name: Pages((folder / f"{name}.pdf").read_bytes()) for name in files}


@soffice
@pytest.mark.parametrize(("name", "row"), CASES, ids=IDS)
def test_component_of_the_converted_file(converted: dict[str, Pages], name: str, row: Row) -> None:
    spot = converted[name].find(row.text)
    assert {row.sizes[0] <= size <= row.sizes[1] for size in spot.sizes} == {True}
    assert (spot.bold, spot.italic, spot.upright) == (row.bold, row.italic, not row.italic)
    if row.centre is not None:
        assert spot.centre == pytest.approx(row.centre, abs=1.2)


@soffice
@pytest.mark.parametrize("code", BEGINNINGS)
def test_beginnings_are_written_whole(converted: dict[str, Pages], code: str) -> None:
    paper, pages = BEGINNINGS[code], converted[code]
    assert pages.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").is_one_line
    texts = [*paper.body.opening, *paper.body.closing, *paper.bases, *(item.title for item in paper.body.sections)]
    shown = pages.text().upper()
    assert [text for text in texts if squeezed(text).upper() not in shown] == []


def paragraphs(content: bytes) -> list[Paragraph]:
    """All paragraphs of the file, also those in tables, in tables of cells and in the foot of the first page."""
    document = Document(io.BytesIO(content))
    body = (Paragraph(node, document) for node in document.element.body.iter(qn("w:p")))
    return [*_with_part(body, document), *document.sections[0].first_page_footer.paragraphs]


def _with_part(found, document):  # type: ignore[no-untyped-def]
    for paragraph in found:
        yield Paragraph(paragraph._p, document._body)


def covering(paragraph: Paragraph, start: int, end: int):  # type: ignore[no-untyped-def]
    """The runs that print the letters from ``start`` to ``end``, spaces not counted."""
    lengths = [len(squeezed(run.text)) for run in paragraph.runs]
    for run, last, length in zip(paragraph.runs, itertools.accumulate(lengths), lengths, strict=True):
        if length and last > start and last - length < end:
            yield run
