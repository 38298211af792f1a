"""Rows of records: complete, readable, of somebody known, each once, and not there already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from awards.imports.known import Recorded
from awards.imports.tables import AWARDS, DISCIPLINE, INITIATIVES, LEVEL_ALSO, MERIT_ALSO, RATING_ALSO, RATINGS
from awards.imports.whose import Finder, Whose
from awards.text.titles import TITLES, code_of, title_name
from organizations.imports.cells import Finding, Severity, Sheet
from organizations.imports.columns import Mapping, Table, missing
from organizations.imports.kinds import Outcome
from organizations.imports.rows import Row, rows_of
from organizations.imports.values import read_choice, read_day, read_whole
from organizations.names import search_key

MAX_ORDINAL = 1_000_000
_FOR = {"person": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


@dataclass(frozen=True, slots=True)
class Words:
    """Choices by code, as the models name them: this layer does not know the models."""

    levels: dict[str, str]
    merits: dict[str, str]
    ratings: dict[str, str]
    kinds: dict[str, str]
    scopes: dict[str, str]
    measures: dict[str, str]


@dataclass(slots=True)
class Planned:
    """A record as it would be made: whose, and the model's fields. ``authors`` of an initiative with shares."""

    whose: Whose
    fields: dict[str, Any]
    authors: list[tuple[Whose, Decimal | None]] = field(default_factory=list)


@dataclass(slots=True)
class Checker:
    """One check; ``plan`` gathers what would be made, by table."""

    recorded: Recorded
    finder: Finder
    words: Words
    plan: dict[str, list[Planned]] = field(default_factory=lambda: defaultdict(list))
    same: int = 0
    seen: dict[tuple[Any, ...], tuple[int, int]] = field(default_factory=dict)
    ideas: dict[tuple[str, int], Planned] = field(default_factory=dict)


def check(
    sheets: list[Sheet],
    mappings: list[Mapping],
    tables: tuple[Table, ...],
    recorded: Recorded,
    words: Words,
    decisions: dict[str, str],
) -> Outcome:
    """Checks all sheets together; everything that is wrong at once."""
    outcome = Outcome()
    finder = Finder(recorded, decisions)
    checker = Checker(recorded, finder, words)
    by_code = {table.code: table for table in tables}
    rows: Counter[str] = Counter()
    for index, (sheet, mapping) in enumerate(zip(sheets, mappings, strict=True)):
        table = by_code.get(mapping.table)
        if table is None:
            continue
        lacking = missing(mapping, table)
        for each in lacking:
            outcome.findings.append(
                Finding(index, mapping.header, -1, Severity.ERROR, "no_column",
                        f"Trang “{sheet.name}” không có cột “{each.title}”.",
                        "Hãy mở “Xem lại các cột” và chọn cột ấy, hoặc thêm cột vào tệp.")
            )  # fmt: skip
        if lacking:
            continue
        for row in rows_of(index, sheet, mapping, table, outcome.findings):
            rows[table.code] += 1
            _CHECKS[table.code](checker, row)
    outcome.rows, outcome.doubts, outcome.same, outcome.plan = rows, finder.doubts, checker.same, dict(checker.plan)
    new = {one.whose.key for planned in checker.plan.values() for one in planned if one.whose.new}
    outcome.counts = {code: len(checker.plan[code]) for code in by_code} | ({"households": len(new)} if new else {})
    outcome.findings.sort(key=lambda found: (found.sheet, found.row, found.column))
    return outcome


