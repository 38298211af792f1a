"""What writers leave behind: a remark on a draft, a clause and a list of recipients, each with the marker."""

from __future__ import annotations

from documents.actions.comment import add_comment
from documents.actions.reuse import keep_piece
from documents.models import Clause, Document, RecipientList
from organizations.models import User


def add_writing_things(draft: Document, clerk: User, marker: str) -> None:
    """A remark, a clause and a list, made by the drafter."""
    add_comment(document=draft, text=f"Xem lại {marker}", by=clerk, quote="Tạo phong trào sôi nổi.")
    text = f"Khen thưởng kịp thời {marker}."
    keep_piece(model=Clause, unit=draft.owner, name=f"Khen thưởng {marker}", text=text, by=clerk)
    keep_piece(model=RecipientList, unit=draft.owner, name=f"Nội bộ {marker}", text=f"- Lưu: VT {marker}.", by=clerk)
