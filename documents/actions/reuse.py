"""Clauses and lists of recipients: kept by the writers of a unit, seen by the units below."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.models import Clause, RecipientList
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from workflow.engine import Refused, record

Kept = Clause | RecipientList


def keep_piece(*, model: type[Clause] | type[RecipientList], unit: Unit, name: str, text: str, by: User) -> Kept:
    """A new clause or list of the unit.

    Raises:
        Refused: ``by`` does not write for the unit. ValidationError: the unit has one of that name.
    """
    piece: Kept = Clause(text=text) if model is Clause else RecipientList(lines=text)
    piece.unit, piece.name, piece.created_by = unit, name, by
    return _save(piece, by, "create", "Thêm")


def change_piece(*, piece: Kept, name: str, text: str, by: User) -> Kept:
    """New name and text. Papers into which the old one was put keep what they have.

    Raises:
        Refused, ValidationError: see ``keep_piece``.
    """
    piece.name = name
    if isinstance(piece, Clause):
        piece.text = text
    else:
        piece.lines = text
    return _save(piece, by, "edit", "Sửa")


def drop_piece(*, piece: Kept, by: User) -> None:
    """The unit does not need it any more; the log keeps its name and text.

    Raises:
        Refused: ``by`` does not write for the unit.
    """
    _refuse_strangers(piece, by)
    with transaction.atomic():
        _record(piece, by, "delete", "Xóa")
        piece.delete()


def text_of_piece(piece: Kept) -> str:
    """What is put into the paper."""
    return piece.text if isinstance(piece, Clause) else piece.lines


def _save(piece: Kept, by: User, action: str, label: str) -> Kept:
    _refuse_strangers(piece, by)
    with transaction.atomic():
        # Two writers may give one name at once: who comes second is told by the form, not by the database.
        Unit.objects.select_for_update().get(pk=piece.unit_id)
        try:
            piece.validate_constraints()
        except ValidationError as error:
            raise ValidationError({"name": error.messages}) from error
        piece.save()
        _record(piece, by, action, label)
    return piece


def _refuse_strangers(piece: Kept, by: User) -> None:
    if not by.holds(DRAFTERS, piece.unit_id):
        raise Refused(f"Chỉ người soạn văn bản của {piece.unit} mới sửa được mục này.")


def _record(piece: Kept, by: User, action: str, label: str) -> None:
    data = {"text": text_of_piece(piece)}
    record(
        thing=piece,
        action=action,
        label=f"{label} {piece._meta.verbose_name}",
        by=by,
        unit_id=piece.unit_id,
        data=data,
    )
