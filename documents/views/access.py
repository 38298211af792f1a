"""Loading the paper that a view is about."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from documents.models import Document
from organizations.views.access import signed_in


def visible_document(request: HttpRequest, pk: int) -> Document:
    """The paper if the user may see it; another one's answers 404 as an absent one does."""
    # "plan": its place in the chain, which campaigns adds; every page of a paper asks whether it has one.
    papers = Document.objects.visible_to(signed_in(request)).select_related(
        "owner", "issuer", "source_file", "replaces", "signed_by__person", "plan"
    )
    return get_object_or_404(papers, pk=pk)


def section_of(document: Document) -> str:
    """The part of the menu that the paper's pages belong to: a paper of the chain stands among the plans."""
    return "plans" if getattr(document, "plan", None) is not None else "documents"
