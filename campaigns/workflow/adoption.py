"""The life of an adoption (nhân rộng): đang áp dụng → báo kết quả → xác nhận; roles are held in ``desk``."""

from campaigns.models.adoption import AdoptionState as Code
from campaigns.models.adoption import ModelAdoption
from campaigns.workflow.exemplar import APPROVERS, WRITERS
from organizations.models import ROLE_NAMES, User
from workflow.table import State, Transition, Workflow, register


def has_result(adoption: ModelAdoption, by: User) -> str | None:
    """A result is written down."""
    return None if adoption.result.strip() else "Chưa có kết quả nào được báo."


def is_confirmed_by_another(adoption: ModelAdoption, by: User) -> str | None:
    """Whoever reported the result does not confirm it."""
    if adoption.reported_by_id == by.pk:
        return "Bạn là người báo kết quả nên không tự xác nhận. Hãy nhờ người khác của cơ quan."
    return None


_TONES = {Code.ADOPTING: "info", Code.REPORTED: "warning", Code.CONFIRMED: "success", Code.STOPPED: "dark"}

ADOPTION = register(
    Workflow(
        code="model_adoption",
        name="Áp dụng mô hình",
        model=ModelAdoption,
        unit="desk",
        role_names=ROLE_NAMES,
        states=tuple(State(code.value, str(code.label), _TONES[code]) for code in Code),
        transitions=(
            # The page of the report writes the result and takes this step; there is no button for it alone.
            Transition(
                "report", "Báo kết quả", (Code.ADOPTING, Code.CONFIRMED), Code.REPORTED, WRITERS, automatic=True
            ),
            Transition(
                "confirm", "Xác nhận kết quả", (Code.REPORTED,), Code.CONFIRMED, APPROVERS,
                (has_result, is_confirmed_by_another), waits=True,
            ),
            Transition(
                "return", "Trả lại", (Code.REPORTED,), Code.ADOPTING, APPROVERS, needs_reason=True, tone="secondary"
            ),
            Transition(
                "stop", "Thôi áp dụng", (Code.ADOPTING, Code.CONFIRMED), Code.STOPPED, WRITERS, needs_reason=True,
                tone="danger", confirm="Đơn vị không còn được tính là đang áp dụng mô hình; kết quả cũ vẫn lưu.",
            ),
            Transition("resume", "Áp dụng lại", (Code.STOPPED,), Code.ADOPTING, WRITERS, tone="secondary"),
        ),
    )
)  # fmt: skip
