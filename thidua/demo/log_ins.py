"""Who can log in to the demo; readable without Django."""

from __future__ import annotations

from thidua.demo.data import rows

PASSWORD = "thidua-dung-thu"  # noqa: S105 - printed and documented; such users are refused in production
HEAD_SUFFIX = ".truong"


def log_ins() -> list[tuple[str, str]]:
    """The log-ins to show first: user name, and what it is for."""
    cast = [(row["username"], row["about"]) for row in rows("office", "person") if row.get("log_in", True)]
    return [
        *cast[:2],
        ("tuphap", "Cán bộ đơn vị (Phòng Tư pháp): soạn và trình kế hoạch của phòng"),
        (f"tuphap{HEAD_SUFFIX}", "Thủ trưởng đơn vị (Phòng Tư pháp): trả lại, ký, ban hành"),
        *cast[2:],
    ]
