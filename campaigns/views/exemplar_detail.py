"""One exemplar: its page, writing it, the steps of its life, and making it public."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.adoption import why_not_adopt
from campaigns.actions.exemplar import (
    Stale,
    create_exemplar,
    may_publish,
    may_withdraw,
    may_write,
    publish_exemplar,
    save_exemplar,
    take_exemplar_step,
    withdraw_exemplar,
)
from campaigns.forms.exemplar import ConsentForm, ExemplarForm
from campaigns.models import Campaign, Exemplar, ModelAdoption
from campaigns.models.exemplar import ExemplarState
from campaigns.text.exemplar_figures import figures_of
from campaigns.views.exemplar_access import is_inside, visible_exemplar, writing_units
from campaigns.workflow.exemplar import EXEMPLAR
from documents.rendering.body import body_html
from documents.text.light import parse_body
from organizations.models import Person
from organizations.views.access import posted, signed_in
from organizations.views.stepping import posted_step
from workflow.engine import Refused, options
from workflow.models import LogEntry


@require_safe
def exemplar_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Story, figures, pictures, who adopts it; to those inside also how it came about."""
    user, exemplar = signed_in(request), visible_exemplar(request, pk)
    inside = is_inside(exemplar.unit, user) or is_inside(exemplar.desk, user)
    adoptions = list(ModelAdoption.objects.visible_to(user).filter(exemplar=exemplar).for_list())
    adopting = {one.unit_id for one in adoptions}
    writing = writing_units(request)
    log = list(LogEntry.objects.about(exemplar).order_by("-pk")[:50]) if inside else []
    is_returned = exemplar.state == ExemplarState.RETURNED
    context = {
        "section": "plans",
        "exemplar": exemplar,
        "inside": inside,
        "options": options(exemplar, user),
        "can_write": may_write(exemplar, user),
        "can_publish": may_publish(exemplar, user) and not exemplar.wants_public,
        "can_withdraw": may_withdraw(exemplar, user) and exemplar.wants_public,
        "adoptions": adoptions,
        "can_adopt": any(not why_not_adopt(exemplar, unit) and unit.pk not in adopting for unit in writing),
        "log": log,
        "returned": next((entry for entry in log if entry.action == "return"), None) if is_returned else None,
        "sees_campaign": bool(
            exemplar.campaign_id and Campaign.objects.visible_to(user).filter(pk=exemplar.campaign_id).exists()
        ),
        "sees_person": bool(
            exemplar.person_id and Person.objects.visible_to(user).filter(pk=exemplar.person_id).exists()
        ),
        **shown(exemplar),
    }
    return render(request, "campaigns/exemplar_detail.html", context)


def shown(exemplar: Exemplar) -> dict[str, Any]:
    """What every page of an exemplar shows: story as HTML, figures, pictures."""
    return {
        "story": story_html(exemplar.story),
        "figures": figures_of(exemplar.figures),
        "photos": list(exemplar.photos.all()),
    }


def story_html(text: str) -> SafeString:
    """Light text as HTML; everything that was typed is escaped."""
    body = parse_body(text)
    return body_html(body.opening, body.sections, body.closing)


@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_create(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    user, units = signed_in(request), writing_units(request)
    if not units:
        raise PermissionDenied
    first = {"creation_key": uuid.uuid4(), "year": timezone.localdate().year, "kind": Exemplar.Kind.PERSON}
    form = ExemplarForm(posted(request), user=user, units=units, initial=first)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            made = create_exemplar(
                unit=form.unit,
                content=form.content(),
                by=user,
                creation_key=form.cleaned_data["creation_key"] or uuid.uuid4(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Đã lưu bản nháp “{made}”. Có thể thêm ảnh, viết tiếp rồi đề nghị duyệt.")
            return redirect(made)
    context = {"section": "plans", "form": form, "unit": units[0]}
    return render(request, "campaigns/exemplar_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Writing a draft or what came back; who may not is led to the page with a sentence."""
    user, exemplar = signed_in(request), visible_exemplar(request, pk)
    if not may_write(exemplar, user):
        messages.error(request, "Chỉ cán bộ của đơn vị sửa được, và chỉ khi bài là bản nháp hoặc bị trả lại.")
        return redirect(exemplar)
    initial = ExemplarForm.initial_of(exemplar)
    form = ExemplarForm(posted(request), user=user, units=[exemplar.unit], current=exemplar, initial=initial)
    status, other = (422 if form.errors else 200), None
    if form.is_valid():
        try:
            had_consent = exemplar.wants_public
            saved = save_exemplar(
                exemplar=exemplar, version=form.cleaned_data["version"] or 0, content=form.content(), by=user
            )
        except Stale as stale:
            # The text stays as typed; sent again it takes the place of the other one, knowingly.
            typed = request.POST.copy()
            typed["version"] = str(stale.current.version)
            form.data = typed
            form.add_error(None, str(stale))
            status, other = 409, stale.current
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, "Đã lưu.")
            if had_consent and not saved.wants_public:
                messages.warning(request, "Nội dung đã đổi nên xác nhận đồng ý công khai không còn; hãy xác nhận lại.")
            return redirect(saved)
    context = {"section": "plans", "form": form, "exemplar": exemplar, "unit": exemplar.unit, "other": other}
    return render(request, "campaigns/exemplar_form.html", context, status=status)


@require_POST
def exemplar_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One step of the table; a refusal is shown as a sentence."""
    exemplar = visible_exemplar(request, pk)
    user = signed_in(request)
    done = posted_step(
        request, EXEMPLAR, action,
        lambda reason: take_exemplar_step(exemplar=exemplar, action=action, by=user, reason=reason),
    )  # fmt: skip
    if done is not None:
        label = EXEMPLAR.transition(action).label.lower()
        messages.success(request, f"Đã {label}: “{done}”. Trạng thái hiện nay: {done.get_state_display()}.")
    return redirect(exemplar)


@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly what everybody would read, and the confirmation that the people in it agree."""
    user, exemplar = signed_in(request), visible_exemplar(request, pk)
    if not may_publish(exemplar, user):
        messages.error(request, "Bạn không có quyền công khai bài này ở trạng thái hiện nay.")
        return redirect(exemplar)
    form = ConsentForm(posted(request), initial={"version": exemplar.version})
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            done = publish_exemplar(exemplar=exemplar, by=user, **form.cleaned_data)
        except Stale:
            form.add_error(None, "Bài vừa được sửa sau khi bạn mở trang này. Hãy mở lại trang và đọc bản mới.")
            status = 409
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            when = "Bài đã hiện ở trang công khai." if done.is_public else "Bài sẽ công khai khi được duyệt."
            messages.success(request, f"Đã ghi xác nhận đồng ý. {when}")
            return redirect(done)
    context = {"section": "plans", "exemplar": exemplar, "form": form, **shown(exemplar)}
    return render(request, "campaigns/exemplar_consent.html", context, status=status)


@require_POST
def exemplar_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút công khai."""
    exemplar = visible_exemplar(request, pk)
    try:
        withdraw_exemplar(exemplar=exemplar, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã rút công khai. Bài và ảnh chỉ còn đọc được trong nội bộ.")
    return redirect(exemplar)
