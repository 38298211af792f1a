"""What people do with a paper."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from documents import numbering, queue
from documents.actions.upload import hold
from documents.actions.version import confirm_autosave, keep_present, keep_version
from documents.models import Document, ReservedNumber, StoredFile
from documents.models.document import State
from documents.notifications import notify_step
from documents.papers import build
from documents.workflow import DRAFTERS, PAPER
from legal import papers
from organizations.models import Unit, User
from organizations.names import normalize, search_key
from workflow.engine import Refused, perform, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The written part of a paper, as a form or a reader gives it.

    One entry a line in bases, recipients and addressees. What a layout does not print stays "".
    """

    summary: str
    addressees: str = ""
    authority_line: str = ""
    bases: str = ""
    body: str = ""
    recipients: str = ""
    sign_on_behalf_of: str = ""
    sign_deputy_for: str = ""
    sign_title: str = ""
    sign_name: str = ""
    second_sign_title: str = ""
    second_sign_name: str = ""
    drafter_mark: str = ""
    urgency: str = ""
    contact_line: str = ""


class Conflict(Exception):
    """Somebody saved the paper meanwhile; ``current`` is it as it stands now. Nothing was changed."""

    def __init__(self, current: Document) -> None:
        super().__init__("Người khác vừa lưu văn bản này. Hãy so sánh hai bản rồi lưu lại.")
        self.current = current


def letterhead_of(issuer: Unit, on: date) -> tuple[str, str]:
    """Names for the letterhead: of the superior body ("" for a people's committee) and of the issuer.

    NĐ 30/2020, Phụ lục I, Phần I, Mục II.2.
    """
    if issuer.kind == Unit.Kind.COMMITTEE:
        return "", issuer.official_name
    parent = issuer.parent_on(on)
    return (parent.official_name if parent else ""), issuer.official_name


def blank_paper(issuer: Unit, kind: str, drafting_unit: str = "") -> Document:
    """A paper in the unit's own name, not begun and not saved: today's letterhead, symbol and place.

    Args:
        issuer: the unit in whose name it is written; ``kind``: code ("KH"); ``drafting_unit``: letters of the unit
        that drafts a công văn, for its symbol.
    """
    parent_printed, issuer_printed = letterhead_of(issuer, timezone.localdate())
    return Document(
        owner=issuer,
        issuer=issuer,
        issuer_printed=issuer_printed,
        parent_printed=parent_printed,
        kind=kind,
        symbol=papers.symbol(kind, issuer.symbol, drafting_unit) if issuer.symbol else "",
        place=issuer.place_name,
    )


def create_draft(
    *,
    issuer: Unit,
    kind: str,
    content: Content,
    by: User,
    creation_key: uuid.UUID,
    replaces: Document | None = None,
    drafting_unit: str = "",
) -> Document:
    """A new draft of the issuer's own paper.

    Args:
        issuer: the unit in whose name it is written; ``kind``: code ("KH"); ``content``: the text;
        ``by``: who drafts; ``creation_key``: from the form: a second post of the same form makes no second paper;
        ``replaces``: the issued paper that this one is to replace; ``drafting_unit``: see ``blank_paper``.

    Returns:
        The draft, or the one that an earlier post of the same form made.

    Raises:
        Refused: ``by`` may not draft there, the paper to be replaced is not an issued one of the same issuer, or
            the creation key is that of somebody else's form.
    """
    if not by.holds(DRAFTERS, issuer.pk):
        raise Refused(f"Bạn không có quyền soạn văn bản của {issuer}.")
    if replaces and (replaces.owner_id != issuer.pk or replaces.state != State.ISSUED):
        raise Refused(
            f"Chỉ thay thế được văn bản đang có hiệu lực của chính {issuer}. Hãy chọn lại văn bản bị thay thế."
        )
    document = blank_paper(issuer, kind, drafting_unit)
    document.replaces, document.created_by, document.creation_key = replaces, by, creation_key
    _write(document, content)
    return _insert(document, by, "create", "Tạo bản thảo")


