"""The steps of a paper's life: signed, sent back, issued under its number, and the others of the workflow."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from documents import numbering, queue
from documents.actions.cited import keep_citations
from documents.actions.document import index, keep_text
from documents.models import Document, ReservedNumber
from documents.notifications import notify_step
from documents.papers import build
from documents.workflow import PAPER
from legal import papers
from organizations.models import User
from workflow.engine import Refused, perform

# Steps after which a paper cites something that it did not, or nothing any more; ``issue`` keeps them itself.
_CHANGES_CITATIONS = ("submit", "withdraw", "return", "discard")


def sign(*, document: Document, by: User, seen: int | None = None) -> Document:
    """Signs a submitted paper; where the draft names no signer, ``by`` is printed under the signature.

    Args:
        seen: the ``version`` that the signer's page showed: taken back, changed and submitted again it is another text.

    Raises:
        Refused: with the reason.
    """

    def change(locked: Document) -> None:
        if seen is not None and locked.version != seen:
            raise Refused("Văn bản đã được sửa sau khi bạn mở trang này. Hãy đọc lại bản mới rồi ký.")
        locked.signed_by = by

    with transaction.atomic():
        signed: Document = perform(thing=document, action="sign", by=by, change=change)
        keep_text(signed)  # the signer's name
        return signed


def send_back(*, document: Document, by: User, reason: str) -> Document:
    """Returns a submitted or signed paper to its drafters with a reason; a signature is taken off.

    Raises:
        Refused: with the reason why not.
    """

    def change(locked: Document) -> None:
        locked.signed_by = None

    with transaction.atomic():
        returned: Document = perform(thing=document, action="return", by=by, reason=reason, change=change)
        keep_text(returned)
        return returned


def issue(*, document: Document, by: User, on: date | None = None, reserved: ReservedNumber | None = None) -> Document:
    """Issues a signed paper: takes its number, freezes what is printed, orders the PDF and the Word file.

    Args:
        on: day of issue in Vietnam (default: today), not in the future: every later paper would wait for it;
        ``reserved``: a number kept for it: the paper gets that number, and the day of ``numbering.day_of``.

    Raises:
        Refused: with the reason; no number is lost.
    """
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise Refused(f"Ngày ban hành {day:%d/%m/%Y} chưa tới. Hãy chọn ngày không sau hôm nay.")

    def change(locked: Document) -> None:
        _take_number(locked, day, reserved)
        locked.snapshot = build(locked, draft=False).to_json()
        index(locked)

    data = {"reserved": reserved.pk} if reserved else None
    with transaction.atomic():
        issued: Document = perform(thing=document, action="issue", by=by, data=data, change=change)
        keep_text(issued)
        if reserved:
            ReservedNumber.objects.filter(pk=reserved.pk).update(document=issued)
        keep_citations(issued)
        if issued.replaces is not None:
            perform(thing=issued.replaces, action="replace", by=by, data={"by": issued.pk})
        for kind in ("pdf", "docx"):
            queue.enqueue(issued, kind)
        return issued


def issue_under(*, document: Document, reserved: ReservedNumber, by: User) -> Document:
    """Issues a signed paper under a number kept for it, and tells whom its issue concerns.

    Raises:
        Refused: see ``issue``.
    """
    with transaction.atomic():
        issued = issue(document=document, by=by, reserved=reserved)
        notify_step(document=issued, action="issue", by=by)
        return issued


def take_step(
    *,
    document: Document,
    action: str,
    by: User,
    reason: str = "",
    seen: int | None = None,
    confirmed: Collection[str] | None = None,
) -> Document:
    """Any step that has a button, by its code: those with effects of their own go through their action.

    Args:
        seen: see ``sign``; ``confirmed``: see ``workflow.engine.perform``.

    Raises:
        Refused: with the reason, also for a code that is no such step. Unconfirmed: questions are open.
    """
    if action not in {row.action for row in PAPER.transitions if not row.automatic}:
        raise Refused("Không có bước này trong quy trình. Hãy tải lại trang rồi chọn lại.")
    with transaction.atomic():
        done = _take(document, action, by, reason, seen, confirmed)
        if action in _CHANGES_CITATIONS:
            keep_citations(done)
        notify_step(document=done, action=action, by=by)
        return done


def _take(
    document: Document, action: str, by: User, reason: str, seen: int | None, confirmed: Collection[str] | None
) -> Document:
    if action == "sign":
        return sign(document=document, by=by, seen=seen)
    if action == "issue":
        return issue(document=document, by=by)
    if action == "return":
        return send_back(document=document, by=by, reason=reason)
    done: Document = perform(thing=document, action=action, by=by, reason=reason, confirmed=confirmed)
    return done


def _take_number(document: Document, day: date, reserved: ReservedNumber | None) -> None:
    assert document.issuer is not None  # the guard is_own_paper saw to it
    series = numbering.series_of(document.issuer, document.kind)
    try:
        if reserved:
            number, day = numbering.use_reserved(reserved, issuer=document.issuer, series=series, today=day)
        else:
            number = numbering.take(issuer=document.issuer, series=series, on=day)
    except numbering.Unusable as error:
        raise Refused(str(error)) from error
    document.series, document.number_year = series, day.year
    document.number, document.number_value, document.date = papers.number_text(number), number, day
    same = Document.objects.filter(
        issuer=document.issuer, symbol=document.symbol, number_year=day.year, number=document.number
    )
    if same.exists():
        raise Refused(
            f"Số {document.number_and_symbol} năm {day.year} đã có: cách đánh số đã đổi giữa năm. "
            "Hãy đề nghị quản trị đặt lại cách đánh số như đầu năm."
        )
