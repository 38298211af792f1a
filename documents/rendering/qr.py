"""The QR code that opens the public page on which a paper is verified."""

from __future__ import annotations

import io

import segno


def qr_png(url: str, *, scale: int) -> bytes:
    """The code as a black and white PNG of ``scale`` pixels a module, with the quiet zone of four modules.

    Raises:
        ValueError: the address is too long for a QR code.
    """
    buffer = io.BytesIO()
    # Error level M still reads from a photocopy.
    segno.make(url, error="m", micro=False).save(buffer, kind="png", border=4, scale=scale)
    return buffer.getvalue()
