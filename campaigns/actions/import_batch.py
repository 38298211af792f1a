"""A whole batch of papers: what is certain is saved at once, and what was saved is taken back (hoàn tác cả đợt)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from campaigns.actions.imports import Printed, import_for_reference
from campaigns.models import Campaign, ItemAnswer, Obligation, Plan, Target
from documents import numbering
from documents.actions.document import Content
from documents.models import Attachment, Comment, Dispatch, Document, ReadingBatch, ReadingItem
from documents.models.document import State
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from workflow.engine import Refused, perform, record

_UNDONE = "Đợt này đã hoàn tác. Hãy tải các tệp lên lại nếu vẫn cần lưu."
_BY_HAND = ("handled_by", "archived_at", "copies", "sent_on", "register_note")


@dataclass(frozen=True, slots=True)
class Certain:
    """A file whose paper needs no look: what stands above its title, and its text."""

    item: ReadingItem
    printed: Printed
    content: Content


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back: numbers of papers."""

    received: int
    drafts: int


class Blocked(Refused):
    """Papers of the batch are in use; ``obstacles`` says which and how, a sentence each."""

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__("Chưa hoàn tác được đợt này. Không có gì thay đổi.")
        self.obstacles = list(obstacles)


def save_certain(*, batch: ReadingBatch, papers: Sequence[Certain], by: User) -> list[Document]:
    """Registers the papers as received, for reference; one that is refused stays in the batch with its sentence.

    Each paper is saved by itself: what was saved before an interruption stays, and saving again goes on from there.

    Raises:
        Refused: the batch is not ``by``'s, or was taken back.
    """
    if batch.created_by_id != by.pk or batch.undone_at is not None:
        raise Refused(_UNDONE)
    saved = []
    for paper in papers:
        try:
            saved.append(_save(batch, paper, by))
        except Refused as refusal:
            mark_refused(item=paper.item, reason=str(refusal))
    return saved


def _save(batch: ReadingBatch, paper: Certain, by: User) -> Document:
    assert paper.item.stored is not None
    with transaction.atomic():
        # As whoever takes the batch back: what is saved after that would stay for good.
        if ReadingBatch.objects.select_for_update().get(pk=batch.pk).undone_at is not None:
            raise Refused(_UNDONE)
        return import_for_reference(
            owner=batch.unit, printed=paper.printed, content=paper.content, source=paper.item.stored, by=by
        )


def mark_refused(*, item: ReadingItem, reason: str) -> None:
    """Notes beside a file why its paper was not saved with the others."""
    ReadingItem.objects.filter(pk=item.pk).update(refusal=reason[:500])


def undo_import(*, batch: ReadingBatch, by: User) -> Undone:
    """Takes back what was saved of a batch: received papers leave the register, drafts are discarded.

    Numbers stay gapless: papers leave only while theirs are the last số đến of their unit's year, so that the next
    paper gets the first of them. The log keeps what stood there. All or nothing.

    Raises:
        Blocked: papers are in use, or later numbers were given. Refused: it is not ``by``'s, or undone already.
    """
    with transaction.atomic():
        locked = ReadingBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if locked.created_by_id != by.pk or locked.undone_at is not None:
            raise Refused("Đợt này đã được hoàn tác trước đó.")
        papers = papers_of(locked)
        # As whoever registers a paper does: one register is written by one hand at a time.
        for unit in sorted({paper.owner_id for paper in papers}):
            Unit.objects.select_for_update().get(pk=unit)
        # Read again under their locks: what was written in the register meanwhile stands in the way.
        list(Document.objects.select_for_update(of=("self",)).filter(pk__in=[paper.pk for paper in papers]))
        papers = papers_of(locked)
        if found := obstacles(papers, by):
            raise Blocked(found)
        received = [paper for paper in papers if paper.state == State.RECEIVED]
        drafts = [paper for paper in papers if paper.state == State.DRAFT]
        # Papers of the batch may carry each other out: no place in the chain holds another one back.
        Plan.objects.filter(document__in=received).update(parent=None)
        for paper in received:
            _take_out(paper, locked, by)
        for (owner, year), numbers in _arrivals(received).items():
            if not numbering.give_back_arrivals(owner=owner, year=year, numbers=numbers):
                raise Blocked([_later(owner, numbers)])
        for draft in drafts:
            perform(thing=draft, action="discard", by=by, data={"batch": locked.pk})
        locked.undone_at = timezone.now()
        locked.save(update_fields=["undone_at"])
        done = Undone(len(received), len(drafts))
        record(
            thing=locked,
            action="undo",
            label="Hoàn tác đợt nhập văn bản",
            by=by,
            unit_id=locked.unit_id,
            data={"received": done.received, "drafts": done.drafts},
        )
        return done


