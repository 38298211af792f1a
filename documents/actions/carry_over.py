"""What was not decided when an old paper was used again stays on the new draft as remarks."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from documents.actions.comment import LONGEST_QUOTE
from documents.models import Comment, Document
from documents.workflow import DRAFTERS
from organizations.models import User
from workflow.engine import Refused, record


def note_undecided(*, document: Document, notes: Sequence[tuple[str, str]], by: User) -> None:
    """One open remark for each place.

    Args:
        notes: the sentence as it stands in the draft, and what is to be decided there.

    Raises:
        Refused: ``by`` does not write this draft.
    """
    if not by.holds(DRAFTERS, document.owner_id) or not document.is_editable:
        raise Refused("Bạn không có quyền sửa văn bản này.")
    if not notes:
        return
    with transaction.atomic():
        Comment.objects.bulk_create(
            [Comment(document=document, quote=quote[:LONGEST_QUOTE], text=text[:2000], by=by) for quote, text in notes]
        )
        record(thing=document, action="comment", label="Ghi chỗ chưa quyết", by=by, data={"places": len(notes)})
