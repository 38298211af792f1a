"""Tra cứu: what the law says about a title on a day in a place."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from awards.forms.law import LawForm
from legal import tally
from legal.dated import NotCovered
from legal.layers import jurisdiction
from legal.lookup import as_dict, look_up
from legal.titles import SUBJECT_NAMES
from organizations.views.access import signed_in

#: The usual sizes of a council, for which the votes that are needed are told.
COUNCILS = range(7, 16)


@require_safe
def law_lookup(request: HttpRequest) -> HttpResponse:
    """Criteria, authority, votes, prize, dossier and time limits, each with its article; anyone signed in may ask."""
    signed_in(request)
    form = LawForm(request.GET)
    context = {"section": "awards", "form": form, "subject_names": SUBJECT_NAMES, "law": None, "gap": ""}
    if form.is_narrowed:
        code, on, place = (form.cleaned_data[name] for name in ("danh_hieu", "ngay", "noi"))
        try:
            context["law"] = as_dict(look_up(code, on, place))
            context["place"], context["on"] = jurisdiction(place), on
            context["votes"] = _votes(code, on, place)
        except NotCovered as gap:
            context["gap"] = str(gap)
    return render(request, "awards/law_lookup.html", context, status=422 if form.errors else 200)


def _votes(code: str, on: date, place: str) -> list[tuple[int, int]]:
    """For the usual sizes of a council how many of all members have to agree; empty where no share is fixed."""
    try:
        needed = [(members, tally.required(code, on, members, place).required) for members in COUNCILS]
    except NotCovered:
        return []
    return [(members, number) for members, number in needed if number is not None]
