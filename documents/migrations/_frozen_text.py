"""The trigger that keeps the text of what is no draft; migrations that add frozen columns make it anew.

On SQLite a migration that alters a column of ``documents_document`` makes the table anew and loses the trigger: it
ends with ``freeze`` of its own. ``tests/documents/test_frozen_text.py`` notices.
"""

MESSAGE = "the text of a paper that is no draft is frozen"
PUBLISHED = "('issued', 'received', 'recalled', 'replaced')"


def condition(text, issue, differs):
    """SQL over OLD and NEW for a refused change.

    ``text``: columns written in the draft; ``issue``: columns that issuing adds; ``differs``: null-safe "not equal".
    """
    text_changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in text)
    issue_changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in issue)
    return (
        f"(OLD.state <> 'draft' AND ({text_changed})) OR "
        f"(OLD.state IN {PUBLISHED} AND (NEW.state NOT IN {PUBLISHED} OR {issue_changed}))"
    )


def freeze(text, issue):
    """A ``RunPython`` function that creates the trigger over those columns."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                "CREATE TRIGGER documents_frozen_text BEFORE UPDATE ON documents_document "
                f"WHEN {condition(text, issue, 'IS NOT')} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
            return
        schema_editor.execute(
            "CREATE FUNCTION documents_frozen_text() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER documents_frozen_text BEFORE UPDATE ON documents_document FOR EACH ROW "
            f"WHEN ({condition(text, issue, 'IS DISTINCT FROM')}) EXECUTE FUNCTION documents_frozen_text()"
        )

    return run


def thaw(apps, schema_editor):
    """Drops the trigger; on SQLite a table made anew may have lost it already."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS documents_frozen_text")
        return
    schema_editor.execute("DROP TRIGGER documents_frozen_text ON documents_document")
    schema_editor.execute("DROP FUNCTION documents_frozen_text()")
