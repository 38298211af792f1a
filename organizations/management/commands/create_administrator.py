"""``manage.py create_administrator``: the first administrator of an installation, with the unit if there is none."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from organizations.actions.account import create_account
from organizations.actions.person import add_person, grant_role
from organizations.actions.unit import found_unit
from organizations.models import Role, RoleAssignment, Unit, User
from organizations.models.unit import ids_on
from organizations.names import search_key
from workflow.engine import record

QUESTIONS = {
    "unit": "Đơn vị (tên chính thức)",
    "name": "Họ và tên người quản trị",
    "username": "Tên đăng nhập",
    "level": "Cấp của đơn vị (tinh, huyen, xa)",
}


class Command(BaseCommand):
    """Asks for what is not given, and prints a temporary password once."""

    help = "Tạo người quản trị đầu tiên (và đơn vị đầu tiên nếu chưa có đơn vị nào). In mật khẩu tạm một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What would else be asked for."""
        parser.add_argument("--unit", default="", help="Tên chính thức hoặc tên gọi tắt của đơn vị.")
        parser.add_argument("--name", default="", help="Họ và tên người quản trị.")
        parser.add_argument("--username", default="", help="Tên đăng nhập.")
        parser.add_argument("--level", default="", choices=["", "tinh", "huyen", "xa"], help="Cấp, khi lập đơn vị mới.")
        parser.add_argument(
            "--force", action="store_true", help="Vẫn tạo khi đã có quản trị (mọi quản trị đều mất đường vào)."
        )

    def handle(self, **options: Any) -> None:
        """Makes the administrator.

        Raises:
            CommandError: there is an administrator, no such unit, or a value that is refused.
        """
        try:
            with transaction.atomic():
                user, unit, password = self._make(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"Đã tạo quản trị {user} tại {unit.official_name}.")
        self.stdout.write(f"Tên đăng nhập: {user.username}")
        self.stdout.write(f"Mật khẩu tạm (chỉ in lần này, phải đổi khi đăng nhập): {password}")

    def _make(self, options: dict[str, Any]) -> tuple[User, Unit, str]:
        unit = self._unit(options)
        today = timezone.localdate()
        above = RoleAssignment.objects.as_of(today).filter(role=Role.ADMINISTRATOR, user__is_active=True)
        there = above.filter(unit__in=ids_on(unit.path)).select_related("user__person").first()
        if there is not None and not options["force"]:
            raise CommandError(
                f"{unit} đã có quản trị: {there.user} ({there.user.username}). Người này giao được vai trò cho người "
                "khác trong mục Quản trị. Cần quản trị thứ hai khi mới cài đặt, hoặc không ai vào được: thêm --force."
            )
        person = add_person(full_name=self._asked(options, "name"), unit=unit, title="Quản trị", since=today)
        user, password = create_account(person=person, username=self._asked(options, "username"), unit=unit, by=None)
        grant_role(user=user, unit=unit, role=Role.ADMINISTRATOR, valid_from=today)
        label = "Tạo quản trị bằng lệnh" + (" (--force)" if options["force"] else "")
        record(thing=user, action="bootstrap", label=label, by=user, unit_id=unit.pk)
        return user, unit, password

    def _unit(self, options: dict[str, Any]) -> Unit:
        text = self._asked(options, "unit")
        today = timezone.localdate()
        if not Unit.objects.exists():
            level = self._asked(options, "level")
            return found_unit(
                official_name=text, short_name=text[:80], level=level, kind=Unit.Kind.COMMITTEE, symbol="UBND",
                valid_from=today.replace(month=1, day=1),
            )  # fmt: skip
        key = search_key(text)
        found = [
            unit
            for unit in Unit.objects.as_of(today).matching(text).order_by("pk")
            if key in (search_key(unit.official_name), search_key(unit.short_name))
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise CommandError(f"Có {len(found)} đơn vị tên “{text}”. Hãy ghi tên chính thức đầy đủ.")
        raise CommandError(f"Không có đơn vị nào đang hoạt động tên “{text}”. Hãy ghi đúng tên chính thức.")

    def _asked(self, options: dict[str, Any], name: str) -> str:
        value = str(options[name]).strip()
        if not value and sys.stdin.isatty():
            value = input(f"{QUESTIONS[name]}: ").strip()
        if not value:
            raise CommandError(f"Thiếu --{name}: {QUESTIONS[name].lower()}.")
        return value
