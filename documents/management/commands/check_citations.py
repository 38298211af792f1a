"""``manage.py check_citations FILE FILE … [--json]``: where papers contradict each other about a third. No database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser

from documents.management.reading import BAD_USAGE, ReadingCommand
from documents.text.conflicts import Conflict, Mention, find_conflicts

NAMES = {
    "date-conflict": "ngày ban hành khác nhau",
    "title-conflict": "trích yếu khác nhau",
    "scope-conflict": "địa bàn trong trích yếu khác nhau",
    "issuer-conflict": "cơ quan ban hành khác nhau",
    "symbol-near-duplicate": "ký hiệu gần giống nhau",
}


class Command(ReadingCommand):
    """Reads the papers and prints the conflicts between their citations."""

    help = "Đối chiếu các văn bản được dẫn trong nhiều văn bản với nhau."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and the form of the output."""
        parser.add_argument("files", nargs="*", metavar="FILE", help="các tệp văn bản cần đối chiếu")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the conflicts; every refusal is a sentence and an exit status."""
        if not options["files"]:
            self.end("Hãy cho biết các tệp cần đối chiếu: check_citations TỆP TỆP … [--json]", BAD_USAGE)
        mentions = [
            Mention(file, citation) for file in options["files"] for citation in self.read(file).citations
        ]  # fmt: skip
        conflicts = find_conflicts(mentions)
        self.stdout.write(_json(conflicts) if options["json"] else _sentences(conflicts))


def _json(conflicts: Sequence[Conflict]) -> str:
    rows = [
        {
            "key": conflict.key,
            "code": conflict.code,
            "mentions": [
                {"file": one.source, "line": one.citation.line, "quote": one.citation.quote}
                for one in conflict.mentions
            ],
        }
        for conflict in conflicts
    ]
    return json.dumps({"conflicts": rows}, ensure_ascii=False, indent=2)


def _sentences(conflicts: Sequence[Conflict]) -> str:
    if not conflicts:
        return "Không thấy mâu thuẫn giữa các văn bản được dẫn."
    lines = []
    for conflict in conflicts:
        lines.append(f"{conflict.key}: {NAMES[conflict.code]}")
        lines += [f"  {one.source}, dòng {one.citation.line}: {one.citation.quote}" for one in conflict.mentions]
    return "\n".join(lines)
