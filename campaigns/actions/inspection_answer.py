"""What a unit did about a kiến nghị, with files that show it; and what the office says of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.actions.inspection_notices import tell_answered, tell_judged
from campaigns.models import EvidenceFile, FindingResponse, InspectionFinding, InspectionVisit
from campaigns.models.inspection import VisitState
from campaigns.models.inspection_finding import FindingKind, ResponseState
from campaigns.workflow.inspection import ANSWERERS
from documents.actions.attachment import checked_file
from documents.actions.upload import hold
from organizations.models import User
from organizations.normalize import clean
from workflow.engine import Refused, perform, record

MOST_FILES = 10


def answer_finding(
    *, finding: InspectionFinding, text: str, by: User, files: Sequence[tuple[str, bytes]] = ()
) -> FindingResponse:
    """The unit says what it did.

    Args:
        files: name and bytes of each file that shows it.

    Raises:
        BadFile: a file may not be taken. Refused: ``by`` does not answer for the unit, the visit is not concluded,
            it is no kiến nghị, or an answer waits or was found good. Nothing was kept.
    """
    visit = InspectionVisit.objects.select_related("unit").get(pk=finding.visit_id)
    if refusal := answer_refusal(finding, visit, by):
        raise Refused(refusal)
    text = clean(text).strip()
    if not text:
        raise Refused("Hãy ghi đơn vị đã làm gì để thực hiện kiến nghị.")
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần trả lời gửi tối đa {MOST_FILES} tệp. Hãy gộp các tệp nhỏ lại.")
    # The files first, as with every upload: a row without its file would be a broken link.
    stored = [checked_file(name, data, by) for name, data in files]
    try:
        with transaction.atomic():
            # The office may have reopened the visit while the files were stored.
            visit = InspectionVisit.objects.select_for_update(of=("self",)).select_related("unit").get(pk=visit.pk)
            if refusal := answer_refusal(finding, visit, by):
                raise Refused(refusal)
            response = FindingResponse.objects.create(finding=finding, host_id=visit.host_id, text=text, by=by)
            for file in stored:
                file.save()
                hold(file)
            EvidenceFile.objects.bulk_create([EvidenceFile(response=response, file=file) for file in stored])
            data = {"files": [file.sha256 for file in stored]}
            record(thing=response, action="answer", label="Trả lời kiến nghị", by=by, target=response.state, data=data)
            tell_answered(response, by)
    except IntegrityError:
        # Somebody of the unit answered between the check and the saving.
        if refusal := answer_refusal(finding, visit, by):
            raise Refused(refusal) from None
        raise
    return response


def judge_response(*, response: FindingResponse, action: str, by: User, reason: str = "") -> FindingResponse:
    """The office says "accept" (đã khắc phục), which settles the kiến nghị, or "refuse" (chưa đạt) with a reason.

    Raises:
        Refused: the workflow table refuses, or there is no reason.
    """
    now = timezone.now()

    def change(locked: FindingResponse) -> None:
        locked.reason, locked.judged_by, locked.judged_at = reason.strip()[:2000], by, now

    with transaction.atomic():
        judged: FindingResponse = perform(thing=response, action=action, by=by, reason=reason, change=change)
        if judged.state == ResponseState.DONE:
            InspectionFinding.objects.filter(pk=judged.finding_id).update(settled_at=now)
        tell_judged(judged, by)
    return judged


def answer_refusal(finding: InspectionFinding, visit: InspectionVisit, by: User) -> str:
    """Why ``by`` may not answer now, as a sentence; "" when nothing keeps from it.

    Args:
        visit: that of the finding, as it stands now.
    """
    if not by.holds(ANSWERERS, visit.unit_id):
        return f"Chỉ cán bộ, thủ trưởng của {visit.unit} mới trả lời kiến nghị này."
    if finding.kind != FindingKind.RECOMMENDATION or visit.state != VisitState.CONCLUDED:
        return "Chỉ trả lời kiến nghị của cuộc kiểm tra đã kết luận."
    states = set(finding.responses.values_list("state", flat=True))
    if ResponseState.DONE in states:
        return "Kiến nghị này đã được kết luận là đã khắc phục."
    if ResponseState.WAITING in states:
        return "Đơn vị đã trả lời và đang chờ đoàn kiểm tra xem. Hãy đợi kết quả rồi trả lời tiếp nếu cần."
    return ""
