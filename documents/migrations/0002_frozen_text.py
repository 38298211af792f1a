"""A number stands once with its symbol; triggers keep what is no draft, and what is published, as it is.

On SQLite a later migration that alters a column of the table makes the table anew and loses the trigger:
it must end with ``RunPython(freeze, thaw)`` of its own. ``tests/documents/test_frozen_text.py`` notices.
"""

from django.db import migrations, models

# What a reader of the paper sees, written while it is a draft.
TEXT = (
    "issuer_id", "issuer_printed", "parent_printed", "kind", "symbol", "place", "summary", "bases", "body",
    "recipients", "sign_on_behalf_of", "sign_deputy_for", "sign_title", "sign_name", "replaces_id",
)
# What issuing adds.
ISSUE = ("number", "date", "series", "number_year", "signed_by_id", "verify_code", "snapshot")
PUBLISHED = "('issued', 'received', 'recalled', 'replaced')"
MESSAGE = "the text of a paper that is no draft is frozen"


def condition(differs: str) -> str:
    """SQL over OLD and NEW for a change that is refused; ``differs`` is the null-safe "is not equal"."""
    text = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in TEXT)
    issue = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in ISSUE)
    return (
        f"(OLD.state <> 'draft' AND ({text})) OR "
        f"(OLD.state IN {PUBLISHED} AND (NEW.state NOT IN {PUBLISHED} OR {issue}))"
    )


def freeze(apps, schema_editor):
    """Creates the trigger."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER documents_frozen_text BEFORE UPDATE ON documents_document "
            f"WHEN {condition('IS NOT')} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    schema_editor.execute(
        "CREATE FUNCTION documents_frozen_text() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER documents_frozen_text BEFORE UPDATE ON documents_document FOR EACH ROW "
        f"WHEN ({condition('IS DISTINCT FROM')}) EXECUTE FUNCTION documents_frozen_text()"
    )


def thaw(apps, schema_editor):
    """Drops the trigger."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER documents_frozen_text")
        return
    schema_editor.execute("DROP TRIGGER documents_frozen_text ON documents_document")
    schema_editor.execute("DROP FUNCTION documents_frozen_text()")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_year__isnull", False)),
                fields=("issuer", "symbol", "number_year", "number"),
                name="document_number_and_symbol_once",
            ),
        ),
        migrations.RunPython(freeze, thaw),
    ]
