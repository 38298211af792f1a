"""Hoàn tác: the latest end, renaming or handing over of a unit is taken back, if nothing rests on it yet."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ManyToManyRel, Q
from django.urls import reverse
from django.utils import timezone

from organizations.actions.naming import name_for_all
from organizations.actions.unit import lock_trees, log, refuse_unless_administrator
from organizations.actions.unit_record import TRACKED, values_of
from organizations.models import BlockMember, Notice, Role, RoleAssignment, Unit, UnitChange, UnitParent, User
from organizations.models.unit import ids_on
from organizations.notifications import notify
from organizations.queries.unit_changes import latest_change
from workflow.engine import Refused

LATER = "Đã có thay đổi sau đó dựa trên việc này"


def may_undo(user: User, change: UnitChange) -> bool:
    """Whether the user administers the unit where it is now, and administered it where it stood before."""
    now, before = ids_on(change.unit.path), ids_on(change.path)
    return all(any(user.holds((Role.ADMINISTRATOR,), pk) for pk in way) for way in (now, before))


def undo_change(*, change: UnitChange, by: User) -> Unit:
    """Puts every row back as it was before the change; what the change made goes. The log keeps both.

    Returns:
        The unit as it stands again.

    Raises:
        ValidationError: it was taken back already, a later change came, or something rests on what it made.
        Refused: ``by`` does not administer the unit here and where it stood.
    """
    with transaction.atomic():
        (unit,) = lock_trees(change.unit)
        change = UnitChange.objects.select_for_update().select_related("unit").get(pk=change.pk)
        refuse_unless_administrator(by, unit)
        if not may_undo(by, change):
            raise Refused("Trước thay đổi này đơn vị thuộc nơi bạn không quản trị. Hãy nhờ quản trị của cấp trên cũ.")
        _refuse_unless_latest(unit, change)
        _refuse_changed_since(change)
        try:
            with transaction.atomic():
                _put_back(change)
        except IntegrityError:
            raise ValidationError(f"{LATER}: có dòng trùng với dòng cần đưa trở lại. Hãy sửa dòng mới trước.") from None
        _refuse_ended_around(change)
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
        text = f"{change.get_kind_display()} ngày {change.on:%d/%m/%Y} được hoàn tác"
        log(unit, "undo", "Hoàn tác", by, text)
        _tell(change, f"{unit}: {text.lower()}. Vai trò của bạn ở đó trở lại như trước.")
        unit.refresh_from_db()
    return unit


def _refuse_unless_latest(unit: Unit, change: UnitChange) -> None:
    if change.undone_at is not None:
        raise ValidationError("Thay đổi này đã được hoàn tác rồi.")
    latest = latest_change(unit)
    if latest is not None and latest.pk != change.pk:
        raise ValidationError(f"{LATER}: {latest.get_kind_display().lower()} ngày {latest.on:%d/%m/%Y}. Hãy hoàn tác "
                              "việc ấy trước.")  # fmt: skip


def _refuse_changed_since(change: UnitChange) -> None:
    """Every row must be as the change left it."""
    for name, model in TRACKED.items():
        rows = {int(key.partition(":")[2]): pair for key, pair in change.rows.items() if key.startswith(f"{name}:")}
        found = {row["id"]: row for row in values_of(model, Q(pk__in=list(rows)))}
        for pk, (_, after) in rows.items():
            row = found.get(pk)
            if row is None or any(row[field] != value for field, value in after.items()):
                what = str(model._default_manager.filter(pk=pk).first() or "một dòng đã bị xóa")
                if row is not None and [field for field in after if row[field] != after[field]] == ["path"]:
                    raise ValidationError(
                        f"{LATER}: chỗ của “{what}” trong cây đơn vị đã đổi theo đơn vị ở trên hoặc đơn vị kế tục. "
                        "Hãy hoàn tác việc ấy trước, hoặc ghi thay đổi mới."
                    )
                raise ValidationError(
                    f"{LATER}: {model._meta.verbose_name} “{what}” đã được sửa. Hãy ghi thay đổi mới thay vì hoàn tác."
                )


def _put_back(change: UnitChange) -> None:
    made: list[tuple[str, int]] = []
    changed: list[tuple[str, int, dict[str, Any]]] = []
    for key, (before, _) in change.rows.items():
        name, _, pk = key.partition(":")
        if before is None:
            made.append((name, int(pk)))
        else:
            changed.append((name, int(pk), before))
    for name, pk in made:  # before the open ends return: one open row of a kind is allowed
        if name != "Unit":
            TRACKED[name]._default_manager.filter(pk=pk).delete()
    for name, pk, before in changed:
        TRACKED[name]._default_manager.filter(pk=pk).update(**before)
    for name, pk in made:
        if name == "Unit":
            _delete(Unit.objects.get(pk=pk))


def _delete(unit: Unit) -> None:
    """Deletes the unit of the new name, unless anything whatever of any package names it."""
    for relation in unit._meta.related_objects:
        if isinstance(relation, ManyToManyRel):
            model, field = relation.through, relation.field.m2m_reverse_field_name()
        else:
            model, field = relation.related_model, relation.field.name
        rows = model._base_manager.filter(**{field: unit})  # type: ignore[union-attr]
        if model is UnitChange:  # one that was taken back goes with the name
            rows = rows.filter(undone_at__isnull=True)
        if count := rows.count():
            raise ValidationError(
                f"{LATER}: {count} {name_for_all(model)} gắn với {unit}. "  # type: ignore[arg-type]
                "Hãy đổi tên lần nữa thay vì hoàn tác."
            )
    unit.delete()


def _refuse_ended_around(change: UnitChange) -> None:
    """What runs again must hang on what still runs: the unit above, the block."""
    touched = [int(key.partition(":")[2]) for key in change.rows if key.startswith("UnitParent:")]
    links = UnitParent.objects.filter(pk__in=touched, valid_to__isnull=True).select_related("parent", "child")
    if ended := links.filter(Q(parent__valid_to__isnull=False) | Q(child__valid_to__isnull=False)).first():
        raise ValidationError(f"{LATER}: {ended.parent} hoặc {ended.child} đã kết thúc hoạt động.")
    touched = [int(key.partition(":")[2]) for key in change.rows if key.startswith("BlockMember:")]
    members = BlockMember.objects.filter(pk__in=touched, valid_to__isnull=True).select_related("block")
    if member := members.filter(block__valid_to__isnull=False).first():
        raise ValidationError(f"{LATER}: khối “{member.block}” đã kết thúc.")


def _tell(change: UnitChange, text: str) -> None:
    touched = [int(key.partition(":")[2]) for key in change.rows if key.startswith("RoleAssignment:")]
    held = RoleAssignment.objects.filter(pk__in=touched).select_related("user")
    notify(
        users=list({row.user_id: row.user for row in held}.values()),
        kind=Notice.Kind.ACCOUNT,
        text=text,
        address=reverse("unit_detail", args=[change.unit_id]),
        key=f"unit-undone:{change.pk}",
    )
