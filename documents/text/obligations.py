"""Who is told to do what, and until when: the parts of a paper on carrying it out.

A heading may name the unit ("1. Phòng Nội vụ"), so may the sentence ("Giao Công an huyện chủ trì …", "Đề nghị …",
"Các phòng, ban … có trách nhiệm …"), and one heading may hold tasks of several bodies. A paragraph that names another
unit in a later sentence holds two tasks.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from documents.text.folded import fold
from documents.text.inline import plain
from documents.text.lines import Paragraph
from documents.text.lists import word_list
from documents.text.reading import Obligation, walk
from documents.text.sentences import sentences
from documents.text.tree import Body, Item

# Compared without marks, so that a scan's "TỔ CHỨC THỤC HIỆN" is one, too.
_SECTION = re.compile(
    r"to chuc (?:trien khai )?thuc hien|phan cong|trach nhiem|to chuc (?:va )?trien khai"
    r"|nhiem vu (?:cua|cho) cac (?:co quan|don vi|cap|nganh)"
    r"|dieu khoan thi hanh|^thuc hien$"
)
_NOT_SECTION = re.compile(r"nâng cao (?:tinh thần )?trách nhiệm|trách nhiệm nêu gương|phát huy", re.IGNORECASE)
_UNIT_WORDS = (
    r"(?:thường trực|thường vụ|phòng|ban|sở|văn phòng|trung tâm|ủy ban|uỷ ban|ub|ubnd|ubmttq|ubmttqvn|hđnd|hội đồng|hội"
    r"|đoàn|liên đoàn|công đoàn|công an|mặt trận|thủ trưởng|lãnh đạo|hiệu trưởng|khối trưởng|cụm trưởng|các|trưởng|phó"
    r"|công chức|cán bộ|chi cục|cục|đài|bảo hiểm|cơ quan|đơn vị|trường|thanh tra|kho bạc|tòa án|toà án|viện|chủ tịch"
    r"|giám đốc|chánh|bộ phận|tổ|bộ chỉ huy|ban chỉ huy|đảng ủy|đảng uỷ|chi ủy|chi bộ|huyện ủy|thành ủy|tỉnh ủy|người"
    r"|doanh nghiệp|hợp tác xã|khối|cụm|báo|trạm|bệnh viện|ngân hàng|chi nhánh|những|mỗi|từng|toàn thể|tất cả|cá nhân"
    r"|tập thể|thành viên|đồng chí|đội|hạt|ngành|nhà trường|mttq|bch|ban chấp hành|ban chỉ đạo|lđlđ|cđcs|đtn|hội lhpn"
    r"|công ty|học viện|(?-i:Vụ)(?=\s(?-i:[A-ZĐ]))|(?-i:Tổng)(?=\s(?:cục|công ty)))"
)
_UNIT_HEAD = re.compile(rf"{_UNIT_WORDS}(?![^\W_])", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:Giao|Đề nghị|Yêu cầu|Phân công|Kính đề nghị|Trân trọng đề nghị|Ủy quyền cho|Giao nhiệm vụ cho"
    r"|Giao trách nhiệm cho)"
    r"\s+(?:cho\s+|đồng chí\s+)?"
)
_ABOUT_UNIT = re.compile(r"(?:Đối với|Trách nhiệm của|Nhiệm vụ của|Về phía|Trách nhiệm|Giao|Đề nghị)\s+")
_PREFACE = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Hằng năm|Hàng năm|Định kỳ|Sau khi|Khi kết thúc|Trước ngày|Để|Nhằm)\s[^,;.]{3,140},\s"
    r"(?:(?:Kế hoạch|Quyết định|Nghị quyết|Nghị định|Thông tư|Hướng dẫn|Chỉ thị|Công văn)\s[^,;.]{3,140},\s){0,4}"
)
# Not a verb behind "Ban": "Ban Quản lý", "Ủy ban Kiểm tra".
_BEHIND_BAN = "quản lý|kiểm tra|điều hành|chỉ đạo|giải quyết|chỉ huy"
# Verbs that may also be part of a name: "các tổ chức chính trị - xã hội", "Lãnh đạo đơn vị", "công chức phụ trách".
_ALSO_NAMES = (
    r"tổ chức(?!\s(?:chính trị|hội|xã hội|đoàn thể|đảng|cơ sở|thành viên|kinh tế|tôn giáo|quần chúng|cán bộ))"
    r"|lãnh đạo(?=,\s|\s(?:thực|chỉ|tổ|triển))|phụ trách chung|là (?:cơ quan|đầu mối|thường trực|bộ phận)"
)
# Of "Các đơn vị chưa gửi báo cáo khẩn trương thực hiện" all before "khẩn trương" tells who is meant.
_NOT_DONE = r"(?<!\bchưa)(?<!\bkhông)(?<!\bchưa gửi)(?<!\bchưa có)(?<!Phòng Kế hoạch)"
_MAIN_VERB = re.compile(r":\s")
# "Phòng Nội vụ - cơ quan thường trực": what the unit is, not how it is called.
_APPOSED = re.compile(
    r"(?:\s[-–]|,)\s?(?:là\s)?(?:cơ quan|đơn vị|bộ phận)\s(?:thường trực|đầu mối|chủ trì)[^,;]{0,60}$"
)
_DUE = re.compile(
    r"(?<![^\W_])(?:trước|chậm nhất(?: là)?(?: đến)?(?: vào)?|hạn|thời hạn|hạn chót|đến hết|xong trước"
    r"|hoàn thành trước|muộn nhất"
    r"|vào|đến)\s?:?\s(?:hết\s|trước\s)?(?:\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{2}\s?(?:phút)?)?,?\s?)?ngày\s(?P<day>\d{1,2})\s?(?:/|-|\.|\stháng\s)\s?(?P<month>\d{1,2})"
    r"(?:\s?(?:/|-|\.|\snăm\s)\s?(?P<year>\d{4}))?"
    r"|(?<![^\W_])(?:trước|chậm nhất(?: là)?|hạn|xong trước)\s(?P<day2>\d{1,2})(?:\s?/\s?|-(?=\d{1,2}-\d{4}))"
    r"(?P<month2>\d{1,2})"
    r"(?:(?:\s?/\s?|-)(?P<year2>\d{4}))?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?<![^\W_])(?:(?:trong|trước|vào|đến|hết|xong trong|cuối|đầu)\s(?:cuối\s|hết\s)?(?:quý\s(?:[IV]{1,3}|\d)"
    r"|tháng\s\d{1,2}|6 tháng (?:đầu|cuối) năm)(?:\s?/\s?\d{4}|\snăm\s\d{4})?"
    r"|(?:hằng|hàng)\s(?:tuần|tháng|quý|năm)|định kỳ\s(?:\d{1,2}\s)?(?:tháng|quý|năm|6 tháng|hằng quý|hàng quý)"
    r"(?:\s(?:một|1|01) lần)?|(?:0?6) tháng(?: đầu năm)? và (?:cuối )?năm|trong (?:quý|tháng|năm)\s(?:[IVX]+|\d{1,4}))",
    re.IGNORECASE,
)
# "…; giao Sở Tư pháp …", "…; Sở Tài chính …": where another unit may be named inside a sentence.
_WITHIN = re.compile(r";\s(?=(?:giao|đề nghị|yêu cầu|phân công)\s|[^\W\d_a-zđ])")
# Of a Party organ "lãnh đạo" is a verb whatever follows.
_PARTY_LEADS = re.compile(
    r"(?:Đảng (?:ủy|uỷ|bộ|đoàn)|Ban cán sự đảng|Chi (?:ủy|uỷ|bộ)|Cấp (?:ủy|uỷ)|Ban Thường vụ|Ban Chấp hành"
    r"|(?:Tỉnh|Thành|Huyện|Quận|Thị) "
    r"(?:ủy|uỷ))(?![^\W_])[^,.;:]{0,80}?(?=\slãnh đạo\s)"
)
# A name longer than this is a sentence that the list of verbs did not cut.
_LONGEST_NAME = 260
_ENDS_PAPER = re.compile(r"(?:Trên đây|Trong quá trình|Kế hoạch này|Nhận được|Căn cứ|Yêu cầu|Đề nghị)\s")
# The columns of a table of tasks, by what stands at their head.
_WHO = re.compile(
    r"chủ trì|(?:đơn vị|cơ quan|bộ phận|người)(?: được)? (?:thực hiện|phụ trách|phân công|giao)|phân công",
    re.IGNORECASE,
)
_WHAT = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên việc", re.IGNORECASE)
_BY_WHEN = re.compile(r"thời (?:gian|hạn)|tiến độ|hoàn thành", re.IGNORECASE)
_DUTY = re.compile(
    r"[\s,]+(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|thực hiện(?: các nhiệm vụ)?)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]{1,160}\)")
_OF_MONEY = re.compile(
    r"(?:kinh phí|nguồn kinh phí|thời gian|chế độ|công tác|các nội dung|các phong trào|các hoạt động)", re.IGNORECASE
)
_THINGS = re.compile(
    r"(?i:các|những|mỗi|từng)\s(?i:nội dung|phong trào|hoạt động|hình thức|danh hiệu|tiêu chí|chỉ tiêu|nhiệm vụ"
    r"|giải pháp"
    r"|kế hoạch|văn bản|chế độ|mục|bước|đợt|công trình|mô hình|điển hình|gương|sự kiện|ngày lễ|quy định|chủ trương"
    r"|biện pháp|vấn đề)"
    r"|(?i:tổ|hội|ban|khối|người|báo|cụm|đội|phó|trưởng|phòng)\s"
    r"(?:chức|nghị|thảo|hành|lượng|dân|cáo|thể|bản|ngũ|tuyến|ngừa|chống)"
    r"|(?i:thanh tra)\s(?:công tác|việc|các|đột xuất|định kỳ)|(?i:phòng,\schống|từng bước|người tốt|các\stầng lớp)"
)


# Papers that order much, but also tell: in them a unit with a day is told to do something.
_ORDERS = frozenset({"Công điện", "Công văn"})
_ASKING = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy mời"})


@dataclass(frozen=True, slots=True)
class _Task:
    """Words that belong together, and who is named in them ("" when nobody is)."""

    unit: str
    text: str
    offset: int


@cache
def _verb() -> re.Pattern[str]:
    """The verb of a task, behind a space or comma."""
    verbs = "|".join(re.escape(verb) for verb in sorted(word_list("duties")["verbs"], key=len, reverse=True))
    return re.compile(
        rf"{_NOT_DONE}[\s,](?=(?:{verbs}|{_ALSO_NAMES})(?![^\W_]))|(?<![Bb]an)[\s,](?=(?:{_BEHIND_BAN})(?![^\W_]))"
        r"|(?<!khối)(?<!cụm)(?<!Khối)(?<!Cụm)(?<!đồng)(?<!Đồng)[\s,](?=thi đua(?![^\W_]))"
    )


def find_obligations(body: Body, lines: Mapping[str, int], year: int | None, kind: str = "") -> tuple[Obligation, ...]:
    """What the sections on carrying out the paper lay on whom.

    ``lines`` gives the source line of each text of the body; ``year`` completes a day written without one. A paper
    without such a section is searched in all its sections: for orders ("Giao …", "Đề nghị …"), a Chỉ thị
    (``kind``) for whatever names a unit, since it is nothing but orders, a letter for units that are given a day. What
    a report or a proposal asks for lays nothing on anybody.
    """
    found: list[Obligation] = []
    sections = list(_sections(body.sections))
    for section in sections:
        found += _under(section, _heading_unit(section), lines, year)
    if sections and body.closing and not _ENDS_PAPER.match(body.closing[0]):
        last = _last(sections[-1])
        if last is not None:  # its text stands where papers close: "…./."
            under = replace(last, text=body.closing[:1])
            found += _of_texts(under, _heading_unit(last), lines, year)
    for item in walk(body.sections):
        if len(item.rows) > 1:
            found += _in_table(item.rows, item.line, year)
    if not sections and kind == "Chỉ thị":
        for item in body.sections:
            found += _under(item, _heading_unit(item), lines, year)
    elif not sections and kind not in _ASKING:
        for item in walk(body.sections):
            named = _of_texts(item, "", lines, year)
            found += [one for one in named if _ORDER.match(one.text) or (kind in _ORDERS and one.due is not None)]
    return tuple(found)


def _in_table(rows: Sequence[tuple[str, ...]], line: int, year: int | None) -> Iterator[Obligation]:
    """Tasks of a table that has a column of tasks and one of those who carry them out; its first row names them."""
    names = [plain(cell).strip() for cell in rows[0]]
    who = _column(names, _WHO)
    what = _column(names, _WHAT)
    when = _column(names, _BY_WHEN)
    if who is None or what is None or who == what:
        return
    for row in rows[1:]:
        cells = [plain(cell).strip() for cell in row]
        if len(cells) <= max(who, what) or not cells[who] or not cells[what] or cells[who] == cells[what]:
            continue
        day = cells[when] if when is not None and when < len(cells) else ""
        due = _due(day, year) or _due(f"trước ngày {day.removeprefix('Trước ')}", year) or _due(cells[what], year)
        yield Obligation(cells[who], cells[what], due, line, "" if due else day)


def _column(names: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, name in enumerate(names) if pattern.search(name)), None)


def _last(item: Item) -> Item | None:
    """The very last item inside this one, when it is a heading with nothing under it."""
    while item.children:
        item = item.children[-1]
    return None if item.text or item.rows else item


def _obligation(unit: str, text: str, line: int, year: int | None) -> Obligation:
    when = _WHEN.search(text)
    return Obligation(unit, text, _due(text, year), line, when[0] if when else "")


def _sections(items: tuple[Item, ...]) -> Iterator[Item]:
    """The widest items whose heading speaks of carrying out; those inside them belong to them."""
    for item in items:
        title = plain(item.title) or (plain(item.text[0]) if item.text and len(item.text[0]) < 80 else "")
        if _SECTION.search(fold(title)) and not _NOT_SECTION.search(title) and len(title) < 150:
            yield item
        else:
            yield from _sections(item.children)


def _heading_unit(item: Item) -> str:
    heading = _DUTY.sub("", plain(item.title).rstrip(" :."))
    heading = _ABOUT_UNIT.sub("", heading, count=1) if _ABOUT_UNIT.match(heading) else heading
    return heading if _is_unit(heading) else ""


def _under(item: Item, unit: str, lines: Mapping[str, int], year: int | None) -> Iterator[Obligation]:
    """Obligations of an item: named by its heading, by its leading words, or by each paragraph itself."""
    yield from _of_texts(item, unit, lines, year)
    leading = _leading_unit(item) or unit
    for child in item.children:
        yield from _under(child, _heading_unit(child) or (leading if not _other_heading(child) else ""), lines, year)


def _other_heading(item: Item) -> bool:
    """Whether an item has a heading that names no unit ("Kinh phí thực hiện"): what stands there is nobody's."""
    return bool(item.title) and bool(_OF_MONEY.match(plain(item.title)))


