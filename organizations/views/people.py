"""People: the list of a day, the page of one, adding, correcting, merging, and their positions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organizations.actions.person import add_person, add_position, correct_name, correct_position, merge_people
from organizations.forms.person import (
    AddPersonForm,
    CorrectPositionForm,
    MergeForm,
    NameForm,
    PeopleFilterForm,
    PositionForm,
)
from organizations.guards import PEOPLE_KEEPERS, may_keep_people, may_keep_person, paths_where
from organizations.models import Person, Unit, User
from organizations.models.period import PeriodQuerySet
from organizations.queries.notes import notes_on_people
from organizations.queries.people import in_unit, namesakes, page_of, people_of, running_on, seen_positions, titled
from organizations.sheets import Column, table_workbook
from organizations.views.access import posted, signed_in
from organizations.views.asking import Question, ask_first, carried_out
from organizations.views.sheet import sheet_response

PAGE_SIZE = 50
COLUMNS = (
    Column("STT", 6), Column("Họ và tên", 30), Column("Chức vụ", 36), Column("Đơn vị", 40), Column("Từ ngày", 13),
    Column("Đến ngày", 13),
)  # fmt: skip


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Con người: who held which position on a day, by tên."""
    user = signed_in(request)
    form = PeopleFilterForm(request.GET or None, user=user)
    positions = _asked_positions(user, form)
    page = Paginator(people_of(positions, form.asked().get("tim") or ""), PAGE_SIZE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "units",
        "form": form,
        "page": page,
        "on": form.day(),
        "is_today": form.day() == timezone.localdate(),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": any(form.asked().values()),
        "can_add": bool(paths_where(user, PEOPLE_KEEPERS)),
    }
    return render(request, "organizations/person_list.html", context, status=422 if form.errors else 200)


