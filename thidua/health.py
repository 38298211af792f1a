"""``/healthz``: whether the site can do its work, for whoever watches over it."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workflow.queue import registered

# A worker takes a waiting job within seconds and a dead worker's job within 75; ten minutes without a sign of life
# mean that none works.
LATE = timedelta(minutes=10)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """``{"status", "database", "queue", "storage"}``, each "ok" or "error"; 503 unless all are "ok".

    Tells nothing else: anybody may ask.
    """
    try:
        database, queue = True, not is_late(timezone.now())
    except DatabaseError:
        database = queue = False
    parts = {"database": database, "queue": queue, "storage": os.access(settings.FILES_DIR, os.W_OK | os.X_OK)}
    healthy = all(parts.values())
    answer = {"status": healthy} | parts
    return JsonResponse({name: "ok" if ok else "error" for name, ok in answer.items()}, status=200 if healthy else 503)


def is_late(now: datetime) -> bool:
    """Whether nobody works on some kind of job: one has waited longer than ``LATE`` (``Queue.is_stuck``)."""
    return any(queue.is_stuck(now - LATE) for queue in registered())
