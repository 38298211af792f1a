"""One object of each kind that has an address, made in one unit: own things of one user, foreign ones of another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from allauth.usersessions.models import UserSession

from campaigns.actions.campaign import launch_campaign
from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import (
    BoardFile,
    Campaign,
    Obligation,
    Plan,
    PlanItem,
    Target,
    TargetShare,
)
from documents import queue
from documents.actions.attachment import add_attachment
from documents.actions.dispatch import forward, send_paper
from documents.actions.document import create_draft
from documents.actions.receive import register_received
from documents.actions.register import save_view
from documents.actions.reserve import reserve_numbers
from documents.actions.step import issue, sign, take_step
from documents.actions.template import save_template
from documents.actions.upload import attach_source, store_upload
from documents.models import (
    Attachment,
    CitedPaper,
    Clause,
    Comment,
    Dispatch,
    Document,
    Forwarding,
    PaperTemplate,
    ReadingBatch,
    ReadingItem,
    RecipientList,
    RenderJob,
    ReservedNumber,
    SettledConflict,
    StoredFile,
)
from organizations.actions.batch import read_batch
from organizations.actions.block import join_block, lay_down_block
from organizations.actions.unit import found_unit
from organizations.models import (
    Block,
    BlockMember,
    ImportBatch,
    Notice,
    Person,
    Position,
    Role,
    RoleAssignment,
    RoleRequest,
    SavedView,
    Unit,
    User,
)
from organizations.notifications import notify
from tests.cast import CONTENT, SINCE, make_user
from tests.world_accounts import add_account_things
from tests.world_cascade import add_cascade_things
from tests.world_cited import add_cited_things
from tests.world_exemplars import ExemplarThings, add_exemplar_things
from tests.world_inspections import InspectionThings, add_inspection_things
from tests.world_progress import ProgressThings, add_progress_things
from tests.world_records import RecordThings, add_record_things
from tests.world_writing import add_reading, add_writing_things

YEAR = 2024
# The smallest picture: one point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass
class World(ExemplarThings, InspectionThings, ProgressThings, RecordThings):
    """Draft outside the chain, directive, draft plan, issued plan, movement, finished and waiting file, an upload."""

    draft: Document
    directive: Plan
    plan: Plan
    issued: Plan
    campaign: Campaign
    job: RenderJob
    upload: StoredFile
    notice: Notice
    dispatch: Dispatch
    forwarding: Forwarding

    @property
    def batch(self) -> ImportBatch:
        """A table on its way into the unit."""
        return ImportBatch.objects.get(unit=self.draft.owner, kind="don_vi_nguoi")

    @property
    def reading(self) -> ReadingBatch:
        """Files that the drafter had read: one is certain, one is a draft, one failed for good."""
        return ReadingBatch.objects.get(created_by=self.draft.created_by)

    @property
    def failed_item(self) -> ReadingItem:
        """The one that failed."""
        return ReadingItem.objects.get(batch=self.reading, state="failed")

    @property
    def comment(self) -> Comment:
        """What was remarked on the draft."""
        return Comment.objects.get(document=self.draft)

    @property
    def clause(self) -> Clause:
        """The unit's clause."""
        return Clause.objects.get(unit=self.draft.owner)

    @property
    def recipient_list(self) -> RecipientList:
        """The unit's list of recipients."""
        return RecipientList.objects.get(unit=self.draft.owner)

    @property
    def item(self) -> PlanItem:
        """An item of the issued plan."""
        return PlanItem.objects.get(plan=self.issued, address="II.9")

    @property
    def obligation(self) -> Obligation:
        """A task in it."""
        return Obligation.objects.get(item=self.item)

    @property
    def target(self) -> Target:
        """A confirmed target in it."""
        return Target.objects.get(item=self.item)

    @property
    def board_file(self) -> BoardFile:
        """The issued plan's board, as the drafter had it made."""
        return BoardFile.objects.get(plan=self.issued)

    @property
    def share(self) -> TargetShare:
        """What a unit below has to reach of it."""
        return TargetShare.objects.get(target=self.target)

    @property
    def paper(self) -> Document:
        """The issued plan's paper."""
        return self.issued.document

    @property
    def template(self) -> PaperTemplate:
        """The unit's own template."""
        return PaperTemplate.objects.get(unit=self.draft.owner)

    @property
    def reserved(self) -> ReservedNumber:
        """A number that the unit keeps."""
        return ReservedNumber.objects.get(issuer=self.draft.owner)

    @property
    def attachment(self) -> Attachment:
        """A file beside the draft."""
        return Attachment.objects.get(document=self.draft)

    @property
    def cited(self) -> CitedPaper:
        """A paper that the issued plan cites with two days."""
        return CitedPaper.objects.get(key=f"{self.unit.pk}|900")

    @property
    def settled(self) -> SettledConflict:
        """What the unit settled."""
        return SettledConflict.objects.get(unit=self.unit)

    @property
    def saved_view(self) -> SavedView:
        """A filter that the drafter saved."""
        return SavedView.objects.get(user=self.draft.created_by)

    @property
    def unit(self) -> Unit:
        """Whose things these are."""
        return self.draft.owner

    @property
    def person(self) -> Person:
        """Who drafted."""
        return self.position.person

    @property
    def position(self) -> Position:
        """The drafter's position."""
        return Position.objects.get(person__user=self.draft.created_by)

    @property
    def block(self) -> Block:
        """The unit's block."""
        return Block.objects.get(host=self.unit)

    @property
    def member(self) -> BlockMember:
        """The unit's place in it."""
        return BlockMember.objects.get(block=self.block)

    @property
    def account(self) -> User:
        """Who drafted, as a user."""
        return self.draft.created_by

    @property
    def role(self) -> RoleAssignment:
        """The drafter's role."""
        return self.account.assignments()[0]

    @property
    def session(self) -> UserSession:
        """Where else the drafter is logged in."""
        return UserSession.objects.get(session_key=f"world-{self.account.pk}")

    @property
    def role_request(self) -> RoleRequest:
        """What the drafter asked for."""
        return RoleRequest.objects.get(asked_by=self.account)

    @property
    def substitution(self) -> RoleAssignment:
        """Who is to stand in for the drafter."""
        return RoleAssignment.objects.get(on_behalf_of=self.account)


