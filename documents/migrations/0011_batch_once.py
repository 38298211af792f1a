"""A form that is posted twice makes one batch; batches from before have no key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_list_year")]

    operations = [
        migrations.AddField(
            model_name="readingbatch",
            name="creation_key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="khóa tạo"),
        ),
    ]
