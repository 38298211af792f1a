"""Ways to make a PDF from a ``Paper``: this project's renderer and its rivals, each behind the same three calls.

An engine is ready after ``__init__`` (which raises ``Missing`` with the reason when it is not installed),
``render`` makes one file and returns it with the seconds it took, ``close`` ends it.
"""

from __future__ import annotations

from typing import Protocol

from documents.rendering.paper import Paper


class Missing(Exception):
    """The engine is not installed here; the message says what is missing."""


class Engine(Protocol):
    """What the benchmark asks of an engine."""

    def render(self, paper: Paper) -> tuple[bytes, float]:
        """The file and the seconds it took."""

    def close(self) -> None:
        """End the engine."""
