"""Answers of users, roles and substitutes. None of the cast is administrator: see test_user_views, test_role_views."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("calendar_home", "get", ""): (200, 200, 200, 200, 200, 302),
    ("calendar_renew", "post", ""): (302, 302, 302, 302, 302, 302),
    ("calendar_revoke", "post", ""): (302, 302, 302, 302, 302, 302),
    # A secret that is nobody's; whose it is reads it without a session (tests/reports/test_calendar.py).
    ("calendar_feed", "get", "token"): (404, 404, 404, 404, 404, 404),
    ("unit_switch", "post", ""): (302, 302, 302, 302, 302, 302),
    ("admin_home", "get", ""): (200, 200, 403, 403, 200, 302),
    ("user_list", "get", ""): (403, 403, 403, 403, 403, 302),
    ("user_sheet", "get", ""): (403, 403, 403, 403, 403, 302),
    ("user_create", "get", ""): (403, 403, 403, 403, 403, 302),
    ("user_create", "post", ""): (403, 403, 403, 403, 403, 302),
    ("user_detail", "get", "account"): (404, 404, 404, 404, 404, 302),
    ("user_password", "post", "account"): (404, 404, 404, 404, 404, 302),
    ("user_factor_reset", "post", "account"): (404, 404, 404, 404, 404, 302),
    ("user_disable", "post", "account"): (404, 404, 404, 404, 404, 302),
    ("user_enable", "post", "account"): (404, 404, 404, 404, 404, 302),
    ("role_give", "get", "account"): (404, 404, 404, 404, 404, 302),
    ("role_give", "post", "account"): (404, 404, 404, 404, 404, 302),
    ("role_end", "get", "role"): (404, 404, 404, 404, 404, 302),
    ("role_end", "post", "role"): (404, 404, 404, 404, 404, 302),
    ("role_request_list", "get", ""): (200, 200, 200, 200, 200, 302),
    # Asked for by the clerk; the leader is the second person.
    ("role_request_confirm", "post", "role_request"): (302, 302, 404, 404, 404, 302),
    ("role_request_refuse", "post", "role_request"): (302, 302, 404, 404, 404, 302),
    ("substitute_create", "get", ""): (200, 200, 200, 200, 200, 302),
    ("substitute_create", "post", ""): (422, 422, 422, 422, 422, 302),
    # The clerk is substituted.
    ("substitute_end", "post", "substitution"): (302, 404, 404, 404, 404, 302),
}
