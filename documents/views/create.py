"""Soạn văn bản: a new paper of any kind, from its kind and unit to a draft that opens in the editor."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from documents.actions.create import begin_paper, facts_of, set_drafting_unit, signature_of, signers_of
from documents.forms.create import BUILT_IN, OWN, BeginForm, DraftingUnitField, KindForm
from documents.models import PaperTemplate
from documents.models.document import kind_choices
from documents.queries import units_where
from documents.text.beginnings import Beginning, beginnings
from documents.views.access import visible_document
from documents.workflow import DRAFTERS
from organizations.active import active_unit
from organizations.models import Unit, User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def document_create(request: HttpRequest) -> HttpResponse:
    """Kind and unit stand in the address, how the paper begins in the form."""
    units = drafting_units(request)
    if not units:
        raise PermissionDenied
    asked = request.GET.copy()
    asked.setdefault("don-vi", str(units[0].pk))
    chosen = KindForm(asked if "loai" in asked else None, units=units, initial={"don-vi": units[0].pk})
    if not chosen.is_valid():
        context = {"section": "documents", "form": chosen, "beginnings": _named(), "unit": units[0]}
        return render(request, "documents/document_start.html", context)
    return _begin(request, chosen.cleaned_data["loai"], chosen.cleaned_data["don-vi"])


def drafting_units(request: HttpRequest) -> list[Unit]:
    """Units for which the user drafts, the one worked for now first."""
    ids = units_where(signed_in(request), DRAFTERS)
    active = active_unit(request)
    units = list(Unit.objects.filter(pk__in=ids).in_protocol_order())
    return sorted(units, key=lambda unit: unit != active)


def visible_templates(user: User) -> QuerySet[PaperTemplate]:
    """The units' own templates that the user may use, with what a page names of each."""
    found = PaperTemplate.objects.visible_to(user).select_related("unit", "created_by__person")
    return cast("QuerySet[PaperTemplate]", found)


def _begin(request: HttpRequest, kind: str, unit: Unit) -> HttpResponse:
    user = signed_in(request)
    templates = visible_templates(user).filter(kind=kind)
    form = BeginForm(
        posted(request),
        kind=kind,
        unit=unit,
        signers=signers_of(unit, timezone.localdate()),
        templates=list(templates),
        initial=_initial(request),
    )
    context = {
        "section": "documents",
        "form": form,
        "unit": unit,
        "kind": kind,
        "kind_name": dict(kind_choices())[kind],
        "templates": form.templates.values(),
        "built_in": form.built_in.values(),
    }
    if not form.is_valid():
        return render(request, "documents/document_create.html", context, status=422 if form.errors else 200)
    return _create(request, form, context)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """First answers; ``mau`` in the address names the beginning, as in "co-san:giay-moi-hop"."""
    values: dict[str, Any] = {"year": timezone.localdate().year, "creation_key": uuid.uuid4()}
    start = request.GET.get("mau", "")
    return values | ({"start": start} if start.startswith((f"{BUILT_IN}:", f"{OWN}:")) else {})


def _create(request: HttpRequest, form: BeginForm, context: dict[str, Any]) -> HttpResponse:
    unit, data = context["unit"], form.cleaned_data
    try:
        document = begin_paper(
            unit=unit,
            kind=context["kind"],
            texts=form.texts(facts_of(unit, data["year"])),
            signature=signature_of(unit, context["kind"], form.signer_chosen, as_head=form.acts_as_head),
            by=signed_in(request),
            creation_key=data["creation_key"],
            drafting_unit=data.get("drafting_unit", ""),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "documents/document_create.html", context, status=409)
    messages.success(request, f"Đã tạo bản thảo {document}. Hãy điền các chỗ “[…” rồi lưu.")
    return redirect("document_edit", pk=document.pk)


@require_POST
def symbol_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes the drafting unit in the symbol of a công văn."""
    document = visible_document(request, pk)
    try:
        letters = DraftingUnitField().clean(request.POST.get("drafting_unit", ""))
        changed = set_drafting_unit(document=document, drafting_unit=letters, by=signed_in(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Ký hiệu hiện nay: {changed.number_and_symbol}.")
    return redirect(document)


def _named() -> list[tuple[Beginning, str]]:
    """The program's beginnings with the names of their kinds."""
    names = dict(kind_choices())
    return [(found, names[found.kind]) for found in beginnings()]
