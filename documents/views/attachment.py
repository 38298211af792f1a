"""Files that go with a paper: the panel on its page, adding, ordering, taking away, fetching."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents.actions.attachment import add_attachment, may_change, move_attachment, remove_attachment
from documents.forms.attachment import AttachmentForm
from documents.models import Attachment, Document
from documents.text.attachments import BadFile
from documents.views.access import section_of, visible_document
from documents.views.files import send_file
from organizations.models import User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


def attachment_panel(document: Document, user: User) -> dict[str, Any]:
    """What the page of a paper shows of the files beside it."""
    return {
        "attachments": list(document.attachments.select_related("file")),
        "can_attach": may_change(document, user),
    }


def attachment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a file to a draft."""
    document, user = visible_document(request, pk), signed_in(request)
    if not may_change(document, user):
        messages.error(request, "Chỉ người soạn mới thêm được tài liệu kèm theo, và chỉ với bản thảo hoặc văn bản đến.")
        return redirect(document)
    form = AttachmentForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            added = add_attachment(
                document=document, name=file.name, data=file.read(), title=form.cleaned_data["title"], by=user
            )
        except BadFile as error:
            form.add_error("file", str(error))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(document)
        else:
            messages.success(request, f"Đã thêm tài liệu kèm theo “{added}”.")
            return redirect(document)
    context = {"section": section_of(document), "document": document, "form": form}
    return render(request, "documents/attachment_form.html", context, status=422 if form.is_bound else 200)


@require_safe
def attachment_download(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came, for who sees the paper."""
    attachment = _visible(request, pk)
    return send_file(attachment.file.path, attachment.file.original_name, attachment.file.media_type)


@require_POST
def attachment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up ("len") or down ("xuong")."""
    attachment = _visible(request, pk)
    try:
        move_attachment(attachment=attachment, up=request.POST.get("huong") == "len", by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(attachment.document)


@require_POST
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the file away from the draft."""
    attachment = _visible(request, pk)
    try:
        remove_attachment(attachment=attachment, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã bỏ tài liệu kèm theo “{attachment}”.")
    return redirect(attachment.document)


def _visible(request: HttpRequest, pk: int) -> Attachment:
    """The attachment of a paper that the user sees; others answer as absent ones."""
    seen = Document.objects.visible_to(signed_in(request))
    attachment = get_object_or_404(Attachment.objects.select_related("file", "document__owner"), pk=pk)
    if not seen.filter(pk=attachment.document_id).exists():
        raise Http404
    return attachment
