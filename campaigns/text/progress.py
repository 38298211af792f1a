"""The báo cáo that is drafted from a round: its sentences, and of which lines each of its numbers was made.

Pure: figures in, light text out. What a person has to write stays a blank "[…".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from documents.text.beginnings import OPEN_BLANK
from documents.text.item_readings import written

# Units named in a sentence before it says how many more there are.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Source:
    """One line of a report that went into a number."""

    line: int
    report: int
    unit: str
    value: str

    def row(self) -> dict[str, Any]:
        """As it is stored."""
        return {"line": self.line, "report": self.report, "unit": self.unit, "value": self.value}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the paper: where it stands, what it is, of which lines it was made."""

    label: str
    value: str
    kind: str
    sources: tuple[Source, ...]

    def row(self) -> dict[str, Any]:
        """As it is stored."""
        sources = [source.row() for source in self.sources]
        return {"label": self.label, "value": self.value, "kind": self.kind, "sources": sources}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSaid:
    """A target over all units. Added up: ``total`` of ``asked``; else how many of how many reached theirs."""

    name: str
    measure: str
    adds_up: bool
    total: Decimal = Decimal(0)
    asked: Decimal = Decimal(0)
    share: Decimal | None = None
    reached: int = 0
    counted: int = 0
    lowest: Decimal | None = None
    highest: Decimal | None = None
    change: Decimal | None = None
    change_share: Decimal | None = None
    compared: int = 0
    sources: tuple[Source, ...] = ()
    before: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSaid:
    """A task over all units: by progress (its name, the lines)."""

    name: str
    done: tuple[Source, ...]
    under_way: tuple[Source, ...]
    not_begun: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSaid:
    """All that the paper is made of; words are pairs of the unit's name and its text."""

    host: str
    name: str
    period_from: date
    period_to: date
    plan: str
    today: date
    accepted: tuple[Source, ...]
    missing: Sequence[str]
    targets: Sequence[TargetSaid]
    tasks: Sequence[TaskSaid]
    highlights: Sequence[tuple[str, str]]
    difficulties: Sequence[tuple[str, str]]
    proposals: Sequence[tuple[str, str]]


@dataclass(slots=True)
class Drafted:
    """The text of the paper, and its numbers in the order of the text."""

    summary: str
    body: str
    figures: list[Figure] = field(default_factory=list)


def draft(said: RoundSaid) -> Drafted:
    """The paper that the figures make; a person edits it."""
    figures: list[Figure] = []
    period = f"từ ngày {said.period_from:%d/%m/%Y} đến ngày {said.period_to:%d/%m/%Y}"
    carrying_out = f"Thực hiện {said.plan}, " if said.plan else ""
    subject = said.name.removeprefix("Báo cáo ").strip()
    lines = [
        f"{carrying_out}{said.host} báo cáo {subject} (số liệu {period}) như sau:",
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Tình hình báo cáo của các đơn vị",
        *_sent(said, figures),
    ]
    number = 2
    if said.targets:
        lines += [f"{number}. Kết quả thực hiện chỉ tiêu", *(_target(one, figures) for one in said.targets)]
        number += 1
    if said.tasks:
        lines += [f"{number}. Kết quả thực hiện nhiệm vụ", *(_task(one, figures) for one in said.tasks)]
        number += 1
    lines += [f"{number}. Kết quả nổi bật", *_words(said.highlights, "nêu kết quả nổi bật")]
    lines += ["II. KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN", *_words(said.difficulties, "nêu hạn chế, nguyên nhân")]
    lines += ["III. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", f"{OPEN_BLANK} nêu nhiệm vụ, đơn vị chủ trì, thời hạn.]"]
    lines += ["IV. ĐỀ XUẤT, KIẾN NGHỊ", *_words(said.proposals, "nêu kiến nghị; không có thì ghi: Không")]
    lines += [f"Trên đây là Báo cáo {subject} của {said.host}./."]
    return Drafted(subject[:1].upper() + subject[1:], "\n".join(lines), figures)


