"""``manage.py demo`` on an empty database: what it prints, when it refuses, and that it is all or nothing."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction
from django.utils import timezone

from documents.models import Document
from organizations.models import Unit, User
from thidua.demo import build, chain
from thidua.demo.clock import steered_clock
from thidua.demo.log_ins import PASSWORD, log_ins


@pytest.fixture
def fast(db, settings):
    """An empty database, and quick passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def run(**options: object) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def test_two_builds_are_the_same(fast):
    def dump() -> list[tuple]:
        with transaction.atomic():
            build.build_demo()
            fields = ("creation_key", "state", "number", "date", "body", "created_at", "created_by__username")
            rows = list(Document.objects.order_by("pk").values_list(*fields))
            transaction.set_rollback(True)
        return rows

    first = dump()
    assert len(first) == 32
    assert first == dump()


def test_a_failure_leaves_nothing_behind(fast, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(chain.Chain, "answer", fail)
    with pytest.raises(RuntimeError):
        build.build_demo()
    assert not Unit.objects.exists()
    assert not User.objects.exists()


def test_the_clock_is_given_back(db):
    real = timezone.now
    with steered_clock() as clock:
        clock.go_to(date(2023, 12, 31))
        assert timezone.localdate() == date(2023, 12, 31)
        first = timezone.now()
        clock.go_to(date(2023, 12, 31))
        assert (timezone.now() - first).total_seconds() == 420
    assert timezone.now is real


def test_the_command_prints_the_log_ins(fast):
    printed = run()
    assert PASSWORD in printed
    for username, about in log_ins():
        assert re.search(rf"^  {re.escape(username)} +{re.escape(about)}$", printed, re.MULTILINE)


def test_an_office_of_its_own_is_left_alone(cast):
    units = Unit.objects.count()
    assert run(if_empty=True) == ""
    assert Unit.objects.count() == units


@pytest.mark.parametrize("stage", ["registration", "review", "decision"])
def test_later_stages_are_refused(fast, stage):
    with pytest.raises(CommandError, match="Hiện chỉ có giai đoạn “chain”"):
        run(stage=stage)
    assert not Unit.objects.exists()


def test_production_is_refused(fast, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="không nạp được khi chạy thật"):
        run()
    assert not Unit.objects.exists()


def test_a_database_without_tables_is_named(monkeypatch):
    def no_table() -> bool:
        raise OperationalError("no such table: organizations_unit")

    monkeypatch.setattr("thidua.management.commands.demo.is_empty", no_table)
    with pytest.raises(CommandError, match="manage.py migrate"):
        run()
