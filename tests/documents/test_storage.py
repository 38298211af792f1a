"""Files appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from documents import storage


def staging(folder: Path) -> list[Path]:
    """What lies in the folder of unfinished files."""
    return sorted((folder / "files" / "staging").iterdir())


def test_a_staged_file_gets_its_name_in_one_step(tmp_path):
    staged = storage.stage(b"content")
    assert staging(tmp_path) == [staged]
    target = tmp_path / "files" / "rendered" / "ab" / "abc.pdf"
    storage.place(staged, target)
    assert target.read_bytes() == b"content"
    assert staging(tmp_path) == []


def test_a_file_that_stood_there_is_replaced(tmp_path):
    target = tmp_path / "files" / "rendered" / "abc.pdf"
    for content in (b"first", b"second"):
        storage.place(storage.stage(content), target)
    assert target.read_bytes() == b"second"


def test_content_and_name_are_on_the_disk_before_anybody_is_told(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    staged = storage.stage(b"content")
    target = tmp_path / "files" / "rendered" / "ab" / "abc.pdf"
    storage.place(staged, target)
    assert synced == [str(staged), str(target.parent), str(target.parent.parent)]


def test_a_full_disk_leaves_no_rest(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        storage.stage(b"content")
    assert staging(tmp_path) == []


def test_there_may_be_no_folder_yet(tmp_path):
    assert storage.remove_stale() == 0


def test_a_file_placed_while_the_stale_ones_are_counted_is_no_error(tmp_path, monkeypatch):
    staged = storage.stage(b"content")
    seen = list(staged.parent.iterdir())
    storage.place(staged, tmp_path / "files" / "abc.pdf")
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter(seen))
    assert storage.remove_stale() == 0
