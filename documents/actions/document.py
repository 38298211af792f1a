"""The text of a paper: begun, saved, kept from being overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from documents.actions.version import confirm_autosave, keep_present, keep_version
from documents.models import Document, DocumentText
from documents.models.document import State
from documents.models.document_text import columns_of
from documents.workflow import DRAFTERS
from legal import papers
from organizations.models import Unit, User
from organizations.names import search_key
from workflow.engine import Refused, record

#: Called with every paper whose text was saved, in the same transaction; an application adds its own in ``apps.py``.
FOLLOWERS: list[Callable[[Document], None]] = []


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
    write_content(document, content)
    return insert(document, by, "create", "Tạo bản thảo")


def save_draft(
    *,
    document: Document,
    version: int,
    content: Content,
    by: User,
    autosave: bool = False,
    label: str = "Sửa bản thảo",
    note: str = "",
) -> Document:
    """Saves a draft if it is still as the writer read it; every saved text is kept.

    Args:
        version: the ``version`` that the writer's form was made from; ``autosave``: the page saved by itself: the
            log gets one row for many of these; ``label``: the event's name in the log; ``note``: see ``keep_version``.

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
        write_content(current, content)
        current.version += 1
        current.save()
        keep_text(current)
        if keep_version(document=current, content=asdict(content), by=by, autosave=autosave, note=note):
            record(thing=current, action="edit", label=label, by=by, reason=note, data={"fields": changed})
        return current


def content_of(document: Document) -> Content:
    """The written part of a paper as it stands."""
    return Content(**{field.name: getattr(document, field.name) for field in fields(Content)})


def insert(document: Document, by: User, action: str, label: str) -> Document:
    """Saves a new paper with its first log entry; or the one that an earlier post of the same form made.

    Raises:
        Refused: the creation key is that of somebody else's form.
    """
    try:
        with transaction.atomic():
            document.save()
            keep_text(document)
            record(thing=document, action=action, label=label, by=by, target=document.state)
            if document.is_editable:
                keep_version(document=document, content=asdict(content_of(document)), by=by)
    except IntegrityError:
        # The form was posted twice; the first post made the paper.
        earlier = made_by(document.creation_key, by)
        if earlier is None:
            # An IntegrityError of another kind, or the key of somebody else's form: nothing was made.
            if Document.objects.filter(creation_key=document.creation_key).exists():
                raise Refused("Biểu mẫu này đã cũ. Hãy mở lại trang soạn văn bản rồi dán nội dung vào.") from None
            raise
        return earlier
    return document


def made_by(creation_key: uuid.UUID, by: User) -> Document | None:
    """The paper that an earlier post of the same form made."""
    return Document.objects.filter(creation_key=creation_key, created_by=by).first()


def write_content(document: Document, content: Content) -> None:
    """Sets the written part on the paper, and what it is found by; saves nothing."""
    values: dict[str, Any] = {field.name: getattr(content, field.name) for field in fields(Content)}
    for name, value in values.items():
        setattr(document, name, value)
    index(document)


def index(document: Document) -> None:
    """Sets on the paper what registers search, filter and sort by; ``keep_text`` follows when it is saved."""
    head = f"{document.kind_name} {document.number_and_symbol} {document.issuer_printed} {document.summary}"
    document.search_text = search_key(head)
    document.author_key = search_key(document.issuer_printed)[:200]
    family, _, given = search_key(document.signer_name).rpartition(" ")
    document.signer_key = f"{given} {family}".strip()[:120]


def keep_text(document: Document) -> None:
    """Writes the words of a saved paper, by which all texts are searched; in the transaction that saved it.

    What packages above this one keep of its text (``FOLLOWERS``) is written with it.
    """
    columns = columns_of(document)
    if not DocumentText.objects.filter(pk=document.pk).update(**columns):
        DocumentText.objects.create(document=document, **columns)
    for follow in FOLLOWERS:
        follow(document)
