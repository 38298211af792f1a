"""``manage.py render_document FILE|ID --output out.pdf``: one paper, by the code that the workers use."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from documents.rendering.from_reading import paper_from
from documents.rendering.paper import Paper
from documents.rendering.sandbox import Renderer, RenderFailed
from documents.text.reader import read_file
from documents.text.reading import ReadingError

_BAD_INPUT, _BAD_USAGE = 1, 2


class Command(BaseCommand):
    """Needs no database when a file is given."""

    help = "Trình bày một văn bản đúng thể thức thành tệp PDF hoặc Word."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The arguments of the contract."""
        parser.add_argument("source", nargs="?", metavar="FILE|ID", help="tệp văn bản, hoặc mã số của văn bản đã lưu")
        parser.add_argument("--output", help="tệp kết quả")
        parser.add_argument("--format", default="pdf", help="pdf (mặc định) hoặc docx")
        parser.add_argument("--draft", action="store_true", help="in chữ DỰ THẢO")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render and write the file; every refusal is a sentence and an exit status."""
        if not options["source"] or not options["output"]:
            self._end("Hãy cho biết văn bản và tệp kết quả: render_document FILE|ID --output tệp.pdf", _BAD_USAGE)
        if options["format"] not in ("pdf", "docx"):
            self._end("Định dạng phải là pdf hoặc docx.", _BAD_USAGE)
        paper = self._paper(options["source"], draft=options["draft"])
        try:
            with Renderer() as renderer:
                content = renderer.render(paper, options["format"])
        except RenderFailed as error:
            self._end(error.reason, _BAD_INPUT)
        try:
            Path(options["output"]).write_bytes(content)
        except OSError as error:
            self._end(f"Không ghi được tệp {options['output']}: {error.strerror}. Hãy chọn nơi lưu khác.", _BAD_INPUT)

    def _paper(self, source: str, *, draft: bool) -> Paper:
        path = Path(source)
        if source.isdecimal() and not path.exists():
            paper = self._stored(int(source))
            return replace(paper, draft=draft or paper.draft)
        try:
            reading = read_file(path.name, path.read_bytes())
        except OSError:
            self._end(f"Không đọc được tệp {source}. Hãy kiểm tra tên tệp và quyền đọc.", _BAD_INPUT)
        except ReadingError as error:
            self._end(str(error), _BAD_INPUT)
        return paper_from(reading, draft=draft)

    def _stored(self, key: int) -> Paper:
        # Imported here: a file can be rendered on a machine whose database is not there.
        from django.db import DatabaseError

        from documents.models import Document
        from documents.papers import paper_of

        try:
            return paper_of(Document.objects.get(pk=key))
        except Document.DoesNotExist:
            self._end(f"Không có văn bản mang mã số {key}.", _BAD_INPUT)
        except DatabaseError:
            self._end("Không mở được cơ sở dữ liệu. Hãy chạy “python manage.py doctor” để biết thiếu gì.", _BAD_INPUT)

    def _end(self, sentence: str, status: int) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(status)
