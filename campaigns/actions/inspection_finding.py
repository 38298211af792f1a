"""What an inspection found: written down line by line, corrected while the visit is not concluded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from campaigns.actions.inspection import check_keeper, lock_open
from campaigns.models import InspectionFinding, InspectionVisit, PlanItem
from campaigns.models.inspection import VisitState
from campaigns.models.inspection_finding import FindingKind
from campaigns.queries.inspection import items_of_unit
from organizations.models import User
from organizations.names import normalize
from workflow.engine import Refused, record

MOST = 200


def add_finding(
    *,
    visit: InspectionVisit,
    kind: str,
    text: str,
    by: User,
    item: PlanItem | None = None,
    due_on: date | None = None,
) -> InspectionFinding:
    """Writes one line of the record, last of all; see ``add_findings``."""
    [made] = add_findings(visit=visit, kind=kind, texts=[text], by=by, item=item, due_on=due_on)
    return made


def add_findings(
    *,
    visit: InspectionVisit,
    kind: str,
    texts: Sequence[str],
    by: User,
    item: PlanItem | None = None,
    due_on: date | None = None,
) -> list[InspectionFinding]:
    """Writes lines of one kind, last of all, all of them or none.

    A line that stands there already (a form that was posted twice) is not written again.

    Returns:
        The findings of the lines, in their order.

    Raises:
        Refused: ``by`` does not work for the office, the visit was not held or is concluded, the item is none of the
            unit's plans, a due day lies before the visit or stands at something else than a kiến nghị.
    """
    check_keeper(visit, by)
    with transaction.atomic():
        current = _lock_held(visit)
        _check(current, kind, item, due_on)
        lines = list(dict.fromkeys(_text(text) for text in texts))
        present = list(current.findings.all())
        item_id = item.pk if item else None
        known = {one.text: one for one in present if (one.kind, one.item_id, one.due_on) == (kind, item_id, due_on)}
        new = [line for line in lines if line not in known]
        if not lines:
            raise Refused("Hãy ghi nội dung.")
        if len(present) + len(new) > MOST:
            raise Refused(f"Mỗi cuộc kiểm tra ghi tối đa {MOST} kết quả. Hãy gộp các ý gần nhau.")
        last = max((one.position for one in present), default=0)
        facts = {"visit": current, "kind": kind, "item": item, "due_on": due_on, "created_by": by}
        made = InspectionFinding.objects.bulk_create(
            [InspectionFinding(text=line, position=last + number, **facts) for number, line in enumerate(new, start=1)]
        )
        if made:
            label = f"Ghi {FindingKind(kind).label.lower()}"
            record(thing=current, action="add_finding", label=label, by=by, data={"number": len(made)})
        known |= {one.text: one for one in made}
        return [known[line] for line in lines]


def change_finding(
    *,
    finding: InspectionFinding,
    version: int,
    kind: str,
    text: str,
    by: User,
    item: PlanItem | None = None,
    due_on: date | None = None,
) -> InspectionFinding:
    """Corrects a line, if it is still as the writer's form was made from; the log keeps what it said.

    Raises:
        Refused: as ``add_finding``, somebody saved it meanwhile, or the unit has answered it.
    """
    check_keeper(finding.visit, by)
    with transaction.atomic():
        visit = _lock_held(finding.visit)
        current = InspectionFinding.objects.select_for_update(of=("self",)).filter(pk=finding.pk).first()
        if current is None or current.version != version:
            raise Refused("Người khác vừa sửa hoặc xóa dòng này. Hãy mở lại trang để xem, rồi sửa lại.")
        _refuse_answered(current)
        _check(visit, kind, item, due_on)
        text = _text(text)
        new = {"kind": kind, "text": text, "item_id": item.pk if item else None, "due_on": due_on}
        if all(getattr(current, name) == value for name, value in new.items()):
            return current
        data = {"old": str(current)}
        for name, value in new.items():
            setattr(current, name, value)
        current.version += 1
        current.save()
        record(thing=visit, action="edit_finding", label="Sửa kết quả kiểm tra", by=by, data=data)
        return current


def remove_finding(*, finding: InspectionFinding, by: User) -> None:
    """Takes a line out of the record; the log says which one it was.

    Raises:
        Refused: ``by`` does not work for the office, the visit is concluded, or the unit has answered the line.
    """
    check_keeper(finding.visit, by)
    with transaction.atomic():
        visit = _lock_held(finding.visit)
        _refuse_answered(finding)
        data = {"old": str(finding)}
        finding.delete()
        record(thing=visit, action="remove_finding", label="Xóa kết quả kiểm tra", by=by, data=data)


def _lock_held(visit: InspectionVisit) -> InspectionVisit:
    current = lock_open(visit)
    if current.state != VisitState.HELD:
        raise Refused("Chỉ ghi kết quả sau khi đã kiểm tra. Hãy bấm “Ghi đã kiểm tra” trước.")
    return current


def _refuse_answered(finding: InspectionFinding) -> None:
    """A kiến nghị of a visit that was reopened, which the unit has answered, stays as the unit read it."""
    if finding.responses.exists():
        raise Refused("Đơn vị đã trả lời kiến nghị này nên không sửa, xóa được. Hãy ghi thêm một kiến nghị mới.")


def _text(text: str) -> str:
    text = normalize(text)
    if not text:
        raise Refused("Hãy ghi nội dung.")
    return text


def _check(visit: InspectionVisit, kind: str, item: PlanItem | None, due_on: date | None) -> None:
    if kind not in FindingKind.values:
        raise Refused("Hãy chọn loại: ưu điểm, tồn tại hoặc kiến nghị.")
    if due_on is not None and kind != FindingKind.RECOMMENDATION:
        raise Refused("Chỉ kiến nghị mới có hạn thực hiện. Hãy xóa hạn, hoặc chọn loại kiến nghị.")
    if due_on is not None and visit.held_on and due_on < visit.held_on:
        raise Refused(f"Hạn thực hiện phải từ ngày kiểm tra, {visit.held_on:%d/%m/%Y}, trở đi.")
    if item is not None and not items_of_unit(visit).filter(pk=item.pk).exists():
        raise Refused("Mục này không thuộc kế hoạch đã ban hành của đơn vị. Hãy chọn lại trong danh sách.")
