"""The parent's side: a warm child process that does one thing after the other, within limits.

What comes from outside can be a bomb: a table with a hundred thousand cells, a PDF made to break its reader. The
limits end it there, and the next thing finds a fresh process.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from documents.sandbox import wire

PROJECT = Path(__file__).resolve().parents[2]
MEGABYTE = 1 << 20
_START_SECONDS = 60.0
_log = logging.getLogger(__name__)


class Ended(Exception):
    """The child gave no answer. ``cause``: "memory", "time", "size" (of the answer), "error" (its own failure),
    "start" (it did not come up), or "exit -9" (how it died)."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause

    @property
    def is_mishap(self) -> bool:
        """Whether another attempt may end better: what it was given is not known to be at fault."""
        return self.cause == "start" or self.cause.startswith("exit")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may use. A plan of five pages needs 0.2 s and, with the libraries, 400 MB of addresses."""

    memory_mb: int = 1200
    cpu_seconds: int = 40
    wall_seconds: float = 45.0
    input_mb: int = 16
    output_mb: int = 40
    jobs_per_child: int = 200


class Sandbox:
    """A child process that runs ``MODULE`` (``documents.sandbox.serving.serve``); one thread uses it at a time.

    Use it as a context manager, or call ``close`` at the end; a child left behind ends with its parent.
    """

    MODULE = ""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: bytes, on_tick: Callable[[], None] | None = None) -> bytes:
        """The child's answer.

        ``on_tick`` is called about once a second while the child works.

        Raises:
            Ended: there is none.
        """
        try:
            return self._ask(request, on_tick or _nothing)
        except BaseException:
            # After a failure, or an exception out of on_tick, the child is in an unknown state.
            self.close()
            raise

    def close(self) -> None:
        """End the child and wait for it."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    def _ask(self, request: bytes, on_tick: Callable[[], None]) -> bytes:
        child = self._ready_child(on_tick)
        self._jobs += 1
        deadline = time.monotonic() + self.limits.wall_seconds
        channel = _channel(child)
        try:
            channel.send(request, deadline, on_tick)
            answer = json.loads(channel.receive(MEGABYTE, deadline, on_tick))
            if "failed" in answer:
                _log.warning("%s failed: %s", self.MODULE, answer)
                raise Ended(answer["failed"])
            return channel.receive(self.limits.output_mb * MEGABYTE, deadline, on_tick)
        except wire.TooLate as error:
            raise Ended("time") from error
        except wire.TooLarge as error:
            raise Ended("size") from error
        except (EOFError, BrokenPipeError) as error:
            raise Ended(_cause_of_death(child)) from error

    def _ready_child(self, on_tick: Callable[[], None]) -> subprocess.Popen[bytes]:
        """The warm child, or a new one when there is none, it has died or it has done its share."""
        if self._child is not None and (self._child.poll() is not None or self._jobs >= self.limits.jobs_per_child):
            self.close()
        if self._child is None:
            self._child = _start(self.MODULE, self.limits)
            self._jobs = 0
            try:
                _channel(self._child).receive(MEGABYTE, time.monotonic() + _START_SECONDS, on_tick)
            except (wire.TooLate, EOFError) as error:
                raise Ended("start") from error
        return self._child


def _start(module: str, limits: Limits) -> subprocess.Popen[bytes]:
    # PATH and the locale are all that the child is given: no settings, no passwords, no addresses.
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    return subprocess.Popen(  # noqa: S603 - our own module, nothing from outside
        [sys.executable, "-m", module, json.dumps(asdict(limits))],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _channel(child: subprocess.Popen[bytes]) -> wire.Channel:
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child was started without pipes")
    return wire.Channel(child.stdout.fileno(), child.stdin.fileno())


def _cause_of_death(child: subprocess.Popen[bytes]) -> str:
    code = child.wait(timeout=5)
    if code == -signal.SIGXCPU:
        return "time"
    # C libraries abort, trap or fault when an allocation fails.
    return "memory" if code in (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV) else f"exit {code}"


def _nothing() -> None:
    """No heartbeat wanted."""