def register_received(
    *,
    owner: Unit,
    kind: str,
    number: str,
    symbol: str,
    on: date,
    issuer_printed: str,
    content: Content,
    by: User,
    creation_key: uuid.UUID,
    issuer: Unit | None = None,
    place: str = "",
    source_file: StoredFile | None = None,
) -> Document:
    """Enters a received paper: number, symbol, day and issuer as printed on it.

    Args:
        owner: the unit that received it; ``issuer``: the issuing unit where it is known here; others as printed.

    Raises:
        Refused: ``by`` may not register there, or the same paper stands in the unit's register, or the file was
            cleaned up meanwhile.
    """
    if not by.holds(DRAFTERS, owner.pk):
        raise Refused(f"Bạn không có quyền vào sổ văn bản đến của {owner}.")
    document = Document(
        owner=owner,
        issuer=issuer,
        issuer_printed=normalize(issuer_printed),
        kind=kind,
        state=State.RECEIVED,
        number=number,
        symbol=symbol,
        date=on,
        place=place,
        source_file=source_file,
        created_by=by,
        creation_key=creation_key,
    )
    _write(document, content)
    with transaction.atomic():
        if source_file:
            hold(source_file)
        # One register is written by one hand at a time: two clerks may hold the same paper.
        Unit.objects.select_for_update().get(pk=owner.pk)
        _refuse_registered_twice(document)
        if earlier := _made_by(creation_key, by):
            return earlier
        document.arrived_on = timezone.localdate()
        document.arrival_year = document.arrived_on.year
        document.arrival_number = numbering.take_arrival(owner=owner, on=document.arrived_on)
        return _insert(document, by, "register", "Vào sổ văn bản đến")


def save_draft(
    *,
    document: Document,
    version: int,
    content: Content,
    by: User,
    autosave: bool = False,
    label: str = "Sửa bản thảo",
) -> Document:
    """Saves a draft if it is still as the writer read it; every saved text is kept.

    Args:
        version: the ``version`` that the writer's form was made from; ``autosave``: the page saved by itself: the
            log gets one row for many of these; ``label``: the event's name in the log.

    Raises:
        Conflict: somebody saved meanwhile. Refused: it is no draft any more or ``by`` may not write it.
    """
    if not by.holds(DRAFTERS, document.owner_id):
        raise Refused("Bạn không có quyền sửa văn bản này.")
    with transaction.atomic():
        [current] = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk)
        if not current.is_editable:
            raise Refused(
                f"{current} đang “{current.get_state_display()}” nên không sửa được. Chữ bạn gõ vẫn còn dưới đây."
            )
        if current.version != version:
            raise Conflict(current)
        before = content_of(current)
        changed = [name for name, value in asdict(content).items() if getattr(before, name) != value]
        if not changed:
            if not autosave:
                confirm_autosave(document=current, by=by)
            return current
        keep_present(document=current, content=asdict(before))
        _write(current, content)
        current.version += 1
        current.save()
        if keep_version(document=current, content=asdict(content), by=by, autosave=autosave):
            record(thing=current, action="edit", label=label, by=by, data={"fields": changed})
        return current


def content_of(document: Document) -> Content:
    """The written part of a paper as it stands."""
    return Content(**{field.name: getattr(document, field.name) for field in fields(Content)})


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

    signed: Document = perform(thing=document, action="sign", by=by, change=change)
    return signed


def send_back(*, document: Document, by: User, reason: str) -> Document:
    """Returns a submitted or signed paper to its drafters with a reason; a signature is taken off.

    Raises:
        Refused: with the reason why not.
    """

    def change(locked: Document) -> None:
        locked.signed_by = None

    returned: Document = perform(thing=document, action="return", by=by, reason=reason, change=change)
    return returned


def issue(*, document: Document, by: User, on: date | None = None, reserved: ReservedNumber | None = None) -> Document:
    """Issues a signed paper: takes its number, freezes what is printed, orders the PDF and the Word file.

    Args:
        on: day of issue in Vietnam (default: today), not in the future: every later paper would wait for it;
        ``reserved``: a number kept for it: the paper gets that number and its day.

    Raises:
        Refused: with the reason; no number is lost.
    """
    today = timezone.localdate()
    day = reserved.on if reserved else on or today
    if day > today:
        raise Refused(f"Ngày ban hành {day:%d/%m/%Y} chưa tới. Hãy chọn ngày không sau hôm nay.")

    def change(locked: Document) -> None:
        _take_number(locked, day, reserved)
        locked.snapshot = build(locked, draft=False).to_json()
        index(locked)

    data = {"reserved": reserved.pk} if reserved else None
    with transaction.atomic():
        issued: Document = perform(thing=document, action="issue", by=by, data=data, change=change)
        if reserved:
            ReservedNumber.objects.filter(pk=reserved.pk).update(document=issued)
        if issued.replaces is not None:
            perform(thing=issued.replaces, action="replace", by=by, data={"by": issued.pk})
        for kind in ("pdf", "docx"):
            queue.enqueue(issued, kind)
        return issued


