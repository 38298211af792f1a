"""Full text: the indexes over ``documents_documenttext`` and its rows for papers that were there before.

SQLite gets the FTS5 table ``documents_fulltext`` over the columns (it holds no text of its own), kept by triggers. The
words are ours already (``documents/text/terms.py``): its tokenizer only cuts at spaces. PostgreSQL gets a generated
tsvector of the same words, made without its parser, and a GIN index. On SQLite a migration that makes
``documents_documenttext`` anew loses the triggers: it ends with ``build_full_text``.
"""

from django.db import Error, transaction

from documents.models.document import Document
from documents.models.document_text import columns_of

TABLE, CONTENT = "documents_fulltext", "documents_documenttext"
SECTIONS = ("heading", "summary", "bases", "body", "annexes", "recipients")
_CHUNK = 200
_COLUMNS = ", ".join(SECTIONS)
_NEW = ", ".join(f"NEW.{name}" for name in SECTIONS)
_OLD = ", ".join(f"OLD.{name}" for name in SECTIONS)
_FORGET = f"INSERT INTO {TABLE}({TABLE}, rowid, {_COLUMNS}) VALUES ('delete', OLD.document_id, {_OLD});"
_LEARN = f"INSERT INTO {TABLE}(rowid, {_COLUMNS}) VALUES (NEW.document_id, {_NEW});"
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in SECTIONS)
_TRIGGERS = (
    f"CREATE TRIGGER {TABLE}_insert AFTER INSERT ON {CONTENT} BEGIN {_LEARN} END",
    f"CREATE TRIGGER {TABLE}_update AFTER UPDATE ON {CONTENT} WHEN {_CHANGED} BEGIN {_FORGET} {_LEARN} END",
    f"CREATE TRIGGER {TABLE}_delete AFTER DELETE ON {CONTENT} BEGIN {_FORGET} END",
)
_ALL = " || ".join(SECTIONS)


def build_full_text(apps, schema_editor):
    """A ``RunPython`` function that makes the indexes over what stands in the table."""
    drop_full_text(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                schema_editor.execute(
                    f"CREATE VIRTUAL TABLE {TABLE} USING fts5({_COLUMNS}, content='{CONTENT}', "
                    "content_rowid='document_id', tokenize=\"ascii tokenchars '/'\")"
                )
                schema_editor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('rebuild')")
                for trigger in _TRIGGERS:
                    schema_editor.execute(trigger)
        except Error:
            return  # No FTS5: search compares text by text, only slower.
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE {CONTENT} ADD COLUMN vector tsvector GENERATED ALWAYS AS "
            f"(array_to_tsvector(array_remove(string_to_array({_ALL}, ' '), ''))) STORED"
        )
        schema_editor.execute(f"CREATE INDEX {TABLE} ON {CONTENT} USING gin (vector)")


def drop_full_text(apps, schema_editor):
    """Takes the indexes away; what is not there is no error."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}")
        schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {CONTENT} DROP COLUMN IF EXISTS vector")


def write_words(apps, schema_editor):
    """The rows of all papers, a few hundred at a time: none of the long texts stays in memory."""
    papers, texts = (apps.get_model("documents", name)._default_manager for name in ("Document", "DocumentText"))
    names = [
        "pk", "kind", "number", "symbol", "issuer_printed", "parent_printed", "authority_line", "summary", "addressees",
        "bases", "body", "recipients", "sign_on_behalf_of", "sign_deputy_for", "sign_title", "sign_name",
        "second_sign_title", "second_sign_name",
    ]  # fmt: skip
    last = 0
    while rows := list(
        papers.filter(pk__gt=last).order_by("pk").values(*names, "signed_by__person__full_name")[:_CHUNK]
    ):
        made = []
        for row in rows:
            signer = row.pop("signed_by__person__full_name")
            # In memory alone: the model of today knows how a paper is called.
            paper = Document(**{**row, "sign_name": row["sign_name"] or signer or ""})
            made.append(texts.model(document_id=paper.pk, **columns_of(paper)))
        texts.bulk_create(made)
        last = rows[-1]["pk"]
