"""Large imports are a worker's: its jobs, and with each batch how long it is and what its last check found."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def measure(apps, schema_editor):
    """How many rows the batches hold that are still on their way in."""
    ImportBatch = apps.get_model("organizations", "ImportBatch")
    for pk in list(ImportBatch.objects.filter(state="da_doc").values_list("pk", flat=True)):
        sheets = ImportBatch.objects.values_list("sheets", flat=True).get(pk=pk).get("sheets", [])
        ImportBatch.objects.filter(pk=pk).update(size=sum(len(sheet["rows"]) for sheet in sheets))


class Migration(migrations.Migration):
    dependencies = [("organizations", "0004_unit_changes")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="checked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="kiểm tra lúc"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="checked_log",
            field=models.PositiveBigIntegerField(default=0, editable=False, verbose_name="mục nhật ký lúc kiểm tra"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="report",
            field=models.JSONField(editable=False, null=True, verbose_name="kết quả kiểm tra"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="size",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="số dòng"),
        ),
        migrations.CreateModel(
            name="ImportJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Đang chờ"),
                            ("running", "Đang làm"),
                            ("done", "Xong"),
                            ("failed", "Không làm được"),
                        ],
                        default="queued",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần thử")),
                ("lease_until", models.DateTimeField(null=True, verbose_name="giữ đến")),
                ("worker", models.CharField(blank=True, max_length=80, verbose_name="tiến trình")),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="tiến độ (%)")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="lý do không làm được")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="tạo lúc")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("doc", "Đọc tệp và kiểm tra"),
                            ("kiem_tra", "Kiểm tra"),
                            ("ghi", "Ghi vào chương trình"),
                            ("hoan_tac", "Hoàn tác"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=255, verbose_name="tên tệp")),
                ("content", models.BinaryField(default=b"", verbose_name="tệp")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="organizations.importbatch",
                        verbose_name="đợt nhập",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người yêu cầu",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc nhập từ Excel",
                "verbose_name_plural": "việc nhập từ Excel",
                "indexes": [models.Index(fields=["state", "lease_until"], name="import_job_claim")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=("batch",),
                        name="import_job_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.RunPython(measure, migrations.RunPython.noop),
    ]
