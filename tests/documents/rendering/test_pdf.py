"""The PDF as a file: metadata, tags, fonts, the same bytes in every process."""

from __future__ import annotations

import io
import os
import unicodedata
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from documents.rendering.pdf import paper_pdf
from documents.rendering.sandbox import Renderer
from documents.text.tree import Body
from tests.documents.rendering.papers import FULL, SAMPLE_NAMES, sample


@pytest.fixture(scope="module")
def content(renderer: Renderer) -> bytes:
    return renderer.render(FULL, "pdf")


def test_metadata(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo.Title) == "Kế hoạch số 06/KH-PNV: Phát động phong trào thi đua yêu nước năm 2024"
        assert str(pdf.docinfo.Author) == "Phòng Nội vụ"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert sorted(set(pdf.docinfo.keys()) & {"/CreationDate", "/ModDate"}) == []
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"


def test_tagged(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        found = [str(node.S) for node in _structure(pdf.Root.StructTreeRoot) if "/S" in node]
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
    assert found.count("/H1") == 1


def test_the_code_has_words_for_who_cannot_see_it(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        figures = [node for node in _structure(pdf.Root.StructTreeRoot) if str(node.get("/S")) == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Mã QR để kiểm tra văn bản"]


def test_only_our_fonts_and_all_embedded_with_their_letters(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [font for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) for font in [obj] if _is_font(font)]
        assert {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts} == {"Tinos"}
        assert all("/ToUnicode" in font for font in fonts)
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_nothing_is_embedded_and_nothing_runs(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert dict(pdf.attachments) == {}
        assert [key for key in ("/OpenAction", "/AA", "/AcroForm") if key in pdf.Root] == []
        assert [page for page in pdf.pages if "/Annots" in page] == []


def test_bytes_are_equal_in_two_processes() -> None:
    papers = [FULL, replace(FULL, draft=True), *map(sample, SAMPLE_NAMES)]
    with Renderer() as one, Renderer() as other:
        first = [one.render(paper, "pdf") for paper in papers]
        # In another order: nothing that an earlier paper left in memory may show.
        second = [other.render(paper, "pdf") for paper in reversed(papers)][::-1]
    assert [len(content) for content in first] == [len(content) for content in second]
    assert first == second


def test_bytes_are_equal_under_another_environment(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    for name, value in {"TZ": "America/New_York", "LANG": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "0", "HOME": "/"}.items():
        monkeypatch.setitem(os.environ, name, value)
    with Renderer() as other:
        assert other.render(FULL, "pdf") == content


def test_letters_that_the_fonts_lack_do_no_harm(renderer: Renderer) -> None:
    paper = replace(FULL, body=Body(("Trước 汉字 😀 \u0000 \u000b \u202e ﷺ sau.",)))
    text = pypdfium2.PdfDocument(renderer.render(paper, "pdf"))[0].get_textpage().get_text_bounded()
    assert [word in text for word in ("Trước", "sau.")] == [True, True]


def test_text_typed_apart_from_its_marks_is_printed(renderer: Renderer) -> None:
    """NFD text reaches the page too; what we store is NFC."""
    paper = replace(FULL, body=Body((unicodedata.normalize("NFD", "Thực hiện nhiệm vụ"),)))
    text = pypdfium2.PdfDocument(renderer.render(paper, "pdf"))[0].get_textpage().get_text_bounded()
    assert "Thực hiện nhiệm vụ" in unicodedata.normalize("NFC", text)


def test_an_address_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="data"):
        paper_pdf(replace(FULL, verify_url="https://example.vn/" + "x" * 5000))


def _structure(node: pikepdf.Object) -> list[pikepdf.Object]:
    """All dictionaries of the structure tree."""
    found, rest = [], [node]
    while rest:
        current = rest.pop()
        if isinstance(current, pikepdf.Array):
            rest.extend(current)
        elif isinstance(current, pikepdf.Dictionary):
            found.append(current)
            rest.extend([current.K] if "/K" in current else [])
    return found


def _is_font(obj: pikepdf.Dictionary) -> bool:
    return str(obj.get("/Type")) == "/Font" and str(obj.get("/Subtype")) == "/Type0"
