"""The unit a user works for now, of those in which roles are held: kept in the session, chosen in the page's head."""

from __future__ import annotations

from django.http import HttpRequest

from organizations.models import Unit, User

SESSION_KEY = "don_vi"


def unit_choices(request: HttpRequest) -> list[Unit]:
    """The units in which the user holds a role today, in protocol order, each once."""
    if not isinstance(request.user, User):
        return []
    return list({held.unit_id: held.unit for held in request.user.assignments()}.values())


def active_unit(request: HttpRequest) -> Unit | None:
    """The chosen unit while a role is held there, else the first; None for a user without a role."""
    choices = unit_choices(request)
    chosen = request.session.get(SESSION_KEY)
    return next((unit for unit in choices if unit.pk == chosen), choices[0] if choices else None)
