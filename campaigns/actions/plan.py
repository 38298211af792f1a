"""Putting papers into the chain."""

from __future__ import annotations

import uuid

from django.db import transaction

from campaigns.actions.items import keep_items
from campaigns.models import Campaign, Plan
from documents.actions.document import Content, create_draft
from documents.models import Document
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from workflow.engine import Refused


def place_in_chain(*, document: Document, year: int, parent: Plan | None, campaign: Campaign | None, by: User) -> Plan:
    """Gives a paper its place: under the plan or directive that it carries out, or at the top of a chain.

    Returns:
        The place; the one it has already when a form was posted twice.

    Raises:
        Refused: ``by`` may not draft for the paper's unit, may not see the parent or the movement, or the parent is
            of another year.
    """
    if not by.holds(DRAFTERS, document.owner_id):
        raise Refused(f"Bạn không có quyền xếp văn bản của {document.owner} vào chuỗi kế hoạch.")
    if campaign and not Campaign.objects.visible_to(by).filter(pk=campaign.pk).exists():
        raise Refused("Không tìm thấy phong trào. Hãy chọn lại trong danh sách.")
    if parent is not None:
        if not Plan.objects.visible_to(by).filter(pk=parent.pk).exists():
            raise Refused("Không tìm thấy văn bản cấp trên. Hãy chọn lại trong danh sách.")
        if parent.year != year:
            raise Refused(f"{parent} là của năm {parent.year}, không phải năm {year}. Hãy chọn văn bản đúng năm.")
        campaign = campaign or parent.campaign
    with transaction.atomic():
        plan, created = Plan.objects.get_or_create(
            document=document, defaults={"year": year, "parent": parent, "campaign": campaign}
        )
        if created:
            plan.path = f"{parent.path if parent else '/'}{plan.pk}/"
            plan.depth = parent.depth + 1 if parent else 0
            plan.save(update_fields=["path", "depth"])
            keep_items(plan=plan)
    return plan


def draft_plan(
    *,
    issuer: Unit,
    year: int,
    content: Content,
    by: User,
    creation_key: uuid.UUID,
    parent: Plan | None = None,
    campaign: Campaign | None = None,
    replaces: Document | None = None,
) -> Plan:
    """A new draft plan (Kế hoạch) of the unit, in its place in the chain.

    Raises:
        Refused: see ``create_draft`` and ``place_in_chain``; nothing was made.
    """
    with transaction.atomic():
        document = create_draft(
            issuer=issuer, kind="KH", content=content, by=by, creation_key=creation_key, replaces=replaces
        )
        return place_in_chain(document=document, year=year, parent=parent, campaign=campaign, by=by)
