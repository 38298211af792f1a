"""Answers of sending papers."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("dispatch_send", "get", "paper"): (200, 200, 403, 403, 404, 302),
    ("dispatch_send", "get", "draft"): (302, 302, 404, 403, 404, 302),
    ("dispatch_send", "post", "paper"): (422, 422, 403, 403, 404, 302),
    ("dispatch_board", "get", "paper"): (200, 200, 404, 200, 404, 302),
    ("dispatch_remind", "post", "paper"): (302, 302, 404, 403, 404, 302),
    ("received_list", "get", ""): (200, 200, 200, 200, 200, 302),
    ("received_detail", "get", "dispatch"): (200, 200, 200, 200, 404, 302),
    ("dispatch_seen", "post", "dispatch"): (302, 302, 302, 302, 404, 302),
    ("dispatch_acknowledge", "post", "dispatch"): (302, 302, 302, 302, 404, 302),
    ("dispatch_forward", "post", "dispatch"): (403, 403, 422, 403, 404, 302),
    ("forwarding_done", "post", "forwarding"): (404, 404, 302, 404, 404, 302),
}
