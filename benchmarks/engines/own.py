"""This project's renderer, tagged and with a QR code: timed like the libraries, and as workers wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from documents.rendering.paper import Paper
from documents.rendering.sandbox import Limits, Renderer

VERIFY_URL = "https://thidua.example.vn/xac-minh/7K3M9Q2XAB/"


def in_process() -> Callable[[Paper], bytes]:
    """The rendering alone, in a process of its own as the rivals have it."""
    from documents.rendering.pdf import paper_pdf

    return lambda paper: paper_pdf(replace(paper, verify_url=VERIFY_URL))


class Worker:
    """In its limited process and timed from outside: checks, pipes and waking up included."""

    def __init__(self) -> None:
        self._renderer = Renderer(Limits(cpu_seconds=300, wall_seconds=300.0))

    def render(self, paper: Paper) -> tuple[bytes, float]:
        """The file, and the seconds between asking for it and having it."""
        paper = replace(paper, verify_url=VERIFY_URL)
        started = time.perf_counter()
        content = self._renderer.render(paper, "pdf")
        return content, time.perf_counter() - started

    def close(self) -> None:
        """End the child."""
        self._renderer.close()
