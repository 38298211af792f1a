"""Answers of the rounds of reports: the office runs them, a unit below writes its own, nobody beside sees either."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("report_home", "get", ""): (200, 200, 200, 200, 200, 302),
    ("round_create", "get", ""): (200, 403, 200, 403, 200, 302),
    ("round_create", "post", ""): (422, 403, 422, 403, 422, 302),
    ("round_board", "get", "round"): (200, 200, 404, 200, 404, 302),
    ("round_sheet", "get", "round"): (200, 200, 404, 200, 404, 302),
    ("round_print", "get", "round"): (200, 200, 404, 200, 404, 302),
    ("round_decide", "post", "round"): (302, 403, 404, 403, 404, 302),
    ("round_remind", "post", "round"): (302, 403, 404, 403, 404, 302),
    ("round_change", "post", "round"): (302, 403, 404, 403, 404, 302),
    ("round_totals", "get", "round"): (200, 200, 404, 200, 404, 302),
    ("totals_sheet", "get", "round"): (200, 200, 404, 200, 404, 302),
    ("totals_print", "get", "round"): (200, 200, 404, 200, 404, 302),
    ("round_draft", "get", "round"): (200, 403, 404, 403, 404, 302),
    ("round_draft", "post", "round"): (302, 403, 404, 403, 404, 302),
    ("round_trace", "get", "round_paper"): (200, 200, 404, 200, 404, 302),
    # What is still written is the unit's alone; what was accepted is read above it.
    ("report_detail", "get", "report"): (200, 200, 200, 200, 404, 302),
    ("report_detail", "get", "written_report"): (404, 404, 200, 404, 404, 302),
    ("report_edit", "get", "report"): (403, 403, 302, 403, 404, 302),
    ("report_edit", "get", "written_report"): (404, 404, 200, 404, 404, 302),
    ("report_edit", "post", "written_report"): (404, 404, 422, 404, 404, 302),
    ("report_send", "get", "report"): (403, 403, 302, 403, 404, 302),
    ("report_send", "get", "written_report"): (404, 404, 200, 404, 404, 302),
    ("report_send", "post", "report"): (403, 403, 302, 403, 404, 302),
    ("report_accept", "post", "report"): (302, 302, 302, 302, 404, 302),
    ("report_return", "post", "report"): (302, 302, 302, 302, 404, 302),
    ("report_withdraw", "post", "report"): (302, 302, 302, 302, 404, 302),
    ("report_file", "get", "report_file"): (404, 404, 200, 404, 404, 302),
    ("report_file_add", "get", "report"): (403, 403, 302, 403, 404, 302),
    ("report_file_add", "get", "written_report"): (404, 404, 200, 404, 404, 302),
    ("report_file_add", "post", "written_report"): (404, 404, 422, 404, 404, 302),
    ("report_file_remove", "post", "report_file"): (404, 404, 302, 404, 404, 302),
}
