"""Frames on a pipe: four bytes of length, then the content."""

from __future__ import annotations

import os
import select
import struct
import time
from collections.abc import Callable

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16
TICK_SECONDS = 1.0


class TooLate(Exception):
    """The other side did not finish before the deadline."""


class TooLarge(Exception):
    """The other side announced more than is allowed."""


class Channel:
    """Both pipes to a child process, with a deadline on every read and write."""

    def __init__(self, read_fd: int, write_fd: int) -> None:
        self._read_fd, self._write_fd = read_fd, write_fd
        for fd in (read_fd, write_fd):
            os.set_blocking(fd, False)

    def send(self, content: bytes, deadline: float, on_tick: Callable[[], None]) -> None:
        """Write one frame.

        ``deadline`` is a value of ``time.monotonic()``; ``on_tick`` is called about once a second meanwhile.

        Raises:
            TooLate: the deadline came first; BrokenPipeError: the child is gone.
        """
        rest = memoryview(_LENGTH.pack(len(content)) + content)
        while rest:
            _wait(self._write_fd, select.POLLOUT, deadline, on_tick)
            rest = rest[os.write(self._write_fd, rest[:_CHUNK]) :]

    def receive(self, most: int, deadline: float, on_tick: Callable[[], None]) -> bytes:
        """Read one frame of at most ``most`` bytes.

        Raises:
            TooLate: the deadline came first; TooLarge: the frame is longer; EOFError: the child is gone.
        """
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, deadline, on_tick))
        if length > most:
            raise TooLarge
        return self._exactly(length, deadline, on_tick)

    def _exactly(self, count: int, deadline: float, on_tick: Callable[[], None]) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            _wait(self._read_fd, select.POLLIN, deadline, on_tick)
            part = os.read(self._read_fd, min(_CHUNK, count - len(parts)))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)


def read_frame(fd: int) -> bytes | None:
    """One frame from a blocking pipe; None when the other side has closed it."""
    head = _read_all(fd, _LENGTH.size)
    if head is None:
        return None
    return _read_all(fd, _LENGTH.unpack(head)[0])


def write_frame(fd: int, content: bytes) -> None:
    """One frame to a blocking pipe."""
    rest = memoryview(_LENGTH.pack(len(content)) + content)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _read_all(fd: int, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(fd, count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _wait(fd: int, event: int, deadline: float, on_tick: Callable[[], None]) -> None:
    poll = select.poll()
    poll.register(fd, event)
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TooLate
        if poll.poll(min(left, TICK_SECONDS) * 1000):
            return
        on_tick()
