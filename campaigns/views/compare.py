"""Side-by-side: a plan beside the one above it, beside last year's, or beside any other that the user sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from campaigns.models import Plan
from campaigns.models.plan import PlanQuerySet
from campaigns.views.access import visible_plan
from documents.models.document import State
from documents.text.compare import Relation
from documents.text.compare_marks import MARK_NAMES, RELATIONS, Row, SideBySide, side_by_side
from organizations.models import User
from organizations.models.unit import ids_on
from organizations.names import search_key
from organizations.sheets import Column, table_workbook
from organizations.views.access import signed_in
from organizations.views.sheet import sheet_response

# A list to choose from; what is further away is found by its words.
_MOST = 30
_COLUMNS = (
    Column("STT", 6), Column("Quan hệ", 16), Column("Mục (1)", 10), Column("Nội dung (1)", 60), Column("Mục (2)", 10),
    Column("Nội dung (2)", 60), Column("Giống nhau (%)", 10), Column("Chữ chép (%)", 10),
    Column("Ai làm", 24), Column("Số liệu", 9), Column("Thời hạn", 9),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """How the two sides and the four relations are called, and the sign that stands for each beside its name."""

    above: str
    below: str
    names: dict[Relation, str]
    explained: dict[Relation, str]


SIGNS: dict[Relation, str] = {"nguyen_van": "=", "cu_the_hoa": "≈", "moi": "+", "khong_tra_loi": "–"}
_CHAIN = Words(
    "Văn bản cấp trên",
    "Kế hoạch thực hiện",
    {"nguyen_van": "Nguyên văn", "cu_the_hoa": "Cụ thể hóa", "moi": "Mới", "khong_tra_loi": "Không trả lời"},
    {
        "nguyen_van": "chép lại mục của cấp trên",
        "cu_the_hoa": "viết lại mục của cấp trên theo việc của đơn vị",
        "moi": "cấp trên không nêu",
        "khong_tra_loi": "cấp trên nêu mà kế hoạch chưa có mục nào thực hiện",
    },
)
_YEARS = Words(
    "Kế hoạch trước",
    "Kế hoạch sau",
    {"nguyen_van": "Giữ nguyên văn", "cu_the_hoa": "Viết lại", "moi": "Mới", "khong_tra_loi": "Không còn"},
    {
        "nguyen_van": "chép lại mục của kế hoạch trước",
        "cu_the_hoa": "sửa mục của kế hoạch trước",
        "moi": "kế hoạch trước không có",
        "khong_tra_loi": "kế hoạch trước có, kế hoạch sau bỏ",
    },
)


@require_safe
def plan_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows with their marks, by relation when asked; the plan above is the other one unless another is chosen."""
    user = signed_in(request)
    plan = visible_plan(request, pk)
    other = _other(request, plan, user)
    context: dict[str, Any] = {
        "section": "plans", "plan": plan, "other": other, "words_asked": request.GET.get("tim", "")[:100],
        "choices": _choices(plan, user, request.GET.get("tim", "")[:100]),
    }  # fmt: skip
    if other is not None:
        above, below, words = _sides(plan, other)
        found = side_by_side(above.document.body, below.document.body)
        asked = next((code for code in RELATIONS if code == request.GET.get("loc")), None)
        context |= {
            "above": above, "below": below, "words": words, "found": found, "wanted": asked or "",
            "rows": [_shown(row, words) for row in found.rows if asked in (None, row.relation)],
            "tabs": [
                (code, words.names[code], SIGNS[code], count, words.explained[code])
                for code, count in found.counts().items()
            ],
            "marks": MARK_NAMES.items(), "copied": round(found.copied * 100), "specific": round(found.specific * 100),
        }  # fmt: skip
    return render(request, "campaigns/plan_compare.html", context)