def _sent(said: RoundSaid, figures: list[Figure]) -> list[str]:
    count, all_units = len(said.accepted), len(said.accepted) + len(said.missing)
    figures.append(Figure("Số đơn vị đã nhận báo cáo", f"{count}/{all_units}", "count", said.accepted))
    told = [f"Đến ngày {said.today:%d/%m/%Y} đã nhận báo cáo của {count}/{all_units} đơn vị."]
    if said.missing:
        told.append(f"Số liệu dưới đây chưa có của: {'; '.join(said.missing)}.")
    return told


def _target(one: TargetSaid, figures: list[Figure]) -> str:
    measured = _measured(one.measure)
    if not one.counted:
        return f"- {one.name}: chưa có số liệu."
    if one.adds_up:
        value = f"{written(one.total)}{measured}"
        figures.append(Figure(one.name, value, "sum", one.sources))
        told = f"- {one.name}: {written(one.total)}/{written(one.asked)}{measured}"
        told += f", bằng {written(one.share)}% phần giao" if one.share is not None else ""
    else:
        value = f"{one.reached}/{one.counted} đơn vị đạt"
        figures.append(Figure(one.name, value, "list", one.sources))
        told = f"- {one.name}: {one.reached}/{one.counted} đơn vị đạt mức được giao"
        if one.lowest is not None and one.highest is not None:
            told += f"; thấp nhất {written(one.lowest)}{measured}, cao nhất {written(one.highest)}{measured}"
    if one.change is not None:
        told += f"; {_changed(one, measured)}"
        figures.append(Figure(f"{one.name}: so với cùng kỳ trước", _signed(one.change), "compare", one.before))
    return f"{told}."


def _measured(measure: str) -> str:
    """The unit behind a number: "60%", "60 cây"."""
    return measure if measure.startswith("%") or not measure else f" {measure}"


def _changed(one: TargetSaid, measured: str) -> str:
    if not one.change:
        told = "bằng cùng kỳ trước"
    else:
        word = "tăng" if one.change > 0 else "giảm"
        part = f" ({written(abs(one.change_share))}%)" if one.change_share is not None else ""
        told = f"{word} {written(abs(one.change or Decimal(0)))}{measured}{part} so với cùng kỳ trước"
    if one.compared < one.counted:
        told += f", tính trên {one.compared} đơn vị có số liệu cả hai kỳ"
    return told


def _signed(change: Decimal) -> str:
    return f"+{written(change)}" if change > 0 else written(change)


def _task(one: TaskSaid, figures: list[Figure]) -> str:
    parts, task = [], one.name.rstrip(" .;")
    for name, sources in (
        ("hoàn thành", one.done), ("đang thực hiện", one.under_way), ("chưa thực hiện", one.not_begun)
    ):  # fmt: skip
        if sources:
            figures.append(Figure(f"{task}: số đơn vị {name}", str(len(sources)), "count", sources))
            named = f" ({_names(source.unit for source in sources)})" if name == "chưa thực hiện" else ""
            parts.append(f"{len(sources)} đơn vị {name}{named}")
    return f"- {task}: {', '.join(parts)}." if parts else f"- {task}: chưa có báo cáo."


def _names(names: Iterable[str]) -> str:
    all_names = list(names)
    more = f" và {len(all_names) - _NAMED} đơn vị khác" if len(all_names) > _NAMED else ""
    return ", ".join(all_names[:_NAMED]) + more


def _words(said: Sequence[tuple[str, str]], blank: str) -> list[str]:
    if not said:
        return [f"{OPEN_BLANK} {blank}.]"]
    # In one line each: a line of its own could be read as a heading of the paper.
    return [f"- {unit}: {_one_line(text)}" for unit, text in said]


def _one_line(text: str) -> str:
    parts = [part.strip(" -–+•;") for part in text.splitlines() if part.strip(" -–+•;")]
    return "; ".join(part.rstrip(".") for part in parts) + "."
