"""Notices by e-mail: once, as chosen, whatever the mail server and the workers do."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from organizations.models import Notice, NoticePreference, User
from organizations.notifications import mail, notify
from tests.cast import Cast
from tests.threads import together

Channel = NoticePreference.Channel
# 07:31 in Vietnam.
MORNING = datetime(2026, 3, 10, 0, 31, tzinfo=UTC)
YESTERDAY = MORNING - timedelta(hours=15)


@pytest.fixture
def reader(cast: Cast) -> User:
    cast.clerk.email = "mai@example.gov.vn"
    cast.clerk.save()
    return cast.clerk


def choose(user: User, channel: str, kind: str = Notice.Kind.TASK) -> None:
    NoticePreference.objects.update_or_create(user=user, kind=kind, defaults={"channel": channel})


def tell(user: User, *texts: str, at: datetime = YESTERDAY, kind: str = Notice.Kind.TASK) -> None:
    for text in texts:
        notify(users=[user], kind=kind, text=text, address="/van-ban/1/", key=text)
    Notice.objects.filter(text__in=texts).update(created_at=at)


def subjects() -> list[str]:
    return [message.subject.removeprefix("[Thi đua – Khen thưởng] ") for message in outbox.outbox]


def test_who_chose_nothing_gets_one_digest_at_half_past_seven(reader: User) -> None:
    tell(reader, "Một", "Hai")
    assert mail.send_due(MORNING - timedelta(minutes=2)) == 0
    assert mail.send_due(MORNING) == 1
    assert mail.send_due(MORNING + timedelta(hours=1)) == 0
    assert subjects() == ["2 thông báo chưa đọc"]
    assert outbox.outbox[0].to == ["mai@example.gov.vn"]


def test_what_is_told_after_half_past_seven_waits_for_the_next_morning(reader: User) -> None:
    tell(reader, "Một", at=MORNING)
    assert mail.send_due(MORNING + timedelta(hours=10)) == 0
    assert mail.send_due(MORNING + timedelta(days=1)) == 1


def test_at_once_is_one_mail_for_each(reader: User) -> None:
    choose(reader, Channel.MAIL)
    tell(reader, "Một", "Hai", at=MORNING)
    assert mail.send_due(MORNING) == 2
    assert subjects() == ["Một", "Hai"]


@pytest.mark.parametrize("channel", [Channel.SITE, Channel.NONE])
def test_who_wants_no_mail_gets_none(reader: User, channel: str) -> None:
    choose(reader, channel)
    tell(reader, "Một")
    assert mail.send_due(MORNING) == 0


def test_a_choice_counts_for_its_kind_alone(reader: User) -> None:
    choose(reader, Channel.SITE, Notice.Kind.COMMENT)
    tell(reader, "Góp ý", kind=Notice.Kind.COMMENT)
    tell(reader, "Việc")
    mail.send_due(MORNING)
    assert [notice.text for notice in Notice.objects.filter(emailed_at__isnull=False)] == ["Việc"]


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_left_is_skipped(reader: User, change: dict[str, object]) -> None:
    tell(reader, "Một")
    User.objects.filter(pk=reader.pk).update(**change)
    assert mail.send_due(MORNING) == 0


def test_what_was_read_in_the_program_is_not_mailed(reader: User) -> None:
    tell(reader, "Một", "Hai")
    Notice.objects.filter(text="Một").update(read_at=timezone.now())
    mail.send_due(MORNING)
    assert subjects() == ["1 thông báo chưa đọc"]


def test_old_news_is_not_mailed_any_more(reader: User) -> None:
    tell(reader, "Một", at=MORNING - timedelta(days=8))
    assert mail.send_due(MORNING) == 0


def test_a_mail_holds_title_and_link_and_nothing_else(reader: User, settings) -> None:
    settings.PUBLIC_URL = "https://thidua.example.gov.vn"
    choose(reader, Channel.MAIL)
    tell(reader, "Kế hoạch <b>chờ ký</b>", at=MORNING)
    mail.send_due(MORNING)
    [message] = outbox.outbox
    [(html, kind)] = message.alternatives
    assert "- Kế hoạch <b>chờ ký</b>\n  https://thidua.example.gov.vn/van-ban/1/" in message.body
    assert kind == "text/html"
    assert '<a href="https://thidua.example.gov.vn/van-ban/1/">Kế hoạch &lt;b&gt;chờ ký&lt;/b&gt;</a>' in html


def test_a_title_of_two_lines_adds_no_header(reader: User) -> None:
    choose(reader, Channel.MAIL)
    tell(reader, "Một\nBcc: ai@example.org", at=MORNING)
    mail.send_due(MORNING)
    assert subjects() == ["Một Bcc: ai@example.org"]
    assert outbox.outbox[0].recipients() == ["mai@example.gov.vn"]


class Refusing(EmailBackend):
    """A mail server that fails as told."""

    failure: Exception

    def send_messages(self, messages: list) -> int:
        raise self.failure


REFUSED = smtplib.SMTPRecipientsRefused({"mai@example.gov.vn": (550, b"unknown")})


@pytest.mark.parametrize("failure", [OSError("no route"), smtplib.SMTPServerDisconnected("bye"), REFUSED])
def test_what_the_server_refuses_is_sent_later(reader: User, settings, monkeypatch, failure: Exception) -> None:
    tell(reader, "Một")
    monkeypatch.setattr(Refusing, "failure", failure, raising=False)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert mail.send_due(MORNING) == 0
    assert mail.waiting_too_long(MORNING + timedelta(hours=2)) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail.send_due(MORNING + timedelta(minutes=1)) == 1
    assert mail.waiting_too_long(MORNING + timedelta(hours=2)) == 0


def test_one_refused_address_keeps_nobody_else_waiting(cast: Cast, reader: User, settings, monkeypatch) -> None:
    cast.leader.email = "hung@example.gov.vn"
    cast.leader.save()
    tell(reader, "Một")
    tell(cast.leader, "Hai")
    plain = EmailBackend.send_messages

    def choosy(self: EmailBackend, messages: list) -> int:
        if messages[0].to == ["mai@example.gov.vn"]:
            raise REFUSED
        return plain(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", choosy)
    assert mail.send_due(MORNING) == 1
    assert [message.to for message in outbox.outbox] == [["hung@example.gov.vn"]]


def send_in_four_threads(reader: User) -> int:
    """Mails that four workers send of three notices, asked at the same moment."""
    choose(reader, Channel.MAIL)
    tell(reader, "Một", "Hai", "Ba", at=MORNING)
    together(4, lambda _: mail.send_due(MORNING))
    return len(outbox.outbox)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_mail_once(reader: User) -> None:
    assert send_in_four_threads(reader) == 3


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_without_the_claim_mails_go_out_twice(reader: User, monkeypatch) -> None:
    monkeypatch.setattr(mail, "claim", list)
    assert send_in_four_threads(reader) > 3


class Killed(BaseException):
    """The end of a worker: nothing of it runs after this."""


def die_while_sending(reader: User, settings, monkeypatch) -> None:
    """A worker claims a mail and dies before the mail server has it; the next ones find a server that works."""
    choose(reader, Channel.MAIL)
    tell(reader, "Một", at=MORNING)
    monkeypatch.setattr(Refusing, "failure", Killed(), raising=False)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(Killed):
        mail.send_due(MORNING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def pass_ten_minutes() -> None:
    """The lease is held against the database's clock: what stands in the rows is moved back instead."""
    for notice in Notice.objects.exclude(mail_lease_until=None):
        moved = notice.mail_lease_until - timedelta(minutes=10, seconds=1)
        Notice.objects.filter(pk=notice.pk).update(mail_lease_until=moved)


@pytest.mark.both_databases
def test_a_mail_whose_worker_died_goes_out_when_its_lease_is_over(reader: User, settings, monkeypatch) -> None:
    die_while_sending(reader, settings, monkeypatch)
    assert mail.send_due(MORNING) == 0
    pass_ten_minutes()
    assert mail.send_due(MORNING) == 1
    pass_ten_minutes()
    assert mail.send_due(MORNING) == 0
    assert (subjects(), Notice.objects.get().mail_lease_until) == (["Một"], None)


@pytest.mark.both_databases
def test_without_an_end_of_the_lease_the_mail_is_lost(reader: User, settings, monkeypatch) -> None:
    monkeypatch.setattr(mail, "LEASE", timedelta(days=36_500))
    die_while_sending(reader, settings, monkeypatch)
    pass_ten_minutes()
    assert mail.send_due(MORNING) == 0
    assert subjects() == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_breaks_nothing(reader: User, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    choose(reader, Channel.MAIL)
    notify(users=[reader], kind=Notice.Kind.TASK, text="Một", key="a")
    assert Notice.objects.filter(user=reader).count() == 1
    assert mail.send_due() == 1
