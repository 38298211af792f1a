"""Answers of log-in and log-out, and of what a user sets up for it."""

from tests.permission_rows.row import Rows

ROWS: Rows = {
    # clerk, leader, below, inspector, outsider, anonymous
    ("login", "get", ""): (302, 302, 302, 302, 302, 200),
    ("login", "post", ""): (302, 302, 302, 302, 302, 200),
    ("account_login", "get", ""): (302, 302, 302, 302, 302, 200),
    ("account_login", "post", ""): (302, 302, 302, 302, 302, 200),
    ("mfa_authenticate", "get", ""): (302, 302, 302, 302, 302, 302),
    ("mfa_authenticate", "post", ""): (302, 302, 302, 302, 302, 302),
    ("logout", "post", ""): (302, 302, 302, 302, 302, 302),
    ("account_home", "get", ""): (200, 200, 200, 200, 200, 302),
    ("account_change_password", "get", ""): (200, 200, 200, 200, 200, 302),
    ("account_change_password", "post", ""): (422, 422, 422, 422, 422, 302),
    # The users of these tests have no password and no app: there is nothing to ask them for.
    ("account_reauthenticate", "get", ""): (200, 200, 200, 200, 200, 302),
    ("account_reauthenticate", "post", ""): (200, 200, 200, 200, 200, 302),
    ("mfa_reauthenticate", "get", ""): (302, 302, 302, 302, 302, 302),
    ("mfa_reauthenticate", "post", ""): (302, 302, 302, 302, 302, 302),
    # Password or code is asked for first.
    ("mfa_activate_totp", "get", ""): (302, 302, 302, 302, 302, 302),
    ("mfa_activate_totp", "post", ""): (302, 302, 302, 302, 302, 302),
    ("mfa_deactivate_totp", "post", ""): (302, 302, 302, 302, 302, 302),
    ("mfa_view_recovery_codes", "get", ""): (302, 302, 302, 302, 302, 302),
    ("recovery_codes_file", "get", ""): (302, 302, 302, 302, 302, 302),
    ("recovery_codes_saved", "post", ""): (302, 302, 302, 302, 302, 302),
    ("mfa_generate_recovery_codes", "post", ""): (302, 302, 302, 302, 302, 302),
    ("session_alive", "get", ""): (200, 200, 200, 200, 200, 302),
    ("session_end", "post", "session"): (302, 404, 404, 404, 404, 302),
    ("session_end_others", "post", ""): (302, 302, 302, 302, 302, 302),
}
