"""Which layout printed a paper: it changes whenever the layout may have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# Everything that a page or a Word file is made from.
SOURCES = (
    "documents/rendering/balance.py",
    "documents/rendering/body.py",
    "documents/rendering/columns.py",
    "documents/rendering/layouts.py",
    "documents/rendering/lines.py",
    "documents/rendering/markup.py",
    "documents/rendering/metrics.py",
    "documents/rendering/ooxml.py",
    "documents/rendering/page.py",
    "documents/rendering/pdf.py",
    "documents/rendering/qr.py",
    "documents/rendering/word.py",
    "documents/rendering/word_body.py",
    "documents/text/inline.py",
    "documents/text/markers.py",
    "static/css/paper.css",
    "static/fonts/Tinos-Bold.ttf",
    "static/fonts/Tinos-BoldItalic.ttf",
    "static/fonts/Tinos-Italic.ttf",
    "static/fonts/Tinos-Regular.ttf",
    "static/fonts/fonts.conf",
    "templates/documents/page.css",
    "templates/documents/paper.html",
    "templates/documents/paper_fragment.html",
)
# The same for a board.
BOARD_SOURCES = (
    "documents/rendering/board.py",
    "documents/rendering/board_pdf.py",
    "documents/rendering/page.py",
    "documents/rendering/pdf.py",
    "static/fonts/Tinos-Bold.ttf",
    "static/fonts/Tinos-Regular.ttf",
    "static/fonts/fonts.conf",
    "templates/documents/board.css",
    "templates/documents/board.html",
)
LIBRARIES = ("weasyprint", "pydyf", "python-docx", "segno")


def template_version(root: Path = PROJECT, sources: Sequence[str] = SOURCES) -> str:
    """Sixteen hexadecimal digits over the sources under ``root`` and the versions of the libraries."""
    digest = hashlib.sha256()
    for name in sources:
        digest.update(f"{name}\n".encode() + (root / name).read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name}={version(name)}\n".encode())
    return digest.hexdigest()[:16]


TEMPLATE_VERSION = template_version()
BOARD_VERSION = template_version(sources=BOARD_SOURCES)
