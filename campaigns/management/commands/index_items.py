"""``manage.py index_items``: gives every plan its items, what is read in them, and proposed answers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from campaigns.actions.items import keep_items
from campaigns.models import Plan


class Command(BaseCommand):
    """Each plan in a transaction of its own: broken off, it goes on where it is started again."""

    help = "Tách mục, nhiệm vụ, chỉ tiêu của mọi kế hoạch đã có và đề xuất câu trả lời văn bản cấp trên."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them all, parents first; say how many were read."""
        plans = Plan.objects.select_related("document__owner", "parent").order_by("depth", "pk")
        done = total = 0
        for pk in list(plans.values_list("pk", flat=True)):
            plan = plans.get(pk=pk)
            total += 1
            done += keep_items(plan=plan)
            if options["verbosity"] > 1 and total % 100 == 0:
                self.stdout.write(f"{total} kế hoạch")
        if options["verbosity"]:
            self.stdout.write(f"Đã tách mục {done} trong {total} kế hoạch.")
