"""One record: its page, writing it, correcting it, revoking it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from awards.actions.initiative import add_initiative, correct_initiative, names_of
from awards.actions.record import add_record, correct_record, revoke_record, shown, unit_then
from awards.forms.record import RecordForm, RevokeForm
from awards.guards import may_add_for, may_keep
from awards.models import Initiative
from awards.views.access import KINDS, Kind, records_address, subject_of, visible_record, visible_subject
from organizations.models import Person, Unit, User
from organizations.views.access import posted, signed_in
from organizations.views.asking import Question, ask_first, carried_out
from workflow.models import LogEntry


@require_safe
def record_detail(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """What is known of it, who may change it, and how it came about."""
    user = signed_in(request)
    thing = visible_record(user, what, pk)
    keeps = may_keep(user, thing)
    subject = subject_of(thing)
    facts = list(shown(thing).items())
    if isinstance(thing, Initiative):
        rows = thing.authors.select_related("person", "collective")
        facts.insert(2, ("Tác giả", names_of([(row.person or row.collective, row.share) for row in rows])))  # type: ignore[misc]
    context = _of(subject) | {
        "section": "awards",
        "thing": thing,
        "what": what,
        "name": KINDS[what].name,
        "facts": facts,
        "keeps": keeps and not thing.is_revoked,
        "edit_name": f"{what}_edit",
        "revoke_name": f"{what}_revoke",
        "log": LogEntry.objects.about(thing).order_by("-pk")[:50],
    }
    return render(request, "awards/record_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_add(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """A new record of the subject."""
    user = signed_in(request)
    subject = visible_subject(user, kind, pk)
    record = KINDS.get(what)
    if record is None or kind not in record.subjects:
        raise Http404
    if not may_add_for(user, subject):
        raise PermissionDenied
    form = record.form(posted(request), user=user, subject=subject, initial=_first(subject, record))
    if form.is_valid() and (made := carried_out(form, lambda: _add(form, user))):
        messages.success(request, f"Đã ghi vào hồ sơ: {made}.")
        return redirect(records_address(subject))
    context = _of(subject) | {"section": "awards", "form": form, "name": record.name, "thing": None}
    return render(request, "awards/record_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Sửa chỗ ghi sai; what stood before stays in the log."""
    user = signed_in(request)
    thing = _kept(user, what, pk)
    subject = subject_of(thing)
    record = KINDS[what]
    form = record.form(posted(request), user=user, subject=subject, initial=record.form.initial_of(thing))
    return ask_first(
        request,
        form,
        template="awards/record_form.html",
        context=_of(subject) | {"section": "awards", "name": record.name, "thing": thing},
        question=lambda: Question(
            f"Sửa {record.name}",
            "Sửa hồ sơ",
            [*_changes(thing, form), "Nội dung cũ được giữ trong nhật ký của dòng này."],
        ),
        act=lambda: _correct(thing, form, user),
        done=lambda _: _done(request, thing, "Đã sửa hồ sơ."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record_revoke(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Hủy bỏ by a decision; nothing is deleted."""
    user = signed_in(request)
    thing = _kept(user, what, pk)
    form = RevokeForm(posted(request))
    return ask_first(
        request,
        form,
        template="awards/record_revoke.html",
        context=_of(subject_of(thing)) | {"section": "awards", "name": KINDS[what].name, "thing": thing},
        question=lambda: Question(
            f"Hủy bỏ: {thing}",
            "Hủy bỏ",
            [
                "Dòng này ở lại trong hồ sơ với dấu “Đã hủy bỏ” và không được tính khi xét tiêu chuẩn.",
                f"Ghi quyết định hủy bỏ số {form.cleaned_data['number']} và lý do vào nhật ký.",
                "Sau khi hủy bỏ, dòng này không sửa được nữa.",
            ],
            tone="danger",
        ),
        act=lambda: revoke_record(thing=thing, by=user, **form.cleaned_data),
        done=lambda _: _done(request, thing, "Đã hủy bỏ. Dòng này vẫn ở trong hồ sơ."),
    )


def _kept(user: User, what: str, pk: int) -> Any:
    thing = visible_record(user, what, pk)
    if not may_keep(user, thing):
        raise PermissionDenied
    return thing


def _first(subject: Any, record: Kind) -> dict[str, Any]:
    first: dict[str, Any] = {"creation_key": uuid.uuid4(), "unit": unit_then(subject)}
    if record.model is Initiative:
        first["authors"] = record.form.lines_of([(subject, None)])  # type: ignore[attr-defined]
    return first


def _add(form: RecordForm, user: User) -> Any:
    thing = form.thing()
    if isinstance(thing, Initiative):
        return add_initiative(thing=thing, authors=form.cleaned_data["authors"], by=user)
    return add_record(thing=thing, by=user)


def _correct(thing: Any, form: RecordForm, user: User) -> Any:
    version = form.cleaned_data["version"] or 0
    if isinstance(thing, Initiative):
        authors = form.cleaned_data["authors"]
        return correct_initiative(thing=thing, changes=form.values(), authors=authors, version=version, by=user)
    return correct_record(thing=thing, changes=form.values(), version=version, by=user)


def _changes(thing: Any, form: RecordForm) -> list[str]:
    """What will be other than it is, in the words of the log."""
    before = shown(thing)
    changed = type(thing).objects.select_related("unit").get(pk=thing.pk)
    for name, value in form.values().items():
        setattr(changed, name, value)
    after = shown(changed).items()
    lines = [f"{name}: “{before[name] or 'trống'}” sửa thành “{text or 'trống'}”." for name, text in after
             if text != before[name]]  # fmt: skip
    if isinstance(thing, Initiative):
        lines.append(f"Tác giả: {names_of(form.cleaned_data['authors'])}.")
    return lines or ["Không có gì thay đổi."]


def _done(request: HttpRequest, thing: Any, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(thing.get_absolute_url())


def _of(subject: Any) -> dict[str, Any]:
    """The subject for the way back; the page that asks first names a person or a unit."""
    context = {"subject": subject, "records": records_address(subject)}
    if isinstance(subject, Person):
        context["person"] = subject
    elif isinstance(subject, Unit):
        context["unit"] = subject
    return context
