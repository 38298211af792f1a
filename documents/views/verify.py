"""The public page behind the QR code of an issued paper."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from documents.forms.upload import VerifyForm
from documents.models import Document
from documents.models.document import State
from documents.queries import corrections_of, issued_file_hashes


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Xác minh: what was issued under the code, its status, and whether an uploaded file is the very one.

    The file is hashed and forgotten. A draft's code is as unknown as any other.
    """
    document = Document.objects.published().select_related("issuer").filter(verify_code=code.upper()).first()
    if document is None:
        return render(request, "documents/verify_unknown.html", status=404)
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    context = {
        "document": document,
        "form": form,
        "in_force": document.state == State.ISSUED,
        "corrections": corrections_of(document),
        "replaced_by": document.replaced_by.filter(state=State.ISSUED).first(),
    }
    if form.is_valid():
        context["is_checked"] = True
        context["match"] = issued_file_hashes(document).get(_sha256(form.cleaned_data["file"]))
    return render(request, "documents/verify.html", context, status=422 if form.errors else 200)


def _sha256(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
