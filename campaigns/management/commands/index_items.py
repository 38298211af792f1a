"""``manage.py index_items``: gives every plan its items, what is read in them, and proposed answers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from campaigns.actions.items import keep_items
from campaigns.models import Plan
from documents.models import Document


class Command(BaseCommand):
    """Each plan in a transaction of its own: broken off, it goes on where it is started again."""

    help = "Tách mục, nhiệm vụ, chỉ tiêu của mọi kế hoạch đã có và đề xuất câu trả lời văn bản cấp trên."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them all, parents first; say how many were read."""
        plans = Plan.objects.select_related("document__owner", "parent").order_by("depth", "pk")
        done = total = 0
        for pk in list(plans.values_list("pk", flat=True)):
            total += 1
            with transaction.atomic():
                # As whoever saves a text does: it stays as it is while it is read.
                list(Document.objects.select_for_update(of=("self",)).filter(plan=pk).values_list("pk"))
                done += keep_items(plan=plans.get(pk=pk))
            if options["verbosity"] > 1 and total % 100 == 0:
                self.stdout.write(f"{total} kế hoạch")
        if options["verbosity"]:
            self.stdout.write(f"Đã tách mục {done} trong {total} kế hoạch.")
