"""The child's side: ``python -m MODULE LIMITS``, spoken to by ``process.Sandbox``.

The module loads everything and does one small thing to warm up; then the process gives up what it does not need:
from there on it opens no connection, starts no process, and reads no file outside its libraries and the folders that
its module names. Requests come as frames on standard input, answers go as frames to standard output.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from documents.sandbox.wire import read_frame, write_frame

_PR_SET_PDEATHSIG = 1
_MEGABYTE = 1 << 20
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn",
)  # fmt: skip

Hook = Callable[[str, tuple[object, ...]], None]


def serve(answer: Callable[[bytes], bytes], *, warm_up: Callable[[], object], refuse: Hook) -> None:
    """Answer requests until standard input is closed; the limits are the fields of ``process.Limits``, from argv.

    Args:
        answer: what is done with one request; ``warm_up``: loads libraries and data, so that afterwards nothing has
        to be opened; ``refuse``: from ``only_reading``.
    """
    limits: dict[str, int] = json.loads(sys.argv[1])
    _die_with_parent()
    requests, answers = _own_pipes()
    warm_up()
    gc.freeze()  # what is loaded now stays for good
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory_mb"] * _MEGABYTE,) * 2)
    sys.addaudithook(refuse)
    write_frame(answers, b"ready")
    while (request := read_frame(requests)) is not None:
        _allow_cpu(limits["cpu_seconds"])
        _answer(answers, answer, request)


def only_reading(folders: Iterable[Path]) -> Hook:
    """An audit hook that lets only libraries and these folders be read. It cannot be removed once it is set."""
    libraries = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    readable = tuple(os.path.realpath(folder) + os.sep for folder in {*libraries, *map(str, folders)})

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        """
        Raises:
            PermissionError: a connection, a process, or a file that is not one of ours.
        """
        if event == "open":
            path, _, flags = arguments
            if not isinstance(path, str | bytes | os.PathLike):
                return  # a pipe that is open already
            writing = bool(isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if writing or not os.path.realpath(os.fsdecode(path)).startswith(readable):
                raise PermissionError(f"the child may not open {path!r}")
        elif event in _FORBIDDEN:
            raise PermissionError(f"the child may not use {event}")

    return refuse


def _answer(answers: int, answer: Callable[[bytes], bytes], request: bytes) -> None:
    """One job: a frame with the outcome and, when it went well, a frame with the content."""
    try:
        content = answer(request)
    except (MemoryError, SystemError):  # the interpreter raises the second when it has no memory for the first
        failure = {"failed": "memory"}
    except Exception:  # the parent is told whatever it was, and replaces this process
        failure = {"failed": "error", "detail": traceback.format_exc(limit=-8)[-4000:]}
    else:
        write_frame(answers, b"{}")
        write_frame(answers, content)
        return
    write_frame(answers, json.dumps(failure).encode())


def _own_pipes() -> tuple[int, int]:
    """Standard input and output for us alone: what a library prints goes to standard error."""
    requests, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, answers


def _die_with_parent() -> None:
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died while we asked
        sys.exit(0)


def _allow_cpu(seconds: int) -> None:
    """SIGXCPU ends the process when this job has used so much more than the ones before it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + seconds + 1, resource.RLIM_INFINITY)
    )
