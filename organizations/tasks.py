"""Work that actions hand off, as Celery workers run it; embedded workers call the same functions by the clock."""

from __future__ import annotations

from celery import shared_task

from organizations.notifications import mail


@shared_task(name=mail.MAIL_TASK)
def send_mail() -> None:
    """Every minute, and when somebody wants mail at once: notices that are due by e-mail."""
    mail.send_due()