def _award(checker: Checker, row: Row) -> None:
    code, year = _title(row, "code"), _year(checker, row)
    level = _choice(row, "level", checker.words.levels, LEVEL_ALSO)
    merit = _choice(row, "merit", checker.words.merits, MERIT_ALSO)
    ordinal = _ordinal(row)
    decided = _decided(checker, row, year)
    whose = checker.finder.find(row, code, _last(year), f"{title_name(code)}, năm {year}" if code and year else "")
    position = row.line("position")
    if code and whose.kind and whose.kind not in TITLES[code].subjects:
        row.error("not_for", "code", f"{TITLES[code].name} không tặng cho {_FOR[whose.kind]}.",
                  "Hãy sửa danh hiệu, hoặc cột “Đối tượng”.")  # fmt: skip
        return
    if not (code and year and whose.is_known):
        return
    number = decided["number"]
    numbers = checker.recorded.awards.get(((whose.kind, whose.pk), code, year))
    if numbers is not None and (number in numbers or not number):
        checker.same += 1
        row.note("is_there", "name", "Dòng này đã có trong hồ sơ nên không ghi thêm.")
        return
    if numbers is not None and "" in numbers:
        row.error("other_there", "number", f"Hồ sơ đã có {title_name(code)} năm {year} nhưng chưa ghi số quyết định.",
                  "Hãy ghi số vào dòng trong hồ sơ rồi kiểm tra lại, hoặc bỏ dòng này.")  # fmt: skip
        return
    if _is_twice(checker, row, ("award", whose.key, code, year, number)):
        return
    fields = {"code": code, "year": year, "level": level, "merit": merit, "ordinal": ordinal, "position": position}
    checker.plan[AWARDS.code].append(Planned(whose, fields | decided))


def _rating(checker: Checker, row: Row) -> None:
    year = _year(checker, row)
    grade = _choice(row, "rating", checker.words.ratings, RATING_ALSO)
    decided = _decided(checker, row, year)
    whose = checker.finder.find(row, "", _last(year), f"Xếp loại năm {year}")
    if whose.kind == "household":
        row.error("not_for", "subject", "Hộ gia đình không có xếp loại hằng năm.", "Hãy sửa cột “Đối tượng”.")
        return
    if not (year and grade and whose.is_known):
        return
    there = checker.recorded.ratings.get(((whose.kind, whose.pk), year))
    if there == grade:
        checker.same += 1
        row.note("is_there", "name", "Dòng này đã có trong hồ sơ nên không ghi thêm.")
    elif there:
        row.error("other_there", "rating", f"Hồ sơ năm {year} đã ghi: {checker.words.ratings[there]}.",
                  "Hãy sửa trong hồ sơ nếu hồ sơ sai, hoặc bỏ dòng này.")  # fmt: skip
    elif not _is_twice(checker, row, ("rating", whose.key, year)):
        checker.plan[RATINGS.code].append(Planned(whose, {"year": year, "rating": grade} | decided))


def _initiative(checker: Checker, row: Row) -> None:
    title, year = row.line("title"), _year(checker, row)
    kind = _choice(row, "kind", checker.words.kinds, {"de tai": "de_tai", "de an": "de_tai"}) or "sang_kien"
    scope = _choice(row, "scope", checker.words.scopes, {"cap tinh": "tinh", "cap co so": "co_so"})
    decided = _decided(checker, row, year)
    used_for = _title(row, "used_for") if row.texts["used_for"] else ""
    share = _share(row)
    whose = checker.finder.find(row, "", _last(year), f"Tác giả “{title}”")
    if whose.kind == "household":
        row.error("not_for", "subject", "Hộ gia đình không là tác giả sáng kiến.", "Hãy sửa cột “Đối tượng”.")
        return
    if not (title and year and scope and whose.is_known):
        return
    key = (search_key(title), year)
    if key in checker.recorded.initiatives:
        checker.same += 1
        row.note("is_there", "title", "Sáng kiến này đã có trong hồ sơ nên không ghi thêm.")
        return
    if _is_twice(checker, row, ("author", key, whose.key)):
        return
    idea = checker.ideas.get(key)
    if idea is None:
        fields = {"name": title, "year": year, "kind": kind, "scope": scope, "used_for": used_for}
        idea = checker.ideas[key] = Planned(whose, fields | decided)
        checker.plan[INITIATIVES.code].append(idea)
    elif idea.fields["scope"] != scope:
        row.error("other_there", "scope", "Các dòng của cùng một sáng kiến ghi phạm vi khác nhau.",
                  "Hãy ghi cùng một phạm vi.")  # fmt: skip
    idea.authors.append((whose, share))
    total = sum((part for _, part in idea.authors if part is not None), Decimal(0))
    if total > 100:
        row.error("share_over", "share", "Tổng tỷ lệ của các tác giả quá 100 %.", "Hãy xem lại tỷ lệ.")


