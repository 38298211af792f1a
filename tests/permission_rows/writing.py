"""Answers of the writing pages."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("version_list", "get", "draft"): (200, 200, 404, 200, 404, 302),
    ("version_diff", "get", "draft"): (200, 200, 404, 200, 404, 302),
    ("version_restore", "get", "draft"): (200, 302, 404, 302, 404, 302),
    ("version_restore", "post", "draft"): (302, 302, 404, 302, 404, 302),
    ("comment_list", "get", "draft"): (200, 200, 404, 200, 404, 302),
    ("comment_add", "post", "draft"): (422, 422, 404, 422, 404, 302),
    ("comment_resolve", "post", "comment"): (302, 302, 404, 302, 404, 302),
    ("comment_reopen", "post", "comment"): (302, 302, 404, 302, 404, 302),
    ("finding_act", "post", "draft"): (302, 302, 404, 302, 404, 302),
    ("base_search", "get", ""): (200, 200, 200, 200, 200, 302),
    ("clause_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("clause_search", "get", ""): (200, 200, 200, 200, 200, 302),
    ("clause_create", "get", ""): (200, 403, 200, 403, 200, 302),
    ("clause_create", "post", ""): (422, 403, 422, 403, 422, 302),
    ("clause_edit", "get", "clause"): (200, 200, 200, 200, 404, 302),
    ("clause_edit", "post", "clause"): (422, 403, 403, 403, 404, 302),
    ("clause_delete", "post", "clause"): (302, 302, 302, 302, 404, 302),
    ("recipient_list_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("recipient_list_search", "get", ""): (200, 200, 200, 200, 200, 302),
    ("recipient_list_create", "get", ""): (200, 403, 200, 403, 200, 302),
    ("recipient_list_create", "post", ""): (422, 403, 422, 403, 422, 302),
    ("recipient_list_edit", "get", "recipient_list"): (200, 200, 200, 200, 404, 302),
    ("recipient_list_edit", "post", "recipient_list"): (422, 403, 403, 403, 404, 302),
    ("recipient_list_delete", "post", "recipient_list"): (302, 302, 302, 302, 404, 302),
    ("plan_carry_over", "get", "issued"): (200, 302, 302, 302, 404, 302),
    ("plan_carry_over", "post", "issued"): (422, 302, 302, 302, 404, 302),
}
