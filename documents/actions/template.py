"""A unit's own templates: kept from a paper, named, put away."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.actions.create import reusable_content
from documents.models import Document, PaperTemplate
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from workflow.engine import Refused, record


def save_template(*, document: Document, unit: Unit, name: str, by: User) -> PaperTemplate:
    """Keeps the text of a paper as the unit's template for papers of its kind.

    Raises:
        Refused: ``by`` does not see the paper or does not draft for the unit. ValidationError: the unit has a template
            of that name.
    """
    if not Document.objects.visible_to(by).filter(pk=document.pk).exists():
        raise Refused("Không tìm thấy văn bản. Hãy mở lại từ danh sách văn bản.")
    _refuse_strangers(unit, by)
    template = PaperTemplate(
        unit=unit, kind=document.kind, name=name, content=reusable_content(document), created_by=by
    )
    with transaction.atomic():
        _refuse_second(template)
        template.save()
        record(thing=template, action="create", label="Lưu làm mẫu", by=by, unit_id=unit.pk)
    return template


def rename_template(*, template: PaperTemplate, name: str, by: User) -> PaperTemplate:
    """Gives the template another name.

    Raises:
        Refused: ``by`` does not draft for its unit. ValidationError: the unit has another template of that name.
    """
    _refuse_strangers(template.unit, by)
    old, template.name = template.name, name
    with transaction.atomic():
        _refuse_second(template)
        template.save(update_fields=["name"])
        record(thing=template, action="rename", label="Đổi tên mẫu", by=by, data={"old": old}, unit_id=template.unit_id)
    return template


def delete_template(*, template: PaperTemplate, by: User) -> None:
    """Deletes the template; papers begun from it stay as they are.

    Raises:
        Refused: ``by`` does not draft for its unit.
    """
    _refuse_strangers(template.unit, by)
    with transaction.atomic():
        record(thing=template, action="delete", label="Xóa mẫu", by=by, unit_id=template.unit_id)
        template.delete()


def _refuse_strangers(unit: Unit, by: User) -> None:
    if not by.holds(DRAFTERS, unit.pk):
        raise Refused(f"Chỉ người soạn văn bản của {unit} mới thêm, đổi tên hoặc xóa được mẫu của đơn vị.")


def _refuse_second(template: PaperTemplate) -> None:
    """Raises: ValidationError for the field ``name``: another template of the unit is called so."""
    same = PaperTemplate.objects.filter(unit=template.unit, name__iexact=template.name).exclude(pk=template.pk)
    if same.exists():
        raise ValidationError({"name": f"{template.unit} đã có mẫu tên “{template.name}”. Hãy đặt tên khác."})
