"""The QR code that opens the public page on which a paper is verified."""

from __future__ import annotations

import io

import segno


def qr_svg(url: str) -> bytes:
    """The code as SVG, with the quiet zone of four modules. Raises ValueError when the address is too long."""
    return _image(url, "svg", scale=1, xmldecl=False)


def qr_png(url: str) -> bytes:
    """The code as a PNG of 8 pixels a module. Raises ValueError when the address is too long."""
    return _image(url, "png", scale=8)


def _image(url: str, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    # Error level M still reads from a photocopy.
    segno.make(url, error="m", micro=False).save(buffer, kind=kind, border=4, **options)
    return buffer.getvalue()