def _discipline(checker: Checker, row: Row) -> None:
    kind = _choice(row, "kind", checker.words.measures, {})
    since, until = row.period("since", "until", checker.recorded.known.today, may_end_ahead=True)
    decided = _decided(checker, row, None)
    whose = checker.finder.find(row, "", since, f"Kỷ luật từ {since:%d/%m/%Y}" if since else "Kỷ luật")
    if not (kind and since and whose.is_known):
        return
    if (whose.pk, kind, since.isoformat()) in checker.recorded.discipline:
        checker.same += 1
        row.note("is_there", "name", "Dòng này đã có trong hồ sơ nên không ghi thêm.")
    elif not _is_twice(checker, row, ("discipline", whose.key, kind, since)):
        checker.plan[DISCIPLINE.code].append(Planned(whose, {"kind": kind, "since": since, "until": until} | decided))


_CHECKS: dict[str, Callable[[Checker, Row], None]] = {
    AWARDS.code: _award, RATINGS.code: _rating, INITIATIVES.code: _initiative, DISCIPLINE.code: _discipline,
}  # fmt: skip


def _is_twice(checker: Checker, row: Row, key: tuple[Any, ...]) -> bool:
    """Whether an earlier row says the same; told to the row."""
    first = checker.seen.setdefault(key, (row.sheet, row.number))
    if first == (row.sheet, row.number):
        return False
    row.error("twice_in_file", "name", f"Dòng này trùng với dòng {first[1]} của tệp.",
              "Hãy bỏ một trong hai dòng; nếu là hai quyết định, hãy ghi số của từng quyết định.")  # fmt: skip
    return True


def _title(row: Row, name: str) -> str:
    text = row.line(name)
    code = code_of(text) if text else None
    if text and code is None:
        row.error("unknown_title", name, f"Không có danh hiệu, hình thức “{text}” trong danh mục.",
                  "Hãy chọn trong trang “Danh mục” của tệp mẫu.")  # fmt: skip
    return code or ""


def _year(checker: Checker, row: Row) -> int:
    text = row.line("year")
    if not text:
        return 0
    read = read_day(text)
    if read.value is not None and read.how != "serial":
        if read.value.year <= checker.recorded.known.today.year:
            return read.value.year
        row.error("future", "year", f"Năm chưa tới: {read.value.year}.", "Hãy xem lại năm.")
        return 0
    row.error("bad_year", "year", f"“{row.table.field('year').title}” không phải năm: {text}.",
              "Hãy ghi năm bằng bốn chữ số, ví dụ 2024.")  # fmt: skip
    return 0


def _last(year: int) -> date | None:
    return date(year, 12, 31) if year else None


def _decided(checker: Checker, row: Row, year: int | None) -> dict[str, Any]:
    day, precision = row.part_day("decided_on", checker.recorded.known.today)
    if day is not None and year and day.year < year:
        row.error("before_year", "decided_on", f"Quyết định năm {day.year} có trước năm {year}.",
                  "Hãy xem lại ngày quyết định hoặc năm.")  # fmt: skip
    return {"number": row.line("number"), "decided_on": day, "precision": precision, "authority": row.line("authority")}


def _choice(row: Row, name: str, choices: dict[str, str], also: dict[str, str]) -> str:
    text = row.line(name)
    code = read_choice(text, choices, also) if text else ""
    if code is None:
        row.error("unknown_choice", name, f"“{row.table.field(name).title}” không có trong danh mục: {text}.",
                  f"Hãy ghi một trong: {', '.join(choices.values())}.")  # fmt: skip
    return code or ""


def _ordinal(row: Row) -> int | None:
    text = row.line("ordinal")
    number = read_whole(text, MAX_ORDINAL) if text else None
    if text and not number:
        row.error(
            "bad_number", "ordinal", f"“Số sổ vàng” phải là số nguyên từ 1: {text}.", "Hãy ghi số, hoặc để trống."
        )
        return None
    return number


def _share(row: Row) -> Decimal | None:
    text = row.line("share")
    if not text:
        return None
    try:
        share = Decimal(text.rstrip(" %").replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        share = Decimal(0)
    if not 0 < share <= 100:
        row.error("bad_number", "share", f"“Tỷ lệ (%)” phải lớn hơn 0 và không quá 100: {text}.",
                  "Hãy ghi số, ví dụ 60 hoặc 33,3.")  # fmt: skip
        return None
    return share
