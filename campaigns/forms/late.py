"""What the filter of Việc chậm asks for. An address may hold anything: what is no choice filters everything out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from campaigns.queries.late import Owed
from organizations.names import search_key

KINDS = {
    "chua-tiep-nhan": "Chưa tiếp nhận",
    "chua-ban-hanh": "Chưa ban hành",
    "chua-bao-cao": "Chưa báo cáo",
    "kien-nghi": "Kiến nghị kiểm tra",
}


@dataclass(frozen=True, slots=True)
class LateFilter:
    """The chosen year, kind of duty, unit, paper; ``only_late``; words of a unit's name."""

    year: str = ""
    kind: str = ""
    unit: str = ""
    paper: str = ""
    words: str = ""
    only_late: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> LateFilter:
        """The filter of an address."""
        kind = query.get("viec", "")
        return cls(
            year=query.get("nam", "")[:4],
            kind=kind if kind in KINDS else "",
            unit=query.get("don_vi", "")[:18],
            paper=query.get("van_ban", "")[:18],
            words=query.get("tim", "")[:100],
            only_late=query.get("tre") == "1",
        )

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == LateFilter()

    def applied(self, rows: Iterable[Owed], *, whatever_kind: bool = False) -> list[Owed]:
        """The rows that are asked for; ``whatever_kind``: as if no kind were chosen. Rows must have names."""
        keys = search_key(self.words).split()
        return [
            row
            for row in rows
            if self.year in ("", str(row.year))
            and self.unit in ("", str(row.unit_id))
            and self.paper in ("", str(row.document_id))
            and (not self.only_late or row.days_late > 0)
            and (whatever_kind or is_of_kind(row, self.kind))
            and all(key in row.unit.search_name for key in keys)  # type: ignore[union-attr]
        ]

    def in_words(self, rows: Iterable[Owed]) -> list[str]:
        """What was asked for, so that a printed part does not pass for the whole."""
        said = [f"Năm thi đua {self.year}"] if self.year else []
        if self.kind:
            said.append(KINDS[self.kind])
        if self.only_late:
            said.append("Chỉ việc trễ hạn")
        rows = list(rows)
        if self.unit:
            said += [f"Đơn vị: {row.unit}" for row in rows if str(row.unit_id) == self.unit][:1]
        if self.paper:
            said += [f"Văn bản: {row.document}" for row in rows if str(row.document_id) == self.paper][:1]
        if self.words:
            said.append(f"Tên đơn vị có “{self.words}”")
        return said


def is_of_kind(row: Owed, kind: str) -> bool:
    """Whether the row owes that; any row is of no kind."""
    if kind == "chua-tiep-nhan":
        return row.to_acknowledge
    if kind == "chua-bao-cao":
        return row.to_report
    if kind == "kien-nghi":
        return row.to_remedy
    return row.to_answer if kind else True
