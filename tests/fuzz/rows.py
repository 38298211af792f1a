"""All rows of the database by their content, and which unit each belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from organizations.models import Unit

Row = tuple[str, Any]
OURS = ("workflow", "organizations", "documents", "campaigns", "awards", "reports")
# The way from a row to its unit; "" is the unit itself. A model that stands nowhere fails the test.
UNIT_OF = {
    "organizations.unit": "",
    "organizations.unitparent": "child",
    "organizations.unitsuccession": "predecessor",
    "organizations.unitchange": "unit",
    "organizations.position": "unit",
    "organizations.roleassignment": "unit",
    "organizations.rolerequest": "unit",
    "organizations.block": "host",
    "organizations.blockmember": "block.host",
    "organizations.importbatch": "unit",
    "organizations.importjob": "batch.unit",
    "documents.document": "owner",
    "documents.documenttext": "document.owner",
    "documents.documentversion": "document.owner",
    "documents.comment": "document.owner",
    "documents.dismissedfinding": "document.owner",
    "documents.clause": "unit",
    "documents.recipientlist": "unit",
    "documents.papertemplate": "unit",
    "documents.attachment": "document.owner",
    "documents.dispatch": "document.owner",
    "documents.forwarding": "dispatch.unit",
    "documents.reminder": "dispatch.document.owner",
    "documents.numberseries": "issuer",
    "documents.seriespolicy": "issuer",
    "documents.reservednumber": "issuer",
    "documents.renderjob": "document.owner",
    "documents.readingbatch": "unit",
    "documents.readingitem": "batch.unit",
    "documents.mention": "document.owner",
    "documents.heldpaper": "document.owner",
    "documents.settledconflict": "unit",
    "campaigns.plan": "document.owner",
    "campaigns.campaign": "host",
    "campaigns.campaignpeak": "campaign.host",
    "campaigns.planitem": "plan.document.owner",
    "campaigns.obligation": "item.plan.document.owner",
    "campaigns.target": "item.plan.document.owner",
    "campaigns.targetshare": "target.item.plan.document.owner",
    "campaigns.targetactual": "unit",
    "campaigns.itemanswer": "unit",
    "campaigns.inspectionprogramme": "host",
    "campaigns.inspectionvisit": "host",
    "campaigns.inspectionfinding": "visit.host",
    "campaigns.findingresponse": "finding.visit.unit",
    "campaigns.evidencefile": "response.finding.visit.unit",
    "campaigns.findingreminder": "finding.visit.host",
    "campaigns.clockreminder": "dispatch.document.owner",
    "campaigns.exemplar": "unit",
    "campaigns.exemplarphoto": "exemplar.unit",
    "campaigns.modeladoption": "unit",
    "campaigns.reportround": "host",
    "campaigns.roundpaper": "round.host",
    "campaigns.progressreport": "unit",
    "campaigns.reportline": "report.unit",
    "campaigns.reportfile": "report.unit",
    "campaigns.reportreminder": "report.office",
    "awards.household": "unit",
    "awards.award": "unit",
    "awards.rating": "unit",
    "awards.initiative": "unit",
    "awards.initiativeauthor": "initiative.unit",
    "awards.discipline": "unit",
    "awards.review": "unit",
    "awards.statement": "unit",
}
# Rows of one person: nobody else's may change.
PERSON_OF = {
    "organizations.user": "",
    "organizations.notice": "user",
    "organizations.noticepreference": "user",
    "organizations.savedview": "user",
    "organizations.calendarfeed": "user",
    "documents.storedfile": "uploaded_by",
    "campaigns.boardfile": "by",
}
# People belong to the units of their positions; log rows are only ever added; a cited paper is a key that all share.
OTHERS = {"organizations.person", "workflow.logentry", "documents.citedpaper"}


def our_models() -> Iterator[type[models.Model]]:
    """The models of our packages."""
    for label in OURS:
        yield from apps.get_app_config(label).get_models()


def snapshot() -> dict[Row, tuple[Any, ...]]:
    """Every row of our tables: (model, key) → values."""
    rows: dict[Row, tuple[Any, ...]] = {}
    for model in our_models():
        names = [field.attname for field in model._meta.concrete_fields]
        for values in model._default_manager.order_by().values_list("pk", *names):
            rows[(model._meta.label_lower, values[0])] = values[1:]
    return rows


def changed(before: dict[Row, tuple[Any, ...]], after: dict[Row, tuple[Any, ...]]) -> set[Row]:
    """Rows that were made, deleted or altered."""
    return {row for row in before.keys() | after.keys() if before.get(row) != after.get(row)}


def unit_of(row: Row) -> Unit | None:
    """The unit that a row belongs to; None when the row is gone."""
    label, key = row
    thing: Any = apps.get_model(label)._default_manager.filter(pk=key).first()
    for name in filter(None, UNIT_OF[label].split(".")):
        thing = getattr(thing, name, None)
    return thing
