"""Trả lời văn bản cấp trên: what the machine proposes, item by item, for the drafter to confirm or to change."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from campaigns.actions.answers import answer_item, answer_not_applicable, confirm_answers, refuse_answer
from campaigns.models import Plan, PlanItem
from campaigns.queries.cascade import AnswerRow, answer_rows, new_items
from campaigns.views.access import visible_plan
from documents.forms.dispatch import ids_of
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.views.access import signed_in
from workflow.engine import Refused

VIEWS: dict[str, tuple[str, Callable[[AnswerRow], bool]]] = {
    "": ("Tất cả", lambda row: True),
    "cho": ("Chờ xác nhận", lambda row: row.waits),
    "chua": ("Chưa trả lời", lambda row: not row.is_answered),
    "roi": ("Đã xác nhận", lambda row: row.is_answered and not row.waits and not row.is_not_applicable),
    "xem-lai": ("Cần xem lại", lambda row: row.answer is not None and bool(row.answer.note)),
    "khong": ("Không áp dụng", lambda row: row.is_not_applicable),
}


@require_safe
def plan_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The items above that concern the unit, beside what answers them; ``?muc=`` opens one to be changed."""
    return _page(request, _plan(request, pk), request.GET)


def _page(request: HttpRequest, plan: Plan, asked: QueryDict, status: int = 200) -> HttpResponse:
    """The page as ``asked`` for; a decision that was refused stands in its form as it was sent."""
    user = signed_in(request)
    rows = answer_rows(plan)
    wanted = asked.get("loc", "")
    wanted = wanted if wanted in VIEWS else ""
    can_answer = user.holds(DRAFTERS, plan.document.owner_id)
    chosen = next(iter(ids_of([asked.get("muc", "")])), 0) if can_answer else 0
    shown = [row for row in rows if VIEWS[wanted][1](row) or row.item.pk == chosen]
    context = {
        "section": "plans",
        "plan": plan,
        "parent": plan.parent,
        "rows": shown,
        "tabs": _tabs(rows, wanted),
        "wanted": wanted,
        "here": reverse("plan_reply", args=[plan.pk]),
        "total": len(rows),
        "answered": sum(row.is_answered for row in rows),
        "waiting": sum(row.waits for row in shown),
        "new": new_items(plan),
        "can_answer": can_answer,
        "chosen": chosen,
        "own_items": PlanItem.objects.filter(plan=plan).standing() if chosen else [],
        "is_refused": status != 200,
        "typed": asked.get("ly-do", ""),
        "picked": next(iter(ids_of([asked.get("tra-loi", "")])), 0),
    }
    return render(request, "campaigns/plan_reply.html", context, status=status)


def _tabs(rows: list[AnswerRow], wanted: str) -> list[tuple[str, str, int]]:
    """Code, name and number of each view; what has to be looked at again has one when there is something."""
    tabs = [(code, name, sum(map(test, rows))) for code, (name, test) in VIEWS.items()]
    return [tab for tab in tabs if tab[0] != "xem-lai" or tab[2] or wanted == "xem-lai"]


@require_POST
def plan_reply_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirms the marked proposals, or decides about the one item that is open."""
    plan, user = _plan(request, pk), signed_in(request)
    if not user.holds(DRAFTERS, plan.document.owner_id):
        raise PermissionDenied
    step = request.POST.get("buoc", "")
    view = request.POST.get("loc", "")
    back = reverse("plan_reply", args=[pk]) + (f"?loc={view}" if view in VIEWS and view else "")
    if not step:
        _confirm(request, plan, user)
        return redirect(back)
    key = request.POST.get("muc", "")
    item = get_object_or_404(PlanItem, plan__children=plan, pk__in=ids_of([key]))
    try:
        told = _decide(request, plan, item, step, user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, plan, request.POST, status=422)
    messages.success(request, told)
    return redirect(f"{back}#{item.anchor}")


def _confirm(request: HttpRequest, plan: Plan, user: User) -> None:
    done = confirm_answers(plan=plan, parent_items=ids_of(request.POST.getlist("chon")), by=user)
    if done:
        messages.success(request, f"Đã xác nhận {done} câu trả lời.")
    else:
        messages.error(request, "Hãy đánh dấu ít nhất một đề xuất còn chờ xác nhận rồi bấm lại.")


def _decide(request: HttpRequest, plan: Plan, item: PlanItem, step: str, user: User) -> str:
    if step == "khong-ap-dung":
        answer_not_applicable(plan=plan, parent_item=item, reason=request.POST.get("ly-do", ""), by=user)
        return f"Đã ghi {item} không áp dụng cho {plan.document.owner}."
    if step == "bac":
        refuse_answer(plan=plan, parent_item=item, by=user)
        return f"Đã bác đề xuất: {item} chưa được trả lời."
    if step != "chon":
        raise Refused("Không có bước này. Hãy tải lại trang rồi chọn lại.")
    key = request.POST.get("tra-loi", "")
    own = PlanItem.objects.filter(plan=plan, pk__in=ids_of([key])).first()
    if own is None:
        raise Refused("Hãy chọn mục trả lời trong kế hoạch của đơn vị rồi bấm lại.")
    answer_item(plan=plan, parent_item=item, child_item=own, by=user)
    return f"Đã xác nhận {item} được trả lời ở {own}."


def _plan(request: HttpRequest, pk: int) -> Plan:
    """The plan, when it carries out another one that the user may see, too."""
    plan = visible_plan(request, pk)
    if plan.parent is None or not Plan.objects.visible_to(signed_in(request)).filter(pk=plan.parent.pk).exists():
        raise Http404
    return plan
