"""The life of a unit's report: written → sent → accepted, or returned with a reason and sent again."""

from campaigns.guards.progress import is_filled_in, round_is_open
from campaigns.models import ProgressReport
from campaigns.models.progress import ReportState as Code
from documents.workflow import DRAFTERS
from organizations.models import ROLE_NAMES
from workflow.table import State, Transition, Workflow, register

#: Who writes and sends for the unit, and who opens rounds, accepts and returns for the office.
REPORTERS = KEEPERS = DRAFTERS

_TONES = {Code.DRAFT: "secondary", Code.SENT: "warning", Code.RETURNED: "danger", Code.ACCEPTED: "success"}

REPORT = register(
    Workflow(
        code="progress_report",
        name="Báo cáo của đơn vị",
        model=ProgressReport,
        unit="unit",
        role_names=ROLE_NAMES,
        states=tuple(State(code.value, str(code.label), _TONES[code]) for code in Code),
        transitions=(
            Transition(
                "send",
                "Gửi báo cáo",
                (Code.DRAFT, Code.RETURNED),
                Code.SENT,
                REPORTERS,
                (round_is_open, is_filled_in),
                waits=True,
                confirm="Báo cáo gửi tới nơi nhận; đơn vị chỉ sửa được khi rút lại hoặc bị trả lại.",
            ),
            Transition(
                "withdraw", "Rút lại để sửa", (Code.SENT,), Code.DRAFT, REPORTERS, (round_is_open,), tone="secondary"
            ),
            Transition("accept", "Tiếp nhận", (Code.SENT,), Code.ACCEPTED, KEEPERS, waits=True, at="office"),
            Transition(
                "return",
                "Trả lại",
                (Code.SENT, Code.ACCEPTED),
                Code.RETURNED,
                KEEPERS,
                (round_is_open,),
                needs_reason=True,
                tone="danger",
                at="office",
            ),
        ),
    )
)