@require_safe
def plan_compare_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows as a workbook."""
    user = signed_in(request)
    plan = visible_plan(request, pk)
    other = _other(request, plan, user)
    if other is None:
        raise Http404
    above, below, words = _sides(plan, other)
    found = side_by_side(above.document.body, below.document.body)
    content = table_workbook(
        title="SO SÁNH KẾ HOẠCH",
        above=(f"(1) {words.above}: {_named(above)}", f"(2) {words.below}: {_named(below)}"),
        columns=_COLUMNS,
        rows=(_cells(number, row, words) for number, row in enumerate(found.rows, start=1)),
        below=_totals(found, words),
        sheet="So sánh",
    )
    return sheet_response(content, f"so-sanh-{slugify(below.document.number_and_symbol) or below.pk}.xlsx")


def _other(request: HttpRequest, plan: Plan, user: User) -> Plan | None:
    """The plan that is asked for, else the one above if the user sees it.

    Raises:
        Http404: the user does not see what is asked for.
    """
    seen = Plan.objects.visible_to(user).select_related("document__owner", "document__issuer")
    asked = request.GET.get("voi", "")
    if asked:
        key = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
        return get_object_or_404(seen.exclude(pk=plan.pk), pk=key)
    return seen.filter(pk=plan.parent_id).first() if plan.parent_id else None


def _sides(plan: Plan, other: Plan) -> tuple[Plan, Plan, Words]:
    """Which of the two stands above, and what this is called: down the chain first, then by years."""
    if plan.path.startswith(other.path) or other.path.startswith(plan.path):
        above, below = sorted((plan, other), key=lambda one: one.depth)
        return above, below, _CHAIN
    if plan.document.owner_id == other.document.owner_id:
        above, below = sorted((plan, other), key=lambda one: (one.year, one.pk))
        return above, below, _YEARS
    return other, plan, _CHAIN if other.depth < plan.depth else _YEARS


def _choices(plan: Plan, user: User, words: str) -> list[tuple[str, list[Plan]]]:
    """Plans to compare with, in groups: the chain above, the unit's other plans, those below, and those searched."""
    seen = Plan.objects.visible_to(user).exclude(pk=plan.pk).exclude(document__state=State.DISCARDED)
    near = list(_nearest(seen, plan))
    chain = set(ids_on(plan.path))
    groups = [
        ("Văn bản cấp trên", [one for one in near if one.pk in chain]),
        (
            f"Kế hoạch khác của {plan.document.owner}",
            [one for one in near if one.pk not in chain and one.document.owner_id == plan.document.owner_id],
        ),
        ("Kế hoạch thực hiện văn bản này", [one for one in near if one.parent_id == plan.pk]),
    ]
    if keys := search_key(words).split():
        matching = seen.for_tree().order_by("-year", "depth", "-pk")
        for key in keys:
            matching = matching.filter(document__search_text__contains=key)
        groups.insert(0, (f"Tìm thấy với “{words}”", list(matching[:_MOST])))
    return [(name, plans) for name, plans in groups if plans]


def _nearest(seen: PlanQuerySet, plan: Plan) -> PlanQuerySet:
    chain = seen.filter(pk__in=ids_on(plan.path))
    near = chain | seen.filter(document__owner=plan.document.owner_id) | seen.filter(parent=plan)
    return near.for_tree().order_by("-year", "depth", "document__owner__protocol_order", "-pk")[: 3 * _MOST]


def _shown(row: Row, words: Words) -> dict[str, Any]:
    return {
        "code": row.relation,
        "name": words.names[row.relation],
        "sign": SIGNS[row.relation],
        "similarity": round(row.similarity * 100) if row.above and row.below else None,
        "copied": round(row.below.copied * 100) if row.below else None,
        "above": row.above,
        "below": row.below,
    }


def _cells(number: int, row: Row, words: Words) -> list[str | int | None]:
    above, below = row.above.item if row.above else None, row.below.item if row.below else None
    return [
        number,
        words.names[row.relation],
        above.place if above else "",
        above.text if above else "",
        below.place if below else "",
        below.text if below else "",
        round(row.similarity * 100) if above and below else None,
        round(row.below.copied * 100) if row.below else None,
        below.owner if below else "",
        "có" if below and below.has_number else "",
        "có" if below and below.has_date else "",
    ]


def _totals(found: SideBySide, words: Words) -> list[str]:
    counted = "; ".join(f"{words.names[code]}: {count}" for code, count in found.counts().items())
    return [
        counted,
        f"Chữ chép nguyên văn: {found.copied:.0%}; mục nêu người làm, số liệu hoặc thời hạn: {found.specific:.0%}",
        f"Lập ngày {timezone.localdate():%d/%m/%Y}.",
    ]


def _named(plan: Plan) -> str:
    day = f" ngày {plan.document.date:%d/%m/%Y}" if plan.document.date else " (chưa ban hành)"
    return f"{plan}{day}, {plan.document.issuer_printed}"
