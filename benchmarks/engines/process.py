"""Engines that are Python libraries run in a fresh process each, so that none carries another's memory."""

from __future__ import annotations

import importlib.util
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.engines import Missing
from documents.rendering.paper import Paper

# Called once in the new process; returns the function that makes a file.
Prepare = Callable[[], Callable[[Paper], bytes]]


class InProcess:
    """One library; timed inside its process, without the pipe."""

    def __init__(self, module: str, prepare: Prepare) -> None:
        if importlib.util.find_spec(module) is None:
            raise Missing(f"thư viện {module} chưa được cài")
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._process.start()
        theirs.close()

    def render(self, paper: Paper) -> tuple[bytes, float]:
        """The file and the seconds it took."""
        self._ours.send(paper)
        answer: tuple[bytes, float] = self._ours.recv()
        return answer

    def close(self) -> None:
        """End the process."""
        self._ours.close()
        self._process.join(10)


def _serve(pipe: Connection[Any, Any], prepare: Prepare) -> None:
    make = None
    while True:
        try:
            paper = pipe.recv()
        except EOFError:
            return
        started = time.perf_counter()
        make = make or prepare()  # the first time counts as cold
        content = make(paper)
        pipe.send((content, time.perf_counter() - started))
