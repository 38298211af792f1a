"""Rendering in a process of its own (``documents.sandbox``), with a sentence for the person who waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

from documents.rendering.board import Board
from documents.rendering.checks import board_refusal, refusal
from documents.rendering.paper import Paper
from documents.sandbox.process import MEGABYTE, Ended, Limits, Sandbox

__all__ = ["BOARD_LIMITS", "Format", "Limits", "RenderFailed", "Renderer", "RendererLost"]

Format = Literal["pdf", "docx"]

# A board of 200 items and 300 units needs 17 s of processor time and 520 MB, and is ordered seldom.
BOARD_LIMITS = Limits(memory_mb=2000, cpu_seconds=100, wall_seconds=200.0, jobs_per_child=1)


class RenderFailed(Exception):
    """The paper could not be rendered; ``reason`` says in Vietnamese what was too much and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RendererLost(RenderFailed):
    """The child died or did not start, and not from the paper's size as far as we can tell: try again."""


class Renderer(Sandbox):
    """Renders papers one after the other in a warm child process."""

    MODULE = "documents.rendering.child"

    def render(self, paper: Paper, format: Format, on_tick: Callable[[], None] | None = None) -> bytes:
        """The paper as a file of that format.

        ``on_tick`` is called about once a second while the child works.

        Raises:
            RenderFailed: the paper asks for too much, or the child failed.
        """
        if reason := refusal(paper):
            raise RenderFailed(reason)
        return self._made({"format": format, "paper": paper.to_json()}, on_tick)

    def render_board(self, board: Board, on_tick: Callable[[], None] | None = None) -> bytes:
        """A board as PDF; the rest as for ``render``. Make the renderer with ``BOARD_LIMITS``."""
        if reason := board_refusal(board):
            raise RenderFailed(reason)
        try:
            return self._made({"board": board.to_json()}, on_tick)
        except RendererLost:
            raise
        except RenderFailed as failure:
            raise RenderFailed(_TOO_MANY_CELLS) from failure

    def _made(self, wanted: dict[str, str], on_tick: Callable[[], None] | None) -> bytes:
        request = json.dumps(wanted).encode()
        if len(request) > self.limits.input_mb * MEGABYTE:
            raise RenderFailed(_TOO_LONG.format(self.limits.input_mb))
        try:
            return self.ask(request, on_tick)
        except Ended as end:
            raise (RendererLost if end.is_mishap else RenderFailed)(self._reason(end.cause)) from end

    def _reason(self, cause: str) -> str:
        return _REASONS.get(cause, _BROKEN).format(
            memory=self.limits.memory_mb, seconds=f"{self.limits.wall_seconds:g}", size=self.limits.output_mb
        )


_TOO_MANY_CELLS = "Bảng quá lớn để in một lần. Hãy lọc theo khối thi đua, đơn vị hoặc loại mục rồi thử lại."
_TOO_LONG = "Văn bản dài hơn {} MB nên không trình bày được. Hãy chia nhỏ văn bản hoặc phụ lục rồi thử lại."
_BROKEN = "Bộ tạo tệp dừng đột ngột. Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị."
_REASONS = {
    "start": (
        "Không khởi động được bộ tạo tệp trên máy chủ. Xin báo người quản trị chạy lệnh “python manage.py doctor” "
        "để biết máy thiếu gì."
    ),
    "size": "Tệp tạo ra lớn hơn {size} MB. Hãy chia nhỏ văn bản hoặc phụ lục rồi thử lại.",
    "memory": (
        "Văn bản cần hơn {memory} MB bộ nhớ để trình bày. Hãy bớt bảng lớn hoặc chia nhỏ văn bản, phụ lục rồi thử lại."
    ),
    "time": (
        "Văn bản quá dài hoặc quá phức tạp: trình bày mất hơn {seconds} giây. "
        "Hãy bớt bảng lớn hoặc chia nhỏ văn bản, phụ lục rồi thử lại."
    ),
}
