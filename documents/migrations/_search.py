"""Search in ``Document.search_text``: a trigram index, so that finding words does not read every paper.

SQLite gets the FTS5 table ``documents_search``, kept by triggers; PostgreSQL a GIN index of pg_trgm. Where the database
offers neither, search compares text by text. On SQLite a migration that makes ``documents_document`` anew loses the
triggers: it ends with ``build_search``. ``tests/documents/test_search.py`` notices.
"""

from django.db import Error, transaction

TABLE = "documents_search"
_TRIGGERS = (
    f"CREATE TRIGGER {TABLE}_insert AFTER INSERT ON documents_document "
    f"BEGIN INSERT INTO {TABLE}(rowid, text) VALUES (NEW.id, NEW.search_text); END",
    f"CREATE TRIGGER {TABLE}_update AFTER UPDATE OF search_text ON documents_document "
    f"WHEN OLD.search_text IS NOT NEW.search_text "
    f"BEGIN UPDATE {TABLE} SET text = NEW.search_text WHERE rowid = NEW.id; END",
    f"CREATE TRIGGER {TABLE}_delete AFTER DELETE ON documents_document "
    f"BEGIN DELETE FROM {TABLE} WHERE rowid = OLD.id; END",
)


def build_search(apps, schema_editor):
    """A ``RunPython`` function that makes the index from what stands in the table."""
    drop_search(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        _tried(
            schema_editor,
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5(text, tokenize='trigram case_sensitive 1')",
            f"INSERT INTO {TABLE}(rowid, text) SELECT id, search_text FROM documents_document",
            *_TRIGGERS,
        )
        return
    # The extension is trusted: the owner of the database may create it, where the server has it at all.
    _tried(
        schema_editor,
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE INDEX {TABLE} ON documents_document USING gin (search_text gin_trgm_ops)",
    )


def drop_search(apps, schema_editor):
    """Takes the index away; what is not there is no error."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}")
        schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        return
    schema_editor.execute(f"DROP INDEX IF EXISTS {TABLE}")


def _tried(schema_editor, *statements):
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            for statement in statements:
                schema_editor.execute(statement)
    except Error:
        # No FTS5 with trigrams (SQLite before 3.34), or no pg_trgm: search works without, only slower.
        return
