"""One warm renderer for the tests of this folder: papers go the way they go in the workers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from documents.rendering.sandbox import Renderer


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """Rendering with the limits of the program."""
    with Renderer() as made:
        yield made
