"""Who is told to do what, and until when: the parts of a paper on carrying it out.

A heading may name the unit ("1. Phòng Nội vụ"), so may the sentence ("Giao Công an huyện chủ trì …", "Đề nghị …",
"Các phòng, ban … có trách nhiệm …"), and one heading may hold tasks of several bodies. A paragraph that names another
unit in a later sentence holds two tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.text.clauses import Task, as_printed, tasks_of
from documents.text.due_days import Calendar, when
from documents.text.folded import fold
from documents.text.inline import plain
from documents.text.leads import leads_on, orders_follow, unit_of_lead
from documents.text.lines import Paragraph
from documents.text.reading import Obligation, walk
from documents.text.sentences import sentences
from documents.text.task_tables import FIELD, task_of_fields, tasks_in_table
from documents.text.tree import Body, Item
from documents.text.unit_names import (
    ORDER,
    UNIT_HEAD,
    bare_name,
    begins_with_verb,
    holds_only_a_name,
    is_order,
    name_in_heading,
    named,
)

# Compared without marks, so that a scan's "TỔ CHỨC THỤC HIỆN" is one, too.
_SECTION = re.compile(
    r"to chuc (?:trien khai )?thuc hien|phan cong|trach nhiem|to chuc (?:va )?trien khai|giao nhiem vu"
    r"|nhiem vu (?:cua|cho) cac (?:co quan|don vi|cap|nganh)"
    r"|che do (?:thong tin,? ?|bao cao)|dieu khoan thi hanh|^(?:trien khai )?thuc hien$"
)
_NOT_SECTION = re.compile(
    r"chịu trách nhiệm thi hành|nâng cao (?:tinh thần )?trách nhiệm|trách nhiệm nêu gương|phát huy", re.IGNORECASE
)
# "Căn cứ Kế hoạch này, yêu cầu các ngành … báo cáo trước ngày …": the order inside a paragraph that closes a paper.
_LAST_ORDER = re.compile(r"(?:^|[,.;:]\s)(?=(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao|[Pp]hân công)\s)")
# "Đề nghị các khối thi đua … báo cáo định kỳ 06 tháng": an order with a time, though no day.
_REPORTS = re.compile(r"báo cáo (?:kết quả )?(?:định kỳ|hằng (?:tháng|quý|năm)|hàng (?:tháng|quý|năm))(?![^\W_])")
# "… có ý kiến như sau: Giao Sở Y tế …".
_SPOKEN = re.compile(r"(?:^|(?:như sau|ý kiến|chỉ đạo|kết luận):\s)(?=(?:Giao|Đề nghị|Yêu cầu|Phân công)\s)")
_ENDS_PAPER = re.compile(r"(?:Trên đây|Trong quá trình|Kế hoạch này|Nhận được|Căn cứ|Yêu cầu|Đề nghị)\s")
# Nobody's task: how a paper closes.
_CLOSES = re.compile(
    r"Trên đây là\s|Trong quá trình (?:triển khai|thực hiện|tổ chức)[^.]{0,80}(?:vướng mắc|khó khăn|phát sinh)"
    r"|(?:Chỉ thị|Kế hoạch|Nghị quyết|Quyết định|Hướng dẫn|Thông báo|Quy chế|Quy định|Chương trình) này (?:có hiệu lực"
    r"|được phổ biến|phổ biến|thay thế|được thông qua|đã được)"
)
# "(Đính kèm Công văn số …)": a remark on the paper.
# "Đề nghị các cơ quan nghiêm túc triển khai thực hiện./.": the order that closes a paper is none of its tasks.
_CLOSING_ORDER = re.compile(
    r"(?:[^.;:]{0,60}(?:[Đđ]ề nghị|[Yy]êu cầu))\s[^.;:\d]{3,160}?\s(?:nghiêm túc|khẩn trương|quan tâm|tích cực)"
    r"(?:,? (?:và|quán triệt|phối hợp|tổ chức|triển khai|thực hiện))+(?: (?:tốt|nghiêm túc|có hiệu quả"
    r"|đạt kết quả|các|nội dung"
    r"|Kế hoạch|Chỉ thị|Công văn|này|trên))*\./\.?$"
)
_REMARK = re.compile(r"\([^()]*\)[.;]?$")
# "Điều 2. Giao:": each point below names whom.
_BARE_ORDER = re.compile(
    r"(?:^|[.;]\s)(?:Giao|Phân công|Yêu cầu|Đề nghị)(?:\s(?:trách nhiệm|nhiệm vụ|cụ thể|như sau|thực hiện))*\s?:$"
)
_PART = re.compile(r"([^:.;]{2,60}):\s")
_EACH = re.compile(r"(?:Mỗi|Từng|Tất cả|Toàn thể)\s")
_OF_MONEY = re.compile(
    r"(?:kinh phí|nguồn kinh phí|thời gian|chế độ|công tác|các nội dung|các phong trào|các hoạt động)", re.IGNORECASE
)
# Headings of what was done: what stands under them is told, not ordered.
_TOLD = re.compile(r"kết quả|tình hình|đánh giá|thực trạng|ưu điểm|hạn chế|tồn tại", re.IGNORECASE)
# "Sở Công Thương có trách nhiệm hướng dẫn …": a task wherever it stands; who carries out the paper itself is none.
_CHARGED = re.compile(
    r"\s(?:có (?:trách nhiệm|nhiệm vụ)|được giao|chủ trì)(?![^\W_]),?\s?(?!thi hành"
    r"|thực hiện (?:Quyết định|Chỉ thị) này)"
)
_DUTY = re.compile(r"\scó trách nhiệm\s(?!thi hành|thực hiện (?:Quyết định|Chỉ thị) này)")
# Papers that order much where their opening says so.
_ORDERS = frozenset({"Công điện", "Công văn", "Thông báo"})
# What ends in a colon leads to its points, but for a list of things: "Gửi hồ sơ về Sở Nội vụ, gồm:".
_LEADS_TO = re.compile(r"(?<!gồm):\s*$")
# So many bars part the cells of a row.
_BARS = 3
_ASKING = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy mời"})


@dataclass(frozen=True, slots=True)
class _Finder:
    """What all tasks of a paper share: the source lines of its texts, its calendar, and whom it addresses in its lead.

    Whom the lead of a letter addresses is to do what begins with a verb and names nobody.
    """

    lines: Mapping[str, int]
    calendar: Calendar
    addressed: str = ""

    def under(self, item: Item, unit: str) -> Iterator[Obligation]:
        """Obligations of an item: named by its heading, by its leading words, or by each paragraph itself."""
        if (whole := _whole(item)) is not item:
            item, unit = whole, _heading_unit(whole)
        yield from self.of_texts(item, unit)
        leading = _leading_unit(item) or unit
        for child in item.children:
            yield from self.under(child, _heading_unit(child) or (leading if not _other_heading(child) else ""))

    def of_texts(self, item: Item, unit: str) -> Iterator[Obligation]:
        """The tasks of an item's own paragraphs."""
        carried = self.addressed  # a paragraph that begins with a verb goes on with the unit named in the one above
        titled = (item.title,) if self.addressed and item.title and not _LEADS_TO.search(plain(item.title)) else ()
        for text in (*titled, *item.text):
            shown = plain(text)
            if (
                _CLOSES.match(shown)
                or _CLOSING_ORDER.match(shown)
                or _REMARK.match(shown)
                or FIELD.match(shown)
                or (_LEADS_TO.search(shown) and item.children and text is item.text[-1])
            ):
                continue
            line = self.lines.get(text, item.line)
            for task in tasks_of(shown, unit):
                own = "" if unit and _is_its_own(task) else task.unit
                own = own or _part_of(unit, task.text)
                if name := own or unit or (carried if begins_with_verb(task.text) else ""):
                    carried = name
                    yield Obligation(name, task.text, self.calendar.due(task.text), line, when(task.text))


