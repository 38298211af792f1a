"""Registers: the number of arrival by unit and year, what registers sort and filter by, and the search index."""

from collections import Counter

from django.db import migrations, models
from django.utils import timezone

from documents.migrations._frozen_text import freeze, thaw
from documents.migrations._search import build_search, drop_search
from organizations.names import search_key

TEXT = (
    "issuer_id", "issuer_printed", "parent_printed", "kind", "symbol", "place", "summary", "bases", "body",
    "recipients", "sign_on_behalf_of", "sign_deputy_for", "sign_title", "sign_name", "replaces_id", "addressees",
    "authority_line", "second_sign_title", "second_sign_name", "drafter_mark", "urgency", "contact_line",
)
ISSUE = ("number", "date", "series", "number_year", "signed_by_id", "verify_code", "snapshot", "number_value")
ARRIVALS = "den"


def number_arrivals(apps, schema_editor):
    """Papers received so far are numbered in the order in which they were entered, year by year."""
    Document = apps.get_model("documents", "Document")
    NumberSeries = apps.get_model("documents", "NumberSeries")
    last = Counter()
    days = {}
    received = Document.objects.filter(state="received").order_by("created_at", "pk")
    for pk, owner, created_at in received.values_list("pk", "owner_id", "created_at"):
        day = timezone.localdate(created_at)
        last[owner, day.year] += 1
        days[owner, day.year] = day
        Document.objects.filter(pk=pk).update(
            arrived_on=day, arrival_year=day.year, arrival_number=last[owner, day.year]
        )
    for (owner, year), number in last.items():
        NumberSeries.objects.create(
            issuer_id=owner, series=ARRIVALS, year=year, last_number=number, last_date=days[owner, year]
        )


def forget_arrivals(apps, schema_editor):
    """The counters go; the columns go with the fields."""
    apps.get_model("documents", "NumberSeries").objects.filter(series=ARRIVALS).delete()


def fold_names(apps, schema_editor):
    """What registers sort and filter by, for the papers that stand."""
    Document = apps.get_model("documents", "Document")
    rows = Document.objects.values_list("pk", "issuer_printed", "sign_name", "signed_by__person__full_name")
    for pk, author, written, signed in list(rows):
        family, _, given = search_key(written or signed or "").rpartition(" ")
        Document.objects.filter(pk=pk).update(
            author_key=search_key(author)[:200], signer_key=f"{given} {family}".strip()[:120]
        )


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_desk"), ("organizations", "0002_desk")]

    operations = [
        migrations.RunPython(thaw, freeze(TEXT, ISSUE)),
        migrations.RemoveIndex(model_name="document", name="document_register"),
        migrations.AddField(
            model_name="document",
            name="arrival_year",
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="năm của số đến"),
        ),
        migrations.AddField(
            model_name="document",
            name="author_key",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="tác giả (để tìm)"),
        ),
        migrations.AddField(
            model_name="document",
            name="signer_key",
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name="người ký (để tìm)"),
        ),
        migrations.RunPython(number_arrivals, forget_arrivals),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["-created_at", "-id", "owner", "state", "kind", "date"], name="document_list_page"
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["owner", "number_year", "number_value", "id", "state", "kind", "date", "signer_key"],
                name="document_register_out",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["owner", "arrival_year", "arrival_number", "id", "kind", "date", "author_key"],
                name="document_register_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("arrival_year__isnull", False)),
                fields=("owner", "arrival_year", "arrival_number"),
                name="document_arrival_number_once",
            ),
        ),
        migrations.RunPython(build_search, drop_search),
        migrations.RunPython(freeze(TEXT, ISSUE), thaw),
    ]
