"""What the commands that read papers share: a file in, a reading out, or a sentence and an exit status."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand

from documents.text.reader import read_file
from documents.text.reading import Reading, ReadingError

BAD_INPUT, BAD_USAGE = 1, 2


class ReadingCommand(BaseCommand):
    """A command on files that needs no database."""

    requires_system_checks: list[str] = []

    def read(self, file: str) -> Reading:
        """The reading of one file; ends the command with a sentence when it cannot be read."""
        path = Path(file)
        try:
            return read_file(path.name, path.read_bytes())
        except OSError:
            self.end(f"Không đọc được tệp {path}. Hãy kiểm tra tên tệp và quyền đọc.", BAD_INPUT)
        except ReadingError as error:
            self.end(f"{path}: {error}", BAD_INPUT)

    def end(self, sentence: str, status: int) -> NoReturn:
        """End with a sentence on standard error."""
        self.stderr.write(sentence)
        sys.exit(status)
