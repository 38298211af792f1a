"""Taking a step of a workflow table that a form asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest

from organizations.forms.fields import ReasonField
from workflow.engine import Refused
from workflow.table import Workflow

Thing = TypeVar("Thing")


def posted_step(request: HttpRequest, table: Workflow, action: str, take: Callable[[str], Thing]) -> Thing | None:
    """Takes the step; what refuses it is told as a sentence, and None comes back.

    Args:
        action: the step as the form names it; ``take``: takes it with the reason that was typed, and returns the
        thing as it is then.

    Raises:
        Http404: the table has no such step that a person takes.
    """
    if action not in {row.action for row in table.transitions if not row.automatic}:
        raise Http404
    try:
        return take(ReasonField().clean(request.POST.get("reason", "")))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return None
