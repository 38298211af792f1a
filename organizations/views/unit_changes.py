"""Founding, correcting, renaming, moving, ending and taking back units."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from organizations.actions.succession import end_unit, hand_over_part, rename_unit
from organizations.actions.unit import CORRECTABLE, correct_unit, delete_unit, found_unit, move_unit
from organizations.forms.unit import CorrectForm, EndForm, FoundForm, MoveForm, RenameForm
from organizations.guards import may_administer, paths_where
from organizations.models import Role, Unit, User
from organizations.queries.units import belongings_of
from organizations.views.access import posted, signed_in
from organizations.views.asking import Question, ask_first, carried_out
from organizations.views.units import visible_unit
from workflow.engine import Refused

NAMES = ("official_name", "short_name", "level", "kind", "symbol", "place_name")


@require_http_methods(["GET", "HEAD", "POST"])
def unit_create(request: HttpRequest) -> HttpResponse:
    """Lập đơn vị under one that the user administers (``?duoi=`` names it)."""
    user = signed_in(request)
    if not paths_where(user, (Role.ADMINISTRATOR,)):
        raise PermissionDenied
    form = FoundForm(posted(request), user=user, initial=_parent_asked(request, user))
    if form.is_valid():
        unit = carried_out(form, lambda: found_unit(by=user, **form.cleaned_data))
        if unit is not None:
            messages.success(request, f"Đã lập {unit}. Việc tiếp theo: thêm người giữ chức vụ và giao vai trò.")
            return redirect("unit_detail", pk=unit.pk)
    context = {"section": "units", "form": form}
    return render(request, "organizations/unit_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa: a slip of writing, for all time. A name from a day on is ``unit_rename``."""
    user, unit = administered(request, pk)
    form = CorrectForm(posted(request), initial={name: getattr(unit, name) for name in CORRECTABLE})
    if form.is_valid():
        changed = carried_out(form, lambda: correct_unit(unit=unit, by=user, **form.cleaned_data))
        if changed is not None:
            messages.success(request, f"Đã sửa thông tin của {changed}.")
            return redirect("unit_detail", pk=unit.pk)
    context = {"section": "units", "unit": unit, "form": form}
    return render(request, "organizations/unit_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Đổi tên from a day: the old name ends, the new one goes on with all that belongs to the unit."""
    user, unit = administered(request, pk)
    form = RenameForm(posted(request), initial={name: getattr(unit, name) for name in NAMES})

    def question() -> Question:
        data = form.cleaned_data
        has = belongings_of(unit, data["on"])
        return Question(
            title=f"Đổi tên {unit}",
            label="Đổi tên",
            sentences=[
                f"Từ {data['on']:%d/%m/%Y}, “{unit.official_name}” mang tên “{data['official_name']}” "
                f"(gọi tắt “{data['short_name']}”).",
                *_going_on(
                    [
                        (has.below, "đơn vị trực thuộc"),
                        (has.positions, "chức vụ"),
                        (has.roles, "vai trò"),
                        (has.blocks, "chỗ trong khối thi đua"),
                    ],
                    "tiếp tục ở tên mới",
                ),
                "Văn bản đã ban hành và số đã lấy vẫn mang tên cũ; người của đơn vị vẫn xem được.",
                "Tên cũ ở lại trong lịch sử. Ghi nhầm thì hoàn tác được ở trang đơn vị, khi chưa có việc khác dựa vào.",
            ],
        )

    def done(new: Unit) -> HttpResponse:
        messages.success(request, f"Đã đổi tên: {unit} nay là {new}.")
        return redirect("unit_detail", pk=new.pk)

    return ask_first(
        request,
        form,
        template="organizations/unit_rename.html",
        context={"section": "units", "unit": unit},
        question=question,
        act=lambda: rename_unit(unit=unit, by=user, **form.cleaned_data),
        done=done,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Chuyển cấp trên from a day."""
    user, unit = administered(request, pk)
    form = MoveForm(posted(request), user=user)

    def question() -> Question:
        data = form.cleaned_data
        has = belongings_of(unit, data["on"])
        old = unit.parent_on(data["on"])
        return Question(
            title=f"Chuyển {unit}",
            label="Chuyển cấp trên",
            sentences=[
                f"Từ {data['on']:%d/%m/%Y}, {unit} trực thuộc {data['parent']}"
                + (f", không còn trực thuộc {old}." if old else "."),
                *_going_on([(has.below, "đơn vị trực thuộc")], "đi theo"),
                f"Người của {data['parent']} và cấp trên của nơi đó sẽ xem được văn bản, con người của {unit}"
                + (f"; người của {old} thì không còn xem được." if old else "."),
            ],
        )

    def done(moved: Unit) -> HttpResponse:
        messages.success(request, f"Đã chuyển {moved} về trực thuộc {form.cleaned_data['parent']}.")
        return to_unit(user, moved)  # the way to it may have been the old superior's

    return ask_first(
        request,
        form,
        template="organizations/unit_move.html",
        context={"section": "units", "unit": unit},
        question=question,
        act=lambda: move_unit(unit=unit, by=user, **form.cleaned_data),
        done=done,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def unit_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc, sáp nhập, chia tách; or only a part of the work passes to others."""
    user, unit = administered(request, pk)
    form = EndForm(posted(request), user=user)

    def act() -> Any:
        data, successors = form.cleaned_data, form.successors()
        common = {"unit": unit, "on": data["on"], "basis": data["basis"], "by": user}
        if data["how"] == EndForm.PART:
            return hand_over_part(successors=[new for new, _ in successors], **common)
        end_unit(successors=successors, carry_people=data["carry_people"], **common)
        return True

    def done(result: Any) -> HttpResponse:
        ended = form.cleaned_data["how"] == EndForm.END
        messages.success(request, f"Đã ghi {unit} {'kết thúc hoạt động' if ended else 'chuyển một phần việc'}.")
        return redirect("unit_detail", pk=unit.pk)

    return ask_first(
        request,
        form,
        template="organizations/unit_end.html",
        context={"section": "units", "unit": unit},
        question=lambda: _ending(unit, form),
        act=act,
        done=done,
    )


@require_POST
def unit_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Xóa a unit that was founded by mistake today and that nothing belongs to."""
    user, unit = administered(request, pk)
    try:
        delete_unit(unit=unit, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("unit_detail", pk=pk)
    messages.success(request, f"Đã xóa {unit}, đơn vị lập nhầm hôm nay.")
    return redirect("unit_list")


def administered(request: HttpRequest, pk: int) -> tuple[User, Unit]:
    """The user and the unit of a page that only its administrators open.

    Raises:
        Http404: the unit is not the user's to see; PermissionDenied: seen, but not administered.
    """
    user = signed_in(request)
    unit = visible_unit(user, pk)
    if not may_administer(user, unit):
        raise PermissionDenied
    return user, unit


def to_unit(user: User, unit: Unit) -> HttpResponse:
    """To the page of a unit that moved, or to the list when the user sees it no more."""
    seen = Unit.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=unit.pk).exists()
    return redirect("unit_detail", pk=unit.pk) if seen else redirect("unit_list")


def _parent_asked(request: HttpRequest, user: User) -> dict[str, Any]:
    typed = request.GET.get("duoi", "")
    if typed.isdecimal() and len(typed) <= 18:
        parent = Unit.objects.visible_to(user).filter(pk=int(typed)).first()
        if parent is not None and may_administer(user, parent):
            return {"parent": parent, "level": parent.level, "place_name": parent.place_name}
    return {}


def _ending(unit: Unit, form: EndForm) -> Question:
    data, successors = form.cleaned_data, form.successors()
    day = f"{data['on']:%d/%m/%Y}"
    if data["how"] == EndForm.PART:
        names = ", ".join(str(new) for new, _ in successors)
        sentences = [f"Từ {day}, {names} nhận một phần việc của {unit}.", f"{unit} vẫn hoạt động; không gì khác đổi."]
        return Question(f"Chuyển một phần việc của {unit}", "Ghi chuyển một phần", sentences)
    has = belongings_of(unit, data["on"])
    sentences = [f"Từ {day}, {unit} không còn hoạt động."]
    sentences += [f"{new} kế tục ({dict(form.fields[f'kind{1}'].choices)[kind].lower()})." for new, kind in successors]  # type: ignore[attr-defined]
    if not successors:
        sentences.append("Không đơn vị nào kế tục.")
    held = [(has.positions, "chức vụ")]
    if data["carry_people"]:
        sentences += _going_on(held, f"chuyển sang {successors[0][0]} từ ngày đó")
    else:
        sentences += _going_on(held, "kết thúc vào hôm trước ngày đó")
    sentences += _going_on(
        [(has.roles, "vai trò trong chương trình"), (has.blocks, "chỗ trong khối thi đua")], "kết thúc"
    )
    sentences.append("Văn bản và lịch sử của đơn vị ở lại, không xóa được.")
    return Question(f"Kết thúc {unit}", "Kết thúc đơn vị", sentences, tone="danger")


def _going_on(counts: list[tuple[int, str]], what: str) -> list[str]:
    """“2 chức vụ và 1 vai trò …”: a sentence on what there is; none when there is nothing."""
    told = [f"{count} {name}" for count, name in counts if count]
    if not told:
        return []
    *first, last = told
    return [f"{', '.join(first)} và {last} {what}." if first else f"{last} {what}."]
