"""Where a user is logged in: device, address, since when, last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from organizations.models import User

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("CriOS", "Chrome"),
             ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), 
            ("Mac OS", "máy Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One session that runs; ``pk`` is that of its ``UserSession``."""

    pk: int
    device: str
    address: str
    since: datetime
    last_seen: datetime
    is_current: bool


def open_sessions(user: User, current_key: str | None) -> list[OpenSession]:
    """The user's running sessions, the present one first, then the last seen; two queries.

    While a session is used its end is moved on once a minute: it tells, to the minute, when it was seen last.
    """
    rows = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    running = Session.objects.filter(session_key__in=list(rows), expire_date__gt=timezone.now())
    ends = dict(running.values_list("session_key", "expire_date"))
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    found = [
        OpenSession(row.pk, device_name(row.user_agent), row.ip, row.created_at, ends[key] - idle, key == current_key)
        for key, row in rows.items()
        if key in ends
    ]
    return sorted(found, key=lambda one: (one.is_current, one.last_seen), reverse=True)


def device_name(user_agent: str) -> str:
    """Browser and system in a user's words, from what the browser says of itself."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " trên ".join(part for part in (browser, system) if part) or "Thiết bị không rõ"
