"""The fixed lines of a paper as printed, the same for PDF and Word (NĐ 30/2020, Phụ lục I, Phần I, Mục II)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.rendering.balance import balanced
from documents.rendering.layouts import layout_of
from documents.rendering.metrics import width_mm
from documents.rendering.paper import Paper
from documents.text.inline import plain
from documents.text.tree import Item, Signature

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
RECIPIENTS = "Nơi nhận:"
ADDRESSED = "Kính gửi:"
VERIFY = "Quét mã để kiểm tra văn bản hoặc mở:"
# Sizes in points, widths in mm: those of static/css/paper.css, a little less where a line must not touch the edge.
ISSUER_SIZE, ISSUER_WIDTH = 12.0, 63.0
SUBJECT_SIZE, SUBJECT_WIDTH = 12.0, 60.0
TITLE_SIZE, TITLE_WIDTH = 14.0, 155.0
SIGNATURE_SIZE, SIGNATURE_WIDTH = 14.0, 85.0
RECIPIENTS_WIDTH = 74.0
# Width and height of the stamp of urgency in mm, by its word (Mục II.9.b).
STAMPS = {"HỎA TỐC": 30, "THƯỢNG KHẨN": 40, "KHẨN": 20}
STAMP_HEIGHT = 8
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


def subject(paper: Paper) -> str:
    """What a công văn is about, "V/v đôn đốc …" (Mục II.5); "" for a paper with a title."""
    about = paper.summary
    if layout_of(paper).is_titled or not about:
        return ""
    for sign in ("V/v", "Về việc"):
        about = about.removeprefix(sign).lstrip(" :")
    if about[:1].isupper() and about[1:2].islower():
        about = about[0].lower() + about[1:]
    return f"V/v {about}"


def subject_lines(paper: Paper) -> list[str]:
    """The same, broken for its place under the number."""
    return balanced(subject(paper), SUBJECT_SIZE, SUBJECT_WIDTH)


def stamp(paper: Paper) -> str:
    """The word of the stamp of urgency, or ""."""
    word = paper.urgency.upper()
    return word if word in STAMPS else ""


def addressee_lines(paper: Paper) -> list[str]:
    """Kính gửi: one addressee stands on the line of the words, several as "- …;" below (Mục II.9.a)."""
    names = [name.removeprefix("-").strip() for name in paper.addressees]
    if len(names) == 1:
        return [f"{ADDRESSED} {names[0].rstrip(';')}"]
    return [ADDRESSED, *(f"- {line}" for line in _closed(tuple(names)))] if names else []


def authority_lines(paper: Paper) -> list[str]:
    """Who decides, in capitals above the căn cứ of a decision (Mẫu 1.2)."""
    if not layout_of(paper).decree:
        return []
    return balanced(paper.authority_line.upper(), TITLE_SIZE, TITLE_WIDTH, places=True)


def decree(paper: Paper) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The opening before the word of decision, the word, and the opening after it.

    The word is printed once, whether or not it was typed; a paper without any body has none.
    """
    word, opening = layout_of(paper).decree, paper.body.opening
    if not word:
        return opening, "", ()
    typed = [at for at, text in enumerate(opening) if plain(text).upper().rstrip(" :") == word.rstrip(":")]
    if typed:
        return opening[: typed[0]], word, opening[typed[0] + 1 :]
    return ((), word, opening) if opening or paper.body.sections else ((), "", ())


def basis_lines(paper: Paper) -> list[str]:
    """The căn cứ, each closed by ";" and the last by "." unless the text closes itself (Mục II.6.b)."""
    return _closed(paper.bases)


def recipient_lines(paper: Paper) -> list[str]:
    """The nơi nhận as "- …;" lines, the last one closed by "." (Mục II.9)."""
    return [f"- {line.removeprefix('-').lstrip()}" for line in _closed(paper.recipients)]


def second_signature(paper: Paper) -> Signature | None:
    """The secretary's signature of minutes (Mẫu 1.9), or None."""
    block = paper.second_signature
    return block if layout_of(paper).has_two_signatures and (block.title or block.name) else None


def contact(paper: Paper) -> str:
    """Address and e-mail for the foot of a letter's first page (Mục II.9.c)."""
    return paper.contact_line if layout_of(paper).has_contact else ""


def signature_lines(block: Signature) -> list[str]:
    """Authority and office of the signer, in capitals, without the name (Mục II.7), broken where too long."""
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
