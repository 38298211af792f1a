"""Answers of the chain, movements and the import of papers."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("plan_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("plan_create", "get", ""): (200, 403, 200, 403, 200, 302),
    ("plan_create", "post", ""): (200, 403, 200, 403, 200, 302),
    ("plan_detail", "get", "plan"): (200, 200, 404, 200, 404, 302),
    ("plan_detail", "get", "issued"): (200, 200, 200, 200, 404, 302),
    ("plan_detail", "get", "directive"): (200, 200, 200, 200, 404, 302),
    ("plan_edit", "get", "plan"): (200, 302, 404, 302, 404, 302),
    ("plan_edit", "get", "issued"): (302, 302, 302, 302, 404, 302),
    ("plan_edit", "post", "plan"): (422, 422, 404, 422, 404, 302),
    ("coverage_board", "get", "plan"): (404, 404, 404, 404, 404, 302),
    ("coverage_board", "get", "issued"): (200, 200, 200, 200, 404, 302),
    ("coverage_sheet", "get", "issued"): (200, 200, 200, 200, 404, 302),
    ("coverage_print", "get", "issued"): (200, 200, 200, 200, 404, 302),
    ("coverage_item", "get", "item"): (200, 200, 200, 200, 404, 302),
    ("campaign_create", "get", "directive"): (200, 200, 403, 403, 404, 302),
    ("campaign_create", "get", "plan"): (403, 403, 404, 403, 404, 302),
    ("campaign_create", "post", "directive"): (422, 422, 403, 403, 404, 302),
    ("campaign_detail", "get", "campaign"): (200, 200, 200, 200, 404, 302),
    ("import_start", "get", ""): (200, 403, 200, 403, 200, 302),
    ("import_start", "post", ""): (422, 403, 422, 403, 422, 302),
    ("import_batches", "get", ""): (200, 200, 200, 200, 200, 302),
    ("import_batch", "get", "reading"): (200, 404, 404, 404, 404, 302),
    ("import_batch_save", "get", "reading"): (200, 404, 404, 404, 404, 302),
    ("import_batch_undo", "get", "reading"): (200, 404, 404, 404, 404, 302),
    ("import_item_retry", "post", "failed_item"): (302, 404, 404, 404, 404, 302),
    ("import_batch_save", "post", "reading"): (302, 404, 404, 404, 404, 302),
    ("import_batch_undo", "post", "reading"): (302, 404, 404, 404, 404, 302),
    ("import_review", "get", "upload"): (200, 403, 404, 403, 404, 302),
    ("import_review", "post", "upload"): (422, 403, 404, 403, 404, 302),
}
