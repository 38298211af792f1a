"""``manage.py parse_document FILE [--on YYYY-MM-DD] [--json]``: what the reader makes of a paper. No database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from documents.text.reader import read_file
from documents.text.reading import Reading, ReadingError
from documents.text.summary import summary_of


class Command(BaseCommand):
    """Reads one file and prints it as JSON by contract, or as a summary for people."""

    help = "Đọc một văn bản (.txt, .md, .docx) và in các phần đọc được."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the day the paper counts as written, and the form of the output."""
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp văn bản cần đọc")
        parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="ngày của văn bản, khi văn bản chưa ghi ngày")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the reading; exit status 1 with a sentence when the file cannot be read."""
        path: Path = options["file"]
        try:
            reading = read_file(path.name, _bytes(path), on=options["on"])
        except ReadingError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(1)
        self.stdout.write(_json(reading) if options["json"] else summary_of(reading))


def _json(reading: Reading) -> str:
    return json.dumps(reading.as_json(), ensure_ascii=False, indent=2)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("ngày phải có dạng YYYY-MM-DD, ví dụ 2024-03-22") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"Không tìm thấy tệp {path.name}. Vui lòng kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise ReadingError(f"Không mở được tệp {path.name}. Vui lòng kiểm tra quyền đọc tệp.") from error
