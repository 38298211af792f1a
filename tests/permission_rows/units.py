"""Answers of units, people and blocks."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("unit_search", "get", ""): (200, 200, 200, 200, 200, 302),
    ("person_search", "get", ""): (200, 200, 200, 200, 200, 302),
    ("user_search", "get", ""): (200, 200, 200, 200, 200, 302),
}
