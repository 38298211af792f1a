"""Writes files so that a reader sees the whole file or none, also when the machine loses power."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

from django.conf import settings

STALE_SECONDS = 3600


def stage(content: bytes) -> Path:
    """Writes ``content`` to a temporary file that is safe on the disk; hand it to ``place`` or delete it.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    folder = _staging_folder()
    folder.mkdir(parents=True, exist_ok=True)
    staged = folder / uuid.uuid4().hex
    try:
        with staged.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    return staged


def place(staged: Path, path: Path) -> None:
    """Gives a staged file its final name; a file that stood there is replaced in one step.

    Raises:
        OSError: the folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staged.rename(path)
    # The name lives in the folder, a new folder in its parent: each has to reach the disk as well.
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)


def remove_stale() -> int:
    """Deletes what writers that were killed left staged for more than ``STALE_SECONDS``; how many files."""
    folder = _staging_folder()
    if not folder.is_dir():
        return 0
    stale = [file for file in folder.iterdir() if _age(file) > STALE_SECONDS]
    for file in stale:
        file.unlink(missing_ok=True)
    return len(stale)


def _staging_folder() -> Path:
    # In the same tree as the finished files: only within one file system is a rename a single step.
    return Path(settings.FILES_DIR) / "staging"


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:  # its writer placed it meanwhile
        return 0.0


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