def build(unit: Unit, clerk: User, leader: User, marker: str = "") -> World:
    """The objects of ``unit``; every text that a user wrote in them holds ``marker``."""
    add_account_things(unit, clerk)
    content = replace(
        CONTENT,
        summary=f"{CONTENT.summary} {marker}",
        bases=f"{CONTENT.bases[:-1]};\nCăn cứ {marker}.",
        body=f"{CONTENT.body}\n{marker}./.",
        recipients=f"- {marker};\n- Lưu: VT.",
    )
    block = lay_down_block(host=unit, name=f"Khối {marker}", kind="khoi", valid_from=date(YEAR, 1, 1), by=clerk)
    join_block(block=block, unit=unit, on=date(YEAR, 1, 1), by=clerk)
    received = register_received(
        owner=unit, kind="CT", number="01", symbol="CT-UBND", on=date(YEAR, 1, 3), issuer_printed=f"UBND {marker}",
        content=content, by=clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip
    top = place_in_chain(document=received, year=YEAR, parent=None, campaign=None, by=clerk)
    campaign = launch_campaign(
        host=unit, name=f"Phong trào {marker}", year=YEAR, starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 12, 31),
        by=clerk, theme=marker, launched_by=received,
    )  # fmt: skip

    def drafted() -> Plan:
        return draft_plan(
            issuer=unit, year=YEAR, content=content, by=clerk, creation_key=uuid.uuid4(), parent=top, campaign=campaign
        )

    final = drafted()
    submitted = take_step(document=final.document, action="submit", by=clerk)
    take_step(document=submitted, action="return", by=leader, reason=f"Lý do {marker}")
    submitted = take_step(document=submitted, action="submit", by=clerk)
    issue(document=sign(document=submitted, by=leader), by=leader)
    draft = create_draft(issuer=unit, kind="KH", content=content, by=clerk, creation_key=uuid.uuid4())
    add_writing_things(draft, clerk, marker)
    add_cited_things(final.document, clerk, marker)
    upload = store_upload(name=f"{marker or 'tep'}.txt", data=f"KẾ HOẠCH\n{marker}".encode(), by=clerk)
    save_template(document=draft, unit=unit, name=f"Mẫu {marker}", by=clerk)
    attach_source(document=draft, file=store_upload(name="goc.txt", data=b"goc", by=clerk), by=clerk)
    read = create_draft(issuer=unit, kind="KH", content=content, by=clerk, creation_key=uuid.uuid4())
    add_reading(read, clerk, marker)
    add_attachment(document=draft, name=f"{marker or 'tep'}.png", data=PNG, title=marker, by=clerk)
    reserve_numbers(issuer=unit, kind="KH", count=1, reason=f"Lý do {marker}", by=clerk)
    rows = f"Họ và tên\tĐơn vị\tChức vụ\tTừ ngày\n{marker}\t{unit}\tCán bộ\t01/02/2024"
    read_batch(unit=unit, by=clerk, text=rows)
    save_view(page="register_out", name=f"Bộ lọc {marker}", query="loai=KH", by=clerk)
    notify(users=[clerk], kind=Notice.Kind.TASK, text=marker, address="/van-ban/", key="world")
    notice = Notice.objects.get(user=clerk, key="world")
    sent = _sent(final, unit, clerk)
    add_cascade_things(Plan.objects.get(pk=final.pk), sent[0].unit, clerk, marker)
    add_exemplar_things(unit, sent[0].unit, clerk, leader, marker)
    add_inspection_things(Plan.objects.get(pk=final.pk), sent[0].unit, clerk, sent[1].to, marker)
    add_progress_things(Plan.objects.get(pk=final.pk), sent[0].unit, clerk, sent[1].to, marker, PNG)
    add_record_things(unit, Position.objects.get(person__user=clerk).person, clerk, marker)
    return World(
        draft,
        top,
        drafted(),
        Plan.objects.get(pk=final.pk),
        campaign,
        _finished(draft),
        upload,
        notice,
        *sent,
    )


