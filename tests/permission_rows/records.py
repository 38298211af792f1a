"""Answers of the records of awards; the person is the city's clerk, so the department below sees none of them."""

from tests.permission_rows.row import Rows

_OPEN = ("award", "rating", "initiative")
_CONFIDENTIAL = ("discipline", "review")

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("award_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("award_sheet", "get", ""): (200, 200, 200, 200, 200, 302),
    ("award_print", "get", ""): (200, 200, 200, 200, 200, 302),
    ("record_desk", "get", ""): (200, 200, 200, 200, 200, 302),
    ("desk_fix", "post", "award"): (302, 302, 404, 302, 404, 302),
    ("household_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("household_create", "get", ""): (200, 403, 403, 403, 200, 302),
    ("household_create", "post", ""): (422, 403, 403, 403, 422, 302),
    ("household_edit", "get", "household"): (200, 403, 404, 403, 404, 302),
    ("household_edit", "post", "household"): (422, 403, 404, 403, 404, 302),
    ("person_records", "get", "person"): (200, 200, 404, 200, 404, 302),
    ("unit_records", "get", "unit"): (200, 200, 404, 200, 404, 302),
    ("household_records", "get", "household"): (200, 200, 404, 200, 404, 302),
    ("law_lookup", "get", ""): (200, 200, 200, 200, 200, 302),
    # Discipline is among what is judged: of those who see the records, only some see that.
    ("person_eligibility", "get", "person"): (200, 403, 404, 403, 404, 302),
    ("unit_eligibility", "get", "unit"): (200, 403, 404, 403, 404, 302),
    ("household_eligibility", "get", "household"): (200, 403, 404, 403, 404, 302),
    # What is said of a person in confidence, the department below and who only looks do not see.
    ("statement_remove", "post", "statement"): (302, 404, 404, 404, 404, 302),
}
for _kind in ("person", "unit", "household"):
    for _name in (f"{_kind}_record_add", f"{_kind}_statement"):
        ROWS[_name, "get", _kind] = (200, 403, 404, 403, 404, 302)
        ROWS[_name, "post", _kind] = (422, 403, 404, 403, 404, 302)
for _what in _OPEN:
    ROWS[f"{_what}_detail", "get", _what] = (200, 200, 404, 200, 404, 302)
    for _name in (f"{_what}_edit", f"{_what}_revoke"):
        ROWS[_name, "get", _what] = (200, 403, 404, 403, 404, 302)
        ROWS[_name, "post", _what] = (422, 403, 404, 403, 404, 302)
for _what in _CONFIDENTIAL:
    ROWS[f"{_what}_detail", "get", _what] = (200, 404, 404, 404, 404, 302)
    for _name in (f"{_what}_edit", f"{_what}_revoke"):
        ROWS[_name, "get", _what] = (200, 404, 404, 404, 404, 302)
        ROWS[_name, "post", _what] = (422, 404, 404, 404, 404, 302)
