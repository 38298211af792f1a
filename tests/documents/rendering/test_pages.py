"""The look of the pages: each is compared with the picture that a person approved.

After a wanted change of the layout look at the new pages, approve them and commit the pictures:

    APPROVE_PAGES=1 .venv/bin/python -m pytest tests/documents/rendering/test_pages.py
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy
import pypdfium2
import pytest
from PIL import Image

from documents.rendering.paper import Paper
from documents.rendering.sandbox import Renderer
from tests.documents.rendering.layout_papers import PAPERS as LAYOUTS
from tests.documents.rendering.papers import DRAFT, FULL, LONG, SAMPLE_NAMES, sample

APPROVED = Path(__file__).parent / "approved"
DPI = 60
# Letters are drawn alike everywhere; edges of grey differ a little between builds of the rasteriser.
DARKER_BY = 96
MOST_PIXELS = 0.002

PAPERS = {"full": FULL, "draft": DRAFT, "long": LONG, **{name: sample(name) for name in SAMPLE_NAMES}}
PAPERS |= LAYOUTS


@pytest.mark.parametrize("name", PAPERS)
def test_pages_look_as_approved(renderer: Renderer, name: str) -> None:
    pages = pictures(renderer, PAPERS[name])
    if os.environ.get("APPROVE_PAGES") == "1":
        approve(name, pages)
    files = sorted(APPROVED.glob(f"{name}-[0-9]*.png"))
    assert len(pages) == len(files)
    for page, file in zip(pages, files, strict=True):
        assert difference(page, Image.open(file).convert("L")) <= MOST_PIXELS, file.name


def test_a_line_moved_by_a_millimetre_is_seen(renderer: Renderer) -> None:
    """The comparison is not blind: the same page, its lower half 1 mm lower."""
    page = pictures(renderer, FULL)[0]
    pixels = numpy.asarray(page)
    half = pixels.shape[0] // 3
    moved = numpy.concatenate([pixels[:half], pixels[half : half + 2], pixels[half:-2]])
    assert difference(page, Image.fromarray(moved)) > 2 * MOST_PIXELS


def pictures(renderer: Renderer, paper: Paper) -> list[Image.Image]:
    """The pages in grey at 60 dots per inch."""
    document = pypdfium2.PdfDocument(renderer.render(paper, "pdf"))
    return [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]


def difference(page: Image.Image, approved: Image.Image) -> float:
    """Share of the pixels that differ clearly."""
    assert page.size == approved.size
    apart = numpy.abs(numpy.asarray(page, dtype=int) - numpy.asarray(approved, dtype=int))
    return float((apart > DARKER_BY).mean())


def approve(name: str, pages: list[Image.Image]) -> None:
    """Make these pages the approved ones."""
    APPROVED.mkdir(exist_ok=True)
    for old in APPROVED.glob(f"{name}-[0-9]*.png"):
        old.unlink()
    for number, page in enumerate(pages, start=1):
        page.quantize(16).save(APPROVED / f"{name}-{number}.png", optimize=True)
