"""Điều kiện xét: what the records of a person, unit or household are worth before the law, and what is still needed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.eligibility import facts_of, foresee, judge, judge_all
from awards.forms.law import EligibilityForm
from awards.guards import may_read_in_confidence
from awards.models.subject import field_of
from awards.text.titles import TITLES
from awards.views.access import visible_subject
from legal.layers import jurisdiction
from organizations.views.access import signed_in


@require_safe
def eligibility(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """All titles at a glance, or one with every criterion; what a year to come may bring.

    Discipline is among the criteria, so that only who may read that sees the page.
    """
    user = signed_in(request)
    candidate: Any = visible_subject(user, kind, pk)
    if not may_read_in_confidence(user, candidate):
        raise PermissionDenied(
            "Điều kiện xét có cả thông tin kỷ luật: "
            "chỉ thủ trưởng, cán bộ của đơn vị và chuyên viên thường trực được xem."
        )
    form = EligibilityForm(request.GET, kind=field_of(candidate))
    context: dict[str, Any] = {"section": "awards", "subject": candidate, "kind": kind, "form": form}
    if form.is_valid():
        context |= _judged(candidate, form)
    return render(request, "awards/subject_eligibility.html", context, status=422 if form.errors else 200)


def _judged(candidate: Any, form: EligibilityForm) -> dict[str, Any]:
    asked = form.cleaned_data
    year, on, place = asked["nam"], asked["ngay"], asked["noi"]
    facts = facts_of(candidate, year, on)
    found: dict[str, Any] = {"year": year, "on": on, "place": jurisdiction(place)}
    if asked["danh_hieu"]:
        return found | {"judgement": judge(facts, asked["danh_hieu"], year=year, on=on, jurisdiction=place)}
    found["judgements"] = judge_all(facts, year=year, on=on, jurisdiction=place)
    if form.assumption is not None:
        # A year that is over is as it was; the assumption speaks of those to come.
        first = max(year, min(year + 1, timezone.localdate().year))
        possible = foresee(facts, first, form.assumption, place)
        found["forecast"] = [(TITLES[one.code].name, one) for one in possible]
        found["assumed"] = dict(form.fields["neu"].choices)[asked["neu"]]  # type: ignore[attr-defined]
    return found
