"""The process that renders: ``python -m documents.rendering.child LIMITS``, spoken to by ``sandbox.Renderer``."""

from __future__ import annotations

import json
from pathlib import Path

from documents.rendering.board import Board
from documents.rendering.checks import printable
from documents.rendering.metrics import FONT_FOLDER
from documents.rendering.paper import Paper
from documents.sandbox.serving import only_reading, serve

_PROJECT = Path(__file__).resolve().parents[2]
refuse = only_reading(
    [FONT_FOLDER, _PROJECT / "documents", _PROJECT / "static" / "css", _PROJECT / "templates" / "documents"]
)


def render(request: bytes) -> bytes:
    """The file for a request of ``sandbox.Renderer``."""
    wanted: dict[str, str] = json.loads(request)
    if "board" in wanted:
        from documents.rendering.board_pdf import board_pdf  # few children ever print one

        return board_pdf(printable(Board.from_json(wanted["board"])))
    paper = printable(Paper.from_json(wanted["paper"]))
    if wanted["format"] == "docx":
        from documents.rendering.word import paper_docx  # half of the children never print Word

        return paper_docx(paper)
    from documents.rendering.pdf import paper_pdf

    return paper_pdf(paper)


def warm_up() -> None:
    """Load the libraries, fonts and style sheets."""
    from documents.rendering.pdf import paper_pdf

    paper_pdf(Paper(kind="Kế hoạch", authority="Ủy ban nhân dân", verify_url="https://example.vn/"))


if __name__ == "__main__":
    serve(render, warm_up=warm_up, refuse=refuse)
