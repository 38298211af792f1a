"""What the checker found, as the pages of a draft show it: the list, Điều 17, and what is done with a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from documents.actions.document import Conflict, content_of
from documents.actions.finding import dismiss_finding, fix_finding, take_up_finding
from documents.forms.content import ContentForm
from documents.models import DismissedFinding, Document
from documents.queries.findings import Found, findings_of
from documents.queries.version import may_read_history
from documents.text.completeness import ELEMENT_NAMES, STATE_NAMES
from documents.text.draft_text import Located, section_at
from documents.text.finding_list import Listed, grouped
from documents.text.reading import Completeness
from documents.views.access import section_of
from documents.views.comment import drafted_document
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.views.access import signed_in
from workflow.engine import Refused

#: The buttons of the list; the value of each is the key of its finding.
ACTS = ("fix", "dismiss", "undismiss")
CHOOSE_PARENT = "Chọn văn bản cấp trên"
_ABOUT_PARENT = ("parent-missing", "parent-year")
_LONGEST = 500
_MANY_LINES = ("bases", "recipients", "addressees")


@dataclass(frozen=True, slots=True)
class Said:
    """What went wrong with a dismissal: the key of its finding, the reason as typed, the sentence, the finding."""

    key: str = ""
    reason: str = ""
    error: str = ""
    row: Listed | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """One row of the table on Điều 17: what is asked, whether it is there ("co", "so_sai", "khong"), and where."""

    name: str
    state: str
    word: str
    quote: str


@dataclass(frozen=True, slots=True)
class Place:
    """Which page shows the list: ``form_id`` takes its buttons; ``fields``: the words stand in form fields, else in
    the text with the id ``text_id``.
    """

    form_id: str
    fields: bool = False
    text_id: str = ""


EDITOR = Place("paper-form", fields=True)
PAGE = Place("findings-form", text_id="van-ban-in")


def finding_context(
    document: Document,
    user: User,
    place: Place,
    texts: Mapping[str, str] | None = None,
    said: Said = Said(),
) -> dict[str, Any]:
    """What ``documents/finding_panel.html`` shows of a draft, or of the ``texts`` of its form."""
    found = findings_of(document, user, texts)
    can_act = document.is_editable and user.holds(DRAFTERS, document.owner_id)
    body = document.body if texts is None else texts["body"]
    address = parent_address(document) if can_act else ""
    rows = [_listed(row, place, body, can_act, said, address) for row in found.open]
    return {
        "document": document,
        "finding_groups": grouped(rows),
        "dismissed_findings": [_dismissed(row, gone) for row, gone in found.dismissed],
        "finding_form_id": place.form_id,
        "can_act_on_findings": can_act,
        "has_errors": any(row.finding.severity == "loi" for row in found.open),
        "findings_left_out": found.left_out,
        "elements": [_element(one) for one in found.completeness],
        "elements_open": sum(one.state != "co" for one in found.completeness),
    }


def finding_panel(document: Document, user: User) -> dict[str, Any]:
    """The list on the page of a paper that is not published, for those who see how it is written."""
    if document.is_published or document.state == "discarded" or not may_read_history(document, user):
        return {"shows_findings": False}
    return {"shows_findings": True, **finding_context(document, user, PAGE)}


@require_POST
def finding_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa, Bỏ qua, Xem lại on the page of a draft; in the editor the page of editing does it."""
    document = drafted_document(request, pk)
    back = redirect(f"{document.get_absolute_url()}#kiem-tra")
    user, content = signed_in(request), content_of(document)
    try:
        if "fix" in request.POST:
            version = request.POST.get("version", "")
            saved = fix_finding(
                document=document,
                version=int(version) if version.isdecimal() and len(version) < 10 else 0,
                content=content,
                key=request.POST["fix"],
                by=user,
            )
            messages.success(request, f"Đã sửa theo nhận xét (lần sửa {saved.version}). Xem lại ở “Lịch sử sửa”.")
            return back
        said = act(request, document, asdict(content))
    except Conflict:
        messages.error(request, "Người khác vừa lưu văn bản này nên chưa sửa gì. Hãy xem lại rồi sửa lần nữa.")
        return back
    except Refused as refusal:
        messages.error(request, str(refusal))
        return back
    if said.error:
        context = {"section": section_of(document), "document": document, "row": said.row, "said": said}
        return render(request, "documents/finding_dismiss.html", context, status=422)
    messages.success(request, act_said(request))
    return back