def find_obligations(
    body: Body, lines: Mapping[str, int], year: int | None, kind: str = "", written: date | None = None
) -> tuple[Obligation, ...]:
    """What the sections on carrying out the paper lay on whom.

    ``lines`` gives the source line of each text of the body; ``year`` and the day on which the paper was ``written``
    complete a day without a year. A paper without such a section is searched in all its sections: for orders ("Giao …",
    "Đề nghị …"), a Chỉ thị (``kind``) or a letter that says that orders follow for whatever names a unit, any
    paper for units that are given a day. What a report or a proposal asks for lays nothing on anybody.
    """
    finder = _Finder(lines, Calendar(year, written))
    found: list[Obligation] = []
    sections = list(_sections(body.sections))
    for section in sections:
        found += finder.under(section, _heading_unit(section))
    last = _last(sections[-1]) if sections and body.closing and not _ENDS_PAPER.match(body.closing[0]) else None
    if last is not None:  # its text stands where papers close: "…./."
        found += finder.of_texts(replace(last, text=body.closing[:1]), _heading_unit(last))
    elif kind not in _ASKING:
        found += _in_closing(body, finder)
    for item in walk(body.sections):
        if len(rows := item.rows or _rows_in_text(item)) > 1:
            found += tasks_in_table(rows, item.line, finder.calendar)
        elif item.children:
            found += task_of_fields(item, finder.calendar)
    if kind not in _ASKING:
        seen = {id(section) for section in sections}
        found += _elsewhere(body.sections, seen, finder) if sections else _of_orders(body, kind, finder)
    return tuple(found)


