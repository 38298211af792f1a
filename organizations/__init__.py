"""Units over time, people, users, roles."""
