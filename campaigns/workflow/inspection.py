"""The life of a visit: dự kiến → đã thông báo → đã kiểm tra → đã kết luận (→ mở lại); and of what a unit answers."""

from __future__ import annotations

from django.utils import timezone

from campaigns.models.inspection import InspectionVisit, VisitState
from campaigns.models.inspection_finding import FindingKind, FindingResponse, ResponseState
from documents.workflow import DRAFTERS, ISSUERS
from organizations.models import ROLE_NAMES, User
from workflow.table import State, Transition, Workflow, register

#: Who keeps the programmes and visits of an office; who answers for an inspected unit.
KEEPERS = ISSUERS
ANSWERERS = DRAFTERS


def has_day_and_lead(visit: InspectionVisit, by: User) -> str | None:
    """The visit has a day and a head of the đoàn."""
    if visit.planned_on is None:
        return "Cuộc kiểm tra chưa có ngày. Hãy xếp lịch trước khi thông báo cho đơn vị."
    if not visit.lead:
        return "Chưa có trưởng đoàn. Hãy ghi trưởng đoàn trước khi thông báo cho đơn vị."
    return None


def day_has_come(visit: InspectionVisit, by: User) -> str | None:
    """The planned day has come."""
    if visit.planned_on and visit.planned_on > timezone.localdate():
        return f"Lịch kiểm tra là ngày {visit.planned_on:%d/%m/%Y}, chưa tới. Nếu đã kiểm tra sớm, hãy sửa ngày."
    return None


def has_findings(visit: InspectionVisit, by: User) -> str | None:
    """Something was found."""
    if not visit.findings.exists():
        return "Chưa ghi kết quả nào. Hãy ghi ưu điểm, tồn tại hoặc kiến nghị trước khi kết luận."
    return None


def recommendations_have_days(visit: InspectionVisit, by: User) -> str | None:
    """Every kiến nghị says by when it is to be carried out."""
    without = visit.findings.filter(kind=FindingKind.RECOMMENDATION, due_on__isnull=True).count()
    if without:
        return f"Còn {without} kiến nghị chưa ghi hạn thực hiện. Hãy ghi hạn để đơn vị biết và được nhắc."
    return None


_TONES = {
    VisitState.PLANNED: "secondary",
    VisitState.NOTIFIED: "info",
    VisitState.HELD: "warning",
    VisitState.CONCLUDED: "success",
    VisitState.CANCELLED: "light",
}

VISIT = register(
    Workflow(
        code="inspection_visit",
        name="Cuộc kiểm tra",
        model=InspectionVisit,
        unit="host",
        role_names=ROLE_NAMES,
        states=tuple(State(code.value, str(code.label), _TONES[code]) for code in VisitState),
        transitions=(
            Transition(
                "notify",
                "Thông báo cho đơn vị",
                (VisitState.PLANNED,),
                VisitState.NOTIFIED,
                KEEPERS,
                (has_day_and_lead,),
                confirm="Đơn vị sẽ thấy ngày, nơi kiểm tra, thành phần đoàn và nội dung kiểm tra.",
            ),
            Transition(
                "hold", "Ghi đã kiểm tra", (VisitState.NOTIFIED,), VisitState.HELD, KEEPERS, (day_has_come,),
            ),
            Transition(
                "conclude",
                "Kết luận",
                (VisitState.HELD,),
                VisitState.CONCLUDED,
                KEEPERS,
                (has_findings, recommendations_have_days),
                waits=True,
                confirm="Đơn vị sẽ thấy toàn bộ kết quả và phải trả lời từng kiến nghị. "
                "Sau khi kết luận không thêm, sửa, xóa kết quả được nữa.",
            ),
            # What was signed stays as it is: papers are frozen, and what a unit has answered is not rewritten.
            Transition(
                "reopen",
                "Mở lại để bổ sung",
                (VisitState.CONCLUDED,),
                VisitState.HELD,
                KEEPERS,
                needs_reason=True,
                tone="secondary",
                confirm="Đơn vị được báo lý do và chưa đọc kết quả cho đến khi kết luận lại. Biên bản đã trình, đã ký "
                "và kiến nghị đơn vị đã trả lời giữ nguyên.",
            ),
            Transition(
                "cancel",
                "Hủy cuộc kiểm tra",
                (VisitState.PLANNED, VisitState.NOTIFIED),
                VisitState.CANCELLED,
                KEEPERS,
                needs_reason=True,
                tone="danger",
                confirm="Đơn vị đã được thông báo thì được báo việc hủy và lý do. Việc hủy không hoàn tác được.",
            ),
        ),
    )
)  # fmt: skip

RESPONSE = register(
    Workflow(
        code="inspection_response",
        name="Báo cáo khắc phục kiến nghị kiểm tra",
        model=FindingResponse,
        unit="host",
        role_names=ROLE_NAMES,
        states=tuple(State(code.value, str(code.label)) for code in ResponseState),
        transitions=(
            Transition("accept", "Đã khắc phục", (ResponseState.WAITING,), ResponseState.DONE, KEEPERS, waits=True),
            Transition(
                "refuse", "Chưa đạt", (ResponseState.WAITING,), ResponseState.NOT_DONE, KEEPERS, needs_reason=True,
                tone="secondary",
            ),
        ),
    )
)  # fmt: skip
