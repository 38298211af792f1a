"""Forms that change something: what is wrong stands beside the field, and what cannot be undone is asked first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.engine import Refused

CONFIRMED, BACK = "xac_nhan", "sua_lai"


@dataclass(frozen=True, slots=True)
class Question:
    """What the page before the act says: ``label`` on the button, the act as a heading, and what will happen."""

    title: str
    label: str
    sentences: Sequence[str]
    tone: str = "primary"


def carried_out(form: forms.Form, act: Callable[[], Any], *, field: str | None = None) -> Any:
    """What ``act`` returns; None after its refusal was added to the form, beside ``field`` if it is about one."""
    try:
        with transaction.atomic():
            return act()
    except ValidationError as error:
        add_errors(form, error)
    except Refused as refusal:
        form.add_error(field, str(refusal))
    return None


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Errors of a model's fields beside the fields of the form, others on top."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, sentences in by_field.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def ask_first(
    request: HttpRequest,
    form: forms.Form,
    *,
    template: str,
    context: dict[str, Any],
    question: Callable[[], Question],
    act: Callable[[], Any],
    done: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """A form in two steps: filled in, then confirmed on a page that lists what will happen.

    Before it asks, the act is tried and taken back, so that nobody confirms what is refused afterwards.

    Args:
        template: page of the form, ``context``: what it needs; ``question``: read when the form is valid;
        ``act``: does it and returns something true; ``done``: answers with what ``act`` returned.
    """
    context = {**context, "form": form}
    if request.method != "POST":
        return render(request, template, context)
    valid = form.is_valid()
    if BACK in request.POST:
        return render(request, template, context)
    if valid and CONFIRMED in request.POST:
        if result := carried_out(form, act):
            return done(result)
    elif valid and carried_out(form, lambda: _tried(act)):
        return render(request, "organizations/unit_ask.html", {**context, "question": question()})
    return render(request, template, context, status=422)


def _tried(act: Callable[[], Any]) -> bool:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    return True
