"""Blocks (khối, cụm thi đua): laid down, joined, left, led, ended. Every change has its day; what was stays."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from organizations.guards import may_keep_blocks
from organizations.models import Block, BlockMember, Unit, User
from organizations.names import normalize
from workflow.engine import Refused, record

ONE_DAY = timedelta(days=1)


def lay_down_block(
    *, host: Unit, name: str, kind: str, valid_from: date, by: User, basis: str = "", protocol_order: int = 1000
) -> Block:
    """A new block of the host from that day on.

    Raises:
        ValidationError: a field is empty, too long or no known code, the host does not stand on that day, or it has a
            block of that name.
        Refused: ``by`` does not keep the host's blocks.
    """
    _refuse_unless_keeper(by, host)
    block = Block(
        host=host,
        name=normalize(name),
        kind=kind,
        valid_from=valid_from,
        basis=normalize(basis),
        protocol_order=protocol_order,
    )
    block.full_clean()
    if not host.holds_on(valid_from):
        raise ValidationError(f"{host} không hoạt động vào ngày {valid_from:%d/%m/%Y}. Hãy chọn ngày khác.")
    with transaction.atomic():
        _refuse_same_name(block)
        block.save()
        _log(block, "lay_down", "Lập khối", by, f"Từ {valid_from:%d/%m/%Y}, {host} tổ chức", basis=block.basis)
    return block


def correct_block(*, block: Block, name: str, kind: str, basis: str, protocol_order: int, by: User) -> Block:
    """Corrects slips of writing; days and members are not touched.

    Raises:
        ValidationError: a field is empty, too long or no known code, or the host has another block of that name.
        Refused: ``by`` does not keep the host's blocks.
    """
    with transaction.atomic():
        block = _locked(block)
        _refuse_unless_keeper(by, block.host)
        values = {"name": normalize(name), "kind": kind, "basis": normalize(basis), "protocol_order": protocol_order}
        lines = []
        for field, value in values.items():
            if (before := getattr(block, field)) != value:
                title = str(Block._meta.get_field(field).verbose_name).capitalize()  # type: ignore[union-attr]
                lines.append(f"{title}: “{before}” sửa thành “{value}”")
                setattr(block, field, value)
        if lines:
            block.full_clean()
            _refuse_same_name(block)
            block.save()
            _log(block, "correct", "Sửa thông tin", by, *lines)
    return block


def join_block(*, block: Block, unit: Unit, on: date, by: User, duty: str = BlockMember.Duty.MEMBER) -> BlockMember:
    """A unit takes its place in the block from that day on.

    Raises:
        ValidationError: block or unit do not stand on that day, or the unit is a member on that day or later.
        Refused: ``by`` does not keep the host's blocks.
    """
    with transaction.atomic():
        block = _locked(block)
        _refuse_unless_keeper(by, block.host)
        for thing in (block, unit):
            if not thing.holds_on(on):
                raise ValidationError(f"{thing} không hoạt động vào ngày {on:%d/%m/%Y}. Hãy chọn ngày khác.")
        if block.members.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), unit=unit).exists():
            raise ValidationError(f"{unit} đã ở trong khối này vào ngày {on:%d/%m/%Y} hoặc sau đó.")
        member = BlockMember(block=block, unit=unit, valid_from=on, valid_to=block.valid_to)
        member.full_clean()
        member.save()
        _log(block, "join", "Thêm đơn vị", by, f"{unit}, từ {on:%d/%m/%Y}")
        if duty != BlockMember.Duty.MEMBER:
            member = give_duty(member=member, duty=duty, on=on, by=by)
    return member


def leave_block(*, member: BlockMember, on: date, by: User) -> BlockMember:
    """The unit's place ends: ``on`` is the first day it is no longer in the block.

    Raises:
        ValidationError: the place has ended, or the day is not after its first.
        Refused: ``by`` does not keep the host's blocks.
    """
    with transaction.atomic():
        block = _locked(member.block)
        _refuse_unless_keeper(by, block.host)
        member = BlockMember.objects.select_related("unit", "block").get(pk=member.pk)
        _refuse_ended(member)
        if on <= member.valid_from:
            raise ValidationError(
                f"{member.unit} vào khối (hoặc nhận nhiệm vụ hiện nay) ngày {member.valid_from:%d/%m/%Y}. "
                "Ngày rời phải sau ngày đó."
            )
        member.valid_to = on - ONE_DAY
        member.save(update_fields=["valid_to"])
        _log(block, "leave", "Đơn vị rời khối", by, f"{member.unit}, từ {on:%d/%m/%Y}")
    return member


def give_duty(*, member: BlockMember, duty: str, on: date, by: User) -> BlockMember:
    """The unit has another duty in its block from that day on; a new head takes the place of the one before.

    Raises:
        ValidationError: the place has ended, the day is before its first, or the duty is no change.
        Refused: ``by`` does not keep the host's blocks.
    """
    with transaction.atomic():
        block = _locked(member.block)
        _refuse_unless_keeper(by, block.host)
        member = BlockMember.objects.select_related("unit", "block").get(pk=member.pk)
        if member.duty == duty:
            raise ValidationError(f"{member.unit} đang là {member.get_duty_display().lower()} rồi.")
        if duty == BlockMember.Duty.HEAD:
            heads = block.members.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), duty=BlockMember.Duty.HEAD)
            for head in heads.select_related("unit", "block"):
                _change(head, BlockMember.Duty.MEMBER, on)
                _log(block, "duty", "Thôi khối trưởng", by, f"{head.unit}, từ {on:%d/%m/%Y}")
        changed = _change(member, duty, on)
        _log(block, "duty", "Giao nhiệm vụ", by, f"{changed.unit}: {changed.get_duty_display()}, từ {on:%d/%m/%Y}")
    return changed


def end_block(*, block: Block, on: date, by: User) -> Block:
    """The block and all places in it end: ``on`` is the first day it no longer stands.

    Raises:
        ValidationError: it has ended, the day is not after its first, or a place begins on that day or later.
        Refused: ``by`` does not keep the host's blocks.
    """
    with transaction.atomic():
        block = _locked(block)
        _refuse_unless_keeper(by, block.host)
        if block.valid_to is not None:
            raise ValidationError(f"Khối đã kết thúc ngày {block.valid_to:%d/%m/%Y}.")
        if on <= block.valid_from:
            raise ValidationError(f"Khối được lập ngày {block.valid_from:%d/%m/%Y}; ngày kết thúc phải sau ngày đó.")
        if later := block.members.filter(valid_from__gte=on).select_related("unit").first():
            raise ValidationError(
                f"{later.unit} vào khối ngày {later.valid_from:%d/%m/%Y}, khi khối không còn. Hãy chọn ngày muộn hơn."
            )
        block.valid_to = on - ONE_DAY
        block.save(update_fields=["valid_to"])
        beyond = Q(valid_to__isnull=True) | Q(valid_to__gt=block.valid_to)
        block.members.filter(beyond).update(valid_to=block.valid_to)
        _log(block, "end", "Kết thúc khối", by, f"Hoạt động đến hết ngày {block.valid_to:%d/%m/%Y}")
    return block


def _change(member: BlockMember, duty: str, on: date) -> BlockMember:
    """The place with its new duty: the same row when it begins on that day, else a new one."""
    _refuse_ended(member)
    if on < member.valid_from:
        raise ValidationError(
            f"{member.unit} giữ nhiệm vụ hiện nay từ {member.valid_from:%d/%m/%Y}. Hãy chọn ngày đó hoặc muộn hơn."
        )
    if on == member.valid_from:
        member.duty = duty
        member.save(update_fields=["duty"])
        return member
    until = member.valid_to
    member.valid_to = on - ONE_DAY
    member.save(update_fields=["valid_to"])
    return BlockMember.objects.create(block=member.block, unit=member.unit, duty=duty, valid_from=on, valid_to=until)


def _refuse_ended(member: BlockMember) -> None:
    if member.valid_to is not None:
        raise ValidationError(f"{member.unit} đã rời khối sau ngày {member.valid_to:%d/%m/%Y}.")


def _refuse_unless_keeper(by: User, host: Unit) -> None:
    if not may_keep_blocks(by, host):
        raise Refused(
            f"Bạn không có quyền lập, sửa khối thi đua của {host}. "
            "Việc này thuộc quản trị hoặc chuyên viên thường trực của đơn vị hay cấp trên."
        )


def _refuse_same_name(block: Block) -> None:
    runs = Q(valid_to__isnull=True) | Q(valid_to__gte=block.valid_from)
    if Block.objects.filter(runs, host=block.host, name=block.name).exclude(pk=block.pk).exists():
        raise ValidationError({"name": f"{block.host} đang có khối tên “{block.name}”. Hãy đặt tên khác."})


def _locked(block: Block) -> Block:
    (found,) = Block.objects.select_for_update(of=("self",)).select_related("host").filter(pk=block.pk)
    return found


def _log(block: Block, action: str, label: str, by: User, *lines: str, basis: str = "") -> None:
    data = {"lines": [*lines, *([f"Căn cứ: {basis}"] if basis else [])]}
    record(thing=block, action=action, label=label, by=by, unit_id=block.host_id, data=data)
