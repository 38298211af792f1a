"""Answers of inspections: the office keeps them, the inspected unit reads its own once told."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("inspection_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("inspection_create", "get", ""): (200, 200, 200, 403, 200, 302),
    ("inspection_create", "post", ""): (422, 422, 422, 403, 422, 302),
    ("recommendation_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("recommendation_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("inspection_detail", "get", "inspection"): (200, 200, 404, 200, 404, 302),
    ("inspection_sheet", "get", "inspection"): (200, 200, 404, 200, 404, 302),
    ("inspection_print", "get", "inspection"): (200, 200, 404, 200, 404, 302),
    ("inspection_edit", "get", "inspection"): (200, 200, 404, 403, 404, 302),
    ("inspection_edit", "post", "inspection"): (422, 422, 404, 403, 404, 302),
    ("inspection_units", "get", "inspection"): (200, 200, 404, 403, 404, 302),
    ("inspection_units", "post", "inspection"): (422, 422, 404, 403, 404, 302),
    ("inspection_schedule", "get", "inspection"): (200, 200, 404, 403, 404, 302),
    ("inspection_schedule", "post", "inspection"): (302, 302, 404, 403, 404, 302),
    ("schedule_import", "get", "inspection"): (200, 200, 404, 403, 404, 302),
    ("schedule_import", "post", "inspection"): (422, 422, 404, 403, 404, 302),
    ("schedule_template", "get", "inspection"): (200, 200, 404, 403, 404, 302),
    ("schedule_batch", "get", "schedule"): (200, 200, 404, 403, 404, 302),
    ("schedule_batch", "post", "schedule"): (302, 302, 404, 403, 404, 302),
    ("schedule_marked", "get", "schedule"): (200, 200, 404, 403, 404, 302),
    ("inspection_notify", "post", "inspection"): (302, 302, 404, 403, 404, 302),
    ("inspection_announce", "post", "inspection"): (302, 302, 404, 403, 404, 302),
    ("visit_detail", "get", "visit"): (200, 200, 200, 200, 404, 302),
    ("visit_detail", "get", "held_visit"): (200, 200, 200, 200, 404, 302),
    # What is only planned is not told to the unit.
    ("visit_detail", "get", "planned_visit"): (200, 200, 404, 200, 404, 302),
    ("visit_edit", "get", "planned_visit"): (200, 200, 404, 403, 404, 302),
    ("visit_edit", "get", "visit"): (302, 302, 403, 403, 404, 302),
    ("visit_edit", "post", "planned_visit"): (422, 422, 404, 403, 404, 302),
    ("visit_step", "post", "planned_visit"): (302, 302, 404, 403, 404, 302),
    ("visit_step", "post", "visit"): (302, 302, 403, 403, 404, 302),
    ("visit_minutes", "post", "held_visit"): (302, 302, 403, 403, 404, 302),
    ("visit_findings", "post", "held_visit"): (422, 422, 403, 403, 404, 302),
    # The unit does not read what was found before it is concluded.
    ("visit_finding_edit", "get", "held_finding"): (200, 200, 404, 403, 404, 302),
    ("visit_finding_edit", "post", "held_finding"): (422, 422, 404, 403, 404, 302),
    ("visit_finding_edit", "get", "recommendation"): (302, 302, 403, 403, 404, 302),
    ("visit_finding_remove", "post", "recommendation"): (302, 302, 403, 403, 404, 302),
    # It is answered and waits: whoever answers is led back with a sentence.
    ("recommendation_answer", "get", "recommendation"): (403, 403, 302, 403, 404, 302),
    ("recommendation_answer", "post", "recommendation"): (403, 403, 302, 403, 404, 302),
    ("response_judge", "post", "response"): (302, 302, 403, 403, 404, 302),
    ("evidence_download", "get", "evidence"): (200, 200, 200, 200, 404, 302),
}
