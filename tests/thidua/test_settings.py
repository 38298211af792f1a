"""The environment: what is nonsense is refused with a sentence; production refuses what only the demo may."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured

from organizations.models import User
from thidua import environment
from thidua.environment import DEMO_KEY, MailServer

ROOT = Path(__file__).resolve().parents[2]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
KEY = "k9Zt4vQe7Lw2Xb8Rn5Jm1Hc6Gf3Dy0Sa-UpTiOqWxVzBnMlKjHg"
PRODUCTION = {
    "DJANGO_ENV": "production",
    "DJANGO_SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "thidua.example.gov.vn",
    "PUBLIC_URL": "https://thidua.example.gov.vn",
}


def python(tmp_path: Path, code: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """A Python of our own with nothing in its environment but these variables."""
    values = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thidua.settings"}
    return subprocess.run(
        [sys.executable, *code], cwd=ROOT, env=values | variables, capture_output=True, text=True, timeout=60
    )


def refusal(tmp_path: Path, **variables: str) -> str:
    """The sentence with which the settings refuse to load; "" when they load."""
    run = python(tmp_path, ["-c", "import thidua.settings"], **variables)
    last = run.stderr.strip().splitlines()[-1:] or [""]
    return last[0].removeprefix("django.core.exceptions.ImproperlyConfigured: ")


def test_the_empty_environment_is_the_demo(tmp_path):
    assert refusal(tmp_path) == ""


def test_the_whole_environment_of_an_installation_is_taken(tmp_path):
    more = {"DATABASE_URL": "postgres://u:p@db/thidua", "REDIS_URL": "redis://:p@redis:6379/0", "WORKERS": "4"}
    assert refusal(tmp_path, **PRODUCTION, **more) == ""


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "1"}, "DEBUG phải tắt khi chạy thật (DJANGO_ENV=production). Bỏ biến DEBUG rồi chạy lại."),
        (
            {"PUBLIC_URL": "http://thidua.example.gov.vn"},
            "PUBLIC_URL phải là địa chỉ https://… khi chạy thật: địa chỉ này được in trong mã QR.",
        ),
        (
            {"ALLOWED_HOSTS": ""},
            "ALLOWED_HOSTS phải ghi rõ tên miền khi chạy thật, ví dụ thidua.example.gov.vn.",
        ),
        (
            {"DJANGO_SECRET_KEY": DEMO_KEY},
            "DJANGO_SECRET_KEY phải là một chuỗi ngẫu nhiên từ 50 ký tự khi chạy thật (DJANGO_ENV=production). "
            'Tạo bằng: python3 -c "import secrets; print(secrets.token_urlsafe(64))"',
        ),
    ],
)
def test_production_refuses_what_only_the_demo_may(tmp_path, variables, sentence):
    assert refusal(tmp_path, **(PRODUCTION | variables)) == sentence


def test_check_deploy_is_clean(tmp_path):
    run = python(tmp_path, ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], **PRODUCTION)
    assert (run.returncode, run.stdout, run.stderr) == (0, "System check identified no issues (0 silenced).\n", "")


def ask(monkeypatch, name: str, value: str, question) -> object:
    monkeypatch.setenv(name, value)
    return question()


@pytest.mark.parametrize(
    ("name", "value", "question", "sentence"),
    [
        (
            "DJANGO_ENV",
            "prod",
            lambda: environment.choice("DJANGO_ENV", ("development", "production"), "development"),
            "DJANGO_ENV='prod' không hợp lệ: chỉ nhận development, production.",
        ),
        ("DEBUG", "có", lambda: environment.switch("DEBUG"), "DEBUG='có' không hợp lệ: chỉ nhận 1 (bật) hoặc 0 (tắt)."),
        (
            "WORKERS",
            "hai",
            lambda: environment.whole_number("WORKERS", 1, 0, 16),
            "WORKERS='hai' không hợp lệ: cần một số nguyên từ 0 đến 16.",
        ),
        (
            "WORKERS",
            "17",
            lambda: environment.whole_number("WORKERS", 1, 0, 16),
            "WORKERS='17' không hợp lệ: cần một số nguyên từ 0 đến 16.",
        ),
        (
            "WORKERS",
            "-1",
            lambda: environment.whole_number("WORKERS", 1, 0, 16),
            "WORKERS='-1' không hợp lệ: cần một số nguyên từ 0 đến 16.",
        ),
        *(
            (
                "PUBLIC_URL",
                value,
                lambda: environment.address("PUBLIC_URL", "http://127.0.0.1:8000"),
                f"PUBLIC_URL={value!r} không hợp lệ: cần địa chỉ dạng https://thidua.example.gov.vn.",
            )
            for value in ("thidua.example.gov.vn", "ftp://x", "https://", "http://[", "http://x:port", "http://:80")
        ),
        *(
            (
                "DATABASE_URL",
                value,
                lambda: environment.database("sqlite:////tmp/x"),
                "DATABASE_URL thiếu tên cơ sở dữ liệu hoặc đường dẫn tệp.",
            )
            for value in ("sqlite://", "sqlite:///:memory:", "postgres://u:p@db", "postgres://u:p@db/")
        ),
        (
            "DATABASE_URL",
            "mysql://u:p@db/thidua",
            lambda: environment.database("sqlite:////tmp/x"),
            "DATABASE_URL chỉ nhận postgres://… hoặc sqlite:///đường-dẫn-tệp.",
        ),
        (
            "REDIS_URL",
            "http://redis",
            environment.broker,
            "REDIS_URL không hợp lệ: cần dạng redis://:mat-khau@127.0.0.1:6379/0, hoặc để trống.",
        ),
        *(
            (
                "ALLOWED_HOSTS",
                value,
                lambda: environment.hosts(False),
                f"ALLOWED_HOSTS có {value}: chỉ ghi tên miền hoặc địa chỉ IP, không kèm https:// và cổng.",
            )
            for value in ("https://thidua.vn", "thidua.vn:8000", "thidua.vn/x", "hai tên")
        ),
        (
            "ALLOWED_HOSTS",
            "*",
            lambda: environment.hosts(True),
            "ALLOWED_HOSTS phải ghi rõ tên miền khi chạy thật, ví dụ thidua.example.gov.vn.",
        ),
    ],
)
def test_nonsense_is_refused_with_a_sentence(monkeypatch, name, value, question, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        ask(monkeypatch, name, value, question)
    assert str(refused.value) == sentence


def test_an_unreadable_database_url_is_refused(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="^DATABASE_URL không đọc được: "):
        ask(monkeypatch, "DATABASE_URL", "postgres://u:p@db:port/x", lambda: environment.database("sqlite:////tmp/x"))


@pytest.mark.parametrize("key", ["", DEMO_KEY, "k" * 60, KEY[:49]])
def test_production_wants_a_real_key(monkeypatch, key):
    with pytest.raises(ImproperlyConfigured, match="^DJANGO_SECRET_KEY phải là"):
        ask(monkeypatch, "DJANGO_SECRET_KEY", key, lambda: environment.secret_key(True))


@pytest.mark.parametrize(
    ("name", "value", "question", "answer"),
    [
        ("DEBUG", "", lambda: environment.switch("DEBUG"), False),
        ("DEBUG", "off", lambda: environment.switch("DEBUG"), False),
        ("DEBUG", "True", lambda: environment.switch("DEBUG"), True),
        ("WORKERS", "", lambda: environment.whole_number("WORKERS", 1, 0, 16), 1),
        ("WORKERS", "16", lambda: environment.whole_number("WORKERS", 1, 0, 16), 16),
        ("PUBLIC_URL", "https://x.vn:8443/", lambda: environment.address("PUBLIC_URL", ""), "https://x.vn:8443"),
        ("DJANGO_SECRET_KEY", "", lambda: environment.secret_key(False), DEMO_KEY),
        ("DJANGO_SECRET_KEY", KEY, lambda: environment.secret_key(True), KEY),
        ("ALLOWED_HOSTS", "", lambda: environment.hosts(False), ["127.0.0.1", "localhost", "[::1]", "testserver"]),
        ("ALLOWED_HOSTS", " a.vn, .b.vn ,[::1]", lambda: environment.hosts(True), ["a.vn", ".b.vn", "[::1]"]),
        ("REDIS_URL", "", environment.broker, ""),
        ("REDIS_URL", "rediss://:p@redis:6379/0", environment.broker, "rediss://:p@redis:6379/0"),
    ],
)
def test_sense_is_taken(monkeypatch, name, value, question, answer):
    assert ask(monkeypatch, name, value, question) == answer


def test_sqlite_writes_immediately_and_durably(monkeypatch):
    config = ask(monkeypatch, "DATABASE_URL", "", lambda: environment.database("sqlite:////tmp/x.sqlite3"))
    assert (config["ENGINE"], config["NAME"]) == ("django.db.backends.sqlite3", "/tmp/x.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in config["OPTIONS"]["init_command"]


def test_postgresql_gives_up_on_a_statement_that_hangs(monkeypatch):
    config = ask(monkeypatch, "DATABASE_URL", "postgres://u:p@db/x", lambda: environment.database("sqlite:////tmp/x"))
    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert config["OPTIONS"]["options"] == "-c statement_timeout=30000 -c lock_timeout=15000 -c jit=off"


def test_folders_are_made(monkeypatch, tmp_path):
    made = ask(monkeypatch, "FILES_DIR", str(tmp_path / "a" / "b"), lambda: environment.folder("FILES_DIR", tmp_path))
    assert (made, made.is_dir()) == (tmp_path / "a" / "b", True)


def test_a_folder_that_cannot_be_made_is_refused(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="^FILES_DIR: không tạo được thư mục"):
        ask(monkeypatch, "FILES_DIR", str(tmp_path / "file"), lambda: environment.folder("FILES_DIR", tmp_path))


# Demo users


@pytest.mark.parametrize(
    ("production", "fields", "databases", "ids"),
    [
        (True, {"is_demo": True}, ["default"], ["thidua.E001"]),
        (False, {"is_demo": True}, ["default"], []),
        (True, {"is_demo": False}, ["default"], []),
        (True, {"is_demo": True, "is_active": False}, ["default"], []),
        (True, {"is_demo": True}, None, []),
    ],
)
@pytest.mark.django_db
def test_demo_users_in_production_are_an_error(settings, production, fields, databases, ids):
    settings.PRODUCTION = production
    User.objects.create_user("thu", **fields)
    found = run_checks(tags=[Tags.database], databases=databases)
    assert [message.id for message in found] == ids


def test_an_installation_without_tables_has_no_demo_users(tmp_path):
    run = python(tmp_path, ["manage.py", "check", "--database", "default"], **PRODUCTION)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer("django.core.mail.backends.console.EmailBackend")),
        ("smtp://thu.example.gov.vn", MailServer(SMTP, "thu.example.gov.vn", 25)),
        ("smtp+tls://a%40b:p%3Aw@thu:2525", MailServer(SMTP, "thu", 2525, "a@b", "p:w", starttls=True)),
        ("smtp+ssl://thu", MailServer(SMTP, "thu", 465, ssl=True)),
    ],
)
def test_the_mail_server(monkeypatch, url, server):
    assert ask(monkeypatch, "EMAIL_URL", url, lambda: environment.mail("EMAIL_URL")) == server


@pytest.mark.parametrize("url", ["thu.example.gov.vn", "http://thu", "smtp://", "smtp://thu:99999"])
def test_a_mail_server_that_cannot_be_read_is_refused(monkeypatch, url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL không hợp lệ"):
        ask(monkeypatch, "EMAIL_URL", url, lambda: environment.mail("EMAIL_URL"))


@pytest.mark.parametrize("value", ["thidua", "thidua@", "a@b\nBcc: c@d"])
def test_a_sender_that_is_no_mailbox_is_refused(monkeypatch, value):
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL"):
        ask(monkeypatch, "DEFAULT_FROM_EMAIL", value, lambda: environment.sender("DEFAULT_FROM_EMAIL", "a@b"))
