"""``manage.py demo``: a believable office to try the program with."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from organizations.models import User
from thidua.demo.build import build_demo, is_empty
from thidua.demo.log_ins import HEAD_SUFFIX, PASSWORD, log_ins

STAGES = ("chain", "registration", "review", "decision")
BUILT = "chain"


class Command(BaseCommand):
    """Fills an empty database with the demo office and prints its log-ins."""

    help = "Nạp dữ liệu mẫu: một cơ quan thi đua - khen thưởng với các kế hoạch năm 2022 đến 2024."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How far the demo year goes, and what to do when there are data already."""
        parser.add_argument("--stage", choices=STAGES, default=BUILT, help="Dừng ở giai đoạn nào của năm thi đua.")
        parser.add_argument("--if-empty", action="store_true", help="Không làm gì nếu đã có dữ liệu.")

    def handle(self, *, stage: str, if_empty: bool, **options: Any) -> None:
        """Builds the demo.

        Raises:
            CommandError: in production, on a database with data or without tables, for a stage that does not exist yet.
        """
        if settings.PRODUCTION:
            raise CommandError("Dữ liệu mẫu chỉ để dùng thử, không nạp được khi chạy thật (DJANGO_ENV=production).")
        if stage != BUILT:
            raise CommandError(f"Chưa có dữ liệu mẫu cho giai đoạn “{stage}”. Hiện chỉ có giai đoạn “{BUILT}”.")
        try:
            empty = is_empty()
        except DatabaseError as error:
            raise CommandError(
                "Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy `.venv/bin/python manage.py migrate` rồi chạy lại."
            ) from error
        if empty:
            build_demo()
        elif not if_empty:
            raise CommandError(
                "Cơ sở dữ liệu đã có đơn vị nên không nạp dữ liệu mẫu. Hãy dùng một thư mục dữ liệu mới (DATA_DIR)."
            )
        if User.objects.filter(is_demo=True, is_active=True).exists():
            self.print_log_ins()

    def print_log_ins(self) -> None:
        """The table of log-ins: user name and purpose, one password for all."""
        self.stdout.write(f"Tài khoản dùng thử (mật khẩu chung: {PASSWORD})")
        for username, about in log_ins():
            self.stdout.write(f"  {username:<14} {about}")
        self.stdout.write(
            f"  Đơn vị khác: <mã> là cán bộ, <mã>{HEAD_SUFFIX} là thủ trưởng, ví dụ yte và yte{HEAD_SUFFIX}; "
            "mã ở thidua/demo/data/office.toml."
        )
