"""``manage.py compare_documents PARENT CHILD [--json]``: how a plan answers the plan above it. No database."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.core.management.base import CommandParser

from documents.management.reading import BAD_USAGE, ReadingCommand
from documents.text.compare import Comparison, Relation, compare

_NAMES: dict[Relation, str] = {
    "nguyen_van": "chép nguyên văn",
    "cu_the_hoa": "cụ thể hóa",
    "moi": "nội dung mới",
    "khong_tra_loi": "chưa được triển khai",
}


class Command(ReadingCommand):
    """Reads both plans and prints the comparison."""

    help = "So sánh một kế hoạch với kế hoạch cấp trên mà nó triển khai."

    def add_arguments(self, parser: CommandParser) -> None:
        """The plan above, the plan below, and the form of the output."""
        parser.add_argument("parent", nargs="?", metavar="PARENT", help="tệp kế hoạch cấp trên")
        parser.add_argument("child", nargs="?", metavar="CHILD", help="tệp kế hoạch triển khai")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the comparison; every refusal is a sentence and an exit status."""
        if not options["parent"] or not options["child"]:
            self.end("Hãy cho biết hai tệp: compare_documents CẤP_TRÊN CẤP_DƯỚI [--json]", BAD_USAGE)
        found = compare(self.read(options["parent"]).body, self.read(options["child"]).body)
        self.stdout.write(
            json.dumps(found.as_json(), ensure_ascii=False, indent=2) if options["json"] else _sentences(found)
        )


def _sentences(found: Comparison) -> str:
    counts = Counter(pair.relation for pair in found.pairs)
    lines = [f"{name[:1].upper()}{name[1:]}: {counts[relation]}" for relation, name in _NAMES.items()]
    lines.append(
        f"Tỷ lệ chép nguyên văn: {found.copied:.0%}; tỷ lệ mục có người làm, con số hoặc thời hạn: {found.specific:.0%}"
    )
    missing = [pair.parent.shown for pair in found.pairs if pair.parent and pair.relation == "khong_tra_loi"]
    if missing:
        lines += ["Chưa được triển khai:", *(f"  {text[:160]}" for text in missing)]
    return "\n".join(lines)
