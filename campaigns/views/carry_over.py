"""Dùng lại cho năm sau: an earlier year's plan becomes a draft, each year, date and number decided one by one."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns.actions.plan import draft_plan
from campaigns.forms.start import FIRST_YEAR, LAST_YEAR, ParentField
from campaigns.models import Plan
from campaigns.queries import IN_FORCE, campaign_for, possible_parents
from campaigns.views.access import visible_plan
from documents.actions.carry_over import note_undecided
from documents.actions.create import reusable_content
from documents.forms.carry_over import CarryOverForm
from documents.forms.content import ContentForm
from documents.queries.bases import full_citation, newer_papers, warnings_about
from documents.text.carry_over import Found, find_dated
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

_READ = ("summary", "addressees", "bases", "body", "recipients")


class YearForm(forms.Form):
    """For which year, and under which paper of that year; it stays in the address."""

    nam = forms.IntegerField(
        label="Dùng cho năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2025."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cap-tren"] = ParentField(
            possible_parents(user),
            label="Thực hiện văn bản",
            required=False,
            empty_label="Chưa có: chọn sau",
            error_messages={"invalid_choice": "Hãy chọn văn bản cấp trên trong danh sách."},
        )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The places to be decided, and the draft that comes of it. What is left open stays on the draft as remarks."""
    user = signed_in(request)
    plan = visible_plan(request, pk)
    if not can_carry_over(plan, user):
        messages.error(
            request, "Chỉ người soạn của đơn vị giữ kế hoạch mới dùng lại được, và chỉ kế hoạch đã ban hành."
        )
        return redirect(plan)
    start = YearForm(request.GET.copy() or {"nam": str(plan.year + 1)}, user=user)
    context: dict[str, Any] = {"section": "plans", "plan": plan, "start": start}
    if not start.is_valid() or start.cleaned_data["nam"] == plan.year:
        if start.is_valid():
            start.add_error("nam", f"Kế hoạch này đã là của năm {plan.year}. Hãy chọn năm khác.")
        return render(request, "campaigns/carry_over.html", context, status=422)
    year = start.cleaned_data["nam"]
    form = _decisions(plan, year, posted(request), user)
    context |= {"form": form, "year": year, "places": form.places()}
    if not form.is_bound:
        return render(request, "campaigns/carry_over.html", context)
    if form.is_valid() and (made := _made(plan, year, start.cleaned_data["cap-tren"], form, user)):
        left = len(form.undecided())
        messages.success(request, f"Đã tạo bản thảo cho năm {year} từ {plan}. " + _left(left))
        return redirect("plan_edit", pk=made.pk)
    return render(request, "campaigns/carry_over.html", context, status=422)


def can_carry_over(plan: Plan, user: User) -> bool:
    """Whether the user may begin a new year's plan with this one."""
    document = plan.document
    return document.kind == "KH" and document.state in IN_FORCE and user.holds(DRAFTERS, document.owner_id)


def _decisions(plan: Plan, year: int, data: Any, user: User) -> CarryOverForm:
    old = reusable_content(plan.document)
    texts = {name: old[name] for name in _READ}
    places = find_dated(texts, year=plan.year, new_year=year)
    return CarryOverForm(
        data,
        texts=texts,
        places=places,
        notes=_register_says(places, year, user),
        initial={"creation_key": uuid.uuid4()},
    )


def _register_says(places: list[Found], year: int, user: User) -> dict[int, tuple[str, str]]:
    """By index of the place: the newer paper's citation to put there, and a sentence about it."""
    cited = [(at, one.citation) for at, one in enumerate(places) if one.citation is not None]
    citations = [citation for _, citation in cited]
    found: dict[int, tuple[str, str]] = {}
    gone = {warned.quote: warned for warned in warnings_about(citations, user)}
    newer = newer_papers(citations, user, year)
    for order, (at, citation) in enumerate(cited):
        paper = newer.get(order)
        note = ""
        if warned := gone.get(citation.quote):
            note = f"Văn bản này {warned.why}."
            paper = paper or warned.replaced_by
        if paper is not None:
            text = full_citation(paper).removeprefix("Căn cứ ").removesuffix(";")
            found[at] = text, f"{note} Sổ văn bản có {paper} ngày {paper.date:%d/%m/%Y}.".strip()
        elif note:
            found[at] = places[at].proposed, note
    return found


def _made(plan: Plan, year: int, parent: Plan | None, form: CarryOverForm, user: User) -> Plan | None:
    content = ContentForm(reusable_content(plan.document) | form.result())
    if not content.is_valid():
        for name, errors in content.errors.items():
            form.add_error(None, f"{content[name].label}: {' '.join(map(str, errors))}")
        return None
    try:
        with transaction.atomic():
            made = draft_plan(
                issuer=plan.document.owner,
                year=year,
                content=content.content(),
                by=user,
                creation_key=form.cleaned_data["creation_key"],
                parent=parent,
                campaign=campaign_for(parent),
            )
            if not made.document.comments.exists():  # the form may be posted twice
                note_undecided(document=made.document, notes=form.undecided(), by=user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return made


def _left(count: int) -> str:
    if not count:
        return "Mọi chỗ đã được quyết."
    return f"Còn {count} chỗ chưa quyết, ghi thành góp ý trên bản thảo; hãy xử lý trước khi trình."
