"""A paper as PDF: tagged (PDF/UA-1), in Vietnamese, the same bytes in every process."""

from __future__ import annotations

import gc
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from documents.rendering.markup import TEMPLATE_FOLDER, paper_html
from documents.rendering.metrics import FONT_FOLDER
from documents.rendering.paper import Paper
from documents.rendering.qr import qr_png

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

STYLE_SHEETS = (Path(__file__).resolve().parents[2] / "static" / "css" / "paper.css", TEMPLATE_FOLDER / "page.css")
VARIANT = "pdf/ua-1"
QR_NAME = "qr.png"


@dataclass(frozen=True)
class Engine:
    """What is made once per process: it takes as long as two plans."""

    html: Any
    page: Any
    fetcher: Any
    fonts: FontConfiguration
    styles: list[CSS]


@cache
def engine() -> Engine:
    """WeasyPrint with our fonts and style sheets, loaded at the first call.

    It reads the folder of fonts from FONTCONFIG_FILE, so the first call decides the fonts of the process.
    """
    os.environ["FONTCONFIG_FILE"] = str(FONT_FOLDER / "fonts.conf")
    import pydyf
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from documents.rendering.fetcher import AssetFetcher
    from documents.rendering.page import Page

    # pydyf compresses at level 9: twice the time of level 6 for 1 % of the size. It offers no setting.
    pydyf.zlib = SimpleNamespace(compressobj=lambda level: zlib.compressobj(min(level, 6)))
    fonts = FontConfiguration()
    fetcher = AssetFetcher({})
    styles = [CSS(string=path.read_text("utf-8"), font_config=fonts, url_fetcher=fetcher) for path in STYLE_SHEETS]
    return Engine(HTML, Page, AssetFetcher, fonts, styles)


def paper_pdf(paper: Paper) -> bytes:
    """The paper as PDF.

    Raises:
        RecursionError: the body is nested too deep; ValueError: ``verify_url`` is too long for a QR code.
    """
    made = engine()
    assets = {QR_NAME: ("image/png", qr_png(paper.verify_url, scale=4))} if paper.verify_url else {}
    source = paper_html(paper, qr_source=f"asset:{QR_NAME}" if assets else "")
    with no_garbage_collection():
        return _lay_out(made, source, made.fetcher(assets))


def _lay_out(made: Engine, source: str, fetcher: Any) -> bytes:
    """A function of its own: the boxes are gone when it returns, before anything looks for garbage among them."""
    document = made.page(source, fetcher)
    return document.write_pdf(stylesheets=made.styles, font_config=made.fonts, pdf_variant=VARIANT)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """A layout makes many objects and few circles: collecting in the middle of a long list is wasted."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
