"""The findings beside the editor: shown anew while typing, repaired, dismissed; what was typed stays in the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from documents.actions.document import Conflict
from documents.actions.finding import fix_finding, fixed_content
from documents.forms.content import EditForm
from documents.models import Document
from documents.text.blocks import blocks
from documents.text.light import parse_body
from documents.views.findings import ACTS, EDITOR, Said, act, act_said, finding_context
from documents.views.merge import merge_or_ask
from organizations.views.access import signed_in
from workflow.engine import Refused

#: Shows the page of the editor with more context and a status.
Page = Callable[[dict[str, Any], int], HttpResponse]


def acts_on_findings(request: HttpRequest) -> bool:
    """Whether the form was sent for its findings, not to be saved."""
    return any(name in request.POST for name in ("check", *ACTS))


def check_draft_form(
    request: HttpRequest, document: Document, form: EditForm, page: Page, *, section: str
) -> HttpResponse:
    """Shows the findings of what stands in the form, after the pressed button has done its work.

    "fix" saves the text and the repair; to a script it answers JSON with the repaired field. The others save no text:
    to htmx they answer the list alone.
    """
    if "fix" in request.POST:
        return _fix(request, document, form, page, section)
    texts = asdict(form.content_so_far())
    said, done, status = Said(), "", 200
    if "check" not in request.POST:
        try:
            said = act(request, document, texts)
            done = "" if said.error else act_said(request)
        except Refused as refusal:
            done, status = str(refusal), 409
        status = 422 if said.error else status
    if request.headers.get("HX-Request"):
        context = finding_context(document, signed_in(request), EDITOR, texts, said)
        return render(request, "documents/finding_panel.html", {**context, "finding_said": done})
    return page({"said": said, "finding_said": done, "is_check": True}, status)


def _fix(request: HttpRequest, document: Document, form: EditForm, page: Page, section: str) -> HttpResponse:
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422) if by_script else page({}, 422)
    key, version = request.POST["fix"], form.cleaned_data["version"]
    content = form.content()
    try:
        fixed, field, note = fixed_content(document, content, key)
        saved = fix_finding(document=document, version=version, content=content, key=key, by=signed_in(request))
    except Conflict:
        if by_script:
            return JsonResponse({"conflict": True}, status=409)
        return merge_or_ask(request, document, version=version, mine=fixed, section=section)
    except Refused as refusal:
        if by_script:
            return JsonResponse({"refused": str(refusal)}, status=409)
        form.add_error(None, str(refusal))
        return page({}, 409)
    said = f"{note}. Đã lưu (lần sửa {saved.version})."
    if not by_script:
        messages.success(request, said)
        return redirect(f"{request.path}#kiem-tra")
    value = getattr(fixed, field)
    answer: dict[str, Any] = {"version": saved.version, "field": field, "value": value, "said": said}
    if field == "body":
        answer["blocks"] = blocks(parse_body(value))
    return JsonResponse(answer)