def _leading_unit(item: Item) -> str:
    """The unit of "Phòng Nội vụ có trách nhiệm:" or "a) Phòng Nội vụ:" for the points below."""
    if not item.text:
        return ""
    last = plain(item.text[-1]).rstrip()
    if not last.endswith(":"):
        return ""
    return _named(last) or _bare_name(last)


def _of_texts(item: Item, unit: str, lines: Mapping[str, int], year: int | None) -> Iterator[Obligation]:
    carried = ""  # a paragraph that begins with a verb goes on with the unit named in the one above
    for text in item.text:
        shown = plain(text)
        if shown.rstrip().endswith(":") and item.children and text is item.text[-1]:
            continue
        line = lines.get(text, item.line)
        for task in _tasks(shown):
            goes_on = _verb().match(f" {task.text[:1].lower()}{task.text[1:60]}")
            if named := task.unit or unit or (carried if goes_on else ""):
                carried = named
                yield _obligation(named, task.text, line, year)


def _tasks(text: str) -> list[_Task]:
    """A paragraph parted where a later sentence names another unit."""
    found: list[_Task] = []
    start = 0
    unit = _named(text)
    for begin, clause in _clauses(text):
        other = _named(clause)
        if other and (found or unit) and _may_part(clause, other):
            found.append(_Task(unit, text[start:begin].strip(), start))
            start, unit = begin, other
    found.append(_Task(unit, text[start:].strip(), start))
    return found


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """Where a further sentence, or a clause that may name another unit, begins; and its words up to the next."""
    begins = [sentence.start for sentence in sentences([Paragraph(text, ((0, 1),))])]
    parted = 0
    for found in _WITHIN.finditer(text):
        before = max(parted, begins[bisect_right(begins, found.start()) - 1])
        if _said(text[before : found.start()]):
            parted = found.end()
            insort(begins, parted)
    ordered = sorted(set(begins) - {0})
    for begin, end in pairwise([*ordered, len(text)]):
        clause = text[begin:end]
        yield begin, clause[:1].upper() + clause[1:]


