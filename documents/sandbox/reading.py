"""Reading files that people upload, in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.sandbox.process import Ended, Limits, Sandbox
from documents.text.reading import ReadingError

LIMITS = Limits(cpu_seconds=60, wall_seconds=90.0, input_mb=24)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The text of a file and the head of the paper in it; "" and None for what could not be read.

    ``errors``, ``warnings``, ``hints`` count the findings; ``ocr`` is the share of well-formed words.
    """

    text: str
    notes: tuple[str, ...]
    kind: str
    number: str
    symbol: str
    on: date | None
    issuer: str
    summary: str
    errors: int
    warnings: int
    hints: int
    ocr: float


class ReaderLost(Exception):
    """The child died or did not start, and the file is not known to be at fault: try again."""


class Reader(Sandbox):
    """Reads files one after the other in a warm child process."""

    MODULE = "documents.sandbox.reading_child"

    def __init__(self, limits: Limits = LIMITS) -> None:
        super().__init__(limits)

    def read(self, name: str, data: bytes, *, longest: int, on_tick: Callable[[], None] | None = None) -> ReadFile:
        """What is in the file called ``name``.

        Args:
            longest: characters from which on the text is refused; ``on_tick``: called about once a second meanwhile.

        Raises:
            ReadingError: it cannot be read, or asks for too much. ReaderLost: a mishap.
        """
        request = b"\0".join((str(longest).encode(), name.replace("\0", "").encode(), data))
        try:
            answer: dict[str, Any] = json.loads(self.ask(request, on_tick))
        except Ended as end:
            if end.is_mishap:
                raise ReaderLost(end.cause) from end
            raise ReadingError(_TOO_MUCH if end.cause in ("time", "memory", "size") else _BROKEN) from end
        if "refused" in answer:
            raise ReadingError(answer["refused"])
        on = answer.pop("on")
        return ReadFile(
            **answer | {"notes": tuple(answer["notes"])}, on=date.fromisoformat(on) if on else None
        )  # fmt: skip


_TOO_MUCH = (
    "Tệp quá lớn hoặc quá phức tạp nên máy dừng đọc giữa chừng. "
    "Hãy tách tệp, hoặc mở tệp, chép phần chữ rồi dán vào ô ở trang Nhập văn bản."
)
_BROKEN = (
    "Tệp có cấu trúc mà máy không đọc được. "
    "Hãy mở tệp, lưu lại thành .docx, hoặc chép phần chữ rồi dán vào ô ở trang Nhập văn bản."
)
