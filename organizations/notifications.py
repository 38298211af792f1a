"""Telling users something: one row per user, once per ``key``; how it reaches them is each user's choice."""

from __future__ import annotations

from collections.abc import Iterable

from organizations.models import Notice, NoticePreference, User


def notify(*, users: Iterable[User], kind: str, text: str, address: str = "", key: str) -> None:
    """Tells each active user one thing, at most once.

    Call it in the transaction of what it is about.

    Args:
        users: who is told; ``kind``: a ``Notice.Kind``; ``text``: the sentence; ``address``: page on this site;
        ``key``: what makes two notices the same ("role-request:12:asked").
    """
    wanted = {user.pk: user for user in users if user.is_active}
    silent = set(
        NoticePreference.objects.filter(user__in=wanted, kind=kind, channel=NoticePreference.Channel.NONE).values_list(
            "user_id", flat=True
        )
    )
    Notice.objects.bulk_create(
        [
            Notice(user=user, kind=kind, text=text[:500], address=address[:200], key=key[:120])
            for pk, user in wanted.items()
            if pk not in silent
        ],
        ignore_conflicts=True,
    )
