"""Remarks on a draft: said, answered, dealt with, opened again."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from documents.models import Comment, Document
from documents.models.document import State
from documents.queries.comment import participants
from documents.workflow import ISSUERS
from organizations.models import Notice, User
from organizations.notifications import notify
from workflow.engine import Refused, record

LONGEST_QUOTE = 500
# While it is one of these, a paper can still be changed.
REMARKABLE = (State.DRAFT, State.SUBMITTED, State.SIGNED)
_CLOSED = "Văn bản đã ban hành hoặc bạn không có quyền góp ý, nên không ghi thêm góp ý được."


def may_comment(document: Document, user: User) -> bool:
    """Writers and leaders of the unit and of the units above it, while the paper can still be changed."""
    paths = [one.unit.path for one in user.assignments() if one.role in ISSUERS and one.unit.path]
    return document.state in REMARKABLE and any(document.owner.path.startswith(path) for path in paths)


def add_comment(*, document: Document, text: str, by: User, quote: str = "", answers: Comment | None = None) -> Comment:
    """A remark on a passage (``quote``), on the whole paper (""), or an answer to a remark.

    An answer to what was dealt with opens it again.

    Raises:
        Refused: ``by`` may not remark on this paper, or it is final; the remark is not of this paper.
    """
    with transaction.atomic():
        document = _locked(document, by)
        if answers is not None and (answers.document_id != document.pk or answers.answers_id):
            raise Refused("Không tìm thấy góp ý cần trả lời. Hãy tải lại trang.")
        comment = Comment.objects.create(
            document=document, text=text, by=by, quote="" if answers else quote[:LONGEST_QUOTE], answers=answers
        )
        if answers is not None and answers.resolved_at:
            Comment.objects.filter(pk=answers.pk).update(resolved_at=None, resolved_by=None)
        label = "Trả lời góp ý" if answers else "Góp ý"
        record(thing=document, action="comment", label=label, by=by, data={"comment": comment.pk})
        _tell(comment, f"{by} {'trả lời góp ý' if answers else 'góp ý'}: {document}, {document.summary}", "said")
        return comment


def resolve_comment(*, comment: Comment, by: User) -> None:
    """The remark has been dealt with.

    Raises:
        Refused: see ``add_comment``.
    """
    _set_resolved(comment, by, True)


def reopen_comment(*, comment: Comment, by: User) -> None:
    """The remark has to be looked at again.

    Raises:
        Refused: see ``add_comment``.
    """
    _set_resolved(comment, by, False)


def _set_resolved(comment: Comment, by: User, resolved: bool) -> None:
    with transaction.atomic():
        document = _locked(comment.document, by)
        top = Comment.objects.select_for_update(of=("self",)).get(pk=comment.answers_id or comment.pk)
        if (top.resolved_at is not None) == resolved:
            return  # pressed twice, or somebody else was first
        top.resolved_at, top.resolved_by = (timezone.now(), by) if resolved else (None, None)
        top.save(update_fields=["resolved_at", "resolved_by"])
        label = "Đánh dấu góp ý đã xử lý" if resolved else "Mở lại góp ý"
        record(thing=document, action="comment", label=label, by=by, data={"comment": top.pk})
        if not resolved:
            _tell(top, f"{by} mở lại góp ý: {document}, {document.summary}", f"again:{timezone.now():%Y%m%d%H%M%S}")


def _locked(document: Document, by: User) -> Document:
    locked = Document.objects.select_related("owner").select_for_update(of=("self",)).get(pk=document.pk)
    if not may_comment(locked, by):
        raise Refused(_CLOSED)
    return locked


def _tell(comment: Comment, text: str, what: str) -> None:
    notify(
        users=[user for user in participants(comment) if user.pk != comment.by_id],
        kind=Notice.Kind.COMMENT,
        text=text,
        address=f"{reverse('comment_list', args=[comment.document_id])}#gop-y-{comment.answers_id or comment.pk}",
        key=f"comment:{comment.pk}:{what}",
    )
