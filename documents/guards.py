"""What can refuse a step of a paper: each guard answers with a sentence, or None."""

from __future__ import annotations

from documents.models import Document
from documents.queries.findings import errors_in, findings_of
from documents.text.beginnings import OPEN_BLANK
from documents.text.findings import fingerprint
from organizations.models import User
from workflow.table import Question

# Where the blanks of the templates of new papers ("[… nêu kết quả cần đạt]") may stand, and what the parts are called.
BLANK_PARTS = {
    "summary": "trích yếu",
    "addressees": "kính gửi",
    "authority_line": "thẩm quyền ban hành",
    "bases": "căn cứ",
    "body": "nội dung",
    "recipients": "nơi nhận",
    "second_sign_name": "họ tên người ký thứ hai",
    "contact_line": "địa chỉ cuối trang",
}


def is_complete(document: Document, by: User) -> str | None:
    """Title, body, issuer's symbol and signature title are there, and no blank of the template is left open."""
    missing = [
        name
        for name, value in (
            ("trích yếu", document.summary),
            ("nội dung", document.body),
            ("ký hiệu", document.symbol),
            ("chức vụ người ký", document.sign_title),
        )
        if not value.strip()
    ]
    if missing:
        return f"Văn bản còn thiếu: {', '.join(missing)}. Hãy bổ sung trước khi trình."
    blank = [name for field, name in BLANK_PARTS.items() if OPEN_BLANK in getattr(document, field)]
    if blank:
        where = ", ".join(blank)
        return (
            f"{where[0].upper()}{where[1:]} còn chỗ của mẫu chưa điền, bắt đầu bằng “{OPEN_BLANK}”. "
            "Hãy điền hoặc xóa trước khi trình."
        )
    return None


def has_no_errors(document: Document, by: User) -> str | None:
    """The checker finds no error (lỗi) in the text."""
    errors = errors_in(document)
    if not errors:
        return None
    first = errors[0].message
    if len(errors) == 1:
        return f"Văn bản còn 1 lỗi. {first}"
    return f"Văn bản còn {len(errors)} lỗi, hãy sửa hết trước khi trình. Lỗi đầu tiên: {first}"


def open_warnings(document: Document, by: User) -> list[Question]:
    """Each warning (cảnh báo) of the checker that is neither repaired nor dismissed."""
    rows = findings_of(document, by).of("canh_bao")
    return [Question(fingerprint(row.finding), row.finding.message) for row in rows]


def is_own_paper(document: Document, by: User) -> str | None:
    """The paper's issuer is the unit that keeps it."""
    if document.issuer_id != document.owner_id:
        return "Chỉ cơ quan soạn thảo mới ký và ban hành được văn bản của mình."
    return None


def signer_is_named(document: Document, by: User) -> str | None:
    """The signer in the signature block, if named, is the one who signs."""
    if document.sign_name and document.sign_name.casefold() != str(by).casefold():
        return f"Khối ký ghi “{document.sign_name}”, không phải bạn. Hãy trả lại để sửa người ký."
    return None


def replaced_still_in_force(document: Document, by: User) -> str | None:
    """The paper that this one replaces, if any, is still in force."""
    if document.replaces and document.replaces.state != "issued":
        return f"{document.replaces} không còn hiệu lực nên không thể thay thế lần nữa."
    return None


def is_replaced(document: Document, by: User) -> str | None:
    """An issued paper replaces this one."""
    if not document.replaced_by.filter(state="issued").exists():
        return "Chưa có văn bản thay thế nào được ban hành."
    return None
