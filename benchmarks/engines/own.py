"""This project's renderer as the workers use it: in its limited process, tagged, with a QR code, pipes included."""

from __future__ import annotations

import time
from dataclasses import replace

from documents.rendering.paper import Paper
from documents.rendering.sandbox import Limits, Renderer

VERIFY_URL = "https://thidua.example.vn/xac-minh/7K3M9Q2XAB/"


class Own:
    """Timed from outside: what a worker waits for."""

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
