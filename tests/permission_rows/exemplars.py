"""Answers of điển hình tiên tiến and nhân rộng; "exemplar" is an approved model of the city, adopted below."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("exemplar_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("exemplar_print", "get", ""): (200, 200, 200, 200, 200, 302),
    ("exemplar_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("exemplar_stats", "get", ""): (200, 200, 200, 200, 200, 302),
    ("exemplar_paper", "get", ""): (200, 403, 200, 403, 200, 302),
    ("exemplar_paper", "post", ""): (422, 403, 422, 403, 422, 302),
    ("exemplar_create", "get", ""): (200, 403, 200, 403, 200, 302),
    ("exemplar_create", "post", ""): (422, 403, 422, 403, 422, 302),
    ("exemplar_detail", "get", "exemplar"): (200, 200, 200, 200, 404, 302),
    ("exemplar_detail", "get", "exemplar_draft"): (200, 200, 404, 200, 404, 302),
    # Who may not write is led back to the page with a sentence.
    ("exemplar_edit", "get", "exemplar_draft"): (200, 302, 404, 302, 404, 302),
    ("exemplar_edit", "get", "exemplar"): (302, 302, 302, 302, 404, 302),
    ("exemplar_edit", "post", "exemplar_draft"): (422, 302, 404, 302, 404, 302),
    ("exemplar_consent", "get", "exemplar_draft"): (200, 302, 404, 302, 404, 302),
    ("exemplar_consent", "get", "exemplar"): (200, 200, 302, 302, 404, 302),
    ("exemplar_consent", "post", "exemplar"): (422, 422, 302, 302, 404, 302),
    ("exemplar_step", "post", "exemplar_draft"): (302, 302, 404, 302, 404, 302),
    ("exemplar_withdraw", "post", "exemplar"): (302, 302, 302, 302, 404, 302),
    ("photo_add", "get", "exemplar_draft"): (200, 302, 404, 302, 404, 302),
    ("photo_add", "post", "exemplar_draft"): (422, 302, 404, 302, 404, 302),
    ("photo_show", "get", "photo"): (200, 200, 200, 200, 404, 302),
    ("photo_remove", "post", "photo"): (302, 302, 302, 302, 404, 302),
    ("photo_first", "post", "photo"): (302, 302, 302, 302, 404, 302),
    ("model_adopt", "get", "exemplar"): (302, 302, 302, 302, 404, 302),
    ("model_adopt", "post", "exemplar"): (302, 302, 302, 302, 404, 302),
    ("adoption_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("adoption_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("adoption_detail", "get", "adoption"): (200, 200, 200, 200, 404, 302),
    ("adoption_report", "get", "adoption"): (302, 302, 302, 302, 404, 302),
    ("adoption_report", "post", "adoption"): (302, 302, 302, 302, 404, 302),
    ("adoption_step", "post", "adoption"): (302, 302, 302, 302, 404, 302),
    # Everybody reads what is public; none of these is.
    ("exemplar_public_list", "get", ""): (200, 200, 200, 200, 200, 200),
    ("exemplar_public", "get", "exemplar"): (404, 404, 404, 404, 404, 404),
    ("exemplar_public_photo", "get", "photo"): (404, 404, 404, 404, 404, 404),
}
