"""Finding papers by words. Every word has to stand in ``search_text``, as part of a word or whole.

On SQLite the trigram index of ``migrations/_search.py`` answers; which way is fastest depends on how many papers hold
the words, so that is asked first. PostgreSQL plans by itself. Both databases, and the plain comparison where there is
no index, find the same papers.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, Func, Q, Value

from documents.models.fts import Matches, exists, keys, two

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
        key, key_params, word, word_params = two(self, compiler)
        sql = f"(instr((SELECT c0 FROM {TABLE}_content WHERE id = {key}), {word}) > 0)"  # noqa: S608
        return sql, [*key_params, *word_params]


def condition(words: list[str]) -> Q:
    """Condition on papers that every word, folded as by ``search_key``, stands in their search text."""
    if connection.vendor != "sqlite" or not _has_index():
        return Q(*(Q(search_text__contains=word) for word in words))
    long = [word for word in words if len(word) >= _SHORTEST]
    rest = [Q(_Holds("pk", Value(word))) for word in words if len(word) < _SHORTEST]
    if not long:
        return Q(*rest)
    phrase = " ".join('"' + word.replace('"', '""') + '"' for word in long)
    found = keys(TABLE, phrase, _MANY + 1)
    if len(found) <= _FEW:
        return Q(*rest, pk__in=found)
    if len(found) <= _MANY:
        return Q(Q(Matches("pk", Value(phrase), table=TABLE)), *rest)
    return Q(*(Q(_Holds("pk", Value(word))) for word in words))


def _has_index() -> bool:
    return exists(TABLE)
