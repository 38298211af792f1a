"""What văn thư does with the registers: fills in their own columns, keeps filters under names."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from documents.models import Document
from documents.workflow import DRAFTERS
from organizations.models import SavedView, User
from workflow.engine import Refused, record

OUT_COLUMNS = ("archived_at", "copies", "sent_on", "register_note")
IN_COLUMNS = ("arrived_on", "handled_by", "sent_on", "register_note")
MOST_VIEWS = 30
_LONGEST_QUERY = 1000


def columns_of(document: Document) -> tuple[str, ...]:
    """The register's own columns of the paper; () when it stands in no register yet."""
    if document.number_year is not None:
        return OUT_COLUMNS
    return IN_COLUMNS if document.arrival_year is not None else ()


def edit_row(*, document: Document, values: dict[str, Any], by: User) -> Document:
    """Writes the register's own columns of a paper; its text, number and day stay as they are.

    Args:
        values: by column name, of ``columns_of(document)``.

    Raises:
        Refused: ``by`` keeps no register there, or the paper stands in none.
    """
    if not by.holds(DRAFTERS, document.owner_id):
        raise Refused(f"Bạn không có quyền ghi sổ văn bản của {document.owner}.")
    with transaction.atomic():
        locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        columns = columns_of(locked)
        if not columns:
            raise Refused("Văn bản này chưa có số nên chưa nằm trong sổ nào.")
        before = {name: getattr(locked, name) for name in columns}
        changed = {name: values[name] for name in columns if name in values and values[name] != before[name]}
        if not changed:
            return locked
        for name, value in changed.items():
            setattr(locked, name, value)
        locked.save(update_fields=[*changed, "updated_at"])
        data = {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}
        # The state is named, so that everybody who reads the paper reads this entry, too.
        record(thing=locked, action="register_row", label="Ghi sổ văn bản", by=by, target=locked.state, data=data)
        return locked


def save_view(*, page: str, name: str, query: str, by: User) -> SavedView:
    """Keeps a list's filter, order and columns under a name; the same name again takes the new filter.

    Raises:
        Refused: there are too many, or the filter is too long.
    """
    if len(query) > _LONGEST_QUERY:
        raise Refused("Bộ lọc quá dài nên không lưu được. Hãy bớt từ khóa hoặc bớt cột.")
    views = SavedView.objects.filter(user=by, page=page)
    if views.exclude(name=name).count() >= MOST_VIEWS:
        raise Refused(f"Bạn đã có {MOST_VIEWS} bộ lọc ở trang này. Hãy xóa bớt rồi lưu lại.")
    view, _ = SavedView.objects.update_or_create(user=by, page=page, name=name, defaults={"query": query})
    return view


def rename_view(*, view: SavedView, name: str) -> SavedView:
    """Another name.

    Raises:
        Refused: the user has a view of that name on the page.
    """
    view.name = name
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError:
        raise Refused(f"Bạn đã có bộ lọc tên “{name}”. Hãy chọn tên khác.") from None
    return view


def delete_view(*, view: SavedView) -> None:
    """The view goes; nothing else does."""
    view.delete()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
