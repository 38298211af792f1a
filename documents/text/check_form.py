"""Checks of form (NĐ 30/2020, Phụ lục I): number and day, căn cứ, headings, the closing mark, nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from documents.text.check_words import slips_in
from documents.text.folded import fold
from documents.text.lines import Paragraph
from documents.text.markers import Marker, find_marker, head, rank
from documents.text.reading import Finding
from documents.text.scopes import reaches_above, scope_of
from documents.text.tree import Header

_DECREE = date(2020, 3, 5)  # NĐ 30/2020 holds from here on
_POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ISSUED_WITH = re.compile(r"\(Ban hành kèm theo\s")
_ENCLOSED = re.compile(r"\((?:Đính|Gửi|Kèm|Có|Xem)\s[^()]*\)\.?")
_LEGAL_NORM = re.compile(r"(?:19|20)\d\d/")
_SMALL_LETTERS = re.compile(r"[a-zà-ỹ]{2}")
_ONE_MORE = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét|Tiếp theo|Triển khai|Trên cơ sở)\s")
# A gap of so many numbers is another list, not a number left out.
_WIDEST_GAP = 3


def on_header(header: Header, printed: str, line: int) -> Iterator[Finding]:
    """Number or day still open: the paper is a draft, which is no mistake. ``printed``: its "Số" as it stands."""
    if not header.symbol:
        message = "Chưa thấy số, ký hiệu của văn bản: hãy bổ sung dòng “Số: …/…” dưới tên cơ quan ban hành."
        yield Finding("symbol-missing", "canh_bao", message, "", line)
    missing = [name for name, there in (("số", header.number), ("ngày", header.date)) if not there]
    if header.symbol and missing:
        message = f"Văn bản chưa ghi {' và '.join(missing)}: đang ở dạng dự thảo, hãy điền khi ban hành."
        yield Finding("draft-state", "goi_y", message, printed, line)
    words, territory = scope_of(header.summary)
    if territory and reaches_above(territory, header.issuer):
        message = f"Trích yếu ghi “{words}”, rộng hơn phạm vi của {header.issuer}: hãy kiểm tra lại."
        yield Finding("own-scope", "canh_bao", message, words, line)


def on_bases(
    bases: Sequence[Paragraph], below: str = "", written: date | None = None, symbol: str = ""
) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.6.a: each căn cứ ends with ";", the last with ".".

    Papers ``written`` before the decree also closed the list with a comma, as offices were used to.

    The decree is about administrative papers. Legal norms, which bear a year in their ``symbol`` ("2026/TT-BCT"), close
    the list as their own rules have it: often with a semicolon before who issues.

    ``below`` is the paragraph that follows: when it begins with one more ("Xét đề nghị của …, UBND huyện ban hành …"),
    the last of the list is not the last of all.
    """
    last: tuple[str, ...] = (".",) if not _ONE_MORE.match(below) else (".", ";")
    if _LEGAL_NORM.match(symbol):
        last = (*last, ";")
    if written is not None and written < _DECREE:
        last = (*last, ",")
    if bases and not bases[-1].shown.endswith(last):
        message = "Căn cứ cuối cùng phải kết thúc bằng dấu chấm (.): hãy đổi dấu cuối dòng."
        yield _ending("bases-end", message, bases[-1], ".")
    for basis in bases[:-1]:
        if not basis.shown.endswith(";"):
            message = "Mỗi căn cứ (trừ căn cứ cuối) phải kết thúc bằng dấu chấm phẩy (;): hãy đổi dấu cuối dòng."
            yield _ending("basis-separator", message, basis, ";")


