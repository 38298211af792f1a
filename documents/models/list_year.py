"""The year under which lists show a paper, as the database reckons it: an index holds it, no code has to write it."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, SmallIntegerField


class ListYear(Func):
    """Year of the paper's own day; of a paper without one, the year in Vietnam in which it was begun.

    An index takes only what gives the same answer at any time: SQLite's functions know no zones, but Vietnam has kept
    +07:00 since 1975.
    """

    output_field = SmallIntegerField()

    def __init__(self) -> None:
        super().__init__("date", "created_at")

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        """Days are texts there, the year in front; whole seconds, for ``date`` would round up the year's last one."""
        day, begun = self._columns(compiler)
        return f"CAST(substr(COALESCE({day}, date(substr({begun}, 1, 19), '+7 hours')), 1, 4) AS INTEGER)", ()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        """SQL of PostgreSQL."""
        day, begun = self._columns(compiler)
        local = f"({begun} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
        return f"EXTRACT(YEAR FROM COALESCE({day}, {local}))::smallint", ()

    def _columns(self, compiler: Any) -> tuple[str, str]:
        day, begun = (compiler.compile(column)[0] for column in self.get_source_expressions())
        return day, begun
