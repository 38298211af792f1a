"""Our own files of each layout, read by the program's reader: what was printed comes back."""

from __future__ import annotations

from dataclasses import fields, replace

import pypdfium2
import pytest

from documents.rendering import lines
from documents.rendering.from_reading import paper_from
from documents.rendering.paper import Paper
from documents.rendering.sandbox import Renderer
from documents.text.reader import read_file, read_text
from documents.text.tree import Signature
from tests.documents.rendering.layout_papers import MINUTES, PAPERS

# A wrapped line of a PDF may begin a paragraph of its own; the body's words are compared, not its breaks.
COMPARED = [field.name for field in fields(Paper) if field.name not in ("body", "verify_url")]


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_comes_back_whole(renderer: Renderer, name: str) -> None:
    paper = replace(PAPERS[name], verify_url="")
    assert as_printed(paper_from(read_file("a.docx", renderer.render(paper, "docx")))) == as_printed(paper)


@pytest.mark.parametrize("name", PAPERS)
def test_the_text_of_a_pdf_comes_back_whole(renderer: Renderer, name: str) -> None:
    paper = replace(PAPERS[name], verify_url="")
    assert as_printed(paper_from(read_text(text_of(renderer.render(paper, "pdf"))))) == as_printed(paper)


@pytest.mark.parametrize("name", PAPERS)
def test_the_mark_of_a_draft_is_no_part_of_the_text(renderer: Renderer, name: str) -> None:
    paper = replace(PAPERS[name], verify_url="", draft=True)
    for reading in (
        read_file("a.docx", renderer.render(paper, "docx")),
        read_text(text_of(renderer.render(paper, "pdf"))),
    ):
        assert as_printed(paper_from(reading)) == as_printed(replace(paper, draft=False))


def test_signatures_of_minutes_in_rows() -> None:
    """A conversion that reads both offices before both names."""
    text = "BIÊN BẢN\nHọp\nNội dung./.\nTHƯ KÝ\nCHỦ TỌA\nLê Thị Hoa\nNguyễn Hoàng Phương\nNơi nhận:\n- Lưu: VT."
    found = read_text(text)
    assert (found.second_signature, found.signature) == (
        Signature(title="THƯ KÝ", name="Lê Thị Hoa"),
        Signature(title="CHỦ TỌA", name="Nguyễn Hoàng Phương"),
    )
    assert found.recipients == ("Lưu: VT",)


def test_json_has_the_parts_of_a_layout_only_where_it_prints_them(renderer: Renderer) -> None:
    minutes = read_file("a.docx", renderer.render(MINUTES, "docx")).as_json()
    assert minutes["second_signature"] == {"on_behalf_of": None, "for": None, "title": "THƯ KÝ", "name": "Lê Thị Hoa"}
    assert {"addressees", "authority_line", "contact_line", "urgency"} & set(minutes) == set()


def as_printed(paper: Paper) -> dict[str, object]:
    """The parts of a paper as its page shows them."""
    found: dict[str, object] = {name: getattr(paper, name) for name in COMPARED}
    second = lines.second_signature(paper)
    return found | {
        "number": lines.number_line(paper),
        "summary": lines.subject(paper) or paper.summary,
        "bases": lines.basis_lines(paper),
        "addressees": lines.addressee_lines(paper),
        "authority_line": paper.authority_line.upper(),
        "recipients": lines.recipient_lines(paper),
        "signature": (lines.signature_lines(paper.signature), paper.signature.name),
        "second_signature": (lines.signature_lines(second), second.name) if second else None,
        "articles": [item.label for item in paper.body.sections],
        "decree": lines.decree(paper)[1],
    }


def text_of(pdf: bytes) -> str:
    """The text layer, page by page."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return "\n".join(pages).replace("\r", "")
