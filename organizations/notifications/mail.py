"""Notices by e-mail: at once, or once a day together, as each user chose.

The notice's row is the queue. ``send_due`` may run in any number of workers, by the clock and when woken up: who gets
the lease sends, and sets ``emailed_at`` once the mail server has the mail. When it refuses, the lease is given back and
the next run tries again. A worker that dies lets its lease run out and another one sends: between sending and setting
``emailed_at`` that makes a second mail, never none.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import groupby

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import timezone

from organizations.models import Notice, NoticePreference, User
from organizations.models.notice import NoticeQuerySet

MAIL_TASK = "organizations.send_mail"
DIGEST_AT = time(7, 30)  # Vietnam time
# Older ones say nothing new: a mail server that was away for a month sends no flood when it is back.
AT_ONCE_FOR, DIGEST_FOR = timedelta(days=3), timedelta(days=7)
LATE = timedelta(hours=1)
# One mail takes seconds (EMAIL_TIMEOUT for each answer of the server).
LEASE = timedelta(minutes=10)
MOST_AT_ONCE = 200  # mails in one run; the next run goes on
SHOWN = 30
# Seconds: who saved something must not wait for a broker that hangs.
_BROKER_LIMITS = {"socket_connect_timeout": 0.8, "socket_timeout": 0.8, "max_retries": 0}
_THIS_MAIL_ALONE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)

_log = logging.getLogger(__name__)


def wake() -> None:
    """Tells a Celery worker that mail waits; embedded workers look by themselves. Never raises."""
    if not settings.REDIS_URL:
        return
    try:
        with current_app.connection_for_write(settings.REDIS_URL, transport_options=_BROKER_LIMITS) as connection:
            current_app.send_task(MAIL_TASK, connection=connection, retry=False)
    except Exception as error:  # whatever the broker's client raises, what was saved must not become an error page
        _log.warning("broker unreachable; mail waits for the clock: %s", error)


def send_due(now: datetime | None = None) -> int:
    """Sends what is due: mails that were asked for at once, and digests of what was told before the last 7:30.

    Returns:
        How many mails went out. A mail server that cannot be reached ends the run; one refused address does not.
    """
    now = now or timezone.now()
    batches = [*_batches(due_at_once(now), together=False), *_batches(due_in_digest(now), together=True)]
    if not batches:
        return 0
    sent = 0
    connection = get_connection()
    try:
        connection.open()
        for user, notices, is_digest in batches[:MOST_AT_ONCE]:
            sent += _send(connection, user, notices, is_digest)
    except OSError as error:
        _log.warning("the mail server could not be reached, mail waits: %s", error)
    finally:
        _close(connection)
    return sent


def due_at_once(now: datetime) -> NoticeQuerySet:
    """Notices that their readers want by e-mail at once and that did not go out yet."""
    return _due(now - AT_ONCE_FOR).filter(Exists(_choices(NoticePreference.Channel.MAIL)))


def due_in_digest(now: datetime) -> NoticeQuerySet:
    """Notices for the daily digest, told before the last half past seven; who chose nothing gets the digest."""
    other = NoticePreference.objects.filter(user=OuterRef("user"), kind=OuterRef("kind")).exclude(
        channel=NoticePreference.Channel.DIGEST
    )
    return _due(now - DIGEST_FOR).filter(~Exists(other), created_at__lt=last_digest_time(now))


def last_digest_time(now: datetime) -> datetime:
    """The latest 7:30 in Vietnam that is past."""
    here = timezone.localtime(now)
    today = timezone.make_aware(datetime.combine(here.date(), DIGEST_AT))
    return today if today <= here else today - timedelta(days=1)


def waiting_too_long(now: datetime) -> int:
    """How many notices should have gone out by e-mail more than an hour ago: the mail server refuses them."""
    at_once = due_at_once(now).filter(created_at__lt=now - LATE).count()
    return at_once + (due_in_digest(now).count() if now - last_digest_time(now) > LATE else 0)


def claim(notices: Iterable[Notice]) -> list[Notice]:
    """Those of the notices that this worker may send: of any number of workers that ask at once one gets each.

    What a worker got and did not send is free again when its lease is over, by the database's clock.
    """
    free = Q(mail_lease_until__isnull=True) | Q(mail_lease_until__lt=Now())
    with transaction.atomic():
        return [
            notice
            for notice in notices
            if Notice.objects.filter(free, pk=notice.pk, emailed_at__isnull=True).update(mail_lease_until=_lease())
        ]


def _lease() -> Combinable:
    return Now() + LEASE


def _due(since: datetime) -> NoticeQuerySet:
    return (
        Notice.objects.unread()
        .filter(emailed_at__isnull=True, created_at__gte=since, user__is_active=True)
        .exclude(user__email="")
        .select_related("user__person")
        .order_by("user_id", "pk")
    )


def _choices(channel: str) -> QuerySet[NoticePreference]:
    return NoticePreference.objects.filter(user=OuterRef("user"), kind=OuterRef("kind"), channel=channel)


def _batches(notices: NoticeQuerySet, *, together: bool) -> list[tuple[User, list[Notice], bool]]:
    """What goes into one mail: a user's notices together, or each alone."""
    found: list[tuple[User, list[Notice], bool]] = []
    for _, group in groupby(notices, key=lambda notice: notice.user_id):
        own = list(group)
        found.extend([(own[0].user, own, True)] if together else [(one.user, [one], False) for one in own])
    return found


def _send(connection: BaseEmailBackend, user: User, notices: list[Notice], is_digest: bool) -> int:
    """Claims and sends one mail; 0 when another worker has it or the server refuses this very mail."""
    claimed = claim(notices)
    if not claimed:
        return 0
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in claimed])
    try:
        message(user, claimed, is_digest, connection).send()
    except Exception as error:
        rows.update(mail_lease_until=None)
        if isinstance(error, OSError) and not isinstance(error, _THIS_MAIL_ALONE):
            raise
        _log.warning("mail to user %d was refused: %s", user.pk, error)
        return 0
    rows.update(emailed_at=timezone.now(), mail_lease_until=None)
    return 1


def message(
    user: User, notices: list[Notice], is_digest: bool, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """The mail: plain text and simple HTML, with titles and links to this site, nothing else."""
    facts = {
        "user": user,
        "notices": [(notice.text, f"{settings.PUBLIC_URL}{notice.address}") for notice in notices[:SHOWN]],
        "more": max(len(notices) - SHOWN, 0),
        "is_digest": is_digest,
        "all_address": f"{settings.PUBLIC_URL}/thong-bao/",
        "choice_address": f"{settings.PUBLIC_URL}/thong-bao/cach-nhan/",
    }
    subject = f"{len(notices)} thông báo chưa đọc" if is_digest else " ".join(notices[0].text.split())[:150]
    mail = EmailMultiAlternatives(
        f"[Thi đua – Khen thưởng] {subject}",
        render_to_string("emails/notices.txt", facts),
        to=[user.email],
        connection=connection,
    )
    mail.attach_alternative(render_to_string("emails/notices.html", facts), "text/html")
    return mail


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        _log.warning("the mail server hung up: %s", error)
