"""Builds the demo office in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from documents.models import RenderJob
from organizations.models import Unit
from thidua.demo.chain import Chain
from thidua.demo.clock import steered_clock
from thidua.demo.desk import Desk
from thidua.demo.exemplars import Exemplars
from thidua.demo.inspected import Inspected
from thidua.demo.judged import Judged
from thidua.demo.office import build_office
from thidua.demo.progress import Progress
from thidua.demo.records import Records


def is_empty() -> bool:
    """Whether no unit stands in the database yet."""
    return not Unit.objects.exists()


def build_demo() -> None:
    """The office, its chain of 2022 to 2024, desk, stories, inspections, reports, records, or nothing if one fails."""
    with steered_clock() as clock, transaction.atomic():
        chain = Chain(build_office(), clock)
        chain.build()
        Judged(chain.office, chain.plans, clock).build()
        Desk(chain.office, chain.plans, clock).build()
        Exemplars(chain.office, chain.campaigns, clock).build()
        Inspected(chain.office, chain.plans, clock).build()
        Progress(chain.office, chain.plans, clock).build()
        Records(chain.office).build()
        # The papers are of 2022 to 2024; the orders for their files are of now, or they would count as long overdue.
        RenderJob.objects.update(created_at=Now())
