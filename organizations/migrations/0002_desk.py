"""The office's desk: blocks, role requests and substitutes, notices, saved views, imports from Excel."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('name', models.CharField(max_length=200, verbose_name='tên khối')),
                ('kind', models.CharField(choices=[('khoi', 'Khối thi đua'), ('cum', 'Cụm thi đua')], default='khoi', max_length=4, verbose_name='hình thức')),
                ('protocol_order', models.PositiveIntegerField(default=1000, verbose_name='thứ tự')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'khối thi đua',
                'verbose_name_plural': 'khối thi đua',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BlockMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('duty', models.CharField(choices=[('thanh_vien', 'Thành viên'), ('khoi_truong', 'Khối trưởng'), ('khoi_pho', 'Khối phó')], default='thanh_vien', max_length=12, verbose_name='nhiệm vụ')),
            ],
            options={
                'verbose_name': 'thành viên khối',
                'verbose_name_plural': 'thành viên khối',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20, verbose_name='loại')),
                ('file_name', models.CharField(max_length=255, verbose_name='tên tệp')),
                ('sheets', models.JSONField(default=dict, verbose_name='ô đã đọc')),
                ('mapping', models.JSONField(default=dict, verbose_name='cột nào là gì')),
                ('decisions', models.JSONField(default=dict, verbose_name='quyết định về trùng')),
                ('made', models.JSONField(default=dict, verbose_name='đã tạo')),
                ('state', models.CharField(choices=[('da_doc', 'Đã đọc, chưa ghi'), ('da_ghi', 'Đã ghi vào chương trình'), ('da_huy', 'Đã hoàn tác')], default='da_doc', max_length=8, verbose_name='trạng thái')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='ghi lúc')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='hoàn tác lúc')),
            ],
            options={
                'verbose_name': 'đợt nhập từ Excel',
                'verbose_name_plural': 'đợt nhập từ Excel',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('viec', 'Việc chờ tôi xử lý'), ('van_ban_den', 'Văn bản gửi tới đơn vị'), ('nhac_viec', 'Nhắc việc'), ('phan_hoi', 'Phản hồi về việc tôi gửi'), ('gop_y', 'Góp ý trên văn bản'), ('tai_khoan', 'Tài khoản và vai trò')], max_length=12, verbose_name='loại')),
                ('text', models.CharField(max_length=500, verbose_name='nội dung')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='địa chỉ trang')),
                ('key', models.CharField(max_length=120, verbose_name='khóa')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='đã đọc lúc')),
                ('emailed_at', models.DateTimeField(blank=True, null=True, verbose_name='đã gửi thư lúc')),
            ],
            options={
                'verbose_name': 'thông báo',
                'verbose_name_plural': 'thông báo',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticePreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('viec', 'Việc chờ tôi xử lý'), ('van_ban_den', 'Văn bản gửi tới đơn vị'), ('nhac_viec', 'Nhắc việc'), ('phan_hoi', 'Phản hồi về việc tôi gửi'), ('gop_y', 'Góp ý trên văn bản'), ('tai_khoan', 'Tài khoản và vai trò')], max_length=12, verbose_name='loại')),
                ('channel', models.CharField(choices=[('chuong_trinh', 'Chỉ trong chương trình'), ('tong_hop', 'Thêm thư tổng hợp mỗi ngày'), ('thu', 'Thêm thư ngay'), ('khong', 'Không báo')], default='tong_hop', max_length=12, verbose_name='kênh')),
            ],
            options={
                'verbose_name': 'cách nhận thông báo',
                'verbose_name_plural': 'cách nhận thông báo',
            },
        ),
        migrations.CreateModel(
            name='RoleRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('standing_officer', 'Chuyên viên thường trực'), ('signing_leader', 'Lãnh đạo ký'), ('unit_head', 'Thủ trưởng đơn vị'), ('unit_officer', 'Cán bộ đơn vị'), ('council_chair', 'Chủ tịch Hội đồng'), ('council_secretary', 'Thư ký Hội đồng'), ('council_member', 'Thành viên Hội đồng'), ('block_head', 'Khối trưởng'), ('administrator', 'Quản trị'), ('inspector', 'Kiểm tra')], max_length=20, verbose_name='vai trò')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('mark', models.CharField(blank=True, max_length=5, verbose_name='hình thức thay')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('state', models.CharField(choices=[('cho', 'Chờ người thứ hai xác nhận'), ('dong_y', 'Đã xác nhận'), ('tu_choi', 'Đã từ chối')], default='cho', max_length=8, verbose_name='trạng thái')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='đề nghị lúc')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='xác nhận lúc')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='lý do từ chối')),
            ],
            options={
                'verbose_name': 'đề nghị về vai trò',
                'verbose_name_plural': 'đề nghị về vai trò',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=60, verbose_name='trang')),
                ('name', models.CharField(max_length=80, verbose_name='tên')),
                ('query', models.CharField(blank=True, max_length=1000, verbose_name='điều kiện')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
            ],
            options={
                'verbose_name': 'bộ lọc đã lưu',
                'verbose_name_plural': 'bộ lọc đã lưu',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='basis',
            field=models.CharField(blank=True, max_length=300, verbose_name='căn cứ'),
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='mark',
            field=models.CharField(blank=True, max_length=5, verbose_name='hình thức thay'),
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='on_behalf_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutes', to=settings.AUTH_USER_MODEL, verbose_name='thay cho'),
        ),
        migrations.AddField(
            model_name='user',
            name='must_change_password',
            field=models.BooleanField(default=False, verbose_name='phải đổi mật khẩu'),
        ),
        migrations.AddField(
            model_name='user',
            name='password_changed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='đổi mật khẩu lúc'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.CheckConstraint(condition=models.Q(('on_behalf_of__isnull', True), ('valid_to__isnull', False), _connector='OR'), name='role_substitute_has_an_end', violation_error_message='Việc thay phải có ngày kết thúc.'),
        ),
        migrations.AddField(
            model_name='block',
            name='host',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blocks', to='organizations.unit', verbose_name='đơn vị tổ chức'),
        ),
        migrations.AddField(
            model_name='blockmember',
            name='block',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='organizations.block', verbose_name='khối'),
        ),
        migrations.AddField(
            model_name='blockmember',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='block_memberships', to='organizations.unit', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to='organizations.unit', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='notice',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='người nhận'),
        ),
        migrations.AddField(
            model_name='noticepreference',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rolerequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đề nghị'),
        ),
        migrations.AddField(
            model_name='rolerequest',
            name='assignment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='end_requests', to='organizations.roleassignment', verbose_name='vai trò thôi giữ'),
        ),
        migrations.AddField(
            model_name='rolerequest',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận'),
        ),
        migrations.AddField(
            model_name='rolerequest',
            name='on_behalf_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='thay cho'),
        ),
        migrations.AddField(
            model_name='rolerequest',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_requests', to='organizations.unit', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='rolerequest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_requests', to=settings.AUTH_USER_MODEL, verbose_name='người dùng'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organizations_block_period_runs_forward', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(fields=('host', 'name', 'valid_from'), name='block_name_once', violation_error_message='Đơn vị đã có khối mang tên này từ ngày đó.'),
        ),
        migrations.AddConstraint(
            model_name='blockmember',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organizations_blockmember_period_runs_forward', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'),
        ),
        migrations.AddConstraint(
            model_name='blockmember',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('block', 'unit'), name='block_member_once', violation_error_message='Đơn vị đang ở trong khối này.'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['user', 'read_at', '-id'], name='notice_menu_count'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('user', 'key'), name='notice_told_once'),
        ),
        migrations.AddConstraint(
            model_name='noticepreference',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='notice_preference_once'),
        ),
        migrations.AddConstraint(
            model_name='rolerequest',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='role_request_two_people', violation_error_message='Người xác nhận phải khác người đề nghị.'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('user', 'page', 'name'), name='saved_view_name_once', violation_error_message='Bạn đã có bộ lọc mang tên này.'),
        ),
    ]
