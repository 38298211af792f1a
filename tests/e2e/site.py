"""The whole program as ``make run`` starts it, on a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


@dataclass(frozen=True)
class Site:
    """A running program: its address, and the folder with its database, files and ``log``."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What the program has printed so far."""
        return (self.folder / "serve.log").read_text("utf-8", "replace")

    def stop(self) -> None:
        """Ends the program and its workers."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_site(folder: Path, *, before: Sequence[Sequence[str]] = ()) -> Site:
    """Starts ``manage.py serve`` with the embedded database and worker; returns once it answers.

    Args:
        folder: for its database and files; ``before``: commands of ``manage.py`` that fill the database in place of
        the demo.

    Raises:
        RuntimeError: it ended, or does not answer in time; with what it printed.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    own = {"DATA_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": "", "PUBLIC_URL": url, "WORKERS": "1"}
    environment = {**os.environ, **own, "DJANGO_ENV": "development"}
    environment.pop("FILES_DIR", None)
    for command in before:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, timeout=120)
    data = [] if before else ["--demo"]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *data, "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    site = Site(url, folder, process)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(url):
            return site
        time.sleep(0.2)
    site.stop()
    raise RuntimeError(f"manage.py serve did not come up:\n{site.log}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/dang-nhap/", timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False
