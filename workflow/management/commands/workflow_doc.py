"""Writes or checks ``docs/workflow.md``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.diagram import page


class Command(BaseCommand):
    """Ghi docs/workflow.md từ bảng quy trình, hoặc kiểm tra (--check)."""

    help = "Ghi docs/workflow.md từ bảng quy trình; --check chỉ so sánh."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds ``--check``."""
        parser.add_argument("--check", action="store_true", help="không ghi; báo lỗi nếu tệp đã cũ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the page; with ``--check`` fails when it differs."""
        path = Path(settings.BASE_DIR) / "docs" / "workflow.md"
        text = page()
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            raise CommandError("docs/workflow.md đã cũ. Chạy: python manage.py workflow_doc")
