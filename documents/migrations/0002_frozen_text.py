"""A number stands once with its symbol; a trigger keeps what is no draft, and what is published, as it is."""

from django.db import migrations, models

from documents.migrations._frozen_text import freeze, thaw

# What a reader of the paper sees, written while it is a draft.
TEXT = (
    "issuer_id", "issuer_printed", "parent_printed", "kind", "symbol", "place", "summary", "bases", "body",
    "recipients", "sign_on_behalf_of", "sign_deputy_for", "sign_title", "sign_name", "replaces_id",
)
# What issuing adds.
ISSUE = ("number", "date", "series", "number_year", "signed_by_id", "verify_code", "snapshot")


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
        migrations.RunPython(freeze(TEXT, ISSUE), thaw),
    ]
