"""Search in all texts: the words of every paper and their indexes."""

import django.db.models.deletion
from django.db import migrations, models

from documents.migrations._full_text import build_full_text, drop_full_text, write_words


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0008_cited_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='documents.document')),
                ('heading', models.TextField(blank=True, verbose_name='số ký hiệu, cơ quan, chữ ký')),
                ('summary', models.TextField(blank=True, verbose_name='trích yếu')),
                ('bases', models.TextField(blank=True, verbose_name='căn cứ')),
                ('body', models.TextField(blank=True, verbose_name='nội dung')),
                ('annexes', models.TextField(blank=True, verbose_name='phụ lục')),
                ('recipients', models.TextField(blank=True, verbose_name='nơi nhận')),
            ],
            options={
                'verbose_name': 'chữ của văn bản',
                'verbose_name_plural': 'chữ của văn bản',
            },
        ),
        # The indexes first: PostgreSQL alters no table whose new rows still wait for their checks.
        migrations.RunPython(build_full_text, drop_full_text),
        migrations.RunPython(write_words, migrations.RunPython.noop),
    ]