def act(request: HttpRequest, document: Document, texts: Mapping[str, str]) -> Said:
    """Dismisses a finding of the text, or takes one up again, as the pressed button says.

    Returns:
        What to say beside the field when no reason was given; else an empty ``Said``.

    Raises:
        Refused: it is an error, no draft, not the user's, or the text has no such finding any more.
    """
    user = signed_in(request)
    if "undismiss" in request.POST:
        take_up_finding(document=document, key=request.POST["undismiss"], by=user)
        return Said()
    key = request.POST.get("dismiss", "")
    row = next((row for row in _rows(findings_of(document, user, texts)) if row.key == key), None)
    if row is None:
        raise Refused("Nhận xét này không còn nữa: đoạn chữ đã thay đổi hoặc đã có người bỏ qua.")
    reason = request.POST.get(f"reason-{key}", "").strip()
    if not reason or len(reason) > _LONGEST:
        error = "Lý do dài quá 500 chữ cái." if reason else "Hãy ghi vì sao bỏ qua, để người ký hiểu."
        return Said(key, reason, error, row)
    dismiss_finding(document=document, finding=row.finding, reason=reason, by=user)
    return Said()


def act_said(request: HttpRequest) -> str:
    """What the page says when ``act`` has done its work."""
    if "undismiss" in request.POST:
        return "Nhận xét lại nằm trong danh sách cần xem."
    return "Đã bỏ qua nhận xét. Xem ở “Đã bỏ qua”."


def place_name(row: Located, body: str) -> str:
    """Where a finding is, in words: "Căn cứ, dòng 2", "Nội dung, mục II.1"; "Cả văn bản"."""
    if not row.field:
        return "Cả văn bản"
    label = str(ContentForm.base_fields[row.field].label)
    if row.field == "body":
        section = section_at(body, row.line)
        return f"{label}, {section}" if section else label
    return f"{label}, dòng {row.line}" if row.field in _MANY_LINES else label


def parent_address(document: Document) -> str:
    """Where the paper above a plan is chosen; "" of a paper outside the chain."""
    place = getattr(document, "plan", None)  # campaigns adds it; this package knows only that it has such a page
    return str(place.parent_address) if place else ""


def asks_for_parent(row: Located) -> bool:
    """Whether the finding is answered by choosing the paper above."""
    return row.finding.code in _ABOUT_PARENT


def _rows(found: Found) -> list[Listed]:
    return [Listed(row.finding) for row in found.open]


def _listed(row: Located, place: Place, body: str, can_act: bool, said: Said, address: str) -> Listed:
    target, line = (f"id_{row.field}", row.line) if place.fields else (place.text_id, 1)
    listed = Listed(
        row.finding,
        place=place_name(row, body),
        target=target if row.field else "",
        line=line,
        can_fix=can_act and row.finding.fix is not None,
        can_dismiss=can_act and row.finding.severity != "loi",
        address=address if asks_for_parent(row) else "",
        page=CHOOSE_PARENT,
    )
    if said.key and listed.key == said.key:
        return replace(listed, reason=said.reason, error=said.error)
    return listed


def _dismissed(row: Located, gone: DismissedFinding) -> Listed:
    at = f"{timezone.localtime(gone.at):%H:%M %d/%m/%Y}"
    return Listed(row.finding, reason=gone.reason, by=str(gone.by), at=at)


def _element(found: Completeness) -> Element:
    return Element(ELEMENT_NAMES[found.element], found.state, STATE_NAMES[found.state], found.quote)
