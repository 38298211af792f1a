"""``manage.py doctor``: what this machine lacks, and how to get it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from thidua.diagnosis import Finding, examine


class Command(BaseCommand):
    """Runs without database, Redis or the PDF libraries: it is for when they are missing."""

    help = "Kiểm tra máy này còn thiếu gì và cách khắc phục."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--json`` for scripts."""
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")

    def handle(self, **options: Any) -> None:
        """Prints every finding; ends with status 1 when something required is missing."""
        findings = examine()
        ok = all(finding.ok for finding in findings if finding.required)
        if options["json"]:
            checks = [finding.as_json() for finding in findings]
            self.stdout.write(json.dumps({"ok": ok, "checks": checks}, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(line(finding))
            self.stdout.write("Máy này đã sẵn sàng." if ok else "Còn thiếu mục bắt buộc (đánh dấu THIẾU) ở trên.")
        if not ok:
            sys.exit(1)


def line(finding: Finding) -> str:
    """One finding for people: state, sentence, and what to do."""
    if finding.ok:
        return f"  có     {finding.text}"
    mark = "  THIẾU " if finding.required else "  (nên) "
    return f"{mark} {finding.text}\n         → {finding.fix}"
