"""Numbers kept for papers to come: the list, keeping, giving up, and issuing a paper under one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from documents.actions.reserve import cancel_reserved, number_words, reserve_numbers
from documents.actions.step import issue_under
from documents.forms.reserve import CancelForm, ChooseNumberForm, ReserveForm
from documents.models import ReservedNumber
from documents.models.document import State
from documents.queries.books import reserved_symbol
from documents.queries.reserved import open_numbers, reserved_for
from documents.views.access import visible_document
from documents.workflow import ISSUERS
from organizations.models import Unit, User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PAGE_SIZE = 50


def reserved_list(request: HttpRequest) -> HttpResponse:
    """Số giữ trước: all of them with what became of them, and the form that keeps more."""
    user = signed_in(request)
    units = _units_of(user)
    form = ReserveForm(posted(request), units=units) if units else None
    if request.method == "POST" and form is None:
        messages.error(request, "Bạn không có quyền giữ số ở đơn vị nào.")
        return redirect("reserved_list")
    if form is not None and form.is_bound and form.is_valid():
        data = form.cleaned_data
        issuer = next(unit for unit in units if unit.pk == data["unit"])
        try:
            kept = reserve_numbers(
                issuer=issuer, kind=data["kind"], count=data["count"], reason=data["reason"], by=user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã giữ số {number_words(kept)} ngày {kept[0].on:%d/%m/%Y} cho {issuer}.")
            return redirect("reserved_list")
    page = Paginator(reserved_for(user).order_by("-pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    mine = {unit.pk for unit in units}
    rows = [
        {
            "reserved": one,
            "symbol": reserved_symbol(one),
            "can_cancel": one.issuer_id in mine and _is_open(one),
            "question": f"Số {reserved_symbol(one)} sẽ ghi là đã hủy trong sổ văn bản đi và không cấp lại. "
            "Việc hủy không hoàn tác được.",
        }
        for one in page.object_list
    ]
    context = {"section": "documents", "form": form, "rows": rows, "page": page, "query": ""}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "documents/reserved_list.html", context, status=status)


@require_POST
def reserved_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a kept number up, with a reason."""
    reserved = get_object_or_404(reserved_for(signed_in(request)), pk=pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
        return redirect("reserved_list")
    try:
        cancel_reserved(reserved=reserved, reason=form.cleaned_data["reason"], by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã hủy số {reserved_symbol(reserved)}. Sổ văn bản đi ghi số này là đã hủy.")
    return redirect("reserved_list")


def reserved_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Issues a signed paper under a number that was kept."""
    document, user = visible_document(request, pk), signed_in(request)
    if document.state != State.SIGNED or document.issuer is None or not user.holds(ISSUERS, document.owner_id):
        messages.error(request, "Chỉ ban hành bằng số đã giữ khi văn bản đã ký và bạn có quyền ban hành.")
        return redirect(document)
    numbers = open_numbers(document.issuer, document.kind)
    form = ChooseNumberForm(posted(request), numbers=numbers, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        try:
            issued = issue_under(document=document, by=user, reserved=form.cleaned_data["reserved"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã ban hành {issued} bằng số đã giữ, ngày {issued.date:%d/%m/%Y}.")
        return redirect(document)
    context = {"section": "documents", "document": document, "form": form, "has_numbers": numbers.exists()}
    return render(request, "documents/reserved_use.html", context, status=422 if form.is_bound else 200)


def _units_of(user: User) -> list[Unit]:
    """Units in whose series the user may keep numbers, in protocol order."""
    return list({held.unit_id: held.unit for held in user.assignments() if held.role in ISSUERS}.values())


def _is_open(one: ReservedNumber) -> bool:
    return one.document_id is None and one.cancelled_at is None
