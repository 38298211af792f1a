"""Households: written down and corrected."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from awards.guards import refuse_unless_keeper
from awards.models import Household
from organizations.models import Unit, User
from organizations.names import normalize, odd_characters, search_key
from workflow.engine import Refused, record


def save_household(
    *,
    unit: Unit,
    head_name: str,
    address: str,
    by: User,
    household: Household | None = None,
    creation_key: uuid.UUID | None = None,
    seen: str = "",
) -> Household:
    """A new household of the unit, or a correction of ``household``; ``seen`` is ``as_seen`` of what was corrected.

    Raises:
        ValidationError: the name is empty, odd or too long, or the same household stands in the unit already.
        Refused: ``by`` does not keep the unit's records, or somebody corrected the household meanwhile.
    """
    with transaction.atomic():
        locked = Unit.objects.select_for_update().get(pk=unit.pk)
        if household is None and creation_key is not None:
            made = Household.objects.filter(creation_key=creation_key).first()
            if made is not None:
                return made
        thing = Household(unit=locked, creation_key=creation_key or uuid.uuid4())
        if household is not None:
            thing = Household.objects.select_for_update(of=("self",)).select_related("unit").get(pk=household.pk)
            refuse_unless_keeper(by, thing, thing.unit)
            if seen and seen != as_seen(thing):
                raise Refused("Vừa có người khác sửa hồ sơ hộ này. Hãy mở lại trang để xem bản mới, rồi sửa tiếp.")
        before = f"{thing.head_name}, {thing.address}"
        thing.unit, thing.head_name, thing.address = locked, normalize(head_name), normalize(address)
        refuse_unless_keeper(by, thing, locked)
        if odd := odd_characters(thing.head_name):
            raise ValidationError({"head_name": f"Họ tên chủ hộ có ký tự lạ: {odd}. Hãy gõ lại bằng chữ cái."})
        thing.search_name = search_key(f"{thing.head_name} {thing.address}")
        thing.full_clean()
        same = Household.objects.filter(unit=locked, search_name=thing.search_name).exclude(pk=thing.pk)
        if same.exists():
            raise ValidationError(
                "Đơn vị đã có hộ của người này ở địa chỉ ấy. Hãy mở hồ sơ đã có, hoặc ghi rõ địa chỉ."
            )
        thing.save()
        lines = [f"{thing.head_name}, {thing.address}"] if household is None else [f"“{before}” sửa lại"]
        label = "Lập hồ sơ hộ" if household is None else "Sửa hồ sơ hộ"
        record(thing=thing, action="household", label=label, by=by, unit_id=locked.pk, data={"lines": lines})
    return thing


def as_seen(household: Household) -> str:
    """What a form shows of a household, in one line: another line later says that somebody corrected it meanwhile."""
    return f"{household.head_name}|{household.address}|{household.unit_id}"
