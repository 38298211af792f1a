"""Who changes units and people in these tests, and short ways to make them."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, User
from tests.cast import SINCE, Cast, make_user
from workflow.engine import Refused
from workflow.models import LogEntry

CHANGED = date(2025, 7, 1)
BEFORE = CHANGED - timedelta(days=1)
DAY = f"{CHANGED:%d/%m/%Y}"


def administrator(cast: Cast, unit: Unit | None = None) -> User:
    """The administrator of the city, or of another unit."""
    unit = unit or cast.city
    return make_user(f"quantri{unit.pk}", "Vương Nhật Huy", unit, Role.ADMINISTRATOR)


def ward(name: str, parent: Unit, since: date = SINCE, **fields: object) -> Unit:
    """A unit of the commune level, called the same at length and in short."""
    values = {"level": Unit.Level.COMMUNE, "kind": Unit.Kind.COMMITTEE, "short_name": name, "official_name": name}
    return found_unit(valid_from=since, parent=parent, **(values | fields))


def again(thing):
    """The thing as the next request reads it."""
    return type(thing).objects.get(pk=thing.pk)


def logged(thing) -> list[tuple[str, list[str]]]:
    """Labels and sentences of its log, oldest first."""
    return [(entry.label, entry.data.get("lines", [])) for entry in LogEntry.objects.about(thing)]


def refusal(act) -> str:
    """The sentence with which ``act`` is refused; "" when it is not."""
    try:
        act()
    except ValidationError as error:
        return "; ".join(error.messages)
    except Refused as error:
        return str(error)
    return ""


def tomorrow() -> date:
    """The day after today."""
    return timezone.localdate() + timedelta(days=1)
