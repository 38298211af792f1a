"""Answers of imports from Excel."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("batch_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("batch_create", "get", ""): (200, 403, 403, 403, 200, 302),
    ("batch_template", "get", ""): (200, 403, 403, 403, 200, 302),
    ("batch_detail", "get", "batch"): (200, 200, 404, 200, 404, 302),
    ("batch_columns", "get", "batch"): (200, 403, 404, 403, 404, 302),
    ("batch_marked", "get", "batch"): (200, 200, 404, 200, 404, 302),
    ("batch_fix", "post", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_decide", "post", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_replace", "post", "batch"): (422, 422, 404, 422, 404, 302),
    ("batch_commit", "post", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_undo", "post", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_progress", "get", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_check", "post", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_retry", "post", "batch"): (302, 302, 404, 302, 404, 302),
    ("batch_discard", "post", "batch"): (302, 302, 404, 302, 404, 302),
}
