"""Mẫu văn bản: the program's beginnings and the units' own templates."""

from __future__ import annotations

from dataclasses import fields

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.actions.create import facts_of, signature_of
from documents.actions.document import Content, blank_paper
from documents.actions.template import delete_template, rename_template, save_template
from documents.forms.create import BUILT_IN, OWN
from documents.forms.template import SaveTemplateForm, TemplateFilterForm, TemplateNameForm
from documents.models import PaperTemplate
from documents.models.document import kind_choices
from documents.papers import build
from documents.rendering.markup import paper_fragment
from documents.text.beginnings import beginning, beginnings
from documents.views.access import visible_document
from documents.views.create import drafting_units, visible_templates
from documents.workflow import DRAFTERS
from organizations.active import active_unit
from organizations.models import Unit
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PAGE_SIZE = 50


@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    """Templates of the user's units and of those above them, then the program's own."""
    form = TemplateFilterForm(request.GET or None)
    kind = form.cleaned_data["loai"] if form.is_valid() else ""
    own = visible_templates(signed_in(request))
    if kind:
        own = own.filter(kind=kind)
    names = dict(kind_choices())
    built_in = [(found, names[found.kind]) for found in beginnings() if kind in ("", found.kind)]
    context = {
        "section": "documents",
        "form": form,
        "page": Paginator(own.order_by("kind", "name", "pk"), PAGE_SIZE).get_page(request.GET.get("trang")),
        "query": f"loai={kind}&" if kind else "",
        "built_in": built_in,
        "can_draft": bool(drafting_units(request)),
        "is_filtered": bool(kind),
    }
    return render(request, "documents/template_list.html", context)


@require_safe
def template_built_in(request: HttpRequest) -> HttpResponse:
    """One of the program's beginnings, named in the address, as it begins a paper of the user's unit."""
    if "mau" not in request.GET:
        return redirect("template_list")
    found, unit = beginning(request.GET["mau"]), active_unit(request)
    if found is None or unit is None:
        raise Http404
    texts = found.filled(facts_of(unit, timezone.localdate().year))
    texts = signature_of(unit, found.kind, None, as_head=found.as_head) | texts
    context = {
        "section": "documents",
        "name": found.name,
        "about": found.about,
        "kind_name": dict(kind_choices())[found.kind],
        "fragment": preview(unit, found.kind, texts),
        "kind": found.kind,
        "start": f"{BUILT_IN}:{found.code}",
        "can_draft": bool(drafting_units(request)),
    }
    return render(request, "documents/template_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's own template: how it looks; its drafters rename it here."""
    template = _visible(request, pk)
    form = TemplateNameForm(posted(request), initial={"name": template.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_template(template=template, name=form.cleaned_data["name"], by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("template_detail", pk=pk)
        except ValidationError as error:
            form.add_error("name", error.message_dict["name"][0])
            template.refresh_from_db()
        else:
            messages.success(request, f"Đã đổi tên mẫu thành “{template}”.")
            return redirect("template_detail", pk=pk)
    context = {
        "section": "documents",
        "template": template,
        "form": form,
        "name": template.name,
        "kind_name": dict(kind_choices()).get(template.kind, template.kind),
        "fragment": preview(template.unit, template.kind, template.content),
        "kind": template.kind,
        "start": f"{OWN}:{template.pk}",
        "can_draft": bool(drafting_units(request)),
        "can_change": signed_in(request).holds(DRAFTERS, template.unit_id),
    }
    return render(request, "documents/template_detail.html", context, status=422 if form.errors else 200)


@require_POST
def template_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes a unit's own template."""
    template = _visible(request, pk)
    try:
        delete_template(template=template, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("template_detail", pk=pk)
    messages.success(request, f"Đã xóa mẫu “{template}”. Văn bản đã soạn từ mẫu này vẫn giữ nguyên.")
    return redirect("template_list")


@require_http_methods(["GET", "HEAD", "POST"])
def template_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu làm mẫu: keeps the text of a paper for the next ones."""
    document = visible_document(request, pk)
    units = drafting_units(request)
    if not units:
        raise PermissionDenied
    form = SaveTemplateForm(posted(request), units=units, initial={"name": document.summary[:120]})
    if request.method == "POST" and form.is_valid():
        name, unit = form.cleaned_data["name"], form.cleaned_data["unit"]
        try:
            template = save_template(document=document, unit=unit, name=name, by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error("name", error.message_dict["name"][0])
        else:
            messages.success(request, f"Đã lưu mẫu “{template}” của {unit}.")
            return redirect("template_detail", pk=template.pk)
    context = {"section": "documents", "document": document, "form": form}
    return render(request, "documents/template_save.html", context, status=422 if form.errors else 200)


def preview(unit: Unit, kind: str, texts: dict[str, str]) -> SafeString:
    """How a paper of the unit with these texts would be printed."""
    paper = blank_paper(unit, kind)
    for field in fields(Content):
        setattr(paper, field.name, texts.get(field.name, ""))
    paper.created_at = timezone.now()
    return paper_fragment(build(paper, draft=True), heading="p")


def _visible(request: HttpRequest, pk: int) -> PaperTemplate:
    return get_object_or_404(visible_templates(signed_in(request)), pk=pk)
