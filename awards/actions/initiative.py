"""Sáng kiến and đề tài with their authors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from awards.actions.record import FIELDS, locked, log, prepare, shown, store_correction
from awards.guards import refuse_unless_keeper
from awards.models import Initiative, InitiativeAuthor
from awards.models.subject import field_of
from organizations.models import Person, Unit, User

# Author and share in percent, None where it is not stated.
Author = tuple[Person | Unit, Decimal | None]


def add_initiative(*, thing: Initiative, authors: Sequence[Author], by: User) -> Initiative:
    """Writes a recognised initiative with its authors; the same ``creation_key`` again gives the one that was made.

    Raises:
        ValidationError: a field is wrong, no author, one author twice, or shares of more than 100 % together.
        Refused: ``by`` does not keep the records of the unit.
    """
    with transaction.atomic():
        refuse_unless_keeper(by, authors[0][0] if authors else thing.unit, thing.unit)
        Unit.objects.select_for_update().get(pk=thing.unit_id)
        made = Initiative.objects.filter(creation_key=thing.creation_key).first()
        if made is not None:
            return made
        thing.created_by = by
        prepare(thing)
        refuse_odd_authors(authors)
        thing.save()
        _write(thing, authors)
        lines = [f"{name}: {text}" for name, text in shown(thing).items() if text]
        log(thing, "add", "Ghi vào hồ sơ", by, *lines, f"Tác giả: {names_of(authors)}")
    return thing


def correct_initiative(
    *, thing: Initiative, changes: Mapping[str, Any], authors: Sequence[Author], version: int, by: User
) -> Initiative:
    """Corrects an initiative and its authors; ``version`` is the one that was looked at.

    Raises:
        ValidationError: as for a new one.
        Refused: somebody corrected or revoked it meanwhile, or ``by`` does not keep it.
    """
    with transaction.atomic():
        thing = locked(thing, by, version)
        before, had = shown(thing), names_of(authors_of(thing))
        for name in FIELDS[Initiative]:
            if name in changes:
                setattr(thing, name, changes[name])
        refuse_unless_keeper(by, thing.unit, thing.unit)
        prepare(thing)
        refuse_odd_authors(authors)
        has = names_of(authors)
        if store_correction(thing, before, by, *([f"Tác giả: “{had}” sửa thành “{has}”"] if has != had else [])):
            thing.authors.all().delete()
            _write(thing, authors)
    return thing


def authors_of(thing: Initiative) -> list[Author]:
    """The authors as they are stored."""
    rows = thing.authors.select_related("person", "collective")
    return [(row.person or row.collective, row.share) for row in rows]  # type: ignore[misc]


def refuse_odd_authors(authors: Sequence[Author]) -> None:
    """Raises ValidationError for no author, one twice, or more than the whole."""
    if not authors:
        raise ValidationError({"authors": "Hãy ghi ít nhất một tác giả."})
    if len(set(authors_only := [author for author, _ in authors])) < len(authors_only):
        raise ValidationError({"authors": "Một tác giả được ghi hai lần. Hãy bỏ bớt một dòng."})
    total = sum((share for _, share in authors if share is not None), Decimal(0))
    if total > 100:
        raise ValidationError({"authors": f"Tổng tỷ lệ đóng góp là {percent(total)} %, quá 100 %. Hãy xem lại."})


def names_of(authors: Sequence[Author]) -> str:
    """“Lê Thị Hoa 60 %; Phòng Tư pháp”."""
    return "; ".join(f"{author} {percent(share)} %" if share is not None else str(author) for author, share in authors)


def percent(share: Decimal) -> str:
    """A share with a decimal comma and no zeros behind it."""
    return f"{share.normalize():f}".replace(".", ",")


def _write(thing: Initiative, authors: Sequence[Author]) -> None:
    rows = [InitiativeAuthor(initiative=thing, share=share, **{field_of(author): author}) for author, share in authors]
    for row in rows:
        row.full_clean(exclude=["initiative"])
    InitiativeAuthor.objects.bulk_create(rows)
