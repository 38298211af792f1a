"""``manage.py scale``: a large data set for load and query tests."""

from __future__ import annotations

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from documents.models import Document
from organizations.models import Person, Unit
from thidua.demo.build import is_empty
from thidua.demo.log_ins import PASSWORD
from thidua.scale.build import build_scale


class Command(BaseCommand):
    """Fills an empty database."""

    help = "Nạp dữ liệu lớn để đo tải: đơn vị, người, văn bản nhiều năm. Cùng tham số cho cùng dữ liệu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The three sizes."""
        parser.add_argument("--units", type=int, default=200, help="Số đơn vị (từ 4).")
        parser.add_argument("--people", type=int, default=3000, help="Số người.")
        parser.add_argument("--years", type=int, default=3, help="Số năm văn bản (1 đến 30).")

    def handle(self, *, units: int, people: int, years: int, **options: Any) -> None:
        """Builds and says what was built.

        Raises:
            CommandError: in production, on a database with data, or for sizes out of range.
        """
        if settings.PRODUCTION:
            raise CommandError("Dữ liệu đo tải không nạp được khi chạy thật (DJANGO_ENV=production).")
        if units < 4 or people < 0 or not 1 <= years <= 30:
            raise CommandError("Tham số ngoài khoảng: --units từ 4, --people từ 0, --years từ 1 đến 30.")
        if not is_empty():
            raise CommandError("Cơ sở dữ liệu đã có đơn vị. Hãy dùng một thư mục dữ liệu mới (DATA_DIR).")
        started = monotonic()
        build_scale(units=units, people=people, years=years)
        self.stdout.write(
            f"{Unit.objects.count()} đơn vị, {Person.objects.count()} người, {Document.objects.count()} văn bản "
            f"trong {monotonic() - started:.1f} giây."
        )
        self.stdout.write(
            f"Tài khoản (mật khẩu {PASSWORD}): dv0 chuyên viên, dv0.truong lãnh đạo, dv0.quantri, dv0.kiemtra; "
            "dvN và dvN.truong của từng đơn vị."
        )
