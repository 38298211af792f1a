"""The two registers as tables: their columns, what each line says in them, and by what they can be sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from documents.models import Document, ReservedNumber
from documents.models.document import State, kind_choices
from legal import papers
from organizations.models import Unit

Value = str | int | date | None
_ENDED = (State.RECALLED, State.REPLACED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a register: a paper, or a number that no paper has (kept, or cancelled)."""

    document: Document | None = None
    reserved: ReservedNumber | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in letters, what a paper says in it, and the order it gives ("" for none)."""

    code: str
    title: str
    width: float
    of_paper: Callable[[Document], Value]
    of_number: Callable[[ReservedNumber], Value] = lambda reserved: ""
    order: str = ""

    def value(self, line: Line) -> Value:
        """What stands in this column of the line."""
        if line.document is not None:
            return self.of_paper(line.document)
        assert line.reserved is not None
        return self.of_number(line.reserved)


@dataclass(frozen=True, slots=True)
class Book:
    """One register: sổ văn bản đi or đến. ``year`` and ``number`` are fields of ``Document``."""

    code: str
    title: str
    page: str  # its address name
    columns: tuple[Column, ...]
    orders: dict[str, str]  # code → field of Document
    year: str
    who: str  # field that the filter by signer or author reads
    who_label: str

    @property
    def first_order(self) -> str:
        """The order of the numbers."""
        return next(iter(self.orders))


def reserved_symbol(reserved: ReservedNumber) -> str:
    """Number and symbol as the paper would have had them: "12/KH-UBND"."""
    number = papers.number_text(reserved.number)
    issuer: Unit = reserved.issuer
    return f"{number}/{papers.symbol(reserved.kind, issuer.symbol)}" if issuer.symbol else number


def reserved_state(reserved: ReservedNumber) -> str:
    """Why a number has no paper."""
    if reserved.cancelled_at is not None:
        return f"Số đã hủy, không dùng lại. Lý do: {reserved.cancel_reason}"
    return f"Số đang giữ. Lý do: {reserved.reason}"


def title_of(document: Document) -> str:
    """Tên loại và trích yếu."""
    return f"{document.kind_name} {document.summary}".strip()


def recipients_of(document: Document) -> str:
    """Nơi nhận without the line that says where the kept copy is, in one line."""
    return "; ".join(line for line in _recipient_lines(document) if not _is_archive(line))


def archive_of(document: Document) -> str:
    """Who keeps a copy: as văn thư wrote, else what the paper's own "Lưu: …" says."""
    kept = (line.partition(":")[2].strip() for line in _recipient_lines(document) if _is_archive(line))
    return document.archived_at or next(kept, "")


def note_of(document: Document) -> str:
    """Ghi chú: what văn thư wrote, and that the paper is no longer in force."""
    state = document.get_state_display() if document.state in _ENDED else ""
    return "; ".join(filter(None, (state, document.register_note)))


def _recipient_lines(document: Document) -> list[str]:
    lines = (line.strip().lstrip("-–").strip().rstrip(";.") for line in document.recipients.splitlines())
    return [line for line in lines if line]


def _is_archive(line: str) -> bool:
    return line.casefold().startswith("lưu:")


# NĐ 30/2020/NĐ-CP, Phụ lục IV: the ten columns of sổ đăng ký văn bản đi.
OUT = Book(
    code="di",
    title="Sổ đăng ký văn bản đi",
    page="register_out",
    columns=(
        Column("so", "Số, ký hiệu văn bản", 17, lambda paper: paper.number_and_symbol, reserved_symbol, "so"),
        Column("ngay", "Ngày tháng văn bản", 12, lambda paper: paper.date, lambda reserved: reserved.on, "ngay"),
        Column("trich-yeu", "Tên loại và trích yếu nội dung văn bản", 46, title_of, reserved_state, "loai"),
        Column("nguoi-ky", "Người ký", 20, lambda paper: paper.signer_name, order="nguoi-ky"),
        Column("noi-nhan", "Nơi nhận văn bản", 30, recipients_of),
        Column("ban-luu", "Đơn vị, người nhận bản lưu", 20, archive_of),
        Column("so-ban", "Số lượng bản", 9, lambda paper: paper.copies),
        Column("ngay-chuyen", "Ngày chuyển", 12, lambda paper: paper.sent_on, order="ngay-chuyen"),
        Column("ky-nhan", "Ký nhận", 12, lambda paper: ""),
        Column("ghi-chu", "Ghi chú", 22, note_of),
    ),
    orders={
        "so": "number_value", "ngay": "date", "loai": "kind", "nguoi-ky": "signer_key", "ngay-chuyen": "sent_on",
    },
    year="number_year",
    who="signer_key",
    who_label="Người ký",
)  # fmt: skip

# Sổ đăng ký văn bản đến: these ten columns are those of the decree's form as offices know and print it; our reference
# file quotes only the form of the outgoing register, so whoever holds the decree should compare them once.
IN = Book(
    code="den",
    title="Sổ đăng ký văn bản đến",
    page="register_in",
    columns=(
        Column("ngay-den", "Ngày đến", 12, lambda paper: paper.arrived_on, order="ngay-den"),
        Column("so-den", "Số đến", 8, lambda paper: paper.arrival_number, order="so-den"),
        Column("tac-gia", "Tác giả", 26, lambda paper: paper.issuer_printed, order="tac-gia"),
        Column("so", "Số, ký hiệu", 17, lambda paper: paper.number_and_symbol if paper.number else ""),
        Column("ngay", "Ngày tháng", 12, lambda paper: paper.date, order="ngay"),
        Column("trich-yeu", "Tên loại và trích yếu nội dung", 46, title_of, order="loai"),
        Column("nguoi-nhan", "Đơn vị hoặc người nhận", 22, lambda paper: paper.handled_by),
        Column("ngay-chuyen", "Ngày chuyển", 12, lambda paper: paper.sent_on, order="ngay-chuyen"),
        Column("ky-nhan", "Ký nhận", 12, lambda paper: ""),
        Column("ghi-chu", "Ghi chú", 22, note_of),
    ),
    orders={
        "so-den": "arrival_number", "ngay-den": "arrived_on", "tac-gia": "author_key", "ngay": "date",
        "loai": "kind", "ngay-chuyen": "sent_on",
    },
    year="arrival_year",
    who="author_key",
    who_label="Tác giả",
)  # fmt: skip

BOOKS = {book.code: book for book in (OUT, IN)}


def kind_names() -> dict[str, str]:
    """Codes and names of the kinds in force today."""
    return dict(kind_choices())
