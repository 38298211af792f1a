"""Messages that can be read again: what a page said after a click stays in the session for a while."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest
from django.utils import timezone

KEPT = 8
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
    """The messages before those that the present page shows, newest first: time, level and text."""
    shown = len(get_messages(request))
    earlier = request.session.get(_KEY, [])[shown:]
    return [{"at": at, "level": level, "text": text} for at, level, text in earlier]
