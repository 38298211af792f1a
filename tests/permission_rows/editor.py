"""Answers of what the editor in the browser asks."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("paste_clean", "post", ""): (200, 200, 200, 200, 200, 302),
}
