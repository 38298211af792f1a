"""Putting papers into the chain."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from campaigns.actions.answers import propose_answers
from campaigns.actions.items import keep_items
from campaigns.models import Campaign, ItemAnswer, Plan
from campaigns.queries import campaign_for
from documents.actions.document import Content, create_draft
from documents.models import Document
from documents.models.document import State
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from workflow.engine import Refused, record

NOT_CHANGEABLE = (
    "Chỉ người soạn của đơn vị giữ văn bản mới đổi được văn bản cấp trên, và chỉ khi văn bản còn là bản thảo "
    "hoặc là văn bản đến."
)
_NO_PARENT = "Không tìm thấy văn bản cấp trên. Hãy chọn lại trong danh sách."


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
        _check_parent(parent, year, by)
        campaign = campaign or parent.campaign
    with transaction.atomic():
        if parent is not None:
            parent = _hold(parent).get(parent.pk)
            if parent is None:
                raise Refused(_NO_PARENT)
        plan, created = Plan.objects.get_or_create(
            document=document, defaults={"year": year, "parent": parent, "campaign": campaign}
        )
        if created:
            plan.path = f"{parent.path if parent else '/'}{plan.pk}/"
            plan.depth = parent.depth + 1 if parent else 0
            plan.save(update_fields=["path", "depth"])
            keep_items(plan=plan)
    return plan


def may_choose_parent(plan: Plan, user: User) -> bool:
    """Whether the user may say which paper this one carries out: of a draft, and of a received paper."""
    document = plan.document
    return (document.is_editable or document.state == State.RECEIVED) and user.holds(DRAFTERS, document.owner_id)


def choose_parent(*, plan: Plan, parent: Plan | None, by: User) -> Plan:
    """Puts a draft plan, or a received paper, under the paper that it carries out; None: at the top of a chain.

    All that carries it out comes along. What belonged to the movement of the old paper above goes over to that of the
    new one. Answers to its items are proposed; those that a person gave to the old one count again if it comes back.

    Raises:
        Refused: ``by`` may not draft for the paper's unit or see the parent, the paper is issued, or the parent is of
            another year, not in force, or carries this one out itself.
    """
    with transaction.atomic():
        plan.document = Document.objects.select_for_update(of=("self",)).get(pk=plan.document_id)
        if not may_choose_parent(plan, by):
            raise Refused(NOT_CHANGEABLE)
        held = _hold(plan, *([parent] if parent else []))
        current, old = held[plan.pk], held[plan.pk].parent
        if parent == old:
            return current
        if parent is not None:
            _check_parent(parent, current.year, by)
            parent = held[parent.pk]
            if parent.path.startswith(current.path):
                raise Refused(f"{parent} đang thực hiện chính {current}. Hãy chọn văn bản khác.")
            if not Plan.objects.above(current).filter(pk=parent.pk).exists():
                raise Refused(f"{parent} không còn hiệu lực hoặc không phải của cấp trên. Hãy chọn văn bản khác.")
        if current.campaign == campaign_for(old):
            current.campaign = campaign_for(parent)
        current.parent = parent
        current.save(update_fields=["parent", "campaign"])
        _move(current, f"{parent.path if parent else '/'}{current.pk}/")
        _answer_anew(current)
        record(
            thing=current.document,
            action="place",
            label="Đổi văn bản cấp trên",
            by=by,
            reason=f"Trước: {_named(old, by)}. Nay: {_named(parent, by)}.",
            data={"from": old.pk if old else None, "to": parent.pk if parent else None},
        )
        return current


def _check_parent(parent: Plan, year: int, by: User) -> None:
    if not Plan.objects.visible_to(by).filter(pk=parent.pk).exists():
        raise Refused(_NO_PARENT)
    if parent.year != year:
        raise Refused(f"{parent} là của năm {parent.year}, không phải năm {year}. Hãy chọn văn bản đúng năm.")


def _hold(*plans: Plan) -> dict[int, Plan]:
    """The plans by key, read anew; until the transaction ends nobody else changes the trees that they stand in.

    Whoever changes a tree locks the row of its root. Another one may have moved the tree under a new root meanwhile.
    """
    locked: set[int] = set()
    while True:
        found = Plan.objects.select_related("document__owner", "parent__document", "campaign")
        fresh = found.in_bulk([plan.pk for plan in plans])
        roots = {plan.root_id for plan in fresh.values()}
        if roots <= locked:
            return fresh
        locked |= roots
        list(Plan.objects.select_for_update().filter(pk__in=locked).order_by("pk").values_list("pk"))


def _move(plan: Plan, path: str) -> None:
    """Gives a plan its new path, and all below it theirs."""
    deeper = path.count("/") - plan.path.count("/")
    rest = Substr("path", len(plan.path) + 1)
    Plan.objects.filter(path__startswith=plan.path).update(path=Concat(Value(path), rest), depth=F("depth") + deeper)
    plan.path, plan.depth = path, plan.depth + deeper


def _answer_anew(plan: Plan) -> None:
    """Takes back what was proposed for another paper above, and proposes answers to the one that stands there now."""
    ItemAnswer.objects.filter(plan=plan, decided_at__isnull=True).delete()
    plan.answers_key = ""
    plan.save(update_fields=["answers_key"])
    if plan.parent is not None:
        keep_items(plan=plan.parent)  # of a database older than items
        propose_answers(plan=plan)


def _named(parent: Plan | None, by: User) -> str:
    if parent is None:
        return "không có, đứng đầu chuỗi"
    return str(parent) if Plan.objects.visible_to(by).filter(pk=parent.pk).exists() else "một văn bản khác"


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