def _sent(plan: Plan, unit: Unit, clerk: User) -> tuple[Dispatch, Forwarding]:
    """The issued plan as sent to a unit below, where somebody passed it on to somebody else there."""
    to = Unit.objects.below(unit).exclude(pk=unit.pk).in_protocol_order().last()
    if to is None:
        to = found_unit(
            official_name="Phòng Khác", short_name="Phòng Khác", level=unit.level, kind=Unit.Kind.OFFICE, symbol="PK",
            place_name=unit.place_name, valid_from=SINCE, parent=unit,
        )  # fmt: skip
    [dispatch] = send_paper(document=plan.document, units=[to], by=clerk)
    head = make_user(f"truong{to.pk}", "Hồ Thị Trưởng", to, Role.UNIT_HEAD)
    officer = User.objects.filter(role_assignments__unit=to, role_assignments__role=Role.UNIT_OFFICER).first()
    officer = officer or make_user(f"canbo{to.pk}", "Hồ Thị Cán", to, Role.UNIT_OFFICER)
    return dispatch, forward(dispatch=dispatch, to=officer, by=head)


def foreign_leader(unit: Unit) -> User:
    """Who signs in the other city."""
    return make_user("lanhdaokhac", "Ngô Văn Khác", unit, Role.SIGNING_LEADER)


def _finished(draft: Document) -> RenderJob:
    queue.enqueue(draft, "docx")
    job = queue.renders.claim(queue.enqueue(draft, "pdf").pk, "worker")
    assert job is not None
    queue.publish(job, "worker", b"%PDF-1.7")
    return RenderJob.objects.get(pk=job.pk)
