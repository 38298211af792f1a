"""A file that ended its reading each time is not read again without end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0011_batch_once")]

    operations = [
        migrations.AddField(
            model_name="readingitem",
            name="retries",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="số lần thử lại"),
        ),
    ]
