"""Answers of the register of cited papers, its conflicts and its graph."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("cited_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("cited_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("cited_print", "get", ""): (200, 200, 200, 200, 200, 302),
    ("cited_graph", "get", ""): (200, 200, 200, 200, 200, 302),
    ("cited_detail", "get", "cited"): (200, 200, 200, 200, 404, 302),
    ("conflict_list", "get", ""): (200, 200, 200, 200, 200, 302),
    # Who sees a conflict without being a standing officer is told so on the page of the paper.
    ("conflict_settle", "get", "cited"): (200, 302, 302, 302, 404, 302),
    ("conflict_settle", "post", "cited"): (422, 302, 302, 302, 404, 302),
    ("conflict_reopen", "post", "settled"): (302, 302, 302, 302, 404, 302),
}
