"""Asking a full-text table (FTS5) of SQLite; other databases have none."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, Func


class Matches(Func):
    """Whether a key is among those that the table names; "+ 0" keeps the order of the list's own index.

    Takes the key, the words asked for, and ``table``.
    """

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """SQL of SQLite."""
        key, key_params, asked, asked_params = two(self, compiler)
        table = self.extra["table"]
        sql = f"({key} + 0 IN (SELECT rowid FROM {table} WHERE {table} MATCH {asked}))"  # noqa: S608
        return sql, [*key_params, *asked_params]


def two(expression: Func, compiler: Any) -> tuple[str, list[Any], str, list[Any]]:
    """SQL and parameters of the two expressions that a function takes."""
    first, second = (compiler.compile(part) for part in expression.get_source_expressions())
    return first[0], list(first[1]), second[0], list(second[1])


def keys(table: str, asked: str, limit: int) -> list[int]:
    """Keys that the table names, at most ``limit``."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH %s LIMIT {limit}", [asked])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def exists(table: str) -> bool:
    """Whether this database has the table; asked once for each database."""
    name = (str(connection.settings_dict["NAME"]), table)
    if name not in _known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [table])
            _known[name] = bool(cursor.fetchone()[0])
    return _known[name]


_known: dict[tuple[str, str], bool] = {}
