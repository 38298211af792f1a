"""An earlier text of a draft becomes the newest one."""

from __future__ import annotations

from documents.actions.document import Content, save_draft
from documents.models import Document
from organizations.models import User
from workflow.engine import Refused


def restore_version(*, document: Document, number: int, seen: int, by: User) -> Document:
    """Saves the text of version ``number`` anew; what stood there stays in the history.

    Args:
        seen: the version that ``by`` saw as the present one.

    Raises:
        Conflict: somebody saved meanwhile. Refused: no such version, no draft any more, or no right.
    """
    row = document.versions.filter(version=number).first()
    if row is None:
        raise Refused("Lần sửa này không còn được lưu. Hãy chọn lần sửa khác trong lịch sử.")
    label = f"Khôi phục lần sửa {number}"
    return save_draft(document=document, version=seen, content=Content(**row.content), by=by, label=label)
