"""The life of an exemplar: nháp → đề nghị (→ rút lại) → đã duyệt | trả lại → thôi đăng.

Roles are held in ``desk``: where it lies. Whoever takes a step that hands it on moves ``desk`` (``actions/exemplar``).
"""

from campaigns.models.exemplar import EDITABLE, Exemplar
from campaigns.models.exemplar import ExemplarState as Code
from documents.workflow import DRAFTERS
from organizations.models import ROLE_NAMES, Role, User
from workflow.table import State, Transition, Workflow, register

WRITERS = DRAFTERS
APPROVERS = (Role.STANDING_OFFICER, Role.SIGNING_LEADER)


def is_complete(exemplar: Exemplar, by: User) -> str | None:
    """Summary and story are there."""
    missing = [
        name
        for name, value in (("tóm tắt", exemplar.summary), ("bài viết", exemplar.story))
        if not value.strip()
    ]  # fmt: skip
    if missing:
        return f"Còn thiếu: {', '.join(missing)}. Hãy bấm “Sửa nội dung” để bổ sung rồi đề nghị duyệt."
    return None


def is_seen_by_another(exemplar: Exemplar, by: User) -> str | None:
    """Whoever proposed it does not approve it."""
    if exemplar.proposed_by_id == by.pk:
        return "Bạn là người đề nghị nên không tự duyệt. Hãy nhờ lãnh đạo hoặc chuyên viên khác của cơ quan duyệt."
    return None


_TONES = {
    Code.DRAFT: "secondary",
    Code.PROPOSED: "warning",
    Code.RETURNED: "warning",
    Code.APPROVED: "success",
    Code.RETIRED: "dark",
    Code.DISCARDED: "light",
}

EXEMPLAR = register(
    Workflow(
        code="exemplar",
        name="Điển hình tiên tiến",
        model=Exemplar,
        unit="desk",
        role_names=ROLE_NAMES,
        states=tuple(State(code.value, str(code.label), _TONES[code]) for code in Code),
        transitions=(
            Transition(
                "submit", "Đề nghị duyệt", EDITABLE, Code.PROPOSED, WRITERS, (is_complete,), waits=True,
                confirm="Cơ quan thường trực sẽ xem xét. Trong lúc chờ, nội dung và ảnh không sửa được.",
            ),
            Transition(
                "take_back", "Rút đề nghị", (Code.PROPOSED,), Code.DRAFT, WRITERS, needs_reason=True,
                tone="secondary", at="unit",
                confirm="Bài trở lại thành bản nháp của đơn vị; cơ quan không còn thấy bài này trong việc chờ duyệt.",
            ),
            Transition(
                "approve", "Duyệt", (Code.PROPOSED,), Code.APPROVED, APPROVERS, (is_seen_by_another,), waits=True,
                confirm="Các đơn vị trong phạm vi cơ quan sẽ đọc được; bài đã xác nhận công khai thì hiện ra ngay.",
            ),
            Transition(
                "return", "Trả lại", (Code.PROPOSED, Code.APPROVED), Code.RETURNED, APPROVERS, needs_reason=True,
                tone="secondary", confirm="Bài trở lại đơn vị để sửa, không ai khác đọc được cho đến khi duyệt lại.",
            ),
            Transition(
                "retire", "Thôi đăng", (Code.APPROVED,), Code.RETIRED, APPROVERS, needs_reason=True, tone="danger",
                confirm="Bài rời khỏi danh sách và trang công khai. Có thể đăng lại ở phạm vi nội bộ.",
            ),
            Transition(
                "restore", "Đăng lại", (Code.RETIRED,), Code.APPROVED, APPROVERS, tone="secondary",
                confirm="Bài được đăng lại ở phạm vi nội bộ; muốn công khai phải xác nhận đồng ý lần nữa.",
            ),
            Transition(
                "discard", "Bỏ bản nháp", EDITABLE, Code.DISCARDED, WRITERS, tone="danger",
                confirm="Bản nháp rời khỏi danh sách; có thể khôi phục từ trang của bài.",
            ),
            Transition("recover", "Khôi phục", (Code.DISCARDED,), Code.DRAFT, WRITERS, tone="secondary"),
        ),
    )
)  # fmt: skip
