"""``manage.py parse_document FILE [--on YYYY-MM-DD] [--json]``: what the reader makes of a paper. No database."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from documents.text.reader import read_file
from documents.text.reading import Reading, ReadingError
from documents.text.summary import summary_of

_BAD_INPUT, _BAD_USAGE = 1, 2


class Command(BaseCommand):
    """Reads one file and prints it as JSON by contract, or as a summary for people."""

    help = "Đọc một văn bản (.txt, .md, .html, .docx, .pdf) và in các phần đọc được."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the day the paper counts as written, and the form of the output."""
        parser.add_argument("file", nargs="?", metavar="FILE", help="tệp văn bản cần đọc")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="ngày của văn bản, khi văn bản chưa ghi ngày")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the reading; every refusal is a sentence and an exit status."""
        if not options["file"]:
            self._end("Hãy cho biết tệp cần đọc: parse_document TỆP [--on YYYY-MM-DD] [--json]", _BAD_USAGE)
        on = self._day(options["on"])
        path = Path(options["file"])
        try:
            reading = read_file(path.name, path.read_bytes(), on=on)
        except OSError:
            self._end(f"Không đọc được tệp {path}. Hãy kiểm tra tên tệp và quyền đọc.", _BAD_INPUT)
        except ReadingError as error:
            self._end(str(error), _BAD_INPUT)
        self.stdout.write(_json(reading) if options["json"] else summary_of(reading))

    def _day(self, text: str | None) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._end("Ngày sau --on phải có dạng YYYY-MM-DD, ví dụ 2024-03-22.", _BAD_USAGE)

    def _end(self, sentence: str, status: int) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(status)


def _json(reading: Reading) -> str:
    return json.dumps(reading.as_json(), ensure_ascii=False, indent=2)
