"""What Django's system check says about this installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from organizations.models import User


@register(Tags.database)
def no_demo_users_in_production(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """In production no demo user is active; asked by ``check --database default`` and before ``migrate``.

    Log-in refuses them anyway (``organizations.backends``); this says that a demo database went live.
    """
    if not settings.PRODUCTION or "default" not in (databases or []):
        return []
    if User._meta.db_table not in connections["default"].introspection.table_names():
        return []
    count = User.objects.filter(is_demo=True, is_active=True).count()
    if not count:
        return []
    return [
        Error(
            f"Cơ sở dữ liệu còn {count} tài khoản dùng thử đang hoạt động.",
            hint="Chạy thật bằng một cơ sở dữ liệu mới (DATA_DIR hoặc DATABASE_URL khác), không dùng dữ liệu mẫu.",
            id="thidua.E001",
        )
    ]