def _rows_in_text(item: Item) -> tuple[tuple[str, ...], ...]:
    """The rows of a table whose cells a conversion left on one line, parted by bars."""
    return tuple(tuple(text.split(" | ")) for text in item.text if text.count(" | ") >= _BARS)


def _in_closing(body: Body, finder: _Finder) -> Iterator[Obligation]:
    """What the closing paragraphs charge a unit with, or want of it by a day."""
    for text in body.closing:
        shown = plain(text)
        order = _LAST_ORDER.search(shown)
        if order is None and _ENDS_PAPER.match(shown):
            continue
        if _is_charged(shown):
            yield from finder.of_texts(Item("para", text=(text,)), "")
            continue
        task = shown[order.end() :] if order else shown
        unit = named(task[:1].upper() + task[1:])
        due = finder.calendar.due(task)
        if unit and (due or task.startswith(("Giao ", "Phân công ")) or _REPORTS.search(task)):
            yield Obligation(as_printed(unit, task), task, due, finder.lines.get(text, 0), when(task))


def _elsewhere(items: tuple[Item, ...], seen: set[int], finder: _Finder) -> Iterator[Obligation]:
    """Outside the sections on carrying out ("CHẾ ĐỘ BÁO CÁO"): a unit that is given a day, or an order."""
    for item in items:
        if id(item) in seen or _TOLD.search(item.title):
            continue
        if item.children and _BARE_ORDER.search(plain(item.title or (item.text[-1] if item.text else "")).rstrip()):
            yield from finder.under(item, "")
            continue
        yield from _ordered(item, finder)
        if not _charged(item):
            yield from _elsewhere(item.children, seen, finder)


def _ordered(item: Item, finder: _Finder) -> Iterator[Obligation]:
    """What an item that speaks of no carrying out lays on a unit; with its points where it says "Giao Sở Y tế:"."""
    if unit := _charged(item):
        yield from finder.under(item, unit)
        return
    for one in finder.of_texts(item, ""):
        if (
            one.due is not None
            or is_order(one.text)
            or _CHARGED.match(one.text, one.text.find(one.unit) + len(one.unit))
        ):
            yield one


def _charged(item: Item) -> str:
    """The unit of an order that only leads to the points below it ("Giao Sở Y tế:"), "" without."""
    last = plain(item.title or (item.text[-1] if item.text else "")).rstrip()
    if not (item.children and last.endswith(":") and ORDER.match(last)):
        return ""
    return named(last) or bare_name(last)


def _lays_on(sentence: str) -> bool:
    """Whether a sentence orders somebody to do something, or charges somebody with it."""
    return (is_order(sentence) and bool(named(sentence))) or _is_charged(sentence)


def _is_charged(sentence: str) -> bool:
    """Whether a sentence begins with a unit that "có trách nhiệm" to do something."""
    unit = named(sentence)
    return bool(unit) and bool(_DUTY.match(sentence, len(unit)))


def _in_opening(texts: Sequence[str], finder: _Finder) -> Iterator[Obligation]:
    """The orders in paragraphs without numbers: "…, Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở Y tế …"."""
    for text in texts:
        shown = plain(text)
        if shown.rstrip().endswith(":"):
            continue
        order = _SPOKEN.search(shown)
        begins = (sentence.start for sentence in sentences([Paragraph(shown, ((0, 1),))]))
        start = order.end() if order else next((at for at in begins if _lays_on(shown[at : at + 600])), None)
        for task in tasks_of(shown[start:], "") if start is not None else ():
            if task.unit:
                due = finder.calendar.due(task.text)
                yield Obligation(task.unit, task.text, due, finder.lines.get(text, 0), when(task.text))


