"""Pictures of an exemplar: shown, added, put first, taken away. Works without JavaScript."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.exemplar import may_write
from campaigns.actions.exemplar_photo import add_photo, put_photo_first, remove_photo
from campaigns.forms.exemplar import PhotoForm
from campaigns.text.exemplar_photo import LARGEST, BadPhoto
from campaigns.views.exemplar_access import send_picture, visible_exemplar, visible_photo
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a picture to a draft; who may not is led to the page with a sentence."""
    user, exemplar = signed_in(request), visible_exemplar(request, pk)
    if not may_write(exemplar, user):
        messages.error(request, "Chỉ cán bộ của đơn vị thêm được ảnh, và chỉ khi bài là bản nháp hoặc bị trả lại.")
        return redirect(exemplar)
    form = PhotoForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # One byte more than may be is enough to see that it is too much.
            add_photo(exemplar=exemplar, data=file.read(LARGEST + 1), alt=form.cleaned_data["alt"], by=user)
        except BadPhoto as error:
            form.add_error("file", str(error))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã thêm ảnh. Thông tin nơi chụp, giờ chụp, tên máy trong tệp đã được xóa.")
            return redirect(exemplar)
    context = {"section": "plans", "exemplar": exemplar, "form": form, "photos": list(exemplar.photos.all())}
    return render(request, "campaigns/exemplar_photo.html", context, status=422 if form.is_bound else 200)


@require_safe
def photo_show(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The picture, for who sees the exemplar; ``?co=nho``: the small copy."""
    return send_picture(visible_photo(request, pk), small=request.GET.get("co") == "nho")


@require_POST
def photo_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes the picture away."""
    photo = visible_photo(request, pk)
    try:
        remove_photo(photo=photo, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã bỏ ảnh “{photo}”.")
    return redirect(photo.exemplar)


@require_POST
def photo_first(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Makes it the picture of the card."""
    photo = visible_photo(request, pk)
    try:
        put_photo_first(photo=photo, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Ảnh “{photo}” nay là ảnh đại diện.")
    return redirect(photo.exemplar)
