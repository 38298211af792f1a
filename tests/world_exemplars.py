"""Điển hình tiên tiến of one unit: an approved model with a picture that a unit below adopts, and a draft."""

from __future__ import annotations

import uuid
from datetime import date
from io import BytesIO

from PIL import Image

from campaigns.actions.adoption import adopt_model, report_result
from campaigns.actions.exemplar import ExemplarContent, create_exemplar, take_exemplar_step
from campaigns.actions.exemplar_photo import add_photo
from campaigns.models import Exemplar, ExemplarPhoto, ModelAdoption
from organizations.models import Role, Unit, User


class ExemplarThings:
    """What a world has of them."""

    unit: Unit

    @property
    def exemplar(self) -> Exemplar:
        """The unit's approved model."""
        return Exemplar.objects.get(unit=self.unit, state="approved")

    @property
    def exemplar_draft(self) -> Exemplar:
        """One that is still written."""
        return Exemplar.objects.get(unit=self.unit, state="draft")

    @property
    def photo(self) -> ExemplarPhoto:
        """The picture of the model."""
        return ExemplarPhoto.objects.get(exemplar=self.exemplar)

    @property
    def adoption(self) -> ModelAdoption:
        """A unit below adopts it, and has reported."""
        return ModelAdoption.objects.get(exemplar=self.exemplar)


def picture(width: int = 640, height: int = 480, kind: str = "PNG", **options: object) -> bytes:
    """A picture of one colour."""
    target = BytesIO()
    Image.new("RGB", (width, height), "#4488cc").save(target, kind, **options)
    return target.getvalue()


def content(name: str = "Hẹn giờ chứng thực", **fields: object) -> ExemplarContent:
    """The texts of a model that can be proposed."""
    texts: dict[str, object] = {
        "kind": Exemplar.Kind.MODEL,
        "name": name,
        "year": 2024,
        "movement": "Cải cách hành chính",
        "summary": "Hẹn giờ trước, chờ ngắn.",
        "story": "I. CÁCH LÀM\nGọi điện hẹn giờ.\n- Hai bàn trực.",
        "figures": "Hồ sơ: 412 hồ sơ",
    }
    return ExemplarContent(**(texts | fields))


def written(unit: Unit, by: User, name: str = "Hẹn giờ chứng thực", **fields: object) -> Exemplar:
    """A draft of the unit."""
    return create_exemplar(unit=unit, content=content(name, **fields), by=by, creation_key=uuid.uuid4())


def approved(unit: Unit, by: User, approver: User, name: str = "Hẹn giờ chứng thực", **fields: object) -> Exemplar:
    """One that went all the way."""
    proposed = take_exemplar_step(exemplar=written(unit, by, name, **fields), action="submit", by=by)
    return take_exemplar_step(exemplar=proposed, action="approve", by=approver)


def add_exemplar_things(unit: Unit, below: Unit, clerk: User, leader: User, marker: str) -> None:
    """Things of the unit; every text holds ``marker``."""
    words = f"Hẹn giờ {marker}"
    texts = {"movement": words, "summary": words, "story": words, "figures": f"{words}: 3 {marker}"}
    draft = written(unit, clerk, f"Nháp {marker}", **texts)
    assert draft.desk_id == unit.pk
    model = written(unit, clerk, f"Mô hình {marker}", **texts)
    add_photo(exemplar=model, data=picture(), alt=f"Ảnh {marker}", by=clerk)
    take_exemplar_step(exemplar=model, action="submit", by=clerk)
    model = take_exemplar_step(exemplar=model, action="approve", by=leader)
    officer = User.objects.filter(role_assignments__unit=below, role_assignments__role=Role.UNIT_OFFICER).first()
    assert officer is not None
    adoption = adopt_model(exemplar=model, unit=below, since=date(2024, 2, 1), how=words, by=officer)
    report_result(adoption=adoption, result=words, quantity=3, quantity_unit=words, by=officer)
