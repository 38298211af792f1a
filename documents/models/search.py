"""Finding papers by words. Every word has to stand in ``search_text``, as part of a word or whole.

On SQLite the trigram index of ``migrations/_search.py`` answers; which way is fastest depends on how many papers hold
the words, so that is asked first. PostgreSQL plans by itself. Both databases, and the plain comparison where there is
no index, find the same papers.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, Func, Q, Value

TABLE = "documents_search"
# Shorter words have no trigram.
_SHORTEST = 3
# So few papers are fetched by their keys; up to so many are ticked off a list; more are met soon enough on the way.
_FEW, _MANY = 300, 10_000


class _Holds(Func):
    """Whether the text kept for a paper (by key) holds a word: one look at a narrow table."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """SQL of SQLite."""
        key, key_params, word, word_params = _two(self, compiler)
        sql = f"(instr((SELECT c0 FROM {TABLE}_content WHERE id = {key}), {word}) > 0)"  # noqa: S608
        return sql, [*key_params, *word_params]


class _Matches(Func):
    """Whether a paper (by key) is among those that the index names; "+ 0" keeps the order of the list's own index."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """SQL of SQLite."""
        key, key_params, words, word_params = _two(self, compiler)
        sql = f"({key} + 0 IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH {words}))"  # noqa: S608
        return sql, [*key_params, *word_params]


def _two(expression: Func, compiler: Any) -> tuple[str, list[Any], str, list[Any]]:
    first, second = (compiler.compile(part) for part in expression.get_source_expressions())
    return first[0], list(first[1]), second[0], list(second[1])


def condition(words: list[str]) -> Q:
    """Condition on papers that every word, folded as by ``search_key``, stands in their search text."""
    if connection.vendor != "sqlite" or not _has_index():
        return Q(*(Q(search_text__contains=word) for word in words))
    long = [word for word in words if len(word) >= _SHORTEST]
    rest = [Q(_Holds("pk", Value(word))) for word in words if len(word) < _SHORTEST]
    if not long:
        return Q(*rest)
    phrase = " ".join('"' + word.replace('"', '""') + '"' for word in long)
    found = _found(phrase)
    if len(found) <= _FEW:
        return Q(*rest, pk__in=found)
    if len(found) <= _MANY:
        return Q(Q(_Matches("pk", Value(phrase))), *rest)
    return Q(*(Q(_Holds("pk", Value(word))) for word in words))


def _found(phrase: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT {_MANY + 1}", [phrase])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def _has_index() -> bool:
    """Whether this SQLite has the index; asked once for each database."""
    name = str(connection.settings_dict["NAME"])
    if name not in _known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [TABLE])
            _known[name] = bool(cursor.fetchone()[0])
    return _known[name]


_known: dict[str, bool] = {}
