"""What the demo's plans say: real texts read from files, others filled into one template."""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import Any

from django.utils import timezone

from campaigns.forms.importing import review_initial
from campaigns.models import PlanItem
from documents.actions.document import Content
from documents.models import Document
from documents.queries.bases import full_citation
from documents.text.reader import read_text
from organizations.models import Unit
from thidua.demo.data import FOLDER

SUMMARY = (
    "Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, "
    "đảm bảo quốc phòng - an ninh năm 2024"
)


def read_plan(file: str) -> Content:
    """The written part of a plan, read from a text file of this folder as "Nhập văn bản" reads it."""
    read = review_initial(read_text((FOLDER / file).read_text("utf-8")), timezone.localdate())
    return Content(**{field.name: read[field.name] for field in fields(Content) if field.name in read})


def answer(row: dict[str, Any], unit: Unit, above: Document, signature: tuple[str, str], signer: str) -> Content:
    """The plan by which a unit answers the one above.

    Args:
        row: the unit's own content (``data/answers.toml``); ``above``: the plan that it carries out;
        ``signature``: lines "on behalf of" and "title"; ``signer``: the head's name.
    """
    name = unit.short_name if unit.kind == Unit.Kind.SCHOOL else f"{unit.short_name}{_of_city(unit)}"
    template = Template((FOLDER / "texts" / "answer.txt").read_text("utf-8"))
    tasks = [*_sentences(above, row.get("copied", [])), *row["tasks"]]
    body = template.substitute(unit=name, aim=row["aim"], who=row["who"], tasks="\n".join(f"- {one}" for one in tasks))
    recipients = ["UBND.TP (Phòng Nội vụ)", "Lãnh đạo đơn vị", f"Lưu: VT, {unit.symbol}"]
    if unit.kind == Unit.Kind.SCHOOL:
        recipients[0] = "Phòng Giáo dục và Đào tạo"
    return Content(
        summary=SUMMARY,
        bases=full_citation(above).removesuffix(";") + ".",
        body=body.strip(),
        recipients="\n".join(recipients),
        sign_on_behalf_of=signature[0],
        sign_title=signature[1],
        sign_name=signer,
    )


def _sentences(above: Document, addresses: list[str]) -> list[str]:
    """Sentences of the plan above that a unit says again word for word."""
    items = PlanItem.objects.filter(plan__document=above, address__in=addresses)
    return list(items.order_by("order").values_list("text", flat=True))


def _of_city(unit: Unit) -> str:
    """ " thành phố Tây Ninh" for the city's offices whose name does not say it: papers name them in full."""
    return " thành phố Tây Ninh" if unit.kind == Unit.Kind.OFFICE and "thành phố" not in unit.short_name else ""
