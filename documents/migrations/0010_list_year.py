"""The list of papers of one year, in both its orders, from indexes that reckon the year themselves."""

from django.db import migrations, models
from django.db.models import F

from documents.models.list_year import ListYear


def learn(apps, schema_editor):
    """PostgreSQL knows nothing of the years until it has looked, and would take a year for a handful of papers."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ANALYZE documents_document")


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_full_text")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                ListYear(),
                F("created_at").desc(),
                F("id").desc(),
                "owner",
                "state",
                "kind",
                "date",
                name="document_list_page_year",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                ListYear(),
                F("date").desc(),
                F("id").desc(),
                "owner",
                "state",
                "kind",
                "created_at",
                name="document_list_page_year_date",
            ),
        ),
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
