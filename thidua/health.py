"""``/healthz``: whether the site can do its work, for whoever watches over it."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.models import RenderJob

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
    """Whether nobody works: a job has waited longer than ``LATE`` and in that time none was held or ended.

    A long queue that moves is not late: a thousand certificates take their time.
    """
    limit = now - LATE
    waiting = Q(state=RenderJob.State.QUEUED, created_at__lt=limit)
    abandoned = Q(state=RenderJob.State.RUNNING, lease_until__lt=limit)
    if not RenderJob.objects.filter(waiting | abandoned).exists():
        return False
    return not RenderJob.objects.filter(Q(lease_until__gte=limit) | Q(finished_at__gte=limit)).exists()
