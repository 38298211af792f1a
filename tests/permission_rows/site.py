"""Answers of the inbox and of what belongs to the whole site."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("inbox", "get", ""): (200, 200, 200, 200, 200, 302),
    ("recent_messages", "get", ""): (200, 200, 200, 200, 200, 302),
    ("healthz", "get", ""): (200, 200, 200, 200, 200, 200),
}
