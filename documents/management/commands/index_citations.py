"""``manage.py index_citations``: reads what the papers that exist already cite. May run again at any time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from documents.actions.cited import WITHOUT, keep_all
from documents.models import Document, Mention

_CHUNK = 100


class Command(BaseCommand):
    """In chunks, each in a transaction of its own: broken off, it goes on where it is started again."""

    help = "Đọc lại văn bản được dẫn của mọi văn bản đã trình, đã ban hành và văn bản đến."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them all; say how far it is."""
        Mention.objects.filter(document__state__in=WITHOUT).delete()
        keys = list(Document.objects.exclude(state__in=WITHOUT).order_by("pk").values_list("pk", flat=True))
        mentions = 0
        for start in range(0, len(keys), _CHUNK):
            with transaction.atomic():
                some = Document.objects.select_for_update().filter(pk__in=keys[start : start + _CHUNK])
                mentions += keep_all([one for one in some.order_by("pk") if one.state not in WITHOUT])
            if options["verbosity"] > 1:
                self.stdout.write(f"{min(start + _CHUNK, len(keys))}/{len(keys)} văn bản")
        if options["verbosity"]:
            self.stdout.write(f"Đã đọc {len(keys)} văn bản: {mentions} chỗ dẫn.")
