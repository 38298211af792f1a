"""Answers of notices."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("notice_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("notice_preferences", "get", ""): (200, 200, 200, 200, 200, 302),
    ("notice_preferences", "post", ""): (422, 422, 422, 422, 422, 302),
    ("notice_open", "post", "notice"): (302, 404, 404, 404, 404, 302),
    ("notice_read", "post", "notice"): (302, 404, 404, 404, 404, 302),
    ("notice_read_all", "post", ""): (302, 302, 302, 302, 302, 302),
}
