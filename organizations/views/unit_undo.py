"""Hoàn tác: the page that lists what will be put back, and the act."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from organizations.actions.unit_undo import may_undo, undo_change
from organizations.queries.unit_changes import latest_change, what_returns
from organizations.views.asking import Question
from organizations.views.unit_changes import administered, to_unit
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def unit_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Hoàn tác of the unit's latest end, renaming or handing over; ``lan`` names the one that was read."""
    user, unit = administered(request, pk)
    change = latest_change(unit)
    if change is None:
        messages.error(request, f"{unit} không có việc đổi tên, kết thúc, chuyển một phần nào để hoàn tác.")
        return redirect("unit_detail", pk=pk)
    if not may_undo(user, change):
        raise PermissionDenied
    if request.method == "POST":
        if request.POST.get("lan") != str(change.pk):
            messages.error(request, "Trong lúc bạn đọc, đơn vị đã có thay đổi khác. Hãy đọc lại rồi xác nhận.")
            return redirect("unit_undo", pk=pk)
        try:
            back = undo_change(change=change, by=user)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, f"Đã hoàn tác: {change.get_kind_display().lower()}. {back} trở lại như trước.")
            return to_unit(user, back)  # the way to it may have been the successor's
        messages.error(request, str(refusal))
        return redirect("unit_detail", pk=pk)
    question = Question(
        title=f"Hoàn tác: {change.get_kind_display().lower()} {change.unit}",
        label="Hoàn tác",
        sentences=what_returns(change),
        tone="danger",
    )
    context = {"section": "units", "unit": unit, "change": change, "question": question}
    return render(request, "organizations/unit_undo.html", context)
