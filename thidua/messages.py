"""Messages that can be read again: what a page said after a click stays in the session for a while."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

KEPT = 20
_KEY = "tin_vua_roi"


class RememberingStorage(SessionStorage):
    """Keeps the last messages of the session beside those still to be shown."""

    def add(self, level: int, message: Any, extra_tags: str | None = "") -> None:
        """Queues a message, and remembers it with its time."""
        super().add(level, message, extra_tags or "")
        if message:
            entry = [timezone.localtime().strftime("%H:%M"), level, str(message)[:500]]
            session = self.request.session
            session[_KEY] = [entry, *session.get(_KEY, [])][:KEPT]


def remembered(request: HttpRequest) -> list[dict[str, Any]]:
    """The last messages, newest first: time, level (as in django.contrib.messages) and text."""
    return [{"at": at, "level": level, "text": text} for at, level, text in request.session.get(_KEY, [])]


@require_safe
def recent_messages(request: HttpRequest) -> HttpResponse:
    """Tin vừa rồi: what the program said since the user signed in."""
    return render(request, "recent_messages.html", {"recent_messages": remembered(request)})
