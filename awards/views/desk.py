"""Rà soát dữ liệu: what looks wrong in the records, with the way to it and, where it is safe, a click that mends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from awards.actions.desk import drop_copy, fill_decision
from awards.guards import may_keep_records
from awards.models import Award
from awards.queries.desk import CHECKS, GAPS, NAMESAKES, TWICE, UNDATED, counts, exact_copies, fills_for, found_by
from awards.views.access import visible_record
from organizations.models import Person, User
from organizations.queries.notes import notes_on_people
from organizations.views.access import signed_in, way_back
from workflow.engine import Refused

PAGE_SIZE = 50
_FIXES = {"ngay": fill_decision, "trung": drop_copy}


@require_safe
def record_desk(request: HttpRequest) -> HttpResponse:
    """One check at a time, with how much each finds."""
    user = signed_in(request)
    counted = counts(user)
    check = request.GET.get("xem", "")
    if check not in CHECKS:
        check = next((code for code, count in counted.items() if count), UNDATED)
    page = Paginator(found_by(check, user), PAGE_SIZE).get_page(request.GET.get("trang"))
    page.object_list = list(page.object_list)
    context = {
        "section": "awards",
        "check": check,
        "tabs": [(code, name, counted[code]) for code, name in CHECKS.items()],
        "page": page,
        "query": f"xem={check}&",
        "rows": _rows(check, page.object_list, user),
    }
    return render(request, "awards/record_desk.html", context)


@require_POST
def desk_fix(request: HttpRequest, pk: int, fix: str) -> HttpResponse:
    """Mends one row by one click."""
    user = signed_in(request)
    award: Award = visible_record(user, "award", pk)
    act = _FIXES.get(fix)
    if act is None:
        raise Http404
    try:
        act(award=award, by=user)
    except (Refused, ValidationError) as refusal:
        said = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        messages.error(request, said)
    else:
        messages.success(request, "Đã sửa. Nhật ký của dòng ghi lại việc này.")
    return redirect(way_back(request, reverse("record_desk")))


def _rows(check: str, found: list[Any], user: User) -> list[dict[str, Any]]:
    """What the page shows of each finding; a fixed number of queries."""
    if check == NAMESAKES:
        return _namesakes([row["search_name"] for row in found], user)
    if check == GAPS:
        return [row | {"lacking": row["last"] - row["there"]} for row in found]
    fills = fills_for(found) if check == UNDATED else {}
    copies = exact_copies(found) if check == TWICE else set()
    return [
        {
            "award": award,
            "fill": fills.get(award.pk),
            "is_copy": award.pk in copies,
            "keeps": may_keep_records(user, award.unit),
        }
        for award in found
    ]


def _namesakes(names: list[str], user: User) -> list[dict[str, Any]]:
    people = list(Person.objects.visible_to(user).filter(search_name__in=names).order_by("sort_name", "pk"))
    notes = notes_on_people(people)
    return [
        {"people": [(one, notes.get(one.pk, "")) for one in people if one.search_name == name], "name": name}
        for name in names
    ]
