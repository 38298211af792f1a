"""Rendering in a process of its own, which has little memory, little time, no network and no files.

A paper can be a bomb: a table with a hundred thousand cells, a word of two million letters. The limits
end it there, with a sentence for the person who waits, and the next paper finds a fresh process.
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
from typing import Literal

from documents.rendering import wire
from documents.rendering.checks import refusal
from documents.rendering.paper import Paper

Format = Literal["pdf", "docx"]

PROJECT = Path(__file__).resolve().parents[2]
_MEGABYTE = 1 << 20
_START_SECONDS = 60.0
_log = logging.getLogger(__name__)


class RenderFailed(Exception):
    """The paper could not be rendered; ``reason`` says in Vietnamese what was too much and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RendererLost(RenderFailed):
    """The child died or did not start, and not from the paper's size as far as we can tell: try again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may use. A plan of five pages needs 0.2 s and, with the libraries, 400 MB of addresses."""

    memory_mb: int = 1200
    cpu_seconds: int = 40
    wall_seconds: float = 45.0
    input_mb: int = 16
    output_mb: int = 40
    jobs_per_child: int = 200


class Renderer:
    """Renders papers one after the other in a warm child process; one thread uses it at a time.

    Use it as a context manager, or call ``close`` at the end; a child left behind ends with its parent.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def __enter__(self) -> Renderer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def render(self, paper: Paper, format: Format, on_tick: Callable[[], None] | None = None) -> bytes:
        """The paper as a file of that format.

        ``on_tick`` is called about once a second while the child works.

        Raises:
            RenderFailed: the paper asks for too much, or the child failed.
        """
        request = self._request(paper, format)
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

    def _request(self, paper: Paper, format: Format) -> bytes:
        if reason := refusal(paper):
            raise RenderFailed(reason)
        content = json.dumps({"format": format, "paper": paper.to_json()}).encode()
        if len(content) > self.limits.input_mb * _MEGABYTE:
            raise RenderFailed(_TOO_LONG.format(self.limits.input_mb))
        return content

    def _ask(self, request: bytes, on_tick: Callable[[], None]) -> bytes:
        child = self._ready_child(on_tick)
        self._jobs += 1
        deadline = time.monotonic() + self.limits.wall_seconds
        channel = _channel(child)
        try:
            channel.send(request, deadline, on_tick)
            answer = json.loads(channel.receive(_MEGABYTE, deadline, on_tick))
            if "failed" in answer:
                _log.warning("rendering failed: %s", answer)
                raise RenderFailed(self._reason(answer["failed"]))
            return channel.receive(self.limits.output_mb * _MEGABYTE, deadline, on_tick)
        except wire.TooLate as error:
            raise RenderFailed(self._reason("time")) from error
        except wire.TooLarge as error:
            raise RenderFailed(_TOO_BIG.format(self.limits.output_mb)) from error
        except (EOFError, BrokenPipeError) as error:
            cause = _cause_of_death(child)
            raise (RenderFailed if cause in _REASONS else RendererLost)(self._reason(cause)) from error

    def _ready_child(self, on_tick: Callable[[], None]) -> subprocess.Popen[bytes]:
        """The warm child, or a new one when there is none, it has died or it has done its share."""
        if self._child is not None and (self._child.poll() is not None or self._jobs >= self.limits.jobs_per_child):
            self.close()
        if self._child is None:
            self._child = _start(self.limits)
            self._jobs = 0
            try:
                _channel(self._child).receive(_MEGABYTE, time.monotonic() + _START_SECONDS, on_tick)
            except (wire.TooLate, EOFError) as error:
                raise RendererLost(_NO_START) from error
        return self._child

    def _reason(self, cause: str) -> str:
        return _REASONS.get(cause, _BROKEN).format(
            memory=self.limits.memory_mb, seconds=f"{self.limits.wall_seconds:g}"
        )


_TOO_LONG = "Văn bản dài hơn {} MB nên không trình bày được. Hãy chia nhỏ văn bản hoặc phụ lục rồi thử lại."
_TOO_BIG = "Tệp tạo ra lớn hơn {} MB. Hãy chia nhỏ văn bản hoặc phụ lục rồi thử lại."
_NO_START = (
    "Không khởi động được bộ tạo tệp trên máy chủ. Xin báo người quản trị chạy lệnh “python manage.py doctor” "
    "để biết máy thiếu gì."
)
_BROKEN = "Bộ tạo tệp dừng đột ngột. Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị."
_REASONS = {
    "memory": (
        "Văn bản cần hơn {memory} MB bộ nhớ để trình bày. Hãy bớt bảng lớn hoặc chia nhỏ văn bản, phụ lục rồi thử lại."
    ),
    "time": (
        "Văn bản quá dài hoặc quá phức tạp: trình bày mất hơn {seconds} giây. "
        "Hãy bớt bảng lớn hoặc chia nhỏ văn bản, phụ lục rồi thử lại."
    ),
}


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    # PATH and the locale are all that the child is given: no settings, no passwords, no addresses.
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    return subprocess.Popen(  # noqa: S603 - our own module, nothing from outside
        [sys.executable, "-m", "documents.rendering.child", json.dumps(asdict(limits))],
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
