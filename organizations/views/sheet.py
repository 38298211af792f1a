"""Sending a workbook."""

from __future__ import annotations

from django.http import HttpResponse

from organizations.sheets import MEDIA_TYPE


def sheet_response(data: bytes, name: str) -> HttpResponse:
    """The workbook as a file to save; ``name`` is plain ASCII."""
    return HttpResponse(
        data, content_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
