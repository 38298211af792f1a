"""What people do with a finding of the checker: repair it with one click, dismiss it, take it up again."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.db import transaction

from documents.actions.document import Content, save_draft
from documents.models import DismissedFinding, Document
from documents.queries.findings import draft_from
from documents.text.draft_text import check_draft
from documents.text.findings import apply_fix, fingerprint
from documents.text.reading import Finding
from documents.workflow import DRAFTERS
from organizations.models import User
from workflow.engine import Refused, record

GONE = "Đoạn chữ cần sửa đã thay đổi nên chưa sửa gì. Hãy xem lại các nhận xét dưới đây."
_SHOWN = 60


def fixed_content(document: Document, content: Content, key: str) -> tuple[Content, str, str]:
    """The text with one finding repaired, the name of the field, and a note for the history; saves nothing.

    Args:
        content: the text as it stands in the writer's form; ``key``: fingerprint of the finding.

    Raises:
        Refused: that text has no such finding any more, or it has no repair.
    """
    rows = check_draft(draft_from(document, asdict(content))).found
    row = next((row for row in rows if fingerprint(row.finding) == key), None)
    if row is None:
        raise Refused(GONE)
    try:
        text = apply_fix(getattr(content, row.field), row.in_field)
    except (ValueError, AttributeError) as error:
        raise Refused("Nhận xét này không có cách sửa sẵn. Hãy sửa trong ô nội dung.") from error
    note = f"Sửa “{_short(row.finding.quote)}” thành “{_short(row.finding.fix or '')}”"
    return replace(content, **{row.field: text}), row.field, note


def fix_finding(*, document: Document, version: int, content: Content, key: str, by: User) -> Document:
    """Repairs one finding: what was typed is saved first, then the repair as a version of its own with a note.

    Args:
        version: the one that the writer's form was made from; ``content``, ``key``: see ``fixed_content``.

    Raises:
        Conflict: somebody saved meanwhile. Refused: the finding is gone, it is no draft, or ``by`` may not write it.
    """
    fixed, _, note = fixed_content(document, content, key)
    with transaction.atomic():
        typed = save_draft(document=document, version=version, content=content, by=by)
        return save_draft(
            document=typed, version=typed.version, content=fixed, by=by, label="Sửa theo nhận xét", note=note
        )


def dismiss_finding(*, document: Document, finding: Finding, reason: str, by: User) -> DismissedFinding:
    """Dismisses a finding of a draft with a reason; it stays dismissed while the words it is about stay.

    Errors cannot be dismissed: each is a rule of NĐ 30/2020 that the writer can meet in the text itself, or a blank
    of the template that is still open.

    Raises:
        Refused: it is an error, no reason is given, it is no draft, or ``by`` may not write it.
    """
    if finding.severity == "loi":
        raise Refused("Lỗi thì phải sửa trong văn bản, không bỏ qua được.")
    if not reason.strip():
        raise Refused("Hãy ghi vì sao bỏ qua, để người ký hiểu.")
    with transaction.atomic():
        _hold_draft(document, by)
        dismissed, is_new = DismissedFinding.objects.get_or_create(
            document=document,
            fingerprint=fingerprint(finding),
            defaults={"code": finding.code, "quote": finding.quote, "reason": reason.strip()[:500], "by": by},
        )
        if is_new:
            _log(document, "dismiss_finding", "Bỏ qua nhận xét", by, dismissed)
        return dismissed


def take_up_finding(*, document: Document, key: str, by: User) -> None:
    """Takes a dismissed finding up again: it is open like before. One that is not dismissed stays as it is.

    Raises:
        Refused: it is no draft, or ``by`` may not write it.
    """
    with transaction.atomic():
        _hold_draft(document, by)
        dismissed = document.dismissed_findings.select_for_update().filter(fingerprint=key).first()
        if dismissed is not None:
            _log(document, "take_up_finding", "Xem lại nhận xét đã bỏ qua", by, dismissed)
            dismissed.delete()


def _hold_draft(document: Document, by: User) -> None:
    """Locks the paper's row until the transaction ends, and asks it as it stands now: it may have been handed in since
    the page was loaded.

    Raises:
        Refused: it is no draft any more, or ``by`` may not write it.
    """
    [current] = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk)
    if not by.holds(DRAFTERS, current.owner_id):
        raise Refused("Bạn không có quyền sửa văn bản này.")
    if not current.is_editable:
        raise Refused(f"{current} đang “{current.get_state_display()}” nên không sửa được.")


def _log(document: Document, action: str, label: str, by: User, dismissed: DismissedFinding) -> None:
    said = f"“{_short(dismissed.quote)}”: {dismissed.reason}" if dismissed.quote else dismissed.reason
    data = {"code": dismissed.code, "fingerprint": dismissed.fingerprint}
    record(thing=document, action=action, label=label, by=by, reason=said, data=data)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
