"""The calendar that calendar programs read under a secret address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.queries.calendar_feed import user_of_token
from reports.queries.calendar import deadlines_for
from reports.text.ics import calendar


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever the address belongs to: whatever the session says, and as absent for anything else.

    A handful of questions to the database, none of them written: programs may ask as often as they like.
    """
    user = user_of_token(token)
    if user is None:
        raise Http404
    text = calendar(f"Hạn thi đua, khen thưởng – {user}", deadlines_for(user, timezone.localdate()))
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'inline; filename="lich.ics"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