@require_safe
def person_sheet(request: HttpRequest) -> HttpResponse:
    """The people of the list, all pages, a row for each position, as an Excel workbook."""
    user = signed_in(request)
    form = PeopleFilterForm(request.GET or None, user=user)
    if form.errors:  # a workbook of something else than was asked for would pass for the right one
        return redirect(f"{reverse('person_list')}?{request.GET.urlencode()}")
    people = people_of(_asked_positions(user, form), form.asked().get("tim") or "")
    rows: list[list[Any]] = []
    number = 0
    for number, person in enumerate(people, start=1):
        rows += [
            [number, person.full_name, held.title, str(held.unit), held.valid_from, held.valid_to]
            for held in person.held  # type: ignore[attr-defined]
        ]
    on = form.day()
    data = table_workbook(
        title=f"DANH SÁCH CON NGƯỜI VÀ CHỨC VỤ TẠI NGÀY {on:%d/%m/%Y}",
        columns=COLUMNS,
        rows=rows,
        below=[f"Tổng số: {number} người, {len(rows)} chức vụ"],
        sheet="Con người",
    )
    return sheet_response(data, f"con-nguoi-{on:%Y-%m-%d}.xlsx")


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: positions over time, log-in, log."""
    user = signed_in(request)
    person = visible_person(user, pk)
    page = page_of(person, user)
    today = timezone.localdate()
    keeps = may_keep_person(user, person)
    context = {
        "section": "units",
        "person": person,
        "page": page,
        "rows": [(row, row.holds_on(today), may_keep_people(user, row.unit)) for row in page.positions],
        "can_keep": keeps,
        "namesakes": _with_notes(namesakes(user, person.full_name, besides=person)) if keeps else [],
    }
    return render(request, "organizations/person_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_create(request: HttpRequest) -> HttpResponse:
    """Thêm người with the first position; who may be in the list already is shown before."""
    user = signed_in(request)
    if not paths_where(user, PEOPLE_KEEPERS):
        raise PermissionDenied
    form = AddPersonForm(posted(request), user=user)
    same = namesakes(user, form.cleaned_data["full_name"]) if form.is_valid() else []
    context: dict[str, Any] = {"section": "units", "form": form}
    if form.is_valid():
        if same and request.POST.get("van_them") != "1":
            context["same"] = _with_notes(same)
            return render(request, "organizations/person_create.html", context)
        person = carried_out(form, lambda: add_person(by=user, **form.cleaned_data))
        if person is not None:
            messages.success(request, f"Đã thêm {person}.")
            return redirect("person_detail", pk=person.pk)
    return render(request, "organizations/person_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa họ tên."""
    user, person = kept_person(request, pk)
    form = NameForm(posted(request), initial={"full_name": person.full_name})
    if form.is_valid():
        changed = carried_out(form, lambda: correct_name(person=person, by=user, **form.cleaned_data))
        if changed is not None:
            messages.success(request, f"Đã sửa họ tên thành {changed}.")
            return redirect("person_detail", pk=pk)
    context = {"section": "units", "person": person, "form": form}
    return render(request, "organizations/person_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Gộp a second record of the same person into this one."""
    user, person = kept_person(request, pk)
    other = Person.objects.visible_to(user).filter(pk=_number(request.GET.get("voi"))).first()
    form = MergeForm(posted(request), user=user, person=person, initial={"other": other} if other else None)

    def done(kept: Person) -> HttpResponse:
        messages.success(request, f"Đã gộp hai hồ sơ của {kept} thành một.")
        return redirect("person_detail", pk=kept.pk)

    return ask_first(
        request,
        form,
        template="organizations/person_merge.html",
        context={"section": "units", "person": person},
        question=lambda: _merging(person, form.cleaned_data["other"]),
        act=lambda: merge_people(keep=person, by=user, **form.cleaned_data),
        done=done,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def position_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm chức vụ."""
    user = signed_in(request)
    person = visible_person(user, pk)
    if not paths_where(user, PEOPLE_KEEPERS):
        raise PermissionDenied
    form = PositionForm(posted(request), user=user)
    if form.is_valid():
        position = carried_out(form, lambda: add_position(person=person, by=user, **form.cleaned_data))
        if position is not None:
            messages.success(request, f"Đã thêm chức vụ {position.title}, {position.unit} cho {person}.")
            return redirect("person_detail", pk=pk)
    context = {"section": "units", "person": person, "form": form}
    return render(request, "organizations/person_position.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def position_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa, thôi giữ chức vụ."""
    user = signed_in(request)
    position = get_object_or_404(seen_positions(user).select_related("person", "unit"), pk=pk)
    if not may_keep_people(user, position.unit):
        raise PermissionDenied
    initial = {"title": position.title, "since": position.valid_from, "until": position.valid_to}
    form = CorrectPositionForm(posted(request), initial=initial)
    if form.is_valid():
        changed = carried_out(form, lambda: correct_position(position=position, by=user, **form.cleaned_data))
        if changed is not None:
            messages.success(request, f"Đã lưu chức vụ {changed.title} của {position.person}.")
            return redirect("person_detail", pk=position.person_id)
    context = {"section": "units", "person": position.person, "position": position, "form": form}
    return render(request, "organizations/person_position.html", context, status=422 if form.errors else 200)


def visible_person(user: User, pk: int) -> Person:
    """The person, if the user may see them.

    Raises:
        Http404: they do not exist, or are not the user's to see.
    """
    person: Person = get_object_or_404(Person.objects.visible_to(user), pk=pk)
    return person


def kept_person(request: HttpRequest, pk: int) -> tuple[User, Person]:
    """The user and the person of a page that only those open who keep the person's record.

    Raises:
        Http404: the person is not the user's to see; PermissionDenied: seen, but not kept.
    """
    user = signed_in(request)
    person = visible_person(user, pk)
    if not may_keep_person(user, person):
        raise PermissionDenied
    return user, person


def _asked_positions(user: User, form: PeopleFilterForm) -> PeriodQuerySet:
    asked = form.asked()
    positions = running_on(seen_positions(user), form.day(), also_past=bool(asked.get("cu")))
    unit: Unit | None = asked.get("don_vi")
    if unit is not None:
        positions = in_unit(positions, unit)
    return titled(positions, asked["chuc_vu"]) if asked.get("chuc_vu") else positions


def _merging(person: Person, other: Person) -> Question:
    moving = [f"{row.title}, {row.unit}" for row in other.positions.select_related("unit").order_by("valid_from")]
    has_log_in = User.objects.filter(person=other).first()
    sentences = [f"Hồ sơ số {other.pk} ({other}) nhập vào hồ sơ số {person.pk} ({person})."]
    sentences += [f"Chuyển chức vụ: {line}." for line in moving] or ["Hồ sơ thứ hai không có chức vụ nào."]
    if has_log_in:
        sentences.append(f"Tài khoản {has_log_in.username} chuyển sang hồ sơ còn lại.")
    sentences += [f"Họ tên giữ lại: {person}.", "Nhật ký giữ cả hai hồ sơ. Gộp rồi không tách lại được."]
    return Question(f"Gộp hai hồ sơ của {person}", "Gộp hồ sơ", sentences, tone="danger")


def _with_notes(people: list[Person]) -> list[tuple[Person, str]]:
    """Each with a few words on where they work."""
    notes = notes_on_people(people) if people else {}
    return [(person, notes.get(person.pk, "")) for person in people]


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) <= 18 else 0
