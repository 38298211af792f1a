"""What the editor pastes: HTML or plain text in, lines with levels out."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from documents.text.blocks import blocks
from documents.text.pasted import TooMuch, pasted_body

# As much as static/js/editor/paste.js sends.
MOST_LETTERS = 2_000_000


@require_POST
def paste_clean(request: HttpRequest) -> JsonResponse:
    """The blocks of pasted ``html``, or of ``text`` where there is none. Nothing is kept."""
    html, text = request.POST.get("html", ""), request.POST.get("text", "")
    if max(len(html), len(text)) > MOST_LETTERS:
        return JsonResponse({"error": "Đoạn dán quá dài. Hãy dán từng phần."}, status=413)
    try:
        return JsonResponse({"blocks": blocks(pasted_body(html, text))})
    except TooMuch:
        return JsonResponse({"error": "Đoạn dán có quá nhiều dòng. Hãy dán từng phần."}, status=413)
