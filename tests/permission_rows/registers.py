"""Answers of the registers, numbers and attachments."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("register_out", "get", ""): (200, 200, 200, 200, 200, 302),
    ("register_out_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("register_out_print", "get", ""): (200, 200, 200, 200, 200, 302),
    ("register_in", "get", ""): (200, 200, 200, 200, 200, 302),
    ("register_in_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("register_in_print", "get", ""): (200, 200, 200, 200, 200, 302),
    # Who reads the register without keeping it is told so on the paper's page.
    ("register_row", "get", "paper"): (200, 302, 302, 302, 404, 302),
    ("register_row", "post", "paper"): (302, 302, 302, 302, 404, 302),
    ("saved_view_create", "post", "list"): (302, 302, 302, 302, 302, 302),
    ("saved_view_rename", "post", "saved_view"): (302, 404, 404, 404, 404, 302),
    ("saved_view_delete", "post", "saved_view"): (302, 404, 404, 404, 404, 302),
    ("reserved_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("reserved_list", "post", ""): (422, 422, 422, 302, 422, 302),
    ("reserved_cancel", "post", "reserved"): (302, 302, 404, 302, 404, 302),
    ("reserved_use", "get", "draft"): (302, 302, 404, 302, 404, 302),
    ("reserved_use", "post", "draft"): (302, 302, 404, 302, 404, 302),
    ("attachment_add", "get", "draft"): (200, 302, 404, 302, 404, 302),
    ("attachment_add", "post", "draft"): (422, 302, 404, 302, 404, 302),
    ("attachment_download", "get", "attachment"): (200, 200, 404, 200, 404, 302),
    ("attachment_move", "post", "attachment"): (302, 302, 404, 302, 404, 302),
    ("attachment_remove", "post", "attachment"): (302, 302, 404, 302, 404, 302),
}