def on_end(paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.6: the text ends with "./."; its headings and points count on."""
    last = _last_of_text(paragraphs)
    if last and not last.shown.rstrip(' ”"').endswith(("./.", "/.")):
        message = "Nội dung văn bản phải kết thúc bằng dấu “./.”: hãy thêm vào cuối câu cuối cùng."
        yield _ending("closing-mark", message, last, "./.")
    yield from on_headings(paragraphs)


def _last_of_text(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that closes the text: a note on what is enclosed may stand below it, or the title of an annex."""
    at = next((at for at, part in enumerate(paragraphs) if _ISSUED_WITH.match(part.shown)), len(paragraphs)) - 1
    while at > 0 and at + 1 < len(paragraphs) and (paragraphs[at].shown.isupper() or paragraphs[at].shown[:1] == "|"):
        at -= 1
    if at > 0 and _ENCLOSED.fullmatch(paragraphs[at].shown):
        at -= 1
    return paragraphs[at] if at >= 0 else None


def on_recipients(recipients: Sequence[str], line: int) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.9.b: the list of recipients ends with the "Lưu" line, at ``line``."""
    if not recipients:
        message = "Chưa thấy mục “Nơi nhận” của văn bản: hãy bổ sung ở cuối, bên trái."
        yield Finding("recipients-missing", "canh_bao", message, "", line)
    elif not any(fold(recipient).lstrip("- ").startswith("luu") for recipient in recipients):
        message = "Nơi nhận chưa có dòng “Lưu: VT, …”: hãy thêm làm dòng cuối."
        yield Finding("archive-line", "loi", message, recipients[-1], line)
    for at, text in enumerate(recipients):
        for _, wrong, right in slips_in(text):
            message = f"“{wrong}” có lẽ là “{right}”: hãy sửa lại cho đúng."
            yield Finding("set-phrase", "canh_bao", message, wrong, max(1, line - len(recipients) + 1 + at), right)


def on_typist_mark(mark: str, line: int) -> Iterator[Finding]:
    """A mark with words in it ("(Lan - KH 01-2022)") is a trace of the file, not the "PL.(300)" of NĐ 30/2020."""
    if _SMALL_LETTERS.search(mark):
        message = "Dấu của người đánh máy còn trong văn bản: hãy xóa trước khi ban hành."
        yield Finding("template-leftover", "goi_y", message, mark, line)


def on_headings(paragraphs: Iterable[Paragraph]) -> Iterator[Finding]:
    """Numbers of headings and points that leave one out or stand twice among neighbours.

    Under a new heading numbers begin again, or go on from the heading before ("1, 2" under I, "3, 4" under II).
    """
    last: dict[int, int] = {}
    closed: dict[int, int] = {}
    for paragraph in paragraphs:
        marker = find_marker(paragraph.shown)
        if marker is None:
            continue
        depth = rank(marker.level, marker.label)
        for below in [level for level in last if level > depth]:
            closed[below] = last.pop(below)
        value = _value(marker)
        if value is None:
            continue
        before = last.get(depth, closed.get(depth, 0) if value == closed.get(depth, 0) + 1 else 0)
        message = _row_message(head(marker.level, marker.label), value, before)
        skipped_d = marker.label == "e" and before == _POINTS.index("d") + 1  # many count a, b, c, d, e
        if message and depth in last and not skipped_d:
            code = "heading-repeated" if value == before else "heading-gap"
            yield Finding(code, "canh_bao", message, " ".join(paragraph.shown.split(" ")[:8]), paragraph.line)
        last[depth] = value


def _row_message(label: str, value: int, before: int) -> str:
    if before and before + 1 < value <= before + _WIDEST_GAP:
        return f"Mục “{label}” đứng ngay sau mục thứ {before}: hãy kiểm tra xem có bỏ sót hay đánh số nhầm."
    if before and value == before:
        return f"Mục “{label}” bị đánh số hai lần liền nhau: hãy đánh số lại."
    return ""


def _value(marker: Marker) -> int | None:
    label = marker.label
    if marker.level == "diem":
        return _POINTS.index(label) + 1 if label in _POINTS else None
    if marker.level == "muc" and label and not label.isdigit():
        return _roman(label)
    if marker.level not in ("muc", "dieu", "khoan"):
        return None
    last = label.rpartition(".")[2]
    return int(last) if last.isdigit() and len(last) < 4 else None


def _roman(label: str) -> int | None:
    if set(label) - set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in label]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _ending(code: str, message: str, paragraph: Paragraph, mark: str) -> Finding:
    """A finding on the last words of a paragraph (so many that they stand in it once), with the mark to end in."""
    told, count = paragraph.shown.split(" "), 8
    while paragraph.shown.count(" ".join(told[-count:])) > 1:
        count *= 2
    words = " ".join(told[-count:])
    fixed = words.rstrip(" .;,:…/") + mark
    return Finding(code, "loi", message, words, paragraph.starts[-1][1], fixed if words.strip(" .;,:…/") else None)