def _said(clause: str) -> bool:
    """Whether a clause holds its verb, so that what follows is another one and not more of the same name."""
    return bool(_verb().search(clause))


def _may_part(sentence: str, name: str) -> bool:
    """Whether a sentence in the middle of a paragraph surely names another unit, not the subject of an explanation."""
    general = ("Các ", "Mỗi ", "Từng ", "Người ")
    charged = sentence[len(name) :].lstrip().startswith(("có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm"))
    return charged or bool(_ORDER.match(sentence)) or (name[:1].isupper() and not name.startswith(general))


def _is_unit(heading: str) -> bool:
    shown = heading.lower() if heading.isupper() else heading
    return bool(_UNIT_HEAD.match(heading)) and not _THINGS.match(shown) and len(heading) <= _LONGEST_NAME


def _bare_name(text: str) -> str:
    heading = _DUTY.sub("", text.rstrip(" :."))
    heading = _ORDER.sub("", heading, count=1)
    heading = _ABOUT_UNIT.sub("", heading, count=1) if _ABOUT_UNIT.match(heading) else heading
    return heading if _is_unit(heading) and "." not in heading else ""


def _named(text: str) -> str:
    """The unit that a sentence addresses: "Giao Phòng Nội vụ chủ trì …" or "Phòng Tài chính đảm bảo …"."""
    order = _ORDER.match(text)
    rest = text[order.end() :] if order else text
    if not order:
        if preface := _PREFACE.match(rest):
            rest = rest[preface.end() :]
            order = _ORDER.match(rest)
            rest = rest[order.end() :] if order else rest
        if about := _ABOUT_UNIT.match(rest):
            rest = rest[about.end() :]
    if not (order or _UNIT_HEAD.match(rest)) or _THINGS.match(rest):
        return ""
    blanked = _BRACKETS.sub(lambda found: "_" * len(found[0]), rest[: _LONGEST_NAME + 40])
    verb, colon = _verb().search(blanked), _MAIN_VERB.search(blanked)
    ends = [found.start() for found in (verb, colon) if found]
    ends += [found.end() for found in (_PARTY_LEADS.match(blanked),) if found]
    name = _APPOSED.sub("", rest[: min(ends)].rstrip(" ,:-–")) if ends else ""
    return name if 0 < len(name) <= _LONGEST_NAME and _is_row(name) else ""


def _is_row(name: str) -> bool:
    """Whether a name is one or several parted by ";" ("Các sở, ngành; UBND các huyện"), and no further sentence."""
    return not re.search(r"(?<!TP)\.\s", name) and all(_UNIT_HEAD.match(part) for part in re.split(r";\s", name)[1:])


def _due(text: str, year: int | None) -> date | None:
    """The first day by which something is to be done; a day without a year is one of the paper's year."""
    for found in _DUE.finditer(text):
        day, month, said = (found[name] or found[f"{name}2"] for name in ("day", "month", "year"))
        if not (said or year):
            continue
        try:
            return date(int(said or year or 0), int(month), int(day))
        except ValueError:
            continue
    return None
