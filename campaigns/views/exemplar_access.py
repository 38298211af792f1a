"""Loading the exemplar, picture or adoption that a view is about; others answer as absent ones."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from campaigns.actions.exemplar import in_care
from campaigns.models import Exemplar, ExemplarPhoto, ModelAdoption
from campaigns.workflow.exemplar import WRITERS
from organizations.active import active_unit
from organizations.models import Unit, User
from organizations.views.access import signed_in


def visible_exemplar(request: HttpRequest, pk: int) -> Exemplar:
    """The exemplar if the user may see it, at the desk of whoever takes care of it today."""
    seen = Exemplar.objects.visible_to(signed_in(request))
    related = ("unit", "desk", "campaign", "person", "consent_by__person", "created_by__person")
    return in_care(get_object_or_404(seen.select_related(*related), pk=pk))


def visible_photo(request: HttpRequest, pk: uuid.UUID) -> ExemplarPhoto:
    """The picture of an exemplar that the user sees."""
    seen = Exemplar.objects.visible_to(signed_in(request)).values("pk")
    return get_object_or_404(ExemplarPhoto.objects.select_related("exemplar"), pk=pk, exemplar__in=seen)


def visible_adoption(request: HttpRequest, pk: int) -> ModelAdoption:
    """The adoption if the user may see it."""
    seen = ModelAdoption.objects.visible_to(signed_in(request))
    return get_object_or_404(seen.select_related("exemplar__unit", "unit", "desk"), pk=pk)


def is_inside(unit: Unit, user: User) -> bool:
    """Whether the user sees how the unit's things were made: of the unit itself, or above it."""
    return any(unit.path.startswith(path) for path in user.unit_paths())


def writing_units(request: HttpRequest) -> list[Unit]:
    """Units for which the user writes, the one worked for now first; no query."""
    held = {one.unit_id: one.unit for one in signed_in(request).assignments() if one.role in WRITERS}
    active = active_unit(request)
    return sorted(held.values(), key=lambda unit: unit != active)


def send_picture(photo: ExemplarPhoto, *, small: bool) -> FileResponse:
    """The picture to be shown in a page: JPEG that we wrote ourselves, never taken for anything else.

    Raises:
        Http404: it is gone from the disk.
    """
    path: Path = photo.small_path if small else photo.path
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise Http404("Ảnh không còn trên máy chủ.") from error
    response = FileResponse(file, as_attachment=False, filename="anh.jpg", content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    # Asked for again each time: what is withdrawn is gone at once.
    response["Cache-Control"] = "no-store"
    return response
