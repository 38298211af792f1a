"""The life of a paper: soạn thảo → trình → ký → ban hành → thu hồi or thay thế."""

from documents.guards import (
    has_no_errors,
    is_complete,
    is_own_paper,
    is_replaced,
    open_warnings,
    replaced_still_in_force,
    signer_is_named,
)
from documents.models import Document
from documents.models.document import State as Code
from organizations.models import ROLE_NAMES, Role
from workflow.table import State, Transition, Workflow, register

DRAFTERS = (Role.STANDING_OFFICER, Role.UNIT_OFFICER, Role.UNIT_HEAD)
SIGNERS = (Role.SIGNING_LEADER, Role.UNIT_HEAD)
ISSUERS = (*SIGNERS, Role.STANDING_OFFICER, Role.UNIT_OFFICER)

_TONES = {
    Code.DRAFT: "secondary",
    Code.SUBMITTED: "warning",
    Code.SIGNED: "info",
    Code.ISSUED: "success",
    Code.RECEIVED: "primary",
    Code.RECALLED: "danger",
    Code.REPLACED: "dark",
    Code.DISCARDED: "light",
}

PAPER = register(
    Workflow(
        code="document",
        name="Văn bản",
        model=Document,
        unit="owner",
        role_names=ROLE_NAMES,
        states=tuple(State(code.value, str(code.label), _TONES[code]) for code in Code),
        transitions=(
            Transition(
                "submit",
                "Trình ký",
                (Code.DRAFT,),
                Code.SUBMITTED,
                DRAFTERS,
                (is_complete, has_no_errors),
                asks=(open_warnings,),
                waits=True,
            ),
            Transition("withdraw", "Rút lại", (Code.SUBMITTED,), Code.DRAFT, DRAFTERS, tone="secondary"),
            Transition(
                "return",
                "Trả lại",
                (Code.SUBMITTED, Code.SIGNED),
                Code.DRAFT,
                SIGNERS,
                needs_reason=True,
                tone="secondary",
            ),
            Transition(
                "sign",
                "Ký",
                (Code.SUBMITTED,),
                Code.SIGNED,
                SIGNERS,
                (is_complete, is_own_paper, signer_is_named),
                waits=True,
            ),
            Transition(
                "issue",
                "Ban hành",
                (Code.SIGNED,),
                Code.ISSUED,
                ISSUERS,
                (is_own_paper, replaced_still_in_force),
                waits=True,
                confirm="Văn bản sẽ lấy số, ngày hôm nay và không sửa được nữa.",
            ),
            Transition(
                "correct",
                "Ghi đính chính",
                (Code.ISSUED,),
                Code.ISSUED,
                ISSUERS,
                needs_reason=True,
                tone="secondary",
                confirm="Số và ngày giữ nguyên; nội dung đính chính hiện trên trang văn bản và trang xác minh.",
            ),
            Transition(
                "recall",
                "Thu hồi",
                (Code.ISSUED,),
                Code.RECALLED,
                SIGNERS,
                needs_reason=True,
                tone="danger",
                confirm="Văn bản mất hiệu lực, số không dùng lại. Việc thu hồi không hoàn tác được.",
            ),
            Transition(
                "replace", "Bị thay thế", (Code.ISSUED,), Code.REPLACED, ISSUERS, (is_replaced,), automatic=True
            ),
            Transition(
                "discard",
                "Hủy bản thảo",
                (Code.DRAFT,),
                Code.DISCARDED,
                DRAFTERS,
                tone="danger",
                confirm="Bản thảo rời khỏi danh sách việc; có thể khôi phục từ trang văn bản.",
            ),
            Transition("restore", "Khôi phục", (Code.DISCARDED,), Code.DRAFT, DRAFTERS, tone="secondary"),
        ),
    )
)
