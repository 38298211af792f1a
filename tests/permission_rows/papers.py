"""Answers of papers, their files and their public check."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("document_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("text_search", "get", ""): (200, 200, 200, 200, 200, 302),
    ("document_detail", "get", "draft"): (200, 200, 404, 200, 404, 302),
    ("document_create", "get", ""): (200, 403, 200, 403, 200, 302),
    ("document_create", "post", ""): (200, 403, 200, 403, 200, 302),
    ("symbol_change", "post", "draft"): (302, 302, 404, 302, 404, 302),
    ("template_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("template_detail", "get", "template"): (200, 200, 200, 200, 404, 302),
    ("template_detail", "post", "template"): (422, 422, 422, 422, 404, 302),
    ("template_delete", "post", "template"): (302, 302, 302, 302, 404, 302),
    ("template_built_in", "get", ""): (302, 302, 302, 302, 302, 302),
    ("template_save", "get", "draft"): (200, 403, 404, 403, 404, 302),
    ("template_save", "post", "draft"): (422, 403, 404, 403, 404, 302),
    ("document_edit", "get", "draft"): (200, 302, 404, 302, 404, 302),
    ("document_edit", "post", "draft"): (422, 422, 404, 422, 404, 302),
    ("document_step", "post", "draft"): (302, 302, 404, 302, 404, 302),
    ("file_make", "post", "draft"): (302, 302, 404, 302, 404, 302),
    ("source_download", "get", "draft"): (200, 200, 404, 200, 404, 302),
    ("file_status", "get", "job"): (200, 200, 404, 200, 404, 302),
    ("file_download", "get", "job"): (200, 200, 404, 200, 404, 302),
    ("verify", "get", "code"): (200, 200, 200, 200, 200, 200),
    ("verify", "post", "code"): (422, 422, 422, 422, 422, 422),
}
