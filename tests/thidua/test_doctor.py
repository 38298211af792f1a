"""``manage.py doctor`` names what is missing and the command to get it; it works when things are broken."""

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from thidua import diagnosis
from thidua.diagnosis import Finding

ROOT = Path(__file__).resolve().parents[2]


def only(findings, name: str) -> Finding:
    [finding] = [finding for finding in findings if finding.name == name]
    return finding


@pytest.fixture
def no_libraries(monkeypatch):
    def refuse(name):
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(diagnosis.ctypes, "CDLL", refuse)


def test_missing_libraries_are_named_with_their_package(no_libraries):
    found = {finding.name: (finding.ok, finding.required, finding.fix) for finding in diagnosis.check_libraries()}
    assert found == {
        "libpango-1.0.so.0": (False, True, "sudo apt-get install libpango-1.0-0"),
        "libpangoft2-1.0.so.0": (False, True, "sudo apt-get install libpangoft2-1.0-0"),
        "libharfbuzz-subset.so.0": (False, False, "sudo apt-get install libharfbuzz-subset0"),
    }


def test_the_fonts_of_this_project_are_complete():
    assert only(diagnosis.check_fonts(), "fonts").ok


def test_missing_fonts(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    finding = only(diagnosis.check_fonts(), "fonts")
    assert (finding.ok, finding.required) == (False, True)
    assert finding.text == "Thiếu phông chữ trong static/fonts: có 0, cần 4 tệp."


def test_a_full_disk(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(diagnosis.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 10**8))
    finding = only(diagnosis.check_storage(), "disk")
    assert (finding.ok, finding.text) == (False, "Đĩa của thư mục dữ liệu còn 0,1 GB.")


def test_a_data_folder_that_cannot_be_written(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "absent"
    [finding] = diagnosis.check_storage()
    assert (finding.name, finding.ok, finding.fix) == ("storage", False, f"chmod u+rwx {tmp_path / 'absent'}")


@pytest.mark.django_db
def test_a_database_that_is_up_to_date():
    assert [(finding.name, finding.ok) for finding in diagnosis.check_database()] == [
        ("database", True),
        ("migrations", True),
    ]


def test_redis_is_not_looked_for_where_none_is_configured(settings):
    settings.REDIS_URL = ""
    assert list(diagnosis.check_redis()) == []


def test_redis_that_does_not_answer(settings):
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"
    finding = only(diagnosis.check_redis(), "redis")
    assert (finding.ok, finding.required) == (False, True)
    assert "secret" not in finding.text + finding.fix


def test_programs_of_the_tests_are_only_recommended(monkeypatch):
    monkeypatch.setattr(diagnosis.shutil, "which", lambda program: None)
    assert [(finding.name, finding.ok, finding.required) for finding in diagnosis.check_test_programs()] == [
        ("soffice", False, False),
        ("chromium", False, False),
        ("pdftotext", False, False),
    ]


def run(monkeypatch, findings: list[Finding], *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr("thidua.management.commands.doctor.examine", lambda: findings)
    out = StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


GOOD = Finding("a", True, True, "Có a.")
OPTIONAL = Finding("b", False, False, "Không có b.", "lấy b")
MISSING = Finding("c", False, True, "Thiếu c.", "lấy c")


def test_what_is_only_recommended_does_not_fail(monkeypatch):
    assert run(monkeypatch, [GOOD, OPTIONAL]) == (
        0,
        "  có     Có a.\n  (nên)  Không có b.\n         → lấy b\nMáy này đã sẵn sàng.\n",
    )


def test_what_is_required_fails(monkeypatch):
    assert run(monkeypatch, [MISSING]) == (
        1,
        "  THIẾU  Thiếu c.\n         → lấy c\nCòn thiếu mục bắt buộc (đánh dấu THIẾU) ở trên.\n",
    )


def test_json(monkeypatch):
    status, text = run(monkeypatch, [GOOD, MISSING], "--json")
    assert status == 1
    assert json.loads(text) == {
        "ok": False,
        "checks": [
            {"name": "a", "ok": True, "required": True, "text": "Có a.", "fix": ""},
            {"name": "c", "ok": False, "required": True, "text": "Thiếu c.", "fix": "lấy c"},
        ],
    }


def test_as_a_program_with_the_database_and_redis_down(tmp_path):
    down = {
        "DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/none",
        "REDIS_URL": "redis://:secret@127.0.0.1:1/0",
        "DATA_DIR": str(tmp_path),
    }
    result = subprocess.run(
        [sys.executable, "manage.py", "doctor", "--json"],
        cwd=ROOT, env=os.environ | down, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (1, "")
    answer = json.loads(result.stdout)
    assert {check["name"] for check in answer["checks"] if not check["ok"]} >= {"database", "redis"}
    assert "secret" not in result.stdout
