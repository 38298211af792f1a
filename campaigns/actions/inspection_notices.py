"""Who is told what about inspections. A notice names the visit; what was found is read in the program."""

from __future__ import annotations

from campaigns.models import FindingResponse, InspectionFinding, InspectionVisit
from campaigns.models.inspection_finding import FindingKind
from campaigns.workflow.inspection import ANSWERERS, KEEPERS
from organizations.models import Notice, User
from organizations.notifications import holders, notify, settle


def tell_notified(visit: InspectionVisit, by: User) -> None:
    """The unit: it will be inspected."""
    _tell_unit(visit, by, f"{visit.host} thông báo kiểm tra {visit.unit} {_when(visit)}", "notified")


def tell_moved(visit: InspectionVisit, by: User) -> None:
    """The unit: day, hour or place are others now; what it was told before is no longer unread."""
    settle(key_prefix=f"visit:{visit.pk}:notified")
    settle(key_prefix=f"visit:{visit.pk}:moved:")
    _tell_unit(visit, by, f"{visit.host} đổi lịch kiểm tra {visit.unit}: {_when(visit)}", f"moved:{visit.version}")


def tell_cancelled(visit: InspectionVisit, by: User, reason: str) -> None:
    """The unit: the visit will not be."""
    settle(key_prefix=f"visit:{visit.pk}:")
    _tell_unit(visit, by, f"{visit.host} hủy cuộc kiểm tra {visit.unit} {_when(visit)}. Lý do: {reason}", "cancelled")


def tell_concluded(visit: InspectionVisit, by: User) -> None:
    """The unit: the record is there, and how many kiến nghị wait for its answer."""
    settle(key_prefix=f"visit:{visit.pk}:")
    number = visit.findings.filter(kind=FindingKind.RECOMMENDATION).count()
    asked = f": {number} kiến nghị cần trả lời" if number else ""
    _tell_unit(visit, by, f"{visit.host} đã kết luận kiểm tra {visit.unit}{asked}", f"concluded:{visit.version}")


def tell_reopened(visit: InspectionVisit, by: User, reason: str) -> None:
    """The unit: what was concluded is looked at again; nothing has to be answered until then."""
    settle(key_prefix=f"visit:{visit.pk}:")
    for finding in visit.findings.filter(kind=FindingKind.RECOMMENDATION):
        settle(key_prefix=reminder_key(finding))
    text = f"{visit.host} mở lại cuộc kiểm tra {visit.unit} để bổ sung. Lý do: {reason}"
    _tell_unit(visit, by, text, f"reopened:{visit.version}")


def tell_answered(response: FindingResponse, by: User) -> None:
    """The office: the unit says what it did."""
    finding = response.finding
    settle(key_prefix=reminder_key(finding))
    people = holders(KEEPERS, [response.host_id]).get(response.host_id, [])
    notify(
        users=[user for user in people if user.pk != by.pk],
        kind=Notice.Kind.ANSWER,
        text=f"{finding.visit.unit} báo đã thực hiện kiến nghị kiểm tra: {finding.text[:200]}",
        address=finding.get_absolute_url(),
        key=f"response:{response.pk}:waiting",
    )


def tell_judged(response: FindingResponse, by: User) -> None:
    """The unit: what the office says of its answer."""
    settle(key_prefix=f"response:{response.pk}:")
    finding = response.finding
    said = response.get_state_display().lower()
    people = holders(ANSWERERS, [finding.visit.unit_id]).get(finding.visit.unit_id, [])
    notify(
        users=[user for user in people if user.pk != by.pk],
        kind=Notice.Kind.ANSWER,
        text=f"{finding.visit.host} kết luận “{said}” về kiến nghị: {finding.text[:200]}",
        address=finding.get_absolute_url(),
        key=f"response:{response.pk}:judged",
    )


def reminder_key(finding: InspectionFinding) -> str:
    """How the keys of what the clock says about a kiến nghị begin."""
    return f"clock:finding:{finding.pk}:"


def _tell_unit(visit: InspectionVisit, by: User, text: str, what: str) -> None:
    people = holders(ANSWERERS, [visit.unit_id]).get(visit.unit_id, [])
    notify(
        users=[user for user in people if user.pk != by.pk],
        kind=Notice.Kind.TASK,
        text=text,
        address=visit.get_absolute_url(),
        key=f"visit:{visit.pk}:{what}",
    )


def _when(visit: InspectionVisit) -> str:
    day = f"ngày {visit.planned_on:%d/%m/%Y}" if visit.planned_on else ""
    return f"{f'lúc {visit.starts_at:%H:%M} ' if visit.starts_at else ''}{day}"
