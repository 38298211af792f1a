"""Answers of the inbox and of what belongs to the whole site."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("inbox", "get", ""): (200, 200, 200, 200, 200, 302),
    ("recent_messages", "get", ""): (200, 200, 200, 200, 200, 302),
    ("help_home", "get", ""): (200, 200, 200, 200, 200, 302),
    ("help_topic", "get", "topic"): (200, 200, 200, 200, 200, 302),
    ("help_picture", "get", "picture"): (200, 200, 200, 200, 200, 302),
    ("gallery", "get", ""): (200, 200, 200, 200, 200, 302),
    ("healthz", "get", ""): (200, 200, 200, 200, 200, 200),
}
