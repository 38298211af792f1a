"""Keeps a few child processes alive and ends them together with their parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
LIBC = ctypes.CDLL(None, use_errno=True)

FIRST_DELAY = 0.5  # seconds before a dead child is started again; doubles with each early death
LONGEST_DELAY = 30.0
SETTLED = 60.0  # seconds after which a child counts as healthy and its delay starts anew
TICK = 0.2
PATIENCE = 25.0  # seconds for the children to end by themselves; above gunicorn's graceful_timeout


def _die_with(parent: int) -> None:
    """In the child, before exec: ask the kernel for SIGTERM when the parent is gone, also by ``kill -9``."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it went before the request was made
        os.kill(os.getpid(), signal.SIGTERM)


@dataclass
class Child:
    """One command that shall always run.

    Attributes:
        name: what people read when it dies.
        command: program and arguments.
        process: the running process; None before the first start and between a death and the next start.
        delay: seconds to wait after its next death.
        due: clock time of the next start.
        started: clock time of the last start.
    """

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    delay: float = FIRST_DELAY
    due: float = 0.0
    started: float = 0.0

    def start(self) -> None:
        """Starts the command in a process group of its own, so that Ctrl-C reaches the parent only."""
        parent = os.getpid()
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - the commands are written in serve.py
            self.command, start_new_session=True, preexec_fn=lambda: _die_with(parent)
        )

    def died(self) -> int | None:
        """The exit status if the process has ended since the last look; plans the next start.

        Status 0 is an end of its own choice (a worker that has grown large), which costs no longer delay.
        """
        if self.process is None or (status := self.process.poll()) is None:
            return None
        now = time.monotonic()
        if status == 0 or now - self.started > SETTLED:
            self.delay = FIRST_DELAY
        self.due = now + self.delay
        if status != 0:
            self.delay = min(self.delay * 2, LONGEST_DELAY)
        self.process = None
        return status


class Supervisor:
    """Runs children until ``stop`` is set, restarting each that dies.

    Args:
        children: what to run.
        log: receives one sentence for each death that was not the child's own choice.
    """

    def __init__(self, children: Sequence[Child], log: Callable[[str], None]) -> None:
        self.children = children
        self.log = log
        self.stop = threading.Event()

    def stop_on(self, *signals: signal.Signals) -> None:
        """Lets each of the signals end ``run``."""
        for number in signals:
            signal.signal(number, lambda *_: self.stop.set())

    def tick(self) -> None:
        """One look at every child: notes who died, starts who is due."""
        for child in self.children:
            status = child.died()
            if status:
                self.log(
                    f"{child.name} đã dừng (mã {status}); sẽ khởi động lại sau {child.due - time.monotonic():.1f} giây."
                )
            if child.process is None and time.monotonic() >= child.due:
                child.start()

    def run(self) -> None:
        """Ticks until stopped, then ends the children: SIGTERM first, SIGKILL for what remains."""
        try:
            while not self.stop.is_set():
                self.tick()
                self.stop.wait(TICK)
        finally:
            self.end()

    def end(self) -> None:
        """Ends every child and waits until it is gone."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
