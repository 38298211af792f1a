"""On the page of a paper: the symbol of a letter, and keeping its text as a template."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from documents.actions.create import LETTER
from documents.models import Document
from documents.queries import units_where
from documents.workflow import DRAFTERS
from organizations.models import User

register = template.Library()


@register.inclusion_tag("documents/draft_checks.html", takes_context=True)
def paper_checks(context: Context, document: Document) -> dict[str, Any]:
    """The field for a letter's symbol for its drafters, and the link "Lưu làm mẫu" for those who draft anywhere."""
    user = context["request"].user
    known = isinstance(user, User)
    return {
        "document": document,
        "can_change_symbol": (
            known and document.kind == LETTER and document.is_editable and user.holds(DRAFTERS, document.owner_id)
        ),
        "can_keep": known and bool(document.body) and bool(units_where(user, DRAFTERS)),
    }