def _of_orders(body: Body, kind: str, finder: _Finder) -> Iterator[Obligation]:
    """The tasks of a paper that has no section on carrying it out."""
    letter = kind in _ORDERS or not kind
    opening = [plain(text).rstrip() for text in body.opening]
    if (kind == "Chỉ thị" and body.sections) or (letter and opening and body.sections and orders_follow(opening[-1])):
        if letter:
            finder = replace(finder, addressed=unit_of_lead(opening[-1]))
        for item in body.sections:
            if not _TOLD.search(item.title):
                yield from finder.under(item, _heading_unit(item))
        return
    if not body.sections:
        lead = next((at for at, text in enumerate(opening) if leads_on(text)), None) if letter else None
        if lead is None:
            yield from _in_opening(body.opening, finder)
        else:
            finder = replace(finder, addressed=unit_of_lead(opening[lead]))
            yield from finder.of_texts(Item("para", text=body.opening[lead + 1 :]), "")
    yield from _elsewhere(body.sections, set(), finder)


def _last(item: Item) -> Item | None:
    """The very last item inside this one, when it is a heading with nothing under it."""
    while item.children:
        item = item.children[-1]
    return None if item.text or item.rows else item


def _sections(items: tuple[Item, ...]) -> Iterator[Item]:
    """The widest items whose heading speaks of carrying out; those inside them belong to them."""
    for item in items:
        title = plain(item.title) or (plain(item.text[0]) if item.text and len(item.text[0]) < 80 else "")
        if _SECTION.search(fold(title)) and not _NOT_SECTION.search(title) and len(title) < 150:
            yield item
        else:
            yield from _sections(item.children)


def _heading_unit(item: Item) -> str:
    return name_in_heading(plain(item.title))


def _whole(item: Item) -> Item:
    """An item whose unit's name, or a sentence behind a semicolon, was broken over two lines, in one piece again."""
    pieces: list[list[str]] = []
    for text in item.text:
        if pieces and pieces[-1][-1].endswith((";", ",")) and text[:1].islower():
            pieces[-1].append(text)
        else:
            pieces.append([text])
    if len(pieces) < len(item.text):
        item = replace(item, text=tuple(" ".join(piece) for piece in pieces))
    if item.title and item.text and _goes_on(item.title, item.text[0]):
        return replace(item, title="", text=(f"{item.title} {item.text[0]}", *item.text[1:]))
    if item.title and len(item.text) > 1 and _is_rest_of_name(item):
        return replace(item, title=f"{item.title} {item.text[0]}", text=item.text[1:])
    if not item.title and len(item.text) > 1 and _goes_on(*item.text[:2]):
        return replace(item, text=(" ".join(item.text[:2]), *item.text[2:]))
    return item


def _is_rest_of_name(item: Item) -> bool:
    """Whether the line below a heading ends its name: "1. Phòng / Văn hóa - Xã hội", and then comes the task."""
    rest, task = plain(item.text[0]), plain(item.text[1])
    if len(rest) > 60 or UNIT_HEAD.match(rest) or not name_in_heading(plain(item.title)):
        return False
    return holds_only_a_name(rest) and not begins_with_verb(rest) and begins_with_verb(task)


def _goes_on(above: str, below: str) -> bool:
    """Whether a line that names a unit has more of its name in the line below."""
    name, head = name_in_heading(plain(above)), plain(below)
    if not name or above.endswith((".", ":")) or begins_with_verb(head) or _OF_MONEY.match(head):
        return False
    if above.endswith((",", ";", " và")):
        return bool(UNIT_HEAD.match(head))
    if UNIT_HEAD.match(head):
        return False
    whole = named(f"{name} {head[:120]}")
    return whole.startswith(name) and len(whole) > len(name) + 1


def _other_heading(item: Item) -> bool:
    """Whether an item has a heading that names no unit ("Kinh phí thực hiện"): what stands there is nobody's."""
    return bool(item.title) and bool(_OF_MONEY.match(plain(item.title)))


def _is_its_own(task: Task) -> bool:
    """Whether below a unit's heading a task names none but those it is made up of.

    "Mỗi xã chọn …" below "UBND các xã", "Phân công giáo viên trong tổ …" below "Tổ chuyên môn".
    """
    return bool(_EACH.match(task.unit)) or (task.unit[:1].islower() and task.text.startswith("Phân công "))


def _part_of(unit: str, text: str) -> str:
    """One of several that a heading names: "- Thư viện: …" below "5. Nhân viên thư viện, y tế"."""
    found = _PART.match(text) if "," in unit or " và " in unit else None
    return found[1] if found and found[1].lower() in unit.lower() else ""


def _leading_unit(item: Item) -> str:
    """The unit of "Phòng Nội vụ có trách nhiệm:" or "a) Phòng Nội vụ:" for the points below."""
    if not item.text:
        return ""
    last = plain(item.text[-1]).rstrip()
    return (named(last) or bare_name(last)) if last.endswith(":") else ""
