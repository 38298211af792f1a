"""Telling users something: one row per user, once per ``key``; how it reaches them is each user's choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from organizations.models import Notice, NoticePreference, RoleAssignment, User
from organizations.models.period import in_force
from organizations.notifications import mail

Channel = NoticePreference.Channel


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence for one user; see ``notify`` for the fields."""

    user: User
    text: str
    address: str
    key: str


def notify(*, users: Iterable[User], kind: str, text: str, address: str = "", key: str) -> None:
    """Tells each active user one thing, at most once.

    Call it in the transaction of what it is about.

    Args:
        users: who is told; ``kind``: a ``Notice.Kind``; ``text``: the sentence (it may go out by e-mail: a title,
        nothing confidential); ``address``: page on this site; ``key``: what makes two notices the same
        ("role-request:12:asked").
    """
    notify_each(kind=kind, told=[Told(user, text, address, key) for user in users])


def notify_each(*, kind: str, told: Iterable[Told]) -> None:
    """Tells users different things of one kind, in three queries for any number of them."""
    wanted = [one for one in told if one.user.is_active]
    chosen = dict(
        NoticePreference.objects.filter(user__in={one.user.pk for one in wanted}, kind=kind).values_list(
            "user_id", "channel"
        )
    )
    rows = [one for one in wanted if chosen.get(one.user.pk) != Channel.NONE]
    Notice.objects.bulk_create(
        [
            Notice(user=one.user, kind=kind, text=one.text[:500], address=one.address[:200], key=one.key[:120])
            for one in rows
        ],
        ignore_conflicts=True,
    )
    if any(chosen.get(one.user.pk) == Channel.MAIL and one.user.email for one in rows):
        transaction.on_commit(mail.wake, robust=True)


def settle(*, key_prefix: str, keep: str = "") -> None:
    """Marks what was told under these keys as read, but for ``keep``: it was done, or newer news replaces it."""
    told = Notice.objects.filter(key__startswith=key_prefix, read_at__isnull=True)
    told.exclude(key=keep).update(read_at=timezone.now())


def holders(roles: Iterable[str], units: Iterable[int]) -> dict[int, list[User]]:
    """Active users who hold one of the roles today, by unit id; each once in a unit."""
    today = timezone.localdate()
    held = (
        RoleAssignment.objects.as_of(today)
        .filter(in_force(today, "unit__"), role__in=list(roles), unit__in=list(units), user__is_active=True)
        .select_related("user__person")
        .order_by("pk")
    )
    found: dict[int, dict[int, User]] = {}
    for assignment in held:
        found.setdefault(assignment.unit_id, {})[assignment.user_id] = assignment.user
    return {unit: list(users.values()) for unit, users in found.items()}
