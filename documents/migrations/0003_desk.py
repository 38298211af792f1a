"""The office's desk: what layouts, registers, versions, comments, dispatch and reserved numbers need."""

import django.db.models.deletion
import documents.models.document
from django.conf import settings
from django.db import migrations, models


from documents.migrations._frozen_text import freeze, thaw

OLD_TEXT = (
    "issuer_id", "issuer_printed", "parent_printed", "kind", "symbol", "place", "summary", "bases", "body",
    "recipients", "sign_on_behalf_of", "sign_deputy_for", "sign_title", "sign_name", "replaces_id",
)
OLD_ISSUE = ("number", "date", "series", "number_year", "signed_by_id", "verify_code", "snapshot")
TEXT = (
    *OLD_TEXT, "addressees", "authority_line", "second_sign_title", "second_sign_name", "drafter_mark", "urgency",
    "contact_line",
)
ISSUE = (*OLD_ISSUE, "number_value")


def number_values(apps, schema_editor):
    """Numbers given so far, as whole numbers to sort by."""
    Document = apps.get_model("documents", "Document")
    for pk, number in Document.objects.exclude(number="").values_list("pk", "number"):
        if number.isdecimal():
            Document.objects.filter(pk=pk).update(number_value=int(number))


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_frozen_text'),
        ('organizations', '0002_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw, freeze(OLD_TEXT, OLD_ISSUE)),
        migrations.AddField(
            model_name='document',
            name='addressees',
            field=models.TextField(blank=True, verbose_name='kính gửi'),
        ),
        migrations.AddField(
            model_name='document',
            name='archived_at',
            field=models.CharField(blank=True, max_length=200, verbose_name='đơn vị, người nhận bản lưu'),
        ),
        migrations.AddField(
            model_name='document',
            name='arrival_number',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='số đến'),
        ),
        migrations.AddField(
            model_name='document',
            name='arrived_on',
            field=models.DateField(blank=True, null=True, verbose_name='ngày đến'),
        ),
        migrations.AddField(
            model_name='document',
            name='authority_line',
            field=models.CharField(blank=True, max_length=200, verbose_name='thẩm quyền ban hành'),
        ),
        migrations.AddField(
            model_name='document',
            name='contact_line',
            field=models.CharField(blank=True, max_length=300, verbose_name='địa chỉ, thư điện tử cuối trang'),
        ),
        migrations.AddField(
            model_name='document',
            name='copies',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số lượng bản'),
        ),
        migrations.AddField(
            model_name='document',
            name='drafter_mark',
            field=models.CharField(blank=True, max_length=60, verbose_name='ký hiệu người soạn, số bản'),
        ),
        migrations.AddField(
            model_name='document',
            name='handled_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='đơn vị hoặc người nhận'),
        ),
        migrations.AddField(
            model_name='document',
            name='number_value',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='số (để sắp xếp)'),
        ),
        migrations.AddField(
            model_name='document',
            name='register_note',
            field=models.CharField(blank=True, max_length=500, verbose_name='ghi chú sổ'),
        ),
        migrations.AddField(
            model_name='document',
            name='second_sign_name',
            field=models.CharField(blank=True, max_length=100, verbose_name='họ tên người ký thứ hai'),
        ),
        migrations.AddField(
            model_name='document',
            name='second_sign_title',
            field=models.CharField(blank=True, max_length=120, verbose_name='chức vụ người ký thứ hai'),
        ),
        migrations.AddField(
            model_name='document',
            name='sent_on',
            field=models.DateField(blank=True, null=True, verbose_name='ngày chuyển'),
        ),
        migrations.AddField(
            model_name='document',
            name='urgency',
            field=models.CharField(blank=True, choices=[('hoa_toc', 'Hỏa tốc'), ('thuong_khan', 'Thượng khẩn'), ('khan', 'Khẩn')], max_length=12, verbose_name='mức độ khẩn'),
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='tên tài liệu')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='thứ tự')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='thêm lúc')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thêm')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.document', verbose_name='văn bản')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.storedfile', verbose_name='tệp')),
            ],
            options={
                'verbose_name': 'tài liệu kèm theo',
                'verbose_name_plural': 'tài liệu kèm theo',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.CharField(blank=True, max_length=500, verbose_name='đoạn được góp ý')),
                ('text', models.CharField(max_length=2000, verbose_name='góp ý')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='xử lý lúc')),
                ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='documents.comment', verbose_name='trả lời')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người góp ý')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='documents.document', verbose_name='văn bản')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xử lý')),
            ],
            options={
                'verbose_name': 'góp ý',
                'verbose_name_plural': 'góp ý',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asks_answer', models.BooleanField(default=False, verbose_name='phải có văn bản thực hiện')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='hạn trả lời')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='lời nhắn')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='gửi lúc')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='xem lúc')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='xác nhận lúc')),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='documents.document', verbose_name='văn bản')),
                ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xem')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='organizations.unit', verbose_name='đơn vị nhận')),
            ],
            options={
                'verbose_name': 'lần gửi văn bản',
                'verbose_name_plural': 'lần gửi văn bản',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='DocumentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='lần sửa')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('is_autosave', models.BooleanField(default=False, verbose_name='tự lưu')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='lưu lúc')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='documents.document', verbose_name='văn bản')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lưu')),
            ],
            options={
                'verbose_name': 'lần sửa',
                'verbose_name_plural': 'lần sửa',
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Forwarding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ý kiến')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='hạn')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='xong lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người chuyển')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forwardings', to='documents.dispatch', verbose_name='lần gửi')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forwarded', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'chuyển xử lý',
                'verbose_name_plural': 'chuyển xử lý',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='tên')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('kind', models.CharField(choices=documents.models.document.kind_choices, max_length=5, verbose_name='loại văn bản')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tạo')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'mẫu văn bản',
                'verbose_name_plural': 'mẫu văn bản',
                'ordering': ['name', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecipientList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='tên')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('lines', models.TextField(verbose_name='nơi nhận')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tạo')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'danh sách nơi nhận',
                'verbose_name_plural': 'danh sách nơi nhận',
                'ordering': ['name', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='lời nhắc')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhắc')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='documents.dispatch', verbose_name='lần gửi')),
            ],
            options={
                'verbose_name': 'lần nhắc',
                'verbose_name_plural': 'lần nhắc',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReservedNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=10, verbose_name='dãy số')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('number', models.PositiveIntegerField(verbose_name='số')),
                ('kind', models.CharField(max_length=5, verbose_name='loại văn bản')),
                ('on', models.DateField(verbose_name='ngày')),
                ('reason', models.CharField(max_length=300, verbose_name='lý do giữ')),
                ('reserved_at', models.DateTimeField(auto_now_add=True, verbose_name='giữ lúc')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người hủy')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reserved_number', to='documents.document', verbose_name='văn bản đã dùng')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reserved_numbers', to='organizations.unit', verbose_name='cơ quan ban hành')),
                ('reserved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người giữ')),
            ],
            options={
                'verbose_name': 'số giữ trước',
                'verbose_name_plural': 'số giữ trước',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='tên')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tạo')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'đoạn mẫu',
                'verbose_name_plural': 'đoạn mẫu',
                'ordering': ['name', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='documents_clause_name_once', violation_error_message='Đơn vị đã có mục mang tên này.')],
            },
        ),
        migrations.AddIndex(
            model_name='dispatch',
            index=models.Index(fields=['unit', 'acknowledged_at'], name='dispatch_inbox'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.UniqueConstraint(fields=('document', 'unit'), name='dispatch_once'),
        ),
        migrations.AddConstraint(
            model_name='documentversion',
            constraint=models.UniqueConstraint(fields=('document', 'version'), name='document_version_once'),
        ),
        migrations.AddConstraint(
            model_name='forwarding',
            constraint=models.UniqueConstraint(fields=('dispatch', 'to'), name='forwarded_once'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.UniqueConstraint(fields=('unit', 'name'), name='documents_papertemplate_name_once', violation_error_message='Đơn vị đã có mục mang tên này.'),
        ),
        migrations.AddConstraint(
            model_name='recipientlist',
            constraint=models.UniqueConstraint(fields=('unit', 'name'), name='documents_recipientlist_name_once', violation_error_message='Đơn vị đã có mục mang tên này.'),
        ),
        migrations.AddConstraint(
            model_name='reservednumber',
            constraint=models.UniqueConstraint(fields=('issuer', 'series', 'year', 'number'), name='reserved_number_once'),
        ),
        migrations.AddConstraint(
            model_name='reservednumber',
            constraint=models.CheckConstraint(condition=models.Q(('document__isnull', True), ('cancelled_at__isnull', True), _connector='OR'), name='reserved_number_used_or_cancelled'),
        ),
        migrations.RunPython(number_values, migrations.RunPython.noop),
        migrations.RunPython(freeze(TEXT, ISSUE), thaw),
    ]
