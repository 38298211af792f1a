"""Suggestions for the fields that pick a unit, a person or a user (``organizations/forms/pickers.py``)."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.forms.pickers import MAX_TEXT, PersonField, PickerField, UnitField, UserField
from organizations.models import Person, Unit, User
from organizations.names import search_key
from organizations.normalize import clean_line
from organizations.views.access import signed_in


@require_safe
def unit_search(request: HttpRequest) -> JsonResponse:
    """Units that stand today; ``?het=1`` also those that have ended."""
    units = Unit.objects.visible_to(signed_in(request))
    if not request.GET.get("het"):
        units = units.as_of(timezone.localdate())
    return _answer(request, UnitField(queryset=units))


@require_safe
def person_search(request: HttpRequest) -> JsonResponse:
    """People of the user's units and of those below."""
    return _answer(request, PersonField(queryset=Person.objects.visible_to(signed_in(request))))


@require_safe
def user_search(request: HttpRequest) -> JsonResponse:
    """Active users of the user's units and of those below."""
    return _answer(request, UserField(queryset=User.objects.visible_to(signed_in(request))))


def _answer(request: HttpRequest, field: PickerField) -> JsonResponse:
    words = clean_line(request.GET.get("q", ""))[:MAX_TEXT]
    return JsonResponse(field.suggestions(words) if search_key(words) else [], safe=False)
