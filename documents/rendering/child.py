"""The process that renders: ``python -m documents.rendering.child LIMITS``, spoken to by ``sandbox.Renderer``.

It loads everything, renders one small paper to warm up, and then gives up what it does not need: from
there on it opens no connection, starts no process, and reads no file outside its libraries and fonts.
Requests come as frames of JSON on standard input, answers go as frames to standard output.
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
from pathlib import Path

from documents.rendering.checks import printable
from documents.rendering.metrics import FONT_FOLDER
from documents.rendering.paper import Paper
from documents.rendering.wire import read_frame, write_frame

_PR_SET_PDEATHSIG = 1
_MEGABYTE = 1 << 20
_PROJECT = Path(__file__).resolve().parents[2]
_READABLE = tuple(
    os.path.realpath(folder) + os.sep
    for folder in {
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        str(FONT_FOLDER),
        str(_PROJECT / "documents"),
        str(_PROJECT / "static" / "css"),
        str(_PROJECT / "templates" / "documents"),
    }
)
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn",
)  # fmt: skip


def main(limits: dict[str, int]) -> None:
    """Serve requests until standard input is closed. ``limits`` are the fields of ``sandbox.Limits``."""
    _die_with_parent()
    requests, answers = _own_pipes()
    _warm_up()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory_mb"] * _MEGABYTE,) * 2)
    sys.addaudithook(_refuse)
    write_frame(answers, b"ready")
    while (request := read_frame(requests)) is not None:
        _allow_cpu(limits["cpu_seconds"])
        _answer(answers, request)


def _answer(answers: int, request: bytes) -> None:
    """One job: a frame with the outcome and, when it went well, a frame with the file."""
    try:
        content = _render(json.loads(request))
    except (MemoryError, SystemError):  # the interpreter raises the second when it has no memory for the first
        failure = {"failed": "memory"}
    except Exception:  # the parent is told whatever it was, and replaces this process
        failure = {"failed": "error", "detail": traceback.format_exc(limit=-8)[-4000:]}
    else:
        write_frame(answers, b"{}")
        write_frame(answers, content)
        return
    write_frame(answers, json.dumps(failure).encode())


def _render(request: dict[str, str]) -> bytes:
    paper = printable(Paper.from_json(request["paper"]))
    if request["format"] == "docx":
        from documents.rendering.word import paper_docx  # half of the children never print Word

        return paper_docx(paper)
    from documents.rendering.pdf import paper_pdf

    return paper_pdf(paper)


def _warm_up() -> None:
    """Load the libraries, fonts and style sheets: afterwards nothing has to be opened."""
    from documents.rendering.pdf import paper_pdf

    paper_pdf(Paper(kind="Kế hoạch", authority="Ủy ban nhân dân", verify_url="https://example.vn/"))
    gc.freeze()  # what is loaded now stays for good


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


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook. It cannot be removed, so it holds for the rest of the process.

    Raises:
        PermissionError: a connection, a process, or a file that is not one of ours.
    """
    if event == "open":
        path, _, flags = arguments
        if not isinstance(path, str | bytes | os.PathLike):
            return  # a pipe that is open already
        writing = bool(isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if writing or not os.path.realpath(os.fsdecode(path)).startswith(_READABLE):
            raise PermissionError(f"the renderer may not open {path!r}")
    elif event in _FORBIDDEN:
        raise PermissionError(f"the renderer may not use {event}")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
