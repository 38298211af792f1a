"""``manage.py render_document`` as people and scripts call it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from documents.rendering.version import PROJECT
from tests.documents.rendering.papers import SAMPLE_NAMES, SAMPLES
from tests.documents.rendering.reading_back import Pages

SAMPLE = SAMPLES / f"{SAMPLE_NAMES[0]}.txt"


def run(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with a data folder that has no database."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", "REDIS_URL": ""}
    environment = {name: value for name, value in environment.items() if value}
    command = [sys.executable, "manage.py", "render_document", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        result = run(tmp_path, SAMPLE, "--output", tmp_path / name)
        assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_draft_and_word(tmp_path: Path) -> None:
    assert run(tmp_path, SAMPLE, "--output", tmp_path / "a.pdf", "--draft").returncode == 0
    assert Pages((tmp_path / "a.pdf").read_bytes()).find("DỰ THẢO").page == 0
    assert run(tmp_path, SAMPLE, "--output", tmp_path / "a.docx", "--format", "docx").returncode == 0
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["missing.txt", "--output", "x.pdf"], 1, "Không đọc được tệp missing.txt."),
        ([SAMPLE], 2, "Hãy cho biết văn bản và tệp kết quả"),
        ([], 2, "Hãy cho biết văn bản và tệp kết quả"),
        ([SAMPLE, "--output", "x.odt", "--format", "odt"], 2, "Định dạng phải là pdf hoặc docx."),
        ([SAMPLE, "--output", "/nowhere/at/all/x.pdf"], 1, "Không ghi được tệp /nowhere/at/all/x.pdf"),
        (["4711", "--output", "x.pdf"], 1, "Không mở được cơ sở dữ liệu."),
    ],
)
def test_refusals_are_sentences(tmp_path: Path, arguments: list[object], status: int, sentence: str) -> None:
    result = run(tmp_path, *arguments)
    assert (result.returncode, result.stdout) == (status, "")
    assert result.stderr.startswith(sentence)
    assert "Traceback" not in result.stderr


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = run(tmp_path, tmp_path / "empty.txt", "--output", tmp_path / "x.pdf")
    assert result.returncode == 1
    assert not (tmp_path / "x.pdf").exists()
