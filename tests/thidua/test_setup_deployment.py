"""The deployment guide, the example of settings and the compose file keep up with the code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READERS = ("thidua/settings.py", "thidua/environment.py", "thidua/gunicorn.py")
# Only while developing; production refuses it.
UNDOCUMENTED = {"DEBUG"}


def read_by_the_code() -> set[str]:
    """Names of the environment's variables that the settings read."""
    names = set()
    for path in READERS:
        text = (ROOT / path).read_text()
        names |= set(re.findall(r"""(?:env(?:ironment)?\.\w+|environ\.get)\(\s*["']([A-Z_]{4,})["']""", text))
    return names


def documented() -> set[str]:
    """Names in the guide's table of settings."""
    section = (ROOT / "docs/deployment.md").read_text().split("\n## Settings\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def services() -> dict[str, str]:
    """Each service of docker-compose.yml with its lines."""
    text = (ROOT / "docker-compose.yml").read_text().split("\nservices:\n")[1].split("\nvolumes:\n")[0]
    parts = re.split(r"^  (\w+):\n", text, flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_guide_names_every_setting_and_no_other():
    assert documented() == read_by_the_code() - UNDOCUMENTED


def test_the_example_names_only_what_is_read():
    names = set(re.findall(r"^(?:# )?([A-Z_]{4,})=", (ROOT / ".env.example").read_text(), re.M))
    used_by_compose = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert names <= read_by_the_code() | used_by_compose
    assert names >= used_by_compose | {"DJANGO_SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL"}


def test_the_example_holds_no_secret():
    text = (ROOT / ".env.example").read_text()
    assert re.findall(r"^(?:DJANGO_SECRET_KEY|\w+_PASSWORD)=(.+)$", text, re.M) == []


def test_the_services_of_the_contract():
    assert set(services()) == {"postgres", "redis", "migrate", "web", "worker", "beat"}


def test_only_the_web_server_can_be_reached_and_only_from_this_machine():
    assert [name for name, text in services().items() if "ports:" in text] == ["web"]
    assert re.findall(r'ports:\n\s+- "([\d.]+):', services()["web"]) == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["postgres", "redis", "web", "worker", "beat"])
def test_every_lasting_service_is_watched(name):
    assert services()[name].count("healthcheck:") == 1


def test_redis_keeps_its_queue_and_asks_for_a_password():
    assert {"--appendonly yes", "--requirepass"} <= set(
        re.findall(r"--appendonly yes|--requirepass", services()["redis"])
    )


def test_the_worker_takes_every_queue_that_settings_name():
    text = (ROOT / "thidua/settings.py").read_text()
    named = set(re.findall(r'"queue": "(\w+)"', text)) | set(re.findall(r'DEFAULT_QUEUE = "(\w+)"', text))
    [taken] = re.findall(r'"-Q", "([\w,]+)"', services()["worker"])
    assert named - set(taken.split(",")) == set()
