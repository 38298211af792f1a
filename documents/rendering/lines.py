"""The fixed lines of a paper as printed, the same for PDF and Word (NĐ 30/2020, Phụ lục I, Phần I, Mục II)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.rendering.balance import balanced
from documents.rendering.metrics import width_mm
from documents.rendering.paper import Paper
from documents.text.tree import Item

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
RECIPIENTS = "Nơi nhận:"
VERIFY = "Quét mã để kiểm tra văn bản hoặc mở:"
# Sizes in points, widths in mm: those of static/css/paper.css, a little less where a line must not touch the edge.
ISSUER_SIZE, ISSUER_WIDTH = 12.0, 63.0
TITLE_SIZE, TITLE_WIDTH = 14.0, 155.0
SIGNATURE_SIZE, SIGNATURE_WIDTH = 14.0, 85.0
RECIPIENTS_WIDTH = 74.0
# Lines of nơi nhận that fit on one page with the QR code and the last lines of the body.
_MOST_RECIPIENT_LINES = 40
# Room for a hand to write the number or the day in.
BLANK = " " * 5
# The months that take a leading zero (Mục II.4).
PADDED_MONTHS = (1, 2)


def number_line(paper: Paper) -> str:
    """ "Số: 06/KH-UBND"; before the number is given, "Số:     /KH-UBND" (Mục II.3)."""
    number = paper.number.zfill(2) if paper.number else BLANK
    return f"Số: {number}/{paper.symbol}" if paper.symbol else f"Số: {number}"


def date_line(paper: Paper) -> str:
    """ "Tây Ninh, ngày 05 tháng 01 năm 2024", with room for what is not filled in yet (Mục II.4)."""
    day = f"{paper.day:02d}" if paper.day else BLANK
    month = f"{paper.month:02d}" if paper.month in PADDED_MONTHS else str(paper.month or BLANK)
    date = f"ngày {day} tháng {month} năm {paper.year or BLANK}"
    return f"{paper.place}, {date}" if paper.place else date


def basis_lines(paper: Paper) -> list[str]:
    """The căn cứ, each closed by ";" and the last by "." unless the text closes itself (Mục II.6.b)."""
    return _closed(paper.bases)


def recipient_lines(paper: Paper) -> list[str]:
    """The nơi nhận as "- …;" lines, the last one closed by "." (Mục II.9)."""
    return [f"- {line.removeprefix('-').lstrip()}" for line in _closed(paper.recipients)]


def signature_lines(paper: Paper) -> list[str]:
    """Authority and office of the signer, in capitals, without the name (Mục II.7), broken where too long."""
    block = paper.signature
    offices = [office.upper() for office in (block.on_behalf_of, block.deputy_for, block.title) if office]
    return [line for office in offices for line in balanced(office, SIGNATURE_SIZE, SIGNATURE_WIDTH, places=True)]


def issuer_lines(name: str) -> list[str]:
    """The name of an authority for the letterhead, in capitals (Mục II.2)."""
    return balanced(name.upper(), ISSUER_SIZE, ISSUER_WIDTH, places=True)


def summary_lines(paper: Paper) -> list[str]:
    """The trích yếu (Mục II.5), in lines of like length."""
    return balanced(paper.summary, TITLE_SIZE, TITLE_WIDTH)


def is_tail_long(paper: Paper) -> bool:
    """Whether nơi nhận and signature are too tall to be kept whole on the page where the body ends."""
    height = sum(-(-width_mm(line, 11, "Regular") // RECIPIENTS_WIDTH) for line in recipient_lines(paper))
    return height > _MOST_RECIPIENT_LINES


def document_title(paper: Paper) -> str:
    """The title of the file: "Kế hoạch số 06/KH-UBND: Phát động …"."""
    number = f" số {paper.number.zfill(2)}/{paper.symbol}" if paper.number else ""
    summary = f": {paper.summary}" if paper.summary else ""
    return f"{paper.kind}{number}{summary}"


def main_sections(paper: Paper) -> Iterator[Item]:
    """The sections before the signature."""
    return (item for item in paper.body.sections if item.level != "annex")


def annexes(paper: Paper) -> Iterator[Item]:
    """The phụ lục: they stand after the signature, on pages of their own (Mục III)."""
    return (item for item in paper.body.sections if item.level == "annex")


def _closed(lines: tuple[str, ...]) -> list[str]:
    last = len(lines) - 1
    return [
        line if line.endswith((";", ".", ",", ":")) else line + (";" if i < last else ".")
        for i, line in enumerate(lines)
    ]