def papers_of(batch: ReadingBatch) -> list[Document]:
    """The papers made of the batch's files, in the order of the files; discarded drafts are left out."""
    papers = Document.objects.filter(source_file__readings__batch=batch).exclude(state=State.DISCARDED)
    return list(papers.select_related("owner").order_by("source_file__readings__position"))


def obstacles(papers: Sequence[Document], by: User) -> list[str]:
    """Why these papers cannot be taken back, a sentence each; empty when they can."""
    found = []
    ids = [paper.pk for paper in papers]
    used = _uses([paper.pk for paper in papers if paper.state == State.RECEIVED])
    for paper in papers:
        reasons = []
        if paper.state == State.RECEIVED:
            reasons += [sentence for sentence, holders in used.items() if paper.pk in holders]
            if any(getattr(paper, name) for name in _BY_HAND) or _is_redated(paper):
                reasons.append("đã được ghi thêm trong sổ văn bản đến")
        elif paper.state != State.DRAFT:
            reasons.append(f"đang “{paper.get_state_display()}”")
        if not by.holds(DRAFTERS, paper.owner_id):
            reasons.append(f"thuộc {paper.owner}, nơi bạn không còn quyền")
        if reasons:
            found.append(f"{paper}: {', '.join(reasons)}.")
    received = [paper for paper in papers if paper.state == State.RECEIVED]
    for (owner, year), numbers in _arrivals(received).items():
        later = Document.objects.filter(owner=owner, arrival_year=year, arrival_number__gt=min(numbers))
        if later.exclude(pk__in=ids).exists():
            found.append(_later(owner, numbers))
    return found


def _is_redated(paper: Document) -> bool:
    """Whether somebody has put another ngày đến into the register since."""
    return paper.arrived_on != timezone.localdate(paper.created_at)


def _take_out(paper: Document, batch: ReadingBatch, by: User) -> None:
    """Deletes a received paper and its place in the chain; its file waits for being cleaned up, the log stays."""
    record(
        thing=paper,
        action="undo",
        label="Đưa ra khỏi sổ văn bản đến",
        by=by,
        source=paper.state,
        reason=f"Hoàn tác đợt nhập văn bản {batch.pk}",
        data={
            "arrival_number": paper.arrival_number,
            "arrival_year": paper.arrival_year,
            "file": str(paper.source_file_id),
        },
    )
    Plan.objects.filter(document=paper).delete()
    paper.delete()


def _arrivals(papers: Sequence[Document]) -> dict[tuple[Unit, int], list[int]]:
    found: dict[tuple[Unit, int], list[int]] = defaultdict(list)
    for paper in papers:
        if paper.arrival_number is not None and paper.arrival_year is not None:
            found[(paper.owner, paper.arrival_year)].append(paper.arrival_number)
    return found


def _later(owner: Unit, numbers: Sequence[int]) -> str:
    return (
        f"Sổ văn bản đến của {owner}: sau số {max(numbers)} hoặc giữa các số của đợt này đã có văn bản khác, "
        "nên số đến không rút lại được (sổ sẽ thiếu số)."
    )


def _uses(ids: Sequence[int]) -> dict[str, set[int | None]]:
    """What hangs on received papers: how it is told, and the ids of the papers it hangs on."""
    judged = [
        *Obligation.objects.filter(item__plan__document__in=ids, judged_at__isnull=False).values_list(
            "item__plan__document"
        ),
        *Target.objects.filter(item__plan__document__in=ids, judged_at__isnull=False).values_list(
            "item__plan__document"
        ),
        *ItemAnswer.objects.filter(plan__document__in=ids, decided_at__isnull=False).values_list("plan__document"),
    ]
    return {
        "đã được gửi đi": set(Dispatch.objects.filter(document__in=ids).values_list("document", flat=True)),
        "có tệp kèm theo": set(Attachment.objects.filter(document__in=ids).values_list("document", flat=True)),
        "có góp ý": set(Comment.objects.filter(document__in=ids).values_list("document", flat=True)),
        "đã có văn bản thay thế": set(Document.objects.filter(replaces__in=ids).values_list("replaces", flat=True)),
        "đã có kế hoạch thực hiện": set(
            Plan.objects.filter(parent__document__in=ids)
            .exclude(document__in=ids)
            .values_list("parent__document", flat=True)
        ),
        "đã có nhiệm vụ, chỉ tiêu hoặc câu trả lời được xác nhận": {document for (document,) in judged},
        "đã phát động phong trào": set(
            Campaign.objects.filter(launched_by__in=ids).values_list("launched_by", flat=True)
        ),
    }
