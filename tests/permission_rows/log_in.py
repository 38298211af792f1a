"""Answers of log-in and log-out."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("login", "get", ""): (302, 302, 302, 302, 302, 200),
    ("login", "post", ""): (302, 302, 302, 302, 302, 200),
    ("logout", "post", ""): (302, 302, 302, 302, 302, 302),
}
