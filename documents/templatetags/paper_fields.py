"""Which fields of a paper's text stand where on its form."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils import timezone

from documents.forms.content import ContentForm, unused_fields
from legal.papers import SigningMark, signing_marks

register = template.Library()


@register.simple_tag
def marks_of_signing() -> tuple[SigningMark, ...]:
    """The marks before the line of a signature, as suggestions: TM., KT., TL., TUQ., Q."""
    today = timezone.localdate()
    return tuple(mark for mark in signing_marks() if mark.in_force(today))


@register.simple_tag
def field_groups(form: ContentForm, kind: str) -> dict[str, list[BoundField]]:
    """The visible fields: ``signing`` and ``other`` ones that the kind prints, and ``unused`` that it does not.

    ``head`` are those above the body. A field that holds something or is wrong is never among the unused.
    """
    groups: dict[str, list[BoundField]] = {"head": [], "signing": [], "other": [], "unused": []}
    unused = unused_fields(kind)
    for name in ContentForm.base_fields:  # a form that has more fields shows them elsewhere
        field = form[name]
        if field.name in unused and not field.value() and not field.errors:
            groups["unused"].append(field)
        elif field.name in ("summary", "addressees", "authority_line"):
            groups["head"].append(field)
        elif "sign_" in field.name:
            groups["signing"].append(field)
        elif field.name not in ("bases", "body", "recipients"):
            groups["other"].append(field)
    return groups