def take_step(*, document: Document, action: str, by: User, reason: str = "", seen: int | None = None) -> Document:
    """Any step that has a button, by its code: those with effects of their own go through their action.

    Raises:
        Refused: with the reason, also for a code that is no such step.
    """
    if action not in {row.action for row in PAPER.transitions if not row.automatic}:
        raise Refused("Không có bước này trong quy trình. Hãy tải lại trang rồi chọn lại.")
    with transaction.atomic():
        done = _take(document, action, by, reason, seen)
        notify_step(document=done, action=action, by=by)
        return done


def _take(document: Document, action: str, by: User, reason: str, seen: int | None) -> Document:
    if action == "sign":
        return sign(document=document, by=by, seen=seen)
    if action == "issue":
        return issue(document=document, by=by)
    if action == "return":
        return send_back(document=document, by=by, reason=reason)
    done: Document = perform(thing=document, action=action, by=by, reason=reason)
    return done


def _insert(document: Document, by: User, action: str, label: str) -> Document:
    try:
        with transaction.atomic():
            document.save()
            record(thing=document, action=action, label=label, by=by, target=document.state)
            if document.is_editable:
                keep_version(document=document, content=asdict(content_of(document)), by=by)
    except IntegrityError:
        # The form was posted twice; the first post made the paper.
        earlier = _made_by(document.creation_key, by)
        if earlier is None:
            # An IntegrityError of another kind, or the key of somebody else's form: nothing was made.
            if Document.objects.filter(creation_key=document.creation_key).exists():
                raise Refused("Biểu mẫu này đã cũ. Hãy mở lại trang soạn văn bản rồi dán nội dung vào.") from None
            raise
        return earlier
    return document


def _made_by(creation_key: uuid.UUID, by: User) -> Document | None:
    return Document.objects.filter(creation_key=creation_key, created_by=by).first()


def _refuse_registered_twice(document: Document) -> None:
    same = Document.objects.filter(
        owner_id=document.owner_id,
        state=State.RECEIVED,
        number=document.number,
        symbol=document.symbol,
        date__year=document.date.year,  # type: ignore[union-attr]
        issuer_printed=document.issuer_printed,
    ).exclude(creation_key=document.creation_key)
    if not document.number and papers.is_cited_by_name(document.kind):
        same = same.filter(kind=document.kind, summary=document.summary, date=document.date)
    elif not document.number:
        return  # letters and invitations without a number cannot be told apart by it
    if earlier := same.first():
        raise Refused(
            f"{earlier} của {earlier.issuer_printed} đã có trong sổ văn bản đến, ngày {earlier.date:%d/%m/%Y}. "
            "Hãy mở văn bản đó thay vì vào sổ lần nữa."
        )


def _take_number(document: Document, day: date, reserved: ReservedNumber | None) -> None:
    assert document.issuer is not None  # the guard is_own_paper saw to it
    series = numbering.series_of(document.issuer, document.kind)
    try:
        if reserved:
            number = numbering.use_reserved(reserved, issuer=document.issuer, series=series)
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


def _write(document: Document, content: Content) -> None:
    values: dict[str, Any] = {field.name: getattr(content, field.name) for field in fields(Content)}
    for name, value in values.items():
        setattr(document, name, value)
    index(document)


def index(document: Document) -> None:
    """Sets on the paper what registers search, filter and sort by."""
    head = f"{document.kind_name} {document.number_and_symbol} {document.issuer_printed} {document.summary}"
    document.search_text = search_key(head)
    document.author_key = search_key(document.issuer_printed)[:200]
    family, _, given = search_key(document.signer_name).rpartition(" ")
    document.signer_key = f"{given} {family}".strip()[:120]
