"""What the filters of visits and of kiến nghị ask for. An address may hold anything: nonsense filters nothing in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from campaigns.models import InspectionVisit
from campaigns.models.inspection import VisitState
from campaigns.queries.inspection_tasks import OwedRecommendation
from organizations.names import search_key

OPEN, LATE = "con-no", "qua-han"
REMAINING = {OPEN: "Còn kiến nghị chưa khắc phục", LATE: "Còn kiến nghị quá hạn"}
TABS = {"": "Chưa khắc phục", "qua-han": "Quá hạn", "cho-xem": "Chờ xem trả lời", "xong": "Đã khắc phục"}


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """State, what remains of the kiến nghị, words of a unit's name."""

    state: str = ""
    remaining: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> VisitFilter:
        """The filter of an address."""
        state, remaining = query.get("trang-thai", ""), query.get("con", "")
        return cls(
            state=state if state in VisitState.values else "",
            remaining=remaining if remaining in REMAINING else "",
            words=query.get("tim", "")[:100],
        )

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == VisitFilter()

    def applied(self, visits: Iterable[InspectionVisit], late: Mapping[int, int]) -> list[InspectionVisit]:
        """The visits that are asked for, of those with numbers; ``late``: how many kiến nghị of each are late."""
        keys = search_key(self.words).split()
        return [
            visit
            for visit in visits
            if self.state in ("", visit.state)
            and self._remains(visit, late)
            and all(key in visit.unit.search_name for key in keys)
        ]

    def in_words(self) -> list[str]:
        """What was asked for, so that a printed part does not pass for the whole."""
        said = [f"Trạng thái: {VisitState(self.state).label}"] if self.state else []
        said += [REMAINING[self.remaining]] if self.remaining else []
        return said + ([f"Tên đơn vị có “{self.words}”"] if self.words else [])

    def _remains(self, visit: InspectionVisit, late: Mapping[int, int]) -> bool:
        if not self.remaining:
            return True
        if visit.state != VisitState.CONCLUDED:
            return False
        open_ = visit.recommendations - visit.settled  # type: ignore[attr-defined]
        return bool(open_ if self.remaining == OPEN else late.get(visit.pk))


@dataclass(frozen=True, slots=True)
class RecommendationFilter:
    """Which kiến nghị: open, late, waiting or done; of which year and programme; words of the unit's name."""

    tab: str = ""
    year: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> RecommendationFilter:
        """The filter of an address."""
        tab = query.get("xem", "")
        return cls(tab if tab in TABS else "", query.get("nam", "")[:4], query.get("tim", "")[:100])

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the tab is chosen."""
        return not (self.year or self.words)

    def applied(self, rows: Iterable[OwedRecommendation], *, tab: str | None = None) -> list[OwedRecommendation]:
        """The rows that are asked for; ``tab``: as if that one were chosen."""
        chosen = self.tab if tab is None else tab
        keys = search_key(self.words).split()
        return [
            row
            for row in rows
            if _stands_under(row, chosen)
            and self.year in ("", str(row.finding.visit.programme.year))
            and all(key in row.finding.visit.unit.search_name for key in keys)
        ]

    def in_words(self) -> list[str]:
        """What was asked for."""
        said = [TABS[self.tab]]
        said += [f"Năm thi đua {self.year}"] if self.year else []
        return said + ([f"Tên đơn vị có “{self.words}”"] if self.words else [])


def _stands_under(row: OwedRecommendation, tab: str) -> bool:
    is_done = row.finding.settled_at is not None
    if tab == "xong" or is_done:
        return tab == "xong" and is_done
    if tab == "qua-han":
        return row.days_late > 0
    return row.is_waiting if tab == "cho-xem" else True
